"""The product's mark: two rounded bubbles that meet; it could belong to any booking system."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, theme

_GRID: Final = 26
_FIRST: Final = QRectF(1, 3, 15, 13)
_TAIL: Final = (QPointF(4, 14), QPointF(10, 14), QPointF(4.2, 20))
_SECOND: Final = QRectF(11, 10.5, 13, 11)
_ROUND: Final = 5


class ProductMark(QWidget):
    """The mark; silent to a screen reader, for the name stands beside it."""

    def __init__(self, size: int = _GRID, *, ground: str = "bg", parent: QWidget | None = None) -> None:
        """Make a mark.

        Args:
            size: Height and width at 100 % text.
            ground: Name of the colour it stands on.
            parent: Owner.
        """
        super().__init__(parent)
        self._size, self._ground = size, ground
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return QSize(grown(self._size), grown(self._size))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the bubbles."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        painter.scale(side / _GRID, side / _GRID)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("primary"))
        painter.drawRoundedRect(_FIRST, _ROUND, _ROUND)
        painter.drawPolygon(_TAIL)
        painter.setPen(QPen(theme().color("primary"), 2))
        painter.setBrush(theme().color(self._ground))
        painter.drawRoundedRect(_SECOND, _ROUND, _ROUND)
