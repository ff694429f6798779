"""Conditions that contradict themselves, their groups or the questions they read (FORMS 4)."""

from pathlib import Path

import pytest

from screening_app.questionnaire.linter import check
from tests.questionnaire.examples import FORM, broken, write

CONDITION = 'enableWhen: {question: "hurt", is: "yes"}'


def never(tmp_path: Path, text: str) -> bool:
    """Tell whether the linter finds a condition that never holds."""
    root = write(tmp_path, {"core/small.yaml": text})
    return any(finding.code == "never-holds" for finding in check([root / "core/small.yaml"]))


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ('{question: "hurt", is: "yes"}', False),
        ('{all: [{question: "hurt", is: "yes"}, {question: "afraid", is: "no"}]}', False),
        ('{all: [{question: "hurt", is: "yes"}, {question: "hurt", is-not: "yes"}]}', True),
        ('{all: [{question: "hurt", answered: true}, {question: "hurt", absent: ["declined"]}]}', True),
        ('{all: [{question: "hurt", recorded: false}, {question: "hurt", in: ["no", "yes"]}]}', True),
        ('{all: [{question: "hurt", recorded: true}, {question: "hurt", answered: false}]}', False),
        ('{all: [{question: "hurt", is-not: "no"}, {question: "hurt", is-not: "yes"}]}', False),
        ('{any: [{question: "hurt", is: "yes"}, {question: "hurt", is: "no"}]}', False),
        ('{all: [{question: "hurt", includes: ["yes"]}, {question: "hurt", is: "no"}]}', True),
    ],
)
def test_what_must_hold_together_is_weighed(tmp_path: Path, condition: str, found: bool) -> None:
    assert never(tmp_path, broken(FORM, CONDITION, f"enableWhen: {condition}")) is found


def test_an_item_is_weighed_with_the_group_around_it(tmp_path: Path) -> None:
    text = broken(
        FORM,
        '    text: {sv: "Barn", en: "Child"}\n',
        '    text: {sv: "Barn", en: "Child"}\n    enableWhen: {question: "hurt", is: "no"}\n',
    )
    inner = '        enableWhen: {question: "child-lives", is: "here"}\n'
    text = broken(text, inner, '        enableWhen: {question: "hurt", is: "yes"}\n')

    assert never(tmp_path, text)


def test_an_item_is_weighed_with_the_conditions_of_what_it_reads(tmp_path: Path) -> None:
    condition = '{all: [{question: "when", is: "now"}, {question: "hurt", is: "no"}]}'
    text = broken(FORM, 'enableWhen: {question: "minutes", less-than: 10}', f"enableWhen: {condition}")

    assert never(tmp_path, text)


def test_a_chain_of_hundreds_of_questions_is_followed_to_its_beginning(tmp_path: Path) -> None:
    line = (
        '  - {linkId: "q%d", type: "boolean", text: {sv: "a", en: "b"}, contentClass: "finding", '
        'enableWhen: {question: "%s", is: %s}}\n'
    )
    chain = line % (0, "hurt", '"yes"')
    chain += "".join(line % (n, f"q{n - 1}", "true") for n in range(1, 300))
    flag = '{all: [{question: "q299", is: true}, {question: "hurt", is: "no"}]}'
    text = broken(FORM, "score:\n", chain + "score:\n")
    text = broken(text, '{some: "child", holds: {question: "child-lives", is: "here"}}', flag)

    assert never(tmp_path, text)
