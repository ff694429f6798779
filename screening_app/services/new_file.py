"""Writing a result to a folder that the user chose: the last step of what leaves the vault as a file."""

import os
import secrets
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_


class CannotWrite(ScreeningAppError):
    """The folder cannot be made or written, or the disk is full."""

    code = "file/cannot-write"
    user_message = N_("{path} cannot be written ({reason}). Choose another folder, or make room.")


_ROOM = 4 << 20
"""Bytes that a document and its archive copy need at most, by far."""


def check_folder(folder: Path) -> None:
    """Make the folder and try it with more bytes than a document has, before a document is decided.

    What is decided and rendered is on record as having left; that may not happen for a folder that
    takes no file.

    Raises:
        CannotWrite: If the folder cannot be made or written, or has too little room.
    """
    probe = write_new(folder, f".{secrets.token_hex(8)}.tmp", bytes(_ROOM))
    try:
        probe.unlink()
    except OSError as error:
        raise CannotWrite(path=str(folder), reason=error.strerror or "") from None


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a file that only the user may read; an earlier file of that name is never overwritten.

    Raises:
        CannotWrite: If that is not possible; no part of a file is left behind.
    """
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CannotWrite(path=str(path), reason=error.strerror or "") from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise CannotWrite(path=str(path), reason=error.strerror or "") from None
    return path
