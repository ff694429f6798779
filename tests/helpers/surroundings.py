"""The machine's own surroundings, from before a test got a home of its own."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
"""The project's folder."""

REAL_ENVIRONMENT = dict(os.environ)
"""For child processes that need what the user configured, such as pip's index."""
