"""A vignette that comes out otherwise is told in words, with ids and values."""

from pathlib import Path

import pytest

from screening_app.questionnaire.errors import Finding
from screening_app.services.forms_check import check_forms
from screening_app.services.vignette_words import differing_in_words
from tests.helpers.fakes import FakeClock
from tests.questionnaire.examples import PATHWAY_VIGNETTES, VIGNETTES, broken, write

CASES = "core/small.vignettes.yaml"
ROUTES = "xx/pathway-small.vignettes.yaml"


def finding(root: Path) -> Finding:
    """Return the one thing that the check finds."""
    (found,) = check_forms([root], FakeClock()).findings
    assert found.code == "vignette-differs"
    return found


def test_a_score_is_told_with_its_points_and_the_questions_that_gave_them(tmp_path: Path) -> None:
    wrong = broken(VIGNETTES, "lowest: 0, highest: 1", "lowest: 1, highest: 2")

    said = finding(write(tmp_path, {CASES: wrong})).message

    assert said == (
        "The vignette expects total: 1 to 2 points, incomplete. "
        "The answers give total: 0 to 1 points, incomplete (hurt 0–1, afraid 0)."
    )


def test_a_flag_is_told_by_its_id(tmp_path: Path) -> None:
    wrong = broken(VIGNETTES, 'child: [{child-lives: "here"}, {}]', 'child: [{child-lives: "there"}, {}]')

    said = finding(write(tmp_path, {CASES: wrong})).message

    assert said == "The vignette expects flags: child-here. The answers give flags: none."


def test_a_conversation_is_told_by_what_differs_alone(tmp_path: Path) -> None:
    wrong = broken(PATHWAY_VIGNETTES, 'step: ["one", "two", "paper"]', 'step: ["one", "paper"]')
    wrong = broken(wrong, "close: false", "close: true")

    said = finding(write(tmp_path, {ROUTES: wrong})).message

    assert said == (
        "The vignette expects steps that can be reached: none; can be closed: yes. "
        "The answers give steps that can be reached: two; can be closed: no."
    )


def test_what_is_needed_before_closing_is_told_with_its_names(tmp_path: Path) -> None:
    wrong = broken(PATHWAY_VIGNETTES, 'names: ["A"]', 'names: ["B"]')

    said = finding(write(tmp_path, {ROUTES: wrong})).message

    assert "needed before closing: decided (B)" in said
    assert "needed before closing: decided (A)" in said


def test_answers_that_the_form_refuses_are_told(tmp_path: Path) -> None:
    wrong = broken(VIGNETTES, 'when: ["now"]', 'when: ["now", "never"]')

    said = finding(write(tmp_path, {CASES: wrong})).message

    assert said.startswith("The vignette expects answers that the form takes. The answers give ")
    assert "when" in said


@pytest.mark.parametrize(
    ("expected", "found", "words"),
    [
        ({"outcome": None}, {"outcome": "yes"}, ("outcome: none", "outcome: yes")),
        (
            {"step": ["a", "b"]},
            {"step": ["b", "a"]},
            ("steps that can be reached: a, b", "steps that can be reached: b, a"),
        ),
        ({"score": {"one/total": None}}, {"score": {}}, None),
        ({"notice": {}}, {"notice": {"new": ["a", "b"]}}, ("notices: none", "notices: new (a, b)")),
    ],
)
def test_each_kind_is_told(
    expected: dict[str, object], found: dict[str, object], words: tuple[str, str] | None
) -> None:
    assert differing_in_words(expected, found) == (words or ("", ""))


def test_nothing_is_told_where_nothing_differs() -> None:
    assert differing_in_words({"close": True}, {"close": True}) is None
