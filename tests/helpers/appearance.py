"""What a window looks like in a test."""

from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.theme.apply import Appearance, ThemeChoice, apply_appearance, fit_window

W = TypeVar("W", bound=QWidget)

SMALL = QSize(1280, 720)
"""The smallest ordinary screen (VISUAL 3)."""


def wear(app: QApplication, theme: ThemeChoice = "light", factor: float = 1.0) -> None:
    """Put a theme and text size on the application, as in a window that is not roomy."""
    fit_window(app, SMALL)
    apply_appearance(app, Appearance(theme=theme, factor=factor))


def shown(qtbot: QtBot, window: W, width: int = SMALL.width(), height: int = SMALL.height()) -> W:
    """Return the window, open and laid out at a size."""
    qtbot.addWidget(window)
    window.resize(width, height)
    with qtbot.waitExposed(window):
        window.show()
    return window
