"""The answers to one question: options with digits, reasons for none, or a field."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from screening_app.gui.presenters.conversation_models import OptionModel, QuestionModel
from screening_app.gui.theme.current import grown
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_TYPED = frozenset({"line", "text", "number", "date"})
_SHORT = frozenset({"number", "date"})


class Answers(QWidget):
    """What may stand at a question; decides nothing.

    Attributes:
        picked: Code of an option or reason.
        typed: What is written, at every change.
        entered: Enter was pressed where Enter would otherwise be a new line.
        field: The field, if the answer is typed.
        options: Every option and reason, in order.
    """

    picked = Signal(str)
    typed = Signal(str)
    entered = Signal()

    def __init__(
        self, question: QuestionModel, *, compact: bool = False, columns: int = 1, reason_columns: int = 1
    ) -> None:
        """Make the answers.

        Args:
            compact: Several questions share the page: options are lower and in columns.
            columns: How many options stand beside each other.
            reason_columns: How many reasons for no answer do.
        """
        super().__init__()
        self._question = question
        self.setObjectName(question.key)
        self.setAccessibleName(question.text)
        self._column = Column(self, gap=Space.XS)
        self.field: Field | None = None
        self.options: list[Option] = []
        if question.searchable:
            self._add_search()
        if question.kind in _TYPED:
            self._add_field(compact=compact)
            self._in_rows([self._option(one, reason=True) for one in question.reasons], reason_columns)
        elif compact:
            made = [self._option(one, quiet=True) for one in question.options]
            made += [self._option(one, reason=True) for one in question.reasons]
            self._in_rows(made, columns)
        else:
            self._in_rows([self._option(one) for one in question.options], columns)
            self._in_rows([self._option(one, reason=True) for one in question.reasons], reason_columns)
        problem = question.unsaved if self.field is not None else question.error or question.unsaved
        if problem:
            self._column.addWidget(Prose(problem, role="error"))
        for number, option in enumerate(self.options, start=1):
            if option.accessibleDescription():
                option.set_position(number, len(self.options))

    @property
    def first(self) -> QWidget:
        """What gets the focus: what is chosen, else the field or the first option."""
        chosen = next((option for option in self.options if option.checked), None)
        return chosen or self.field or self.options[0]

    def press_digit(self, digit: int) -> bool:
        """Pick the option of this digit; tells whether there is one."""
        for model, option in self._pairs():
            if model.digit == digit:
                option.pick()
                return True
        return False

    def _pairs(self) -> Iterator[tuple[OptionModel, Option]]:
        yield from zip((*self._question.options, *self._question.reasons), self.options, strict=True)

    def _in_rows(self, made: list[Option], columns: int) -> None:
        for start in range(0, len(made), max(columns, 1)):
            row = Row(gap=Space.XS)
            beside = made[start : start + columns]
            for option in beside:
                row.addWidget(option, 1)
            for _missing in range(columns - len(beside)):
                # A stretch has no gap before it, so that the row would not stand under the one above.
                row.addWidget(QWidget(), 1)
            self._column.addLayout(row)

    def _option(self, model: OptionModel, *, quiet: bool = False, reason: bool = False) -> Option:
        multiple = self._question.kind == "multiple" and not reason
        quiet = quiet or reason
        option = Option(
            model.code, model.text, digit=model.digit, multiple=multiple, quiet=quiet, parent=self
        )
        option.checked = model.chosen
        option.picked.connect(self.picked)
        self.options.append(option)
        return option

    def _add_field(self, *, compact: bool) -> None:
        question = self._question
        many = question.kind == "text"
        # Translators: label of the field in which an answer is written; sv "Svar".
        label = question.text if compact else _("Answer")
        field = Field(label, hint=question.hint, optional=question.optional, multiline=many)
        field.input.setAccessibleName(question.text)
        field.input.setObjectName(f"{question.key}.value")
        field.value = question.value
        if question.error:
            field.show_error(question.error)
        field.changed.connect(self.typed)
        field.input.installEventFilter(self)
        if question.kind in _SHORT:
            field.input.setMaximumWidth(grown(Size.SIDE))
        self.field = field
        self._column.addWidget(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take Enter in a text of several lines as going on; Shift+Enter begins a line."""
        if isinstance(watched, QPlainTextEdit) and isinstance(event, QKeyEvent):
            plain = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
            if plain and event.type() == QEvent.Type.KeyPress:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _add_search(self) -> None:
        # Translators: above a long list of answers; sv "Sök i listan".
        search = Field(_("Search the list"), optional=True)
        search.changed.connect(self._narrow)
        self._column.addWidget(search)

    def _narrow(self, words: str) -> None:
        for model, option in self._pairs():
            found = words.casefold() in model.text.casefold()
            show_when(option, found or model in self._question.reasons or model.chosen)


class CompactQuestion(QWidget):
    """One of several questions on a page: label, then answers in columns.

    Attributes:
        answers: What may stand there.
    """

    def __init__(self, question: QuestionModel, *, columns: int) -> None:
        super().__init__()
        self.setAccessibleName(question.text)
        column = Column(self, gap=Space.XXS)
        self.answers = Answers(question, compact=True, columns=columns)
        if self.answers.field is None:
            head = Row(gap=Space.XS)
            head.addWidget(Prose(question.text, role="label"))
            if question.optional:
                head.addWidget(Prose(_("optional"), role="caption", wrap=False))
            head.addStretch(1)
            column.addLayout(head)
        column.addWidget(self.answers)
