"""The engine agrees with a second opinion that shares no code with it (FORMS 6)."""

import random
from functools import cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.answers import Answer, PartialDate
from screening_app.domain.ids import StepId
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.pathway import evaluate_pathway
from tests.engine.responses import answer_sets, mutated
from tests.helpers.oracle import FormOracle, Raw, Tree, text, tree, trees
from tests.helpers.oracle_pathway import PathwayOracle
from tests.helpers.scenario import (
    FORMS,
    TODAY,
    Scenario,
    form_files,
    form_name,
    pathway_files,
    shipped_form,
    shipped_pathway,
)

NAMES = [form_name(file) for file in form_files()]
PATHWAYS = [form_name(file) for file in pathway_files()]


@cache
def raw(name: str) -> Tree:
    """Return a file as plain data."""
    return tree(yaml.safe_load((FORMS / f"{name}.yaml").read_text(encoding="utf-8")))


@cache
def raw_forms() -> dict[str, Tree]:
    """Return every form as plain data, by canonical."""
    return {f"{raw(name)['url']}|{raw(name)['version']}": raw(name) for name in NAMES}


def plain(answer: Answer) -> Raw:
    """Return an answer as files hold it; one value and a list of one are the same."""
    if answer.absent is not None:
        return {"absent": answer.absent.value}
    values: list[Raw] = [str(value) if isinstance(value, PartialDate) else value for value in answer.values]
    return values


def listed(answer: Raw) -> Raw:
    """Return a single value as a list of one."""
    return answer if isinstance(answer, list | dict) else [answer]


def conclusions(evaluation: Evaluation) -> dict[str, object]:
    """Return what the engine concludes."""
    return {
        "enabled": {str(place.key) for place in evaluation.places if place.enabled},
        "effective": {str(key): plain(answer) for key, answer in evaluation.effective.items()},
        "hidden": set(map(str, evaluation.hidden)),
        "missing": set(map(str, evaluation.missing)),
        "scores": {score.id: (score.lowest, score.highest, score.band) for score in evaluation.scores},
        "flags": [flag.id for flag in evaluation.flags],
    }


def second_opinion(oracle: FormOracle) -> dict[str, object]:
    """Return what the oracle concludes."""
    return {
        "enabled": oracle.enabled(),
        "effective": {where: listed(answer) for where, answer in oracle.answered().items()},
        "hidden": oracle.hidden(),
        "missing": oracle.missing(),
        "scores": oracle.scores(),
        "flags": oracle.flags(),
    }


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40)
@given(data=st.data())
def test_the_engine_agrees_on_random_responses(name: str, data: st.DataObject) -> None:
    answers = data.draw(answer_sets(raw(name)))

    evaluation = Scenario.of(shipped_form(name), answers).now

    assert conclusions(evaluation) == second_opinion(FormOracle(raw(name), answers))


@cache
def conversations(name: str) -> list[tuple[int | None, dict[str, Tree]]]:
    """Return age and answers of each of a pathway's vignettes."""
    file = tree(yaml.safe_load((FORMS / f"{name}.vignettes.yaml").read_text(encoding="utf-8")))
    found = []
    for vignette in trees(file["vignette"]):
        age = vignette.get("age")
        answers = {step: tree(answers) for step, answers in tree(vignette["answers"]).items()}
        found.append((age if isinstance(age, int) else None, answers))
    return found


def varied(name: str, answers: dict[str, Tree], dice: random.Random) -> dict[str, Tree]:
    """Return a conversation that goes a little differently in some of its steps."""
    steps = [step for step in trees(raw(name)["step"]) if "questionnaire" in step]
    changed = dict(answers)
    for step in dice.sample(steps, k=min(dice.randrange(1, 5), len(steps))):
        step_id, form = text(step["id"]), raw_forms()[text(step["questionnaire"])]
        changed[step_id] = mutated(form, changed.get(step_id, {}), dice)
    return changed


@pytest.mark.parametrize("name", PATHWAYS)
@settings(max_examples=150)
@given(seed=st.integers(0, 2**32))
def test_the_engine_agrees_on_random_conversations(name: str, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (drawn by hypothesis, not a secret)
    age, before = dice.choice(conversations(name))
    answers = varied(name, before, dice)
    pathway = shipped_pathway(name)
    evaluations = {
        StepId(step): Scenario.of(pathway.forms_by_step[StepId(step)], given, age=age).now
        for step, given in answers.items()
    }

    state = evaluate_pathway(pathway, evaluations, Circumstances(TODAY, age))

    oracle = PathwayOracle(raw(name), raw_forms(), answers, age=age)
    outcome = (state.outcome.id, state.outcome.reason) if state.outcome else (None, None)
    assert outcome == oracle.outcome()
    assert [step.step.id for step in state.steps if step.reachable] == oracle.reachable()
    assert list(state.gate_refusals) == oracle.refusing()
    assert list(state.unfinished) == oracle.unfinished()
    assert [(need.id, need.names) for need in state.needs] == oracle.needs()
    assert state.can_close is oracle.can_close()
