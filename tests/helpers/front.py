"""A window that the keys of a test go to."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def bring_to_front(qtbot: QtBot, window: QWidget) -> None:
    """Wait until the window shows and has the focus: one of an earlier test may still hold it."""
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: _has_focus(window))


def _has_focus(window: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is window or window.isAncestorOf(focus))
