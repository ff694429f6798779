"""A button: icon, verb and key cap on one line (VISUAL 4)."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import font
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.key_cap import key_cap_size, paint_key_cap

ButtonKind = Literal["plain", "primary", "quiet", "urgent", "danger"]
ButtonSize = Literal["normal", "large", "small"]

_TONES: Final = {
    "plain": "text",
    "primary": "on_primary",
    "quiet": "primary",
    "urgent": "danger",
    "danger": "on_danger",
}
_HEAVY: Final = frozenset({"primary", "urgent", "danger"})


@dataclass(frozen=True, slots=True)
class _Measures:
    height: int
    padding: int
    type: int
    icon: int


_SIZES: Final = {
    "normal": _Measures(Size.BUTTON, Space.M, 15, Size.ICON),
    "large": _Measures(Size.BUTTON_LARGE, Space.L, 17, Size.ICON),
    "small": _Measures(Size.BUTTON_SMALL, 10, 14, 18),
}


class Button(QPushButton):
    """A push button that shows its key, and that can say why it does nothing yet."""

    def __init__(
        self,
        text: str,
        *,
        kind: ButtonKind = "plain",
        icon: str | None = None,
        trailing: str | None = None,
        key: str | None = None,
        size: ButtonSize = "normal",
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            text: A verb; also its accessible name.
            kind: ``primary`` once a page; ``urgent`` only for the emergency; ``danger`` only inside it.
            icon: Name of an icon before the text.
            trailing: Name of an icon after the text.
            key: What the key cap says; the shortcut itself belongs to the page.
            size: Height.
            parent: Owner.
        """
        super().__init__(parent)
        self._kind, self._measures = kind, _SIZES[size]
        self._icon, self._trailing, self._key = icon, trailing, key
        self._ready = True
        self.setText(text)
        self.setProperty("kind", kind)
        self.setProperty("size", size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._restyle()
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show another verb."""
        # Qt reads an ampersand as a mnemonic; ours show keys as caps instead.
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._words = text
        self.updateGeometry()

    def set_key(self, key: str | None) -> None:
        """Show another key cap, or none."""
        self._key = key
        self.updateGeometry()
        self.update()

    @property
    def is_ready(self) -> bool:
        """Whether pressing it does something."""
        return self._ready

    def set_ready(self, ready: bool, missing: str = "") -> None:
        """Let it work, or let it stay readable and focusable without working.

        Args:
            ready: Whether pressing does something.
            missing: Sentence that says what has to be done first, also for a screen reader.
        """
        self._ready = ready
        # It stays in the order of focus, so that people find out why; only its signals are held back.
        self.blockSignals(not ready)
        self.setAccessibleDescription("" if ready else missing)
        self.setToolTip("" if ready else missing)
        self.setProperty("ready", ready)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def _restyle(self) -> None:
        self.setFont(font(self._measures.type, 600 if self._kind in _HEAVY else 500))
        self.updateGeometry()
        self.update()

    def _parts(self) -> Iterator[tuple[str, str, float]]:
        """Return what stands on it from the start on: kind of part, content, width."""
        if self._icon:
            yield "icon", self._icon, grown(self._measures.icon)
        if self._words:
            yield (
                "text",
                self._words,
                math.ceil(QFontMetricsF(self.font()).horizontalAdvance(self._words)) + 1,
            )
        if self._trailing:
            yield "icon", self._trailing, grown(self._measures.icon)
        if self._key:
            yield "key", self._key, key_cap_size(self._key).width()

    def _padding(self) -> int:
        return space(Space.XS if self._kind == "quiet" else self._measures.padding)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its only size: all of its parts on one line."""
        parts = list(self._parts())
        inside = sum(width for _, _, width in parts) + space(Space.XS) * max(len(parts) - 1, 0)
        return QSize(
            math.ceil(inside) + 2 * (self._padding() + theme().tokens.line), grown(self._measures.height)
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its only size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground by the sheet, then the parts."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        tone = _TONES[self._kind] if self._ready and self.isEnabled() else "faint"
        parts = list(self._parts())
        inside = sum(width for _, _, width in parts) + space(Space.XS) * max(len(parts) - 1, 0)
        spare = self.width() - inside
        x = spare / 2
        for kind, content, width in parts:
            place = QRectF(x, 0, width, self.height())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                place.moveLeft(self.width() - x - width)
            self._paint_part(painter, kind, content, place, tone)
            x += width + space(Space.XS)

    def _paint_part(self, painter: QPainter, kind: str, content: str, place: QRectF, tone: str) -> None:
        if kind == "text":
            painter.setPen(theme().color(tone))
            painter.setFont(self.font())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, content)
            return
        height = place.width() if kind == "icon" else key_cap_size(content).height()
        square = QRectF(place.topLeft(), QPointF(place.right(), place.top() + height))
        square.moveCenter(place.center())
        if kind == "icon":
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            paint_icon(painter, content, square, tone=tone, mirrored=rtl)
        else:
            paint_key_cap(painter, square, content, tone=tone)
