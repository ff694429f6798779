"""Steps, gates and outcomes of a small pathway, rule by rule (FORMS 5)."""

from collections.abc import Mapping

import pytest

from screening_app.domain.ids import StepId
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.pathway import may_ask
from tests.engine.runs import (
    CHECKED,
    DECIDED,
    HURT,
    Run,
    closing,
    names,
    outcome,
    outcome_of,
    pathway,
    reachable,
    step,
)
from tests.helpers.scenario import shipped_pathway


def test_the_asking_step_cannot_be_reached_while_a_condition_is_open() -> None:
    state = Run().state()

    assert reachable(state) == ["check", "panel", "note"]
    assert state.gate_refusals == ("ask",)
    assert may_ask(state, StepId("ask")) == "ask"
    assert may_ask(state, StepId("check")) is None


def test_a_gate_guards_every_later_step_for_the_person_and_no_staff_form_or_panel() -> None:
    state = Run().give("check", {"alone": "no"}).state()

    assert may_ask(state, StepId("again")) == "ask"
    assert may_ask(state, StepId("note")) is None
    assert may_ask(state, StepId("panel")) is None


def test_an_open_gate_lets_the_person_be_asked() -> None:
    state = Run().give("check", {"alone": "yes"}).state()

    assert reachable(state) == ["check", "ask", "panel", "note", "again"]
    assert state.gate_refusals == ()


def test_a_gate_that_closes_again_keeps_the_outcome_and_what_closing_needs() -> None:
    compiled = pathway(closing=[closing("children", DECIDED)])
    run = Run(compiled).give("check", {"alone": "yes"}).give("ask", {"hurt": "yes"})
    before = run.state()

    after = run.give("check", {"alone": "no"}).state()

    assert outcome_of(before) == outcome_of(after) == "yes"
    assert [need.id for need in after.needs] == [need.id for need in before.needs] == ["children"]
    assert may_ask(after, StepId("ask")) == "ask"
    assert names(after, lambda one: one.enabled) == names(before, lambda one: one.enabled)


def test_a_refused_step_does_not_count_as_unfinished() -> None:
    run = Run().give("check", {"alone": "yes"})

    assert run.state().unfinished == ("ask",)
    assert run.give("check", {"alone": "no"}).state().unfinished == ()


def test_the_first_outcome_that_holds_counts() -> None:
    run = Run().give("check", {"alone": "yes", "why-not": "time"}).give("ask", {"hurt": "no"})

    assert outcome_of(run.state()) == "no"


def test_a_reason_is_the_code_of_its_question() -> None:
    state = Run().give("check", {"why-not": "time"}).state()

    assert state.outcome is not None
    assert (state.outcome.id, state.outcome.reason) == ("not-asked", "time")
    assert state.can_close


def test_a_reason_that_is_not_given_is_none() -> None:
    compiled = pathway(outcome=[outcome("open", {"not": {"defined": "hurt"}}, reason="check/why-not")])

    state = Run(compiled).state()

    assert state.outcome is not None
    assert state.outcome.reason is None


def test_without_an_outcome_nothing_closes() -> None:
    state = Run().give("check", {"alone": "no"}).state()

    assert state.outcome is None
    assert state.needs == ()
    assert state.unfinished == ()
    assert not state.can_close


def test_answers_of_a_step_that_is_not_part_of_the_conversation_do_not_count() -> None:
    compiled = pathway(outcome=[outcome("seen", {"question": "note/seen", "is": "yes"})])
    run = Run(compiled).give("note", {"seen": "yes"})

    assert outcome_of(run.state()) == "seen"
    assert outcome_of(run.give("ask", {"hurt": "yes"}).state()) is None


def test_a_step_that_was_not_begun_has_no_evaluation_and_may_be_unfinished() -> None:
    state = Run().give("check", {"alone": "yes"}).state()

    assert state.step(StepId("ask")).evaluation is None
    assert not state.step(StepId("ask")).complete
    assert state.step(StepId("panel")).complete
    assert state.step(StepId("check")).evaluation is not None


def test_an_unknown_step_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Run().state().step(StepId("nowhere"))


def test_a_step_turned_off_is_left_out_unless_something_was_answered_in_it() -> None:
    run = Run().give("check", {"alone": "yes"})

    assert "again" not in reachable(run.state(off="again panel"))
    assert "panel" not in reachable(run.state(off="again panel"))

    run.give("again", {"hurt": "yes"})

    assert "again" in reachable(run.state(off="again"))
    assert outcome_of(run.state(off="again")) == "yes"


def test_turning_a_step_off_does_not_take_away_its_gate() -> None:
    state = Run().state(off="ask")

    assert state.gate_refusals == ("ask",)
    assert may_ask(state, StepId("again")) == "ask"


def test_the_gate_of_a_step_that_is_not_part_of_the_conversation_guards_nothing() -> None:
    steps = [
        step("check", "check"),
        step("phone", "check", when={"question": "check/why-not", "answered": True}, gate=CHECKED),
        step("ask", "ask"),
    ]
    compiled = pathway(step=steps, outcome=[outcome("yes", HURT)])

    assert Run(compiled).state().gate_refusals == ()
    assert Run(compiled).give("check", {"why-not": "time"}).state().gate_refusals == ("phone",)


def test_a_form_that_may_not_be_used_is_not_asked_but_its_answers_count() -> None:
    run = Run().give("check", {"alone": "yes"}).give("ask", {})

    state = run.state(unavailable="ask")
    assert "ask" not in reachable(state)
    assert state.unfinished == ()

    run.give("ask", {"hurt": "yes"})

    assert outcome_of(run.state(unavailable="ask")) == "yes"


def test_a_later_step_may_depend_on_the_outcome_of_earlier_ones() -> None:
    steps = [
        step("check", "check"),
        step("ask", "ask"),
        step("note", "note", when={"outcome": "this", "is": "yes"}),
    ]
    compiled = pathway(step=steps, outcome=[outcome("yes", {"defined": "hurt"})])

    assert reachable(Run(compiled).state()) == ["check", "ask"]
    assert reachable(Run(compiled).give("ask", {"hurt": "yes"}).state()) == ["check", "ask", "note"]


def test_a_definition_may_lean_on_an_earlier_one_and_on_scores() -> None:
    define = {"hurt": {"score": "ask/total", "at-least": 1}, "both": {"all": [{"defined": "hurt"}]}}
    compiled = pathway(define=define, outcome=[outcome("yes", {"defined": "both"})])

    assert outcome_of(Run(compiled).give("ask", {"hurt": "yes"}).state()) == "yes"
    assert outcome_of(Run(compiled).state()) is None


CIRCLE = {"outcome": "this", "is": "yes"}


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ({"step": [step("check", "nowhere")]}, "unknown-form"),
        ({"step": [step("check", "check", when=HURT), step("ask", "ask")]}, "forward-reference"),
        (
            {"step": [step("check", "check", when={"defined": "hurt"}), step("ask", "ask")]},
            "forward-reference",
        ),
        (
            {"step": [step("note", "note", when={"score": "ask/total", "at-least": 1}), step("ask", "ask")]},
            "forward-reference",
        ),
        ({"step": [step("check", "check", when=CIRCLE), step("ask", "ask")]}, "forward-reference"),
        ({"outcome": [outcome("yes", CIRCLE)]}, "outcome-not-known-here"),
        (
            {"define": {"hurt": HURT, "done": CIRCLE}, "outcome": [outcome("yes", {"defined": "done"})]},
            "outcome-not-known-here",
        ),
        ({"outcome": [outcome("yes", {"question": "nowhere/hurt", "is": "yes"})]}, "unknown-step"),
        (
            {"outcome": [outcome("yes", {"question": "children/label", "answered": True})]},
            "needs-every-or-some",
        ),
        ({"outcome": [outcome("yes", HURT, reason="children/label")]}, "needs-every-or-some"),
        ({"define": {"hurt": {"defined": "later"}, "later": HURT}}, "unknown-definition"),
        ({"closing": [closing("x", HURT, names="ask/hurt")]}, "names-outside-a-repeating-group"),
    ],
)
def test_a_pathway_that_cannot_run_is_refused(body: Mapping[str, object], rule: str) -> None:
    with pytest.raises(FormCannotRun) as refused:
        pathway(**body)

    assert refused.value.params["rule"] == rule


def test_the_shipped_pathway_reaches_the_asking_step_only_when_every_condition_is_good() -> None:
    compiled = shipped_pathway("se/pathway-health")
    good = {
        "mode": "on-site",
        "alone": "yes",
        "companion": "no",
        "children": "none",
        "interpreter": "not-needed",
        "capacity": "yes",
        "time": "yes",
        "screen": "yes",
    }
    told = Run(compiled).give("w3-inform", {"said": "as-written"})

    assert "w4-ask" in reachable(told.give("w2-safe-check", good).state())
    for condition in good:
        left_out = {name: code for name, code in good.items() if name != condition}
        assert "w4-ask" not in reachable(told.give("w2-safe-check", left_out).state())
