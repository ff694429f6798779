"""The answers of the person who holds the screen: large, alike, beside each other."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from screening_app.gui.presenters.conversation_models import OptionModel, QuestionModel
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.i18n import gettext as _


class AloneAnswers(QWidget):
    """What the person may answer; not answering is an answer as large as the others.

    Attributes:
        picked: Code of an option or reason.
        typed: What is written, at every change.
        entered: Enter was pressed where Enter would otherwise be a new line.
        first: What gets the focus: what is chosen, else the field or the first option.
    """

    picked = Signal(str)
    typed = Signal(str)
    entered = Signal()

    def __init__(self, question: QuestionModel, *, columns: int) -> None:
        super().__init__()
        self.setObjectName(question.key)
        self.setAccessibleName(question.text)
        self._column = Column(self, gap=Space.S)
        self._field: Field | None = None
        if not question.options:
            self._add_field(question)
        several = question.kind == "multiple"
        models = (*question.options, *question.reasons)
        self._options = [
            self._option(one, number, several=several and one in question.options)
            for number, one in enumerate(models, start=1)
        ]
        for start in range(0, len(self._options), columns):
            row = Row(gap=Space.S)
            beside = self._options[start : start + columns]
            for option in beside:
                row.addWidget(option, 1)
            for _missing in range(columns - len(beside)):
                row.addWidget(QWidget(), 1)
            self._column.addLayout(row)
        chosen = next((option for option in self._options if option.checked), None)
        self.first: QWidget = chosen or self._field or self._options[0]

    def press_digit(self, digit: int) -> None:
        """Pick the answer of this digit, if there is one."""
        if 1 <= digit <= len(self._options):
            self._options[digit - 1].pick()

    def _option(self, model: OptionModel, number: int, *, several: bool) -> Option:
        # No key caps: who has never seen the program needs none.
        option = Option(model.code, model.text, digit=None, multiple=several, large=True, parent=self)
        option.setProperty("number", number)
        option.checked = model.chosen
        option.picked.connect(self.picked)
        return option

    def _add_field(self, question: QuestionModel) -> None:
        # Translators: label of the field in which an answer is written; sv "Svar".
        field = Field(
            _("Answer"), hint=question.hint, optional=question.optional, multiline=question.kind == "text"
        )
        field.input.setAccessibleName(question.text)
        field.input.setObjectName(f"{question.key}.value")
        field.value = question.value
        field.changed.connect(self.typed)
        field.entered.connect(self.entered)
        field.input.installEventFilter(self)
        self._field = field
        self._column.addWidget(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take Enter in a text of several lines as going on; Shift+Enter begins a line."""
        if isinstance(watched, QPlainTextEdit) and isinstance(event, QKeyEvent):
            plain = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
            if plain and event.type() == QEvent.Type.KeyPress:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)
