"""Holds a vault open for writing until its standard input ends."""

import sys
from pathlib import Path

from screening_app.bootstrap import open_session
from tests.e2e.desk import LOGIN, PASSPHRASE

if __name__ == "__main__":
    with open_session(Path(sys.argv[1]), LOGIN, PASSPHRASE):
        print("open", flush=True)
        sys.stdin.read()
