"""A word or two on the state of something: text always, never a dot."""

import math
from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Radius, Size, Space

BadgeKind = Literal["neutral", "outline", "primary", "warn", "danger"]

_LOOKS: Final = {
    "neutral": ("muted", "sunken", "border_strong"),
    "outline": ("muted", "surface", "border_strong"),
    "primary": ("primary", "primary_soft", "primary_line"),
    "warn": ("warn", "warn_soft", "warn_line"),
    "danger": ("danger", "danger_soft", "danger_line"),
}


class Badge(QLabel):
    """A badge of one line."""

    def __init__(
        self, text: str, kind: BadgeKind = "neutral", *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._kind, self._icon = kind, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme().changed.connect(self._restyle)

    def set_kind(self, kind: BadgeKind) -> None:
        """Show another kind."""
        self._kind = kind
        self.update()

    def _restyle(self) -> None:
        self.setFont(role_font("micro"))
        self.updateGeometry()
        self.update()

    def _icon_room(self) -> int:
        return grown(Size.ICON_SMALL) + space(Space.XXS) if self._icon else 0

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        text = math.ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + 1
        return QSize(text + self._icon_room() + 2 * space(Space.XS), grown(Size.BADGE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground, icon and text."""
        ink, ground, edge = _LOOKS[self._kind]
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.color(ground))
        edged = look.tokens.high_contrast or self._kind == "outline"
        painter.setPen(QPen(look.color(edge), look.tokens.line) if edged else QPen(Qt.PenStyle.NoPen))
        half = look.tokens.line / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.BADGE, Radius.BADGE
        )
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inside = QRectF(self.rect()).adjusted(space(Space.XS), 0, -space(Space.XS), 0)
        if self._icon:
            side = grown(Size.ICON_SMALL)
            x = inside.right() - side if rtl else inside.left()
            place = QRectF(x, (self.height() - side) / 2, side, side)
            paint_icon(painter, self._icon, place, tone=ink, mirrored=rtl)
            room = self._icon_room()
            inside.adjust(0 if rtl else room, 0, -room if rtl else 0, 0)
        painter.setPen(look.color(ink))
        painter.setFont(self.font())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, self.text())
