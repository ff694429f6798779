"""One person: head with what protects them, then the conversations, newest first."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import PersonId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.patterns import PatternsModel
from screening_app.gui.presenters.person import PersonModel, PersonPresenter, RunRow
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.patterns import PatternCard
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.newer_forms import NewerForms
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.gui.widgets.split import Split
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_TOP = Qt.AlignmentFlag.AlignTop
T = TypeVar("T")

_BESIDE: Final = 330
_FIRST = 10
"""Conversations shown at first: a page of rows opens at once, the rest when asked for."""


def person_page(session: Session, person_id: PersonId, navigation: DeskNavigation, *, jobs: Jobs) -> Page:
    """Return the page of a person; that it was opened is on record.

    Args:
        jobs: Work beside the window.
    """
    return PersonPage(session, person_id, navigation, jobs)


class PersonPage(Page):
    """A person's page."""

    def __init__(self, session: Session, person_id: PersonId, navigation: DeskNavigation, jobs: Jobs) -> None:
        super().__init__(_("Person"), width=Size.COLUMNS)
        self._jobs = jobs
        self._columns = Split(beside_width=_BESIDE)
        self._columns.show_beside(False)
        whole = QWidget()
        self._timeline = Column(whole, gap=Space.M)
        self._columns.main.addWidget(whole)
        self._columns.main.addStretch(1)
        self._presenter = PersonPresenter(self, session, person_id, navigation, self._beside_us)
        self._presenter.show()

    def show_model(self, model: PersonModel) -> None:
        """Show the person."""
        self.set_heading(model.title, lead=model.facts)
        if model.protection:
            # Translators: sv "Skyddade uppgifter".
            banner = self.banner("warn", _("Protected data: {level}.").format(level=model.protection))
            banner.setObjectName("protection")
        # Translators: sv "Nytt samtal".
        begin = Button(_("New conversation"), kind="primary", icon="speech", key="Ctrl N")
        begin.setObjectName("begin")
        begin.clicked.connect(self._presenter.begin)
        self.head.addWidget(begin, 0, _TOP)
        # Translators: opens how the person may be contacted; sv "Kontakta…".
        contact = Button(_("Contact…"), icon="phone", key="K")
        contact.setObjectName("contact")
        contact.clicked.connect(self._presenter.contact)
        self.head.insertWidget(self.head.count() - 1, contact, 0, _TOP)
        self.first_focus = begin
        self.body.addWidget(self._columns)
        # Translators: sv "Tidslinje".
        self._timeline.addWidget(Prose(_("Timeline"), role="title"))
        if not model.runs:
            self._timeline.addWidget(_nothing_yet())
            return
        self._all = model.runs
        self._list = RowCard(map(self._run, model.runs[:_FIRST]))
        self._timeline.addWidget(self._list)
        if len(model.runs) > _FIRST:
            self._more = Button(_("Show all"), kind="quiet", size="small")
            self._more.setObjectName("show-all")
            self._more.clicked.connect(self._show_all)
            self._timeline.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._timeline.removeWidget(self._list)
        self._list.deleteLater()
        self._more.deleteLater()
        self._list = RowCard(map(self._run, self._all))
        self._timeline.addWidget(self._list)

    def show_patterns(self, model: PatternsModel) -> None:
        """Show what stands out over time, beside the timeline."""
        self._columns.beside.addWidget(PatternCard(model, self._presenter.go_on))
        self._columns.beside.addStretch(1)
        self._columns.show_beside(True)

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open how the person may be contacted."""
        if event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._presenter.contact()
        else:
            super().keyPressEvent(event)

    def show_problem(self, text: str) -> None:
        """Show why nobody is shown; the same for nobody as for out of reach."""
        self.banner("warn", text)

    def _run(self, row: RunRow) -> QWidget:
        made = QWidget()
        made.setObjectName(row.screening)
        line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
        line.addWidget(IconLabel("speech", tone="primary"), 0, _TOP)
        words = Column(gap=Space.HAIR)
        head = QWidget()
        flow = Flow(head, gap=Space.XS)
        flow.addWidget(Prose(row.day, role="caption", wrap=False, tabular=True))
        if row.is_draft:
            # Translators: sv "Kvar att göra".
            flow.addWidget(Badge(_("Not closed"), "warn"))
        words.addWidget(head)
        words.addWidget(Prose(row.title, role="strong"))
        words.addWidget(Prose(row.detail, role="second"))
        if row.has_newer:
            words.addWidget(NewerForms(row.day, partial(self._see_changes, row)))
        line.addLayout(words, 1)
        line.addLayout(self._buttons(row))
        return made

    def _buttons(self, row: RunRow) -> Row:
        buttons = Row(gap=Space.XS)
        opening = Button(_("Go on") if row.is_draft else _("Open"), size="small")
        opening.setObjectName("open")
        opening.setAccessibleDescription(row.day)
        opening.clicked.connect(partial(self._open, row))
        buttons.addWidget(opening, 0, Qt.AlignmentFlag.AlignVCenter)
        if not row.is_draft:
            # Translators: sv "Skriv dokument".
            compose = Button(_("Write document"), icon="document", size="small")
            compose.setObjectName("compose")
            compose.setAccessibleDescription(row.day)
            compose.clicked.connect(partial(self._compose, row))
            buttons.insertWidget(0, compose, 0, Qt.AlignmentFlag.AlignVCenter)
        if row.has_text:
            # Translators: sv "Text till journalen".
            journal = Button(_("Text for the journal"), icon="note", size="small")
            journal.setObjectName("journal")
            journal.setAccessibleDescription(row.day)
            journal.clicked.connect(partial(self._journal, row))
            buttons.insertWidget(1, journal, 0, Qt.AlignmentFlag.AlignVCenter)
        return buttons

    def _open(self, row: RunRow, *_checked: object) -> None:
        self._presenter.go_on(row.screening)

    def _see_changes(self, row: RunRow, *_checked: object) -> None:
        self._presenter.see_changes(row.screening)

    def _journal(self, row: RunRow, *_checked: object) -> None:
        self._presenter.journal(row.screening)

    def _compose(self, row: RunRow, *_checked: object) -> None:
        self._presenter.compose(row.screening)


def _nothing_yet() -> QWidget:
    card = Card(gap=Space.XXS)
    card.body.addWidget(IconLabel("speech", size=Size.ICON_EMPTY))
    card.body.addWidget(Prose(_("No conversation yet."), role="strong"))
    card.body.addWidget(Prose(_("Conversations with this person stand here, newest first."), role="caption"))
    return card
