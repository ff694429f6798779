"""Writing a result to a folder that the user chose: the last step of what leaves the vault as a file."""

import errno
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.i18n import N_, gettext


class CannotWrite(ScreeningAppError):
    """The folder cannot be made or written, or the disk is full."""

    code = "file/cannot-write"
    user_message = N_("{path} cannot be written ({reason}). Choose another folder, or make room.")


class ThereAlready(CannotWrite):
    """A file of that name exists."""

    code = "file/there-already"
    user_message = N_("{path} exists already and was left as it is. Give another name, or move it away.")


_REASONS: Mapping[int, str] = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EACCES: N_("you may not write there"),
    errno.EPERM: N_("you may not write there"),
    errno.EROFS: N_("it cannot be written to"),
    errno.ENOTDIR: N_("a part of the path is a file"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EISDIR: N_("it is a folder"),
}


def _refusal(path: Path, error: OSError) -> CannotWrite:
    if error.errno == errno.EEXIST and path.exists() and not path.is_dir():
        return ThereAlready(path=str(path))
    reason = _REASONS.get(error.errno or 0)
    return CannotWrite(path=str(path), reason=gettext(reason) if reason else (error.strerror or ""))


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
        raise _refusal(folder, error) from None


def write_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a file that only the user may read; an earlier file of that name is never overwritten.

    Raises:
        ThereAlready: If there is one of that name.
        CannotWrite: If that is not possible; no part of a file is left behind.
    """
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise _refusal(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _refusal(path, error) from None
    return path
