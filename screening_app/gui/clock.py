"""Time as the window needs it before anything heavy is loaded."""

import datetime as dt
import time


def now() -> dt.datetime:
    """Return the system's time, aware UTC."""
    return dt.datetime.now(dt.UTC)


def awake() -> float:
    """Return seconds that stand still while the computer sleeps."""
    return time.monotonic()


def elapsed() -> float:
    """Return seconds that go on while the computer sleeps, where the system can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
