"""``seed`` makes a new vault by command, tells how far it is, and refuses what cannot be."""

import json
from pathlib import Path

import pytest

from screening_app.cli.main import run_command
from tests.e2e.desk import PASSPHRASE


def seed(folder: Path, *words: str) -> int:
    """Run the command."""
    (folder / "key").write_text(PASSPHRASE, encoding="utf-8")
    options = ["--vault", str(folder / "vault"), "--user", "eva", "--passphrase-file", str(folder / "key")]
    return run_command(["seed", *words, *options, "--lang", "en"])


def test_a_vault_is_seeded_and_never_seeded_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seed(tmp_path, "--people", "5", "--conversations", "4") == 0
    out = capsys.readouterr().out
    assert "9 of 9" in out
    assert "made-up people" in out

    assert seed(tmp_path, "--people", "5") == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_people_alone_and_for_scripts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seed(tmp_path, "--people", "5", "--json") == 0

    assert json.loads(capsys.readouterr().out) == {"people": 5, "conversations": 0, "seed": 1}


@pytest.mark.parametrize("words", [("--people", "-1"), ("--people", "0", "--conversations", "3")])
def test_what_cannot_be_is_refused_before_anything_is_made(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert seed(tmp_path, *words) == 1

    assert "Nothing was made" in capsys.readouterr().err
    assert not (tmp_path / "vault").exists()
