"""How a path is taken from the command line."""

import argparse
import datetime as dt
from pathlib import Path

from screening_app.i18n import gettext


def named_path(text: str) -> Path:
    """Return the path that somebody named; nothing is not the current folder.

    Raises:
        ArgumentTypeError: If the text is empty.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError(gettext("a path cannot be empty"))
    return Path(text)


def named_day(text: str) -> dt.date:
    """Return the day that somebody named.

    Raises:
        ArgumentTypeError: If it is none.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(gettext("a day is written YYYY-MM-DD")) from None
