"""Layouts whose gaps and margins grow with the text."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

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


_DIRECTLY: Final = Qt.FindChildOption.FindDirectChildrenOnly


def parts_of(layout: QLayout) -> list[QWidget | QLayout]:
    """Return what lies in a layout, in its order.

    Never by ``itemAt`` or ``takeAt``: the item they give lives on in Python after Qt has freed it, and
    where its memory is used again the process ends (measured: one tour of the pages in six).
    """
    owner = layout.parentWidget()
    widgets = owner.findChildren(QWidget, options=_DIRECTLY) if owner is not None else []
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in widgets]
    placed += [(layout.indexOf(one), one) for one in layout.children() if isinstance(one, QLayout)]
    return [one for at, one in sorted(placed, key=lambda pair: pair[0]) if at >= 0]


def empty(layout: QLayout) -> None:
    """Take every widget that lies in a layout off the page."""
    for part in parts_of(layout):
        if isinstance(part, QWidget):
            layout.removeWidget(part)
            part.hide()
            part.deleteLater()


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
