"""The bar at the foot of a page: back at the start, on at the end, always at the same place."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.current import space, theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.theme.window_class import FOLDS_FROM
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose

_TRIES: Final = 3


class ActionBar(QFrame):
    """Back, something quieter, a note, and the filled button; the note stands above where it is tight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "bottom")
        self._side = 0
        self._arranging = False
        self._parts: list[QWidget] = []
        self._middle: QWidget | None = None
        self._above = Prose(role="caption")
        self._note = Prose(role="caption")
        self._column = Column(self, gap=Space.XXS)
        self._row = Row(gap=Space.XS)
        self._upper = Row(gap=Space.XS)
        self._upper.addWidget(self._above, 1)
        self._start, self._end = Row(gap=Space.XS), Row(gap=Space.NONE)
        self._end.addSpacing(space(Space.XS))
        self._row.addLayout(self._start)
        self._row.addStretch(1)
        self._row.addWidget(self._note, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._end)
        self._column.addLayout(self._upper)
        self._column.addLayout(self._row)
        theme().changed.connect(self._arrange)
        self.set_note("")

    def fill(self, back: Button | None, middle: QWidget | None, forward: Button | None) -> None:
        """Show these parts; what stood there before is deleted."""
        wanted = [part for part in (back, middle, forward) if part is not None]
        for old in self._parts:
            if old not in wanted:
                old.hide()
                old.deleteLater()
        for part in (back, middle):
            if part is not None:
                self._start.addWidget(part)
        if forward is not None:
            self._end.addWidget(forward)
        for part in wanted:
            # A layout shows what it was given a moment later, and until then the focus passes it by:
            # keys that came meanwhile would go nowhere.
            show_when(part, True)
        self._parts, self._middle = wanted, middle
        self._middle_at = 1 if back is not None else 0
        self._arrange()

    def set_note(self, note: str) -> None:
        """Show another note."""
        self._note.setText(note)
        self._above.setText(note)
        self._arrange()

    def set_side(self, side: int) -> None:
        """Keep the edges of the page's column, this far from the bar's."""
        self._side = side
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the note to the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place the parts; showing one of them may resize the bar, which asks for this again."""
        if self._arranging:
            return
        self._arranging = True
        for _ in range(_TRIES):
            width = self.width()
            self._place_parts()
            if self.width() == width:
                break
        self._arranging = False

    def _place_parts(self) -> None:
        # In large text the air around the buttons is the page's.
        air = space(Space.XXS if theme().tokens.factor >= FOLDS_FROM else Space.S)
        self._column.setContentsMargins(self._side, air - theme().tokens.line, self._side, air)
        room = self.width() - 2 * self._side - space(Space.XS) * (len(self._parts) + 2)
        parts = sum(part.sizeHint().width() for part in self._parts)
        if self._middle is not None:
            self._put_middle(self._middle, above=parts > room)
        written = bool(self._note.text())
        tight = not self._fits_beside(room - parts)
        show_when(self._above, written and tight)
        show_when(self._note, written and not tight)

    def _fits_beside(self, room: int) -> bool:
        """Tell whether the note has room between the buttons, on as many lines as they are high."""
        wanted = self._note.sizeHint().width()
        wide = min(max(room, 0), wanted)
        self._note.setFixedWidth(wide)
        if wide == wanted or not self._parts:
            return wide == wanted
        low = max(part.sizeHint().height() for part in self._parts)
        return wide >= self._note.minimumSizeHint().width() and self._note.heightForWidth(wide) <= low

    def _put_middle(self, middle: QWidget, *, above: bool) -> None:
        if above == (self._upper.indexOf(middle) >= 0):
            return
        (self._start if above else self._upper).removeWidget(middle)
        if above:
            self._upper.addWidget(middle)
        else:
            self._start.insertWidget(self._middle_at, middle)
