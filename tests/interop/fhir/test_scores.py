"""Sums of weights become scores that do with a missing answer what the file does (FORMS 3.6)."""

from decimal import Decimal

import pytest

from screening_app.questionnaire.model import ScoreRule
from tests.helpers.scenario import Scenario
from tests.interop.fhir.files import (
    CALCULATED,
    ENABLE,
    ORDINAL,
    VARIABLE,
    Tree,
    choice,
    code,
    extension,
    imported,
    item,
    ready,
    reasons,
)

A, B = (f"%resource.descendants().where(linkId='{name}').answer.value" for name in "ab")
ITEM = "%resource.item.where(linkId='{0}').answer.valueCoding.code"
LOOKED_UP = (
    "%questionnaire.item.where(linkId = '{0}').answerOption.where(valueCoding.code=" + ITEM + ")"
    ".extension.where(url='http://hl7.org/fhir/StructureDefinition/ordinalValue').valueDecimal"
)


def scored(expression: str, *more: Tree, weight: str = ORDINAL, **root: object) -> ScoreRule | list[str]:
    """Return the score that an expression becomes, or the reasons why none."""
    total = item("total", "decimal", readOnly=True, extension=[extension(CALCULATED, expression)])
    questions = [choice(name, "no=0", "yes=2", weight=weight) for name in "ab"]
    made = imported(*questions, *more, total, **root)
    return made.form.score[0] if made.form.score else reasons(made, "total")


ALL = [
    f"{A}.ordinal() + {B}.ordinal()",
    f"{A}.weight() + {B}.weight()",
    f"({A}.weight() + {B}.weight()).round(0)",
    f"iif({A}.exists() and {B}.exists(), {A}.weight() + {B}.weight(), {{}})",
    f"iif({A}.exists() and {B}.exists(), {A}.weight() + {B}.weight())",
    "iif("
    + A
    + ".exists() and "
    + B
    + ".exists(), %resource.item.where(linkId in ('a'|'b')).answer.value.weight().sum(), {})",
    LOOKED_UP.format("a") + " + " + LOOKED_UP.format("b"),
]
SOME = [
    f"iif({A}.exists() or {B}.exists(), "
    f"iif({A}.exists(), {A}.weight(), 0) + iif({B}.exists(), {B}.weight(), 0), {{}})",
    f"iif({A}.exists() or {B}.exists(), {A}.weight().sum() + {B}.weight().sum(), {{}})",
    "iif(%resource.item.where(linkId='a' or linkId='b').answer.exists(), "
    "%resource.item.where(linkId='a' or linkId='b').answer.value.ordinal().sum(), {})",
]


@pytest.mark.parametrize(
    ("expression", "missing"),
    [(one, "require-all") for one in ALL] + [(one, "zero-once-started") for one in SOME],
)
def test_a_sum_is_a_score_with_the_policy_of_its_guards(expression: str, missing: str) -> None:
    rule = scored(expression)

    assert isinstance(rule, ScoreRule), rule
    assert [rule.id, *(rule.sum or ()), rule.missing, *rule.range] == ["total", "a", "b", missing, 0, 4]


def test_the_widespread_sum_over_variables_is_known() -> None:
    variables = [extension(VARIABLE, LOOKED_UP.format(name), name=name) for name in "ab"]
    started = extension(VARIABLE, "%a.exists() or %b.exists()", name="any_answered")
    total = "iif(%any_answered, iif(%a.exists(), %a, 0) + iif(%b.exists(), %b, 0), {})"

    rule = scored(total, extension=[*variables, started])

    assert isinstance(rule, ScoreRule), rule
    assert rule.missing == "zero-once-started"


NOT_SUMS = [
    (f"{A}.weight().sum() + {B}.weight().sum()", "zero-before-started"),
    (f"iif({A}.exists(), {A}.weight() + {B}.weight(), {{}})", "guard-not-of-the-sum"),
    (f"{A}.weight() + {A}.weight()", "expression-not-recognised"),
    (f"{A}.weight() * 2 + {B}.weight()", "expression-not-recognised"),
    (f"({A}.weight() | {B}.weight()).sum()", "expression-not-recognised"),
    (f"{A}.weight() + 1", "expression-not-recognised"),
    (f"{A}.weight() + %resource.descendants().where(linkId='plain').answer.value.weight()", "not-weighed"),
    ("%resource.item.where(linkId='total').answer.value", "expression-not-recognised"),
]


@pytest.mark.parametrize(("expression", "reason"), NOT_SUMS)
def test_what_is_no_sum_of_ours_is_left_out_by_name(expression: str, reason: str) -> None:
    assert scored(expression, choice("plain", "x", "y")) == [reason]


def test_a_sum_that_a_hidden_question_would_empty_is_left_out() -> None:
    when = [{"question": "a", "operator": "exists", "answerBoolean": True}]
    optional = choice("c", "no=0", "yes=1", enableWhen=when)

    assert scored(f"{A}.weight() + %resource.item.where(linkId='c').answer.value.weight()", optional) == [
        "sum-of-hidden"
    ]


def test_the_range_counts_a_question_that_may_not_be_asked() -> None:
    when = [{"question": "a", "operator": "exists", "answerBoolean": True}]
    optional = choice("c", "some=1", "more=2", enableWhen=when)
    c = "%resource.item.where(linkId='c').answer.value"

    rule = scored(
        f"iif({A}.exists() or {c}.exists(), {A}.weight().sum() + {c}.weight().sum(), {{}})", optional
    )

    assert isinstance(rule, ScoreRule), rule
    assert list(rule.range) == [0, 4]


@pytest.mark.parametrize("answers", [{}, {"a": "yes"}, {"a": "yes", "b": "no"}])
def test_a_condition_on_a_total_waits_for_it_as_the_file_does(answers: dict[str, str]) -> None:
    total = item("total", "decimal", extension=[extension(CALCULATED, ALL[0])])
    after = item("after", enableWhen=[{"question": "total", "operator": ">=", "answerDecimal": 2}])
    said = item(
        "said", extension=[extension(ENABLE, "%resource.item.where(linkId='total').answer.value < 2")]
    )
    questions = [choice(name, "no=0", "yes=2") for name in "ab"]
    made = imported(*questions, total, after, said)

    evaluation = Scenario.of(ready(made), {name: code(value) for name, value in answers.items()}).now

    enabled = {place.key.link_id for place in evaluation.places if place.enabled}
    whole = len(answers) == len(questions)
    assert reasons(made) == []
    assert ("after" in enabled) is whole
    assert "said" not in enabled


def test_the_interval_stands_beside_the_policy_of_the_file() -> None:
    questions = [choice(name, "no=0", "yes=2") for name in "ab"]
    made = imported(*questions, item("total", "decimal", extension=[extension(CALCULATED, ALL[0])]))

    (score,) = Scenario.of(ready(made), {"a": code("yes")}).now.scores

    assert (score.lowest, score.highest, score.total) == (Decimal(2), Decimal(4), None)


def test_weights_of_every_version_are_read() -> None:
    for weight in (
        "http://hl7.org/fhir/StructureDefinition/itemWeight",
        "http://hl7.org/fhir/StructureDefinition/ordinalValue",
        "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
        "http://hl7.org/fhir/StructureDefinition/iso21090-CO-value",
    ):
        assert isinstance(scored(ALL[1], weight=weight), ScoreRule)
