"""What answer options and check rows have in common: a full-width row that can be chosen."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import ROLES, role_font
from screening_app.gui.theme.icons import paint_icon
from screening_app.gui.theme.style import paint_check, paint_radio
from screening_app.gui.theme.tokens import Radius, Size, Space
from screening_app.gui.widgets.key_cap import key_cap_size, paint_key_cap
from screening_app.gui.widgets.text_block import Setting, TextBlock, longest_word, natural_width

_CHOSEN_WEIGHT: Final = 600
_EDGE_CHOSEN: Final = 2
_NARROWEST: Final = 120
_KEPT: Final = 16
_NEXT: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Right})
_PREVIOUS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Left})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """How a row looks.

    Attributes:
        role: Role of its text.
        height: Least height at 100 %.
        padding: Above and below its text.
        mark: Side of the mark; 0 for none.
        tone: Colour of what is chosen.
        sinks: Whether a chosen row loses its heavy edge, because the open ones are what matters.
        tight_height: Least height in a low window.
        icon: Name of the icon in place of a mark, for a row that opens something.
        tight_padding: Above and below its text in a low window.
    """

    role: str = "option"
    height: int = Size.OPTION
    padding: int = 13
    mark: int = Size.MARK
    tone: str = "primary"
    sinks: bool = False
    tight_height: int = Size.OPTION
    tight_padding: int = Space.XS
    icon: str = ""


class ChoiceRow(QAbstractButton):
    """Key cap, text, second line, mark; as high as its text needs.

    Attributes:
        picked: Told with the code when a person chose it, by pointer, space bar or digit.
    """

    picked = Signal(str)

    focus_radius = Radius.CHOICE

    def __init__(
        self,
        code: str,
        text: str,
        *,
        digit: int | None,
        second: str,
        multiple: bool,
        look: RowLook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._second, self._trailing = look, second, ""
        self._words = text
        self._tight = self._was_pressed = False
        self._key = "" if digit is None else str(digit)
        self.code = code
        self.setObjectName(code)
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(not multiple)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.picked.emit(self.code))
        self._restyle()
        theme().changed.connect(self._restyle)

    @property
    def checked(self) -> bool:
        """Whether it is chosen."""
        return self.isChecked()

    @checked.setter
    def checked(self, chosen: bool) -> None:
        # An exclusive button cannot be taken back otherwise, and an answer can.
        exclusive = self.autoExclusive()
        self.setAutoExclusive(exclusive and chosen)
        self.setChecked(chosen)
        self.setAutoExclusive(exclusive)

    def set_tight(self, tight: bool) -> None:
        """Take less height, in a low window."""
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()

    def set_second(self, text: str) -> None:
        """Show another second line."""
        if text != self._second:
            self._second = text
            self._laid_out.clear()
            self.updateGeometry()
            self.update()

    def _least(self) -> int:
        look = self._look
        # A row holds a key cap and a mark, which grow with the text; the air around them grows less.
        inside = max(grown(look.mark), grown(Size.KEY_CAP) if self._key else 0)
        height = look.tight_height if self._tight else look.height
        return max(space(height), inside + 2 * space(min(self._padding(), Space.XS)))

    def _padding(self) -> int:
        return self._look.tight_padding if self._tight else self._look.padding

    def pick(self) -> None:
        """Choose it as a person would; for the digit keys."""
        self.click()

    def _restyle(self) -> None:
        self._laid_out: dict[tuple[int, str], list[tuple[TextBlock, str]]] = {}
        self._settings = {
            "plain": self._set(self._look.role, None),
            "chosen": self._set(self._look.role, _CHOSEN_WEIGHT),
            "second": self._set("second", None),
            "trailing": self._set("strong", None),
        }
        self.setFont(self._settings["plain"].font)
        self.updateGeometry()
        self.update()

    def _set(self, role: str, weight: int | None) -> Setting:
        font = role_font(role, weight=weight, tabular=role == "strong")
        return Setting(font=font, line=ROLES[role].line, direction=self.layoutDirection())

    def _start(self) -> int:
        room = space(Space.M)
        if self._key:
            room += key_cap_size(self._key).width() + space(Space.S + Space.HAIR)
        return room

    def _end(self) -> int:
        room = space(Space.M)
        if self._look.mark:
            room += grown(self._look.mark) + space(Space.S)
        if self._trailing:
            room += natural_width(self._trailing, self._settings["trailing"]) + space(Space.S)
        return room

    def _blocks(self, width: int, setting: str) -> list[tuple[TextBlock, str]]:
        room = max(1, width - self._start() - self._end())
        if (room, setting) not in self._laid_out:
            if len(self._laid_out) >= _KEPT:
                self._laid_out.clear()
            self._laid_out[room, setting] = self._lay_out(room, setting)
        return self._laid_out[room, setting]

    def _lay_out(self, room: int, setting: str) -> list[tuple[TextBlock, str]]:
        blocks = [(TextBlock(self._words, self._settings[setting], room), "text")]
        if self._second:
            blocks.append((TextBlock(self._second, self._settings["second"], room), "muted"))
        return blocks

    def _needs(self, width: int, setting: str) -> int:
        blocks = self._blocks(width, setting)
        inside = sum(block.height for block, _ in blocks) + space(Space.HAIR) * (len(blocks) - 1)
        return max(self._least(), inside + 2 * space(self._padding()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Whether the height depends on the width: yes, long answers wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height it needs at a width, the same whether chosen or not: nothing shifts."""
        return max(self._needs(width, "plain"), self._needs(width, "chosen"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of its text on one line."""
        width = self._start() + self._end() + natural_width(self._words, self._settings["chosen"])
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what its longest word needs."""
        word = min(longest_word(self._words, self._settings["chosen"]), grown(_NARROWEST))
        return QSize(self._start() + self._end() + word, self._least())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the focus inside the group by arrows; moving never chooses."""
        if event.key() in _NEXT | _PREVIOUS:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            turned = rtl and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
            self._move_focus(1 if (event.key() in _NEXT) != turned else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Be pressed."""
        self._was_pressed = True
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take no second click whose first answered the question before."""
        if self._was_pressed:
            super().mouseDoubleClickEvent(event)

    def _move_focus(self, by: int) -> None:
        owner = self.parentWidget()
        if owner is None:
            return
        rows = [row for row in owner.findChildren(ChoiceRow) if row.isVisible() and row.isEnabled()]
        rows[(rows.index(self) + by) % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show that the pointer is over it."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Show that the pointer left."""
        super().leaveEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint ground and edge, then the parts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_words(painter)
        tone = self._look.tone if self.checked and not self._look.sinks else "muted"
        if self._key:
            size = key_cap_size(self._key)
            place = self._turned(
                QRectF(space(Space.M), self._middle(size.height()), size.width(), size.height())
            )
            filled = self.checked and not self._look.sinks
            paint_key_cap(painter, place, self._key, tone=tone, filled=filled)
        if self._look.mark:
            self._paint_mark(painter)

    def _paint_mark(self, painter: QPainter) -> None:
        side = grown(self._look.mark)
        place = self._turned(QRectF(self.width() - space(Space.M) - side, self._middle(side), side, side))
        if self._look.icon:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            tone = "muted" if self.isEnabled() else "faint"
            paint_icon(painter, self._look.icon, place, tone=tone, mirrored=rtl)
        else:
            paint = paint_radio if self.autoExclusive() else paint_check
            paint(painter, place, on=self.checked, tone=self._look.tone)

    def _middle(self, height: int) -> float:
        return (self.height() - height) / 2

    def _turned(self, place: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right())
        return place

    def _paint_ground(self, painter: QPainter) -> None:
        look, danger = theme(), self._look.tone == "danger"
        if self.checked:
            ground = "danger_soft" if danger else "primary_soft"
        else:
            ground = "hover" if self.underMouse() and self.isEnabled() else "surface"
        edge, width = "border_strong", float(look.tokens.line)
        if self.checked and self._look.sinks:
            edge = "primary_line" if look.tokens.high_contrast else "border"
        elif self.checked:
            edge, width = self._look.tone, float(_EDGE_CHOSEN * look.tokens.line)
        half = width / 2
        painter.setPen(QPen(look.color(edge), width))
        painter.setBrush(look.color(ground))
        rim = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rim, Radius.CHOICE, Radius.CHOICE)

    def _paint_words(self, painter: QPainter) -> None:
        heavy = self.checked and not self._look.sinks
        blocks = self._blocks(self.width(), "chosen" if heavy else "plain")
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self._end() if rtl else self._start()
        y = self._middle(sum(block.height for block, _ in blocks) + space(Space.HAIR) * (len(blocks) - 1))
        for block, tone in blocks:
            painter.setPen(theme().color(tone if self.isEnabled() else "faint"))
            block.draw(painter, QPointF(x, y))
            y += block.height + space(Space.HAIR)
        if self._trailing:
            setting = self._settings["trailing"]
            width = natural_width(self._trailing, setting)
            mark = grown(self._look.mark) + space(Space.S) if self._look.mark else 0
            place = self._turned(
                QRectF(self.width() - space(Space.M) - mark - width, 0, width, self.height())
            )
            painter.setFont(setting.font)
            painter.setPen(theme().color("muted"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._trailing)
