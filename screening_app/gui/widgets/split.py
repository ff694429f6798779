"""Two columns that become one where the window is narrow or the text is large (VISUAL 3)."""

from typing import Final

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.theme.window_class import is_folded
from screening_app.gui.widgets.presence import show_when

_UNBOUND: Final = (1 << 24) - 1


class Split(QWidget):
    """A main column and one beside it.

    Attributes:
        main: What stands first.
        beside: What stands at the end side, or under it.
    """

    def __init__(self, *, beside_width: int | None = None, parent: QWidget | None = None) -> None:
        """Make the columns.

        Args:
            beside_width: Width of the second at 100 % text; left out, both are equally wide.
            parent: Owner.
        """
        super().__init__(parent)
        self._beside_width = beside_width
        self._row = Row(self, gap=Space.L)
        self._first, self._second = QWidget(), QWidget()
        self.main = Column(self._first, gap=Space.M)
        self.beside = Column(self._second, gap=Space.M)
        self._row.addWidget(self._first, 1)
        self._row.addWidget(self._second, 1 if beside_width is None else 0)
        theme().changed.connect(self.fold)
        self.fold()

    def show_beside(self, shown: bool) -> None:
        """Show or leave out the second column; without it the first is as wide as both."""
        show_when(self._second, shown)

    def fold(self) -> None:
        """Stand as the window asks."""
        folded = is_folded(self.window().size(), theme().tokens.factor)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if folded else across)
        if self._beside_width is not None:
            width = grown(self._beside_width)
            self._second.setMinimumWidth(0 if folded else width)
            self._second.setMaximumWidth(_UNBOUND if folded else width)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Stand as the window that it is in now asks."""
        super().showEvent(event)
        self.fold()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Stand as the window's new size asks."""
        super().resizeEvent(event)
        self.fold()
