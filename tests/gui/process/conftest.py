"""An X server and a vault for the tests of the process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, make_desk
from tests.helpers.screen import HAS_XVFB, NO_XVFB, screen


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Return the name of an X server that nobody else draws on."""
    if not HAS_XVFB:
        pytest.skip(NO_XVFB)
    with screen() as name:
        yield name


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a vault in a folder of its own."""
    return make_desk(tmp_path)
