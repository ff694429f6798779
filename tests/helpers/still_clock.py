"""A clock that stands still until it is told to go on: for what depends on a short time having passed."""

import datetime as dt


class StillClock:
    """Stands on a fixed morning."""

    def __init__(self) -> None:
        self._at = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)

    def now(self) -> dt.datetime:
        """Return the time."""
        return self._at

    def pass_by(self, milliseconds: int) -> None:
        """Let time pass; less than none sets the clock back."""
        self._at += dt.timedelta(milliseconds=milliseconds)
