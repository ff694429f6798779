"""What a hidden screen shows: an ordinary page that the unit writes itself (DESIGN 4, quick hide)."""

import json
from dataclasses import dataclass

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import LANGUAGES, N_
from screening_app.services.audit import record
from screening_app.services.session import Session

_SETTING = "neutral-page"
_CONTEXT = "title"
MOST_LINES = 7
LONGEST = 60


class NotNeutral(ScreeningAppError):
    """A word on the page tells what the application is for."""

    code = "neutral-page/not-neutral"
    user_message = N_("The page would show “{term}”. Write it without that word: anybody may read this page.")


class PageTooLong(ScreeningAppError):
    """The page holds more than fits on any screen."""

    code = "neutral-page/too-long"
    user_message = N_("Write at most {lines} lines of at most {length} characters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeutralPage:
    """Beside clock and calendar, which are always there.

    Nothing is the default: even a unit's name can tell.

    Attributes:
        heading: Such as the name of the house.
        lines: Such as days and opening hours.
    """

    heading: str = ""
    lines: tuple[tuple[str, str], ...] = ()


def neutral_page(session: Session) -> NeutralPage:
    """Return the unit's page; what cannot be read counts as an empty one."""
    with session.records.read() as uow:
        stored = uow.office.setting(_SETTING)
    try:
        page = json.loads(stored or "{}")
        lines = tuple((str(left), str(right)) for left, right in page.get("lines", ()))
        return NeutralPage(heading=str(page.get("heading", "")), lines=lines)
    except (ValueError, TypeError, AttributeError):
        return NeutralPage()


def keep_neutral_page(session: Session, page: NeutralPage) -> None:
    """Store the unit's page; that it changed is on record.

    Raises:
        PageTooLong: If it does not fit.
        NotNeutral: If it holds a word that a title may not hold, in any language.
    """
    words = [page.heading, *(word for line in page.lines for word in line)]
    if len(page.lines) > MOST_LINES or any(len(word) > LONGEST for word in words):
        raise PageTooLong(lines=MOST_LINES, length=LONGEST)
    forbidden = session.forms.packs(session.unit.country).forbidden
    for language in LANGUAGES:
        if found := forbidden.found_in(" ".join(words), language, _CONTEXT):
            raise NotNeutral(term=found[0])
    stored = json.dumps({"heading": page.heading, "lines": page.lines})
    with session.records.write() as uow:
        uow.office.store_setting(_SETTING, stored)
        record(uow, session, AuditAction.SETTING_CHANGED, session.unit.id, setting=_SETTING)
        uow.commit()
