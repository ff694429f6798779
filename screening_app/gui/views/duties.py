"""What must I do: a question at a time, then the duty, what to do, and the law behind it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.duties import DutiesPresenter, DutyModel, DutyQuestionModel
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_YES, _NO = 1, 2
_TOP = Qt.AlignmentFlag.AlignTop


def duties_page(session: Session, navigation: Navigation) -> Page:
    """Return the page; it works without any person."""
    return DutiesPage(session, navigation)


class DutiesPage(Page):
    """One question, two answers by digit; Backspace goes back, Esc leaves."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        # Translators: heading of a guide to duties; sv "Vad måste jag göra?".
        super().__init__(_("What must I do?"), width=Size.QUESTION)
        self._navigation = navigation
        self._rows: dict[int, OpeningRow] = {}
        self._content = QWidget()
        self._inner = Column(self._content, gap=Space.S)
        self.body.addWidget(self._content)
        self._presenter = DutiesPresenter(self, session)
        self._presenter.show()

    # What the presenter asks

    def show_question(self, model: DutyQuestionModel) -> None:
        """Ask."""
        self._make_room(lead=model.lead)
        self._inner.addWidget(Prose(model.text, role="question"))
        # Translators: answers to a question; sv "Ja", "Nej".
        for digit, text in ((_YES, _("Yes")), (_NO, _("No"))):
            row = OpeningRow(f"answer-{digit}", text, digit=digit)
            row.picked.connect(self._picked)
            self._rows[digit] = row
            self._inner.addWidget(row)
        self._finish(self._rows[_YES], is_first=model.is_first)
        announce(self, model.text)

    def show_duty(self, model: DutyModel) -> None:
        """Show what is to be done."""
        self._make_room(lead="")
        if model.caution:
            self.banner("info", model.caution)
        head = Row()
        head.addWidget(Badge(model.kind, "warn" if model.is_must else "outline"))
        head.addStretch(1)
        self._inner.addLayout(head)
        self._inner.addWidget(Prose(model.text, role="title"))
        # Translators: heading of steps; sv "Gör så här".
        steps = Card(_("Do this"))
        for number, step in enumerate(model.steps, start=1):
            line = Row(gap=Space.S)
            line.addWidget(Prose(str(number), role="strong", tone="primary", wrap=False), 0, _TOP)
            line.addWidget(Prose(step), 1)
            steps.body.addLayout(line)
        self._inner.addWidget(steps)
        if model.law:
            law = Card(model.dated)
            for reference, text in model.law:
                law.body.addWidget(Prose(reference, role="strong"))
                law.body.addWidget(Prose(text))
            self._inner.addWidget(law)
        self.sign_more(_("Page Down"))
        self._finish(None)
        announce(self, model.text)

    def show_problem(self, text: str) -> None:
        """Show why there is nothing to ask."""
        self.banner("warn", text)
        self._finish(None, is_first=True)

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Answer by digit; Backspace goes back a question; Esc leaves."""
        row = self._rows.get(event.key() - Qt.Key.Key_0)
        if row is not None:
            row.pick()
        elif event.key() == Qt.Key.Key_Backspace:
            self._go_back()
        elif event.key() == Qt.Key.Key_Escape:
            self._navigation.back()
        else:
            super().keyPressEvent(event)

    # Inside

    def _picked(self, code: str) -> None:
        self._presenter.answer(yes=code == f"answer-{_YES}")

    def _go_back(self) -> None:
        if not self._presenter.go_back():
            self._navigation.back()

    def _make_room(self, *, lead: str) -> None:
        """Make room for what is shown next."""
        self.clear_banners()
        self.set_heading(self.heading, lead=lead)
        self._rows.clear()
        self._content.hide()
        self.body.removeWidget(self._content)
        self._content.deleteLater()
        self._content = QWidget()
        self._inner = Column(self._content, gap=Space.S)
        self.body.addWidget(self._content)
        self.begin_anew()

    def _finish(self, first: QWidget | None, *, is_first: bool = False) -> None:
        # Translators: leaves a guide; sv "Stäng".
        leave = Button(_("Close"), kind="primary", key="Esc")
        leave.setObjectName("close")
        leave.clicked.connect(self._navigation.back)
        back = Button(_("Previous question"), icon="left", key=_("Backspace"))
        back.setObjectName("previous")
        back.clicked.connect(self._go_back)
        self.set_actions(None if is_first else back, leave)
        self.first_focus = first or leave
        if self.isVisible():
            self.come_to_rest()
            self.activated()
