"""One writer per vault: a lock on ``vault.lock`` that the operating system gives back by itself.

``flock`` on an inheritable descriptor, so that re-execution at lock keeps it (PLATFORM 1.4: Qt's
lock file finds its own process id and locks itself out).
"""

import datetime as dt
import json
import os
import sys
from pathlib import Path

from screening_app.services.ports import Clock
from screening_app.vault.errors import VaultBusy, VaultOpenElsewhere
from screening_app.vault.files import disk_faults, open_shared

LOCK_FILE = "vault.lock"
_LONGEST = 4096
_FAR = 1 << 30


class VaultLock:
    """The right to write, held until ``release`` or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path, clock: Clock, *, is_handed_over: bool = True) -> "VaultLock":
        """Take the lock, and leave a note of since when it is held.

        Args:
            is_handed_over: Whether it outlives a re-execution of this process.

        Raises:
            VaultOpenElsewhere: If another process holds it.
            ReadOnlyVault: If the lock file cannot be written.
            DiskFull: If the note cannot be written.
        """
        path = folder / LOCK_FILE
        with disk_faults():
            is_new = not path.exists()
            descriptor = open_shared(path, os.O_RDWR | os.O_CREAT)
            try:
                _lock(descriptor)
                _leave_note(descriptor, clock.now())
            except BlockingIOError:
                note = _note(descriptor)
                os.close(descriptor)
                raise note from None
            except BaseException:
                os.close(descriptor)
                if is_new:
                    path.unlink(missing_ok=True)
                raise
        os.set_inheritable(descriptor, is_handed_over)
        return cls(descriptor)

    @classmethod
    def inherit(cls, folder: Path, descriptor: int) -> "VaultLock | None":
        """Return the lock that this process held before it re-executed itself, or None if this is not it.

        Nobody could slip in between: the descriptor, and the lock with it, outlived the re-execution.
        """
        try:
            ours, there = os.fstat(descriptor), (folder / LOCK_FILE).stat()
            if not os.path.samestat(ours, there):
                return None
            _lock(descriptor)
        except OSError:
            return None
        os.set_inheritable(descriptor, True)
        return cls(descriptor)

    @staticmethod
    def is_held(folder: Path) -> bool:
        """Tell whether some process holds the lock now; where that cannot be told, it may."""
        try:
            descriptor = os.open(folder / LOCK_FILE, os.O_RDWR)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        try:
            _lock(descriptor)
        except OSError:
            return True
        else:
            return False
        finally:
            os.close(descriptor)

    def fileno(self) -> int:
        """Return the descriptor to hand over to a re-executed process."""
        return self._descriptor

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 (Windows only)

        # Windows forbids reading a locked part: one byte far behind the note is locked.
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None
    else:
        import fcntl  # noqa: PLC0415 (POSIX only)

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _leave_note(descriptor: int, now: dt.datetime) -> None:
    note = json.dumps({"since": now.isoformat(timespec="seconds")}).encode()
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, note)
    os.ftruncate(descriptor, len(note))


def _note(descriptor: int) -> VaultBusy:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        note = json.loads(os.read(descriptor, _LONGEST))
        since = dt.datetime.fromisoformat(note["since"]).astimezone()
        return VaultOpenElsewhere(since=f"{since:%Y-%m-%d %H:%M}")
    except (ValueError, KeyError, TypeError):
        return VaultBusy()
