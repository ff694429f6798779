"""The key that triggers a control, printed on it."""

import math
from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Radius, Size

_BESIDE = 7
_EDGE = 0.55


def key_cap_size(key: str) -> QSize:
    """Return the size of a key cap."""
    return _size(key, role_font("micro"), grown(Size.KEY_CAP), 2 * grown(_BESIDE))


@lru_cache
def _size(key: str, font: QFont, side: int, beside: int) -> QSize:
    text = QFontMetricsF(font).horizontalAdvance(key)
    return QSize(max(side, math.ceil(text) + beside), side)


def paint_key_cap(painter: QPainter, place: QRectF, key: str, *, tone: str, filled: bool = False) -> None:
    """Paint a key cap; a filled one belongs to what is chosen."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(role_font("micro"))
    rim = place.adjusted(0.75, 0.75, -0.75, -0.75)
    ink = look.color(tone)
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        ink = look.color("on_danger" if tone == "danger" else "on_primary")
    else:
        edge = look.color(tone)
        edge.setAlphaF(1.0 if look.tokens.high_contrast else _EDGE)
        painter.setPen(QPen(edge, look.tokens.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rim, Radius.BADGE, Radius.BADGE)
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class KeyCap(QWidget):
    """A key cap that stands alone, beside words that say what the key does."""

    def __init__(
        self, key: str, *, tone: str = "muted", filled: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._tone, self._filled = key, tone, filled
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return key_cap_size(self._key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it."""
        paint_key_cap(QPainter(self), QRectF(self.rect()), self._key, tone=self._tone, filled=self._filled)
