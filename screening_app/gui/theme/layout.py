"""Layouts whose gaps and margins grow with the text."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from screening_app.gui.theme.current import space, theme
from screening_app.gui.theme.tokens import Space

Margins = tuple[int, int, int, int]
"""Start, top, end and bottom, in pixels at 100 %."""

NO_MARGINS: Margins = (Space.NONE, Space.NONE, Space.NONE, Space.NONE)


def around(size: int) -> Margins:
    """Return the same margin on all sides."""
    return (size, size, size, size)


def sides(horizontal: int, vertical: int) -> Margins:
    """Return one margin at start and end, and another above and below."""
    return (horizontal, vertical, horizontal, vertical)


class Column(QVBoxLayout):
    """Things under each other."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = Space.XS, margins: Margins = NO_MARGINS
    ) -> None:
        super().__init__()
        self._gap, self._margins = gap, margins
        self.fit()
        theme().changed.connect(self.fit)
        if parent is not None:
            parent.setLayout(self)

    def fit(self) -> None:
        """Take today's gap and margins."""
        self.setSpacing(space(self._gap))
        self.setContentsMargins(*map(space, self._margins))

    def set_margins(self, margins: Margins) -> None:
        """Change the margins, in pixels at 100 %."""
        self._margins = margins
        self.fit()


class Row(QHBoxLayout):
    """Things beside each other, from the start side on."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = Space.XS, margins: Margins = NO_MARGINS
    ) -> None:
        super().__init__()
        self._gap, self._margins = gap, margins
        self.fit()
        theme().changed.connect(self.fit)
        if parent is not None:
            parent.setLayout(self)

    def fit(self) -> None:
        """Take today's gap and margins."""
        self.setSpacing(space(self._gap))
        self.setContentsMargins(*map(space, self._margins))

    def set_margins(self, margins: Margins) -> None:
        """Change the margins, in pixels at 100 %."""
        self._margins = margins
        self.fit()
