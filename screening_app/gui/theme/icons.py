"""Icons in any colour and size, sharp on any screen (VISUAL 7)."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from screening_app.gui.theme.current import theme
from screening_app.gui.theme.icon_paths import MIRRORED, PATHS
from screening_app.gui.theme.tokens import Size

LINE: Final = 1.7
_KEPT: Final = 512


def icon(name: str, *, tone: str = "muted", size: int = Size.ICON) -> QIcon:
    """Return an icon in a colour of the theme, with pixmaps for plain and dense screens.

    Raises:
        KeyError: If there is no such icon or colour.
    """
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, tone=tone, size=size, ratio=ratio))
    return made


def pixmap(
    name: str, *, tone: str = "muted", size: int = Size.ICON, ratio: float = 1.0, mirrored: bool = False
) -> QPixmap:
    """Return an icon as a picture that is ``size`` wide at 100 % text.

    Args:
        name: One of ``icon_paths.PATHS``.
        tone: Name of a colour.
        size: Pixels at 100 %.
        ratio: Device pixels to a logical one.
        mirrored: Whether people read from right to left; three icons turn round then.

    Raises:
        KeyError: If there is no such icon or colour.
    """
    tokens = theme().tokens
    return _painted(name, tokens.colour(tone), tokens.type(size), ratio, mirrored and name in MIRRORED)


def paint_icon(painter: QPainter, name: str, place: QRectF, *, tone: str, mirrored: bool = False) -> None:
    """Paint an icon into a square."""
    ratio = painter.device().devicePixelRatioF()
    colour = theme().tokens.colour(tone)
    picture = _painted(name, colour, round(place.width()), ratio, mirrored and name in MIRRORED)
    painter.drawPixmap(place.topLeft(), picture)


@lru_cache(maxsize=_KEPT)
def _painted(name: str, colour: str, size: int, ratio: float, mirrored: bool) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_svg(name, colour).encode()))
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture.transformed(QTransform.fromScale(-1, 1)) if mirrored else picture


def _svg(name: str, colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{colour}" stroke-width="{LINE}" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{PATHS[name]}"/></svg>'
    )
