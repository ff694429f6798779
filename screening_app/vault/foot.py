"""The end of a backup: the vault's header and a mark, behind the records."""

import hashlib
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from screening_app.vault.errors import BackupDamaged, HeaderDamaged, NoBackup
from screening_app.vault.header import Header, decode_header, encode_header

_MARK: Final = b"samtalsstod-backup-1"
_FOOT: Final = struct.Struct(f">Q{len(_MARK)}s")
_LONGEST_HEADER: Final = 1 << 20
PAGE: Final = 4096
_MARK_DIGITS: Final = 16


def foot_of(header: Header) -> bytes:
    """Return what makes a backup of a file of records."""
    content = encode_header(header)
    return content + _FOOT.pack(len(content), _MARK)


def read_foot(file: Path) -> tuple[Header, int]:
    """Return the header that a backup holds and the size of its records.

    Raises:
        NoBackup: If there is no such file, or it is something else.
        BackupDamaged: If it is a backup that was cut or changed.
        VaultTooNew: If a newer version wrote it.
    """
    with opened_backup(file) as content:
        size = content.seek(0, os.SEEK_END)
        if size < _FOOT.size:
            raise NoBackup(file=str(file))
        content.seek(size - _FOOT.size)
        length, mark = _FOOT.unpack(content.read(_FOOT.size))
        if mark != _MARK:
            raise NoBackup(file=str(file))
        records = size - _FOOT.size - length
        if length > _LONGEST_HEADER or records <= 0 or records % PAGE:
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
    with opened_backup(file) as content:
        first = content.read(PAGE)
    told = b"%d|%s|%s" % (size, encode_header(header), first)
    return hashlib.sha256(told).hexdigest()[:_MARK_DIGITS]


@contextmanager
def opened_backup(file: Path) -> Iterator[BinaryIO]:
    """Give a backup's content.

    Raises:
        NoBackup: If it cannot be read.
    """
    try:
        content = file.open("rb")
    except (OSError, ValueError):
        raise NoBackup(file=str(file)) from None
    with content:
        yield content


def _header(untrusted: bytes, file: Path) -> Header:
    try:
        return decode_header(untrusted)
    except HeaderDamaged:
        raise BackupDamaged(file=str(file)) from None
