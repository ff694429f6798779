"""One place of the navigation: icon and words; a bar and a soft ground where one is."""

import math
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.pressing import pressed_by_enter

_HEIGHT: Final = 41
_BAR: Final = 4


class NavigationRow(QAbstractButton):
    """A row of the navigation; it never elides: the navigation is as wide as its longest row."""

    focus_radius = 0

    def __init__(self, code: str, text: str, *, icon: str, key: str, parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            code: Object name.
            text: Where it leads; also its accessible name.
            icon: Name of an icon.
            key: Shortcut, told to a screen reader; the shell listens for it.
            parent: Owner.
        """
        super().__init__(parent)
        self._icon, self._bar_below = icon, False
        self.setObjectName(code)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        self.setToolTip(key)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Be pressed by Enter, too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def lie(self, lying: bool) -> None:
        """Show the bar below instead of at the start, in a navigation that lies across the window."""
        self._bar_below = lying
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802
        """Change nothing: where one is, the window says."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        words = math.ceil(QFontMetricsF(role_font("body", weight=600)).horizontalAdvance(self.text())) + 1
        return QSize(self._words_from() + words + space(Space.M), grown(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return self.sizeHint()

    def _words_from(self) -> int:
        return space(Space.M + Space.XXS) + grown(Size.ICON) + space(Space.S)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground, bar, icon and words."""
        painter, here = QPainter(self), self.isChecked()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if here or self.underMouse():
            painter.fillRect(self.rect(), theme().color("primary_soft" if here else "hover"))
        if here:
            painter.fillRect(self._bar(rtl=rtl), theme().color("primary"))
        side, start = grown(Size.ICON), space(Space.M + Space.XXS)
        x = self.width() - start - side if rtl else start
        place = QRectF(x, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon, place, tone="primary" if here else "muted", mirrored=rtl)
        painter.setFont(role_font("body", weight=600 if here else 500))
        painter.setPen(theme().color("text" if here else "muted"))
        room = self._words_from()
        words = QRectF(self.rect()).adjusted(0 if rtl else room, 0, -room if rtl else 0, 0)
        across = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, across | Qt.AlignmentFlag.AlignVCenter, self.text())

    def _bar(self, *, rtl: bool) -> QRectF:
        if self._bar_below:
            return QRectF(0, self.height() - _BAR, self.width(), _BAR)
        return QRectF(self.width() - _BAR if rtl else 0, 0, _BAR, self.height())
