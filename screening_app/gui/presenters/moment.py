"""The short time in which nobody can have seen a page yet."""

import datetime as dt
from collections.abc import Callable

UNSEEN = dt.timedelta(milliseconds=500)
"""A page on which nothing was done is not confirmed before it has stood this long."""

STILL = dt.timedelta(milliseconds=700)
"""A panel that opened by itself takes no key before the keyboard has been still this long."""

UNREAD = dt.timedelta(milliseconds=350)
"""A page that offers other answers than the one before takes none before the keyboard was still this long."""


class Moment:
    """A time that begins when a page shows, and passes.

    Args:
        now: The clock; one that is set back ends the moment.
        lasts: How long.
    """

    def __init__(self, now: Callable[[], dt.datetime], lasts: dt.timedelta) -> None:
        self._now, self._lasts = now, lasts
        self._began: dt.datetime | None = None

    def begin(self) -> None:
        """Begin, or begin anew."""
        self._began = self._now()

    def end(self) -> None:
        """Let it be over: what was done shows that the page was seen."""
        self._began = None

    @property
    def is_over(self) -> bool:
        """Whether it has passed, or never began."""
        return self._began is None or not dt.timedelta() <= self._now() - self._began < self._lasts

    def takes_key(self) -> bool:
        """Tell whether a key that was pressed now acts; one that does not begins the moment anew."""
        if self.is_over:
            return True
        self.begin()
        return False
