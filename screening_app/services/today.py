"""What a person at the desk needs to know when the day begins: case numbers, steps and dates, no names."""

import datetime as dt
from dataclasses import dataclass, replace

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.records import Screening
from screening_app.services.colleagues import may_administer
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.newer import has_newer
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Safeguards, Session
from screening_app.services.unit_routine import routine_in

_SOON = dt.timedelta(days=7)
"""How far ahead Today looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A conversation of the user's own that is not finished.

    Attributes:
        last_at: When something was last written in it.
        conversation: As it stands; ``None`` if that cannot be told, which ``problem`` explains.
        problem: A sentence, if the stored conversation cannot be read whole.
        has_newer: Whether newer versions of its forms are there.
    """

    screening: ScreeningId
    person: PersonId
    case_number: str
    last_at: dt.datetime
    conversation: Conversation | None
    problem: str = ""
    has_newer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something to do about a person by a day, this week or overdue."""

    id: str
    person: PersonId
    case_number: str
    kind: FollowUpKind
    due_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The desk.

    Attributes:
        drafts: Latest written in first, of those begun last.
        more: How many drafts there are beside these.
        waiting: The longest due first.
        more_waiting: How many there are beside these.
        packs_reviewed: Whether named people reviewed the country's packs (FORMS 7).
        safeguards: Whether somebody who forgets a passphrase can be helped, and how backups stand (DESIGN 5).
        may_administer: Whether these are the user's to look after.
        routine_missing: How many items the unit's routine lacks before go-live (W-1).
    """

    drafts: tuple[Draft, ...]
    more: int
    waiting: tuple[Waiting, ...]
    more_waiting: int
    packs_reviewed: bool
    safeguards: Safeguards
    may_administer: bool
    routine_missing: int = 0


def desk_today(session: Session, *, limit: int = 8, most_waiting: int = 8) -> Today:
    """Return what waits for the user.

    Args:
        limit: How many drafts to describe; each is folded from its answers.
        most_waiting: How many follow-ups to name.
    """
    access = session.access
    with session.records.read() as uow:
        runs = uow.screenings.drafts(access=access)
        written = uow.screenings.last_written(access=access)
        last = {run.id: written.get(run.id, run.started_at) for run in runs}
        latest = sorted(runs, key=lambda run: last[run.id], reverse=True)[:limit]
        numbers = {run.id: uow.persons.get(run.person, access=access).case_number for run in latest}
        missing = len(routine_in(uow).missing)
        newer = {run.id for run in latest if has_newer(uow, session, run)}
        waiting, more_waiting = _waiting(uow, session, most_waiting)
    return Today(
        drafts=tuple(
            replace(_draft(session, run, numbers[run.id], last[run.id]), has_newer=run.id in newer)
            for run in latest
        ),
        more=len(runs) - len(latest),
        waiting=waiting,
        more_waiting=more_waiting,
        packs_reviewed=session.forms.packs(session.unit.country).is_reviewed,
        safeguards=session.safeguards,
        may_administer=may_administer(session),
        routine_missing=missing,
    )


def _waiting(uow: UnitOfWork, session: Session, most: int) -> tuple[tuple[Waiting, ...], int]:
    """Return what is overdue or due within a week, and how many there are beside it."""
    access, until = session.access, session.today() + _SOON
    found = uow.follow_ups.waiting(until, access=access, limit=most)
    # Counted only where there may be more: that looks at every one of them.
    count = uow.follow_ups.count_waiting(until, access=access) if len(found) == most else len(found)
    waiting = tuple(
        Waiting(
            id=one.id,
            person=one.person,
            case_number=uow.persons.get(one.person, access=access).case_number,
            kind=one.kind,
            due_on=one.due_on,
        )
        for one in found
    )
    return waiting, count - len(found)


def _draft(session: Session, run: Screening, case_number: str, last_at: dt.datetime) -> Draft:
    conversation, problem = None, ""
    try:
        conversation = resume_conversation(session, run.id)
    except ScreeningAppError as error:
        problem = error.describe()
    return Draft(
        screening=run.id,
        person=run.person,
        case_number=case_number,
        last_at=last_at,
        conversation=conversation,
        problem=problem,
    )
