"""The page that quick hide shows: an ordinary information screen (VISUAL 4)."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QSpacerItem, QWidget

from screening_app.gui.presenters.hide import NeutralContent
from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.layout import Column, Row, around
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_CELL = 44
_DAYS = 8
_ROWS = 7
_DISC = 0.42
_SILENT_KEYS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    }
)


class NeutralPage(QWidget):
    """Clock, date, month and the unit's own lines; no mark, and no hint that anything is hidden.

    Attributes:
        knocked: Told when somebody pressed a key.
        entered: Told what was typed into the small field.
    """

    knocked = Signal()
    entered = Signal(str)

    def __init__(self, *, heading: str = "", lines: Sequence[tuple[str, str]] = ()) -> None:
        """Make the page.

        Args:
            heading: What the unit wrote, such as the name of the house.
            lines: Two columns of it, such as opening hours.
        """
        super().__init__()
        self.setObjectName("neutral")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clock = Prose(role="clock", wrap=False)
        self._date = Prose(role="heading", tone="muted", weight=500, wrap=False)
        self._month = Prose(role="title", weight=600, wrap=False)
        self._calendar = _Month()
        self._field = QLineEdit()
        self._field.setObjectName("code")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        # Translators: name of the small field on the neutral page, for a screen reader; tells nothing.
        self._field.setAccessibleName(_("Code"))
        self._field.setFont(role_font("body"))
        self._field.setFixedWidth(grown(Size.NAVIGATION))
        self._field.returnPressed.connect(self._enter)
        show_when(self._field, False)
        self._build(heading, lines)

    def _build(self, heading: str, lines: Sequence[tuple[str, str]]) -> None:
        page = Column(self, margins=around(Space.XL))
        left = self._left = Column(gap=Space.XS)
        left.addStretch(1)
        left.addWidget(self._clock)
        left.addWidget(self._date)
        left.addSpacing(grown(Space.XL))
        if heading:
            left.addWidget(Prose(heading, role="title", weight=600))
        for line in lines:
            left.addLayout(_line(*line))
        left.addStretch(1)
        right = Column(gap=Space.S)
        right.addStretch(1)
        right.addWidget(self._month)
        right.addWidget(self._calendar)
        right.addStretch(1)
        both = Row(gap=Space.NONE)
        both.addStretch(1)
        both.addLayout(left)
        # Wide between the two, but in large text they need the room themselves.
        both.addItem(QSpacerItem(space(Space.XXL + Space.XXL), 0, QSizePolicy.Policy.Maximum))
        both.addLayout(right)
        both.addStretch(1)
        page.addLayout(both, 1)
        page.addWidget(self._field, 0, Qt.AlignmentFlag.AlignHCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave the month out where large text needs the whole width."""
        super().resizeEvent(event)
        needed = self._left.minimumSize().width() + self._calendar.sizeHint().width() + 2 * space(Space.XL)
        for part in (self._month, self._calendar):
            show_when(part, needed <= self.width())

    def show_content(self, content: NeutralContent) -> None:
        """Show clock and calendar."""
        self._clock.setText(content.time)
        self._date.setText(content.date)
        self._month.setText(content.month)
        self._calendar.show_content(content)

    def show_time(self, time: str) -> None:
        """Show a later time."""
        self._clock.setText(time)

    def ask(self) -> None:
        """Bring up the small field."""
        show_when(self._field, True)
        self._field.setFocus()

    def try_again(self) -> None:
        """Empty the field; nothing says what is behind."""
        self._field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Any key brings the field; what it types is the first of what is entered."""
        if event.key() in _SILENT_KEYS:
            return
        self.knocked.emit()
        if event.text().isprintable() and event.text():
            self._field.setText(event.text())

    def _enter(self) -> None:
        self.entered.emit(self._field.text())


def _line(left: str, right: str) -> Row:
    line = Row(gap=Space.L)
    name = Prose(left, role="option", tone="muted", weight=400, wrap=False)
    name.setMinimumWidth(grown(Size.NAVIGATION) * 3 // 4)
    line.addWidget(name)
    line.addWidget(Prose(right, role="option", tabular=True, wrap=False))
    line.addStretch(1)
    return line


class _Month(QWidget):
    """The month with the numbers of its weeks."""

    def __init__(self) -> None:
        super().__init__()
        self._content: NeutralContent | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size; it has air, which grows as space does, so that large text has room beside."""
        return QSize(space(_CELL) * _DAYS * 6 // 5, space(_CELL) * _ROWS)

    def show_content(self, content: NeutralContent) -> None:
        """Show this month."""
        self._content = content
        self.setAccessibleName(content.month)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the days."""
        content = self._content
        if content is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, name in enumerate((content.week_label, *content.days)):
            self._write(painter, 0, column, name, role="label", weight=600, tone="muted")
        for row, (week, days) in enumerate(content.weeks, start=1):
            self._write(painter, row, 0, str(week), role="label", weight=500, tone="faint")
            for column, day in enumerate(days, start=1):
                if day is None:
                    continue
                if day.is_today:
                    self._disc(painter, row, column)
                plain = "muted" if day.is_weekend else "text"
                tone, weight = ("bg", 600) if day.is_today else (plain, 500)
                self._write(painter, row, column, str(day.number), role="option", weight=weight, tone=tone)

    def _cell(self, row: int, column: int) -> QRectF:
        width, height = self.width() / _DAYS, self.height() / _ROWS
        return QRectF(column * width, row * height, width, height)

    def _disc(self, painter: QPainter, row: int, column: int) -> None:
        cell = self._cell(row, column)
        radius = min(cell.width(), cell.height()) * _DISC
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("text"))
        painter.drawEllipse(cell.center(), radius, radius)

    def _write(
        self, painter: QPainter, row: int, column: int, text: str, *, role: str, weight: int, tone: str
    ) -> None:
        painter.setFont(role_font(role, weight=weight, tabular=True))
        painter.setPen(theme().color(tone))
        painter.drawText(self._cell(row, column), Qt.AlignmentFlag.AlignCenter, text)
