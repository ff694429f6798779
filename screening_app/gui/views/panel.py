"""A panel of a conversation: groups of rows to read, and what can be opened from there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.panel_models import PanelGroup, PanelPage, PanelRow
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.views.screen_view import ScreenView
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.option import OpeningRow
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.row_card import RowCard
from screening_app.i18n import gettext as _

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PanelView(ScreenView):
    """Only to look at; the page below stays as it is."""

    width_wanted = Size.FORM

    def __init__(self, page: PanelPage) -> None:
        super().__init__(page.heading, gap=Space.S, lead=page.lead)
        self.key_for_more = _("Page Down")
        for way in page.ways:
            row = OpeningRow(way.act, way.text, digit=way.digit)
            row.picked.connect(lambda act, argument=way.argument: self.acted.emit(act, argument))
            self.on_digit(way.digit, row.pick)
            self.column.addWidget(row)
            self.first = self.first or row
        for group in page.groups:
            self._add(group)

    def _add(self, group: PanelGroup) -> None:
        head = Row(gap=Space.S)
        head.addWidget(Prose(group.title, role="title"), 1)
        if group.said:
            head.addWidget(Badge(group.said, "primary"), 0, _MIDDLE)
        self.column.addLayout(head)
        if group.rows:
            card = RowCard(map(_row, group.rows))
            card.setAccessibleName(group.title)
            self.column.addWidget(card)


def _row(row: PanelRow) -> QWidget:
    made = QWidget()
    line = Row(made, gap=Space.M, margins=(Space.M + Space.HAIR, Space.S, Space.M, Space.S))
    words = Column(gap=Space.HAIR)
    words.addWidget(Prose(row.text, role="strong"))
    if row.second:
        words.addWidget(Prose(row.second, role="caption"))
    if row.badge:
        under = Row(gap=Space.XS)
        under.addWidget(Badge(row.badge, "warn" if row.is_open else "outline"))
        under.addStretch(1)
        words.addLayout(under)
    line.addLayout(words, 1)
    if row.number:
        line.addWidget(Prose(row.number, role="title", wrap=False), 0, _MIDDLE)
    return made
