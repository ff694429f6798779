"""Where there is no network at all, everything works: nothing of ours waits for one (promise 10)."""

import functools
import shutil
import subprocess
import sys

import pytest

from tests.helpers.screen import HAS_XVFB, NO_XVFB
from tests.helpers.surroundings import CHECKOUT

ALONE = ("unshare", "--map-root-user", "--net")
WHAT_IS_THERE = "print(*(line.split(':')[0].strip() for line in list(open('/proc/net/dev'))[2:]))"
REACH_OUT = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
SUITE = (
    "tests/e2e/test_tampering.py::test_a_cut_tail_is_found_against_the_paper",
    "tests/cli/test_vault_keys.py::test_backup_and_two_sheets_are_enough_on_another_machine",
    "tests/cli/test_vault_backup.py::test_a_backup_is_proven_and_the_vault_remembers_when",
)
WINDOW = "tests/gui/process/test_lock.py::test_every_reason_ends_at_the_lock_screen_of_the_same_process[key]"


@functools.cache
def is_possible() -> bool:
    """Tell whether this account may make a network of its own."""
    if shutil.which("unshare") is None:
        return False
    return alone("-c", "pass").returncode == 0


def alone(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python where there is no interface but a loopback that is down."""
    return subprocess.run(
        [*ALONE, sys.executable, *words],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(autouse=True)
def _needs_a_network_of_its_own() -> None:
    if not is_possible():
        pytest.skip("this account may not make a network of its own (unshare)")


def hold_there(*tests: str) -> None:
    """Run tests there, and hold that all pass and none is skipped."""
    done = alone("-m", "pytest", "-p", "no:cacheprovider", *tests)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert f"{len(tests)} passed" in done.stdout, done.stdout


def test_there_is_nothing_to_reach() -> None:
    assert alone("-c", WHAT_IS_THERE).stdout.split() == ["lo"]
    assert "unreachable" in alone("-c", REACH_OUT).stderr


def test_a_whole_conversation_its_paper_keys_and_backups_need_no_network() -> None:
    hold_there(*SUITE)


@pytest.mark.skipif(not HAS_XVFB, reason=NO_XVFB)
def test_the_window_needs_no_network() -> None:
    hold_there(WINDOW)
