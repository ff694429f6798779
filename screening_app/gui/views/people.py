"""Looking for a person: one field, and a table that is painted, not built of widgets."""

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.people import PeoplePresenter, PersonRow
from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.fonts import font
from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.services.session import Session

_ROW: Final = 44
_NOWHERE: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


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
        self._table = _Table(self._rows)
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


class PersonTable(QAbstractTableModel):
    """The matches, as a table of text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PersonRow, ...] = ()
        self._heads = (_("Case"), _("Name"), _("Number"), _("Protection"))

    def show(self, rows: tuple[PersonRow, ...]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> PersonRow:
        """Return a match."""
        return self._rows[number]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many matches there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.FontRole:
            return font(13, 600)
        wanted = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return self._heads[section] if wanted else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell."""
        row, column = self._rows[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return (row.case_number, row.name, row.number, row.protection)[column]
        if role == Qt.ItemDataRole.FontRole:
            return font(15, 600 if column == 0 else 400)
        return None


class _Table(QTableView):
    """As high as its rows; Enter opens the row that is marked."""

    opened = Signal(int)

    def __init__(self, model: PersonTable) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("people")
        self.setAccessibleName(_("Matches"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        self.clicked.connect(lambda index: self.opened.emit(index.row()))
        theme().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Become as high as the rows; a long name takes several lines and is never cut off."""
        self.verticalHeader().setMinimumSectionSize(grown(_ROW))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * Space.HAIR)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Wrap anew at the new width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the marked row with Enter on every system."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
