"""What people wait for at the screen: unlock, quick hide, the next question, lock; in a window under Xvfb."""

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.figures import MS, Figure, Scale, Watch, watch
from tests.e2e.desk import make_desk
from tests.helpers.screen import HAS_XVFB, NO_XVFB, Recorder, Seen, recording, screen
from tests.helpers.surroundings import CHECKOUT

_ROWS = {
    "unlock": ("passphrase accepted (key derivation made cheap) to painted main window", 300),
    "hide": ("quick hide, key press to painted neutral page", 50),
    "question": ("next question painted after an answer, the answer on the disk", 50),
    "vanished": ("lock, key press to nothing visible", 100),
    "locked": ("lock, key press to painted lock screen", 400),
}
_PATIENCE_S = 30


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for each thing that people wait for."""
    if not HAS_XVFB:
        yield from (Figure(what=what, budget=budget, note=NO_XVFB) for what, budget in _ROWS.values())
        return
    with TemporaryDirectory() as folder, screen() as name, recording(name) as recorder:
        taken = _watched(Path(folder), name, recorder, scale.times(20, 1))
    for event, (what, budget) in _ROWS.items():
        yield Figure(what=what, ours=taken[event].side(), unit=MS, budget=budget)


def _watched(home: Path, name: str, recorder: Recorder, locks: int) -> dict[str, Watch]:
    taken: dict[str, Watch] = defaultdict(watch)
    command = [sys.executable, "-m", "tests.benchmarks.at_the_desk", "--lang", "en"]
    environment = os.environ | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(home)}
    with subprocess.Popen(
        [*command, "--vault", str(make_desk(home / "desk").vault)],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            for line in process.stdout or ():
                told = json.loads(line)
                if told["event"] == "failed":
                    raise AssertionError(told["where"])
                if told["event"] != "lock":
                    taken[told["event"]].values.append(told["ms"])
                    continue
                for event, at in _seen_after(recorder, told["at"]).items():
                    taken[event].values.append((at - told["at"]) * 1000)
                if len(taken["locked"].values) == locks:
                    return taken
        finally:
            process.kill()
    raise AssertionError({event: len(some.values) for event, some in taken.items()})


def _seen_after(recorder: Recorder, pressed: float) -> dict[str, float]:
    vanished = _wait(recorder, lambda seen: seen.windows == 0, pressed)
    return {"vanished": vanished, "locked": _wait(recorder, _is_painted, vanished)}


def _is_painted(seen: Seen) -> bool:
    return seen.windows > 0 and seen.corner not in (None, 0)


def _wait(recorder: Recorder, wanted: Callable[[Seen], bool], after: float) -> float:
    end = time.monotonic() + _PATIENCE_S
    while (at := recorder.first(wanted, after=after)) is None:
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.005)
    return at
