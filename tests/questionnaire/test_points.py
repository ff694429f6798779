"""Range and bands say what the points come to (FORMS 3.6, 3.7)."""

import pytest

from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.loader import parse_questionnaire
from tests.questionnaire.examples import FORM, broken


def codes(text: str) -> list[str]:
    """Return the codes of what is wrong with a form."""
    try:
        parse_questionnaire(text, "small.yaml")
    except FormError as error:
        return [finding.code for finding in error.findings]
    return []


def bands(*ends: tuple[str, str]) -> str:
    """Return the form with these bands."""
    start, end = FORM.index("    band:\n"), FORM.index("flag:\n")
    lines = [
        f'      - {{id: "b{index}", from: {low}, to: {high}, text: {{sv: "a", en: "b"}}}}\n'
        for index, (low, high) in enumerate(ends)
    ]
    return FORM[:start] + "    band:\n" + "".join(lines) + FORM[end:]


@pytest.mark.parametrize(
    ("ends", "wrong"),
    [
        ([("0", "2")], []),
        ([("0", "0"), ("1", "1"), ("2", "2")], []),
        ([("1", "2"), ("0", "0")], []),
        ([("0", "0"), ("2", "2")], ["band-gap"]),
        ([("1", "2")], ["band-gap"]),
        ([("0", "1")], ["band-gap"]),
        ([("0", "3")], ["band-gap"]),
        ([("0", "1"), ("1", "2")], ["band-overlap"]),
        ([("0", "2"), ("1", "1")], ["band-overlap", "band-gap"]),
        ([("0", "0"), ("2", "1")], ["band-overlap", "band-gap", "band-gap"]),
    ],
)
def test_bands_tile_the_range(ends: list[tuple[str, str]], wrong: list[str]) -> None:
    assert sorted(codes(bands(*ends))) == sorted(wrong)


def test_a_half_point_leaves_no_gap_between_whole_bands() -> None:
    text = FORM.replace("itemWeight: 1", "itemWeight: 0.5").replace("range: [0, 2]", "range: [0, 1]")
    halves = text.replace("from: 0, to: 0", "from: 0, to: 0.5").replace("from: 1, to: 2", "from: 1, to: 1")

    assert codes(halves) == []
    assert codes(text.replace("from: 1, to: 2", "from: 1, to: 1")) == ["band-gap"]


def test_an_item_that_may_be_hidden_can_come_to_nothing() -> None:
    text = FORM.replace("itemWeight: 0,", "itemWeight: 1,").replace(
        'itemWeight: 1, display: {sv: "Ja"', 'itemWeight: 2, display: {sv: "Ja"'
    )
    always = (
        text.replace("range: [0, 2]", "range: [2, 4]")
        .replace("from: 0, to: 0", "from: 2, to: 3")
        .replace("from: 1, to: 2", "from: 4, to: 4")
    )
    hidden = broken(
        always,
        '    absent: ["declined", "unknown"]\n',
        '    absent: ["declined", "unknown"]\n    enableWhen: {question: "hurt", is: "yes"}\n',
    )
    not_applicable = broken(always, 'absent: ["declined", "unknown"]', 'absent: ["not-applicable"]')

    assert codes(always) == []
    assert codes(hidden) == ["range-not-points"]
    assert codes(not_applicable) == ["range-not-points"]


def test_several_answers_together_come_to_their_sum() -> None:
    text = broken(
        FORM,
        '    absent: ["declined", "unknown"]\n',
        '    absent: ["declined", "unknown"]\n    repeats: true\n',
    )
    three = text.replace(
        '      - {code: "yes", itemWeight: 1, display: {sv: "Ja", en: "Yes"}}\n',
        '      - {code: "yes", itemWeight: 1, display: {sv: "Ja", en: "Yes"}}\n'
        '      - {code: "too", itemWeight: 1, display: {sv: "Med", en: "Too"}}\n',
    )

    assert codes(three) == ["range-not-points"]
    assert codes(three.replace("range: [0, 2]", "range: [0, 3]").replace("to: 2", "to: 3")) == []


def test_a_score_may_have_no_bands() -> None:
    start, end = FORM.index("    band:\n"), FORM.index("flag:\n")

    assert codes(FORM[:start] + FORM[end:]) == []
