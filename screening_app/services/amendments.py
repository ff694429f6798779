"""What was corrected in closed conversations, read for the timeline: before, now, who, when and why."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from screening_app.domain.answers import Answer, AnswerKey, Answers
from screening_app.domain.events import AnswerEvent, fold
from screening_app.domain.ids import PersonId, ResponseId, ScreeningId, StepId, UserId
from screening_app.domain.records import CaseNote, Response, ResponseStatus, Screening
from screening_app.i18n import Text
from screening_app.questionnaire.model import Item
from screening_app.services.amending import KIND
from screening_app.services.closing import what_is_missing
from screening_app.services.conversation import circumstances_of
from screening_app.services.conversation_state import Conversation, as_it_stands
from screening_app.services.forms_in_use import stored_pathway
from screening_app.services.ports import UnitOfWork
from screening_app.services.sealed_notes import body_of
from screening_app.services.session import Session
from screening_app.services.unit_routine import switched_off_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A correction on record.

    Attributes:
        began_at: When the conversation was held, to know it by.
        before: What stood there; ``None`` for no answer, or one that was erased.
        now: What stands there since; ``None`` likewise.
        reason: Empty once erased.
        raised: Texts of flags that hold since and did not before.
        missing: Sentences for what the conversation lacks as it stands now; of its newest correction alone.
    """

    id: ResponseId
    screening: ScreeningId
    began_at: dt.datetime
    step: StepId
    key: AnswerKey
    item: Item
    before: Answer | None
    now: Answer | None
    reason: str
    at: dt.datetime
    by: str
    raised: tuple[Text, ...] = ()
    missing: tuple[str, ...] = ()


def amendments_in(
    session: Session, uow: UnitOfWork, person: PersonId, notes: Sequence[CaseNote]
) -> tuple[Amendment, ...]:
    """Return every correction in a person's conversations, within the caller's transaction.

    Args:
        notes: The person's: they hold the reasons.

    Raises:
        BrokenResponse, BrokenForm: If a conversation that was corrected cannot be read.
    """
    runs = uow.screenings.of_person(person, access=session.access)
    corrected = [run for run in runs if run.status is ResponseStatus.AMENDED]
    names = {user.id: user.name for user in uow.office.users()} if corrected else {}
    reasons = _reasons(notes)
    return tuple(one for run in corrected for one in _of_run(session, uow, run, reasons, names))


def _reasons(notes: Sequence[CaseNote]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for note in notes:
        match body_of(note):
            case {"kind": kind, "text": str(text)} if kind == KIND and note.response is not None:
                found[note.response] = text
    return found


def _of_run(
    session: Session,
    uow: UnitOfWork,
    run: Screening,
    reasons: Mapping[str, str],
    names: Mapping[UserId, str],
) -> tuple[Amendment, ...]:
    """Return the corrections of a run, the oldest first; the newest tells what is missing now."""
    access = session.access
    heads = uow.screenings.responses(run.id, access=access)
    history = uow.screenings.history(run.id, access=access)
    pathway, unavailable = stored_pathway(uow, session, run, heads)
    conversation = as_it_stands(
        run,
        pathway,
        circumstances_of(session, run),
        unavailable=unavailable,
        switched_off=switched_off_in(uow, pathway.pathway),
        responses=heads,
        history=history,
    )
    found = [
        replace(
            one,
            by=names.get(head.author, ""),
            reason=reasons.get(head.id, ""),
            raised=_raised(session, uow, head, conversation),
        )
        for head, one in _corrections(conversation, heads, history)
    ]
    found.sort(key=lambda one: one.at)
    last = [replace(one, missing=what_is_missing(conversation)) for one in found[-1:]]
    return (*found[:-1], *last)


def _corrections(
    conversation: Conversation, heads: Sequence[Response], history: Sequence[AnswerEvent]
) -> Iterator[tuple[Response, Amendment]]:
    run, by_id = conversation.screening, {head.id: head for head in heads}
    for head in heads:
        own = [event for event in history if event.response_id == head.id]
        if head.replaces is None or head.completed_at is None or not own or own[0].change is None:
            continue
        key = own[0].change.key
        yield (
            head,
            Amendment(
                id=head.id,
                screening=run.id,
                began_at=run.held_at,
                step=head.step,
                key=key,
                item=conversation.records[head.step].evaluation.form.items[key.link_id],
                before=_answers_before(head, by_id, history).given.get(key),
                now=own[0].change.answer,
                reason="",
                at=head.completed_at,
                by="",
            ),
        )


def _answers_before(
    head: Response, by_id: Mapping[ResponseId, Response], history: Sequence[AnswerEvent]
) -> Answers:
    """Return the answers as the versions before left them."""
    before, one = set[ResponseId](), head
    while one.replaces is not None:
        one = by_id[one.replaces]
        before.add(one.id)
    return fold(event.change for event in history if event.response_id in before and event.change is not None)


def _raised(
    session: Session, uow: UnitOfWork, head: Response, conversation: Conversation
) -> tuple[Text, ...]:
    """Return the words of the flags stored with this version and not with the one before."""
    now, then = (
        {one.id for one in uow.screenings.results(which, access=session.access) if one.kind == "flag"}
        for which in (head.id, head.replaces or head.id)
    )
    rules = conversation.records[head.step].evaluation.form.questionnaire.flag
    return tuple(rule.text for rule in rules if rule.id in now - then)
