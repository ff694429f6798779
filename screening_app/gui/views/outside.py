"""What the window shows while no records are open, but for the lock screen: set-up, recovery, restore."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.lock_screen import PublicNumber
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.bars import TopBar
from screening_app.gui.views.public_numbers import PublicNumbers
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.gui.widgets.step_rail import StepRail
from screening_app.i18n import gettext as _

Numbers = Callable[[Callable[[Sequence[PublicNumber]], None]], None]
"""Looks the public numbers up."""


class Outside(QWidget):
    """Top bar, perhaps a rail, and one page; the public numbers are a key away."""

    def __init__(self, numbers: Numbers) -> None:
        super().__init__()
        self._numbers = numbers
        self._page: Page | None = None
        self._rail: StepRail | None = None
        self._column = Column(self, gap=Space.NONE)
        self._frame: QWidget | None = None
        self._ring = FocusRing(self)
        QShortcut(QKeySequence("Ctrl+E"), self, self._show_numbers)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._page

    def build(self, top: TopBar, rail: StepRail | None = None) -> None:
        """Make what is around the page anew, in the language in use."""
        before, self._frame, self._page, self._rail = self._frame, QWidget(), None, rail
        top.emergency.connect(self._show_numbers)
        self._host = QStackedLayout()
        middle = Row(gap=Space.NONE)
        if rail is not None:
            middle.addWidget(rail)
        middle.addLayout(self._host, 1)
        inside = Column(self._frame, gap=Space.NONE)
        inside.addWidget(top)
        inside.addLayout(middle, 1)
        self._column.addWidget(self._frame)
        if before is not None:
            self._column.removeWidget(before)
            before.deleteLater()
        self._ring.raise_()

    def put(self, page: Page) -> None:
        """Show a page, and let go of the one before."""
        before, self._page = self._page, page
        if self._rail is not None:
            page.rail = self._rail
        self._host.addWidget(page)
        self._host.setCurrentWidget(page)
        if before is not None:
            self._host.removeWidget(before)
            before.deleteLater()
        page.activated()

    def forward(self) -> None:
        """Do what the filled button does: Enter was pressed."""

    def _show_numbers(self) -> None:
        if isinstance(self._host.currentWidget(), PublicNumbers):
            return
        numbers = PublicNumbers()
        numbers.left.connect(self._leave_numbers)
        self._host.addWidget(numbers)
        self._host.setCurrentWidget(numbers)
        remark = _("Public numbers. Your unit may have others, shown after unlocking.")
        self._numbers(lambda found: numbers.show_numbers(found, remark))

    def _leave_numbers(self) -> None:
        numbers = self._host.currentWidget()
        if self._page is not None and numbers is not None and numbers is not self._page:
            self._host.setCurrentWidget(self._page)
            self._host.removeWidget(numbers)
            numbers.deleteLater()
            self._page.activated()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold the steps into one line where the window is narrow."""
        super().resizeEvent(event)
        if self._page is not None and self._rail is not None:
            self._rail.setVisible(not self._page.folded)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on with Enter wherever the focus is, as the button says."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.forward()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, _event: object) -> None:  # noqa: N802
        """Hand the focus to the page."""
        if self._page is not None:
            self._page.activated()
