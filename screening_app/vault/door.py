"""``door.log``: what happened at the door while nobody held a key (DESIGN 5).

Lines of JSON, appended and made durable one by one; a time, a kind and a slot, no text and no name.
The log is never cut. What has been taken into the audit chain is remembered *inside* the vault as
a ``DoorMark`` (how many bytes, and their digest), stored in the transaction that writes the audit
event. So nothing is counted twice or lost whenever the process ends, and a log that somebody
shortened or edited no longer fits its mark.
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from screening_app.domain.audit import DoorEvent, DoorReport
from screening_app.services.ports import Clock
from screening_app.vault.errors import DiskFull, ReadOnlyVault
from screening_app.vault.files import (
    disk_faults,
    fsync_folder,
    open_shared,
    vault_faults,
    write_all,
)

DOOR_FILE = "door.log"
OPENED = "opened"
WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 (a kind of event)
UNKNOWN_USER = "unknown-user"
REFUSED = "refused"
DENIED = "denied"
"""A user who has opened the vault for reading wanted what is not theirs to do; its slot is theirs."""
WRONG_SHEETS = "wrong-sheets"
"""Recovery sheets that are not this vault's."""
BACKED_UP = "backed-up"
BACKUP_PROVEN = "backup-proven"
"""A restore of a backup of this vault was tried and everything was there; its slot is the backup's mark."""
REHEARSED = "recovery-rehearsed"
"""Sheets were tried and would have opened the vault; its slot is the recovery slot they belong to."""
RESTORED = "restored"
"""The vault was put here from a backup."""
SALVAGED = "salvaged"
"""The vault was made out of what could be read of a damaged one."""
UNREADABLE = "unreadable"
"""A line that is not what we wrote, such as one torn by a power cut."""
MISSING = "log-missing"
"""The log was gone: every vault is made with one, so somebody took it away, and the count with it."""

_FAILURES = frozenset({WRONG_PASSPHRASE, UNKNOWN_USER, UNREADABLE, MISSING})
_BEGINNINGS = frozenset({RESTORED, SALVAGED})
_FREE_TRIES = 3
_AS_MANY_AS_CAN_BE = 9
_LONGEST_DELAY = dt.timedelta(seconds=60)
_UNCOUNTED_DELAY = dt.timedelta(seconds=10)
"""What a try costs where failures cannot be written down, such as on a read-only disk."""


_NOTHING_TAKEN = f"0:{hashlib.sha256().hexdigest()}"


class DoorLog:
    """The log of one vault."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / DOOR_FILE
        self._clock = clock

    def begin(self) -> None:
        """Make an empty log with a new vault, so that one that is missing later was taken away.

        Raises:
            DiskFull, ReadOnlyVault: If it cannot be made.
        """
        with disk_faults():
            os.close(open_shared(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
            fsync_folder(self._path.parent)

    def count(self, kind: str, slot: str | None) -> None:
        """Write a failed try down, if that can be done; who failed is told the same in any case."""
        with suppress(DiskFull, ReadOnlyVault):
            self.append(kind, slot)

    def append(self, kind: str, slot: str | None) -> None:
        """Write one line and make it last.

        Raises:
            DiskFull: If there is no room.
            ReadOnlyVault: If the log cannot be written.
            VaultGone: If its folder is not there.
        """
        line = {"at": self._clock.now().isoformat(timespec="microseconds"), "kind": kind, "slot": slot}
        # The line feed in front ends a line that a power cut left open; empty lines are nothing.
        content = b"\n" + json.dumps(line).encode() + b"\n"
        with vault_faults():
            descriptor = open_shared(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            try:
                write_all(descriptor, content)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def events(self) -> tuple[DoorEvent, ...]:
        """Return everything that the log holds."""
        return _parse(self._read())

    def pending(self, taken: str | None = None) -> DoorReport:
        """Return what came after a mark, and everything if the log no longer fits the mark.

        Args:
            taken: The mark stored with the last audit event about the door; ``None`` before the first.
        """
        content, taken = self._read(), taken or _NOTHING_TAKEN
        length = _length(taken)
        altered = _mark(content[:length]) != taken
        fresh = content if altered else content[length:]
        return DoorReport(events=_parse(fresh), mark=_mark(content), altered=altered)

    def delay(self) -> dt.timedelta:
        """Return how long the next try has to wait: grows with the failures since the last opening.

        A clock that was set back makes nobody wait longer than the full delay, and nobody less. A log
        that is gone is begun anew with a line that counts as the longest delay; where nothing can be
        written down, each try waits.
        """
        if not self._path.exists():
            self.count(MISSING, None)
        least = dt.timedelta() if self._can_be_written() else _UNCOUNTED_DELAY
        failed = _failures_since_opening(self.events())
        if len(failed) < _FREE_TRIES:
            return least
        full = min(dt.timedelta(seconds=2 ** min(len(failed) - _FREE_TRIES, 16)), _LONGEST_DELAY)
        return max(least, min(full, failed[-1].at + full - self._clock.now()))

    def _can_be_written(self) -> bool:
        try:
            os.close(os.open(self._path, os.O_WRONLY | os.O_APPEND))
        except OSError:
            return False
        return True

    def has_failures(self) -> bool:
        """Tell whether somebody failed since the last opening."""
        return bool(_failures_since_opening(self.events()))

    def latest(self, kind: str) -> dt.datetime | None:
        """Return when something of that kind was last written."""
        return max((event.at for event in self.events() if event.kind == kind), default=None)

    def latest_by_slot(self, kind: str) -> dict[str, dt.datetime]:
        """Return when something of that kind was last written, for each slot that it was about."""
        found = dict[str, dt.datetime]()
        for event in self.events():
            if event.kind == kind and event.slot is not None:
                found[event.slot] = max(event.at, found.get(event.slot, event.at))
        return found

    def was_tried(self, slot: str) -> bool:
        """Tell whether sheets of that recovery slot were tried once."""
        return slot in self.latest_by_slot(REHEARSED)

    def _read(self) -> bytes:
        try:
            with disk_faults():
                return self._path.read_bytes()
        except FileNotFoundError:
            return b""


def only_begun(log: Path) -> bool:
    """Tell whether a log holds nothing but how its vault came about."""
    return all(event.kind in _BEGINNINGS for event in _parse(log.read_bytes()))


def _failures_since_opening(events: Sequence[DoorEvent]) -> list[DoorEvent]:
    failed = list[DoorEvent]()
    for event in events:
        if event.kind == OPENED:
            failed.clear()
        elif event.kind in _FAILURES:
            failed += [event] * (_AS_MANY_AS_CAN_BE if event.kind == MISSING else 1)
    return failed


def _mark(content: bytes) -> str:
    """Return how much of the log there is and its digest, as ``length:sha256``."""
    return f"{len(content)}:{hashlib.sha256(content).hexdigest()}"


def _length(mark: str) -> int:
    digits = mark.partition(":")[0]
    return int(digits) if digits.isdecimal() else 0


def _parse(content: bytes) -> tuple[DoorEvent, ...]:
    events = list[DoorEvent]()
    latest = dt.datetime.min.replace(tzinfo=dt.UTC)
    for line in filter(None, content.split(b"\n")):
        event = _event(line) or DoorEvent(at=latest, kind=UNREADABLE, slot=None)
        events.append(event)
        latest = event.at
    return tuple(events)


def _event(untrusted: bytes) -> DoorEvent | None:
    try:
        line = json.loads(untrusted)
        at = dt.datetime.fromisoformat(line["at"])
        kind, slot = line["kind"], line["slot"]
    except (ValueError, KeyError, TypeError):
        return None
    if at.tzinfo is None or not isinstance(kind, str) or not isinstance(slot, str | None):
        return None
    return DoorEvent(at=at, kind=kind, slot=slot)
