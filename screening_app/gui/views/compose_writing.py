"""What staff write on the paper themselves, and which answers they left out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.compose_models import ComposeModel, LeftOutRow, WritingRow
from screening_app.gui.theme.layout import Column, Row, empty
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class WritingCard(Card):
    """A field for each place of the document that staff may write in.

    Attributes:
        changed: Told when something was typed.
        keeps: Whether what stands in the fields is newer than the model.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        # Translators: fields whose text goes on the paper; sv "Skriv med egna ord".
        super().__init__(_("Write in your own words"), gap=Space.S)
        self._fields: dict[str, Field] = {}
        self._labels: tuple[tuple[str, str], ...] = ()
        self.keeps = False
        self._holder = QWidget()
        self._column = Column(self._holder, gap=Space.S)
        self.body.addWidget(self._holder)
        # Translators: under fields whose text goes on the paper.
        hint = _("It stands on the paper as your words. What is left empty gets lines to write on by hand.")
        self.body.addWidget(Prose(hint, role="caption"))
        show_when(self, False)

    @property
    def written(self) -> dict[str, str]:
        """What was typed, by field of the document."""
        return {name: field.value for name, field in self._fields.items()}

    def show_model(self, model: ComposeModel) -> None:
        """Show the places; what is being typed is left alone."""
        labels = tuple((row.field, row.label) for row in model.writing)
        if labels != self._labels:
            self._labels = labels
            empty(self._column)
            self._fields = {row.field: self._field(row) for row in model.writing}
        for row in model.writing:
            field = self._fields[row.field]
            if not self.keeps and field.value.strip() != row.text:
                field.value = row.text
        show_when(self, bool(model.writing))

    def _field(self, row: WritingRow) -> Field:
        field = Field(row.label, multiline=True, optional=True)
        field.setObjectName(f"words-{row.field}")
        field.value = row.text
        field.changed.connect(self.changed)
        self._column.addWidget(field)
        return field


class TakenOutCard(Card):
    """Answers that were left out of this paper, each to be taken in again.

    Attributes:
        put_back: Told with the address of an answer.
    """

    put_back = Signal(str)

    def __init__(self) -> None:
        # Translators: answers that the user left out of this document; sv "Utelämnat av dig".
        super().__init__(_("Left out by you"), gap=Space.XS)
        self._shown: tuple[LeftOutRow, ...] = ()
        self._holder = QWidget()
        self._rows = Column(self._holder, gap=Space.XS)
        self.body.addWidget(self._holder)
        show_when(self, False)

    def show_model(self, model: ComposeModel) -> None:
        """Show what was left out."""
        if model.taken_out != self._shown:
            self._shown = model.taken_out
            empty(self._rows)
            for row in model.taken_out:
                self._rows.addWidget(self._row(row))
        show_when(self, bool(model.taken_out))

    def _row(self, row: LeftOutRow) -> QWidget:
        holder = QWidget()
        line = Row(holder, gap=Space.S)
        line.addWidget(Prose(row.text, role="body"), 1, Qt.AlignmentFlag.AlignVCenter)
        # Translators: takes an answer that was left out into the document again; sv "Ta med igen".
        back = Button(_("Take in again"), kind="quiet", size="small")
        back.setObjectName(f"put-back {row.address}")
        # Translators: accessible name; {answer} says which answer, by step and question.
        back.setAccessibleName(_("Take in again: {answer}").format(answer=row.text))
        back.clicked.connect(lambda: self.put_back.emit(row.address))
        line.addWidget(back)
        return holder
