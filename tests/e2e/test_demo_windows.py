"""The demo drives the real windows, off the screen, and keeps their pictures."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from tests.helpers.surroundings import CHECKOUT

PAGES = (
    *("lock", "numbers", "unlock", "today", "appearance"),
    *("routine", "contacts", "duties", "upkeep", "key-file", "users", "sheets", "backups"),
    *("start", "prepare", "gate", "inform", "question"),
    *(
        "draft",
        "emergency",
        "group",
        "closing",
        "outcome",
        "people",
        "person",
        "contact",
        "compose",
        "preview",
        "journal",
        "hand-over-ask",
        "hand-over",
        "neutral",
    ),
    "locked",
)
CHUNKS = {b"IHDR", b"sRGB", b"pHYs", b"IDAT", b"IEND"}
"""What a picture may hold: no text beside the pixels."""


class Made(NamedTuple):
    """A demo, and how it went."""

    folder: Path
    said: subprocess.CompletedProcess[str]

    def picture(self, page: str) -> Path:
        """Return the picture of a page."""
        (found,) = (self.folder / "pictures").glob(f"*-{page}.png")
        return found


def make(folder: Path, **more: str) -> Made:
    """Make a demo in a process of its own, on a machine without a display."""
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    command = [sys.executable, "-m", "screening_app", "demo", "--lang", "sv", "--json", "--out", str(folder)]
    environment = bare | {"PYTHONPATH": str(CHECKOUT), "HOME": str(folder.parent)} | more
    said = subprocess.run(
        command, cwd=folder.parent, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    return Made(folder, said)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return one whole demo."""
    return make(tmp_path_factory.mktemp("demo") / "demo")


def chunks(picture: Path) -> set[bytes]:
    """Return the kinds of chunk in a PNG file."""
    data, at, found = picture.read_bytes(), 8, set[bytes]()
    while at < len(data):
        found.add(data[at + 4 : at + 8])
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return found


def test_every_main_page_is_shown_from_the_lock_screen_to_the_lock(made: Made) -> None:
    assert made.said.returncode == 0, made.said.stderr
    pictures = json.loads(made.said.stdout)["pictures"]

    assert [Path(name).stem.split("-", 1)[1] for name in pictures] == list(PAGES)
    assert sorted(path.name for path in (made.folder / "pictures").iterdir()) == [
        Path(name).name for name in pictures
    ]


def test_no_picture_is_blank_and_no_two_show_the_same(made: Made) -> None:
    pictures = [Image.open(path).convert("RGB") for path in sorted((made.folder / "pictures").iterdir())]

    assert {picture.size for picture in pictures} == {(1280, 720)}
    assert min(len(picture.getcolors(1 << 20) or ()) for picture in pictures) > 50
    assert len({picture.tobytes() for picture in pictures}) == len(PAGES)


def test_no_picture_holds_anything_but_what_is_seen(made: Made) -> None:
    assert {kind for path in (made.folder / "pictures").iterdir() for kind in chunks(path)} <= CHUNKS


def test_the_lock_at_the_end_leaves_a_whole_vault_and_no_settings(made: Made) -> None:
    facts = json.loads(made.said.stdout)
    command = [sys.executable, "-m", "screening_app", "audit", "verify", "--head", facts["head"]]
    opening = ["--user", "anna", "--vault", str(made.folder / "vault")]
    key = ["--passphrase-file", str(made.folder / "passphrase.txt")]

    sound = subprocess.run([*command, *opening, *key], cwd=CHECKOUT, capture_output=True, check=False)

    assert sound.returncode == 0, sound.stderr
    assert not (made.folder / "vault" / "no-settings").exists()


def test_without_the_libraries_of_windows_it_says_so_and_makes_the_rest(tmp_path: Path) -> None:
    broken = tmp_path / "without" / "PySide6"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('libEGL.so.1')", encoding="utf-8")

    made = make(tmp_path / "demo", PYTHONPATH=os.pathsep.join([str(broken.parent), str(CHECKOUT)]))

    assert made.said.returncode == 0
    assert len(made.said.stderr.splitlines()) == 1
    assert "fönst" in made.said.stderr
    facts = json.loads(made.said.stdout)
    assert facts["pictures"] == []
    assert [Path(name).suffix for name in facts["files"]] == [".pdf", ".pdf"]


def test_windows_that_stop_half_way_fail_the_demo_with_the_place_in_the_code(tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    # Imported by every Python at its start: the page of a person then cannot be made.
    (planted / "sitecustomize.py").write_text(
        "import sys\nsys.modules['screening_app.gui.views.person'] = None\n", encoding="utf-8"
    )

    made = make(tmp_path / "demo", PYTHONPATH=os.pathsep.join([str(planted), str(CHECKOUT)]))

    assert made.said.returncode == 1
    assert len(made.said.stderr.splitlines()) == 1
    assert "ModuleNotFoundError, pages.py:" in made.said.stderr
    assert made.said.stdout == ""
    assert (made.folder / "passphrase.txt").read_text("utf-8").strip() not in made.said.stderr
