"""An empty path is a mistake, not the folder one happens to be in."""

from pathlib import Path

import pytest

from screening_app.cli.main import run_command


@pytest.mark.parametrize("option", ["--vault", "--data-dir", "--passphrase-file"])
@pytest.mark.parametrize("text", ["", " "])
def test_an_empty_path_is_refused_and_nothing_is_made(
    option: str,
    text: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run_command(["--lang", "en", "vault", "info", option, text]) == 2

    assert "cannot be empty" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_demo_needs_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert run_command(["demo", "--out", ""]) == 2
    assert list(tmp_path.iterdir()) == []
