"""Starting this program anew, for what shows windows: a command knows none."""

import sys


def ourselves() -> list[str]:
    """Return what starts this program anew."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "screening_app"]
