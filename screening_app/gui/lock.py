"""Lock: hide everything, close the vault, become a new process (promise 3; DESIGN 4).

Deleting and overwriting in place leaves passphrases and answers readable in memory; a re-executed
process has none (PLATFORM 8). There is one way for every reason. It shows nothing and asks nothing,
so no dialog, print dialog or running job can hold it up: each step has its own net, and a timer goes
on to the last step whatever hangs.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QThread
from PySide6.QtGui import QGuiApplication

from screening_app.gui.clipboard import clear_clipboard
from screening_app.gui.handover import VARIABLE, Handover
from screening_app.gui.presenters.navigation import LockReason

if sys.platform == "win32":
    import subprocess

LONGEST_CLOSING = 0.05
"""Seconds that closing the vault may take: the file is as whole without it."""
LONGEST_ALTOGETHER = 0.25
LONGEST_LEAVING = 2.0
_TERMINAL = 3

Describe = Callable[[LockReason, str], Handover]
"""Says what to hand over, from the reason and, after an error, its place in the code."""


class Lock:
    """Ends the process that holds the key.

    Args:
        describe: Says what to hand over.

    Attributes:
        all_is_saved: Whether what was being typed could be stored before the end.
    """

    def __init__(self, describe: Describe) -> None:
        self._describe = describe
        self._close: Callable[[], None] | None = None
        self._keep: Callable[[], bool] | None = None
        self.all_is_saved = True
        self._once = threading.Lock()

    def guard(self, close: Callable[[], None] | None) -> None:
        """Remember how to close what is open now; None when nothing is."""
        self._close = close

    def keep_with(self, keep: Callable[[], bool]) -> None:
        """Remember what stores the text that is being typed; it tells whether nothing is left unstored."""
        self._keep = keep

    def __call__(self, reason: LockReason, where: str = "") -> None:
        """Lock, from any thread; does not return, unless a lock is under way already."""
        if not self._once.acquire(blocking=False):
            return
        after = reborn(lambda: self._describe(reason, where))
        with contextlib.suppress(BaseException):
            timer = threading.Timer(LONGEST_ALTOGETHER, after)
            timer.daemon = True
            timer.start()
        # A window is asked from its own thread only; the end of the process takes it away in any case.
        if _on_gui_thread():
            with contextlib.suppress(BaseException):
                vanish()
            self._keep_typed()
        with contextlib.suppress(BaseException):
            self._close_vault()
        after()

    def _keep_typed(self) -> None:
        """Store half a sentence: nothing is visible any more, and the timer goes on whatever this does."""
        if self._keep is None:
            return
        self.all_is_saved = False
        with contextlib.suppress(BaseException):
            self.all_is_saved = self._keep()

    def _close_vault(self) -> None:
        if self._close is not None:
            _bounded(self._close, LONGEST_CLOSING)


def leave(close: Callable[[], None] | None) -> NoReturn:
    """End the application: nothing visible, the vault closed if that is quick, the process gone."""
    with contextlib.suppress(BaseException):
        vanish()
        if close is not None:
            _bounded(close, LONGEST_LEAVING)
    os._exit(0)


def vanish() -> None:
    """Take every window from the screen at once, and our text from the clipboard."""
    for window in QGuiApplication.topLevelWindows():
        with contextlib.suppress(BaseException):
            window.hide()
    clear_clipboard()


def reborn(describe: Callable[[], Handover]) -> Callable[[], None]:
    """Return what makes this process a new one; if that fails in any way, the process ends."""

    def become() -> None:
        try:
            handover = describe()
            environment = os.environ | {VARIABLE: handover.encode()}
            _keep_only(handover.lock_descriptor)
            _execute(command(), environment)
        finally:
            os._exit(1)

    return become


def command() -> list[str]:
    """Return the command that started this process."""
    rest = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    return [sys.executable, *rest]


def _execute(words: list[str], environment: dict[str, str]) -> NoReturn:
    if sys.platform == "win32":
        # Windows cannot replace a process: a new one starts, and this one is gone with its memory.
        subprocess.Popen(words, env=environment, close_fds=True)  # noqa: S603 (ourselves)
        os._exit(0)
    os.execve(words[0], words, environment)  # noqa: S606 (ourselves, and no shell)


def _keep_only(descriptor: int | None) -> None:
    """Let no open file but the terminal's and the lock reach the new process."""
    listing = Path("/proc/self/fd")
    if not listing.is_dir():
        return
    for name in os.listdir(listing):  # noqa: PTH208 (names are numbers here, not files)
        number = int(name)
        if number >= _TERMINAL:
            with contextlib.suppress(OSError):
                os.set_inheritable(number, number == descriptor)


def _on_gui_thread() -> bool:
    app = QGuiApplication.instance()
    return app is not None and QThread.currentThread() is app.thread()


def _bounded(work: Callable[[], None], seconds: float) -> None:
    closing = threading.Thread(target=_quietly(work), daemon=True)
    closing.start()
    closing.join(seconds)


def _quietly(work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with contextlib.suppress(BaseException):
            work()

    return run
