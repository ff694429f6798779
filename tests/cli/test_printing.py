"""A result that cannot be written is one sentence, also where Python would complain by itself."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.surroundings import CHECKOUT

LIST = f"exec {sys.executable} -m screening_app --lang en forms list"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("option", ["", " --json"])
def test_a_full_disk_under_the_result_is_said(option: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{LIST}{option} > /dev/full"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr


def test_a_reader_that_had_enough_is_no_failure_to_speak_of() -> None:
    done = subprocess.run(
        ["sh", "-c", f"({LIST}) | true"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""


@pytest.mark.parametrize("after_ms", [40, 80, 120, 160, 220, 300])
def test_an_interrupt_while_it_is_loaded_shows_no_traceback_of_ours(tmp_path: Path, after_ms: int) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "screening_app", "--vault", str(tmp_path), "vault", "verify"],
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after_ms / 1000)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)

    assert "screening_app" not in told or "Traceback" not in told
