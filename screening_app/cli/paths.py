"""How a path is taken from the command line."""

import argparse
from pathlib import Path


def named_path(text: str) -> Path:
    """Return the path that somebody named; nothing is not the current folder.

    Raises:
        ArgumentTypeError: If the text is empty.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("a path cannot be empty")
    return Path(text)
