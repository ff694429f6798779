"""The start: the lock screen is painted soon, and with nothing loaded that it does not need."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.desk import Desk
from tests.gui.process.running import running
from tests.helpers.pace import GROSS, Pace
from tests.helpers.screen import recording
from tests.helpers.surroundings import CHECKOUT

STARTS = 10
START_SECONDS = 0.4
BACKGROUND = 0xF2F4F3
HEAVY = {
    "alembic",
    "argon2",
    "babel",
    "cryptography",
    "pikepdf",
    "pydantic",
    "pyhanko",
    "pypdfium2",
    "reportlab",
    "socket",
    "sqlalchemy",
    "sqlcipher3",
    "ssl",
    "yaml",
}

FIRST_PICTURE = """
import json, os, sys
from screening_app.__main__ import main
from PySide6.QtCore import QObject, QEvent
from PySide6.QtWidgets import QWidget

class Tell(QWidget):
    pass

import screening_app.gui.frame as frame
before = frame.Frame.paintEvent
def told(self, event):
    before(self, event)
    os.write(1, json.dumps([name for name in sys.modules if "." not in name]).encode())
    os._exit(0)
frame.Frame.paintEvent = told
main(["--vault", sys.argv[1], "--lang", "sv"])
"""


def test_lock_screen_is_painted_within_its_budget(
    desk: Desk, display: str, capsys: pytest.CaptureFixture[str]
) -> None:
    times, pace = list[float](), Pace()
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    with recording(display) as recorder:
        for _ in range(STARTS):
            begun = time.monotonic()
            command = [sys.executable, "-m", "screening_app", "--vault", str(desk.vault)]
            with subprocess.Popen(command, env=environment, cwd=CHECKOUT) as process:
                painted = None
                while painted is None and time.monotonic() < begun + 20:
                    time.sleep(0.01)
                    painted = recorder.first(lambda seen: seen.corner == BACKGROUND, after=begun)
                process.kill()
            assert painted is not None
            times.append(painted - begun)
            pace.take()
    slow = pace.slowness()
    with capsys.disabled():
        middle, least, most = (round(1000 * figure(times)) for figure in (statistics.median, min, max))
        print(f"start to painted lock screen: median {middle} ms, {least} to {most} ms, {STARTS} starts,")
        print(f"on a machine {slow:.1f} times as slow as an idle one")

    assert statistics.median(times) <= GROSS * START_SECONDS * slow


def test_nothing_heavy_is_loaded_before_the_first_picture(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE, str(desk.vault)], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.strip('[]"').split('", "'))

    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


def test_what_unlocking_needs_is_loaded_meanwhile(desk: Desk) -> None:
    with running(desk.vault) as application:
        application.unlock()
        modules = application.state()["modules"]

    assert {"sqlalchemy", "sqlcipher3", "argon2", "cryptography"} <= set(map(str, modules))  # type: ignore[call-overload]


def test_where_there_is_no_vault_it_begins_with_set_up(tmp_path: Path) -> None:
    with running(tmp_path / "vault") as application:
        for _ in range(200):
            page = application.state()["page"]
            if page != "lock-screen":
                break
            time.sleep(0.02)
        state = application.state()

    assert state["page"] != "lock-screen"
    assert "Unlock" not in " ".join(map(str, state["texts"]))  # type: ignore[call-overload]
    assert not (tmp_path / "vault").exists()


def test_a_damaged_vault_leads_to_its_sentence_and_never_to_set_up(desk: Desk) -> None:
    for name in ("vault.json", "vault.json.copy"):
        (desk.vault / name).write_bytes(b"damaged")
    with running(desk.vault) as application:
        application.order("unlock", login="anna", passphrase="whatever it was")
        application.wait("typed")
        words = ""
        for _ in range(200):
            words = " ".join(map(str, application.state()["texts"]))  # type: ignore[call-overload]
            if "damaged" in words:
                break
            time.sleep(0.02)

    assert "header and its copy are both damaged" in words


def test_without_a_display_it_says_what_to_run_instead(desk: Desk) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    done = subprocess.run(
        [sys.executable, "-m", "screening_app", "--lang", "en"],
        env=bare,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "screening-app demo" in done.stderr
