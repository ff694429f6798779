"""Versions of a form are compared in words, and what is released is kept."""

import json
from pathlib import Path

import pytest

from tests.cli.test_forms import forms
from tests.questionnaire.examples import FORM, PATHWAY, broken, write

NEWER = broken(FORM, 'version: "1.0.0"', 'version: "1.1.0"').replace("    required: true\n", "")


def pair(folder: Path, old: str, new: str) -> tuple[Path, Path]:
    """Write two versions."""
    (folder / "old.yaml").write_text(old, encoding="utf-8")
    (folder / "new.yaml").write_text(new, encoding="utf-8")
    return folder / "old.yaml", folder / "new.yaml"


def test_what_differs_is_said_with_what_it_means(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("diff", *pair(tmp_path, FORM, NEWER)) == 0

    said = capsys.readouterr().out
    assert "hurt: whether an answer is required was yes, and is no." in said
    assert "more to answer, or less, at: hurt." in said
    assert "are comparable." in said


def test_points_that_change_make_scores_incomparable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points = NEWER.replace("itemWeight: 1", "itemWeight: 2").replace("range: [0, 2]", "range: [0, 4]")
    points = points.replace("from: 1, to: 2", "from: 1, to: 4")

    assert forms("diff", *pair(tmp_path, FORM, points)) == 0
    assert "not comparable where they rest on: hurt, afraid, total." in capsys.readouterr().out


def test_other_words_are_no_reason_to_compare_before_a_person_has_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reworded = broken(FORM, "Second question", "No second question")

    assert forms("diff", *pair(tmp_path, FORM, reworded)) == 0

    said = capsys.readouterr().out
    assert "A person must judge whether it means the same at: afraid." in said
    assert "are comparable" not in said


def test_another_question_under_the_same_name_is_not_comparable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = broken(
        FORM, 'text: {sv: "Nummer", en: "Number"}', 'text: {sv: "Vem var där?", en: "Who was there?"}'
    )

    assert forms("diff", *pair(tmp_path, FORM, other)) == 0

    said = capsys.readouterr().out
    assert "Another thing stands under the same name at: phone." in said
    assert "are comparable" not in said


def test_a_correction_stays_comparable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("diff", *pair(tmp_path, FORM, broken(FORM, "Second question", "Second  question!"))) == 0

    said = capsys.readouterr().out
    assert "The words are the same: a correction." in said
    assert "are comparable." in said


def test_another_content_class_changes_the_papers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = broken(FORM, 'contentClass: "location"', 'contentClass: "ordinary"')

    assert forms("diff", *pair(tmp_path, FORM, other)) == 0

    said = capsys.readouterr().out
    assert "was “where someone is”, and is “other information”." in said
    assert "may stand on other papers than before at: child-lives." in said


def test_another_rule_of_scoring_is_not_comparable_although_every_id_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = broken(FORM, 'scoring: "own"', 'scoring: "sum-only"')

    assert forms("diff", *pair(tmp_path, FORM, other)) == 0
    assert "not comparable where they rest on: whose rule it counts by." in capsys.readouterr().out


def test_files_that_differ_in_what_nobody_reads_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forms("diff", *pair(tmp_path, FORM, FORM + "# a note\n")) == 0
    assert "Nothing that is asked, said or counted differs" in capsys.readouterr().out


def test_the_same_comes_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("diff", *pair(tmp_path, FORM, NEWER), "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert told["old"].endswith("|1.0.0")
    assert told["new"].endswith("|1.1.0")
    assert {(one["place"], one["aspect"]) for one in told["differences"]} == {
        ("", "version"),
        ("hurt", "required"),
    }
    assert told["differences"][1]["effects"] == ["asks"]


def test_nothing_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("diff", *pair(tmp_path, PATHWAY, PATHWAY)) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


def test_a_form_and_a_pathway_are_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("diff", *pair(tmp_path, FORM, PATHWAY)) == 1
    assert "Name two forms or two pathways" in capsys.readouterr().err


def test_a_form_with_a_mistake_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("diff", *pair(tmp_path, FORM, "url: [")) == 1
    assert "not-yaml" in capsys.readouterr().err


def test_a_release_keeps_a_copy_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path)
    small, route = root / "core/small.yaml", root / "xx/pathway-small.yaml"

    assert forms("release", small, route) == 0
    assert (root / "released/core/small-1.0.0.yaml").read_bytes() == small.read_bytes()
    assert (root / "released/xx/pathway-small-1.2.0.yaml").read_bytes() == route.read_bytes()
    assert forms("check", root) == 0
    capsys.readouterr()
    assert forms("release", small, route, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"kept": []}


def test_a_released_version_that_was_changed_is_not_released_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path)
    small = root / "core/small.yaml"
    assert forms("release", small) == 0
    kept = (root / "released/core/small-1.0.0.yaml").read_bytes()
    small.write_text(FORM + "# changed\n", encoding="utf-8")

    assert forms("release", small) == 1
    assert "changed-after-release" in capsys.readouterr().err
    assert (root / "released/core/small-1.0.0.yaml").read_bytes() == kept
