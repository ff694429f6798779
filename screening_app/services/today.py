"""What a person at the desk needs to know when the day begins: case numbers, steps and dates, no names."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import AnswerEvent
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.records import Screening
from screening_app.services.conversation import resume_conversation
from screening_app.services.progress import Progress, progress_of
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A conversation of the user's own that is not finished.

    Attributes:
        last_at: When something was last written in it.
        progress: Where it goes on; ``None`` if that cannot be told, which ``problem`` explains.
        problem: A sentence, if the stored conversation cannot be read whole.
    """

    screening: ScreeningId
    person: PersonId
    case_number: str
    last_at: dt.datetime
    progress: Progress | None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The desk.

    Attributes:
        drafts: Latest written in first, of those begun last.
        more: How many drafts there are beside these.
        packs_reviewed: Whether named people reviewed the country's packs (FORMS 7).
        has_recovery: Whether somebody who forgets a passphrase can be helped (DESIGN 5).
    """

    drafts: tuple[Draft, ...]
    more: int
    packs_reviewed: bool
    has_recovery: bool


def desk_today(session: Session, *, limit: int = 8) -> Today:
    """Return what waits for the user.

    Args:
        limit: How many drafts to describe; each is folded from its answers.
    """
    access = session.access
    with session.records.read() as uow:
        runs = uow.screenings.drafts(access=access)
        newest = runs[:limit]
        numbers = {run.id: uow.persons.get(run.person, access=access).case_number for run in newest}
        last = {run.id: _last_at(run, uow.screenings.history(run.id, access=access)) for run in newest}
    newest = sorted(newest, key=lambda run: last[run.id], reverse=True)
    return Today(
        drafts=tuple(_draft(session, run, numbers[run.id], last[run.id]) for run in newest),
        more=max(0, len(runs) - limit),
        packs_reviewed=session.forms.packs(session.unit.country).is_reviewed,
        # Recovery sheets do not exist yet: the page says so until they do (promise 9).
        has_recovery=False,
    )


def _last_at(run: Screening, history: Sequence[AnswerEvent]) -> dt.datetime:
    return history[-1].at if history else run.started_at


def _draft(session: Session, run: Screening, case_number: str, last_at: dt.datetime) -> Draft:
    progress, problem = None, ""
    try:
        progress = progress_of(session, resume_conversation(session, run.id))
    except ScreeningAppError as error:
        problem = error.describe()
    return Draft(
        screening=run.id,
        person=run.person,
        case_number=case_number,
        last_at=last_at,
        progress=progress,
        problem=problem,
    )
