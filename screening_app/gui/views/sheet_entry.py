"""Two sheets to type in: one open at a time, its words in a grid, each checked as it comes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.sheet_entry import SHEETS, WORDS, SheetEntry, SheetState, SheetWords
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.word_field import WordField
from screening_app.i18n import gettext as _


class SheetEntryPanel(QWidget):
    """What is typed of two sheets.

    Attributes:
        changed: Told when something was typed.
        finished: Told when both sheets are right.
        entry: Who decides.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, words: SheetWords) -> None:
        super().__init__()
        self._sheets = [_SheetCard(number, words) for number in range(SHEETS)]
        self.entry = SheetEntry(self, words)
        column = Column(self, gap=Space.S)
        for number, sheet in enumerate(self._sheets):
            sheet.typed.connect(partial(self._typed, number))
            # Once the focus is where it goes, and not on its way.
            sheet.left.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
            sheet.opened.connect(partial(self._open_again, number))
            column.addWidget(sheet)
        # Translators: under the words; sv "Tab fyller i ordet och går vidare. Backsteg går tillbaka."
        column.addWidget(Prose(_("Tab fills the word in and goes on. Backspace goes back."), role="caption"))
        self.entry.show()

    def first(self) -> QWidget:
        """Return where typing begins."""
        return self._sheets[0].fields[0]

    def clear(self) -> None:
        """Empty every field, and let go of what was typed."""
        self.entry.forget()
        for sheet in self._sheets:
            sheet.clear()

    def show_sheet(self, number: int, state: SheetState) -> None:
        """Show how a sheet stands."""
        self._sheets[number].show_state(state)

    def show_open(self, number: int | None) -> None:
        """Open one sheet for typing and close the others."""
        for at, sheet in enumerate(self._sheets):
            sheet.set_open(at == number)
        if number is None:
            self.finished.emit()
        elif self.isVisible():
            self._sheets[number].stand_in()

    def _typed(self, number: int) -> None:
        self.entry.typed(number, self._sheets[number].words())
        self.changed.emit()

    def _go_on(self) -> None:
        self.entry.go_on()

    def _open_again(self, number: int) -> None:
        for at, sheet in enumerate(self._sheets):
            sheet.set_open(at == number)
        self._sheets[number].stand_in()


class _SheetCard(Card):
    """One sheet: how it stands, and its words while it is open."""

    typed = Signal()
    left = Signal()
    opened = Signal()

    def __init__(self, number: int, words: SheetWords) -> None:
        super().__init__(gap=Space.S)
        self.setObjectName(f"sheet-{number + 1}")
        head = Row(gap=Space.S)
        self._tick = IconLabel("check", tone="primary", size=Size.ICON_LARGE)
        self._title, self._said = Prose(role="strong"), Prose(role="caption")
        texts = Column(gap=Space.NONE)
        texts.addWidget(self._title)
        texts.addWidget(self._said)
        # Translators: opens a sheet that was typed, to look at it again; sv "Öppna".
        self._again = Button(_("Open"), size="small")
        self._again.setObjectName(f"open-sheet-{number + 1}")
        self._again.clicked.connect(self.opened)
        head.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        head.addWidget(self._again, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        self._grid = QWidget()
        flow = Flow(self._grid, gap=Space.XS)
        policy = self._grid.sizePolicy()
        policy.setHeightForWidth(True)
        self._grid.setSizePolicy(policy)
        self.fields = [self._field(number, at, words) for at in range(WORDS)]
        for field in self.fields:
            flow.addWidget(field)
        self.body.addWidget(self._grid)

    def _field(self, number: int, at: int, words: SheetWords) -> WordField:
        # Translators: what a screen reader calls a field; sv "Ord {word}, blad {sheet}".
        name = _("Word {word}, sheet {sheet}").format(word=at + 1, sheet=number + 1)
        field = WordField(at + 1, name, words.only_word)
        field.setObjectName(f"word-{number + 1}-{at + 1}")
        field.typed.connect(self.typed)
        field.left.connect(self.typed)
        field.left.connect(self.left)
        field.onward.connect(partial(self._go_on, at))
        field.backward.connect(partial(self._go, at - 1))
        field.several.connect(partial(self._spread, at))
        return field

    def words(self) -> list[str]:
        """Return what stands in the fields."""
        return [field.text() for field in self.fields]

    def clear(self) -> None:
        """Empty every field."""
        for field in self.fields:
            field.clear()

    def set_open(self, is_open: bool) -> None:
        """Show the words, or only how the sheet stands."""
        show_when(self._grid, is_open)
        show_when(self._again, not is_open and any(self.words()))

    def stand_in(self) -> None:
        """Put the cursor into the first word that is missing."""
        empty = next((field for field in self.fields if not field.text()), self.fields[0])
        empty.setFocus(Qt.FocusReason.TabFocusReason)

    def show_state(self, state: SheetState) -> None:
        """Show how the sheet stands."""
        self.setAccessibleName(f"{state.title}. {state.said}")
        self._title.setText(state.title)
        self._said.setText(state.said)
        show_when(self._tick, state.is_right)
        for at, field in enumerate(self.fields):
            # While a word is being typed it is not wrong yet.
            strange = at in state.strange and not (field.hasFocus() and len(field.text()) < _TELLING)
            field.show_state(strange=strange, right=bool(field.text()) and at not in state.strange)

    def _go_on(self, at: int) -> None:
        if at + 1 < WORDS:
            self._go(at + 1)
        else:
            self.left.emit()

    def _go(self, at: int) -> None:
        if 0 <= at < WORDS:
            self.fields[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _spread(self, at: int, words: Sequence[str]) -> None:
        """Put words that came together each into its field."""
        for field, word in zip(self.fields[at:], words, strict=False):
            field.setText(word)
        self._go(min(at + len(words), WORDS - 1))
        self.typed.emit()


_TELLING = 4
"""Letters after which a word is known."""
