"""A sum and how far it could reach, over the whole published range (VISUAL 4)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Size, Space
from screening_app.i18n import gettext as _

_BAR: Final = 18
_GAP: Final = 3
_HATCH: Final = 7
_EDGE: Final = 2


class Interval(QWidget):
    """The range as one grey bar, the possible sums as a hatched box; never green to red."""

    def __init__(
        self,
        lowest: int,
        highest: int,
        maximum: int,
        *,
        limits: Sequence[int] = (),
        caption: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make an interval.

        Args:
            lowest: Sum if every missing answer carried its fewest points.
            highest: Sum if every missing answer carried its most.
            maximum: Highest published sum.
            limits: Sums from which the rule says something else.
            caption: Words above the box; *possible total* where nothing is said.
            parent: Owner.
        """
        super().__init__(parent)
        self._lowest, self._highest, self._maximum = lowest, highest, maximum
        self._limits = tuple(limits)
        # Translators: above the part of a scale that a total may lie in (Swedish: möjlig summa).
        self._caption = _("possible total") if caption is None else caption
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._spoken())
        theme().changed.connect(self.updateGeometry)
        theme().changed.connect(self.update)

    def _spoken(self) -> str:
        numbers = {"lowest": self._lowest, "highest": self._highest, "maximum": self._maximum}
        if self._lowest == self._highest:
            return _("Total {lowest} of {maximum}").format(**numbers)
        return _("Total between {lowest} and {highest} of {maximum}").format(**numbers)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its height, and the least width it reads well at."""
        return QSize(grown(Size.SIDE), self._top() + self._bar() + space(Space.XS) + self._row())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its height, and the least width it can be read at."""
        return QSize(grown(Size.SIDE) // 2, self.sizeHint().height())

    @staticmethod
    def _row() -> int:
        return round(QFontMetricsF(role_font("micro")).height())

    @staticmethod
    def _bar() -> int:
        return grown(_BAR)

    def _top(self) -> int:
        return self._row() * (2 if self._caption else 1) + space(Space.XS)

    def _x(self, total: float) -> float:
        inset = grown(Space.XS)
        along = inset + (self.width() - 2 * inset) * total / max(self._maximum, 1)
        return self.width() - along if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else along

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint bar, gaps, box and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        self._paint_box(painter)
        self._paint_numbers(painter)

    def _paint_bar(self, painter: QPainter) -> None:
        look = theme()
        edges = [0.0, *(limit - 0.5 for limit in self._limits), float(self._maximum)]
        contrast = look.tokens.high_contrast
        painter.setPen(QPen(look.color("border_strong"), 1) if contrast else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(look.color("sunken" if contrast else "border"))
        for first, last in zip(edges, edges[1:], strict=False):
            left, right = sorted((self._x(first), self._x(last)))
            bar = QRectF(left + _GAP / 2, self._top(), right - left - _GAP, self._bar())
            painter.drawRect(bar)

    def _box(self) -> QRectF:
        left, right = sorted((self._x(self._lowest), self._x(self._highest)))
        out = grown(Space.XXS)
        return QRectF(left, self._top() - out, right - left, self._bar() + 2 * out)

    def _paint_box(self, painter: QPainter) -> None:
        look, box = theme(), self._box()
        ink = look.color("primary")
        if self._lowest == self._highest:
            painter.setPen(QPen(ink, _EDGE * 2))
            painter.drawLine(QPointF(box.left(), box.top()), QPointF(box.left(), box.bottom()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("surface"))
        painter.drawRect(box)
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(ink, 1.5))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
            x += grown(_HATCH)
        painter.restore()
        painter.setPen(QPen(ink, _EDGE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _paint_numbers(self, painter: QPainter) -> None:
        below = self._top() + self._bar() + space(Space.XS)
        for total in (0, *self._limits, self._maximum):
            self._write(painter, str(total), self._x(total), below, "muted")
        box = self._box()
        same = self._lowest == self._highest
        text = f"{self._lowest}" if same else f"{self._lowest}\u2013{self._highest}"
        self._write(painter, text, box.center().x(), self._top() - space(Space.XS) - self._row(), "text")
        if self._caption:
            self._write(painter, self._caption, box.center().x(), 0, "muted")

    def _write(self, painter: QPainter, text: str, middle: float, top: float, tone: str) -> None:
        font = role_font("micro")
        width = QFontMetricsF(font).horizontalAdvance(text) + 2
        left = min(max(middle - width / 2, 0.0), self.width() - width)
        painter.setFont(font)
        painter.setPen(theme().color(tone))
        painter.drawText(QRectF(left, top, width, self._row()), Qt.AlignmentFlag.AlignCenter, text)
