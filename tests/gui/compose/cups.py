"""A real CUPS with one queue, for a test session; root only."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.surroundings import REAL_ENVIRONMENT

QUEUE = "TESTQ"
SPOOL = Path("/var/spool/cups")
CUPSD = Path("/usr/sbin/cupsd")
MODEL = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
_CONFIG = Path("/etc/cups/cupsd.conf")


@dataclass(frozen=True, slots=True)
class Job:
    """A job in the spool.

    Attributes:
        title: What the print system shows of it.
        control: Everything the print system keeps about it.
        content: The document as it was handed over.
    """

    title: str
    control: bytes
    content: bytes


class Cups:
    """The print system."""

    def __init__(self) -> None:
        self._before = self._numbers()

    def new_job(self, seconds: float = 15) -> Job:
        """Return the first job since this object was made, once it is whole.

        Raises:
            TimeoutError: If none comes.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for number in sorted(self._numbers() - self._before):
                content = SPOOL / f"d{number:05}-001"
                title = self._title(number)
                if title and content.exists() and content.read_bytes().rstrip().endswith(b"%%EOF"):
                    control = (SPOOL / f"c{number:05}").read_bytes()
                    return Job(title, control, content.read_bytes())
            time.sleep(0.1)
        raise TimeoutError

    def _numbers(self) -> set[int]:
        # A control file that is being written has ".N" at its end.
        return {int(path.name[1:]) for path in SPOOL.glob("c[0-9]*") if path.name[1:].isdecimal()}

    def _title(self, number: int) -> str:
        """Return the job's name from its control file (an IPP message: tag, name, length, value)."""
        control = (SPOOL / f"c{number:05}").read_bytes()
        _, found, rest = control.partition(b"\x42\x00\x08job-name")
        return rest[2 : 2 + int.from_bytes(rest[:2], "big")].decode() if found else ""


@contextmanager
def cups(folder: Path) -> Iterator[None]:
    """Run the print system with a queue that stops before printing; skip where that is not possible."""
    if os.geteuid() != 0:
        pytest.skip("a print system of our own needs root")
    if not CUPSD.exists() or shutil.which("lpadmin") is None or not Path(MODEL).exists():
        pytest.skip("needs cups, cups-client and printer-driver-cups-pdf")
    if _is_running():
        pytest.skip("a print system runs already, and its queues are somebody's")
    config = folder / "cupsd.conf"
    # What is kept about a job is written at once, not within half a minute.
    config.write_text(_CONFIG.read_text() + "\nDirtyCleanInterval 0\n")
    config.chmod(0o644)
    with subprocess.Popen([str(CUPSD), "-f", "-c", str(config)], env=REAL_ENVIRONMENT) as ours:
        try:
            _wait_until_running()
            _run("lpadmin", "-p", QUEUE, "-v", "cups-pdf:/", "-P", MODEL).check_returncode()
            # Jobs are taken and kept, so that the spool can be read at leisure.
            _run("cupsaccept", QUEUE).check_returncode()
            _run("cupsdisable", QUEUE).check_returncode()
            yield
        finally:
            _run("cancel", "-a", "-x", QUEUE)
            _run("lpadmin", "-x", QUEUE)
            ours.terminate()


def _is_running() -> bool:
    return _run("lpstat", "-r").stdout.strip() == "scheduler is running"


def _wait_until_running() -> None:
    for _ in range(100):
        if _is_running():
            return
        time.sleep(0.1)
    pytest.fail("the print system does not start")


def _run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, env=REAL_ENVIRONMENT | {"LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
