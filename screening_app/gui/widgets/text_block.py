"""Plain text laid out in lines of a set height, which ``QLabel`` cannot do."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

MEASURE: Final = 75
"""Most characters on a line (VISUAL 2.3)."""

BALANCED_FROM: Final = 24
"""Size from which lines are made equally long."""

LEAST_LINE_RTL: Final = 1.6
"""Line height for scripts with tall letters (VISUAL 12)."""

_ORDINARY = "An ordinary sentence shows how wide the letters of read text are."
_MOST_BALANCED = 5
_HALVINGS = 12
_ENDLESS = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a text is set.

    Attributes:
        font: Type, in today's size.
        line: Line height over size.
        direction: Where lines begin.
        wraps: Whether long text takes several lines.
        centred: Whether lines stand in the middle instead of at the start.
        balanced: Whether lines are made equally long.
    """

    font: QFont
    line: float
    direction: Qt.LayoutDirection
    wraps: bool = True
    centred: bool = False
    balanced: bool = False

    @property
    def leading(self) -> float:
        """Return the height of a line."""
        rtl = self.direction == Qt.LayoutDirection.RightToLeft
        return self.font.pixelSize() * (max(self.line, LEAST_LINE_RTL) if rtl else self.line)

    @property
    def measure(self) -> float:
        """Return the width that a line may have at most."""
        return QFontMetricsF(self.font).horizontalAdvance(_ORDINARY) / len(_ORDINARY) * MEASURE


class TextBlock:
    """A text laid out for a width.

    Attributes:
        lines: How many there are.
        height: What they need.
        width: What the longest of them needs.
        layout: The lines, for hit tests.
    """

    def __init__(self, text: str, setting: Setting, width: float) -> None:
        self.layout = QTextLayout(text.replace("\n", "\u2028"), setting.font)
        self._leading = setting.leading
        option = QTextOption()
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
            if setting.wraps
            else QTextOption.WrapMode.ManualWrap
        )
        # A Swedish sentence in an Arabic window stands at the right, but its full stop at its own end.
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setAlignment(_alignment(setting))
        self.layout.setTextOption(option)
        self.lines = 0
        self._offset = 0.0
        self._break(max(width, 1.0))
        if setting.balanced and 1 < self.lines < _MOST_BALANCED:
            self._balance(width, rtl=setting.direction == Qt.LayoutDirection.RightToLeft)
        self.height = math.ceil(self.lines * self._leading)
        self.width = max((self.layout.lineAt(i).naturalTextWidth() for i in range(self.lines)), default=0.0)

    def _break(self, width: float) -> int:
        self.layout.beginLayout()
        count = 0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * self._leading + (self._leading - line.height()) / 2))
            count += 1
        self.layout.endLayout()
        self.lines = max(count, 1)
        return self.lines

    def _balance(self, width: float, *, rtl: bool) -> None:
        wanted, low, high = self.lines, width * 0.4, width
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if self._break(middle) > wanted:
                low = middle
            else:
                high = middle
        self._break(high)
        self._offset = width - high if rtl else 0.0

    def draw(
        self,
        painter: QPainter,
        place: QPointF,
        selections: "list[QTextLayout.FormatRange] | None" = None,
    ) -> None:
        """Draw the lines from this corner, in the painter's pen."""
        self.layout.draw(painter, place + QPointF(self._offset, 0), selections or [])

    def position_at(self, point: QPointF) -> int:
        """Return the place in the text nearest to a point."""
        row = min(max(int(point.y() // self._leading), 0), self.lines - 1)
        line = self.layout.lineAt(row)
        return int(line.xToCursor(point.x() - self._offset)) if line.isValid() else 0


def _alignment(setting: Setting) -> Qt.AlignmentFlag:
    if setting.centred:
        return Qt.AlignmentFlag.AlignHCenter
    rtl = setting.direction == Qt.LayoutDirection.RightToLeft
    return Qt.AlignmentFlag.AlignAbsolute | (
        Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    )


def natural_width(text: str, setting: Setting) -> int:
    """Return the width of the text unwrapped."""
    metrics = QFontMetricsF(setting.font)
    return math.ceil(max(metrics.horizontalAdvance(line) for line in text.split("\n"))) + 1


def longest_word(text: str, setting: Setting) -> int:
    """Return the width of the longest word: less than this breaks it."""
    metrics = QFontMetricsF(setting.font)
    return math.ceil(max((metrics.horizontalAdvance(word) for word in text.split()), default=0)) + 1
