"""A condition is translated to one that holds for the same answers, or left out by name (FORMS 3.3, 6)."""

import pytest

from screening_app.questionnaire.predicate import Predicate
from tests.interop.fhir.files import (
    ENABLE,
    SYSTEM,
    VARIABLE,
    Tree,
    choice,
    code,
    extension,
    import_tree,
    imported,
    item,
    reasons,
    resource,
)

QUESTIONS: tuple[Tree, ...] = (
    choice("c", "a=0", "b=1", "d=3"),
    choice("many", "a", "b", repeats=True),
    item("yes"),
    item("n", "integer"),
    item("x", "decimal"),
    item("day", "date"),
    item("words", "string"),
    item("g", "group", repeats=True, item=[item("inner"), choice("kind", "a", "b")]),
    item("plain", "group", item=[item("deep", "integer")]),
)
Q = "%resource.descendants().where(linkId='{}').answer.value"


def told(predicate: Predicate | None) -> object:
    """Return a condition as a file would say it."""
    return None if predicate is None else predicate.model_dump(by_alias=True, exclude_defaults=True)


def condition(expression: str) -> object:
    """Return what a condition in FHIRPath becomes, or the reason why nothing."""
    made = imported(*QUESTIONS, item("last", extension=[extension(ENABLE, expression)]))
    found = told(made.form.item[-1].enable_when)
    return found if found is not None else reasons(made, "last")


def asked(link_id: str, **more: object) -> dict[str, object]:
    return {"question": link_id, **{key.replace("_", "-"): value for key, value in more.items()}}


C, N, YES, DAY, WORDS, MANY = (Q.format(name) for name in ("c", "n", "yes", "day", "words", "many"))
IS_A = asked("c", **{"is": code("a")})
ANSWERED = asked("n", answered=True)

TRANSLATED: list[tuple[str, object]] = [
    (f"{C}.code = 'a'", IS_A),
    (f"'a' = {C}.code", IS_A),
    (f"{C}.where(code = 'a').exists()", IS_A),
    ("%resource.descendants().where(linkId='c').answer.where(value.code='a').exists()", IS_A),
    ("%resource.item.where(linkId='c').answer.value.code = 'a'", IS_A),
    ("%resource.repeat(item).where(linkId='c').answer.first().value.code = 'a'", IS_A),
    (f"{C}.code != 'a'", asked("c", **{"in": (code("b"), code("d"))})),
    (f"({C}.code = 'a').not()", asked("c", **{"in": (code("b"), code("d"))})),
    (f"{C}.code in ('a' | 'b')", asked("c", **{"in": (code("a"), code("b"))})),
    (f"{C}.code = 'a' or {C}.code = 'b'", asked("c", **{"in": (code("a"), code("b"))})),
    (f"{MANY}.where(code='a').exists()", asked("many", **{"is": code("a")})),
    (f"'a' in {MANY}.code", asked("many", **{"is": code("a")})),
    (f"{MANY}.code contains 'a'", asked("many", **{"is": code("a")})),
    (f"{MANY}.all(code != 'a')", asked("many", **{"is-not": code("a")})),
    (f"{YES}", asked("yes", **{"is": True})),
    (f"{YES} = false", asked("yes", **{"is": False})),
    (f"{YES}.not()", asked("yes", **{"is": False})),
    (f"{N} > 3", asked("n", more_than=3)),
    (f"{N} >= 2.5", asked("n", at_least=3)),
    (f"{N} < 2.5", asked("n", at_most=2)),
    (f"3 < {N}", asked("n", more_than=3)),
    (f"2 * {N} + 1 > 5", asked("n", more_than=2)),
    (f"10 - {N} > 5", asked("n", less_than=5)),
    (f"{N} / 2 >= 4", asked("n", at_least=8)),
    (f"({N} + 1).round(0) = 4", asked("n", **{"is": 3})),
    (f"{N} != 3", {"all": (ANSWERED, asked("n", **{"is-not": 3}))}),
    (f"{C}.ordinal() > 0", asked("c", **{"in": (code("b"), code("d"))})),
    (f"{C}.weight() = 3", asked("c", **{"is": code("d")})),
    (f"{N}.exists()", ANSWERED),
    (f"{N}.empty()", {"not": ANSWERED}),
    (f"{N}.exists().not()", {"not": ANSWERED}),
    (f"{N}.exists() and {YES}", {"all": (ANSWERED, asked("yes", **{"is": True}))}),
    (f"{YES} implies {N} > 3", {"any": (asked("yes", **{"is": False}), asked("n", more_than=3))}),
    (f"iif({YES}, {N} > 3, false)", {"all": (asked("yes", **{"is": True}), asked("n", more_than=3))}),
    (f"{DAY} >= @2020-05", asked("day", at_least="2020-05")),
    (f"{DAY} = @2020", asked("day", **{"is": "2020"})),
    (f"{WORDS} = 'it\\'s'", asked("words", **{"is": "it's"})),
    ("%patient.birthDate <= today() - 18 years", {"age": "person", "at-least": 18}),
    ("today() - 18 years >= %patient.birthDate", {"age": "person", "at-least": 18}),
    ("%patient.birthDate > today() - 18 years", {"age": "person", "less-than": 18}),
    (
        "%resource.descendants().where(linkId='g').exists(descendants().where(linkId='inner').answer.value)",
        {"some": "g", "holds": asked("inner", **{"is": True})},
    ),
    (
        "%resource.descendants().where(linkId='g').all(descendants().where(linkId='inner').answer.value)",
        {"every": "g", "holds": asked("inner", **{"is": True})},
    ),
    (
        f"{Q.format('kind')}.where(code='a').exists()",
        {"some": "g", "holds": asked("kind", **{"is": code("a")})},
    ),
    (
        "%resource.item.where(linkId='plain').item.where(linkId='deep').answer.value = 1",
        asked("deep", **{"is": 1}),
    ),
    ("true", []),
]


@pytest.mark.parametrize(("expression", "expected"), TRANSLATED)
def test_a_known_shape_is_translated(expression: str, expected: object) -> None:
    assert condition(expression) == expected


OPAQUE: list[tuple[str, str]] = [
    (f"{C}.display = 'a'", "expression-not-recognised"),
    (f"{MANY}.code = 'a'", "several-answers"),
    (f"{Q.format('inner')} = true", "several-answers"),
    (f"{Q.format('nowhere')} = true", "reads-unknown"),
    (f"{Q.format('last')} = true", "reads-ahead"),
    ("%resource.item.where(linkId='deep').answer.value = 1", "path-leads-nowhere"),
    ("%age > 3", "expression-not-recognised"),
    (f"{N} > {Q.format('x')}", "expression-not-recognised"),
    (f"{N} / 3 = 1.1", "not-exact"),
    (f"{Q.format('x')}.round(0) = 1", "expression-not-recognised"),
    (f"{DAY} >= today() - 18 years", "expression-not-recognised"),
    ("%patient.birthDate < today() - 18 years", "expression-not-recognised"),
    (f"{N}.power(2) > 4", "expression-not-recognised"),
    (f"{N} >", "expression-not-recognised"),
    ("(" * 50 + "true" + ")" * 50, "expression-not-recognised"),
    ("false", "never-holds"),
    (f"{C}.code = 'nobody'", "never-holds"),
    ("%resource.descendants().where(linkId='c').exists()", "expression-not-recognised"),
    ("'x'.length() > 0", "expression-not-recognised"),
]


@pytest.mark.parametrize(("expression", "reason"), OPAQUE)
def test_what_is_not_known_is_not_guessed(expression: str, reason: str) -> None:
    assert condition(expression) == [reason]


def test_a_query_is_no_condition() -> None:
    query = {
        "url": ENABLE,
        "valueExpression": {"language": "application/x-fhir-query", "expression": "Patient"},
    }
    made = imported(item("a"), item("b", extension=[query]))

    assert reasons(made) == ["expression-not-fhirpath"]


def test_variables_stand_for_what_they_were_written_as() -> None:
    made = imported(
        item("n", "integer"),
        item("b", extension=[extension(ENABLE, "%double > 6")]),
        extension=[
            extension(VARIABLE, "item.where(linkId='n').answer.value", name="n"),
            extension(VARIABLE, "%n * 2", name="double"),
        ],
    )

    assert told(made.form.item[1].enable_when) == asked("n", more_than=3)


def test_variables_that_multiply_without_end_are_given_up() -> None:
    doubled = [extension(VARIABLE, f"%v{n} or %v{n}", name=f"v{n + 1}") for n in range(60)]
    made = imported(
        item("a"),
        item("b", extension=[extension(ENABLE, "%v60")]),
        extension=[extension(VARIABLE, "item.where(linkId='a').answer.value", name="v0"), *doubled],
    )

    assert reasons(made) == ["expression-too-long"]


def test_variables_that_lead_through_each_other_too_deep_are_given_up() -> None:
    long = " or ".join(["%v{}"] + ["true"] * 100)
    chain = [extension(VARIABLE, long.format(n), name=f"v{n + 1}") for n in range(30)]
    made = imported(
        item("a"),
        item("b", extension=[extension(ENABLE, "%v30")]),
        extension=[extension(VARIABLE, "item.where(linkId='a').answer.value", name="v0"), *chain],
    )

    assert reasons(made) == ["expression-too-long"]


WHEN: list[tuple[list[Tree], str | None, object]] = [
    ([{"question": "c", "operator": "=", "answerCoding": {"system": SYSTEM, "code": "a"}}], None, IS_A),
    (
        [{"question": "c", "operator": "!=", "answerCoding": {"system": SYSTEM, "code": "a"}}],
        None,
        asked("c", **{"is-not": code("a")}),
    ),
    ([{"question": "n", "operator": "exists", "answerBoolean": False}], None, asked("n", answered=False)),
    ([{"question": "n", "operator": ">=", "answerInteger": 3}], None, asked("n", at_least=3)),
    ([{"question": "x", "operator": "<", "answerDecimal": 2.5}], None, asked("x", less_than=2.5)),
    (
        [{"question": "day", "operator": ">", "answerDate": "2020-01"}],
        None,
        asked("day", more_than="2020-01"),
    ),
    ([{"question": "n", "hasAnswer": True}], None, ANSWERED),
    ([{"question": "yes", "answerBoolean": True}], None, asked("yes", **{"is": True})),
]


@pytest.mark.parametrize(("conditions", "behavior", "expected"), WHEN)
def test_a_listed_condition_is_translated(
    conditions: list[Tree], behavior: str | None, expected: object
) -> None:
    made = imported(*QUESTIONS, item("last", enableWhen=conditions))

    assert told(made.form.item[-1].enable_when) == expected


def both(behavior: object) -> list[str]:
    """Return why two conditions with this behavior are not translated."""
    conditions = [{"question": "yes", "operator": "=", "answerBoolean": value} for value in (True, False)]
    more: Tree = {} if behavior is None else {"enableBehavior": behavior}
    return reasons(imported(item("yes"), {**item("last", enableWhen=conditions), **more}))


def test_two_conditions_without_a_behavior_are_not_guessed() -> None:
    assert both(None) == ["behavior-missing"]
    assert both("all") == []
    assert both("any") == []


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        ({"question": "c", "operator": "=", "answerCoding": {"code": "a"}}, "code-not-an-option"),
        (
            {"question": "c", "operator": "=", "answerCoding": {"system": SYSTEM, "code": "z"}},
            "code-not-an-option",
        ),
        (
            {"question": "c", "operator": ">", "answerCoding": {"system": SYSTEM, "code": "a"}},
            "condition-not-known",
        ),
        ({"question": "n", "operator": "=", "answerString": "3"}, "condition-not-known"),
        ({"question": "n", "operator": "~", "answerInteger": 3}, "condition-not-known"),
        ({"question": "inner", "operator": "=", "answerBoolean": True}, "several-answers"),
        ({"question": "none", "operator": "=", "answerBoolean": True}, "reads-unknown"),
        ({"question": "n", "operator": "exists", "answerBoolean": "yes"}, "condition-not-known"),
    ],
)
def test_a_listed_condition_that_is_not_known_is_left_out_by_name(one: Tree, reason: str) -> None:
    assert reasons(imported(*QUESTIONS, item("last", enableWhen=[one])), "last") == [reason]


def test_a_condition_on_a_later_question_is_left_out() -> None:
    made = imported(
        item("a", enableWhen=[{"question": "b", "operator": "=", "answerBoolean": True}]), item("b")
    )

    assert reasons(made) == ["reads-ahead"]


def test_items_below_a_question_come_after_it_and_only_if_it_is_asked() -> None:
    when = [{"question": "a", "operator": "=", "answerBoolean": True}]
    made = import_tree(resource(item("a"), item("b", enableWhen=when, item=[item("c")])))

    assert [one.link_id for one in made.form.item] == ["a", "b", "c"]
    assert told(made.form.item[2].enable_when) == asked("a", **{"is": True})
