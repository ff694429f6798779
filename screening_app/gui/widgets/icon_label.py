"""An icon beside words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Size


class IconLabel(QWidget):
    """An icon that stands beside the words it goes with; silent to a screen reader."""

    def __init__(
        self, name: str, *, tone: str = "muted", size: int = Size.ICON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return QSize(grown(self._size), grown(self._size))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the icon."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = min(self.width(), self.height())
        paint_icon(QPainter(self), self._name, QRectF(0, 0, side, side), tone=self._tone, mirrored=rtl)
