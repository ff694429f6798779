"""A unit's own forms are checked with what ships, wherever they lie."""

import os
from pathlib import Path

import pytest

from tests.cli.test_forms import forms
from tests.questionnaire.examples import FORM, VIGNETTES, broken


def own(folder: Path, form: str = FORM, vignettes: str = VIGNETTES) -> Path:
    """Write a form of a unit's own with its vignettes, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.yaml").write_text(form, encoding="utf-8")
    (folder / "small.vignettes.yaml").write_text(vignettes, encoding="utf-8")
    return folder / "small.yaml"


def test_words_that_the_shipped_packs_bar_are_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    risky = broken(FORM, '{sv: "Inget angivet", en: "Nothing reported"}', '{sv: "Låg risk", en: "Low risk"}')
    form = own(tmp_path / "own", risky)

    assert forms("check", form.parent) == 1
    assert capsys.readouterr().err.count("[forbidden-term]") == 2
    assert forms("check", form) == 1
    assert "forbidden-term" in capsys.readouterr().err
    assert forms("release", form) == 1
    assert "forbidden-term" in capsys.readouterr().err


def test_only_the_units_files_are_counted_and_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forms("check", own(tmp_path / "own").parent) == 0
    assert "2 files, 4 vignettes" in capsys.readouterr().out


def test_an_own_file_for_a_form_that_ships_is_no_second_one_but_may_not_be_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stands_in = broken(FORM, "https://example.org/core/small", "https://samtalsstod.example/instruments/hark")
    vignettes = broken(
        VIGNETTES, "https://example.org/core/small", "https://samtalsstod.example/instruments/hark"
    )

    assert forms("check", own(tmp_path / "own", stands_in, vignettes).parent) == 1
    found = capsys.readouterr().err
    assert "own-differs" in found
    assert "same-canonical" not in found


def test_a_released_own_form_is_kept_beside_it(tmp_path: Path) -> None:
    form = own(tmp_path / "own")

    assert forms("release", form) == 0
    assert (tmp_path / "own/released/small-1.0.0.yaml").read_bytes() == form.read_bytes()
    assert forms("check", form.parent) == 0


def test_a_kept_copy_that_is_a_pipe_or_something_else_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = own(tmp_path / "own")
    kept = tmp_path / "own/released/small-1.0.0.yaml"
    kept.parent.mkdir()
    os.mkfifo(kept)

    assert forms("release", form) == 1
    kept.unlink()
    kept.write_bytes(b"\x00 nothing")
    capsys.readouterr()
    assert forms("release", form) == 1
    assert "damaged" in capsys.readouterr().err


def test_vignettes_are_run_although_another_file_has_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = broken(VIGNETTES, "lowest: 0, highest: 1", "lowest: 0, highest: 2")
    form = own(tmp_path / "own", vignettes=wrong)
    (form.parent / "more.yml").write_text("title: 1", encoding="utf-8")

    assert forms("check", form.parent) == 1
    said = capsys.readouterr().err
    assert "not-read" in said
    assert "vignette-differs" in said
