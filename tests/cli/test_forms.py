"""Checking nothing is no success, and answers are read whole, once and within bounds."""

import json
from pathlib import Path

import pytest

from screening_app.cli.main import run_command
from tests.helpers.surroundings import CHECKOUT

HARK = CHECKOUT / "forms" / "instruments" / "hark.yaml"


def forms(*words: str | Path) -> int:
    return run_command(["forms", *map(str, words), "--lang", "en"])


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_folder_without_forms_was_not_checked(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert forms("check", tmp_path, *options) == 1
    assert "no form file" in capsys.readouterr().err


def test_one_file_is_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("check", HARK) == 0
    assert "1 file, 0 vignettes" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        '{"humiliated": "no", "humiliated": "yes"}',
        '{"a": {"b": 1, "b": 2}}',
        "[" * 100_000,
        "[]",
        "{",
        "\udcff",
    ],
)
def test_answers_that_are_not_plain_answers_are_refused(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answers.json").write_text(text, encoding="utf-8", errors="surrogateescape")

    assert forms("score", HARK, tmp_path / "answers.json") == 1
    assert "cannot be read as answers" in capsys.readouterr().err


def test_a_file_without_end_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert forms("score", HARK, "/dev/zero") == 1
    assert "no ordinary file" in capsys.readouterr().err


def test_more_answers_than_a_form_can_have_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "answers.json").write_bytes(b"{" + b" " * 2_000_001)

    assert forms("score", HARK, tmp_path / "answers.json") == 1
    assert "at most 2 MB" in capsys.readouterr().err


def test_answers_are_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "answers.json").write_text("{}", encoding="utf-8")

    assert forms("score", HARK, tmp_path / "answers.json", "--json") == 0
    assert json.loads(capsys.readouterr().out)


def test_a_score_is_told_in_words_of_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"humiliated": "yes", "afraid": "no", "forced-sex": {"absent": "declined"}, "hurt": "no"}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")

    assert forms("score", HARK, tmp_path / "answers.json") == 0
    english = capsys.readouterr().out
    assert run_command(["forms", "score", str(HARK), str(tmp_path / "answers.json"), "--lang", "sv"]) == 0
    swedish = capsys.readouterr().out

    assert "That holds whatever is missing." in english
    assert "Det gäller oavsett vad som saknas." in swedish
