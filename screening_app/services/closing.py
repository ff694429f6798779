"""Closing a conversation: every response completed, signed and read-only, in one transaction."""

from dataclasses import dataclass, replace

from screening_app.domain.answers import AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import StepId
from screening_app.domain.records import ResponseStatus, Screening
from screening_app.engine.pathway import ClosingNeed, OutcomeState
from screening_app.i18n import gettext, language, text_in
from screening_app.questionnaire.pathway import OutcomeRule
from screening_app.services.audit import record
from screening_app.services.completion import is_answer, kept_events, key_of, results_of
from screening_app.services.conversation_state import Conversation, StepRecord
from screening_app.services.errors import ConversationClosed, ConversationUnfinished
from screening_app.services.follow_ups import plan_follow_ups
from screening_app.services.integrity import head_of_events, signed_body
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session
from screening_app.services.unsaid import forget_why


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A finished run.

    Attributes:
        dropped: Answers that had ended up hidden and are gone: the user is told of each.
    """

    conversation: Conversation
    outcome: OutcomeState
    dropped: tuple[tuple[StepId, AnswerKey], ...]


def what_is_missing(conversation: Conversation) -> tuple[str, ...]:
    """Return, in the language in use, a sentence for everything that closing still needs."""
    state = conversation.state
    sentences = [_need(need) for need in state.needs]
    for step_id in unfinished_besides(conversation):
        title = text_in(conversation.step(step_id).step.title, language())
        sentences.append(gettext("“{step}” is not finished.").format(step=title))
    if state.outcome is None:
        sentences.append(gettext("No outcome is recorded yet: ask, or record why it was not possible."))
    return tuple(sentences)


def unfinished_besides(conversation: Conversation) -> tuple[StepId, ...]:
    """Return the unfinished steps that no sentence of a closing rule leads to: a duty is told once."""
    places = [{step_id for step_id, _key in need.where} for need in conversation.state.needs]
    told = {step_id for steps in places if len(steps) == 1 for step_id in steps}
    return tuple(step_id for step_id in conversation.state.unfinished if step_id not in told)


def why_is_needed(taken_back: OutcomeRule) -> str:
    """Return the sentence that asks why an outcome no longer holds."""
    outcome = text_in(taken_back.text, language())
    return gettext(
        "Earlier in this conversation the outcome was “{outcome}”. "
        "Write why the answers were changed; what was told stays in the record."
    ).format(outcome=outcome)


def what_will_be_dropped(conversation: Conversation) -> tuple[tuple[StepId, AnswerKey], ...]:
    """Return the answers that closing removes because they do not belong any more (FORMS 3.1)."""
    return tuple(
        (step_id, key)
        for step_id, step in conversation.records.items()
        for key in _hidden(conversation, step_id, step)
    )


def close_conversation(session: Session, conversation: Conversation, *, taken_back: str = "") -> Closed:
    """Complete and sign every response, close the run and plan what follows, or change nothing.

    Answers that ended up hidden inside a step lose value and salt and keep their hash (DESIGN 5). A
    whole step that is no longer part of the conversation keeps its answers, signed as stopped: a
    disclosure that was unsaid is not erased.

    Args:
        taken_back: Why an outcome with duties, such as a yes, no longer holds; goes into the chain.

    Raises:
        ConversationClosed: If it is closed already.
        ConversationUnfinished: If something is missing; its sentence says what.
    """
    if conversation.is_closed:
        raise ConversationClosed
    outcome = conversation.state.outcome
    if outcome is None or not conversation.state.can_close:
        raise ConversationUnfinished(missing=" ".join(what_is_missing(conversation)))
    before = conversation.taken_back
    if before is not None and not taken_back.strip():
        raise ConversationUnfinished(missing=why_is_needed(before))
    dropped: list[tuple[StepId, AnswerKey]] = []
    with session.records.write() as uow:
        for step_id, step in conversation.records.items():
            if step.response is not None:
                hidden = _hidden(conversation, step_id, step)
                dropped += [(step_id, key) for key in hidden]
                enabled = conversation.step(step_id).enabled
                _complete(uow, session, conversation, step, frozenset(hidden), enabled=enabled)
        screening = replace(
            conversation.screening,
            status=ResponseStatus.COMPLETED,
            closed_at=session.clock.now(),
            outcome=outcome.id,
            reason=outcome.reason,
        )
        uow.screenings.close(screening, access=session.access)
        record(
            uow,
            session,
            AuditAction.SCREENING_CLOSED,
            screening.id,
            outcome=outcome.id,
            reason=outcome.reason,
            before=before.id if before else None,
            taken_back=taken_back.strip() or None,
        )
        forget_why(uow, screening.id)
        plan_follow_ups(uow, session, conversation)
        uow.commit()
    return Closed(
        conversation=replace(conversation, screening=screening), outcome=outcome, dropped=tuple(dropped)
    )


def stop_conversation(uow: UnitOfWork, session: Session, conversation: Conversation) -> Screening:
    """Sign every response as stopped and close the run without outcome, within the caller's transaction.

    Nothing is dropped and no result is kept: the answers go on in another run.
    """
    for step in conversation.records.values():
        _complete(uow, session, conversation, step, frozenset(), enabled=False)
    stopped = replace(conversation.screening, status=ResponseStatus.STOPPED, closed_at=session.clock.now())
    uow.screenings.close(stopped, access=session.access)
    forget_why(uow, stopped.id)
    return stopped


def _need(need: ClosingNeed) -> str:
    return text_in(need.text, language()).format(names=", ".join(need.names))


def _hidden(conversation: Conversation, step_id: StepId, step: StepRecord) -> tuple[AnswerKey, ...]:
    return step.evaluation.hidden if conversation.step(step_id).enabled else ()


def _complete(
    uow: UnitOfWork,
    session: Session,
    conversation: Conversation,
    step: StepRecord,
    hidden: frozenset[AnswerKey],
    *,
    enabled: bool,
) -> None:
    response = step.response
    if response is None:
        return
    access = session.access
    events = uow.screenings.events(response.id, access=access)
    dropped = [event for event in events if is_answer(event) and key_of(event) in hidden]
    at = session.clock.now()
    body = signed_body(
        response,
        conversation.screening,
        events,
        kept=kept_events(events, step.answers, hidden),
        dropped=dropped,
        completed_at=at,
    )
    done = replace(
        response,
        status=_status(step, enabled=enabled),
        completed_at=at,
        signed_body=body,
        signature=session.signer.sign(body.encode()),
    )
    if enabled:
        for result in results_of(done, step.evaluation):
            uow.screenings.add_result(result, access=access)
    uow.screenings.erase_events(response.id, [event.number for event in dropped], access=access)
    uow.screenings.complete_response(done, access=access)
    record(
        uow,
        session,
        AuditAction.RESPONSE_COMPLETED,
        response.id,
        events=head_of_events(events),
        count=len(events),
        dropped=len(dropped),
    )


def _status(step: StepRecord, *, enabled: bool) -> ResponseStatus:
    is_complete = enabled and step.evaluation.is_complete
    return ResponseStatus.COMPLETED if is_complete else ResponseStatus.STOPPED
