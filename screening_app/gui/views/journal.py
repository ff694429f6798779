"""Text for the journal: two parts apart from each other, each with one button that copies it (W-12)."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.bootstrap import check_signature
from screening_app.domain.ids import ScreeningId
from screening_app.gui.clipboard import lend
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.journal import JournalModel, JournalPresenter, PartModel
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.banner import Banner, announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.journal import Part
from screening_app.services.ports import SignatureCheck
from screening_app.services.session import Session

T = TypeVar("T")


def journal_page(
    session: Session,
    screening_id: ScreeningId,
    navigation: Navigation,
    *,
    jobs: Jobs,
    check: SignatureCheck = check_signature,
) -> Page:
    """Return the page of a closed conversation's text.

    Args:
        jobs: Work beside the window.
        check: Of the signatures on the answers.
    """
    return JournalPage(session, screening_id, navigation, jobs, check)


class JournalPage(Page):
    """Both parts, the open one first: it is what somebody who walks in may read."""

    def __init__(
        self,
        session: Session,
        screening_id: ScreeningId,
        navigation: Navigation,
        jobs: Jobs,
        check: SignatureCheck,
    ) -> None:
        # Translators: heading; sv "Text till journalen".
        super().__init__(_("Text for the journal"), width=Size.FORM)
        self._jobs, self._navigation = jobs, navigation
        self._problem: Banner | None = None
        self._copied: dict[Part, Prose] = {}
        self._digits: dict[int, Part] = {}
        self._presenter = JournalPresenter(
            self, session, screening_id, check=check, beside=self._beside_us, lend=lend
        )
        # Translators: leaves the page; nothing has left; sv "Tillbaka".
        back = Button(_("Back"), kind="primary", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(navigation.back)
        self.set_actions(None, back)
        self.first_focus = back
        # Translators: while a text is composed; sv "Skriver …".
        self._waiting = Prose(_("Writing …"), role="second")
        self.body.addWidget(self._waiting)
        self._presenter.show()

    def show_model(self, model: JournalModel) -> None:
        """Show both parts."""
        self._waiting.hide()
        self.set_heading(self.heading, lead=model.lead)
        parts = [self._part(part) for part in model.parts]
        for part in parts:
            self.body.addWidget(part)
        button = parts[0].findChild(Button)
        if button is not None:
            self.first_focus = button
        if self.isVisible():
            self.activated()

    def show_copied(self, part: Part, said: str) -> None:
        """Say at the part when it was copied, and what becomes of the copy; nothing moves for it."""
        self._take_back_problem()
        self._copied[part].setText(said)
        announce(self, said)

    def show_problem(self, text: str) -> None:
        """Show why there is no text, or why it was not copied."""
        self._waiting.hide()
        self._take_back_problem()
        self._problem = self.banner("warn", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy a part by its digit; Esc leaves."""
        part = self._digits.get(event.key() - Qt.Key.Key_0)
        if event.key() == Qt.Key.Key_Escape:
            self._navigation.back()
        elif part is not None:
            self._presenter.copy(part)
        else:
            super().keyPressEvent(event)

    def _part(self, model: PartModel) -> QWidget:
        card = Card(model.title)
        card.setObjectName(model.part)
        copy = Button(model.copy, icon="document", key=str(model.digit))
        copy.setObjectName(f"copy-{model.part}")
        copy.clicked.connect(partial(self._copy, model.part))
        line = Row()
        line.addWidget(copy)
        line.addStretch(1)
        card.body.addLayout(line)
        # Translators: under the button that copies a text; sv "Inte kopierad än."
        copied = self._copied[model.part] = Prose(_("Not copied yet."), role="caption")
        copied.setObjectName(f"copied-{model.part}")
        card.body.addWidget(copied)
        hints = Column(gap=Space.HAIR)
        for hint in model.hints:
            hints.addWidget(Prose(hint, role="caption"))
        card.body.addLayout(hints)
        text = QWidget()
        column = Column(text, gap=Space.S)
        for paragraph in model.paragraphs:
            # Not to be marked: what is copied goes by the button, which puts it on record.
            column.addWidget(Prose(paragraph))
        card.body.addWidget(text)
        self._digits[model.digit] = model.part
        return card

    def _copy(self, part: Part, *_checked: object) -> None:
        self._presenter.copy(part)

    def _take_back_problem(self) -> None:
        if self._problem is not None:
            self.remove_banner(self._problem)
            self._problem = None

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)
