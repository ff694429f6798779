"""The windows of the demo: they show themselves off the screen, in a process of their own."""

import os
import subprocess
import time
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_
from screening_app.settings import ourselves

_LONGEST_S = 180
_LAST = "*-locked.png"
_AFTER_LOCK_S = 10
_PAUSE_S = 0.05
_SEARCHED = "Testperson"
"""Part of the name of the person whom the demo's first conversation is with."""


class NoWindows(ScreeningAppError):
    """This computer cannot show windows, not even off the screen."""

    code = "demo/no-windows"
    user_message = N_(
        "No pictures of the windows were made: this computer lacks libraries that windows need (see README). "
        "All else is there."
    )


class WindowsFailed(ScreeningAppError):
    """The windows began, and did not come to their end."""

    code = "demo/windows-failed"
    user_message = N_(
        "The windows did not show all their pages ({where}). All else is there. "
        "Report these words; they hold nothing personal."
    )


def show_windows(vault: Path, pictures: Path, *, login: str, key: Path, language: str) -> list[Path]:
    """Have the application show every main page, lock itself, and keep pictures of it; returns their files.

    Args:
        vault: As the demo made it.
        pictures: Folder to make for them.
        key: File that holds the passphrase.

    Raises:
        NoWindows: If nothing of a window could be shown.
        WindowsFailed: If it began and did not come to the end.
    """
    pictures.mkdir()
    words = ["--vault", vault, "--data-dir", vault / "no-settings", "--lang", language, "--user", login]
    words += ["--passphrase-file", key, "--search", _SEARCHED, "--out", pictures]
    try:
        done = subprocess.run(  # noqa: S603 (ourselves)
            [*ourselves(), "tour", *map(str, words)],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WindowsFailed(where=f"{_LONGEST_S} s") from None
    if done.returncode:
        if not any(pictures.iterdir()):
            raise NoWindows
        raise WindowsFailed(where=done.stdout.decode(errors="replace").strip() or str(done.returncode))
    _wait_for_last(pictures)
    return sorted(pictures.iterdir())


def _wait_for_last(pictures: Path) -> None:
    """Wait for the picture after the lock; on Windows another process takes it than was started."""
    end = time.monotonic() + _AFTER_LOCK_S
    while not any(pictures.glob(_LAST)):
        if time.monotonic() > end:
            raise WindowsFailed(where=_LAST)
        time.sleep(_PAUSE_S)
