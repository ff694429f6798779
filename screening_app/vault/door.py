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
from dataclasses import dataclass
from pathlib import Path

from screening_app.domain.audit import DoorEvent
from screening_app.services.ports import Clock
from screening_app.vault.files import disk_faults

DOOR_FILE = "door.log"
OPENED = "opened"
WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 (a kind of event)
UNKNOWN_USER = "unknown-user"
REFUSED = "refused"
UNREADABLE = "unreadable"
"""A line that is not what we wrote, such as one torn by a power cut."""

_FAILURES = frozenset({WRONG_PASSPHRASE, UNKNOWN_USER, UNREADABLE})
_FREE_TRIES = 3
_LONGEST_DELAY = dt.timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorMark:
    """How much of the log the audit chain holds.

    Attributes:
        length: In bytes, from the beginning.
        sha256: Of those bytes, 64 hex digits.
    """

    length: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.length}:{self.sha256}"

    @classmethod
    def parse(cls, text: str) -> "DoorMark":
        """Read what ``str`` wrote.

        Raises:
            ValueError: If it is not a mark.
        """
        length, _, sha256 = text.partition(":")
        return cls(length=int(length), sha256=sha256)


NOTHING_TAKEN = DoorMark(length=0, sha256=hashlib.sha256().hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorBatch:
    """What the audit chain has not taken yet.

    Attributes:
        mark: To store with it.
        altered: Whether the part that was taken before is not what it was; then ``events`` holds
            everything that is there now.
    """

    events: tuple[DoorEvent, ...]
    mark: DoorMark
    altered: bool


class DoorLog:
    """The log of one vault."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / DOOR_FILE
        self._clock = clock

    def append(self, kind: str, slot: str | None) -> None:
        """Write one line and make it last.

        Raises:
            DiskFull: If there is no room.
            ReadOnlyVault: If the log cannot be written.
        """
        line = {"at": self._clock.now().isoformat(timespec="microseconds"), "kind": kind, "slot": slot}
        # The line feed in front ends a line that a power cut left open; empty lines are nothing.
        content = b"\n" + json.dumps(line).encode() + b"\n"
        with disk_faults():
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o660)
            try:
                os.write(descriptor, content)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def events(self) -> tuple[DoorEvent, ...]:
        """Return everything that the log holds."""
        return _parse(self._read())

    def pending(self, taken: DoorMark = NOTHING_TAKEN) -> DoorBatch:
        """Return what came after the mark.

        Args:
            taken: The mark stored with the last audit event about the door.
        """
        content = self._read()
        altered = _mark(content[: taken.length]) != taken
        fresh = content if altered else content[taken.length :]
        return DoorBatch(events=_parse(fresh), mark=_mark(content), altered=altered)

    def delay(self) -> dt.timedelta:
        """Return how long the next try has to wait: grows with the failures since the last opening.

        A clock that was set back makes nobody wait longer than the full delay.
        """
        failed = _failures_since_opening(self.events())
        if len(failed) < _FREE_TRIES:
            return dt.timedelta()
        full = min(dt.timedelta(seconds=2 ** min(len(failed) - _FREE_TRIES, 16)), _LONGEST_DELAY)
        return max(dt.timedelta(), min(full, failed[-1].at + full - self._clock.now()))

    def has_failures(self) -> bool:
        """Tell whether somebody failed since the last opening."""
        return bool(_failures_since_opening(self.events()))

    def _read(self) -> bytes:
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return b""


def _failures_since_opening(events: Sequence[DoorEvent]) -> list[DoorEvent]:
    failed = list[DoorEvent]()
    for event in events:
        if event.kind == OPENED:
            failed.clear()
        elif event.kind in _FAILURES:
            failed.append(event)
    return failed


def _mark(content: bytes) -> DoorMark:
    return DoorMark(length=len(content), sha256=hashlib.sha256(content).hexdigest())


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
