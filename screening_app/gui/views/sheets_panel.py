"""Three recovery sheets to be printed, saved or written by hand; their words show only when asked for."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.printing import ChosenPrinter, ask_for_printer
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.folder import ask_for_folder
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.new_file import write_new
from screening_app.services.sheets_on_paper import SheetFile

Run = Callable[[Callable[[], None], Callable[[], None], Callable[[Exception], None]], None]


class SheetPress(Protocol):
    """Makes sheets of paper."""

    def printed_sheets(self, sheets: Sequence[str]) -> bytes:
        """Return the sheets as one PDF."""

    def sheet_files(self, sheets: Sequence[str]) -> tuple[SheetFile, ...]:
        """Return each sheet as a file of its own."""


class SheetsPanel(QWidget):
    """Buttons that give the sheets out, and what was done.

    Attributes:
        given: Told when the sheets were printed, saved or shown.
        failed: Told with a sentence when that was not possible.
    """

    given = Signal()
    failed = Signal(str)

    def __init__(self, press: SheetPress, run: Run, sheets: Sequence[str]) -> None:
        """Make the panel.

        Args:
            press: Makes the paper.
            run: Does work beside the window.
            sheets: The words of each sheet.
        """
        super().__init__()
        self._press, self._run, self._sheets = press, run, tuple(sheets)
        column = Column(self, gap=Space.M)
        card = Card(gap=Space.S)
        # Translators: sv "Skriv ut de tre bladen…", "Spara som PDF…", "Visa orden".
        self._print = Button(_("Print the three sheets…"), icon="print")
        self._print.setObjectName("print-sheets")
        self._print.clicked.connect(self._ask_printer)
        self._save = Button(_("Save as PDF…"), icon="backup")
        self._save.setObjectName("save-sheets")
        self._save.clicked.connect(self._ask_folder)
        self._show = Button(_("Show the words"), icon="eye", kind="quiet")
        self._show.setObjectName("show-sheets")
        self._show.clicked.connect(self._show_words)
        line = Row(gap=Space.S)
        for button in (self._print, self._save, self._show):
            line.addWidget(button)
        line.addStretch(1)
        card.body.addLayout(line)
        hint = _("Words show only if you write them by hand: check first that nobody sees the screen.")
        card.body.addWidget(Prose(hint, role="caption"))
        self._done = Prose(role="strong")
        show_when(self._done, False)
        card.body.addWidget(self._done)
        column.addWidget(card)
        self._words = QWidget()
        Column(self._words, gap=Space.S)
        show_when(self._words, False)
        column.addWidget(self._words)

    def first(self) -> QWidget:
        """Return where the page begins."""
        return self._print

    def save_to(self, folder: Path) -> None:
        """Write each sheet as a file of its own into a folder."""

        def work() -> None:
            for file in self._press.sheet_files(self._sheets):
                write_new(folder, file.name, file.pdf)

        # Translators: {folder} is a place on the disk; sv "Bladen är sparade i {folder}. …".
        said = _(
            "The sheets are saved in {folder}. Print them, then delete the files: whoever has two of them "
            "has the records."
        )
        self._run(work, lambda: self._tell(said.format(folder=folder)), self._not_done)

    def print_on(self, printer: ChosenPrinter) -> None:
        """Hand the sheets to a printer under a neutral name."""

        def work() -> None:
            # Translators: name of a print job; says nothing. Sv "dokument".
            printer(self._press.printed_sheets(self._sheets), _("document"))

        said = _("Sent to the printer. Take the sheets from it before you go on.")
        self._run(work, lambda: self._tell(said), self._not_done)

    def _ask_printer(self) -> None:
        try:
            ask_for_printer(self, self.print_on)
        except ScreeningAppError as error:
            self.failed.emit(error.describe())

    def _ask_folder(self) -> None:
        # Translators: title of a dialog; sv "Mapp för bladen".
        ask_for_folder(self, self.save_to, title=_("Folder for the sheets"))

    def _show_words(self) -> None:
        column = self._words.layout()
        if column is not None and not column.count():
            for number, words in enumerate(self._sheets, start=1):
                title = _("Sheet {number} of {count}").format(number=number, count=len(self._sheets))
                card = Card(title, gap=Space.XS)
                card.body.addWidget(Prose(_numbered(words), role="body"))
                column.addWidget(card)
        show_when(self._words, True)
        self.given.emit()

    def _tell(self, text: str) -> None:
        self._done.setText(text)
        show_when(self._done, True)
        announce(self, text)
        self.given.emit()

    def _not_done(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self.failed.emit(error.describe())


def _numbered(words: str) -> str:
    return "  ".join(
        f"{number}\N{NO-BREAK SPACE}{word}" for number, word in enumerate(words.split(), start=1)
    )
