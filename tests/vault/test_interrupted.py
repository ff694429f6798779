"""Ended at any write, or with a disk that is full from any write on: nothing that was promised is lost.

Every deed is enumerated whole when everything is tested (``-m slow``); each other time some places are drawn,
two hundred in all. What is drawn hangs on the seed of the run, which pytest prints (``-p randomly_seed=N``).
"""

import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.vault.deeds import DEEDS, fresh
from tests.vault.enumerating import every_write, path_of
from tests.vault.tracing import Answering, Call, Run

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")

SOME = -(-200 // len(DEEDS))
KILLED, FULL = "signal=SIGKILL:when={nth}", "error=ENOSPC:when={nth}+"
INDEX = "-shm"
DAMAGED = (3, "vault/database-damaged")
REFUSALS = {"vault/disk-full", "vault/save-unconfirmed", "file/cannot-write"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed is interrupted: the nth call of a name, and how.

    Attributes:
        meets_index: Whether a later call of that name is about a reader's index.
    """

    name: str
    nth: int
    how: str
    meets_index: bool = False

    @property
    def fault(self) -> str:
        """Return it as strace takes it."""
        return f"{self.name}:{self.how.format(nth=self.nth)}"


def every_place(calls: tuple[Call, ...]) -> list[Place]:
    """Return every place of a trace, with both faults."""
    places = every_write(calls)
    killed = [Place(name, nth, KILLED) for name, nth in places]
    full = [
        Place(name, nth, FULL, meets_index=meets_index(calls, name, nth))
        for name, nth in places
        if needs_room(calls, name, nth)
    ]
    return killed + full


def needs_room(calls: tuple[Call, ...], name: str, nth: int) -> bool:
    """Tell whether a disk that is full can refuse that call.

    Taking a name away needs no room.
    """
    return name != "unlink" and not path_of(calls, name, nth).endswith(INDEX)


def meets_index(calls: tuple[Call, ...], name: str, nth: int) -> bool:
    """Tell whether a reader's index is written after that call.

    There a full disk is told from a damaged file by the room that is left, and that is not injected.
    """
    return any(call.path.endswith(INDEX) for call in [call for call in calls if call.name == name][nth:])


def check_run(run: Run, place: Place) -> None:
    """Hold that the process ended as it must: killed, done, or with a sentence about the disk."""
    if place.how == KILLED:
        assert run.status == -9, (place, run)
    elif place.meets_index and (run.status, run.code) == DAMAGED:
        pass
    elif run.code is not None:
        assert (run.status, run.code in REFUSALS) == (1, True), (place, run)
    else:
        assert run.status == 0, (place, run)


@pytest.mark.parametrize("some", [SOME, pytest.param(0, marks=pytest.mark.slow)], ids=["some", "all"])
@pytest.mark.parametrize("name", DEEDS)
def test_wherever_it_is_interrupted_nothing_promised_is_lost(
    name: str,
    some: int,
    answering: Answering,
    tmp_path: Path,
    pytestconfig: pytest.Config,
    capsys: pytest.CaptureFixture[str],
) -> None:
    deed, master, seed = DEEDS[name], tmp_path / "master", pytestconfig.getoption("randomly_seed", 0)
    master.mkdir()
    deed.prepare(master)
    answering.rehearse(fresh(master), do=name)
    places = every_place(answering.run(fresh(master), do=name).calls)
    if some:
        chance = random.Random(f"{seed} {name}")  # noqa: S311 (places, not secrets)
        places = chance.sample(places, min(some, len(places)))
    outcomes = Counter[str]()
    for place in places:
        spoiled = fresh(master)

        run = answering.run(spoiled, do=name, fault=place.fault)

        check_run(run, place)
        try:
            how_it_stands = deed.holds(spoiled, len(run.saved))
        except Exception as error:
            raise AssertionError(name, place.fault, f"randomly_seed={seed}", run.saved, run.code) from error
        outcomes[f"{'killed' if place.how == KILLED else 'full'}: {how_it_stands}"] += 1
    with capsys.disabled():
        print(f"{name}: {len(places)} places, {dict(sorted(outcomes.items()))}")
