"""The system's clock."""

import datetime as dt


class SystemClock:
    """Port ``Clock``: gives the system's time."""

    def now(self) -> dt.datetime:
        """Return the time now, aware UTC."""
        return dt.datetime.now(dt.UTC)
