"""A guided conversation as it stands: steps, gates, outcome, closing duties (FORMS 5)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from screening_app.domain.answers import AnswerKey, Answers
from screening_app.domain.ids import Canonical, LinkId, StepId
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.closing import ClosingNeed, ClosingPlan, plan_closing
from screening_app.engine.condition import Condition
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.evaluation import Evaluation, evaluate
from screening_app.engine.follow_up import Due, FollowUpPlan, due_of, plan_follow_up
from screening_app.engine.form import CompiledForm
from screening_app.engine.names import Names
from screening_app.engine.predicates import compile_predicate
from screening_app.engine.scope import Facts, Frame, Scope
from screening_app.i18n import Text
from screening_app.questionnaire.conditions import asked
from screening_app.questionnaire.model import Audience
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.pathway import OutcomeRule, Pathway, Step
from screening_app.questionnaire.predicate import Defined, OutcomeIs, Predicate

__all__ = [
    "ClosingNeed",
    "CompiledPathway",
    "OutcomeState",
    "PathwayState",
    "StepState",
    "compile_pathway",
    "evaluate_pathway",
    "follow_ups_at_closing",
    "may_ask",
]


@dataclass(frozen=True, slots=True, eq=False)
class StepPlan:
    """A step, ready to run.

    Attributes:
        slot: Where its answers stand in the frame; ``None`` for a panel.
        reads_outcome: Whether ``when`` asks for the outcome so far.
    """

    step: Step
    form: CompiledForm | None
    slot: int | None
    when: Condition | None
    gate: Condition | None
    reads_outcome: bool

    @property
    def asks_person(self) -> bool:
        """Tell whether its texts are for the person, so that gates before it guard it."""
        return self.form is not None and self.form.questionnaire.audience is Audience.PERSON


@dataclass(frozen=True, slots=True, eq=False)
class OutcomePlan:
    """An outcome, ready to run; ``reason`` finds the code that is its reason."""

    rule: OutcomeRule
    when: Condition
    reason: tuple[int, LinkId] | None


@dataclass(frozen=True, eq=False)
class CompiledPathway:
    """A pathway ready to run; holds no answers.

    Attributes:
        forms_by_step: The form of each step that has one, in the pathway's order.
    """

    pathway: Pathway
    forms_by_step: Mapping[StepId, CompiledForm]
    steps: tuple[StepPlan, ...]
    outcomes: tuple[OutcomePlan, ...]
    closing: tuple[ClosingPlan, ...]
    consents: Condition | None = None
    follow_ups: tuple[FollowUpPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """A step as it stands.

    Attributes:
        evaluation: ``None`` for a panel, and where nothing was handed in.
        enabled: Whether it is part of the conversation; the answers of a step that is not do not count.
        reachable: Enabled, not refused by a gate, and its form may be used.
        refused_by: The step whose gate refuses it.
        complete: Whether nothing required is missing; a panel is always complete.
    """

    step: Step
    evaluation: Evaluation | None
    enabled: bool
    reachable: bool
    refused_by: StepId | None
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeState:
    """The outcome that holds, with the code of its reason if its rule names a question."""

    id: str
    text: Text
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayState:
    """A conversation as it stands.

    Attributes:
        outcome: The first that holds; ``None``: nothing can be closed yet.
        needs: Closing rules that are not kept, for this outcome.
        unfinished: Enabled steps that are not optional, not refused and not complete.
        gate_refusals: Steps whose own gate refuses.
        consents: Whether the person agreed, in the conversation, that something is passed on, or
            was not asked; ``None`` where the pathway does not say.
        gate_waits_for: Places whose answers keep the first of these closed.
    """

    steps: tuple[StepState, ...]
    outcome: OutcomeState | None
    needs: tuple[ClosingNeed, ...]
    unfinished: tuple[StepId, ...]
    gate_refusals: tuple[StepId, ...]
    gate_waits_for: tuple[tuple[StepId, AnswerKey], ...] = ()
    consents: bool | None = None

    @property
    def can_close(self) -> bool:
        """Tell whether there is an outcome and nothing stands in its way (promise 5)."""
        return self.outcome is not None and not self.needs and not self.unfinished

    def step(self, step_id: StepId) -> StepState:
        """Return the state of a step.

        Raises:
            KeyError: If the pathway has no such step.
        """
        found = next((state for state in self.steps if state.step.id == step_id), None)
        if found is None:
            raise KeyError(step_id)
        return found


def may_ask(state: PathwayState, step_id: StepId) -> StepId | None:
    """Return the step whose gate forbids asking in this one; ``None`` if none does.

    Raises:
        KeyError: If the pathway has no such step.
    """
    return state.step(step_id).refused_by


def compile_pathway(pathway: Pathway, forms: Mapping[Canonical, CompiledForm]) -> CompiledPathway:
    """Return the pathway ready to run.

    Raises:
        FormCannotRun: If a form is missing or a condition names what cannot be read from there.
    """
    by_step: dict[StepId, CompiledForm] = {}
    for step in pathway.step:
        if step.questionnaire is not None:
            if step.questionnaire not in forms:
                raise FormCannotRun(form=pathway.canonical, where=step.id, rule="unknown-form")
            by_step[step.id] = forms[step.questionnaire]
    names = _names(pathway, by_step)
    return CompiledPathway(
        pathway=pathway,
        forms_by_step=by_step,
        steps=tuple(_step_plan(step, pathway, by_step, names) for step in pathway.step),
        outcomes=tuple(_outcome_plan(rule, pathway, names) for rule in pathway.outcome),
        closing=tuple(plan_closing(rule, names) for rule in pathway.closing),
        consents=compile_predicate(pathway.consents, names.of("consents")) if pathway.consents else None,
        follow_ups=tuple(plan_follow_up(rule, names) for rule in pathway.follow_up),
    )


def _names(pathway: Pathway, by_step: Mapping[StepId, CompiledForm]) -> Names:
    """Return what conditions of the pathway may name, its definitions compiled in their order."""
    defined: dict[str, Condition] = {}
    names = Names(
        form=pathway.canonical,
        owner="",
        forms={step_id: Outline(form.questionnaire) for step_id, form in by_step.items()},
        slots=(("", ""), *((step_id, "") for step_id in by_step)),
        defined=defined,
        knows_outcome=True,
    )
    for name, predicate in pathway.define.items():
        defined[name] = compile_predicate(predicate, names.of(f"define {name}"))
    return names


def _step_plan(
    step: Step, pathway: Pathway, by_step: Mapping[StepId, CompiledForm], names: Names
) -> StepPlan:
    position = pathway.step.index(step)
    # Steps refer backwards only: what comes later is not known yet when ``when`` is asked.
    known = 1 + sum(other.id in by_step for other in pathway.step[:position])
    own = replace(names.of(f"step {step.id}"), slots=names.slots[:known])
    reads_outcome = step.when is not None and _reads_outcome(step.when, pathway)
    if reads_outcome:
        for rule in pathway.outcome:
            _compile_with_definitions(rule.when, pathway, replace(own, knows_outcome=False))
    return StepPlan(
        step=step,
        form=by_step.get(step.id),
        slot=names.slots.index((step.id, "")) if step.id in by_step else None,
        when=_compile_with_definitions(step.when, pathway, own) if step.when is not None else None,
        gate=compile_predicate(step.gate.must, names.of(f"gate {step.id}")) if step.gate else None,
        reads_outcome=reads_outcome,
    )


def _outcome_plan(rule: OutcomeRule, pathway: Pathway, names: Names) -> OutcomePlan:
    own = replace(names.of(f"outcome {rule.id}"), knows_outcome=False)
    reason = None
    if rule.reason is not None:
        step, entry = own.entry(rule.reason)
        reason = (own.slot(step, entry), entry.item.link_id)
    return OutcomePlan(rule, _compile_with_definitions(rule.when, pathway, own), reason)


def _compile_with_definitions(predicate: Predicate, pathway: Pathway, names: Names) -> Condition:
    """Return a condition whose definitions, too, read no more than it may itself."""
    wanted = set(_definitions_in(predicate, pathway))
    defined: dict[str, Condition] = {}
    own = replace(names, defined=defined)
    for name, definition in pathway.define.items():
        if name in wanted:
            defined[name] = compile_predicate(definition, own)
    return compile_predicate(predicate, own)


def _definitions_in(predicate: Predicate, pathway: Pathway) -> Iterator[str]:
    """Yield the definitions that a predicate leans on, also through others."""
    for part in asked(predicate, ()):
        if isinstance(part.leaf, Defined) and part.leaf.defined in pathway.define:
            yield part.leaf.defined
            earlier = list(pathway.define)[: list(pathway.define).index(part.leaf.defined)]
            inner = _definitions_in(pathway.define[part.leaf.defined], pathway)
            yield from (name for name in inner if name in earlier)


def _reads_outcome(predicate: Predicate, pathway: Pathway) -> bool:
    predicates = [predicate, *(pathway.define[name] for name in _definitions_in(predicate, pathway))]
    return any(isinstance(part.leaf, OutcomeIs) for one in predicates for part in asked(one, ()))


def evaluate_pathway(
    compiled: CompiledPathway,
    evaluations: Mapping[StepId, Evaluation],
    circumstances: Circumstances,
    switched_off: frozenset[StepId] = frozenset(),
    unavailable: frozenset[StepId] = frozenset(),
) -> PathwayState:
    """Return the conversation as it stands.

    A gate that closes again stops further asking; the answers given keep counting (FORMS 5).

    Args:
        evaluations: By step; a step that is left out has no answers.
        switched_off: Steps that the unit has turned off. Where something was answered already, the
            step stays: nothing that a person said disappears by a setting.
        unavailable: Steps whose form may not be used for a person: not asked, their answers count.
    """
    whole = _with_empty(compiled, evaluations, circumstances)
    off = frozenset(step_id for step_id in switched_off if not _has_answers(whole.get(step_id)))
    frame, present = _walk(compiled, whole, circumstances)
    outcome = _outcome(compiled, frame)
    frame[0].facts.outcome = outcome.id if outcome else None
    # A unit may turn a step off, but not its gate.
    refusing = {
        plan.step.id: plan.gate
        for plan in compiled.steps
        if plan.gate is not None and plan.step.id in present and not plan.gate.holds(frame)
    }
    steps = tuple(_steps(compiled, evaluations, whole, present - off, tuple(refusing), unavailable))
    closing = (plan for plan in compiled.closing if outcome is not None and outcome.id in plan.rule.outcome)
    return PathwayState(
        steps=steps,
        outcome=outcome,
        needs=tuple(plan.need(frame) for plan in closing if not plan.must.holds(frame)),
        unfinished=tuple(state.step.id for state in steps if _is_unfinished(state, unavailable)),
        gate_refusals=tuple(refusing),
        gate_waits_for=_waited_for(next(iter(refusing.values()), None), frame),
        consents=compiled.consents.holds(frame) if compiled.consents else None,
    )


def follow_ups_at_closing(
    compiled: CompiledPathway,
    evaluations: Mapping[StepId, Evaluation],
    circumstances: Circumstances,
    closing: dt.date,
) -> tuple[Due, ...]:
    """Return what a conversation closed on that day leaves to be done, the earliest first (W-13)."""
    frame, _ = _walk(compiled, _with_empty(compiled, evaluations, circumstances), circumstances)
    outcome = _outcome(compiled, frame)
    frame[0].facts.outcome = outcome.id if outcome else None
    return due_of(compiled.follow_ups, frame, closing)


def _waited_for(gate: Condition | None, frame: Frame) -> tuple[tuple[StepId, AnswerKey], ...]:
    reasons = gate.because(frame) if gate is not None else ()
    return tuple(dict.fromkeys((StepId(reason.step), reason.key) for reason in reasons))


def _with_empty(
    compiled: CompiledPathway, evaluations: Mapping[StepId, Evaluation], circumstances: Circumstances
) -> dict[StepId, Evaluation]:
    return {
        step_id: evaluations.get(step_id) or evaluate(form, Answers(), circumstances)
        for step_id, form in compiled.forms_by_step.items()
    }


def _has_answers(evaluation: Evaluation | None) -> bool:
    return evaluation is not None and bool(evaluation.answers.given)


def _walk(
    compiled: CompiledPathway, evaluations: Mapping[StepId, Evaluation], circumstances: Circumstances
) -> tuple[list[Scope], set[StepId]]:
    """Return the frame of the whole run, and the steps whose ``when`` holds.

    The answers of a step that is not part of the conversation are not read, like those of any
    disabled item (FORMS 3.1).
    """
    present: set[StepId] = set()
    frame = [Scope(facts=Facts(circumstances)) for _ in range(1 + len(compiled.forms_by_step))]
    for plan in compiled.steps:
        if plan.reads_outcome:
            so_far = _outcome(compiled, frame)
            frame[0].facts.outcome = so_far.id if so_far else None
        if plan.when is not None and not plan.when.holds(frame):
            continue
        present.add(plan.step.id)
        if plan.slot is not None:
            frame[plan.slot] = evaluations[plan.step.id].root
    return frame, present


def _outcome(compiled: CompiledPathway, frame: Frame) -> OutcomeState | None:
    plan = next((plan for plan in compiled.outcomes if plan.when.holds(frame)), None)
    if plan is None:
        return None
    reason = None
    if plan.reason is not None:
        slot, link_id = plan.reason
        answer = frame[slot].answers.get(link_id)
        reason = str(answer.values[0]) if answer is not None and answer.values else None
    return OutcomeState(id=plan.rule.id, text=plan.rule.text, reason=reason)


def _steps(
    compiled: CompiledPathway,
    evaluations: Mapping[StepId, Evaluation],
    whole: Mapping[StepId, Evaluation],
    enabled: set[StepId],
    refusing: Sequence[StepId],
    unavailable: frozenset[StepId],
) -> Iterator[StepState]:
    first: StepId | None = None
    for plan in compiled.steps:
        step_id = plan.step.id
        closed = step_id if step_id in refusing else None
        first = first or closed
        refused_by = closed or (first if plan.asks_person else None)
        on = step_id in enabled
        yield StepState(
            step=plan.step,
            evaluation=evaluations.get(step_id),
            enabled=on,
            reachable=on and refused_by is None and step_id not in unavailable,
            refused_by=refused_by,
            complete=plan.form is None or whole[step_id].is_complete,
        )


def _is_unfinished(state: StepState, unavailable: frozenset[StepId]) -> bool:
    asked_for = state.enabled and not state.step.optional
    return asked_for and state.refused_by is None and state.step.id not in unavailable and not state.complete
