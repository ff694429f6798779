"""A machine with nothing but Python and make runs and checks the application with two commands."""

import os
import shutil
import subprocess

import pytest

from tests.helpers.surroundings import CHECKOUT, REAL_ENVIRONMENT

LONGEST_S = 3600


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("debootstrap"), reason="needs root and debootstrap")
@pytest.mark.skipif(
    not (CHECKOUT / ".git").exists(), reason="needs a git checkout to take the last commit from"
)
def test_two_commands_are_enough_on_a_bare_debian() -> None:
    script = str(CHECKOUT / "tests" / "slow" / "bare_debian.sh")
    done = subprocess.run(
        [script], env=REAL_ENVIRONMENT, capture_output=True, text=True, check=False, timeout=LONGEST_S
    )

    assert done.returncode == 0, (done.stdout + done.stderr)[-10_000:]
    assert done.stdout.rstrip().splitlines()[-1].startswith("== done")
