"""The one window of the application: lock screen, pages and neutral page take turns in it.

One window from start to lock: nothing is mapped anew when a page must vanish, and its title is the
product's name whatever it shows.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from screening_app.gui.theme.tokens import Size
from screening_app.i18n import gettext as _


class Frame(QWidget):
    """The window.

    Attributes:
        painted: Told once, after the first picture is on the screen.
    """

    painted = Signal()

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._is_painted = False
        self.setObjectName("frame")
        self._pages = QStackedLayout(self)
        self.setMinimumSize(QSize(Size.LEAST_WIDTH, Size.LEAST_HEIGHT))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the product's name in the language in use."""
        # Translators: the product's visible name, neutral on purpose. Swedish: Samtalsstöd.
        self.setWindowTitle(_("Conversation Support"))

    def open(self) -> None:
        """Open on the whole screen, its bars left visible."""
        place = self.screen().availableGeometry()
        self.setGeometry(place)
        self.showMaximized()

    def close_by(self, leave: Callable[[], None]) -> None:
        """Do something else from now on when the window is closed."""
        self._leave = leave

    def show_page(self, page: QWidget) -> None:
        """Show this and let go of what was shown before."""
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None and before is not page:
            self._pages.removeWidget(before)
            before.setParent(None)
            before.deleteLater()

    def put_over(self, page: QWidget) -> QWidget | None:
        """Show this and return what it covers, taken out of the window with all its names and texts."""
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.repaint()
        if before is not None:
            self._pages.removeWidget(before)
            before.setParent(None)
        return before

    def page(self) -> QWidget | None:
        """Return what is shown."""
        return self._pages.currentWidget()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Tell of the first picture, once it is out."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """End the application, or lock; nothing is asked, for nothing is unsaved."""
        event.ignore()
        self._leave()
