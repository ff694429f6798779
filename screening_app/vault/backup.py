"""A backup: one encrypted file, made while people work; and putting it back where nothing is.

It is a file of records, copied page by page under the same key, followed by the vault's header and a
mark. So it opens with the passphrases and sheets of the day it was made, and with nothing else.
"""

import errno
import os
from pathlib import Path
from typing import Final

from screening_app.services.ports import Clock
from screening_app.vault.copying import Progress, copy_records
from screening_app.vault.creating import check_free
from screening_app.vault.door import RESTORED, DoorLog
from screening_app.vault.errors import BackupDamaged, BackupExists
from screening_app.vault.files import (
    disk_faults,
    folder_faults,
    fsync_folder,
    open_shared,
    place_faults,
    write_all,
)
from screening_app.vault.foot import PAGE, foot_of, opened_backup, read_foot
from screening_app.vault.generations import UNFINISHED, fresh_database
from screening_app.vault.header import Header, write_header
from screening_app.vault.keys import database_key
from screening_app.vault.lock import VaultLock
from screening_app.vault.opened import OpenVault
from screening_app.vault.unmaking import folder_for_vault, unmade_on_failure

_AT_ONCE: Final = 1 << 20
ENDING: Final = ".samtalsstod"
"""Of a backup's file name."""


def back_up(vault: OpenVault, file: Path, progress: Progress | None = None) -> None:
    """Write a backup; people may go on working, and the vault may be open for reading only.

    Args:
        file: Must not exist; it gets its name when it is whole.
        progress: Told of the pages copied; raises to stop, and nothing is left.

    Raises:
        BackupExists: If there is such a file.
        UnusableFolder: If its folder is not there, or is no longer there.
        DiskFull, SaveUnconfirmed, ReadOnlyVault: If it cannot be written.
        DatabaseDamaged: If not every page of the vault can be read.
    """
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    with place_faults(file.parent):
        if file.exists():
            raise BackupExists(file=str(file))
        if not file.parent.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    with folder_faults(file.parent), fresh_database(file, key, end=foot_of(vault.header)) as target:
        copy_records(vault.reader, target, progress)


def restore(file: Path, folder: Path, *, clock: Clock, progress: Progress | None = None) -> Header:
    """Put a backup back into a folder that holds no vault; never over one.

    Args:
        progress: Told of the pages copied; raises to stop, and nothing is left.

    Raises:
        As ``read_foot`` for the file, and ``vault.creating.check_free`` for the folder.
        VaultOpenElsewhere: If another process is making or restoring a vault there.
        DiskFull, ReadOnlyVault, SaveUnconfirmed: If it cannot be written; nothing is left.
    """
    header, size = read_foot(file)
    check_free(folder)
    with folder_faults(folder), folder_for_vault(folder):
        lock = VaultLock.take(folder, clock, is_handed_over=False)
        try:
            check_free(folder)  # somebody may have been faster
            with unmade_on_failure(folder):
                _copy_out(file, size, folder / header.database, progress)
                # The log first: a vault without one counts as tampered with, and makes everybody wait.
                DoorLog(folder, clock).append(RESTORED, None)
                write_header(folder, header)
        finally:
            lock.release()
    return header


def _copy_out(file: Path, size: int, target: Path, progress: Progress | None) -> None:
    """Write the records; they get their name when they are whole, so that after a cut one may try again."""
    pages = size // PAGE
    unfinished = target.with_name(target.name + UNFINISHED)
    with disk_faults(), opened_backup(file) as source:
        descriptor = open_shared(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        try:
            while size and (part := source.read(min(size, _AT_ONCE))):
                size -= len(part)
                write_all(descriptor, part)
                if progress is not None:
                    progress(pages - size // PAGE, pages)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if size:
            raise BackupDamaged(file=str(file))
        unfinished.replace(target)
        fsync_folder(target.parent)
