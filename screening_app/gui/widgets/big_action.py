"""The one big action of a page: a filled field with heading, sentence, key cap and arrow."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import ROLES, role_font
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Radius, Size, Space
from screening_app.gui.widgets.key_cap import key_cap_size, paint_key_cap
from screening_app.gui.widgets.pressing import pressed_by_enter
from screening_app.gui.widgets.text_block import Setting, TextBlock, longest_word, natural_width

_ICON: Final = 32


class BigAction(QAbstractButton):
    """A button as wide as its column; its words wrap and it grows with them."""

    focus_radius = Radius.BIG

    def __init__(self, text: str, second: str, *, icon: str, key: str, parent: QWidget | None = None) -> None:
        """Make it.

        Args:
            text: The verb; also its accessible name.
            second: A sentence under it; also the accessible description.
            icon: Name of an icon.
            key: What its key cap says.
            parent: Owner.
        """
        super().__init__(parent)
        self._second, self._icon, self._key = second, icon, key
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(second)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Be pressed by Enter, too."""
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def _settings(self) -> tuple[Setting, Setting]:
        direction = self.layoutDirection()
        return (
            Setting(font=role_font("heading"), line=ROLES["heading"].line, direction=direction),
            Setting(font=role_font("body", weight=500), line=ROLES["body"].line, direction=direction),
        )

    def _start(self) -> int:
        return space(Space.L) + grown(_ICON) + space(Space.M + Space.XXS)

    def _end(self) -> int:
        gap = space(Space.M + Space.XXS)
        return gap + key_cap_size(self._key).width() + gap + grown(Size.ICON_LARGE) + space(Space.L)

    def _blocks(self, width: int) -> list[TextBlock]:
        room = max(1, width - self._start() - self._end())
        return [
            TextBlock(words, setting, room)
            for words, setting in zip((self.text(), self._second), self._settings(), strict=True)
        ]

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return what its words need."""
        words = sum(block.height for block in self._blocks(width)) + space(Space.XXS)
        return words + 2 * space(Space.L - Space.XXS)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Whether the height depends on the width."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size with all words on one line."""
        words = max(map(natural_width, (self.text(), self._second), self._settings()))
        width = self._start() + words + self._end()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what its longest word needs."""
        words = max(map(longest_word, (self.text(), self._second), self._settings()))
        width = self._start() + words + self._end()
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground, icon, words, key cap and arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("primary_hover" if self.underMouse() else "primary"))
        painter.drawRoundedRect(QRectF(self.rect()), Radius.BIG, Radius.BIG)
        self._paint_words(painter)
        gap, arrow = space(Space.M + Space.XXS), grown(Size.ICON_LARGE)
        cap, lead = key_cap_size(self._key), grown(_ICON)
        self._paint_icon(painter, self._icon, space(Space.L), lead)
        at = self.width() - space(Space.L) - arrow
        self._paint_icon(painter, "right", at, arrow)
        place = QRectF(at - gap - cap.width(), (self.height() - cap.height()) / 2, cap.width(), cap.height())
        paint_key_cap(painter, self._turned(place), self._key, tone="on_primary")

    def _paint_words(self, painter: QPainter) -> None:
        blocks = self._blocks(self.width())
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self._end() if rtl else self._start()
        y = (self.height() - sum(block.height for block in blocks) - space(Space.XXS)) / 2
        painter.setPen(theme().color("on_primary"))
        for block in blocks:
            block.draw(painter, QPointF(x, y))
            y += block.height + space(Space.XXS)

    def _paint_icon(self, painter: QPainter, name: str, x: float, side: int) -> None:
        place = self._turned(QRectF(x, (self.height() - side) / 2, side, side))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_icon(painter, name, place, tone="on_primary", mirrored=rtl)

    def _turned(self, place: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right())
        return place
