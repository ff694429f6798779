"""What the driver does to be in the middle of a backup: the window's own, and one that takes very long."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from screening_app.services.backup_plan import BackupPlan
from screening_app.vault.backup import back_up

if TYPE_CHECKING:
    from tests.gui.process.driver import Placeholder


def begin(shell: "Placeholder | None", folder: str, say: Callable[..., None]) -> None:
    """Begin a backup by the window's keeper; say that it has begun, and when it has ended."""
    keeper = shell.standing.keeper if shell else None
    if keeper is None:
        raise RuntimeError("nothing is open")
    keeper.upkeep.keep_plan(BackupPlan(folder=folder))
    keeper.changed.connect(lambda: say(event="ended") if keeper.outcome else None)
    keeper.back_up()
    say(event="busy")


def begin_slow(shell: "Placeholder | None", owner: QObject, say: Callable[..., None]) -> None:
    """Begin a backup on the thread of the usual jobs that takes a long rest."""
    if shell is None:
        raise RuntimeError("nothing is open")
    vault = shell.unlocked.vault

    def rest(_done: int, _of: int) -> None:
        say(event="busy")
        time.sleep(30)

    shell.standing.jobs.run(
        lambda: back_up(vault, vault.folder.with_name("backup"), rest),
        owner=owner,
        success=lambda _done: None,
        failure=lambda _error: None,
    )
