"""Every conversation of the vignettes that comes to an end, by keys pressed from outside on an X server."""

import json
import os
import subprocess
import sys

import pytest

from tests.gui.conversation.walking import told
from tests.helpers.screen import HAS_XVFB, NO_XVFB, screen
from tests.helpers.surroundings import CHECKOUT
from tests.slow.keyboard import HAS_XTEST, NO_XTEST

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not HAS_XVFB, reason=NO_XVFB),
    pytest.mark.skipif(not HAS_XTEST, reason=NO_XTEST),
]
_PATIENCE_S = 1_800


def test_every_outcome_is_reached_with_real_keys() -> None:
    every = {str(one): one for one in told()}
    with screen() as display:
        done = subprocess.run(
            [sys.executable, "-m", "tests.slow.walk_on_screen", *every],
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
    walks = [json.loads(line) for line in done.stdout.splitlines()]
    for walk in walks:
        print(f"{walk['walk']}: {walk['outcome']}, {walk['keys']} keys, {walk['enter']} Enter")
    assert done.returncode == 0, done.stderr[-2_000:]
    assert {walk["walk"]: walk["outcome"] for walk in walks} == {
        name: one.outcome for name, one in every.items()
    }
    assert all(walk["status"] == "completed" for walk in walks)
