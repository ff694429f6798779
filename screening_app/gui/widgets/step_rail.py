"""The steps of a conversation, down the side of the page (VISUAL 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.style import paint_tick
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.text_block import Setting, TextBlock
from screening_app.i18n import gettext as _

StepState = Literal["done", "now", "coming", "skipped"]
Index = QModelIndex | QPersistentModelIndex

_LINE: Final = 1.35
_BAR: Final = 4
_WORDS_FROM: Final = 54
_DOT_AT: Final = 31
_ABOVE: Final = 9
_MARK_ROLE: Final = Qt.ItemDataRole.UserRole
_TONES: Final = {"now": "text", "done": "text", "coming": "muted", "skipped": "faint"}


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step as the rail shows it.

    Attributes:
        id: Code of the step.
        title: Its name; never a percentage.
        state: Where the conversation stands in it.
    """

    id: str
    title: str
    state: StepState


def spoken_step(mark: StepMark, number: int, count: int) -> str:
    """Return what a screen reader says of a step after its name, such as *step 4 of 9, in progress*."""
    states = {
        "done": _("step {number} of {count}, done"),
        # Translators: read by screen readers (Swedish: steg 4 av 9, pågår).
        "now": _("step {number} of {count}, in progress"),
        "coming": _("step {number} of {count}, not yet"),
        "skipped": _("step {number} of {count}, skipped"),
    }
    return states[mark.state].format(number=number, count=count)


class StepRail(QFrame):
    """Case id and start time, then the steps; a done step and the one now can be opened, a coming one cannot.

    Attributes:
        picked: Told with the code of the step that a person chose.
        changed: Told when other steps are shown.
    """

    picked = Signal(str)
    changed = Signal()

    def __init__(self, *, title: str = "", caption: str = "", parent: QWidget | None = None) -> None:
        """Make a rail.

        Args:
            title: The case id; never a name.
            caption: When the conversation began.
            parent: Owner.
        """
        super().__init__(parent)
        self.setProperty("bar", "start")
        self._marks: tuple[StepMark, ...] = ()
        self._title = Prose(title, role="strong", wrap=False)
        self._caption = Prose(caption, role="caption", wrap=False)
        head = Column(gap=Space.HAIR, margins=(Space.M + Space.XXS, Space.M + Space.XXS, Space.M, Space.M))
        head.addWidget(self._title)
        head.addWidget(self._caption)
        self.list = _Steps(self)
        column = Column(self, gap=Space.NONE)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self._choose)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFixedWidth(grown(Size.RAIL))

    def set_header(self, title: str, caption: str) -> None:
        """Show another case id and start time."""
        self._title.setText(title)
        self._caption.setText(caption)

    @property
    def marks(self) -> tuple[StepMark, ...]:
        """The steps shown."""
        return self._marks

    def set_steps(self, marks: Sequence[StepMark]) -> None:
        """Show these steps."""
        self._marks = tuple(marks)
        self.list.show_marks(self._marks)
        self.changed.emit()

    def standing(self) -> QWidget | None:
        """Return, made anew, what stands below the steps and stays at hand where the rail is folded."""
        return None

    def _choose(self, row: int) -> None:
        mark = self._marks[row]
        if mark.state in {"done", "now"}:
            self.picked.emit(mark.id)


class _Steps(QListView):
    """The list: arrows move, Enter or a click opens."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(QStandardItemModel(self))
        self.setItemDelegate(_StepDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # A click opens a step or does nothing; the keys stay the page's.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Steps"))
        self.setObjectName("steps")
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        theme().changed.connect(self.doItemsLayout)

    def show_marks(self, marks: Sequence[StepMark]) -> None:
        """Show these steps, and stand on the one in progress."""
        model = QStandardItemModel(self)
        for number, mark in enumerate(marks, 1):
            item = QStandardItem(mark.title)
            item.setData(mark, _MARK_ROLE)
            said = spoken_step(mark, number, len(marks))
            item.setData(f"{mark.title}, {said}", Qt.ItemDataRole.AccessibleTextRole)
            model.appendRow(item)
        self.setModel(model)
        for row, mark in enumerate(marks):
            if mark.state == "now":
                self.setCurrentIndex(model.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the step that is stood on with Enter or Space; the rest is the list's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the names out anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _StepDelegate(QStyledItemDelegate):
    """Paints a step: dot, line to its neighbours, name."""

    def _block(self, mark: StepMark, width: int, direction: Qt.LayoutDirection) -> TextBlock:
        style = role_font("label", weight=700 if mark.state == "now" else 500)
        room = width - space(_WORDS_FROM) - space(Space.S)
        return TextBlock(mark.title, Setting(font=style, line=_LINE, direction=direction), room)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return the room that the name needs."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else grown(Size.RAIL)
        block = self._block(index.data(_MARK_ROLE), width, option.direction)
        return QSize(width, max(grown(Size.STEP), block.height + 2 * space(_ABOVE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the step."""
        mark, place = index.data(_MARK_ROLE), QRectF(option.rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if mark.state == "now":
            bar = QRectF(place.right() - _BAR if rtl else place.left(), place.top(), _BAR, place.height())
            painter.fillRect(place, theme().color("primary_soft"))
            painter.fillRect(bar, theme().color("primary"))
        at = space(_DOT_AT)
        middle = QPointF(place.right() - at if rtl else place.left() + at, place.center().y())
        self._paint_line(painter, place, middle, index)
        _paint_dot(painter, middle, mark.state, index.row() + 1)
        block = self._block(mark, round(place.width()), option.direction)
        painter.setPen(theme().color(_TONES[mark.state]))
        x = place.left() + (space(Space.S) if rtl else space(_WORDS_FROM))
        block.draw(painter, QPointF(x, place.center().y() - block.height / 2))
        painter.restore()

    def _paint_line(self, painter: QPainter, place: QRectF, middle: QPointF, index: Index) -> None:
        clear = grown(Size.STEP_DOT) / 2 + 3
        painter.setPen(QPen(theme().color("border"), 2))
        if index.row() > 0:
            painter.drawLine(QPointF(middle.x(), place.top()), QPointF(middle.x(), middle.y() - clear))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(QPointF(middle.x(), middle.y() + clear), QPointF(middle.x(), place.bottom() + 1))


def _paint_dot(painter: QPainter, middle: QPointF, state: StepState, number: int) -> None:
    look, radius = theme(), grown(Size.STEP_DOT) / 2
    dot = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    if state == "done":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("primary"))
        painter.drawEllipse(dot)
        paint_tick(painter, dot, tone="on_primary")
        return
    now = state == "now"
    edge = QPen(look.color("primary" if now else "border_strong"), 2 if now else 1.2)
    if state == "skipped":
        edge.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(edge)
    painter.setBrush(look.color("surface"))
    painter.drawEllipse(dot)
    painter.setPen(look.color("primary" if now else "muted"))
    painter.setFont(role_font("micro", weight=700 if now else 600))
    painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number))
