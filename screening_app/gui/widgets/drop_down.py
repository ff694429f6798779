"""A list to choose from that opens below its field."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from screening_app.gui.theme.current import grown, space
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Size, Space


class DropDown(QComboBox):
    """A combo box with our arrow, which the wheel cannot change in passing."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the field by the sheet, then the arrow."""
        super().paintEvent(event)
        side = grown(Size.ICON_NOTE)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = space(Space.S) if rtl else self.width() - side - space(Space.S)
        paint_icon(
            QPainter(self), "chev-down", QRectF(x, (self.height() - side) / 2, side, side), tone="muted"
        )

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page: scrolling past must not change an answer."""
        event.ignore()
