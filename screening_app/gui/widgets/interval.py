"""A sum and how far it could reach, over the whole published range (VISUAL 4)."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Radius, Size, Space
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
        bands: Sequence[str] = (),
        caption: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make an interval.

        Args:
            lowest: Sum if every missing answer carried its fewest points.
            highest: Sum if every missing answer carried its most.
            maximum: Highest published sum.
            limits: Sums from which the rule says something else.
            bands: What the rule calls the parts between the limits, the first from 0.
            caption: Words above the box; *possible total* where nothing is said.
            parent: Owner.
        """
        super().__init__(parent)
        self._lowest, self._highest, self._maximum = lowest, highest, maximum
        self._limits, self._bands = tuple(limits), tuple(bands)
        # Translators: above the part of a scale that a total may lie in (Swedish: möjlig summa).
        self._caption = _("possible total") if caption is None else caption
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self._spoken())
        self.setAccessibleDescription(self._spoken_bands())
        theme().changed.connect(self.updateGeometry)
        theme().changed.connect(self.update)

    def _spoken(self) -> str:
        numbers = {"lowest": self._lowest, "highest": self._highest, "maximum": self._maximum}
        if self._lowest == self._highest:
            return _("Total {lowest} of {maximum}").format(**numbers)
        return _("Total between {lowest} and {highest} of {maximum}").format(**numbers)

    def _spoken_bands(self) -> str:
        starts = zip((0, *self._limits), self._bands, strict=False)
        # Translators: read by screen readers, once for each part of a scale: "Raised from 8".
        return ", ".join(_("{band} from {total}").format(band=band, total=total) for total, band in starts)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its height, at the least width it reads well at."""
        return QSize(grown(Size.SIDE), self.heightForWidth(grown(Size.SIDE)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its height, at the least width it can be read at."""
        width = grown(Size.SIDE) // 2
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Whether the height depends on the width: yes, names that meet go under each other."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height that bar, numbers and names need at a width."""
        rows = 1 + max((row for _, row, _ in self._labels(width)), default=0)
        return self._names_top() + (rows * self._row() if self._bands else 0)

    @staticmethod
    def _row() -> int:
        return math.ceil(QFontMetricsF(role_font("caption")).height())

    def _top(self) -> int:
        return self._row() + space(Space.XS)

    def _names_top(self) -> int:
        return self._top() + grown(_BAR) + space(Space.XS) + self._row()

    def _x(self, total: float, width: float) -> float:
        inset = _EDGE * 2
        # Numbers grow to the right in every language (VISUAL 12).
        return inset + (width - 2 * inset) * total / max(self._maximum, 1)

    def _labels(self, width: int) -> list[tuple[QRectF, int, str]]:
        """Return place, row and text of each band's name: under its limit, lower where two would meet."""
        metrics = QFontMetricsF(role_font("caption"))
        ends: list[float] = []
        labels = []
        for total, band in zip((0, *self._limits), self._bands, strict=False):
            wide = math.ceil(metrics.horizontalAdvance(band)) + 1
            left = min(self._x(total, width), max(width - wide, 0.0))
            row = next((n for n, end in enumerate(ends) if left >= end), len(ends))
            ends[row : row + 1] = [left + wide + space(Space.XS)]
            top = self._names_top() + row * self._row()
            labels.append((QRectF(left, top, wide, self._row()), row, band))
        return labels

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint bar, gaps, box, numbers and names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        self._paint_box(painter)
        self._paint_words(painter)

    def _paint_bar(self, painter: QPainter) -> None:
        look = theme()
        edges = [0.0, *map(float, self._limits), float(self._maximum)]
        contrast = look.tokens.high_contrast
        painter.setPen(QPen(look.color("border_strong"), 1) if contrast else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(look.color("sunken" if contrast else "border"))
        for first, last in pairwise(edges):
            left, right = sorted((self._x(first, self.width()), self._x(last, self.width())))
            painter.drawRect(QRectF(left + _GAP / 2, self._top(), right - left - _GAP, grown(_BAR)))
        painter.setPen(QPen(look.color("border_strong"), look.tokens.line))
        for total in self._numbers():
            x, below = self._x(total, self.width()), self._top() + grown(_BAR)
            painter.drawLine(QPointF(x, below), QPointF(x, below + space(Space.XXS)))

    def _numbers(self) -> list[int]:
        return sorted({0, *self._limits, self._maximum})

    def _box(self) -> QRectF:
        left, right = sorted((self._x(self._lowest, self.width()), self._x(self._highest, self.width())))
        out = _EDGE * 2
        return QRectF(left, self._top() - out, right - left, grown(_BAR) + 2 * out)

    def _paint_box(self, painter: QPainter) -> None:
        look, box = theme(), self._box()
        ink = look.color("primary")
        if self._lowest == self._highest:
            painter.setPen(QPen(ink, _EDGE * 2))
            painter.drawLine(box.topLeft(), box.bottomLeft())
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("primary_soft"))
        painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)
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
        painter.drawRoundedRect(box, Radius.BADGE, Radius.BADGE)

    def _paint_words(self, painter: QPainter) -> None:
        below = self._top() + grown(_BAR) + space(Space.XS)
        drawn: list[QRectF] = []
        wanted = [self._lowest, self._highest, *self._limits, 0, self._maximum]
        for total in dict.fromkeys(wanted):
            place = self._centred(str(total), self._x(total, self.width()), below)
            # Numbers that would touch give way in this order; the spoken text has them all.
            if not any(place.adjusted(-2, 0, 2, 0).intersects(other) for other in drawn):
                drawn.append(place)
                self._write(painter, place, str(total), "micro", "muted")
        if self._caption:
            box = self._box()
            self._write(
                painter,
                self._centred(self._caption, box.center().x(), 0),
                self._caption,
                "eyebrow",
                "primary",
            )
        for place, _row, band in self._labels(self.width()):
            self._write(painter, place, band, "caption", "muted")

    def _centred(self, text: str, middle: float, top: float) -> QRectF:
        width = QFontMetricsF(role_font("eyebrow")).horizontalAdvance(text) + 2
        left = min(max(middle - width / 2, 0.0), max(self.width() - width, 0.0))
        return QRectF(left, top, width, self._row())

    @staticmethod
    def _write(painter: QPainter, place: QRectF, text: str, role: str, tone: str) -> None:
        painter.setFont(role_font(role))
        painter.setPen(theme().color(tone))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
