"""Taking back a vault whose making did not end: nobody has a key to it, and it would block the next try."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screening_app.vault.door import DOOR_FILE, only_begun
from screening_app.vault.files import SHARED_FOLDER, place_faults, share

_MADE = re.compile(r"vault\.(lock|json(\.copy)?(\.new)?)|records-\d+\.db.*")


@contextmanager
def folder_for_vault(folder: Path) -> Iterator[None]:
    """Make the folder and those above it; if what follows fails, the ones made are taken away again.

    Raises:
        UnusableFolder: If no folder can be there.
        DiskFull, ReadOnlyVault: If it cannot be made.
    """
    missing = list[Path]()
    with place_faults(folder):
        missing += [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        if missing:
            with place_faults(folder):
                folder.mkdir(mode=SHARED_FOLDER, parents=True)
                share(folder)
        yield
    except BaseException:
        with suppress(OSError):
            for place in missing:
                place.rmdir()
        raise


@contextmanager
def unmade_on_failure(folder: Path) -> Iterator[None]:
    """Let a vault be made in a folder that holds none; if that fails, nothing is left of it.

    Only for whoever holds the lock: another's vault may not be taken for one's own.
    """
    try:
        yield
    except BaseException:
        discard_vault(folder)
        raise


def discard_vault(folder: Path) -> None:
    """Take away a vault that was made a moment ago; what cannot be taken away stays, without a word.

    The failure that led here is the one to tell.
    """
    with suppress(OSError):
        # The header goes first: without one, a folder holds no vault.
        for path in sorted(folder.iterdir(), reverse=True):
            if _MADE.fullmatch(path.name) or (path.name == DOOR_FILE and only_begun(path)):
                _unlink(path)


def _unlink(path: Path) -> None:
    with suppress(OSError):  # Windows keeps a file that is open
        path.unlink()
