"""What is to be done about a person: done, put off, given to somebody, added by hand (W-13)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.follow_up import FollowUpKind, FollowUpOutcome
from screening_app.domain.ids import PersonId, UserId
from screening_app.gui.presenters.follow_up_words import (
    due_badge,
    due_in_words,
    kind_in_words,
    outcome_in_words,
)
from screening_app.gui.presenters.typed_answers import read_date
from screening_app.i18n import gettext as _
from screening_app.services.follow_ups import (
    FollowUpSeen,
    add_follow_up,
    assign_follow_up,
    colleagues_for,
    finish_follow_up,
    follow_ups_of,
    postpone_follow_up,
)
from screening_app.services.session import Session

_WHOLE_DAY = 10
"""Letters of a date that names its day."""

_FIRST = 6
"""Things to do that are shown at first, the longest due."""

Choice = tuple[str, str]
"""Code and words of something to choose; an empty code chooses nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """Something to be done.

    Attributes:
        badge: That its day is over, or is today; empty for a later day.
        owner: Whose it is, a sentence; empty for everybody's.
        owner_code: Their id, or empty.
    """

    id: str
    kind: str
    due: str
    badge: str
    owner: str
    owner_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpsModel:
    """What the card shows.

    Attributes:
        has_more: Whether there are others, shown when asked for.
    """

    rows: tuple[FollowUpRow, ...]
    has_more: bool
    owners: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody filled in about one of them.

    Attributes:
        outcome: Code of what came of it, or empty.
        day: As typed: on which day to look again.
        owner: Id of whose it is to be, or empty for everybody's.
    """

    outcome: str
    day: str
    note: str
    owner: str


class FollowUpsView(Protocol):
    """What the presenter asks of the card."""

    def show_model(self, model: FollowUpsModel, said: str = "") -> None:
        """Show what is to be done, forms closed; say what was stored."""

    def show_problem(self, row: str, field: str, text: str) -> None:
        """Say at a field of a row's form, or of the form for a new one, what is wrong."""


def kinds() -> tuple[Choice, ...]:
    """Return what can be added by hand."""
    by_hand = (kind for kind in FollowUpKind if kind is not FollowUpKind.AMENDED)
    return tuple((str(kind), kind_in_words(kind)) for kind in by_hand)


def outcomes() -> tuple[Choice, ...]:
    """Return what can come of it, nothing yet first."""
    # Translators: first choice of what came of something to be done; sv "Inget än".
    return (("", _("Nothing yet")), *((str(one), outcome_in_words(one)) for one in FollowUpOutcome))


class FollowUpsPresenter:
    """Shows and changes what is to be done about one person.

    Args:
        changed: Told when something was done, so that the timeline is looked at again.
    """

    def __init__(
        self, view: FollowUpsView, session: Session, person: PersonId, changed: Callable[[], None]
    ) -> None:
        self._view, self._session, self._person, self._changed = view, session, person, changed
        self._owners: dict[str, str] = {}
        self._all = False

    def show_all(self) -> None:
        """Show everything that is open."""
        self._all = True
        self.show()

    def show(self, said: str = "") -> None:
        """Show what is open."""
        session = self._session
        seen = [one for one in follow_ups_of(session, self._person) if one.follow_up.is_open]
        colleagues = colleagues_for(session, self._person)
        self._owners = {one.follow_up.id: str(one.follow_up.assigned_to or "") for one in seen}
        # Translators: everybody who may open the person; sv "Alla med åtkomst".
        everybody = ("", _("Everybody with access"))
        owners = (everybody, *((str(one.id), one.name) for one in colleagues))
        shown = seen if self._all else seen[:_FIRST]
        rows = tuple(map(self._row, shown))
        model = FollowUpsModel(rows=rows, has_more=len(shown) < len(seen), owners=owners)
        self._view.show_model(model, said)

    def change(self, row: str, change: Change) -> None:
        """Store what was filled in: what came of it, another day, or whose it is."""
        day, owner = self._day(row, change.day), self._owners.get(row, "")
        if day is None and change.day.strip():
            return
        if change.note.strip() and not change.outcome:
            # Translators: sv "Anteckningen sparas med vad det blev av det: välj det först."
            problem = _("A note is kept with what came of it: choose that first.")
            self._view.show_problem(row, "outcome", problem)
        elif not change.outcome and day is None and change.owner == owner:
            # Translators: sv "Välj vad det blev av det, en annan dag eller någon annan."
            self._view.show_problem(
                row, "outcome", _("Choose what came of it, another day, or somebody else.")
            )
        else:
            self._store(row, lambda: self._deeds(row, change, day, owner))

    def add(self, kind: str, day: str) -> None:
        """Add something by hand."""
        due = self._day("", day)
        if due is not None:
            self._store("", lambda: add_follow_up(self._session, self._person, FollowUpKind(kind), due))
        elif not day.strip():
            # Translators: sv "Skriv vilken dag det ska göras."
            self._view.show_problem("", "day", _("Write the day on which it is to be done."))

    def _deeds(self, row: str, change: Change, day: dt.date | None, owner: str) -> None:
        given: str | None = row
        if change.outcome:
            outcome = FollowUpOutcome(change.outcome)
            again = finish_follow_up(self._session, row, outcome, note=change.note, again_on=day)
            given = again.id if again is not None else None
        elif day is not None:
            postpone_follow_up(self._session, row, day)
        if given is not None and change.owner != owner:
            assign_follow_up(self._session, given, UserId(change.owner) if change.owner else None)

    def _store(self, row: str, deed: Callable[[], object]) -> None:
        try:
            deed()
        except ScreeningAppError as error:
            self._view.show_problem(row, "day", error.describe())
            return
        # Translators: sv "Sparat."
        self.show(_("Saved."))
        self._changed()

    def _day(self, row: str, untrusted_text: str) -> dt.date | None:
        """Return the day that was typed; what is no day is said at its field."""
        if not untrusted_text.strip():
            return None
        read = read_date(untrusted_text, today=self._session.today())
        if read is None or len(read) != _WHOLE_DAY:
            # Translators: sv "Skriv en dag, som 2027-02-26."
            self._view.show_problem(row, "day", _("Write a day, such as 2027-02-26."))
            return None
        return dt.date.fromisoformat(read)

    def _row(self, seen: FollowUpSeen) -> FollowUpRow:
        one, today = seen.follow_up, self._session.today()
        return FollowUpRow(
            id=one.id,
            kind=kind_in_words(one.kind),
            due=due_in_words(one.due_on, today),
            badge=due_badge(one.due_on, today),
            # Translators: whose something is to do; sv "Görs av {name}."
            owner=_("To be done by {name}.").format(name=seen.owner) if seen.owner else "",
            owner_code=str(one.assigned_to or ""),
        )
