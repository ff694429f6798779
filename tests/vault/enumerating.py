"""Every place at which a process can be ended, or a disk be full, and what must hold after each."""

import shutil
from collections import Counter
from pathlib import Path

from tests.vault.making import reopen, stored_numbers
from tests.vault.tracing import WRITES, Call

STORED = 2
"""Answers that stand before the process that is ended begins."""


def fresh(master: Path) -> Path:
    """Return a copy of the vault to spoil."""
    folder = master.with_name("vault")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(master, folder)
    return folder


def stored_in(folder: Path) -> list[int]:
    """Return what a vault holds after an ordinary opening."""
    vault = reopen(folder)
    try:
        return stored_numbers(vault)
    finally:
        vault.close()


def every_write(calls: tuple[Call, ...]) -> list[tuple[str, int]]:
    """Return every write call of a trace as its name and its number among those of the name."""
    counts = Counter(call.name for call in calls if call.name in WRITES)
    return [(name, nth) for name, count in sorted(counts.items()) for nth in range(1, count + 1)]


def path_of(calls: tuple[Call, ...], name: str, nth: int) -> str:
    """Return which file that call of a trace was about."""
    return [call.path for call in calls if call.name == name][nth - 1]
