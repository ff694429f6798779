"""Vignette files as models: answers of every kind, and what is expected of them (FORMS 5)."""

from decimal import Decimal
from pathlib import Path

import pytest

from screening_app.domain.answers import AbsentReason
from screening_app.domain.ids import StepId
from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.loader import load_vignettes
from screening_app.questionnaire.vignette import FormVignettes, PathwayVignettes, StatedAbsence
from tests.questionnaire.examples import PATHWAY_VIGNETTES, VIGNETTES, broken


def written(folder: Path, text: str) -> Path:
    """Write a vignette file and return its path."""
    path = folder / "a.vignettes.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_form_vignettes_hold_answers_and_what_is_expected(tmp_path: Path) -> None:
    vignettes = load_vignettes(written(tmp_path, VIGNETTES))

    assert isinstance(vignettes, FormVignettes)
    _, one, gap, child = vignettes.vignette
    assert one.answers == {"hurt": "yes", "afraid": "no", "when": ("now",)}
    assert gap.answers["hurt"] == StatedAbsence(absent=AbsentReason.DECLINED)
    assert gap.expect.score["total"].highest == Decimal(1)
    assert child.answers["child"] == ({"child-lives": "here"}, {})
    assert child.expect.flag == ("child-here",)


def test_pathway_vignettes_hold_answers_by_step(tmp_path: Path) -> None:
    vignettes = load_vignettes(written(tmp_path, PATHWAY_VIGNETTES))

    assert isinstance(vignettes, PathwayVignettes)
    no, yes, _refused = vignettes.vignette
    assert (no.age, yes.age) == (None, 40)
    assert yes.answers[StepId("one")] == {"hurt": "yes", "afraid": "no", "minutes": 5}
    assert yes.expect.closing.need[0].names == ("A",)
    assert no.expect.flag is None


def test_values_keep_their_kind(tmp_path: Path) -> None:
    text = broken(
        VIGNETTES, 'answers: {hurt: "no", afraid: "no"}\n', 'answers: {a: 1, b: true, c: 2.5, d: "1"}\n'
    )
    vignettes = load_vignettes(written(tmp_path, text))

    assert isinstance(vignettes, FormVignettes)
    answers = vignettes.vignette[0].answers
    assert [type(answers[name]) for name in "abcd"] == [int, bool, Decimal, str]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (VIGNETTES, '{absent: "declined"}', '{absent: "shy"}'),
        (VIGNETTES, 'flag: ["child-here"]', 'flags: ["child-here"]'),
        (PATHWAY_VIGNETTES, 'outcome: "no", ', ""),
    ],
)
def test_a_vignette_that_says_something_else_is_refused(
    tmp_path: Path, text: str, old: str, new: str
) -> None:
    with pytest.raises(FormError) as caught:
        load_vignettes(written(tmp_path, broken(text, old, new)))

    assert caught.value.finding.line > 1
