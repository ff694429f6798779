"""Looking for a person: one field, and a table that is painted, not built of widgets."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.people import PeoplePresenter, PersonRow
from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.person_table import PersonTable, PersonTableView
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session


def people_page(session: Session, navigation: DeskNavigation) -> Page:
    """Return the search for a person."""
    return PeoplePage(session, navigation)


class PeoplePage(Page):
    """Field, button, table."""

    def __init__(self, session: Session, navigation: DeskNavigation) -> None:
        # Translators: sv "Personer".
        super().__init__(_("People"), width=Size.COLUMNS)
        self._presenter = PeoplePresenter(self, session, navigation)
        self._field = Field(
            _("Name, identity number or case number"),
            hint=_("Only people whom you meet are found. Each search is recorded."),
        )
        self._field.input.setObjectName("search")
        self._field.entered.connect(self._search)
        button = Button(_("Search"), kind="primary", icon="search", key="Enter")
        button.setObjectName("find")
        button.clicked.connect(self._search)
        line = Row(gap=Space.S)
        line.addWidget(button)
        line.addStretch(1)
        self._said = Prose(role="strong")
        self._rows = PersonTable()
        self._table = PersonTableView(self._rows)
        self._table.opened.connect(self._open)
        self._card = Card(gap=Space.NONE)
        self._card.body.set_margins((0, Space.XXS, 0, Space.XXS))
        self._card.body.addWidget(self._table)
        self._empty = self._nobody()
        self.body.addWidget(self._field)
        self.body.addLayout(line)
        self.body.addWidget(self._said)
        self.body.addWidget(self._card)
        self.body.addWidget(self._empty)
        self.first_focus = self._field.input
        self.show_nothing_asked()

    def show_rows(self, rows: tuple[PersonRow, ...], said: str) -> None:
        """Show the matches and a sentence about them."""
        self.clear_banners()
        self._rows.show(rows)
        self._table.fit()
        self._said.setText(said)
        show_when(self._said, True)
        show_when(self._card, bool(rows))
        show_when(self._empty, not rows)
        announce(self, said)
        if rows:
            self._table.setCurrentIndex(self._rows.index(0, 0))
            self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def show_nothing_asked(self) -> None:
        """Show the page before a search."""
        self._rows.show(())
        for part in (self._said, self._card, self._empty):
            show_when(part, False)

    def show_problem(self, text: str) -> None:
        """Show what went wrong."""
        self.show_nothing_asked()
        self.clear_banners()
        self.banner("warn", text)

    def _search(self) -> None:
        self._presenter.search(self._field.value)

    def _open(self, row: int) -> None:
        self._presenter.open(self._rows.row(row).person)

    def _nobody(self) -> QWidget:
        card = Card(gap=Space.XS)
        card.body.addWidget(IconLabel("people", size=Size.ICON_EMPTY))
        text = _(
            "Check the spelling or the number, or begin a conversation: nobody has to be registered first."
        )
        card.body.addWidget(Prose(text, role="second"))
        start = Button(_("Start a conversation"), icon="speech", size="small")
        start.setObjectName("start")
        start.clicked.connect(self._presenter.begin)
        line = Row()
        line.addWidget(start)
        line.addStretch(1)
        card.body.addLayout(line)
        return card
