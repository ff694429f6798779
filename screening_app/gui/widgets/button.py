"""A button: icon, verb and key cap on one line (VISUAL 4)."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import font
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.theme.window_class import FOLDS_FROM
from screening_app.gui.widgets.key_cap import key_cap_size, paint_key_cap
from screening_app.gui.widgets.pressing import pressed_by_enter
from screening_app.gui.widgets.text_block import Setting, TextBlock, longest_word, natural_width

ButtonKind = Literal["plain", "primary", "quiet", "urgent", "danger"]
ButtonSize = Literal["normal", "large", "small"]

_TONES: Final = {
    "plain": "text",
    "primary": "on_primary",
    "quiet": "primary",
    "urgent": "danger",
    "danger": "on_danger",
}
_LINE: Final = 1.3
_KEPT: Final = 8
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


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    content: str
    width: int


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
        key_stays: bool = False,
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
            key_stays: Whether the key cap stays from 150 % text on; for Hide.
            size: Height.
            parent: Owner.
        """
        super().__init__(parent)
        self._kind, self._measures = kind, _SIZES[size]
        self._icon, self._trailing, self._key = icon, trailing, key
        self._ready, self._key_stays, self._given = True, key_stays, 0
        self._was_pressed = False
        self._laid_out: dict[tuple[str, int, bool], TextBlock] = {}
        self.setText(text)
        self.setProperty("kind", kind)
        self.setProperty("size", size)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
    def shown_key(self) -> str:
        """What its key cap says, where there is one to be seen."""
        return (self._key or "") if self._shows_key() else ""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Be pressed by Enter, too; while it is not ready, the page takes Enter and says what is missing."""
        if not (self._ready and pressed_by_enter(self, event)):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Be pressed."""
        self._was_pressed = True
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take no second click whose first was for what stood there before."""
        if self._was_pressed:
            super().mouseDoubleClickEvent(event)

    def _restyle(self) -> None:
        self._laid_out.clear()
        self.setFont(font(self._measures.type, 600 if self._kind in _HEAVY else 500))
        self.updateGeometry()
        self.update()

    def _shows_key(self) -> bool:
        """Whether there is room for the key cap: from 150 % text only on the filled button (VISUAL 2.5)."""
        return bool(self._key) and (
            self._key_stays or self._kind == "primary" or theme().tokens.factor < FOLDS_FROM
        )

    def _fixed_parts(self) -> tuple[list[_Part], list[_Part]]:
        """Return what stands before and after the words."""
        side = grown(self._measures.icon)
        before = [_Part("icon", self._icon, side)] if self._icon else []
        after = [_Part("icon", self._trailing, side)] if self._trailing else []
        if self._key and self._shows_key():
            after.append(_Part("key", self._key, key_cap_size(self._key).width()))
        return before, after

    def _around(self) -> int:
        """Return the width of all that is not the words."""
        before, after = self._fixed_parts()
        inside = sum(part.width + space(Space.XS) for part in (*before, *after))
        padding = space(Space.XS if self._kind == "quiet" else self._measures.padding)
        return inside + 2 * (padding + theme().tokens.line)

    def _setting(self) -> Setting:
        return Setting(font=self.font(), line=_LINE, direction=self.layoutDirection())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its width with all of its words on one line, and the height it needs as it stands."""
        width = self._around() + natural_width(self._words, self._setting())
        return QSize(width, self.heightForWidth(min(self._given or width, width)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take the height that the words need at the new width."""
        super().resizeEvent(event)
        self._given = self.width()
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its size with each word on a line."""
        return QSize(
            self._around() + longest_word(self._words, self._setting()), grown(self._measures.height)
        )

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Whether the height depends on the width: yes, words wrap rather than be cut."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height it needs at a width."""
        block = self._block(width)
        extra = block.height - math.ceil(self._setting().leading)
        return grown(self._measures.height) + max(extra, 0)

    def _block(self, width: int) -> TextBlock:
        # Layouts ask for the height many times over before a page is shown.
        place = (self._words, width - self._around(), self._is_rtl())
        if place not in self._laid_out:
            if len(self._laid_out) >= _KEPT:
                self._laid_out.clear()
            self._laid_out[place] = TextBlock(self._words, self._setting(), place[1])
        return self._laid_out[place]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ground by the sheet, then the parts."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        tone = _TONES[self._kind] if self._ready and self.isEnabled() else "faint"
        block = self._block(self.width())
        words = _Part("text", self._words, math.ceil(block.width))
        before, after = self._fixed_parts()
        parts = [*before, words, *after]
        x = (self.width() - sum(part.width for part in parts) - space(Space.XS) * (len(parts) - 1)) / 2
        for part in parts:
            place = QRectF(x, 0, part.width, self.height())
            if self._is_rtl():
                place.moveLeft(self.width() - x - part.width)
            if part is words:
                self._paint_words(painter, block, place, tone)
            else:
                self._paint_part(painter, part, place, tone)
            x += part.width + space(Space.XS)

    def _is_rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _paint_words(self, painter: QPainter, block: TextBlock, place: QRectF, tone: str) -> None:
        painter.setPen(theme().color(tone))
        spare = self.width() - self._around() - block.width if self._is_rtl() else 0.0
        block.draw(painter, QPointF(place.x() - spare, (self.height() - block.height) / 2))

    def _paint_part(self, painter: QPainter, part: _Part, place: QRectF, tone: str) -> None:
        height = part.width if part.kind == "icon" else key_cap_size(part.content).height()
        square = QRectF(0, 0, part.width, height)
        square.moveCenter(place.center())
        if part.kind == "icon":
            paint_icon(painter, part.content, square, tone=tone, mirrored=self._is_rtl())
        else:
            paint_key_cap(painter, square, part.content, tone=tone)
