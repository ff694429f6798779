"""What tests of the compose step share."""

import pytest

from tests.gui.compose.desk import ComposeDesk, closed_script, compose_desk


@pytest.fixture
def desk() -> ComposeDesk:
    """Return a desk at which a consent holds."""
    return compose_desk()


@pytest.fixture
def without_consent() -> ComposeDesk:
    """Return a desk at which none was given."""
    return compose_desk(closed_script(consent=None))
