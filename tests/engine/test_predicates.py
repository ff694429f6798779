"""Each operator of a condition means what FORMS 3.3 says."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from screening_app.domain.answers import AbsentReason, AnswerKey, Answers, PartialDate
from screening_app.domain.answers import Answer as Given
from screening_app.domain.ids import Canonical
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.form import CompiledForm
from tests.helpers.scenario import Scenario, band, choice, flag, group, item, link, small_form, total

SIGNS = choice("signs", "none", "bruise", "burn", repeats=True)
QUESTIONS = (
    choice("a"),
    SIGNS,
    item("sure", "boolean"),
    item("count", "integer"),
    item("length", "decimal"),
    item("amount", "quantity"),
    item("when", "date"),
    item("name", "string"),
)

Answer = Callable[[Scenario], Scenario]


def form(condition: object, *, score: bool = False) -> CompiledForm:
    """Return a form that raises a flag where the condition holds."""
    scores = [total("a", band=[band("low", 0, 0), band("high", 1, 1)], range=[0, 1])] if score else []
    return small_form(item=list(QUESTIONS), score=scores, flag=[flag("raised", condition)])


def holds(condition: object, answer: Answer = lambda blank: blank, *, score: bool = False) -> bool:
    """Tell whether a condition holds for what was answered."""
    return answer(Scenario(form(condition, score=score))).flags == ["raised"]


def says(key: str, *values: str | bool | int) -> Answer:
    """Answer so."""
    return lambda blank: blank.answer(key, *values)


def declines(key: str) -> Answer:
    """Decline to answer."""
    return lambda blank: blank.absent(key)


@pytest.mark.parametrize(
    ("condition", "answer", "expected"),
    [
        ({"is": "yes"}, says("a", "yes"), True),
        ({"is": "yes"}, says("a", "no"), False),
        ({"is": "yes"}, declines("a"), False),
        ({"is-not": "yes"}, says("a", "no"), True),
        ({"is-not": "yes"}, says("a", "yes"), False),
        ({"is-not": "yes"}, declines("a"), True),
        ({"in": ["yes", "no"]}, says("a", "no"), True),
        ({"in": ["yes"]}, says("a", "no"), False),
        ({"in": ["yes"]}, declines("a"), False),
        ({"answered": True}, says("a", "no"), True),
        ({"answered": True}, declines("a"), False),
        ({"answered": False}, declines("a"), True),
        ({"recorded": True}, says("a", "no"), True),
        ({"recorded": True}, declines("a"), True),
        ({"recorded": False}, declines("a"), False),
        ({"absent": ["declined", "unknown"]}, declines("a"), True),
        ({"absent": ["not-asked"]}, declines("a"), False),
        ({"absent": ["declined"]}, says("a", "no"), False),
    ],
)
def test_an_operator_over_one_code(
    condition: Mapping[str, object], answer: Answer, *, expected: bool
) -> None:
    assert holds({"question": "a", **condition}, answer) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"is": "yes"}, False),
        ({"is-not": "yes"}, True),
        ({"in": ["yes"]}, False),
        ({"includes": ["yes"]}, False),
        ({"answered": False}, True),
        ({"recorded": False}, True),
        ({"absent": ["declined"]}, False),
    ],
)
def test_an_operator_where_nothing_stands(condition: Mapping[str, object], *, expected: bool) -> None:
    assert holds({"question": "a", **condition}) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"is": "burn"}, True),
        ({"is": "none"}, False),
        ({"is-not": "burn"}, False),
        ({"is-not": "none"}, True),
        ({"in": ["none", "burn"]}, True),
        ({"includes": ["burn", "bruise"]}, True),
        ({"includes": ["burn", "none"]}, False),
    ],
)
def test_an_operator_over_several_codes(condition: Mapping[str, object], *, expected: bool) -> None:
    assert holds({"question": "signs", **condition}, says("signs", "bruise", "burn")) is expected


def test_boolean_false_is_an_answer() -> None:
    assert holds({"question": "sure", "answered": True}, says("sure", False))
    assert holds({"question": "sure", "is": False}, says("sure", False))
    assert not holds({"question": "sure", "is": False})


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"at-least": 3}, True),
        ({"at-least": 4}, False),
        ({"at-most": 3}, True),
        ({"at-most": 2}, False),
        ({"more-than": 2}, True),
        ({"more-than": 3}, False),
        ({"less-than": 4}, True),
        ({"less-than": 3}, False),
        ({"is": 3}, True),
    ],
)
def test_a_comparison_of_numbers(condition: Mapping[str, object], *, expected: bool) -> None:
    assert holds({"question": "count", **condition}, says("count", 3)) is expected
    assert not holds({"question": "count", **condition})


@pytest.mark.parametrize("question", ["length", "amount"])
def test_a_decimal_number_compares_with_a_whole_one(question: str) -> None:
    response = Scenario(form({"question": question, "more-than": 1})).answer(question, Decimal("1.01"))

    assert response.flags == ["raised"]


@pytest.mark.parametrize(
    ("condition", "date", "expected"),
    [
        ({"is": "2026-03"}, "2026-03", True),
        ({"is": "2026-03"}, "2026-03-02", False),
        ({"is-not": "2026-03"}, "2026-04", True),
        ({"is-not": "2026-03"}, "2026-03", False),
        ({"is-not": "2026-03"}, "2026-03-02", False),
        ({"is-not": "2026-03-02"}, "2025", True),
        ({"at-least": "2026-03"}, "2026-03", True),
        ({"at-least": "2026-03"}, "2026", False),
        ({"at-least": "2026-03-02"}, "2026-03-02", True),
        ({"more-than": "2026-03-02"}, "2026-03-02", False),
        ({"at-least": "2026-03"}, "2027", True),
        ({"less-than": "2026-03-02"}, "2026-03-01", True),
        ({"less-than": "2026-03-02"}, "2026-02", True),
        ({"less-than": "2026-03-02"}, "2026-03", False),
        ({"in": ["2025", "2026-03"]}, "2026-03", True),
    ],
)
def test_partial_dates_are_compared_as_far_as_they_go(
    condition: Mapping[str, object], date: str, *, expected: bool
) -> None:
    rule = form({"question": "when", **condition})

    response = Scenario(rule).answer("when", PartialDate.parse(date))

    assert (response.flags == ["raised"]) is expected


def test_a_date_comparison_where_nothing_stands_is_false() -> None:
    assert not holds({"question": "when", "at-least": "2026"})
    assert holds({"question": "when", "is-not": "2026"})


def test_a_date_too_coarse_to_compare_is_an_issue() -> None:
    rule = form({"not": {"question": "when", "in": ["2026-03-02", "2025"]}})

    coarse = Scenario(rule).answer("when", PartialDate(2026, 3)).now
    clear = Scenario(rule).answer("when", PartialDate(2026, 4)).now

    assert [(issue.key, issue.code) for issue in coarse.issues] == [(link("when"), "answer/date-too-coarse")]
    assert clear.issues == ()


def test_a_declined_date_is_no_issue() -> None:
    rule = form({"question": "when", "at-least": "2026-03"})

    assert Scenario(rule).absent("when").now.issues == ()
    assert Scenario(rule).now.issues == ()


def test_conditions_combine() -> None:
    yes, no = {"question": "a", "is": "yes"}, {"question": "a", "is": "no"}

    assert holds({"all": [yes, {"not": no}]}, says("a", "yes"))
    assert not holds({"all": [yes, no]}, says("a", "yes"))
    assert holds({"any": [no, yes]}, says("a", "yes"))
    assert not holds({"any": [no, no]}, says("a", "yes"))


@pytest.mark.parametrize(
    ("condition", "answer", "expected"),
    [
        ({"score": "total", "at-least": 1}, says("a", "yes"), True),
        ({"score": "total", "at-least": 1}, declines("a"), False),
        ({"score": "total", "at-most": 0}, declines("a"), False),
        ({"score": "total", "at-most": 1}, declines("a"), True),
        ({"score": "total", "more-than": 0}, says("a", "yes"), True),
        ({"score": "total", "less-than": 1}, says("a", "no"), True),
        ({"score": "total", "less-than": 1}, declines("a"), False),
        ({"band": "total", "is": "high"}, says("a", "yes"), True),
        ({"band": "total", "is": "low"}, declines("a"), False),
        ({"band": "total", "is": "incomplete"}, declines("a"), True),
    ],
)
def test_a_comparison_with_a_score_holds_only_when_it_is_certain(
    condition: Mapping[str, object], answer: Answer, *, expected: bool
) -> None:
    assert holds(condition, answer, score=True) is expected


@pytest.mark.parametrize(("age", "expected"), [(65, True), (64, False), (None, False)])
def test_the_age_of_the_person_is_read_and_unknown_is_false(age: int | None, *, expected: bool) -> None:
    response = Scenario(form({"age": "person", "at-least": 65}), age=age)

    assert (response.flags == ["raised"]) is expected


def test_the_last_completed_response_is_read_like_a_question() -> None:
    rule = form({"prior": "a", "is": "yes"})
    earlier = Answers(given={link("a"): Given(("yes",))})

    assert Scenario(rule, prior={rule.canonical: earlier}).flags == ["raised"]
    assert Scenario(rule, prior={Canonical("https://example.org/other|1"): earlier}).flags == []
    assert Scenario(rule, prior={rule.canonical: Answers()}).flags == []


def children(condition: object, **more: object) -> CompiledForm:
    """Return a form with a repeating group and a flag over it."""
    child = group(
        "child",
        choice("safe"),
        group("toy", choice("broken"), repeats=True),
        repeats=True,
        **more,
    )
    return small_form(item=[choice("any"), child], flag=[flag("raised", condition)])


def test_every_holds_over_no_instance_and_some_does_not() -> None:
    inner = {"question": "safe", "is": "yes"}

    assert Scenario(children({"every": "child", "holds": inner})).flags == ["raised"]
    assert Scenario(children({"some": "child", "holds": inner})).flags == []


def test_every_and_some_read_each_instance() -> None:
    inner = {"question": "safe", "is": "yes"}
    for word, expected in (("every", []), ("some", ["raised"])):
        response = Scenario(children({word: "child", "holds": inner})).add("child@1").add("child@2")

        assert response.answer("safe@2", "yes").flags == expected
        assert response.answer("safe@1", "yes").flags == ["raised"]


def test_a_removed_instance_is_not_read() -> None:
    response = Scenario(children({"some": "child", "holds": {"question": "safe", "is": "yes"}}))
    response.add("child@1").answer("safe@1", "yes").remove("child@1")

    assert response.flags == []
    assert response.now.hidden == (AnswerKey.parse("safe@1"),)


def test_instances_of_a_hidden_group_are_not_read() -> None:
    some = {"some": "child", "holds": {"question": "safe", "is": "yes"}}
    response = Scenario(children(some, enableWhen={"question": "any", "is": "yes"}))

    assert response.add("child@1").answer("safe@1", "yes").flags == []
    assert response.answer("any", "yes").flags == ["raised"]


def test_every_holds_over_a_hidden_group_whatever_was_said_in_it() -> None:
    every = {"every": "child", "holds": {"question": "safe", "is": "yes"}}
    response = Scenario(children(every, enableWhen={"question": "any", "is": "yes"}))

    assert response.add("child@1").answer("safe@1", "no").flags == ["raised"]
    assert response.answer("any", "yes").flags == []


def test_a_group_within_a_group_has_its_own_instances() -> None:
    broken = {"some": "toy", "holds": {"question": "broken", "is": "yes"}}
    rule = children({"some": "child", "holds": {"all": [broken, {"question": "safe", "is": "no"}]}})
    response = Scenario(rule).add("child@1").add("child@2").add("toy@1.1").add("toy@2.1")

    response.answer("broken@2.1", "yes").answer("safe@1", "no")

    assert response.flags == []
    assert response.answer("safe@2", "no").flags == ["raised"]


def test_inside_a_repeating_group_a_question_means_its_own_instance() -> None:
    own = choice("plan", enableWhen={"question": "safe", "is": "no"})
    rule = small_form(item=[group("child", choice("safe"), own, repeats=True)])
    response = Scenario(rule).add("child@1").add("child@2").answer("safe@2", "no")

    assert "plan@2" in response.enabled
    assert "plan@1" not in response.enabled


def test_a_group_may_be_read_together_with_another_instance() -> None:
    toys = {"some": "toy", "holds": {"question": "pet", "is": "yes"}}
    items = [
        group(
            "child",
            group("toy", choice("broken"), repeats=True),
            group("animal", choice("pet"), choice("sad", enableWhen=toys), repeats=True),
            repeats=True,
        )
    ]
    response = Scenario(small_form(item=items)).add("child@1").add("toy@1.1").add("animal@1.1")

    assert "sad@1.1" not in response.enabled
    assert "sad@1.1" in response.answer("pet@1.1", "yes").enabled


@pytest.mark.parametrize(
    ("condition", "rule"),
    [
        ({"question": "nowhere", "is": "yes"}, "unknown-link-id"),
        ({"question": "inner", "is": "yes"}, "needs-every-or-some"),
        ({"question": "group", "answered": True}, "not-answerable"),
        ({"question": "a", "is": "maybe"}, "wrong-operand"),
        ({"question": "a", "at-least": 1}, "wrong-operand"),
        ({"question": "name", "at-least": "x"}, "wrong-operator"),
        ({"question": "sure", "is": "yes"}, "wrong-operand"),
        ({"question": "count", "is": True}, "wrong-operand"),
        ({"question": "length", "is": True}, "wrong-operand"),
        ({"question": "when", "is": "March"}, "not a date"),
        ({"question": "when", "is": 2026}, "wrong-operand"),
        ({"question": "name", "is": 1}, "wrong-operand"),
        ({"some": "nowhere", "holds": {"question": "a", "is": "yes"}}, "unknown-link-id"),
        ({"some": "a", "holds": {"question": "a", "is": "yes"}}, "not-a-repeating-group"),
        ({"score": "nowhere", "at-least": 1}, "unknown-score"),
        ({"score": "total", "at-least": "one"}, "wrong-operand"),
        ({"score": "total", "at-least": True}, "wrong-operand"),
        ({"band": "total", "is": "nowhere"}, "unknown-band"),
        ({"prior": "inner", "is": "yes"}, "needs-every-or-some"),
        ({"outcome": "this", "is": "yes"}, "outcome-not-known-here"),
        ({"defined": "nothing"}, "unknown-definition"),
    ],
)
def test_a_condition_that_cannot_be_read_is_refused(condition: object, rule: str) -> None:
    items = [*QUESTIONS, group("group", choice("inner"), repeats=True)]
    scores = [total("a", band=[band("low", 0, 0)])]

    with pytest.raises(FormCannotRun) as refused:
        small_form(item=items, score=scores, flag=[flag("raised", condition)])

    assert refused.value.params["rule"] == rule
    assert refused.value.params["where"] == "flag raised"


def test_a_reason_says_why_whatever_was_allowed() -> None:
    for reason in AbsentReason:
        response = Scenario(form({"question": "a", "absent": [reason.value]})).absent("a", reason)

        assert response.flags == ["raised"]
