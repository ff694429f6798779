"""An X server for the tests of hazards."""

from collections.abc import Iterator

import pytest

from tests.helpers.screen import HAS_XVFB, NO_XVFB, screen


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Return the name of an X server that nobody else draws on."""
    if not HAS_XVFB:
        pytest.skip(NO_XVFB)
    with screen() as name:
        yield name
