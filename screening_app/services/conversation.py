"""A conversation along a pathway: one answer at a time, each committed before the next question.

A ``Conversation`` is frozen; every use case returns the next one. What it holds in memory is what a
fresh read of the vault gives (``resume_conversation``).
"""

import datetime as dt
from collections.abc import Callable, Sequence

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.events import AnswerEvent, Change, EventKind, Source
from screening_app.domain.ids import PersonId, ResponseId, ScreeningId, StepId
from screening_app.domain.records import Response, ResponseStatus, Screening
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.form import CompiledForm
from screening_app.services.audit import record
from screening_app.services.changes import (
    interruption,
    new_instance,
    not_asked,
    planned_changes,
    with_changes,
)
from screening_app.services.conversation_state import Conversation, assemble, with_response
from screening_app.services.forms_fit import refuse_unfit
from screening_app.services.forms_in_use import form_version, pathway_in_use, stored_pathway
from screening_app.services.held import day_held, refuse_wrong_time
from screening_app.services.integrity import seal
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session
from screening_app.services.unit_routine import switched_off_in


def start_conversation(
    session: Session,
    person_id: PersonId,
    pathway_name: str,
    *,
    age: int | None = None,
    asked_at: dt.datetime | None = None,
) -> Conversation:
    """Begin a run of a pathway with a person, or change nothing.

    Args:
        pathway_name: Canonical, url or last part of the url.
        age: The person's age in completed years when it was held, if known.
        asked_at: When it was held on paper, if it is entered afterwards.

    Raises:
        PersonNotFound: If the person is out of reach.
        HeldInTheFuture, HeldTooEarly: If it cannot have been held then.
        As ``pathway_in_use``, if the unit may not use the pathway.
    """
    pathway, unavailable = pathway_in_use(session, pathway_name)
    screening = Screening(
        id=ScreeningId(session.entropy.new_id()),
        person=person_id,
        unit=session.unit.id,
        pathway=pathway.pathway.canonical,
        pathway_sha256=pathway.pathway.sha256,
        status=ResponseStatus.IN_PROGRESS,
        author=session.user.id,
        started_at=session.clock.now(),
        age=age,
        asked_at=asked_at,
    )
    with session.records.write() as uow:
        if asked_at is not None:
            born = uow.persons.get(person_id, access=session.access).birth_date
            refuse_wrong_time(asked_at, now=screening.started_at, born=born)
        uow.screenings.add(screening, access=session.access)
        uow.office.keep_form(form_version(pathway.pathway))
        _record_start(uow, session, screening)
        off = switched_off_in(uow, pathway.pathway)
        uow.commit()
    return assemble(
        screening,
        pathway,
        circumstances_of(session, screening),
        unavailable=unavailable,
        switched_off=off,
    )


def _record_start(uow: UnitOfWork, session: Session, begun: Screening) -> None:
    facts = {"pathway": str(begun.pathway)}
    if begun.asked_at is not None:
        facts["asked"] = begun.asked_at.isoformat(timespec="microseconds")
    record(uow, session, AuditAction.SCREENING_STARTED, begun.id, **facts)


def resume_conversation(session: Session, screening_id: ScreeningId) -> Conversation:
    """Return a run exactly as it was left: same forms, answers, order, scores and next question.

    Raises:
        PersonNotFound: If there is none within reach.
        DamagedData: If a stored form or answer cannot be read.
    """
    access = session.access
    with session.records.read() as uow:
        screening = uow.screenings.get(screening_id, access=access)
        responses = uow.screenings.responses(screening_id, access=access)
        history = uow.screenings.history(screening_id, access=access)
        pathway, unavailable = stored_pathway(uow, session, screening, responses)
        off = switched_off_in(uow, pathway.pathway)
    return assemble(
        screening,
        pathway,
        circumstances_of(session, screening),
        unavailable=unavailable,
        switched_off=off,
        responses=responses,
        history=history,
    )


def give_answer(
    session: Session,
    conversation: Conversation,
    step_id: StepId,
    key: AnswerKey,
    answer: Answer,
    *,
    source: Source | None = None,
) -> Conversation:
    """Commit one answer; when this returns it is on the disk.

    Args:
        source: Who put it in, if not staff.

    Raises:
        GateClosed, StepClosed, ConversationClosed: If the step may not be answered now.
        ChangeRefused: If the form does not allow the answer; nothing was stored.
    """
    change = Change(kind=EventKind.ANSWERED, key=key, answer=answer)
    return make_change(session, conversation, step_id, change, source=source)


def clear_answer(
    session: Session,
    conversation: Conversation,
    step_id: StepId,
    key: AnswerKey,
    *,
    source: Source | None = None,
) -> Conversation:
    """Take an answer back; its event stays in the history. Arguments and errors as ``give_answer``."""
    change = Change(kind=EventKind.CLEARED, key=key)
    return make_change(session, conversation, step_id, change, source=source)


def add_instance(
    session: Session, conversation: Conversation, step_id: StepId, group: AnswerKey
) -> tuple[Conversation, AnswerKey]:
    """Add an instance to a repeating group, such as one more child; returns the new instance's key too.

    Args:
        group: The group's link id with the instance path around it.

    Raises:
        As ``give_answer``.
    """
    change = new_instance(conversation, step_id, group)
    return make_change(session, conversation, step_id, change), change.key


def somebody_walks_in(session: Session, conversation: Conversation) -> Conversation:
    """Close the gate again; nothing that was answered is hidden. Errors as ``give_answer``."""
    return make_change(session, conversation, *interruption(conversation))


def record_not_asked(session: Session, conversation: Conversation, reason: str) -> Conversation:
    """Record why the question was not asked. Errors as ``give_answer``."""
    return make_change(session, conversation, *not_asked(conversation, reason))


def make_change(
    session: Session,
    conversation: Conversation,
    step_id: StepId,
    change: Change,
    *,
    source: Source | None = None,
) -> Conversation:
    """Commit one change, with the initial values that it brings along. As ``give_answer``."""
    return make_changes(session, conversation, step_id, [change], source=source)


def make_changes(
    session: Session,
    conversation: Conversation,
    step_id: StepId,
    wanted: Sequence[Change],
    *,
    source: Source | None = None,
    also: Callable[[UnitOfWork], None] | None = None,
) -> Conversation:
    """Commit changes of one step that belong together, all or none. Errors as ``give_answer``.

    Args:
        source: Who made them, if not staff.
        also: What is stored in the same transaction; whatever it raises, nothing is.
    """
    changes: list[Change] = []
    after = conversation
    for change in wanted:
        planned = planned_changes(after, step_id, change)
        after = with_changes(after, step_id, planned)
        changes += planned
    step = conversation.records[step_id]
    form = step.evaluation.form
    if step.response is None:
        refuse_unfit(session, form.questionnaire)
    response = step.response or _new_response(session, conversation, step_id, form)
    # What the form brings along by itself, nobody said.
    said = [(change, source if change in wanted else None) for change in changes]
    events = _sealed(session, conversation.screening, response, step.next_number, said)
    with session.records.write() as uow:
        if step.response is None:
            uow.screenings.add_response(response, access=session.access)
            uow.office.keep_form(form_version(form.questionnaire))
        for event in events:
            uow.screenings.add_event(event, access=session.access)
        if also is not None:
            also(uow)
        uow.commit()
    return with_response(after, step_id, response)


def circumstances_of(session: Session, screening: Screening) -> Circumstances:
    """Return how a run is seen: as on the day that counts for it."""
    return Circumstances(today=day_held(session, screening), age=screening.age)


def _new_response(
    session: Session, conversation: Conversation, step_id: StepId, form: CompiledForm
) -> Response:
    return Response(
        id=ResponseId(session.entropy.new_id()),
        screening=conversation.screening.id,
        step=step_id,
        form=form.questionnaire.canonical,
        form_sha256=form.questionnaire.sha256,
        status=ResponseStatus.IN_PROGRESS,
        author=session.user.id,
        authored=session.clock.now(),
    )


def _sealed(
    session: Session,
    run: Screening,
    response: Response,
    number: int,
    changes: Sequence[tuple[Change, Source | None]],
) -> list[AnswerEvent]:
    return [
        seal(
            change,
            response_id=response.id,
            number=number + offset,
            at=session.clock.now(),
            author=session.user.id,
            salt=session.entropy.salt(),
            entered_at=run.asked_at,
            source=source,
        )
        for offset, (change, source) in enumerate(changes)
    ]
