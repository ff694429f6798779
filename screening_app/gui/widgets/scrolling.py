"""What a page scrolls in."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

PAGE_KEYS: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
"""How many pages each key goes on."""


class Scrolling(QScrollArea):
    """Tells when what it shows became wider or narrower, as by a scroll bar that came or went.

    Attributes:
        resized: Told before what it shows is laid out: nothing has wrong edges even for a moment.
    """

    resized = Signal()

    def __init__(self, column: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(column)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Tell it."""
        self.resized.emit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the page keys to the page, which sees to the focus as well."""
        if event.key() in PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)
