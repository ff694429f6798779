"""Files of records: each generation has a name of its own, and the header says which one counts.

A new one is written beside the old and gets its name when it is whole; the header's one write is the
swap (DESIGN 5). So the old one works until the instant in which the new one does.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screening_app.vault.cipher import GuardedConnection, connect
from screening_app.vault.files import append_durably, disk_faults, fsync_folder, open_shared
from screening_app.vault.header import Header

UNFINISHED = ".new"
_NAME = re.compile(r"records-([1-9][0-9]*)\.db.*")


def next_generation(folder: Path, header: Header) -> int:
    """Return a number that no file here has: what stands under a later one is nobody's to overwrite."""
    return max([header.generation, *(number for number, _ in _files(folder))]) + 1


@contextmanager
def fresh_database(path: Path, key: bytes, *, end: bytes = b"") -> Iterator[GuardedConnection]:
    """Give a connection to a new, empty file; at the end it is whole on the disk, under its name.

    If what is done with it fails, nothing is left of it.

    Args:
        end: What stands behind the records.

    Raises:
        DiskFull, ReadOnlyVault, SaveUnconfirmed: As ``disk_faults``.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    with disk_faults():
        _remove(unfinished)
        # SQLite gives the files beside it the rights of this one.
        os.close(open_shared(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL))
    try:
        connection = connect(unfinished, key, mode="write", create=True)
        try:
            yield connection
        finally:
            connection.close()
        append_durably(unfinished, end)
        with disk_faults():
            unfinished.replace(path)
            fsync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            _remove(unfinished)
        raise


def remove_older(folder: Path, header: Header) -> None:
    """Take away what earlier generations left, and files that never got whole.

    A later generation stays: the header may have been put back from an old copy by hand. What cannot
    be taken away, such as a file that another program reads, is tried again at the next opening.
    """
    for number, path in _files(folder):
        unfinished = path.name.startswith(f"records-{number}.db{UNFINISHED}")
        if number < header.generation or unfinished:
            with suppress(OSError):
                path.unlink()


def _files(folder: Path) -> list[tuple[int, Path]]:
    named = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return [(int(found[1]), path) for found, path in named if found]


def _remove(unfinished: Path) -> None:
    for left_over in unfinished.parent.glob(f"{unfinished.name}*"):
        left_over.unlink()
