"""Every test begins in the light theme at 100 %."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.helpers.appearance import wear


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Wear the light theme, reading from the left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    wear(qapp)
