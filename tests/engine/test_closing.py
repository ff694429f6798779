"""What closing still needs, whom it names, and where to go for it (FORMS 5, promise 5)."""

from collections.abc import Mapping

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import StepId
from screening_app.engine.pathway import PathwayState
from tests.engine.runs import CHILDREN, DECIDED, HURT, Body, Run, closing, pathway
from tests.helpers.scenario import Scenario


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


def test_where_to_go_is_where_something_can_be_recorded_now() -> None:
    seen: Body = {"question": "note/seen", "answered": True}
    compiled = pathway(closing=[closing("any", {"any": [seen, {"question": "check/alone", "is": "yes"}]})])

    (need,) = Run(compiled).give("ask", {"hurt": "yes"}).state().needs

    assert need.where == ((StepId("check"), AnswerKey.parse("alone")),)


def test_a_condition_denied_twice_is_one_to_be_kept() -> None:
    alone: Body = {"not": {"not": {"question": "check/alone", "is": "yes"}}}
    compiled = pathway(closing=[closing("any", {"any": [{"not": HURT}, alone]})])

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
