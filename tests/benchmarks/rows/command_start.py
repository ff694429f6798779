"""What a command costs that opens nothing: the price of every script that calls us."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from tests.benchmarks.figures import Figure, Scale, Watch, watch
from tests.benchmarks.frozen import FROZEN
from tests.helpers.surroundings import CHECKOUT

_COMMAND = ("forms", "list")


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for the source, and one for the frozen program where it was built."""
    commands = {"python -c pass": [sys.executable, "-c", "pass"]}
    commands["source"] = [sys.executable, "-m", "screening_app", *_COMMAND]
    if FROZEN.is_file():
        commands["frozen"] = [str(FROZEN), *_COMMAND]
    watches: dict[str, Watch] = {name: watch() for name in commands}
    for _time in range(scale.times(20)):
        for name, command in commands.items():
            watches[name].time(partial(_run, command))
    bare = watches.pop("python -c pass").side("python -c pass")
    for name, taken in watches.items():
        yield Figure(what=f"{' '.join(_COMMAND)}, {name}", ours=taken.side(), theirs=bare)


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=CHECKOUT, env=os.environ, capture_output=True, check=True)
