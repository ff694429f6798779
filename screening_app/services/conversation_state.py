"""A run of a pathway as it stands, and where it goes on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from screening_app.domain.answers import AnswerKey, Answers
from screening_app.domain.events import AnswerEvent, fold
from screening_app.domain.ids import ResponseId, StepId
from screening_app.domain.records import Response, ResponseStatus, Screening
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation, Place, evaluate
from screening_app.engine.form import CompiledForm
from screening_app.engine.navigation import next_place, resume_place
from screening_app.engine.pathway import CompiledPathway, PathwayState, StepState, evaluate_pathway
from screening_app.questionnaire.pathway import OutcomeRule
from screening_app.services.errors import UnknownStep


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """What a step holds so far.

    Attributes:
        response: Its head, the newest version; ``None`` until the first answer.
        next_number: Number of the event to come.
        before: Heads of the versions that it replaces, the oldest first.
    """

    response: Response | None
    answers: Answers
    next_number: int
    evaluation: Evaluation
    before: tuple[Response, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Tell whether anything was ever written in the step."""
        return self.next_number > 1

    @property
    def first(self) -> Response | None:
        """Return the version that was taken in the conversation itself, before any correction."""
        return self.before[0] if self.before else self.response


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A run as it stands.

    Attributes:
        last: Where the last answer stands: the next question is the one after it.
        unavailable: Steps whose form lacks a recorded permission.
        switched_off: Steps that the unit does not use.
        held: Ids of every outcome that has held at some time, whatever was changed later.
    """

    screening: Screening
    pathway: CompiledPathway
    circumstances: Circumstances
    records: Mapping[StepId, StepRecord]
    state: PathwayState
    unavailable: frozenset[StepId] = frozenset()
    switched_off: frozenset[StepId] = frozenset()
    last: tuple[StepId, AnswerKey] | None = None
    held: frozenset[str] = frozenset()

    def step(self, step_id: StepId) -> StepState:
        """Return a step as it stands.

        Raises:
            UnknownStep: If the pathway has none of that name.
        """
        for step in self.state.steps:
            if step.step.id == step_id:
                return step
        raise UnknownStep(step=step_id)

    @property
    def taken_back(self) -> OutcomeRule | None:
        """Return the outcome with closing duties that held before and holds no more, if any.

        What was told and then unsaid may have been unsaid for somebody in the room; it is never
        closed over without a word (promise 5).
        """
        rules = self.pathway.pathway.outcome
        with_duties = {name for rule in self.pathway.pathway.closing for name in rule.outcome}
        now = self.state.outcome.id if self.state.outcome else None
        for rule in rules:
            if rule.id == now:
                return None
            if rule.id in self.held and rule.id in with_duties:
                return rule
        return None

    @property
    def is_closed(self) -> bool:
        """Tell whether the run is finished."""
        return self.screening.status is not ResponseStatus.IN_PROGRESS


def assemble(
    screening: Screening,
    pathway: CompiledPathway,
    circumstances: Circumstances,
    *,
    unavailable: frozenset[StepId] = frozenset(),
    switched_off: frozenset[StepId] = frozenset(),
    responses: Sequence[Response] = (),
    history: Sequence[AnswerEvent] = (),
) -> Conversation:
    """Return the run that these stored records make.

    Args:
        history: Every event of the run in commit order, all responses together.
    """
    conversation = as_it_stands(
        screening,
        pathway,
        circumstances,
        unavailable=unavailable,
        switched_off=switched_off,
        responses=responses,
        history=history,
    )
    return replace(conversation, held=_held(pathway, responses, history, circumstances, unavailable))


def as_it_stands(
    screening: Screening,
    pathway: CompiledPathway,
    circumstances: Circumstances,
    *,
    unavailable: frozenset[StepId] = frozenset(),
    switched_off: frozenset[StepId] = frozenset(),
    responses: Sequence[Response] = (),
    history: Sequence[AnswerEvent] = (),
) -> Conversation:
    """Return the same without what held at some time before: enough to read it, not to go on with it."""
    versions = _versions(responses)
    records = {
        step_id: _record(form, versions.get(step_id, ()), history, circumstances)
        for step_id, form in pathway.forms_by_step.items()
    }
    return Conversation(
        screening=screening,
        pathway=pathway,
        circumstances=circumstances,
        records=records,
        state=_state(pathway, records, circumstances, unavailable, switched_off),
        unavailable=unavailable,
        switched_off=switched_off,
        last=_last(history, responses),
    )


def _held(
    pathway: CompiledPathway,
    responses: Sequence[Response],
    history: Sequence[AnswerEvent],
    circumstances: Circumstances,
    unavailable: frozenset[StepId],
) -> frozenset[str]:
    """Replay the history and return every outcome that held after some event."""
    steps = {response.id: response.step for response in responses}
    answers = {step_id: Answers() for step_id in pathway.forms_by_step}
    seen = {
        step_id: evaluate(form, answers[step_id], circumstances)
        for step_id, form in pathway.forms_by_step.items()
    }
    held = set[str]()
    for event in history:
        if event.change is None:
            continue
        step_id = steps[event.response_id]
        answers[step_id] = fold([event.change], answers[step_id])
        seen[step_id] = evaluate(pathway.forms_by_step[step_id], answers[step_id], circumstances)
        state = evaluate_pathway(pathway, seen, circumstances, unavailable=unavailable)
        held |= {state.outcome.id} if state.outcome else set()
    return frozenset(held)


def with_record(
    conversation: Conversation, step_id: StepId, record: StepRecord, last: AnswerKey
) -> Conversation:
    """Return the run with one step's record replaced and everything that follows from it."""
    records = {**conversation.records, step_id: record}
    state = _state(
        conversation.pathway,
        records,
        conversation.circumstances,
        conversation.unavailable,
        conversation.switched_off,
    )
    held = conversation.held | ({state.outcome.id} if state.outcome else set())
    return replace(conversation, records=records, state=state, last=(step_id, last), held=held)


def with_response(conversation: Conversation, step_id: StepId, response: Response) -> Conversation:
    """Return the run with a step's response head put in."""
    record = replace(conversation.records[step_id], response=response)
    return replace(conversation, records={**conversation.records, step_id: record})


def _versions(responses: Sequence[Response]) -> dict[StepId, tuple[Response, ...]]:
    """Return every version of each step's response, the oldest first."""
    after = {response.replaces: response for response in responses if response.replaces is not None}
    found: dict[StepId, tuple[Response, ...]] = {}
    for response in responses:
        if response.replaces is None:
            versions = [response]
            while (newer := after.get(versions[-1].id)) is not None:
                versions.append(newer)
            found[response.step] = tuple(versions)
    return found


def _record(
    form: CompiledForm,
    versions: tuple[Response, ...],
    history: Iterable[AnswerEvent],
    circumstances: Circumstances,
) -> StepRecord:
    """Return what a step holds: each version goes on where the one before ended."""
    ids = {version.id for version in versions}
    own = [event for event in history if event.response_id in ids]
    answers = fold(event.change for event in own if event.change is not None)
    return StepRecord(
        response=versions[-1] if versions else None,
        answers=answers,
        next_number=len(own) + 1,
        evaluation=evaluate(form, answers, circumstances),
        before=versions[:-1],
    )


def _state(
    pathway: CompiledPathway,
    records: Mapping[StepId, StepRecord],
    circumstances: Circumstances,
    unavailable: frozenset[StepId],
    switched_off: frozenset[StepId],
) -> PathwayState:
    evaluations = {step_id: record.evaluation for step_id, record in records.items()}
    return evaluate_pathway(
        pathway, evaluations, circumstances, switched_off=switched_off, unavailable=unavailable
    )


def _last(history: Sequence[AnswerEvent], responses: Sequence[Response]) -> tuple[StepId, AnswerKey] | None:
    steps: dict[ResponseId, StepId] = {response.id: response.step for response in responses}
    for event in reversed(history):
        if event.change is not None:
            return steps[event.response_id], event.change.key
    return None


def next_question(conversation: Conversation) -> tuple[StepId, Place] | None:
    """Return where the conversation goes on: the next open question after the last answer.

    Optional steps are offered only once begun; refused steps and panels are passed over.
    ``None``: nothing is left to ask.
    """
    if conversation.is_closed:
        return None
    begin = 0
    if conversation.last is not None:
        step_id, key = conversation.last
        begin = next(i for i, step in enumerate(conversation.state.steps) if step.step.id == step_id)
        place = _open_place(conversation, conversation.state.steps[begin], key)
        if place is not None:
            return step_id, place
        begin += 1
    for step in conversation.state.steps[begin:]:
        place = None if _is_passed_over(conversation, step) else _open_place(conversation, step, None)
        if place is not None:
            return step.step.id, place
    return None


def _is_passed_over(conversation: Conversation, step: StepState) -> bool:
    record = conversation.records.get(step.step.id)
    return step.step.optional and (record is None or not record.is_begun)


def _open_place(conversation: Conversation, step: StepState, after: AnswerKey | None) -> Place | None:
    if step.step.id not in conversation.records or not (step.enabled and step.reachable):
        return None
    evaluation = conversation.records[step.step.id].evaluation
    return next_place(evaluation, after) or (resume_place(evaluation) if evaluation.missing else None)
