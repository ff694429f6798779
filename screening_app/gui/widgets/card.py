"""A ground with an edge that holds things that belong together."""

from typing import Literal

from PySide6.QtWidgets import QFrame, QWidget

from screening_app.gui.theme.layout import NO_MARGINS, Column, around
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.prose import Prose

CardKind = Literal["plain", "bare", "sunken", "script", "note", "info", "warn", "danger"]
"""``bare`` has neither ground nor edge nor margins: it stands inside another."""


class Card(QFrame):
    """A card; cards do not nest.

    Attributes:
        body: Where its content goes.
    """

    def __init__(
        self, title: str = "", *, kind: CardKind = "plain", gap: int = Space.S, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)
        margins = NO_MARGINS if kind == "bare" else around(Space.M + Space.XXS)
        self.body = Column(self, gap=gap, margins=margins)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(Prose(title, role="card-title"))
