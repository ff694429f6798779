"""What a condition reads exists, comes before, and is compared with what it can be (FORMS 3)."""

import pytest

from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.loader import parse_pathway, parse_questionnaire
from tests.questionnaire.examples import FORM, PATHWAY, broken

WHEN = 'enableWhen: {question: "hurt", is: "yes"}'
SHORT = 'enableWhen: {question: "minutes", less-than: 10}'
MINUTES = '    text: {sv: "Hur många minuter?", en: "How many minutes?"}\n    contentClass: "ordinary"\n'
FLAG = '{some: "child", holds: {question: "child-lives", is: "here"}}'


def codes(text: str) -> list[str]:
    """Return the codes of what is wrong with a form."""
    try:
        parse_questionnaire(text, "small.yaml")
    except FormError as error:
        return [finding.code for finding in error.findings]
    return []


def typed(kind: str, condition: str) -> str:
    """Return the form with ``minutes`` of another type, and another condition on it."""
    text = broken(FORM, '    type: "integer"\n', f'    type: "{kind}"\n')
    return broken(text, SHORT, f'enableWhen: {{question: "minutes", {condition}}}')


@pytest.mark.parametrize(
    ("kind", "condition", "wrong"),
    [
        ("integer", "is: 3", []),
        ("integer", "is: 2.5", ["wrong-operand"]),
        ("integer", "is: true", ["wrong-operand"]),
        ("integer", "in: [1, 2]", []),
        ("integer", 'in: [1, "2"]', ["wrong-operand"]),
        ("decimal", "at-least: 2.5", []),
        ("decimal", "at-least: 2", []),
        ("quantity", 'at-most: "2"', ["wrong-operand"]),
        ("boolean", "is: true", []),
        ("boolean", 'is: "yes"', ["wrong-operand"]),
        ("boolean", "at-least: 1", ["wrong-operator"]),
        ("date", 'more-than: "2026-05"', []),
        ("date", 'more-than: "May"', ["wrong-operand"]),
        ("date", 'is: "2026-02-30"', ["wrong-operand"]),
        ("string", 'is: "x"', []),
        ("text", "is: 1", ["wrong-operand"]),
        ("string", "less-than: 1", ["wrong-operator"]),
        ("string", "answered: true", []),
        ("string", "recorded: false", []),
    ],
)
def test_values_are_of_the_kind_of_their_item(kind: str, condition: str, wrong: list[str]) -> None:
    assert codes(typed(kind, condition)) == wrong


@pytest.mark.parametrize(
    ("limits", "wrong"),
    [
        ("integer|minValue: 1|maxValue: 5", []),
        ("integer|minValue: 5|maxValue: 5", []),
        ("integer|minValue: 6|maxValue: 5", ["wrong-limit"]),
        ('integer|minValue: "1"', ["wrong-limit"]),
        ("decimal|maxValue: 2.5", []),
        ('date|minValue: "2025"|maxValue: "2026-03"', []),
        ('date|minValue: "2026"|maxValue: "2026-03"', []),
        ('date|minValue: "2026-04"|maxValue: "2026-03-31"', ["wrong-limit"]),
        ('string|maxValue: "z"', ["wrong-limit"]),
        ('string|regex: "[0-9]{2}:[0-9]{2}"', []),
        ('string|regex: "(("', ["wrong-pattern"]),
        ("integer|initial: 5", []),
        ("boolean|initial: 0", ["wrong-initial"]),
    ],
)
def test_limits_patterns_and_initial_values_fit_their_item(limits: str, wrong: list[str]) -> None:
    kind, *lines = limits.split("|")
    text = broken(
        typed(kind, "answered: true"), MINUTES, MINUTES + "".join(f"    {line}\n" for line in lines)
    )

    assert codes(text) == wrong


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        ('{prior: "hurt", is: "yes"}', []),
        ('{prior: "minutes", more-than: 3}', []),
        ('{prior: "hrut", is: "yes"}', ["unknown-link-id"]),
        ('{prior: "hurt", is: "maybe"}', ["unknown-code"]),
        ('{age: "person", at-least: 65}', []),
        ('{score: "sum", at-least: 1}', ["unknown-score"]),
        ('{band: "sum", is: "high"}', ["unknown-score"]),
        ('{outcome: "this", is: "yes"}', ["not-in-a-form"]),
        ('{every: "kids", holds: {question: "hurt", is: "yes"}}', ["unknown-link-id"]),
        ('{not: {question: "hurt", is: "maybe"}}', ["unknown-code"]),
        ('{score: "total", at-least: 1}', ["circular-reference"]),
        ('{band: "total", is: "incomplete"}', ["circular-reference"]),
    ],
)
def test_every_kind_of_condition_is_looked_into(condition: str, wrong: list[str]) -> None:
    text = broken(
        FORM, '    text: {sv: "Andra frågan"', f'    enableWhen: {condition}\n    text: {{sv: "Andra frågan"'
    )

    assert codes(text) == wrong


def test_a_question_may_wait_for_a_score_that_is_known_by_then() -> None:
    assert codes(broken(FORM, SHORT, 'enableWhen: {band: "total", is: "positive"}')) == []


def test_a_question_may_not_wait_for_a_score_that_sums_a_later_one() -> None:
    late = FORM.replace('sum: ["hurt", "afraid"]', 'sum: ["hurt", "later"]')
    late = late.replace(
        "score:\n",
        '  - linkId: "later"\n    type: "choice"\n    text: {sv: "a", en: "b"}\n'
        '    answerValueSet: "#no-yes"\n    contentClass: "statement"\nscore:\n',
        1,
    )

    assert codes(late) == []
    assert codes(broken(late, SHORT, 'enableWhen: {score: "total", at-least: 1}')) == ["forward-reference"]


def test_a_score_that_waits_for_itself_is_a_circle() -> None:
    text = broken(FORM, "    range: [0, 2]\n", '    range: [0, 2]\n    when: {score: "total", at-least: 1}\n')

    assert codes(text) == ["circular-reference"]


def test_a_judged_score_reads_nothing() -> None:
    text = broken(FORM, '    sum: ["hurt", "afraid"]\n', "    judgement: true\n")

    assert codes(broken(text, SHORT, 'enableWhen: {band: "total", is: "positive"}')) == []


def test_a_sum_names_each_question_once_and_only_questions_that_exist() -> None:
    assert codes(broken(FORM, 'sum: ["hurt", "afraid"]', 'sum: ["hurt", "hurt"]')) == ["duplicate-link-id"]
    assert codes(broken(FORM, 'sum: ["hurt", "afraid"]', 'sum: ["hurt", "brave"]')) == ["unknown-link-id"]


def test_a_flag_looks_into_a_group_only_through_every_or_some() -> None:
    assert codes(broken(FORM, FLAG, '{every: "child", holds: {question: "minutes", is: 1}}')) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('outcome: ["yes"]', 'outcome: ["maybe"]', "unknown-outcome"),
        ('reason: "one/afraid"', 'reason: "afraid"', "address-without-step"),
        ('names: "two/child-label"', 'names: "paper/child-label"', "step-without-form"),
        (
            '  - {id: "no", when: {band: "one/total", is: "none-reported"}',
            '  - {id: "yes", when: {outcome: "this", is: "maybe"}',
            "unknown-outcome",
        ),
        ('  - id: "two"\n', '  - id: "one"\n', "duplicate-id"),
        ('    questionnaire: "https://example.org/core/small|1.0.0"\n    when:', "    when:", "wrong-value"),
    ],
)
def test_a_pathway_names_only_what_it_has(old: str, new: str, code: str) -> None:
    with pytest.raises(FormError) as caught:
        parse_pathway(broken(PATHWAY, old, new), "p.yaml")

    assert code in {finding.code for finding in caught.value.findings}
