"""A thin bar that shows how many steps of how many; the words beside it say the same."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, theme

_WIDTH: Final = 120
_HEIGHT: Final = 6


class Track(QWidget):
    """A bar; silent to a screen reader, for the words say the same."""

    def __init__(self, number: int, total: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.show_part(number, total)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_part(self, number: int, total: int) -> None:
        """Fill so many of so many parts."""
        self._part = min(1.0, number / total) if total else 0.0
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return QSize(grown(_WIDTH), grown(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the track and how far it is filled."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, round_ = QRectF(self.rect()), self.height() / 2
        look = theme()
        edged = look.tokens.high_contrast
        painter.setPen(QPen(look.color("border")) if edged else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(look.color("border") if not edged else look.color("bg"))
        painter.drawRoundedRect(whole, round_, round_)
        filled = QRectF(whole)
        filled.setWidth(max(whole.height(), whole.width() * self._part))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            filled.moveRight(whole.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("primary"))
        painter.drawRoundedRect(filled, round_, round_)
