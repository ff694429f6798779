"""Correcting an answer: which one, to what and why, what follows, and that it is made; nothing in passing."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from screening_app.domain.ids import ScreeningId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.amend import AmendPresenter
from screening_app.gui.presenters.amend_models import (
    AnswersOfStep,
    AskModel,
    ChooseModel,
    ConfirmModel,
    DoneModel,
    Told,
)
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.theme.layout import Column, empty
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.answers import Answers
from screening_app.gui.views.outcome import view_card
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.presence import show_new, show_when
from screening_app.gui.widgets.pressing import ENTER
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

T = TypeVar("T")

_WRITING: Final = QLineEdit | QPlainTextEdit


def amend_page(session: Session, screening_id: ScreeningId, navigation: Navigation, *, jobs: Jobs) -> Page:
    """Return the page on correcting an answer of a closed conversation.

    Args:
        jobs: Work beside the window.
    """
    return AmendPage(session, screening_id, navigation, jobs)


class AmendPage(Page):
    """One stage after the other; Esc goes one back, and nothing is stored before the last.

    Attributes:
        presenter: Decides everything.
    """

    def __init__(
        self, session: Session, screening_id: ScreeningId, navigation: Navigation, jobs: Jobs
    ) -> None:
        # Translators: heading; sv "Rätta ett svar".
        super().__init__(_("Correct an answer"), width=Size.FORM)
        self._jobs = jobs
        self._answers: Answers | None = None
        self._reason: Field | None = None
        self._wrong: Prose | None = None
        self._said: Banner | None = None
        self.presenter = AmendPresenter(self, session, screening_id, navigation, beside=self._beside_us)
        self.body.addWidget(Prose(_("Reading …"), role="second"))
        self._set_buttons(None)
        self.presenter.show()

    # What the presenter asks

    def show_choose(self, model: ChooseModel) -> None:
        """Show every answer that can be corrected, with a search over them."""
        self._begin(_("Correct an answer"), model.lead)
        # Translators: above a long list of answers; sv "Sök i listan".
        search = Field(_("Search the list"), optional=True)
        search.setObjectName("search")
        search.input.setObjectName("search-text")
        self.body.addWidget(search)
        groups = [self._group(step) for step in model.steps]
        search.changed.connect(lambda words: _narrow(groups, words))
        self._set_buttons(None)
        self._end(search.input)

    def show_ask(self, model: AskModel) -> None:
        """Show one question, with room for another answer and the reason."""
        self._begin(_("Correct an answer"), model.place)
        card = Card(gap=Space.S)
        card.body.addWidget(Prose(model.question.text, role="title"))
        stands = Prose(model.stands, role="strong")
        stands.setObjectName("stands")
        card.body.addWidget(stands)
        self._answers = Answers(model.question)
        self._answers.picked.connect(self.presenter.pick)
        self._answers.typed.connect(self.presenter.type)
        self._answers.entered.connect(self.presenter.go_on)
        card.body.addWidget(self._answers)
        self._wrong = Prose(role="error")
        self._wrong.setObjectName("answer-problem")
        show_when(self._wrong, False)
        card.body.addWidget(self._wrong)
        if model.question.help:
            card.body.addWidget(StaffNote(_("For you: {note}").format(note=model.question.help)))
        self.body.addWidget(card)
        self._reason = Field(
            # Translators: label of the reason of a correction; sv "Varför rättas svaret?"
            _("Why is the answer corrected?"),
            # Translators: under the field of a reason; sv "Står på tidslinjen bredvid det gamla svaret."
            hint=_("Stands on the timeline, beside the old answer."),
            multiline=True,
        )
        self._reason.setObjectName("reason")
        self._reason.value = model.reason
        self._reason.changed.connect(self.presenter.write)
        self.body.addWidget(self._reason)
        # Translators: leads to what a correction brings, before it is made; sv "Se vad som följer".
        self._set_buttons(_("See what follows"))
        self._end(self._answers.first)

    def show_picked(self, codes: frozenset[str]) -> None:
        """Show which options are picked; where one is, nothing typed stands any more."""
        if self._answers is None:
            return
        for option in self._answers.options:
            option.checked = option.code in codes
        if codes and self._answers.field is not None and self._answers.field.value:
            with QSignalBlocker(self._answers.field.input):
                self._answers.field.value = ""
        self._tell_wrong("")

    def show_answer_problem(self, text: str) -> None:
        """Say at the answer why it cannot stand."""
        self._tell_wrong(text)
        if self._answers is not None:
            self._answers.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_reason_problem(self, text: str) -> None:
        """Say at the reason what is missing."""
        self._tell_wrong("")
        if self._reason is not None:
            self._reason.show_error(text)
            self._reason.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_confirm(self, model: ConfirmModel) -> None:
        """Show the correction as a whole and what follows; the button makes it."""
        # Translators: heading; sv "Det här följer".
        self._begin(_("What follows"), model.question)
        # Translators: heading over an answer, what it is corrected to, and why; sv "Rättelsen".
        self.body.addWidget(view_card(_("The correction"), model.facts))
        self._add_told(model.told)
        # Translators: makes the correction; sv "Rätta svaret".
        forward = self._set_buttons(_("Correct the answer"))
        self._end(forward)

    def show_done(self, model: DoneModel) -> None:
        """Show what was made, what waits, and what was made with the old answer."""
        self._begin(_("Correct an answer"), "")
        self._add_told(model.told)
        # Translators: leads to another correction in the same conversation; sv "Rätta ett svar till".
        again = Button(_("Correct another answer"))
        again.setObjectName("again")
        again.clicked.connect(self.presenter.again)
        # Translators: leads back to the person's page; sv "Till personen".
        forward = self._forward(_("To the person"))
        self.set_actions(again, forward)
        self._end(forward)

    def show_problem(self, text: str) -> None:
        """Say why nothing is shown, or nothing was stored."""
        if self._said is not None:
            self.remove_banner(self._said)
        self._said = self.banner("warn", text)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Pick by digit, go on with Enter, neither while something is written; Esc goes one back."""
        writing = isinstance(QApplication.focusWidget(), _WRITING)
        digit = event.key() - Qt.Key.Key_0
        if event.key() == Qt.Key.Key_Escape:
            self.presenter.back()
        elif event.key() in ENTER and not writing:
            # A key that is held down goes through no stage unread.
            if not event.isAutoRepeat():
                self.presenter.go_on()
        elif writing or self._answers is None or not self._answers.press_digit(digit):
            super().keyPressEvent(event)

    def keep_typed(self) -> bool:
        """Tell whether nothing is half written: a correction that was not made is not stored."""
        return not self.presenter.has_typed

    # Inside

    def _begin(self, heading: str, lead: str) -> None:
        self.clear_banners()
        self._answers = self._reason = self._wrong = self._said = None
        empty(self.body)
        self.set_heading(heading, lead=lead)

    def _end(self, first: QWidget) -> None:
        """Show the stage from its beginning, with the focus on its first part."""
        self.first_focus = first
        show_new(self)
        self.begin_anew()
        if self.isVisible():
            self.come_to_rest()
            self.activated()

    def _set_buttons(self, forward: str | None) -> Button:
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self.presenter.back)
        made = self._forward(forward) if forward else None
        self.set_actions(back, made)
        return made or back

    def _forward(self, text: str) -> Button:
        made = Button(text, kind="primary", key="Enter")
        made.setObjectName("forward")
        made.clicked.connect(self.presenter.go_on)
        return made

    def _group(self, step: AnswersOfStep) -> tuple[QWidget, list[OpeningRow]]:
        group = QWidget()
        column = Column(group, gap=Space.XS)
        column.addWidget(Prose(step.title, role="title"))
        rows = [OpeningRow(row.code, row.text, digit=None, second=row.second) for row in step.rows]
        for row in rows:
            row.picked.connect(self.presenter.choose)
            column.addWidget(row)
        self.body.addWidget(group)
        return group, rows

    def _add_told(self, told: tuple[Told, ...]) -> None:
        for one in told:
            if one.urgent:
                text = " ".join((f"{one.title}:", *one.lines))
                banner = self.banner("danger", text, _("Open Emergency"), self.presenter.emergency)
                banner.setObjectName("urgent")
                continue
            card = Card(one.title, gap=Space.XS)
            for line in one.lines:
                card.body.addWidget(Prose(line))
            self.body.addWidget(card)

    def _tell_wrong(self, text: str) -> None:
        if self._wrong is not None:
            self._wrong.setText(text)
            show_when(self._wrong, bool(text))

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)


def _narrow(groups: list[tuple[QWidget, list[OpeningRow]]], words: str) -> None:
    """Show only the answers that have these words in question or answer, and only steps that have such."""
    for group, rows in groups:
        found = [words.casefold() in row.accessibleName().casefold() for row in rows]
        for row, is_found in zip(rows, found, strict=True):
            show_when(row, is_found)
        show_when(group, any(found))
