"""Every vignette that stands beside a form or a pathway comes out as it says."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from screening_app.domain.ids import StepId
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.pathway import PathwayState, evaluate_pathway
from screening_app.questionnaire.loader import load_vignettes
from screening_app.questionnaire.vignette import (
    ExpectedScore,
    FormVignette,
    FormVignettes,
    PathwayVignette,
    PathwayVignettes,
)
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

Points = tuple[Decimal, Decimal, str | None]


def of_forms() -> list[tuple[str, FormVignette]]:
    """Return every vignette of every form, with the form's name."""
    found = []
    for name in map(form_name, form_files()):
        file = FORMS / f"{name}.vignettes.yaml"
        vignettes = load_vignettes(file) if file.exists() else None
        if isinstance(vignettes, FormVignettes):
            assert vignettes.questionnaire == shipped_form(name).canonical
            found += [(name, vignette) for vignette in vignettes.vignette]
    return found


def of_pathways() -> list[tuple[str, PathwayVignette]]:
    """Return every vignette of every pathway, with the pathway's name."""
    found = []
    for name in map(form_name, pathway_files()):
        vignettes = load_vignettes(FORMS / f"{name}.vignettes.yaml")
        assert isinstance(vignettes, PathwayVignettes)
        assert vignettes.pathway == shipped_pathway(name).pathway.canonical
        found += [(name, vignette) for vignette in vignettes.vignette]
    return found


def expected(scores: Mapping[str, ExpectedScore]) -> dict[str, Points]:
    """Return what a vignette says of scores."""
    return {name: (score.lowest, score.highest, score.band) for name, score in scores.items()}


def computed(evaluation: Evaluation) -> dict[str, Points]:
    """Return what the engine says of them."""
    return {score.id: (score.lowest, score.highest, score.band) for score in evaluation.scores}


def named(pairs: list[tuple[str, FormVignette]]) -> list[object]:
    """Give each vignette a readable name."""
    return [pytest.param(name, vignette, id=f"{name}:{vignette.id}") for name, vignette in pairs]


@pytest.mark.parametrize(("name", "vignette"), named(of_forms()))
def test_a_form_says_what_its_vignette_says(name: str, vignette: FormVignette) -> None:
    scenario = Scenario.of(shipped_form(name), vignette.answers)

    assert computed(scenario.now) == expected(vignette.expect.score)
    # A vignette lists which flags; their order is the form's and is tested with the engine.
    assert sorted(scenario.flags) == sorted(vignette.expect.flag)


@pytest.mark.parametrize(
    ("name", "vignette"),
    [pytest.param(name, vignette, id=f"{name}:{vignette.id}") for name, vignette in of_pathways()],
)
def test_a_pathway_says_what_its_vignette_says(name: str, vignette: PathwayVignette) -> None:
    evaluations, state = run(name, vignette)
    expect = vignette.expect

    assert (state.outcome.id if state.outcome else None) == expect.outcome
    assert (state.outcome.reason if state.outcome else None) == expect.reason
    assert [step.step.id for step in state.steps if step.reachable] == list(expect.step)
    assert list(state.gate_refusals) == list(expect.gate)
    assert list(state.unfinished) == list(expect.closing.step)
    needs = [(need.id, need.names) for need in state.needs]
    assert needs == [(need.id, need.names) for need in expect.closing.need]
    assert state.can_close is expect.close
    of_steps = {
        f"{step}/{name}": points
        for step, one in evaluations.items()
        for name, points in computed(one).items()
    }
    assert {address: of_steps[address] for address in expect.score} == expected(expect.score)
    if expect.flag is not None:
        steps = {address.partition("/")[0] for address in expect.flag}
        raised = [f"{step}/{flag.id}" for step in steps for flag in evaluations[StepId(step)].flags]
        assert sorted(raised) == sorted(expect.flag)


def run(name: str, vignette: PathwayVignette) -> tuple[dict[StepId, Evaluation], PathwayState]:
    """Run a conversation through the engine."""
    pathway = shipped_pathway(name)
    evaluations = {
        step: Scenario.of(pathway.forms_by_step[step], answers, age=vignette.age).now
        for step, answers in vignette.answers.items()
    }
    return evaluations, evaluate_pathway(pathway, evaluations, Circumstances(TODAY, vignette.age))


def test_there_are_vignettes_for_every_form_that_scores_or_flags() -> None:
    with_vignettes = {name for name, _ in of_forms()}
    needing = {name for name in map(form_name, form_files()) if decides(name)}

    assert needing <= with_vignettes


def decides(name: str) -> bool:
    """Tell whether a form has anything to get wrong."""
    form = shipped_form(name).questionnaire
    return bool(form.score or form.flag)


def test_every_pathway_has_its_vignettes() -> None:
    assert {name for name, _ in of_pathways()} == set(map(form_name, pathway_files()))
