"""What was tried to get in touch: a form for one more attempt, and the list, newest first (W-13)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.contact import TypedAttempt
from screening_app.gui.presenters.contact_words import ContactModel, EntryRow
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_START = Qt.AlignmentFlag.AlignLeft


class AttemptsCard(Card):
    """Attempts; the form is opened by its button.

    Attributes:
        noted: Told with the attempt as it was typed.
    """

    noted = Signal(object)

    def __init__(self, model: ContactModel) -> None:
        # Translators: attempts to get in touch; sv "Kontaktförsök".
        super().__init__(_("Attempts"))
        self.setObjectName("attempts")
        # Translators: opens the form for an attempt; sv "Anteckna ett försök".
        self._open = Button(_("Note an attempt"), icon="plus", key="A")
        self._open.setObjectName("note-attempt")
        self._open.clicked.connect(self.open_form)
        self.body.addWidget(self._open, 0, _START)
        self._form = QWidget()
        self._fill_form(model)
        self.body.addWidget(self._form)
        show_when(self._form, False)
        if not model.entries:
            # Translators: sv "Inga försök är antecknade."
            self.body.addWidget(Prose(_("No attempts are on record."), role="second"))
        for entry in model.entries:
            self.body.addWidget(_entry(entry))

    def _fill_form(self, model: ContactModel) -> None:
        form = Column(self._form, gap=Space.S)
        # Translators: label; sv "Sätt".
        self._way = Field(_("Way"), choices=model.ways_tried)
        self._way.setObjectName("way")
        # Nothing is chosen beforehand: a hasty Enter must not record what nobody said.
        self._reached = Field(_("Did you reach the person?"), choices=(("", _("Choose")), *model.outcomes))
        self._reached.setObjectName("reached")
        pair = Row(gap=Space.M)
        pair.addWidget(self._way, 1)
        pair.addWidget(self._reached, 1)
        form.addLayout(pair)
        # Translators: label of day and time; sv "När".
        self._when = Field(_("When"), hint=_("Such as 2026-11-22 14:30. Empty is now."), optional=True)
        self._when.setObjectName("when")
        # Translators: label; sv "Anteckning".
        self._note = Field(_("Note"), optional=True)
        self._note.setObjectName("attempt-note")
        for field in (self._when, self._note):
            field.entered.connect(self._take)
            form.addWidget(field)
        # Translators: ticked if so; shown only where the agreement allows it.
        self._left = CheckRow("left-message", _("A neutral message was left, as agreed"), low=True)
        form.addWidget(self._left)
        show_when(self._left, model.may_leave_message)
        take = Button(_("Put on record"), key="Enter")
        take.setObjectName("take-attempt")
        take.clicked.connect(self._take)
        form.addWidget(take, 0, _START)

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return not self._form.isHidden()

    @property
    def typed(self) -> str:
        """What stands in the fields."""
        return f"{self._when.value}{self._note.value}" if self.is_open else ""

    def open_form(self) -> None:
        """Let an attempt be noted."""
        show_when(self._form, True)
        show_when(self._open, False)
        self._way.input.setFocus(Qt.FocusReason.TabFocusReason)

    def close_form(self) -> None:
        """Put the form away, empty."""
        for field in (self._when, self._note):
            field.value = ""
            field.clear_error()
        self._reached.value = ""
        self._reached.clear_error()
        self._left.checked = False
        show_when(self._form, False)
        show_when(self._open, True)
        self._open.setFocus(Qt.FocusReason.TabFocusReason)

    def show_problem(self, field: str, text: str) -> None:
        """Say at the time or the outcome what is wrong with it."""
        for name, one in (("when", self._when), ("reached", self._reached)):
            one.show_error(text if name == field else "")
        {"when": self._when, "reached": self._reached}[field].input.setFocus()

    def _take(self, *_checked: object) -> None:
        self.noted.emit(
            TypedAttempt(
                way=self._way.value,
                reached=self._reached.value,
                when=self._when.value,
                note=self._note.value,
                left_message=self._left.checked,
            )
        )


def _entry(entry: EntryRow) -> QWidget:
    made = QWidget()
    column = Column(made, gap=Space.HAIR)
    column.addWidget(Prose(entry.title, role="strong"))
    if entry.detail:
        column.addWidget(Prose(entry.detail, role="second"))
    return made
