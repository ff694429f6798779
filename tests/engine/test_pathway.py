"""Steps, gates, outcomes and closing of a small pathway, rule by rule (FORMS 5)."""

from collections.abc import Callable, Mapping

import pytest

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import StepId
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.pathway import (
    CompiledPathway,
    PathwayState,
    StepState,
    compile_pathway,
    evaluate_pathway,
    may_ask,
)
from screening_app.questionnaire.pathway import Pathway
from tests.helpers.scenario import (
    TODAY,
    Scenario,
    band,
    choice,
    group,
    item,
    shipped_pathway,
    small_form,
    total,
)

Body = dict[str, object]

CHECK = small_form(
    url="https://example.org/check",
    audience="staff",
    item=[choice("alone"), choice("why-not", "time", "other")],
)
ASK = small_form(
    url="https://example.org/ask",
    item=[choice("hurt", required=True)],
    score=[total("hurt", range=[0, 1], band=[band("none", 0, 0), band("some", 1, 1)])],
)
NOTE = small_form(url="https://example.org/note", audience="staff", item=[choice("seen", required=True)])
CHILDREN = small_form(
    url="https://example.org/children",
    audience="staff",
    item=[
        group(
            "child",
            item("label", "string"),
            choice("decision", required=True),
            group("toy", choice("broken"), repeats=True),
            repeats=True,
        )
    ],
)
FORMS = {form.canonical: form for form in (CHECK, ASK, NOTE, CHILDREN)}
HURT = {"question": "ask/hurt", "is": "yes"}


def step(step_id: str, form: str | None = None, **more: object) -> Body:
    """Return a step with a form, or with a panel."""
    content: Body = {"questionnaire": f"https://example.org/{form}|1.0.0"} if form else {"panel": "plan"}
    return {"id": step_id, "title": {"en": step_id}, "rail": "ask", "optional": False, **content, **more}


def outcome(name: str, when: object, **more: object) -> Body:
    """Return an outcome rule."""
    return {"id": name, "when": when, "text": {"en": name}, **more}


def closing(name: str, must: object, **more: object) -> Body:
    """Return a closing rule for a yes."""
    return {"id": name, "outcome": ["yes"], "must": must, "text": {"en": f"{name}: {{names}}."}, **more}


CHECKED = {"must": {"question": "check/alone", "is": "yes"}, "else": "not-asked"}
STEPS: list[Body] = [
    step("check", "check"),
    step("ask", "ask", gate=CHECKED),
    step("panel", optional=True),
    step("note", "note", when={"not": {"defined": "hurt"}}, optional=True),
    step("children", "children", when={"defined": "hurt"}, optional=True),
    step("again", "ask", optional=True),
]
OUTCOMES: list[Body] = [
    outcome("yes", {"any": [{"defined": "hurt"}, {"question": "again/hurt", "is": "yes"}]}),
    outcome("no", {"band": "ask/total", "is": "none"}),
    outcome("not-asked", {"question": "check/why-not", "answered": True}, reason="check/why-not"),
]
DECIDED = {
    "all": [
        {"some": "children/child", "holds": {"question": "children/decision", "answered": True}},
        {"every": "children/child", "holds": {"question": "children/decision", "answered": True}},
    ]
}


def pathway(**body: object) -> CompiledPathway:
    """Return the pathway with some of its parts replaced."""
    whole: Body = {
        "url": "https://example.org/pathway",
        "version": "1.0.0",
        "status": "active",
        "title": {"en": "Pathway"},
        "languages": ["en"],
        "provenance": NOTE.questionnaire.provenance.model_dump(),
        "regime": ["HSL_PUBLIC"],
        "define": {"hurt": HURT},
        "step": STEPS,
        "outcome": OUTCOMES,
        **body,
    }
    return compile_pathway(Pathway.model_validate(whole), FORMS)


PATHWAY = pathway()


class Run:
    """A conversation: answers by step, and what follows."""

    def __init__(self, compiled: CompiledPathway = PATHWAY, *, age: int | None = None) -> None:
        self.compiled = compiled
        self.age = age
        self.evaluations: dict[StepId, Evaluation] = {}

    def give(self, step_id: str, answers: Mapping[str, object]) -> "Run":
        """Answer a whole step."""
        form = self.compiled.forms_by_step[StepId(step_id)]
        return self.put(step_id, Scenario.of(form, answers, age=self.age))

    def put(self, step_id: str, response: Scenario) -> "Run":
        """Hand in a response to a step."""
        self.evaluations[StepId(step_id)] = response.now
        return self

    def state(self, *, off: str = "", unavailable: str = "") -> PathwayState:
        """Return the conversation as it stands."""
        return evaluate_pathway(
            self.compiled,
            self.evaluations,
            Circumstances(TODAY, self.age),
            switched_off=frozenset(map(StepId, off.split())),
            unavailable=frozenset(map(StepId, unavailable.split())),
        )


def names(state: PathwayState, chosen: Callable[[StepState], bool]) -> list[str]:
    """Return the steps for which something holds."""
    return [one.step.id for one in state.steps if chosen(one)]


def reachable(state: PathwayState) -> list[str]:
    """Return the steps that can be reached."""
    return names(state, lambda one: one.reachable)


def outcome_of(state: PathwayState) -> str | None:
    """Return the outcome's id."""
    return state.outcome.id if state.outcome else None


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


def with_children(answers: Mapping[str, object], **rule: object) -> PathwayState:
    """Return a yes with these children, decided about as the rule asks."""
    compiled = pathway(closing=[closing("child", DECIDED, names="children/label", **rule)])
    run = Run(compiled).give("check", {"alone": "yes"}).give("ask", {"hurt": "yes"})
    return run.give("children", answers).state()


def test_closing_names_the_second_child_when_only_the_first_is_decided() -> None:
    state = with_children({"child": [{"label": "A", "decision": "yes"}, {"label": "B"}]})

    (need,) = state.needs
    assert (need.id, need.names) == ("child", ("B",))
    assert need.where == ((StepId("children"), AnswerKey.parse("decision@2")),)
    assert need.text["en"].format(names=", ".join(need.names)) == "child: B."
    assert not state.can_close


def test_a_child_without_a_name_is_named_by_number() -> None:
    (need,) = with_children({"child": [{"decision": "yes"}, {}]}).needs

    assert need.names == ("2",)


def test_where_there_is_no_child_the_title_of_the_group_stands() -> None:
    (need,) = with_children({}).needs

    assert need.names == ()
    assert need.text == {"en": "child: child."}
    assert need.where == ((StepId("children"), AnswerKey.parse("child")),)


def test_a_title_is_found_in_a_language_that_the_group_lacks() -> None:
    (need,) = with_children({}, text={"sv": "{names} saknas."}).needs

    assert need.text == {"sv": "child saknas."}


def test_a_child_of_a_removed_instance_is_not_named() -> None:
    compiled = pathway(closing=[closing("child", DECIDED, names="children/label")])
    children = Scenario(CHILDREN).add("child@1").add("child@2").answer("decision@2", "yes").remove("child@1")
    run = Run(compiled).give("check", {"alone": "yes"}).give("ask", {"hurt": "yes"})

    assert run.put("children", children).state().can_close


def test_a_rule_kept_needs_nothing() -> None:
    assert with_children({"child": [{"decision": "no"}]}).can_close


def test_an_instance_within_an_instance_is_named_by_its_own_question() -> None:
    must = {
        "every": "children/child",
        "holds": {"every": "children/toy", "holds": {"question": "children/broken", "answered": True}},
    }
    compiled = pathway(closing=[closing("toys", must, names="children/broken")])
    run = Run(compiled).give("check", {"alone": "yes"}).give("ask", {"hurt": "yes"})
    run.give("children", {"child": [{"toy": [{"broken": "no"}]}, {"toy": [{"broken": "yes"}, {}]}]})

    (need,) = run.state().needs

    assert need.names == ("2",)
    assert need.where == ((StepId("children"), AnswerKey.parse("broken@2.2")),)


def test_where_to_go_is_what_may_be_recorded_rather_than_what_must_not_be_so() -> None:
    must = {"any": [{"not": {"question": "ask/hurt", "is": "yes"}}, {"question": "check/alone", "is": "yes"}]}
    compiled = pathway(closing=[closing("alone", must)])

    (need,) = Run(compiled).give("ask", {"hurt": "yes"}).state().needs

    assert need.where == ((StepId("check"), AnswerKey.parse("alone")),)


def test_where_to_go_is_what_must_not_be_so_if_there_is_nothing_else() -> None:
    compiled = pathway(closing=[closing("never", {"not": {"question": "ask/hurt", "is": "yes"}})])

    (need,) = Run(compiled).give("ask", {"hurt": "yes"}).state().needs

    assert need.where == ((StepId("ask"), AnswerKey.parse("hurt")),)


def test_where_to_go_names_a_place_in_a_hidden_step_if_only_that_would_do() -> None:
    compiled = pathway(closing=[closing("seen", {"question": "note/seen", "answered": True})])

    (need,) = Run(compiled).give("ask", {"hurt": "yes"}).state().needs

    assert need.where == ((StepId("note"), AnswerKey.parse("seen")),)


def test_a_closing_rule_may_read_the_outcome_the_age_and_an_earlier_response() -> None:
    must = {"all": [{"outcome": "this", "is": "yes"}, {"age": "person", "at-least": 18}]}
    compiled = pathway(
        closing=[closing("adult", must), closing("before", {"prior": "ask/hurt", "is": "yes"})]
    )
    run = Run(compiled, age=17).give("ask", {"hurt": "yes"})
    needs = [need.id for need in run.state().needs]

    assert needs == ["adult", "before"]
    assert [need.where for need in run.state().needs] == [(), ()]


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
