"""What can be corrected in a closed conversation, and what a correction would bring; nothing is stored here.

A correction is weighed with the very forms the conversation was held with, as on the day it was closed.
It may raise what nobody acted on, or take away what was acted on: both are said before it is made.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import Change, EventKind
from screening_app.domain.ids import StepId
from screening_app.domain.records import ResponseStatus
from screening_app.domain.result import Flag, FlagLevel
from screening_app.engine.evaluation import Place
from screening_app.engine.pathway import OutcomeState
from screening_app.engine.validation import check_change
from screening_app.i18n import N_
from screening_app.questionnaire.model import ItemType
from screening_app.services.changes import known_step, with_changes
from screening_app.services.closing import what_is_missing
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import ChangeRefused

Where = tuple[StepId, AnswerKey]
"""Where an answer stands."""

_ELSEWHERE = frozenset({ItemType.BODY_MAP, ItemType.ATTACHMENT})
"""Marks and pictures: what is seen on a body another day is a record of another day."""


class NothingCorrected(ScreeningAppError):
    """The same answer stands there already."""

    code = "amendment/nothing-new"
    user_message = N_(
        "That answer stands there already. Choose another one, or leave it. Nothing was stored."
    )


class NotCorrectable(ScreeningAppError):
    """Only answers of a closed conversation that stands are corrected."""

    code = "amendment/not-here"
    user_message = N_(
        "This cannot be corrected: only answers of a closed conversation that still stands can be. "
        "Nothing was stored."
    )


class AnswerNeeded(ScreeningAppError):
    """A question that must be answered is not left without an answer by a correction."""

    code = "amendment/answer-needed"
    user_message = N_("This question needs an answer, or a reason why there is none. Nothing was stored.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One answer that is to stand in place of another.

    Attributes:
        answer: ``None``: there is to be no answer.
    """

    step: StepId
    key: AnswerKey
    answer: Answer | None

    @property
    def change(self) -> Change:
        """Return it as an event of the response."""
        kind = EventKind.CLEARED if self.answer is None else EventKind.ANSWERED
        return Change(kind=kind, key=self.key, answer=self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A correction with what it brings.

    Attributes:
        before: The conversation as it stands.
        after: As it would stand.
        raised: Flags that would hold and did not.
        gone: Flags that held and would not.
        missing: Sentences for what closing would need now and did not.
        no_longer: Answers that would not count any more; they stay on record.
        steps: Steps whose part in the conversation would change.
    """

    correction: Correction
    before: Conversation
    after: Conversation
    raised: tuple[tuple[StepId, Flag], ...]
    gone: tuple[tuple[StepId, Flag], ...]
    missing: tuple[str, ...]
    no_longer: tuple[Where, ...]
    steps: tuple[StepId, ...]

    @property
    def outcome(self) -> OutcomeState | None:
        """Return what the conversation would come to."""
        return self.after.state.outcome

    @property
    def changes_outcome(self) -> bool:
        """Tell whether it would come to something else than it did."""
        now = self.outcome.id if self.outcome else None
        return now != self.before.screening.outcome

    @property
    def calls_for_action(self) -> bool:
        """Tell whether it raises what nobody acted on, or takes away what stood at closing."""
        return bool(self.raised or self.gone or self.missing or self.changes_outcome)

    @property
    def is_urgent(self) -> bool:
        """Tell whether it raises what calls for action at once."""
        return any(flag.level is FlagLevel.IMMEDIATE for _step, flag in self.raised)


def refuse_uncorrectable(conversation: Conversation) -> None:
    """Do nothing for a closed conversation that stands.

    Raises:
        NotCorrectable: If it is open, moved to newer forms, or taken back as a whole.
    """
    if conversation.screening.status not in {ResponseStatus.COMPLETED, ResponseStatus.AMENDED}:
        raise NotCorrectable


def correctable(conversation: Conversation) -> tuple[tuple[StepId, Place], ...]:
    """Return every question whose answer can be corrected, in the order of the conversation.

    One that was left without an answer is among them: an answer that was forgotten is added as a correction.
    """
    return tuple(_correctable(conversation))


def _correctable(conversation: Conversation) -> Iterator[tuple[StepId, Place]]:
    for state in conversation.state.steps:
        record = conversation.records.get(state.step.id)
        if record is None or record.response is None or not state.enabled:
            continue
        for place in record.evaluation.places:
            item = place.item
            if place.enabled and item.is_answerable and not item.read_only and item.type not in _ELSEWHERE:
                yield state.step.id, place


def weigh(conversation: Conversation, correction: Correction) -> Weighed:
    """Return what a correction would bring.

    Raises:
        NotCorrectable: If nothing in the conversation can be corrected, or not that question.
        NothingCorrected: If the answer stands there already.
        AnswerNeeded: If the question would be left without one.
        ChangeRefused: If the form does not allow the answer.
    """
    refuse_uncorrectable(conversation)
    known_step(conversation, correction.step)
    record = conversation.records[correction.step]
    form, key = record.evaluation.form, correction.key
    if (correction.step, key) not in {(step, place.key) for step, place in correctable(conversation)}:
        raise NotCorrectable
    if record.answers.given.get(key) == correction.answer:
        raise NothingCorrected
    if correction.answer is None and form.items[key.link_id].required:
        raise AnswerNeeded
    issues = check_change(form, record.answers, correction.change, conversation.circumstances)
    if issues:
        raise ChangeRefused(where=f"{correction.step}/{key}", issue=issues[0].code)
    return _weighed(correction, conversation, with_answer(conversation, correction))


def with_answer(conversation: Conversation, correction: Correction) -> Conversation:
    """Return a conversation as if the corrected answer stood there already; nothing is checked."""
    return with_changes(conversation, correction.step, [correction.change])


def _weighed(correction: Correction, before: Conversation, after: Conversation) -> Weighed:
    held, holds = _flags(before), _flags(after)
    known = set(what_is_missing(before))
    counted, counts = _counting(before), _counting(after)
    left = set(counted) - set(counts) - {(correction.step, correction.key)}
    return Weighed(
        correction=correction,
        before=before,
        after=after,
        raised=tuple(holds[one] for one in holds if one not in held),
        gone=tuple(held[one] for one in held if one not in holds),
        missing=tuple(sentence for sentence in what_is_missing(after) if sentence not in known),
        no_longer=tuple(where for where in counted if where in left),
        steps=tuple(
            old.step.id
            for old, new in zip(before.state.steps, after.state.steps, strict=True)
            if old.enabled is not new.enabled
        ),
    )


def _flags(conversation: Conversation) -> dict[tuple[StepId, str], tuple[StepId, Flag]]:
    return {
        (state.step.id, flag.id): (state.step.id, flag)
        for state in conversation.state.steps
        if state.enabled and state.step.id in conversation.records
        for flag in conversation.records[state.step.id].evaluation.flags
    }


def _counting(conversation: Conversation) -> Sequence[Where]:
    return [
        (state.step.id, key)
        for state in conversation.state.steps
        if state.enabled and state.step.id in conversation.records
        for key in conversation.records[state.step.id].evaluation.effective
    ]


def amended(conversation: Conversation) -> Conversation:
    """Return a conversation as its corrected answers make it: amended, with the outcome that holds now."""
    outcome = conversation.state.outcome
    screening = replace(
        conversation.screening,
        status=ResponseStatus.AMENDED,
        outcome=outcome.id if outcome else None,
        reason=outcome.reason if outcome else None,
    )
    return replace(conversation, screening=screening)
