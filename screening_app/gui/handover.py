"""What outlives a lock: a few words about the outside, and nothing from inside the vault (DESIGN 4).

It travels in one variable of the new process's environment, which others of the same account may
read. So it holds no name, no case and no answer; and what comes in is not trusted: whatever is not
understood counts as a fresh start.
"""

import datetime as dt
import json
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening_app.gui.presenters.navigation import LockReason

VARIABLE = "SCREENING_APP_HANDOVER"
MOST_RESTARTS = 3
"""The re-execution that stops, if it is the third within ``RESTART_WINDOW``."""
RESTART_WINDOW = 10.0
_LONGEST = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the process before a lock tells the process after it.

    Attributes:
        data_dir: Folder of the settings.
        vault: Folder of the vault.
        language: Of the interface.
        theme: Code of the theme.
        factor: Text size.
        reason: Why it locked.
        at: When it locked, aware UTC.
        minutes: After how many minutes without activity it locks.
        lock_descriptor: Open file that holds the right to write, or None.
        restarts: When it re-executed itself lately, in seconds since the computer started.
        where: Kind of error and line of code, for an unexpected error.
        all_is_saved: Whether nothing that was being typed is lost.
    """

    data_dir: Path
    vault: Path
    language: str
    theme: str
    factor: float
    reason: LockReason
    at: dt.datetime
    minutes: int
    lock_descriptor: int | None = None
    restarts: tuple[float, ...] = ()
    where: str = ""
    all_is_saved: bool = True

    def encode(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(
            {
                "data_dir": str(self.data_dir),
                "vault": str(self.vault),
                "language": self.language,
                "theme": self.theme,
                "factor": self.factor,
                "reason": str(self.reason),
                "at": self.at.isoformat(timespec="seconds"),
                "minutes": self.minutes,
                "lock_descriptor": self.lock_descriptor,
                "restarts": self.restarts,
                "where": self.where,
                "all_is_saved": self.all_is_saved,
            }
        )

    @property
    def stops(self) -> bool:
        """Tell whether it re-executed itself so often that it had better stay closed."""
        return len(self.restarts) >= MOST_RESTARTS


def recent_restarts(before: Sequence[float], now: float) -> tuple[float, ...]:
    """Return the times of re-executions that still count, this one included."""
    return (*(at for at in before if 0 <= now - at < RESTART_WINDOW), now)


def take_handover(environment: MutableMapping[str, str]) -> Handover | None:
    """Return what was handed over, and take it out of the environment; None at a fresh start."""
    untrusted = environment.pop(VARIABLE, "")
    if not untrusted or len(untrusted) > _LONGEST:
        return None
    try:
        return _decode(json.loads(untrusted))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


def _decode(untrusted: dict[str, object]) -> Handover:
    at = dt.datetime.fromisoformat(_text(untrusted["at"]))
    if at.tzinfo is None:
        raise ValueError("at")
    restarts = untrusted["restarts"]
    return Handover(
        data_dir=Path(_text(untrusted["data_dir"])),
        vault=Path(_text(untrusted["vault"])),
        language=_text(untrusted["language"]),
        theme=_text(untrusted["theme"]),
        factor=_number(untrusted["factor"]),
        reason=LockReason(_text(untrusted["reason"])),
        at=at,
        minutes=int(_number(untrusted["minutes"])),
        lock_descriptor=_descriptor(untrusted["lock_descriptor"]),
        restarts=tuple(map(_number, restarts)) if isinstance(restarts, list) else (),
        where=_text(untrusted["where"]),
        all_is_saved=untrusted["all_is_saved"] is True,
    )


def _text(untrusted: object) -> str:
    if not isinstance(untrusted, str):
        raise TypeError
    return untrusted


def _number(untrusted: object) -> float:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int | float):
        raise TypeError
    return float(untrusted)


def _descriptor(untrusted: object) -> int | None:
    if untrusted is None:
        return None
    if isinstance(untrusted, bool) or not isinstance(untrusted, int) or untrusted <= 2:  # noqa: PLR2004 (0 to 2 are the terminal's)
        raise TypeError
    return untrusted
