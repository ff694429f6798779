"""A small field for one numbered word; the rest of the word is filled in when it can be no other."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Radius, Space
from screening_app.i18n import gettext as _

_WIDTH: Final = 136
_HEIGHT: Final = 36
_NUMBER: Final = 30
_ON: Final = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class WordField(QLineEdit):
    """One word.

    Attributes:
        typed: Told when a person changed it.
        onward: Told when the person goes on to the next.
        backward: Told when the person goes back from an empty field.
        left: Told when the cursor went elsewhere.
        several: Told with words that were pasted together.
    """

    typed = Signal()
    onward = Signal()
    backward = Signal()
    left = Signal()
    several = Signal(list)

    def __init__(
        self, number: int, name: str, complete: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        """Make a field.

        Args:
            number: Its place on the sheet, from 1.
            name: What a screen reader calls it.
            complete: Returns the one word that begins so, or nothing.
        """
        super().__init__(parent)
        self._number, self._complete, self._before = number, complete, 0
        self.setAccessibleName(name)
        self.setProperty("focus_radius", Radius.FIELD)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData)
        self.textEdited.connect(self._edited)
        self._restyle()
        theme().changed.connect(self._restyle)

    def show_state(self, *, strange: bool, right: bool) -> None:
        """Mark it: as no word of any sheet, or as one."""
        self.setProperty("error", strange)
        self.setProperty("word", "right" if right else "")
        self.style().unpolish(self)
        self.style().polish(self)
        # Translators: a screen reader says it after a wrong word; sv "Ordet finns inte på något blad".
        self.setAccessibleDescription(_("This word stands on no sheet") if strange else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Have a word that was left looked at anew: it may be too short for one that is being typed."""
        super().focusOutEvent(event)
        self.left.emit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only width."""
        return QSize(grown(_WIDTH), grown(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its only width."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on with Space or Enter, and back with Backspace where nothing is left to delete."""
        key = Qt.Key(event.key())
        if key in _ON and self.text():
            self.setCursorPosition(len(self.text()))
            self.onward.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.backward.emit()
        elif key not in _ON:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the field, and its number at the start."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(role_font("caption", tabular=True))
        painter.setPen(theme().color("muted"))
        place = QRectF(self.rect())
        inset = space(Space.XS)
        place.adjust(inset, 0, -inset, 0)
        start = Qt.AlignmentFlag.AlignLeft
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start = Qt.AlignmentFlag.AlignRight
        painter.drawText(place, start | Qt.AlignmentFlag.AlignVCenter, str(self._number))

    def _edited(self, text: str) -> None:
        words = text.split()
        grew, self._before = len(text) > self._before, len(text)
        if len(words) > 1:
            self.several.emit(words)
            return
        if grew and (whole := self._complete(text)) and whole != text and self.cursorPosition() == len(text):
            self.setText(whole)
            self.setSelection(len(whole), len(text) - len(whole))
        self.typed.emit()

    def _restyle(self) -> None:
        self.setFont(role_font("strong"))
        # The sheet's own padding ends where the number does.
        self.setTextMargins(grown(_NUMBER) - space(Space.S), 0, 0, 0)
        self.updateGeometry()
