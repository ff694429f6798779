"""What is to be done later about a person: planned, done, put off, given to somebody (W-13)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.follow_up import FollowUp, FollowUpKind, FollowUpOutcome
from screening_app.domain.ids import PersonId, ScreeningId, UserId
from screening_app.domain.records import CaseNote
from screening_app.engine.follow_up import Due
from screening_app.engine.pathway import follow_ups_at_closing
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.conversation_state import Conversation
from screening_app.services.held import day_held
from screening_app.services.ports import UnitOfWork
from screening_app.services.sealed_notes import body_of, sealed_note
from screening_app.services.session import Session

_NOTE = "follow-up"


class FollowUpInThePast(ScreeningAppError):
    """What is to be done later cannot be due before today."""

    code = "follow-up/in-the-past"
    user_message = N_("That day is over. Choose today or a later day. Nothing was stored.")


class FollowUpNeedsNewDay(ScreeningAppError):
    """What still waits would be forgotten without a day."""

    code = "follow-up/needs-new-day"
    user_message = N_("It still waits: choose the day on which to look again. Nothing was stored.")


class FollowUpNotForThem(ScreeningAppError):
    """Somebody who may not open the person cannot do anything about it."""

    code = "follow-up/not-for-them"
    user_message = N_(
        "That colleague may not open this person, so it would never be done. "
        "Choose somebody else, or nobody. Nothing was stored."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSeen:
    """A follow-up as the person's page shows it.

    Attributes:
        owner: Name of whoever it was given to; empty for everybody.
        note: What was written when it was done; empty for nothing.
    """

    follow_up: FollowUp
    owner: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who may open the person."""

    id: UserId
    name: str


def plan_follow_ups(uow: UnitOfWork, session: Session, conversation: Conversation) -> None:
    """Store what a conversation that is closed now leaves to be done, within the caller's transaction.

    A conversation that has left something already leaves nothing again: no twins.
    """
    run = conversation.screening
    known = uow.follow_ups.of_person(run.person, access=session.access)
    if any(one.screening == run.id for one in known):
        return
    # Of one held on paper, the day of entering is nobody's: what is late by now is shown as late.
    for one in _due(conversation, day_held(session, run)):
        plan(uow, session, run.person, one.kind, one.on, screening=run.id)


def plan_what_is_new(
    uow: UnitOfWork, session: Session, before: Conversation, after: Conversation
) -> tuple[FollowUp, ...]:
    """Store what a corrected conversation leaves to be done and did not before, in the caller's transaction.

    What was planned stays, done or not: a correction takes nothing off anybody's list. What should have been
    done before today is to be done today.
    """
    run, today = after.screening, session.today()
    closed = after.circumstances.today
    known = set(_due(before, closed))
    new = [one for one in _due(after, closed) if one not in known]
    return tuple(
        plan(uow, session, run.person, one.kind, max(one.on, today), screening=run.id) for one in new
    )


def _due(conversation: Conversation, closing: dt.date) -> Sequence[Due]:
    evaluations = {step_id: step.evaluation for step_id, step in conversation.records.items()}
    return follow_ups_at_closing(conversation.pathway, evaluations, conversation.circumstances, closing)


def plan(
    uow: UnitOfWork,
    session: Session,
    person: PersonId,
    kind: FollowUpKind,
    due_on: dt.date,
    *,
    screening: ScreeningId | None = None,
    assigned_to: UserId | None = None,
) -> FollowUp:
    """Store one thing to be done, within the caller's transaction; that is on record.

    Raises:
        PersonNotFound: If the person is out of reach.
    """
    new = FollowUp(
        id=session.entropy.new_id(),
        person=person,
        screening=screening,
        kind=kind,
        due_on=due_on,
        assigned_to=assigned_to,
        created_at=session.clock.now(),
        created_by=session.user.id,
    )
    uow.follow_ups.add(new, access=session.access)
    _on_record(uow, session, AuditAction.FOLLOW_UP_ADDED, new)
    return new


def add_follow_up(session: Session, person: PersonId, kind: FollowUpKind, due_on: dt.date) -> FollowUp:
    """Store something to be done that no answer made.

    Raises:
        PersonNotFound: If the person is out of reach.
        FollowUpInThePast: If the day is over.
    """
    _not_over(session, due_on)
    with session.records.write() as uow:
        new = plan(uow, session, person, kind, due_on)
        uow.commit()
    return new


def finish_follow_up(
    session: Session,
    follow_up_id: str,
    outcome: FollowUpOutcome,
    *,
    note: str = "",
    again_on: dt.date | None = None,
) -> FollowUp | None:
    """Write down what came of it; return what is to be done next, if anything.

    Args:
        note: What happened, for the record; may be empty.
        again_on: When to do the same again.

    Raises:
        PersonNotFound: If there is none within reach that is open.
        FollowUpNeedsNewDay: If it still waits and no day is given.
        FollowUpInThePast: If that day is over.
    """
    if outcome is FollowUpOutcome.WAITING and again_on is None:
        raise FollowUpNeedsNewDay
    if again_on is not None:
        _not_over(session, again_on)
    again = None
    with session.records.write() as uow:
        old = uow.follow_ups.get(follow_up_id, access=session.access)
        done = replace(old, done_at=session.clock.now(), outcome=outcome)
        uow.follow_ups.change(done, access=session.access)
        _on_record(uow, session, AuditAction.FOLLOW_UP_DONE, done)
        if note.strip():
            body = {"follow_up": done.id, "kind": _NOTE, "text": note.strip()}
            uow.notes.add(sealed_note(session, done.person, body), access=session.access)
        if again_on is not None:
            again = plan(
                uow,
                session,
                done.person,
                done.kind,
                again_on,
                screening=done.screening,
                assigned_to=done.assigned_to,
            )
        uow.commit()
    return again


def postpone_follow_up(session: Session, follow_up_id: str, due_on: dt.date) -> FollowUp:
    """Put it off until another day; the day before stays in the chain.

    Raises:
        PersonNotFound: If there is none within reach that is open.
        FollowUpInThePast: If the day is over.
    """
    _not_over(session, due_on)
    return _change(session, follow_up_id, lambda old: replace(old, due_on=due_on))


def assign_follow_up(session: Session, follow_up_id: str, to: UserId | None) -> FollowUp:
    """Give it to a colleague, or to everybody who may open the person.

    Raises:
        PersonNotFound: If there is none within reach that is open.
        FollowUpNotForThem: If that colleague may not open the person.
    """
    with session.records.read() as uow:
        person = uow.follow_ups.get(follow_up_id, access=session.access).person
        takers = uow.follow_ups.takers(person, access=session.access)
    if to is not None and to not in takers:
        raise FollowUpNotForThem
    return _change(session, follow_up_id, lambda old: replace(old, assigned_to=to))


def follow_ups_of(session: Session, person: PersonId) -> tuple[FollowUpSeen, ...]:
    """Return a person's follow-ups: open ones by their day, then done ones, the latest first."""
    access = session.access
    with session.records.read() as uow:
        found = uow.follow_ups.of_person(person, access=access)
        names = {user.id: user.name for user in uow.office.users()}
        notes = notes_on(uow.notes.of_person(person, access=access))
    seen = [
        FollowUpSeen(
            follow_up=one,
            owner=names.get(one.assigned_to, "") if one.assigned_to else "",
            note=notes.get(one.id, ""),
        )
        for one in found
    ]
    waits = [one for one in seen if one.follow_up.is_open]
    done = [one for one in seen if not one.follow_up.is_open]
    done.sort(key=lambda one: str(one.follow_up.done_at), reverse=True)
    return (*waits, *done)


def colleagues_for(session: Session, person: PersonId) -> tuple[Colleague, ...]:
    """Return who may open the person, in order of their names."""
    with session.records.read() as uow:
        names = {user.id: user.name for user in uow.office.users()}
        takers = uow.follow_ups.takers(person, access=session.access)
    return tuple(Colleague(id=one, name=names.get(one, "")) for one in takers)


def _change(session: Session, follow_up_id: str, change: Callable[[FollowUp], FollowUp]) -> FollowUp:
    with session.records.write() as uow:
        changed = change(uow.follow_ups.get(follow_up_id, access=session.access))
        uow.follow_ups.change(changed, access=session.access)
        _on_record(uow, session, AuditAction.FOLLOW_UP_CHANGED, changed)
        uow.commit()
    return changed


def _not_over(session: Session, day: dt.date) -> None:
    if day < session.today():
        raise FollowUpInThePast


def _on_record(uow: UnitOfWork, session: Session, action: AuditAction, one: FollowUp) -> None:
    record(
        uow,
        session,
        action,
        one.id,
        person=one.person,
        kind=str(one.kind),
        due=one.due_on.isoformat(),
        assigned_to=one.assigned_to,
        outcome=None if one.outcome is None else str(one.outcome),
        screening=one.screening,
    )


def notes_on(notes: Sequence[CaseNote]) -> Mapping[str, str]:
    """Return what was written about follow-ups, by follow-up."""
    found: dict[str, str] = {}
    for note in notes:
        match body_of(note):
            case {"kind": kind, "follow_up": str(about), "text": str(text)} if kind == _NOTE:
                found[about] = text
    return found
