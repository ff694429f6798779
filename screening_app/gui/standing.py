"""What stands ready on every page from unlock to lock."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from screening_app.gui.hide import QuickHide
from screening_app.gui.jobs import Jobs
from screening_app.gui.keeper import Keeper
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the process gives to the shell.

    Attributes:
        lock: Ends this process; does not return.
        hide: Shows the neutral page; its ``pin`` may be chosen for the session.
        watch: Tells every second how long it is until the lock (signal ``ticked``).
        jobs: Work beside the window.
        speak: Changes the language of the interface, and of the lock screen after a lock.
        keeper: Backups, and what keeps the vault safe; ``None`` where nothing is kept.
        alone: Shows one page until the lock, in place of all that was shown, which is gone with its keys;
            closing the window locks, and nothing leads back from the neutral page. Takes what stores the
            text that is being typed on it, too.
        band: A sentence that stands above every page; empty as a rule.
    """

    lock: Callable[[LockReason], None]
    hide: QuickHide
    watch: Watch
    jobs: Jobs
    speak: Callable[[str], None]
    alone: Callable[[QWidget, Callable[[], bool]], None]
    keeper: Keeper | None = None
    band: str = ""
