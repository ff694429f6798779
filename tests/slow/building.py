"""The frozen application, built once for all tests that try it, and run as if there was nothing else.

``FROZEN_FOLDER`` names one that was built already, such as the one that is to be handed out.
"""

import fcntl
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.surroundings import CHECKOUT, REAL_ENVIRONMENT

NAME = "samtalsstod"
BUILT_ALREADY = "FROZEN_FOLDER"
LOGIN, PASSPHRASE = "anna", "sju blanka krokodiler simmar hem"
PLAIN = {"LC_ALL": "C.UTF-8", "PATH": "/nowhere", "HOME": ""}


@dataclass(frozen=True, slots=True)
class Frozen:
    """The built application.

    Attributes:
        folder: Everything it is.
    """

    folder: Path

    @property
    def program(self) -> Path:
        """Return what is started."""
        return self.folder / NAME

    def run(self, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command with an empty home and no search path, from a folder of its own."""
        command = [str(self.program), *map(str, words)]
        return subprocess.run(
            command, cwd=cwd, env=PLAIN, capture_output=True, text=True, check=False, timeout=120
        )


def build(place: Path) -> Frozen:
    """Build in this folder, unless a test in another process has done so already."""
    if BUILT_ALREADY in REAL_ENVIRONMENT:
        return Frozen(CHECKOUT / REAL_ENVIRONMENT[BUILT_ALREADY])
    place.mkdir(parents=True, exist_ok=True)
    frozen = Frozen(place / "dist" / NAME)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "done").exists():
            _build(place)
            (place / "done").touch()
    return frozen


def _build(place: Path) -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    where = ["--workpath", str(place / "work"), "--distpath", str(place / "dist")]
    done = subprocess.run(
        [*command, *where, str(CHECKOUT / "build_installer.spec")],
        cwd=CHECKOUT,
        env=REAL_ENVIRONMENT | {"PYTHONHASHSEED": "1", "PYINSTALLER_CONFIG_DIR": str(place / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stderr[-5000:])
