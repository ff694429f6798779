"""From nothing to a painted lock screen, beside KeePassXC to its mapped window, in turns on one X server."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.figures import Figure, Scale, Watch, watch
from tests.benchmarks.frozen import FROZEN
from tests.e2e.desk import make_desk
from tests.helpers.screen import HAS_XVFB, NO_XVFB, Display, screen
from tests.helpers.surroundings import CHECKOUT

PEER = "keepassxc"
_BUDGET_MS = 400
_PATIENCE_S = 30
_LOOK_EVERY_S = 0.0005
_LET_GO_S = 0.3
_BLACK = (None, 0)
_QUIET_PEER = "[General]\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n"


@dataclass(frozen=True, slots=True)
class _Taken:
    """How long the starts of a program took until its window was there, and until something was in it."""

    mapped: Watch
    painted: Watch


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for each way that we start."""
    what = "start to painted lock screen"
    if not HAS_XVFB:
        yield Figure(what=what, budget=_BUDGET_MS, note=NO_XVFB)
        return
    with TemporaryDirectory() as folder, screen() as name:
        home = Path(folder)
        programs = _programs(home)
        taken = {program: _Taken(watch(), watch()) for program in programs}
        shown = Display(name)
        try:
            for command in programs.values():
                _start(command, home, name, shown)  # warms the page cache, and counts for nobody
            for _time in range(scale.times(20, 1)):
                for program, command in programs.items():
                    _add(taken[program], _start(command, home, name, shown))
        finally:
            shown.close()
    yield from _figures(what, taken)


def _figures(what: str, taken: dict[str, _Taken]) -> Iterator[Figure]:
    peer = taken.pop(PEER, None)
    note = "" if peer else f"{PEER} is not installed"
    for program, ours in taken.items():
        yield Figure(
            what=f"{what}, {program}",
            ours=ours.painted.side(),
            theirs=peer.mapped.side(f"{PEER}, mapped") if peer else None,
            budget=_BUDGET_MS,
            note=note,
        )
        if peer:
            yield Figure(
                what=f"the same, painted on both sides, {program}",
                ours=ours.painted.side(),
                theirs=peer.painted.side(f"{PEER}, painted"),
            )


def _programs(home: Path) -> dict[str, list[str]]:
    words = ["--vault", str(make_desk(home / "desk").vault), "--lang", "sv"]
    programs = {"source": [sys.executable, "-m", "screening_app", *words]}
    if FROZEN.is_file():
        programs["frozen"] = [str(FROZEN), *words]
    if shutil.which(PEER):
        programs[PEER] = [PEER]
    return programs


def fresh_environment(home: Path, display: str) -> dict[str, str]:
    """Return the environment of a first start on a display."""
    _forget(home)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "LC_ALL": "C.UTF-8",
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
    }


def _start(command: list[str], home: Path, name: str, shown: Display) -> tuple[float, float]:
    """Start a program; return the milliseconds to its window and to something in it."""
    environment = fresh_environment(home, name)
    begun = time.monotonic()
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            return _until_painted(begun, shown)
        finally:
            process.terminate()
            process.wait()
            _until_gone(shown)


def _forget(home: Path) -> None:
    """Give the other side the settings of a first start: it would come back where its window was."""
    for folder in (home / ".config", home / ".cache", home / ".local"):
        shutil.rmtree(folder, ignore_errors=True)
    settings = home / ".config" / PEER
    settings.mkdir(parents=True)
    (settings / f"{PEER}.ini").write_text(_QUIET_PEER, encoding="utf-8")


def _until_painted(begun: float, shown: Display) -> tuple[float, float]:
    mapped = None
    while (seen := shown.look()).at - begun < _PATIENCE_S:
        if seen.windows and mapped is None:
            mapped = seen.at
        if mapped is not None and seen.corner not in _BLACK:
            return (mapped - begun) * 1000, (seen.at - begun) * 1000
        time.sleep(_LOOK_EVERY_S)
    message = "no window was painted"
    raise AssertionError(message)


def _until_gone(shown: Display) -> None:
    while shown.look().windows:
        time.sleep(_LOOK_EVERY_S)
    time.sleep(_LET_GO_S)


def _add(taken: _Taken, times: tuple[float, float]) -> None:
    for one, value in zip((taken.mapped, taken.painted), times, strict=True):
        one.values.append(value)
