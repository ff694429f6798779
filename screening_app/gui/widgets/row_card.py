"""A card of rows under each other, with a line between."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.layout import NO_MARGINS
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.card import Card


class RowCard(Card):
    """A card whose rows reach its edges."""

    def __init__(self, rows: Iterable[QWidget]) -> None:
        super().__init__(gap=Space.NONE)
        self.body.set_margins(NO_MARGINS)
        for number, row in enumerate(rows):
            if number:
                rule = QFrame()
                rule.setProperty("rule", "h")
                self.body.addWidget(rule)
            self.body.addWidget(row)
