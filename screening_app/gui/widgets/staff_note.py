"""A quiet note for staff, hidden from the person beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.layout import Row, sides
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose


class StaffNote(QFrame):
    """One or two sentences; the page hides it with Ctrl+. and in every hand-over."""

    def __init__(self, text: str, *, low: bool = False, parent: QWidget | None = None) -> None:
        """Make a note.

        Args:
            text: What it says.
            low: With less air, where a page has many rows.
            parent: Owner.
        """
        super().__init__(parent)
        self.setProperty("card", "note")
        self._words = Prose(role="note")
        row = Row(self, gap=Space.S, margins=sides(Space.M, Space.XS if low else Space.S - Space.HAIR))
        row.addWidget(IconLabel("note", tone="note_text", size=Size.ICON_NOTE), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another note; an empty one hides the card."""
        self._words.setText(text)
        self.setAccessibleName(text)
        show_when(self, bool(text))
