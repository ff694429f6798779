"""The step rail folded to one line, for large text and narrow windows."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from screening_app.gui.theme.current import space, theme
from screening_app.gui.theme.layout import Row, sides
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.step_rail import StepMark, StepRail
from screening_app.i18n import gettext as _

_TRACK: Final = 4


class StepStrip(QFrame):
    """*Step 4 of 9*, which opens the list of the done ones, its name, what is always at hand, and a bar.

    Attributes:
        picked: Told with the code of the done step that a person chose.
    """

    picked = Signal(str)

    def __init__(self, rail: StepRail, *, parent: QWidget | None = None) -> None:
        """Make the strip of a rail, whose steps it shows and whose signal it shares."""
        super().__init__(parent)
        self._rail = rail
        self.setProperty("bar", "top")
        # It opens the list of the steps that are done.
        self._count = Button("", kind="quiet", trailing="chev-down", size="small")
        self._count.clicked.connect(self._open)
        self._name = Prose(role="label", weight=500, wrap=False)
        self._standing = rail.standing()
        self._row = Row(self, gap=Space.M, margins=sides(Space.L, Space.XXS))
        self._row.addWidget(self._count)
        self._row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        if self._standing is not None:
            self._row.addWidget(self._standing)
        rail.changed.connect(self.refresh)
        self.picked.connect(rail.picked)
        self.refresh()

    def refresh(self) -> None:
        """Show the rail's steps as they are now."""
        marks = self._rail.marks
        number = self._number(marks)
        if number:
            now = _("Step {number} of {count}").format(number=number, count=len(marks))
            self._count.setText(now)
            # Translators: said by screen readers of the button that opens the list; sv "Visa steg".
            self._count.setAccessibleDescription(_("Show steps"))
            self._name.setText(marks[number - 1].title)
            self.setAccessibleName(f"{now}, {marks[number - 1].title}")
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave out the name of the step where the width does not hold it; never an action."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Reckoned, not tried: to show and to hide it would resize the strip, which asks for this again.
        parts = [part for part in (self._count, self._name, self._standing) if part is not None]
        room = self.width() - 2 * space(Space.L) - space(Space.M) * len(parts)
        show_when(self._name, sum(part.sizeHint().width() for part in parts) <= room)

    @staticmethod
    def _number(marks: tuple[StepMark, ...]) -> int:
        return next((n for n, mark in enumerate(marks, 1) if mark.state == "now"), 0)

    def menu(self) -> QMenu:
        """Return the list of steps; only done ones can be chosen."""
        made = QMenu(self)
        for number, mark in enumerate(self._rail.marks, 1):
            action = made.addAction(f"{number}  {mark.title}".replace("&", "&&"))
            action.setEnabled(mark.state == "done")
            action.triggered.connect(lambda _checked=False, code=mark.id: self.picked.emit(code))
        return made

    def _open(self) -> None:
        self.menu().popup(self._count.mapToGlobal(QPoint(0, self._count.height())))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the bar under the words."""
        super().paintEvent(event)
        marks = self._rail.marks
        painter = QPainter(self)
        track = QRectF(0, self.height() - _TRACK, self.width(), _TRACK)
        painter.fillRect(track, theme().color("border"))
        done = QRectF(track)
        done.setWidth(track.width() * self._number(marks) / max(len(marks), 1))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            done.moveRight(track.right())
        painter.fillRect(done, theme().color("primary"))
