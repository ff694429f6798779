"""Conditions that contradict themselves, their groups or the questions they read (FORMS 4)."""

import time
from pathlib import Path

import pytest

from screening_app.questionnaire.linter import check
from tests.questionnaire.entangled import entangled
from tests.questionnaire.examples import FORM, PATHWAY, broken, write

CONDITION = 'enableWhen: {question: "hurt", is: "yes"}'


def codes(tmp_path: Path, text: str) -> list[str]:
    """Return the codes found in a form, those of its vignettes left out."""
    root = write(tmp_path, {"core/small.yaml": text})
    return [finding.code for finding in check([root / "core/small.yaml"]) if "vignette" not in finding.code]


def never(tmp_path: Path, text: str) -> bool:
    """Tell whether the linter finds a condition that never holds."""
    return "never-holds" in codes(tmp_path, text)


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


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (
            '{not: {any: [{question: "hurt", recorded: true}, {question: "hurt", recorded: false}]}}',
            "never-holds",
        ),
        ('{not: {all: [{question: "hurt", is: "yes"}, {question: "hurt", is: "no"}]}}', "always-holds"),
        ('{any: [{question: "hurt", is-not: "yes"}, {question: "hurt", is-not: "no"}]}', "always-holds"),
        ('{any: [{question: "hurt", is-not: "yes"}, {question: "hurt", is: "yes"}]}', "always-holds"),
        ('{question: "hurt", in: ["no", "yes"]}', ""),
        ('{any: [{question: "hurt", answered: true}, {question: "hurt", absent: ["declined"]}]}', ""),
        ('{any: [{question: "hurt", recorded: true}, {question: "hurt", answered: false}]}', "always-holds"),
        (
            '{any: [{question: "afraid", is: "yes"}, {all: [{question: "hurt", is: "no"}, '
            '{question: "hurt", is: "yes"}]}]}',
            "never-holds",
        ),
    ],
)
def test_any_and_not_are_weighed_too(tmp_path: Path, condition: str, found: str) -> None:
    assert codes(tmp_path, broken(FORM, CONDITION, f"enableWhen: {condition}")) == ([found] if found else [])


@pytest.mark.parametrize(
    ("limits", "condition", "found"),
    [
        ("", "less-than: 10", ""),
        ("    minValue: 10\n", "less-than: 10", "never-holds"),
        ("    minValue: 10\n    maxValue: 20\n", "more-than: 20", "never-holds"),
        ("    minValue: 10\n", "at-most: 10", ""),
        ("    maxValue: 9\n", "is: 10", "never-holds"),
    ],
)
def test_limits_of_numbers_count(tmp_path: Path, limits: str, condition: str, found: str) -> None:
    text = broken(FORM, '    contentClass: "ordinary"\n', f'    contentClass: "ordinary"\n{limits}')
    text = broken(text, '{question: "minutes", less-than: 10}', f'{{question: "minutes", {condition}}}')

    assert codes(tmp_path, text) == ([found] if found else [])


def test_two_numbers_leave_room_between_them_or_not(tmp_path: Path) -> None:
    def both(low: int, high: int) -> str:
        minutes = '{question: "minutes", '
        condition = f"{{all: [{minutes} more-than: {low}}}, {minutes} less-than: {high}}}]}}"
        return broken(FORM, '{question: "minutes", less-than: 10}', condition)

    assert codes(tmp_path, both(3, 4)) == ["never-holds"]
    assert codes(tmp_path, both(3, 5)) == []


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ('{score: "total", at-least: 3}', "never-holds"),
        ('{score: "total", at-least: 2}', ""),
        ('{score: "total", more-than: 2}', "never-holds"),
        ('{score: "total", less-than: 0}', "never-holds"),
        ('{score: "total", at-least: 0}', "always-holds"),
        ('{score: "total", at-most: 2}', "always-holds"),
        (
            '{some: "child", holds: {all: [{question: "child-lives", is: "here"}, '
            '{question: "child-lives", is: "there"}]}}',
            "never-holds",
        ),
        (
            '{every: "child", holds: {any: [{question: "child-lives", answered: true}, '
            '{question: "child-lives", answered: false}]}}',
            "always-holds",
        ),
        ('{every: "child", holds: {question: "child-lives", is: "here"}}', ""),
    ],
)
def test_flags_are_weighed_with_scores_and_groups(tmp_path: Path, condition: str, found: str) -> None:
    flag = '{some: "child", holds: {question: "child-lives", is: "here"}}'

    assert codes(tmp_path, broken(FORM, flag, condition)) == ([found] if found else [])


def test_several_answers_may_hold_together_but_an_exclusive_one_stands_alone(tmp_path: Path) -> None:
    def read(*parts: str) -> str:
        leaves = ", ".join(f'{{question: "when", {part}}}' for part in parts)
        return broken(FORM, '{question: "minutes", less-than: 10}', f"{{all: [{leaves}]}}")

    assert codes(tmp_path, read('is: "now"', 'is: "never"')) == ["never-holds"]
    assert codes(tmp_path, read('is: "now"', 'is-not: "never"')) == []
    assert codes(tmp_path, read('includes: ["now", "never"]')) == ["never-holds"]


def test_a_condition_that_repeats_the_one_around_it_decides_nothing(tmp_path: Path) -> None:
    text = broken(
        FORM,
        '    text: {sv: "Barn", en: "Child"}\n',
        '    text: {sv: "Barn", en: "Child"}\n    enableWhen: {question: "hurt", is: "yes"}\n',
    )
    inner = '        enableWhen: {question: "child-lives", is: "here"}\n'

    assert codes(tmp_path, broken(text, inner, '        enableWhen: {question: "hurt", is: "yes"}\n')) == [
        "always-holds"
    ]


def test_what_stands_in_a_group_that_is_never_asked_is_told_of_the_group_only(tmp_path: Path) -> None:
    condition = '{all: [{question: "hurt", is: "yes"}, {question: "hurt", is: "no"}]}'
    text = broken(
        FORM,
        '    text: {sv: "Barn", en: "Child"}\n',
        f'    text: {{sv: "Barn", en: "Child"}}\n    enableWhen: {condition}\n',
    )

    found = codes(tmp_path, text)

    assert found == ["never-holds", "never-holds"]  # the group, and the flag that looks into it


def test_of_a_group_that_is_never_asked_every_required_question_is_named(tmp_path: Path) -> None:
    condition = '{all: [{question: "hurt", is: "yes"}, {question: "hurt", is: "no"}]}'
    text = broken(
        FORM,
        '    text: {sv: "Barn", en: "Child"}\n',
        f'    text: {{sv: "Barn", en: "Child"}}\n    enableWhen: {condition}\n',
    )
    text = broken(text, '        text: {sv: "Namn"', '        required: true\n        text: {sv: "Namn"')

    assert "required-never-asked" in codes(tmp_path, text)


ROUTE = "xx/pathway-small.yaml"


@pytest.mark.parametrize(
    ("old", "new", "link_id", "code"),
    [
        (
            'when: {defined: "any-yes"}\n    gate',
            'when: {all: [{question: "one/hurt", is: "yes"}, {question: "one/hurt", is: "no"}]}\n    gate',
            "two",
            "never-holds",
        ),
        (
            'must: {question: "one/minutes", answered: true}',
            'must: {any: [{question: "one/hurt", answered: true}, {question: "one/hurt", answered: false}]}',
            "two",
            "always-holds",
        ),
        (
            # The step is shown only where it holds already, so the gate refuses nobody.
            'must: {question: "one/minutes", answered: true}',
            'must: {question: "one/afraid", recorded: true}',
            "two",
            "always-holds",
        ),
        (
            'when: {band: "one/total", is: "none-reported"}',
            'when: {all: [{defined: "any-yes"}, {question: "one/hurt", is: "no"}, '
            '{score: "one/total", less-than: 0}]}',
            "no",
            "never-holds",
        ),
        (
            '- {id: "no", when: {band: "one/total", is: "none-reported"}',
            '- {id: "no", when: {all: [{defined: "any-yes"}, {question: "one/hurt", answered: true}]}',
            "no",
            "never-holds",
        ),
    ],
)
def test_a_pathway_is_weighed_with_its_forms(
    tmp_path: Path, old: str, new: str, link_id: str, code: str
) -> None:
    root = write(tmp_path, {ROUTE: broken(PATHWAY, old, new)})

    assert (code, link_id) in {(finding.code, finding.link_id) for finding in check([root / ROUTE])}


def test_a_question_behind_its_own_step_is_weighed_with_the_steps_condition(tmp_path: Path) -> None:
    old = '{id: "yes", when: {defined: "any-yes"}'
    both = '{question: "two/hurt", is: "yes"}, {question: "one/afraid", recorded: false}'
    new = f'{{id: "yes", when: {{all: [{both}]}}'
    root = write(tmp_path, {ROUTE: broken(PATHWAY, old, new)})

    assert "never-holds" in {finding.code for finding in check([root / ROUTE])}


def test_a_condition_beyond_measure_is_said_to_be_entangled_in_bounded_time(tmp_path: Path) -> None:
    begun = time.process_time()

    assert codes(tmp_path, entangled(FORM)) == ["too-entangled"]
    assert time.process_time() - begun < 10


def test_a_chain_of_thousands_costs_a_look_each(tmp_path: Path) -> None:
    line = '  - {linkId: "q%d", type: "boolean", text: {sv: "a", en: "b"}, contentClass: "finding", %s}\n'
    chain = "".join(line % (n, f'enableWhen: {{question: "q{n - 1}", is: true}}') for n in range(1, 3000))
    text = broken(FORM, "score:\n", line % (0, "required: false") + chain + "score:\n")
    begun = time.process_time()

    assert codes(tmp_path, text) == []
    assert time.process_time() - begun < 10


def test_a_question_whose_own_condition_is_beyond_measure_is_told_once(tmp_path: Path) -> None:
    text = entangled(FORM)
    start = text.index("    when: {all: [") + len("    when: ")
    condition = text[start : text.index("\n", start)]
    asked = (
        '  - {linkId: "late", type: "group", text: {sv: "a", en: "b"}, contentClass: "finding", '
        f"enableWhen: {condition}, item: "
        '[{linkId: "inner", type: "boolean", required: true, text: {sv: "a", en: "b"}}]}\n'
    )
    text = text.replace("score:\n", asked + "score:\n", 1)

    assert "too-entangled" in codes(tmp_path, text)
    assert "required-never-asked" not in codes(tmp_path, text)


def test_what_holds_inside_a_group_may_be_beyond_measure(tmp_path: Path) -> None:
    text = entangled(FORM)
    start = text.index("    when: {all: [") + len("    when: ")
    condition = text[start : text.index("\n", start)]

    found = codes(
        tmp_path, text.replace(f"when: {condition}", f'when: {{some: "child", holds: {condition}}}')
    )

    assert found == []


def test_hundreds_of_definitions_on_top_of_one_another_are_entangled(tmp_path: Path) -> None:
    lines = ['  d0: {question: "one/hurt", is: "yes"}']
    lines += [
        f'  d{n}: {{any: [{{defined: "d{n - 1}"}}, {{question: "one/afraid", is: "yes"}}]}}'
        for n in range(1, 300)
    ]
    text = broken(PATHWAY, "define:\n", "define:\n" + "\n".join(lines) + "\n")
    text = broken(text, 'when: {defined: "any-yes"}\n    gate', 'when: {defined: "d299"}\n    gate')
    root = write(tmp_path, {ROUTE: text})

    assert ("too-entangled", "two") in {(finding.code, finding.link_id) for finding in check([root / ROUTE])}


def test_between_two_decimals_there_is_always_a_third(tmp_path: Path) -> None:
    text = broken(FORM, '    type: "integer"\n', '    type: "decimal"\n')
    condition = '{all: [{question: "minutes", more-than: 3}, {question: "minutes", less-than: 4}]}'

    assert codes(tmp_path, broken(text, '{question: "minutes", less-than: 10}', condition)) == []
