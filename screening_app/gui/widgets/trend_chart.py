"""Results over time, drawn: dots for totals, bars for totals that lie between two numbers (VISUAL 8)."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Size, Space

_HEIGHT: Final = 150
_BAR: Final = 15
_DOT: Final = 5
_HATCH: Final = 6
_EDGE: Final = 2
_TICKS: Final = 5


class Dot(NamedTuple):
    """A result: its place from 0 to 1, what it lies between, and its day in words."""

    place: float
    lowest: float
    highest: float
    day: str


class TrendChart(QWidget):
    """Zero-based, five ticks at most; black and white say the same as colour."""

    def __init__(
        self, dots: Sequence[Dot], maximum: float, spoken: str, *, parent: QWidget | None = None
    ) -> None:
        """Make a chart.

        Args:
            dots: The oldest first.
            maximum: Highest published total: the axis ends there, so that nothing looks worse than it is.
            spoken: The series in words.
            parent: Owner.
        """
        super().__init__(parent)
        self._dots, self._maximum = tuple(dots), max(maximum, 1.0)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its height, at the least width it reads well at."""
        return QSize(grown(Size.SIDE), grown(_HEIGHT) + 2 * self._row())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its height, at the least width it can be read at."""
        return QSize(grown(Size.SIDE) // 2, self.sizeHint().height())

    @staticmethod
    def _row() -> int:
        return math.ceil(QFontMetricsF(role_font("micro")).height())

    def _plot(self) -> QRectF:
        numbers = QFontMetricsF(role_font("micro")).horizontalAdvance(f"{self._maximum:g}")
        left = numbers + space(Space.XS) + grown(_BAR)
        right = self.width() - grown(_BAR)
        # Time goes on to the right in every language, like the numbers of an axis (VISUAL 12).
        return QRectF(left, self._row() / 2, right - left, self.height() - 2 * self._row())

    def _x(self, place: float) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * place

    def _y(self, total: float) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * total / self._maximum

    def ticks(self) -> list[float]:
        """Return the numbers on the axis: from 0 to the highest, at most five, evenly apart."""
        step = max(1, math.ceil(self._maximum / (_TICKS - 1)))
        marks = [float(mark) for mark in range(0, math.ceil(self._maximum), step)]
        return [mark for mark in marks if self._maximum - mark > step / 2] + [self._maximum]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint grid, line, results and days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter)
        self._paint_line(painter)
        for dot in self._dots:
            self._paint_dot(painter, dot)
        self._paint_days(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        look, plot = theme(), self._plot()
        for tick in self.ticks():
            y = self._y(tick)
            painter.setPen(QPen(look.color("grid"), look.tokens.line))
            painter.drawLine(QLineF(0 + plot.left() - grown(_BAR), y, plot.right() + grown(_BAR), y))
            place = QRectF(0, y - self._row() / 2, plot.left() - grown(_BAR) - space(Space.XXS), self._row())
            self._write(painter, place, f"{tick:g}", Qt.AlignmentFlag.AlignRight)

    def _paint_line(self, painter: QPainter) -> None:
        """Join totals that are certain; between others nothing is known, and nothing is drawn."""
        painter.setPen(QPen(theme().color("c1"), _EDGE))
        for first, second in pairwise(self._dots):
            if first.lowest == first.highest and second.lowest == second.highest:
                ends = [QPointF(self._x(one.place), self._y(one.lowest)) for one in (first, second)]
                painter.drawLine(QLineF(*ends))

    def _paint_dot(self, painter: QPainter, dot: Dot) -> None:
        look, x = theme(), self._x(dot.place)
        ink = look.color("c1")
        painter.setPen(QPen(ink, _EDGE))
        if dot.lowest == dot.highest:
            painter.setBrush(ink)
            radius = grown(_DOT)
            painter.drawEllipse(QPointF(x, self._y(dot.lowest)), radius, radius)
            return
        half = grown(_BAR) / 2
        box = QRectF(x - half, self._y(dot.highest), 2 * half, self._y(dot.lowest) - self._y(dot.highest))
        painter.setBrush(look.color("surface"))
        painter.drawRect(box)
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(ink, 1))
        start = box.left() - box.height()
        while start < box.right():
            painter.drawLine(QLineF(start, box.bottom(), start + box.height(), box.top()))
            start += grown(_HATCH)
        painter.restore()

    def _paint_days(self, painter: QPainter) -> None:
        """Write the first and the last day, then those between that have room; the table has them all."""
        wanted = [self._dots[0], self._dots[-1], *self._dots[1:-1]] if self._dots else []
        drawn: list[QRectF] = []
        for dot in wanted:
            place = self._under(dot)
            if not any(place.adjusted(-4, 0, 4, 0).intersects(other) for other in drawn):
                drawn.append(place)
                self._write(painter, place, dot.day, Qt.AlignmentFlag.AlignHCenter)

    def _under(self, dot: Dot) -> QRectF:
        width = QFontMetricsF(role_font("micro")).horizontalAdvance(dot.day) + 2
        left = min(max(self._x(dot.place) - width / 2, 0.0), max(self.width() - width, 0.0))
        return QRectF(left, self.height() - self._row(), width, self._row())

    @staticmethod
    def _write(painter: QPainter, place: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(role_font("micro"))
        painter.setPen(theme().color("muted"))
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, text)
