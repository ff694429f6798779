"""Results over time: a chart with the same numbers as a table under it."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from screening_app.gui.presenters.trends import TrendModel, TrendPoint
from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.trend_chart import Dot, TrendChart
from screening_app.i18n import gettext as _

_ROW: Final = 40
_NOWHERE: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class TrendCard(Card):
    """A chart and its table."""

    def __init__(self, model: TrendModel) -> None:
        super().__init__(model.title, gap=Space.S)
        self.setObjectName("trend")
        dots = [Dot(one.place, one.lowest, one.highest, one.day) for one in model.points]
        self.body.addWidget(TrendChart(dots, model.maximum, model.spoken))
        self.body.addWidget(_TableView(_Table(model.points, self), model.title))
        self.body.addWidget(Prose(model.under, role="caption"))


class _Table(QAbstractTableModel):
    """The results, the newest last, as in the chart."""

    def __init__(self, rows: tuple[TrendPoint, ...], parent: QObject) -> None:
        super().__init__(parent)
        # Translators: heads of a table; the last is what a rule calls it; sv "Dag", "Summa", "Enligt regeln".
        self._heads = (_("Day"), _("Total"), _("By the rule"))
        # Translators: read by screen readers where a rule calls a total nothing; sv "Inget namn i regeln".
        self._empty = _("No name in the rule")
        self._rows = rows

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many results there are."""
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
        if role == Qt.ItemDataRole.FontRole:
            return role_font("body")
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self._rows[index.row()]
        shown = (row.day, row.total, row.band)[index.column()]
        return self._empty if not shown and role == Qt.ItemDataRole.AccessibleTextRole else shown


class _TableView(QTableView):
    """As high as its rows; the arrows go from cell to cell, Tab goes on."""

    def __init__(self, model: _Table, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("trend-table")
        self.setAccessibleName(name)
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
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        theme().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Become as high as the rows."""
        self.verticalHeader().setMinimumSectionSize(grown(_ROW))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * Space.HAIR)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Wrap anew at the new width."""
        super().resizeEvent(event)
        self.fit()
