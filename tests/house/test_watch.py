"""What ``tests/conftest.py`` promises of every test fails when it is broken."""

import re
import subprocess
import sys

import pytest

from tests.helpers.canaries import CANARIES
from tests.helpers.surroundings import CHECKOUT

PLANTED = f"""
import logging, socket, warnings
from pathlib import Path
import pytest

log = logging.getLogger("screening_app.planted")

def test_harmless(tmp_path):
    log.info("saved", extra={{"code": "a/b"}})
    assert Path.home() == tmp_path / "home"

@pytest.mark.expects_log
def test_announced():
    log.warning("meant")

def test_warns_in_the_log():
    log.warning("unexpected")

def test_others_warn_in_the_log():
    logging.getLogger("library").error("unexpected")

def test_says_it_in_the_message():
    log.debug("%s", {CANARIES[0]!r})

def test_says_it_in_an_extra():
    log.info("saved", extra={{"body": [{CANARIES[1]!r}]}})

def test_says_it_in_an_exception():
    try:
        raise ValueError({CANARIES[2]!r})
    except ValueError:
        log.info("failed", exc_info=True)

def test_says_its_own_canary(canaries):
    canaries.append("hemligt")
    log.info("hemligt")

def test_connects():
    socket.create_connection(("127.0.0.1", 9))

def test_python_warns():
    warnings.warn("unexpected")

def test_qt_warns(qapp):
    from PySide6.QtCore import qWarning
    qWarning(b"unexpected")
"""

SOUND = {"test_harmless", "test_announced"}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run the planted tests under our conftest and return what became of each."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "test_planted.py").write_text(PLANTED, "utf-8")
    (folder / "conftest.py").write_text("from tests.conftest import *\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(CHECKOUT / "pyproject.toml"),
        "--rootdir",
        str(folder),
    ]
    command += ["-rA", "--tb=no", "-p", "no:cacheprovider", str(folder)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    lines = re.findall(r"^(PASSED|FAILED|ERROR) \S*::(\w+)", done.stdout, re.MULTILINE)
    # A test whose teardown fails is listed twice: PASSED, and then ERROR.
    return {name: outcome for outcome, name in sorted(lines, reverse=True)}


def planted() -> list[str]:
    """Return the names of the planted tests."""
    return re.findall(r"^def (test_\w+)", PLANTED, re.MULTILINE)


@pytest.mark.parametrize("name", planted())
def test_only_the_sound_pass(name: str, outcomes: dict[str, str]) -> None:
    assert (outcomes[name] == "PASSED") == (name in SOUND), outcomes
