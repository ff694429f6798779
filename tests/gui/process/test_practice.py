"""Practice is a process of its own: it knows of no vault, writes nothing, and ends at the lock screen."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.desk import Desk
from tests.gui.process.running import Running, running
from tests.helpers.surroundings import CHECKOUT

PATIENCE = 20.0

WALKED = """
import json, os, sys
from screening_app.__main__ import harden
harden()
written = []
def note(event, arguments):
    flags = arguments[2] if event == "open" else None
    if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.append(str(arguments[0]))
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from screening_app.domain.person import CaseKind
from screening_app.gui import practice as product
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.people import NewPerson

begin = product.Practice.begin
def led(shown):
    sys.addaudithook(note)
    begin(shown)
    QTimer.singleShot(200, lambda: walk(shown))

def walk(shown):
    QTest.keyClick(shown.frame, Qt.Key.Key_1)
    shell = shown.desk.shell
    session = shell.session
    pathway = pathways_allowed(session)[0].canonical
    new = NewPerson(kind=CaseKind.IDENTIFIED, name="Testperson Ek")
    shell.conversation(begin_with_new(session, new, pathway).screening.id)
    for go in (shell.people, shell.emergency, shell.upkeep, shell.home):
        go()
        QApplication.processEvents()
    opened = [os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd")[:-1]]
    facts = {"written": written, "opened": opened, "page": shown.frame.page().objectName()}
    sys.stdout.write(json.dumps(facts))
    sys.stdout.flush()
    QTest.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

product.Practice.begin = led
sys.exit(product.run_practice(["se", "en", "system", "1.0"]))
"""


def tree(folder: Path) -> dict[str, int]:
    """Return every file below a folder with its size."""
    return {str(path): path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_practice_from_the_choice_to_the_key_that_locks_writes_no_file(tmp_path: Path) -> None:
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    home.mkdir()
    scratch.mkdir()
    mine = {"HOME": str(home), "TMPDIR": str(scratch), "PYTHONPATH": str(CHECKOUT)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-B", "-c", WALKED],
        env=kept | mine | {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"},
        cwd=scratch,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert facts["page"] == "shell"
    assert facts["written"] == []
    assert not [name for name in facts["opened"] if name.endswith((".db", "-wal", "-journal", ".lock"))]
    assert [name for name in tree(tmp_path) if "fontconfig" not in name] == []


def files_of(process: int) -> Iterator[str]:
    """Yield what a process holds open; what it closes meanwhile is left out."""
    for one in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):
            yield str(one.readlink())


def practice_of(application: Running) -> int:
    """Return the process of the practice window, once it runs."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if b"practice-window" in words and int(parent) == application.pid:
                return int(entry.name)
        time.sleep(0.02)
    raise AssertionError("no practice window")


def wait_for(application: Running, words: str) -> str:
    """Return what the window says, once these words are among it."""
    end, said = time.monotonic() + PATIENCE, ""
    while time.monotonic() < end:
        said = " ".join(map(str, application.state()["texts"]))  # type: ignore[call-overload]
        if words in said:
            return said
        time.sleep(0.05)
    return said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_practice_begun_at_the_lock_screen_is_told_of_no_vault_and_holds_no_file_of_it(desk: Desk) -> None:
    with running(desk.vault) as application:
        application.order("press", name="practise")
        application.wait("pressed")
        child = practice_of(application)
        try:
            words = Path(f"/proc/{child}/cmdline").read_bytes()
            opened = list(files_of(child))
        except PermissionError:
            os.kill(child, signal.SIGTERM)
            pytest.skip("what another process holds open is not to be seen here")
        application.unlock()
        os.kill(child, signal.SIGTERM)

    assert str(desk.vault).encode() not in words
    assert not [name for name in opened if name.startswith(str(desk.vault))]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_practice_window_that_breaks_off_is_told_at_the_lock_screen(desk: Desk) -> None:
    with running(desk.vault) as application:
        application.order("press", name="practise")
        application.wait("pressed")
        os.kill(practice_of(application), signal.SIGTERM)
        said = wait_for(application, "practice window could not be shown")
        page = application.state()["page"]

    assert "The practice window could not be shown" in said
    assert page == "lock-screen"


def test_the_command_without_a_screen_is_one_sentence(desk: Desk) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    done = subprocess.run(
        [sys.executable, "-m", "screening_app", "--lang", "en", "practice"],
        env=bare,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("The practice window could not be shown")
    assert len(done.stderr.strip().splitlines()) == 1
