"""A demo can be repeated, and takes nothing away that no demo made."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from screening_app.cli.main import run_command
from tests.helpers.surroundings import CHECKOUT

MARKER = "demo.json"


def demo(folder: Path) -> int:
    return run_command(["demo", "--out", str(folder), "--lang", "en"])


def interrupted(folder: Path) -> None:
    """Begin a demo and kill it while its vault is being made."""
    command = [sys.executable, "-m", "screening_app", "demo", "--out", str(folder)]
    running = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1000):
        if (folder / "vault").exists() or running.poll() is not None:
            break
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unlocking(folder: Path) -> bytes:
    """Return the picture of the lock screen with the passphrase typed in."""
    return (folder / "pictures" / "03-unlock.png").read_bytes()


def test_a_demo_is_replaced_by_the_next_after_an_interrupted_one_and_through_a_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, link = tmp_path / "demo", tmp_path / "link"
    interrupted(folder)
    assert not any(folder.glob("*.pdf"))
    assert (folder / "vault").exists()
    assert demo(folder) == 0
    first = json.loads((folder / MARKER).read_bytes())
    passphrase, typed = (folder / "passphrase.txt").read_bytes(), unlocking(folder)
    link.symlink_to(folder)

    assert demo(link) == 0

    second = json.loads((folder / MARKER).read_bytes())
    assert first["head"] != second["head"]
    assert (folder / "passphrase.txt").read_bytes() != passphrase
    assert unlocking(folder) == typed  # so no picture tells the passphrase
    made = {path.name for path in folder.iterdir()}
    assert made == {MARKER, *second["makes"]}
    assert len(made) == 6
    pictures = sorted((folder / "pictures").iterdir())
    assert [str(link / "pictures" / path.name) for path in pictures] == second["pictures"]
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "marker",
    [
        "{}",
        "{",
        "[" * 100_000,
        '{"madeBy": "somebody", "makes": ["diary.pdf"]}',
        '{"madeBy": "screening-app demo", "makes": ["diary.txt", "../x", 5]}',
        '{"madeBy": "screening-app demo", "makes": ["pictures/diary.txt", "pictures/../diary.txt"]}',
        '{"head": "1 · 0123456789abcdef", "outcomes": [], "files": []}',
    ],
)
def test_a_folder_with_a_marker_of_somebody_elses_is_left_alone(
    tmp_path: Path, marker: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / MARKER).write_text(marker, encoding="utf-8")
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    before = everything(tmp_path)

    assert demo(tmp_path) == 1

    assert everything(tmp_path) == before
    assert "holds something else" in capsys.readouterr().err


def test_a_foreign_marker_alone_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text("{}", encoding="utf-8")

    assert demo(tmp_path) == 1
    assert (tmp_path / MARKER).read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize(
    "place",
    [
        "diary.txt",
        "diary.pdf",
        "vault/diary.txt",
        "vault/deep/vault.json",
        "pictures/holiday.png",
        "pictures/01-lock.txt",
        "pictures/01-lock.png/mine.png",
    ],
)
def test_what_came_into_a_demo_later_is_left_alone_with_all_the_rest(tmp_path: Path, place: str) -> None:
    makes = ["vault", "passphrase.txt", "pictures", "Dokument 1.pdf"]
    marker = {"madeBy": "screening-app demo", "makes": makes}
    (tmp_path / MARKER).write_text(json.dumps(marker), encoding="utf-8")
    (tmp_path / "Dokument 1.pdf").write_bytes(b"made")
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("mine", encoding="utf-8")
    before = everything(tmp_path)

    assert demo(tmp_path) == 1

    assert everything(tmp_path) == before


@pytest.mark.parametrize(("name", "inside"), [("vault", "vault.json"), ("pictures", "01-lock.png")])
def test_a_link_to_a_folder_of_somebody_elses_is_not_followed(tmp_path: Path, name: str, inside: str) -> None:
    other = tmp_path / "real"
    other.mkdir()
    (other / inside).write_text("mine", encoding="utf-8")
    folder = tmp_path / "demo"
    folder.mkdir()
    marker = {"madeBy": "screening-app demo", "makes": [name]}
    (folder / MARKER).write_text(json.dumps(marker), encoding="utf-8")
    (folder / name).symlink_to(other)

    assert demo(folder) == 1

    assert (other / inside).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_place_that_is_no_folder_is_one_sentence(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert demo(tmp_path / name) == 1
    assert capsys.readouterr().err.count(os.linesep) == 1
