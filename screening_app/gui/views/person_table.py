"""Persons as a table that is painted row by row, however many there are."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from screening_app.gui.presenters.people import PersonRow
from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Space
from screening_app.i18n import gettext as _

_ROW: Final = 44
_NOWHERE: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class PersonTable(QAbstractTableModel):
    """The matches, as a table of text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PersonRow, ...] = ()
        self._heads = (_("Case"), _("Name"), _("Number"), _("Protection"))
        # Translators: read by screen readers in cells that are empty to the eye; sv "Inget namn",
        # "Inget nummer", "Inga skyddade uppgifter".
        self._empty = ("", _("No name"), _("No number"), _("No protected data"))

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
            return role_font("eyebrow")
        wanted = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return self._heads[section] if wanted else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.FontRole:
            return role_font("body", weight=600 if column == 0 else 400)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        shown = (row.case_number, row.name, row.number, row.protection)[column]
        # An empty cell says nothing to the eye; a screen reader would call it by nothing at all.
        return self._empty[column] if not shown and role == Qt.ItemDataRole.AccessibleTextRole else shown


class PersonTableView(QTableView):
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
