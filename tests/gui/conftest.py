"""No test of the window lets Python delete widgets while Qt is at work."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from screening_app.gui.collecting import Collecting


@pytest.fixture(scope="session", autouse=True)
def collecting(qapp: QApplication) -> Iterator[Collecting]:
    """Collect between events only, as the application does."""
    made = Collecting(qapp)
    yield made
    made.stop()
