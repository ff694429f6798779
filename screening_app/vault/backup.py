"""A backup: one encrypted file, made while people work; and putting it back where nothing is.

It is a file of records, copied page by page under the same key, followed by the vault's header and a
mark. So it opens with the passphrases and sheets of the day it was made, and with nothing else.
"""

import errno
import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from screening_app.services.ports import Clock
from screening_app.vault.copying import Progress, copy_records
from screening_app.vault.creating import check_free
from screening_app.vault.door import RESTORED, DoorLog
from screening_app.vault.errors import BackupDamaged, BackupExists, HeaderDamaged, NoBackup
from screening_app.vault.files import disk_faults, fsync_folder, open_shared, place_faults, write_all
from screening_app.vault.generations import fresh_database
from screening_app.vault.header import Header, decode_header, encode_header, write_header
from screening_app.vault.keys import database_key
from screening_app.vault.opened import OpenVault
from screening_app.vault.unmaking import folder_for_vault, unmade_on_failure

_MARK: Final = b"samtalsstod-backup-1"
_FOOT: Final = struct.Struct(f">Q{len(_MARK)}s")
_LONGEST_HEADER: Final = 1 << 20
_PAGE: Final = 4096
_AT_ONCE: Final = 1 << 20
_MARK_DIGITS: Final = 16
ENDING: Final = ".samtalsstod"
"""Of a backup's file name."""


def back_up(vault: OpenVault, file: Path, progress: Progress | None = None) -> None:
    """Write a backup; people may go on working, and the vault may be open for reading only.

    Args:
        file: Must not exist; it gets its name when it is whole.
        progress: Told of the pages copied; raises to stop, and nothing is left.

    Raises:
        BackupExists: If there is such a file.
        DiskFull, SaveUnconfirmed, ReadOnlyVault: If it cannot be written.
        DatabaseDamaged: If not every page of the vault can be read.
    """
    with place_faults(file.parent):
        if file.exists():
            raise BackupExists(file=str(file))
        if not file.parent.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    source = vault.reader()
    try:
        # It gets its name before its foot: until then a restore refuses it.
        with fresh_database(file, key) as target:
            copy_records(source, target, progress)
    finally:
        source.close()
    try:
        _append_foot(file, encode_header(vault.header))
    except BaseException:
        with suppress(OSError):
            file.unlink()
        raise


def read_foot(file: Path) -> tuple[Header, int]:
    """Return the header that a backup holds and the size of its records.

    Raises:
        NoBackup: If there is no such file, or it is something else.
        BackupDamaged: If it is a backup that was cut or changed.
        VaultTooNew: If a newer version wrote it.
    """
    with _opened(file) as content:
        size = content.seek(0, os.SEEK_END)
        if size < _FOOT.size:
            raise NoBackup(file=str(file))
        content.seek(size - _FOOT.size)
        length, mark = _FOOT.unpack(content.read(_FOOT.size))
        if mark != _MARK:
            raise NoBackup(file=str(file))
        records = size - _FOOT.size - length
        if length > _LONGEST_HEADER or records <= 0 or records % _PAGE:
            raise BackupDamaged(file=str(file))
        content.seek(records)
        header = content.read(length)
    return _header(header, file), records


def mark_of(file: Path) -> str:
    """Return 16 hex digits that tell one backup from every other; they say nothing about the vault.

    The first page alone is unlike that of any other backup: each page is encrypted with a fresh nonce.

    Raises:
        As ``read_foot``.
    """
    header, size = read_foot(file)
    with _opened(file) as content:
        first = content.read(_PAGE)
    told = b"%d|%s|%s" % (size, encode_header(header), first)
    return hashlib.sha256(told).hexdigest()[:_MARK_DIGITS]


def restore(file: Path, folder: Path, *, clock: Clock, progress: Progress | None = None) -> Header:
    """Put a backup back into a folder that holds no vault; never over one.

    Args:
        progress: Told of the pages copied; raises to stop, and nothing is left.

    Raises:
        As ``read_foot`` for the file, and ``vault.creating.check_free`` for the folder.
        DiskFull, ReadOnlyVault, SaveUnconfirmed: If it cannot be written; nothing is left.
    """
    header, size = read_foot(file)
    check_free(folder)
    with folder_for_vault(folder), unmade_on_failure(folder):
        _copy_out(file, size, folder / header.database, progress)
        write_header(folder, header)
        DoorLog(folder, clock).append(RESTORED, None)
    return header


def _header(untrusted: bytes, file: Path) -> Header:
    try:
        return decode_header(untrusted)
    except HeaderDamaged:
        raise BackupDamaged(file=str(file)) from None


def _append_foot(file: Path, header: bytes) -> None:
    with disk_faults():
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        try:
            write_all(descriptor, header + _FOOT.pack(len(header), _MARK))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fsync_folder(file.parent)


def _copy_out(file: Path, size: int, target: Path, progress: Progress | None) -> None:
    pages = size // _PAGE
    with disk_faults(), _opened(file) as source:
        descriptor = open_shared(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            while size and (part := source.read(min(size, _AT_ONCE))):
                size -= len(part)
                write_all(descriptor, part)
                if progress is not None:
                    progress(pages - size // _PAGE, pages)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if size:
            raise BackupDamaged(file=str(file))


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        content = file.open("rb")
    except (OSError, ValueError):
        raise NoBackup(file=str(file)) from None
    with content:
        yield content
