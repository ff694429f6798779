"""Enter presses the button that has the focus, whatever the page's own one is."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button by Enter, as by the space bar; tells whether it was."""
    if event.key() not in ENTER or event.isAutoRepeat():
        return False
    button.click()
    return True
