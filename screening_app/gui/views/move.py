"""What newer forms change in a draft: what it means, every change in words, and to keep it or move it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.domain.ids import ScreeningId
from screening_app.gui.jobs import Jobs
from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.move import ChangeGroup, ChangeRow, MoveModel, MovePresenter
from screening_app.gui.theme.layout import Column, around
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

T = TypeVar("T")


def move_page(session: Session, screening_id: ScreeningId, navigation: DeskNavigation, *, jobs: Jobs) -> Page:
    """Return the page.

    Args:
        jobs: Work beside the window.
    """
    return MovePage(session, screening_id, navigation, jobs)


class MovePage(Page):
    """Changes to read; the draft stays unless its button is pressed."""

    def __init__(
        self, session: Session, screening_id: ScreeningId, navigation: DeskNavigation, jobs: Jobs
    ) -> None:
        # Translators: heading; sv "Det här ändras".
        super().__init__(
            _("What changes"),
            lead=_("The conversation stays in the version it was begun with, unless you move it."),
            width=Size.FORM,
        )
        self._jobs = jobs
        self._shown: QWidget | None = None
        self._presenter = MovePresenter(self, session, screening_id, navigation, self._beside_us)
        # Translators: sv "Behåll som det är".
        keep = Button(_("Keep as it is"), icon="left", key="Esc")
        keep.setObjectName("keep")
        keep.clicked.connect(self._presenter.keep)
        # Translators: sv "Flytta till den nyare versionen".
        self._move = Button(_("Move to the newer version"))
        self._move.setObjectName("move")
        self._move.clicked.connect(self._presenter.move)
        self._move.setEnabled(False)
        self.set_actions(keep, self._move)
        self.first_focus = keep
        # Translators: while newer forms are compared; sv "Jämför …".
        self._wait(_("Comparing …"))
        self._presenter.show()

    def show_model(self, model: MoveModel) -> None:
        """Show what changes."""
        shown = QWidget()
        column = Column(shown, gap=Space.M)
        if model.refusal:
            self.banner("warn", model.refusal).setObjectName("refusal")
        meaning = Card(_("What it means"), kind="info")
        meaning.setObjectName("meaning")
        for sentence in model.meaning:
            meaning.body.addWidget(Prose(sentence))
        column.addWidget(meaning)
        for group in model.groups:
            column.addWidget(Prose(group.title, role="title"))
            column.addWidget(_changes(group))
        self._put(shown)
        self._move.setEnabled(not model.refusal)

    def show_problem(self, text: str) -> None:
        """Show why nothing changes, or why the draft was not moved."""
        self._put(None)
        self._move.setEnabled(False)
        self.banner("warn", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep the draft as it is with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.keep()
        else:
            super().keyPressEvent(event)

    def _wait(self, text: str) -> None:
        self._put(Prose(text, role="second"))

    def _put(self, shown: QWidget | None) -> None:
        if self._shown is not None:
            self._shown.hide()
            self.body.removeWidget(self._shown)
            self._shown.deleteLater()
        self._shown = shown
        if shown is not None:
            self.body.addWidget(shown)

    def _beside_us(
        self, work: Callable[[], T], success: Callable[[T], None], failure: Callable[[Exception], None]
    ) -> None:
        self._jobs.run(work, owner=self, success=success, failure=failure)


def _changes(group: ChangeGroup) -> QWidget:
    card = RowCard(map(_row, group.rows))
    card.setAccessibleName(group.title)
    return card


def _row(row: ChangeRow) -> QWidget:
    made = QWidget()
    column = Column(made, gap=Space.HAIR, margins=around(Space.M))
    if row.label:
        column.addWidget(Prose(row.label, role="caption", tone="warn"))
    column.addWidget(Prose(row.text))
    return made
