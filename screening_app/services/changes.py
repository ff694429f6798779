"""Deciding whether a change may be made now, and what it brings along; nothing is stored here."""

from collections.abc import Iterator

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.events import Change, EventKind, fold
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.evaluation import evaluate
from screening_app.engine.form import CompiledForm
from screening_app.engine.validation import check_change
from screening_app.i18n import language, text_in
from screening_app.questionnaire.conditions import asked
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.predicate import BandIs, Defined, Predicate, QuestionIs, ScoreIs
from screening_app.services.conversation_state import Conversation, StepRecord, with_record
from screening_app.services.errors import (
    ChangeRefused,
    ConversationClosed,
    GateClosed,
    PermissionMissing,
    StepClosed,
    UnknownStep,
)
from screening_app.services.initial import initial_changes


def planned_changes(conversation: Conversation, step_id: StepId, change: Change) -> list[Change]:
    """Return the initial values that the change brings along, and the change itself, last.

    The change comes last so that the conversation goes on after it, not after an initial value.

    Raises:
        ConversationClosed, UnknownStep, PermissionMissing: If the step cannot be answered at all.
        GateClosed: If a gate refuses: nothing is asked unsafely (promise 1).
        StepClosed: If the step is not part of the conversation as it stands.
        ChangeRefused: If the form does not allow the change.
    """
    form = _form_to_answer(conversation, step_id)
    step = conversation.records[step_id]
    before = [] if step.is_begun else initial_changes(form, but_not=change.key)
    issues = check_change(form, fold(before, step.answers), change, conversation.circumstances)
    if issues:
        raise ChangeRefused(where=f"{step_id}/{change.key}", issue=issues[0].code)
    inside = initial_changes(form, inside=change.key) if change.kind is EventKind.INSTANCE_ADDED else []
    return [*before, *inside, change]


def with_changes(conversation: Conversation, step_id: StepId, changes: list[Change]) -> Conversation:
    """Return the run after these changes; the last of them is where it stands."""
    step = conversation.records[step_id]
    answers = fold(changes, step.answers)
    after = StepRecord(
        response=step.response,
        answers=answers,
        next_number=step.next_number + len(changes),
        evaluation=evaluate(step.evaluation.form, answers, conversation.circumstances),
    )
    return with_record(conversation, step_id, after, changes[-1].key)


def new_instance(conversation: Conversation, step_id: StepId, group: AnswerKey) -> Change:
    """Return the change that adds an instance to a repeating group.

    Args:
        group: The group's link id with the instance path around it.

    Raises:
        UnknownStep: If the pathway has no such step.
    """
    known_step(conversation, step_id)
    number = conversation.records[step_id].answers.last_instance.get(group, 0) + 1
    return Change(kind=EventKind.INSTANCE_ADDED, key=AnswerKey(group.link_id, (*group.instance, number)))


def interruption(conversation: Conversation) -> tuple[StepId, Change]:
    """Return the change that "somebody walks in" makes: the gate closes, answers stay (FORMS 5).

    Raises:
        StepClosed: If the pathway knows no interruption.
    """
    rule = conversation.pathway.pathway.interruption
    if rule is None:
        raise StepClosed(step="interruption")
    return _answered(rule.question, rule.code)


def not_asked(conversation: Conversation, reason: str) -> tuple[StepId, Change]:
    """Return the change that records why the question was not asked (W-2).

    Args:
        reason: Code of the reason, such as ``partner-present``.

    Raises:
        StepClosed: If no outcome of the pathway has a reason.
    """
    for outcome in conversation.pathway.pathway.outcome:
        if outcome.reason is not None:
            return _answered(outcome.reason, reason)
    raise StepClosed(step="not-asked")


def known_step(conversation: Conversation, step_id: StepId) -> None:
    """Do nothing for a step with a form.

    Raises:
        UnknownStep: If the pathway has no step of that name with a form.
    """
    if step_id not in conversation.records:
        raise UnknownStep(step=step_id)


def _answered(address: str, code: str) -> tuple[StepId, Change]:
    step_id, _, link_id = address.partition("/")
    key = AnswerKey(LinkId(link_id))
    return StepId(step_id), Change(kind=EventKind.ANSWERED, key=key, answer=Answer(values=(code,)))


def _form_to_answer(conversation: Conversation, step_id: StepId) -> CompiledForm:
    if conversation.is_closed:
        raise ConversationClosed
    known_step(conversation, step_id)
    form = conversation.records[step_id].evaluation.form
    if step_id in conversation.unavailable:
        raise PermissionMissing(form=str(form.questionnaire.canonical))
    step = conversation.step(step_id)
    if step.refused_by is not None:
        raise GateClosed(step=_what_opens(conversation, conversation.state.gate_refusals[0]))
    if not (step.enabled and step.reachable):
        raise StepClosed(step=step_id)
    return form


def _what_opens(conversation: Conversation, gate_step: StepId) -> str:
    """Return the titles of the steps whose answers a closed gate waits for."""
    pathway = conversation.pathway.pathway
    step = next(step for step in pathway.step if step.id == gate_step)
    waits_for = set(_steps_read(step.gate.must, pathway)) if step.gate else set()
    titles = [text_in(one.title, language()) for one in pathway.step if one.id in waits_for]
    return ", ".join(f"“{title}”" for title in titles)


def _steps_read(predicate: Predicate, pathway: Pathway) -> Iterator[str]:
    for part in asked(predicate, ()):
        match part.leaf:
            case Defined(defined=name):
                yield from _steps_read(pathway.define[name], pathway)
            case QuestionIs(question=address) | ScoreIs(score=address) | BandIs(band=address):
                yield address.partition("/")[0]
            case _:
                pass
