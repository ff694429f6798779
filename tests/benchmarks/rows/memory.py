"""What the window holds in memory: at the lock screen, after unlock among many people, and at its most."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from screening_app.bootstrap import open_session
from tests.benchmarks.figures import MIB, Figure, Scale, Side
from tests.benchmarks.people import seed
from tests.benchmarks.rows.window_start import PEER, fresh_environment
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk
from tests.gui.process.running import running
from tests.helpers.screen import HAS_XVFB, NO_XVFB, screen

_SETTLED_S = 3.0
_KIB = 1024
_BUDGET = 1.5


def measure(scale: Scale) -> Iterator[Figure]:
    """Give a row for each moment."""
    count = scale.times(100_000, 200)
    among = f"among {count:_} people".replace("_", " ")
    what = f"memory of the window {among}, after unlock"
    if not HAS_XVFB:
        yield Figure(what=what, unit=MIB, budget=_BUDGET, of="ratio", note=NO_XVFB)
        return
    with TemporaryDirectory() as folder, screen() as display:
        vault = make_desk(Path(folder)).vault
        with open_session(vault, LOGIN, PASSPHRASE) as session:
            seed(session, count)
        theirs = _of_peer(Path(folder) / "peer", display)
        with running(vault, display=display, DRIVER_PAGES="product") as application:
            time.sleep(_SETTLED_S)
            locked = _resident(application.pid, "VmRSS")
            application.unlock()
            time.sleep(_SETTLED_S)
            unlocked, most = (_resident(application.pid, name) for name in ("VmRSS", "VmHWM"))
    yield Figure(what="memory of the window, lock screen", ours=Side("", (locked,)), theirs=theirs, unit=MIB)
    note = "the other side has its first window and no file open"
    yield Figure(
        what=what, ours=Side("", (unlocked,)), theirs=theirs, unit=MIB, of="ratio", budget=_BUDGET, note=note
    )
    yield Figure(what="the same at its most", ours=Side("", (most,)), unit=MIB)


def _of_peer(home: Path, display: str) -> Side | None:
    if shutil.which(PEER) is None:
        return None
    environment = fresh_environment(home, display)
    with subprocess.Popen(
        [PEER], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as peer:
        time.sleep(_SETTLED_S)
        resident = _resident(peer.pid, "VmRSS")
        peer.terminate()
    return Side(PEER, (resident,))


def _resident(pid: int, name: str) -> float:
    """Return a figure of the process's memory in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / _KIB for line in lines if line.startswith(f"{name}:"))
