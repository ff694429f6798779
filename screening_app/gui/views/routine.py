"""The unit's routine: its items by section, each opening a page of its own (L-25, W-1)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.routine import RoutineModel, RoutinePresenter
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session


def routine_page(session: Session, navigation: DeskNavigation) -> Page:
    """Return the page of the whole routine."""
    return RoutinePage(session, navigation)


class RoutinePage(Page):
    """A list to read from the top; what is missing says so."""

    def __init__(self, session: Session, navigation: DeskNavigation) -> None:
        # Translators: heading; sv "Enhetens rutin".
        super().__init__(_("The unit's routine"), width=Size.FORM)
        self._navigation = navigation
        self._missing = ""
        self._presenter = RoutinePresenter(self, session, navigation)
        self._presenter.show()

    def show_model(self, model: RoutineModel) -> None:
        """Show the routine."""
        self.set_heading(self.heading, lead=model.lead)
        self._missing = model.next_missing
        if model.missing:
            # Translators: goes to the first item of the routine that is empty; sv "Fyll i nästa".
            action = _("Fill in the next") if model.next_missing else None
            banner = self.banner("warn", model.missing, action, self._fill_in if action else None)
            if banner.button is not None:
                banner.button.setObjectName("fill-in")
        if model.reader:
            self.body.addWidget(Prose(model.reader, role="second"))
        first: QWidget | None = None
        for section in model.sections:
            column = Column(gap=Space.XS)
            column.addWidget(Prose(section.title, role="title"))
            for row in section.rows:
                made = OpeningRow(row.code, row.text, digit=None, second=row.second)
                made.picked.connect(self._presenter.open)
                column.addWidget(made)
                first = first or made
            self.body.addLayout(column)
        # Translators: goes to the page Today; sv "Till Idag".
        back = Button(_("To Today"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self._navigation.home)
        self.set_actions(back, None)
        self.first_focus = first

    def show_problem(self, text: str) -> None:
        """Show why there is nothing to show."""
        self.banner("warn", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._navigation.home()
        else:
            super().keyPressEvent(event)

    def _fill_in(self) -> None:
        self._presenter.open(self._missing)
