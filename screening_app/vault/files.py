"""Writing files so that they are there, whole, after a power cut."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from screening_app.vault.errors import DiskFull, ReadOnlyVault, SaveUnconfirmed, UnusableFolder, VaultGone

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR})

SHARED = 0o660
SHARED_FOLDER = 0o770


@contextmanager
def disk_faults() -> Iterator[None]:
    """Turn what the operating system says about disk and rights into our sentences.

    Raises:
        DiskFull: If there is no room.
        ReadOnlyVault: If writing is not allowed.
        SaveUnconfirmed: If the device failed.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull from None
        if error.errno in _CLOSED:
            raise ReadOnlyVault from None
        if error.errno == errno.EIO:
            raise SaveUnconfirmed from None
        raise


@contextmanager
def place_faults(folder: Path) -> Iterator[None]:
    """Turn what the operating system says about a folder somebody named into our sentences.

    Raises:
        UnusableFolder: If no folder can be there, such as for the length of its name.
        DiskFull, ReadOnlyVault, SaveUnconfirmed: As ``disk_faults``.
    """
    try:
        with disk_faults():
            yield
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or os.strerror(errno.ELOOP)
        raise UnusableFolder(folder=str(folder), reason=reason) from None


@contextmanager
def vault_faults() -> Iterator[None]:
    """Turn a vault that went away while it was open into our sentence.

    Raises:
        VaultGone: If its folder is no longer there.
        DiskFull, ReadOnlyVault, SaveUnconfirmed: As ``disk_faults``.
    """
    try:
        with disk_faults():
            yield
    except OSError as error:
        if error.errno not in _GONE:
            raise
        raise VaultGone from None


@contextmanager
def folder_faults(folder: Path) -> Iterator[None]:
    """Turn a folder that went away while it was worked in into our sentence: a disk that was pulled out.

    Raises:
        UnusableFolder: If it is no longer there.
        DiskFull, ReadOnlyVault, SaveUnconfirmed: As ``disk_faults``.
    """
    try:
        with disk_faults():
            yield
    except OSError as error:
        if error.errno not in _GONE:
            raise
        raise UnusableFolder(folder=str(folder), reason=os.strerror(error.errno)) from None


def write_durably(path: Path, content: bytes) -> None:
    """Replace the file by one with this content; at any instant the old or the new one is there.

    Raises:
        DiskFull: If there is no room; the old file stays.
        ReadOnlyVault: If the folder cannot be written; the old file stays.
        VaultGone: If the folder is not there.
    """
    fresh = path.with_name(path.name + ".new")
    with vault_faults():
        try:
            _write_file(fresh, content)
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        fsync_folder(path.parent)


def remove_durably(path: Path) -> None:
    """Take the file away, if there is one."""
    with vault_faults():
        path.unlink(missing_ok=True)
        fsync_folder(path.parent)


def append_durably(path: Path, content: bytes) -> None:
    """Write behind what the file holds, and make all of it last."""
    with disk_faults():
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
        try:
            write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def fsync_folder(folder: Path) -> None:
    """Make new and removed names in the folder last; Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_shared(path: Path, flags: int) -> int:
    """Open a file of the vault, readable and writable for the unit's group and nobody else.

    Two people share one PC (DESIGN 5), each with an account; what the one made the other must be able
    to write, whatever mask the account sets.
    """
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), SHARED)
    share(path)
    return descriptor


def share(path: Path) -> None:
    """Give a file or folder of ours to the unit's group; another's is left as it is."""
    if not hasattr(os, "geteuid"):
        return  # Windows: the folder's access list decides.
    found, wanted = path.stat(), SHARED_FOLDER if path.is_dir() else SHARED
    if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) != wanted:
        path.chmod(wanted)


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte: a disk that is nearly full takes some of them, and says so only at the next."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _write_file(path: Path, content: bytes) -> None:
    descriptor = open_shared(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        write_all(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
