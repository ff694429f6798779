"""The key file: 32 random bytes on a removable medium, which a slot may need beside its passphrase.

It tells a finder nothing: no product, no unit, no user, neither in its name nor in its line.
How it becomes part of the slot's key: ``keys.slot_key`` and docs/decisions/0047.
"""

import hashlib
import hmac
import os
import re
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from screening_app.vault.errors import KeyFileBesideVault, KeyFileExists, KeyFileNotWritten
from screening_app.vault.files import fsync_folder, write_all

ENDING = ".key"
SECRET_SIZE = 32
_WORD = "key-file-1"
_LINE = re.compile(rf"{_WORD} ([0-9a-f]{{64}}) ([0-9a-f]{{8}})\s*")
_LARGEST = 4096
_MOST_FILES = 1000


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """What somebody opens a slot with; ``repr`` shows nothing of it.

    Attributes:
        passphrase: As typed.
        key_file: What the key file holds; ``None`` where none was named, empty where what was named is
            no key file: that opens nothing, like another one.
    """

    passphrase: str
    key_file: bytes | None = None

    def __repr__(self) -> str:
        return "Credential(…)"


Secret = str | Credential
"""A passphrase alone, or with what its key file holds."""


def credential(secret: Secret) -> Credential:
    """Return both parts of what somebody opens a slot with."""
    return secret if isinstance(secret, Credential) else Credential(secret)


def credential_with(passphrase: str, key_file: Path | None) -> Credential:
    """Return a passphrase with what the named key file holds.

    A file that is missing or is none is no error here: at the door it counts as a wrong one, so that
    nobody learns which of the two was wrong.
    """
    return Credential(passphrase, None if key_file is None else read_key_file(key_file))


def read_key_file(path: Path) -> bytes:
    """Return what a key file holds, or nothing if it is missing, unreadable, or no key file."""
    text = _beginning(path)
    found = _LINE.fullmatch(text)
    if found is None:
        return b""
    secret = bytes.fromhex(found[1])
    return secret if hmac.compare_digest(_checksum(secret), found[2]) else b""


def is_key_file(path: Path) -> bool:
    """Tell whether there is a whole key file; whose it is only the slot can tell."""
    return bool(read_key_file(path))


def neutral_name() -> str:
    """Return a name for a new key file; it says nothing of whose it is, nor what for."""
    return f"{secrets.token_hex(4)}{ENDING}"


def make_key_file(path: Path, *, vault: Path) -> bytes:
    """Write a new key file and return what it holds; nothing is ever overwritten.

    Args:
        path: Where; a folder gets a file with a neutral name.
        vault: Folder of the vault, where the file would be stolen with it.

    Raises:
        KeyFileBesideVault: If it would stand in the vault's folder.
        KeyFileExists: If there is a file already.
        KeyFileNotWritten: If it cannot be written.
    """
    path = place_of(path)
    if path.resolve().is_relative_to(vault.resolve()):
        raise KeyFileBesideVault
    secret = secrets.token_bytes(SECRET_SIZE)
    line = f"{_WORD} {secret.hex()} {_checksum(secret)}\n".encode()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFileExists(file=str(path)) from None
    except OSError as error:
        raise KeyFileNotWritten(file=str(path), reason=error.strerror or "") from None
    try:
        try:
            write_all(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fsync_folder(path.parent)
    except OSError as error:
        remove_key_file(path)
        raise KeyFileNotWritten(file=str(path), reason=error.strerror or "") from None
    return secret


def place_of(path: Path) -> Path:
    """Return where a new key file will stand: in a folder, under a neutral name."""
    return path / neutral_name() if path.is_dir() else path


def remove_key_file(path: Path) -> None:
    """Take away a file made a moment ago for a slot that did not come about."""
    with suppress(OSError):
        path.unlink()


def shares_disk(path: Path, vault: Path) -> bool:
    """Tell whether the file is on the vault's own disk, where whoever steals the one has the other."""
    try:
        return path.stat().st_dev == vault.stat().st_dev
    except OSError:
        return False


def find_key_files(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the key files that stand at the top of these folders, in order of their names."""
    return tuple(sorted(path for folder in folders for path in _named_so(folder) if is_key_file(path)))


def _named_so(folder: Path) -> list[Path]:
    found = list[Path]()
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= _MOST_FILES:
                    break
                if entry.name.endswith(ENDING):
                    found.append(Path(entry.path))
    except OSError:
        pass
    return found


def _beginning(path: Path) -> str:
    """Return the text of a small file; what is no plain file, such as a pipe, is not waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):  # ValueError: a name with a zero byte
        return ""
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        return os.read(descriptor, _LARGEST).decode("ascii", "replace")
    except OSError:
        return ""
    finally:
        os.close(descriptor)


def _checksum(secret: bytes) -> str:
    return hashlib.sha256(_WORD.encode() + secret).hexdigest()[:8]
