"""What is released may be used for a person: nothing is written before the checks have passed."""

from pathlib import Path

import pytest

from tests.cli.test_forms import forms
from tests.questionnaire.examples import FORM, PATHWAY, VIGNETTES, broken, write

SMALL = "core/small.yaml"
IMPORTED = """\
imported:
  format: "fhir-r4"
  file: "form.json"
  sha256: "{digest}"
  notEvaluated: []
""".format(digest="0" * 64)


def refused(folder: Path, changed: dict[str, str], *names: str) -> None:
    """Release from a folder with these files, and expect that nothing is written."""
    root = write(folder, changed)
    before = sorted(root.rglob("*"))

    assert forms("release", *(root / name for name in names)) == 1
    assert sorted(root.rglob("*")) == before


def test_a_draft_is_not_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(tmp_path, {SMALL: broken(FORM, '"active"', '"draft"')}, SMALL)

    assert "small.yaml is not released, and nothing was written. It is a draft." in capsys.readouterr().err


def test_a_retired_form_is_not_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(tmp_path, {SMALL: broken(FORM, '"active"', '"retired"')}, SMALL)

    assert "It is retired." in capsys.readouterr().err


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_an_import_that_nobody_reviewed_is_not_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], status: str
) -> None:
    form = broken(FORM, '"active"', f'"{status}"') + IMPORTED
    refused(tmp_path, {SMALL: form}, SMALL)

    assert 'write under `imported`: reviewed: {by: "Name", date: "YYYY-MM-DD"}' in capsys.readouterr().err


def test_a_form_whose_vignettes_come_out_otherwise_is_not_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = broken(VIGNETTES, "lowest: 0, highest: 1", "lowest: 0, highest: 2")
    refused(tmp_path, {"core/small.vignettes.yaml": wrong}, SMALL)

    said = capsys.readouterr().err
    assert "Nothing is released" in said
    assert "vignette-differs" in said


def test_vignettes_of_another_version_prove_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = {SMALL: broken(FORM, '"1.0.0"', '"1.1.0"'), "released/core/small-1.0.0.yaml": FORM}
    refused(tmp_path, newer, SMALL)

    assert "vignettes-of-other-version" in capsys.readouterr().err


def test_one_that_may_not_be_released_keeps_all_others_back(tmp_path: Path) -> None:
    refused(tmp_path, {"xx/pathway-small.yaml": PATHWAY + "# x\n: "}, SMALL, "xx/pathway-small.yaml")


def test_a_pathway_whose_form_is_a_draft_is_not_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(tmp_path, {SMALL: broken(FORM, '"active"', '"draft"')}, "xx/pathway-small.yaml")

    assert "https://example.org/core/small|1.0.0 is not released" in capsys.readouterr().err


def test_a_pathway_whose_forms_vignettes_fail_is_not_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = broken(VIGNETTES, "lowest: 0, highest: 1", "lowest: 0, highest: 2")
    refused(tmp_path, {"core/small.vignettes.yaml": wrong}, "xx/pathway-small.yaml")

    assert "vignette-differs" in capsys.readouterr().err


def test_a_version_that_no_file_can_be_named_by_is_not_released(tmp_path: Path) -> None:
    name = {
        SMALL: broken(FORM, '"1.0.0"', '"../1"'),
        "core/small.vignettes.yaml": broken(VIGNETTES, "|1.0.0", "|../1"),
    }
    refused(tmp_path, name, SMALL)
