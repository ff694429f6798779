"""Before asking: prepare, the gate with every condition on one page, and why it cannot be asked."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from screening_app.gui.presenters.conversation_models import GatePage, GateRow, PreparePage, QuestionModel
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.answers import Answers, CompactQuestion
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.i18n import gettext as _

_LONGEST_BESIDE: Final = 22
_MOST_TALL: Final = 6
_LOW_GAP: Final = Space.XXS + Space.HAIR


class PrepareView(ScreenView):
    """A few questions of staff; a digit answers the question that is stood on."""

    width_wanted = Size.FORM

    def __init__(self, page: PreparePage, *, note: bool, folded: bool) -> None:
        super().__init__(page.heading)
        self._questions: list[CompactQuestion] = []
        if page.asked:
            self.column.addWidget(StaffNote(page.asked))
        for question in page.questions:
            made = CompactQuestion(question, columns=1 if folded else 3)
            _connect(self, made.answers, question)
            self._questions.append(made)
            self.column.addWidget(made)
        for text in page.notes if note else ():
            self.column.addWidget(StaffNote(text))
        if page.routine and note:
            self.column.addWidget(_routine(page.routine))
        open_ones = [
            one for one, model in zip(self._questions, page.questions, strict=True) if not _is_answered(model)
        ]
        self.first = (open_ones or self._questions)[0].answers.first

    def press_digit(self, digit: int) -> bool:
        """Pick in the question that has the focus; then stand on the next one."""
        focus = QApplication.focusWidget()
        here = next((one for one in self._questions if focus is not None and one.isAncestorOf(focus)), None)
        here = here or self._questions[0]
        return here.answers.press_digit(digit)


def _routine(said: Sequence[tuple[str, str]]) -> Card:
    # Translators: heading; sv "Enhetens rutin".
    card = Card(_("The unit's routine"), kind="note", gap=Space.XXS)
    card.setObjectName("routine")
    for label, text in said:
        if label:
            card.body.addWidget(Prose(label, role="label"))
        card.body.addWidget(Prose(text, role="note"))
    return card


def _connect(view: ScreenView, answers: Answers, question: QuestionModel) -> None:
    answers.picked.connect(lambda code: view.chosen.emit(question.key, code))
    answers.typed.connect(lambda text: view.typed.emit(question.key, text))
    answers.entered.connect(lambda: view.acted.emit("go_on", ""))


def _is_answered(question: QuestionModel) -> bool:
    return bool(question.value) or any(one.chosen for one in (*question.options, *question.reasons))


class GateView(ScreenView):
    """Check rows: the open ones stand out, a digit ticks, the button beside gives another answer."""

    def __init__(self, page: GatePage, *, note: bool, folded: bool) -> None:
        self._low = len(page.rows) > _MOST_TALL
        super().__init__(page.heading, gap=_LOW_GAP if self._low else Space.XS, lead=page.lead)
        self._others: dict[str, Answers] = {}
        self._rows: list[CheckRow] = []
        self._details: dict[str, list[Answers]] = {}
        width = 0
        beside: list[Button] = []
        for row in page.rows:
            button = self._add_row(row, folded=folded)
            beside.append(button)
            width = max(width, button.sizeHint().width())
        for button in beside:
            button.setFixedWidth(width)
        self._notes = _Notes([row.help for row in page.rows] if note else [])
        self.column.addWidget(self._notes)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]
        open_rows = [made for made, row in zip(self._rows, page.rows, strict=True) if not row.done]
        first = (open_rows or self._rows)[0]
        details = self._details.get(first.code, [])
        self.first = details[0].first if details else first

    def _add_row(self, row: GateRow, *, folded: bool) -> Button:
        said = row.answer or row.good
        long = len(said) > _LONGEST_BESIDE
        made = CheckRow(
            row.key,
            row.text,
            digit=row.digit,
            second=said if long else "",
            checked=row.done,
            time="" if long else said,
            low=self._low,
        )
        made.picked.connect(lambda key: self.acted.emit("tick", key))
        self.on_digit(row.digit, made.pick)
        line = Row(gap=Space.XS)
        line.addWidget(made, 1)
        # Translators: beside a condition: another answer than the tick gives; sv "Annat svar", "Inte så".
        button = Button(_("Other answer") if row.others else _("Not so"), kind="quiet", size="small")
        button.setAccessibleName(f"{button.text()}: {row.text}")
        button.setObjectName(f"{row.key}.other")
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(line)
        self._rows.append(made)
        self._add_others(row, button, columns=1 if folded else 2)
        for detail in row.details:
            question = CompactQuestion(detail, columns=1 if folded else 3)
            _connect(self, question.answers, detail)
            if not _is_answered(detail):
                self._details.setdefault(row.key, []).append(question.answers)
            self.column.addLayout(_indented(question))
        return button

    def _add_others(self, row: GateRow, button: Button, *, columns: int) -> None:
        if not row.others:
            button.clicked.connect(lambda: self.acted.emit("deny", row.key))
            return
        model = QuestionModel(key=f"{row.key}.others", kind="single", text=row.text, options=row.others)
        others = Answers(model, compact=True, columns=columns)
        others.picked.connect(lambda code: self.chosen.emit(row.key, code))
        show_when(others, False)
        self._others[row.key] = others
        self.column.addWidget(others)
        button.clicked.connect(lambda: self._open(row.key))

    def _open(self, key: str) -> None:
        others = self._others[key]
        show_when(others, others.isHidden())
        if not others.isHidden():
            others.first.setFocus(Qt.FocusReason.TabFocusReason)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, CheckRow) and now in self._rows:
            self._notes.show_of(self._rows.index(now))


class _Notes(QWidget):
    """The note of the row that is stood on; the room is that of the longest, so that nothing moves."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())
        self._at = {
            row: self._stack.addWidget(StaffNote(text, low=True)) for row, text in enumerate(texts) if text
        }

    def show_of(self, row: int) -> None:
        """Show the note of a row, or none."""
        self._stack.setCurrentIndex(self._at.get(row, 0))


def _indented(widget: QWidget) -> Column:
    column = Column(margins=(Space.XL, Space.NONE, Space.NONE, Space.XS))
    column.addWidget(widget)
    return column


class ReasonsView(ScreenView):
    """Why the question cannot be asked now: one digit stores it."""

    def __init__(self, page: GatePage, question: QuestionModel, *, note: bool) -> None:
        super().__init__(question.text, gap=Space.S)
        self._answers = Answers(question, compact=False, columns=1)
        self._answers.picked.connect(lambda code: self.acted.emit("not_asked", code))
        self.column.addWidget(self._answers)
        for step in page.also:
            # Translators: a form of staff's own, when they are alone; sv "Skriv efteråt: {form}".
            text = _("Write afterwards: {form}").format(form=step.title)
            row = CheckRow(step.id, text, digit=step.digit, checked=step.id == page.then)
            row.picked.connect(lambda step_id: self.acted.emit("also_write", step_id))
            self.on_digit(step.digit, row.pick)
            self.column.addWidget(row)
        if note and question.help:
            self.column.addWidget(StaffNote(question.help))
        self.first = self._answers.options[0]

    def press_digit(self, digit: int) -> bool:
        """Store the reason of this digit, or say what is written besides."""
        return super().press_digit(digit) or self._answers.press_digit(digit)
