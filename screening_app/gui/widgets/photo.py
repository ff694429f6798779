"""A photograph, as large as there is room for."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.gui.theme.current import grown
from screening_app.gui.theme.tokens import Size


class Photo(QWidget):
    """Shows a picture that we made ourselves, never a file from outside."""

    def __init__(self, picture: bytes, name: str) -> None:
        super().__init__()
        self._image = _read(picture)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_shown(self) -> bool:
        """Whether it is a picture."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its height at the width of a column beside."""
        wide = grown(Size.SIDE)
        return QSize(wide, self.heightForWidth(wide))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Whether the height depends on the width: yes, it keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height at a width; a tall picture is shown smaller."""
        if self._image.isNull():
            return 0
        return min(round(width * self._image.height() / self._image.width()), grown(Size.SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint it in the middle."""
        if self._image.isNull():
            return
        scaled = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF((self.width() - scaled.width()) / 2, 0, scaled.width(), scaled.height())
        painter.drawImage(place, self._image)


def _read(picture: bytes) -> QImage:
    """Return the picture, which is of the one kind that we make."""
    buffer = QBuffer()
    buffer.setData(picture)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer, QByteArray(b"jpeg")).read()
