"""A label for running text: plain text only, with a line height of its own."""

import math
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from screening_app.gui.clipboard import lend
from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.fonts import ROLES, role_font
from screening_app.gui.widgets.text_block import (
    BALANCED_FROM,
    Setting,
    TextBlock,
    longest_word,
    natural_width,
)

_NARROWEST: Final = 160
_KEPT: Final = 8


class Prose(QLabel):
    """Plain text that wraps at its width, never elides, and says how high it is."""

    def __init__(  # noqa: PLR0913
        self,
        text: str = "",
        *,
        role: str = "body",
        tone: str = "",
        wrap: bool = True,
        selectable: bool = False,
        tabular: bool = False,
        centred: bool = False,
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make a label.

        Args:
            text: What it says; untrusted text too, for no markup is read.
            role: One of ``fonts.ROLES``.
            tone: Name of a colour; the role's own where empty.
            wrap: Whether long text takes several lines.
            selectable: Whether the text can be marked and copied; for case text.
            tabular: Whether figures are of one width.
            centred: Whether lines stand in the middle.
            weight: Another weight than the role's.
            parent: Owner.
        """
        super().__init__(parent)
        self._role, self._tone = role, tone or ROLES[role].tone
        self._tabular, self._centred, self._weight = tabular, centred, weight
        self._wraps = wrap
        self._blocks: dict[int, TextBlock] = {}
        self._anchor = self._caret = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._selectable = selectable
        if selectable:
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setText(text)
        self._restyle()
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show another text."""
        self._blocks.clear()
        self._anchor = self._caret = 0
        super().setText(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Show the text in another colour of the theme."""
        self._tone = tone
        self.update()

    def _restyle(self) -> None:
        self._blocks.clear()
        font = role_font(self._role, tabular=self._tabular, weight=self._weight)
        self.setFont(font)
        self._setting = Setting(
            font=font,
            line=ROLES[self._role].line,
            direction=self.layoutDirection(),
            wraps=self._wraps,
            centred=self._centred,
            balanced=self._wraps and ROLES[self._role].size >= BALANCED_FROM,
        )
        self.updateGeometry()
        self.update()

    @property
    def setting(self) -> Setting:
        """Return how the text is set now."""
        return self._setting

    def _block(self, width: int) -> TextBlock:
        if width not in self._blocks:
            if len(self._blocks) >= _KEPT:
                self._blocks.clear()
            most = math.ceil(self._setting.measure) if self._wraps and not self._centred else width
            self._blocks[width] = TextBlock(self.text(), self._setting, min(width, most))
        return self._blocks[width]

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the text at its best width."""
        width = natural_width(self.text(), self._setting)
        if self._wraps:
            width = min(width, math.ceil(self._setting.measure))
        return QSize(width, self._block(width).height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what it needs at least: its longest word, or all of a line that does not wrap."""
        if not self._wraps:
            return self.sizeHint()
        width = min(longest_word(self.text(), self._setting), grown(_NARROWEST))
        return QSize(width, math.ceil(self._setting.leading))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Whether the height depends on the width."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height that all lines need at a width."""
        return self._block(width).height if self._wraps else self.sizeHint().height()

    def _place(self) -> QPointF:
        block = self._block(self.width())
        spare = 0.0 if self._wraps else max(0.0, (self.height() - block.height) / 2)
        rtl = self._setting.direction == Qt.LayoutDirection.RightToLeft
        most = self.width() if self._centred or not self._wraps else min(self.width(), self._setting.measure)
        return QPointF(self.width() - most if rtl else 0.0, spare)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the lines, and what is marked of them."""
        painter = QPainter(self)
        painter.setPen(theme().color(self._tone if self.isEnabled() else "faint"))
        self._block(self.width()).draw(painter, self._place(), self._selections())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow a change of the direction of reading."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()

    # Marking and copying

    def _selections(self) -> list[QTextLayout.FormatRange]:
        first, last = sorted((self._anchor, self._caret))
        if first == last:
            return []
        marked = QTextLayout.FormatRange()
        marked.start, marked.length = first, last - first
        look = QTextCharFormat()
        look.setBackground(theme().color("primary"))
        look.setForeground(theme().color("on_primary"))
        marked.format = look
        return [marked]

    def selectedText(self) -> str:  # noqa: N802
        """Return what is marked."""
        first, last = sorted((self._anchor, self._caret))
        return self.text()[first:last]

    def _under(self, event: QMouseEvent) -> int:
        return self._block(self.width()).position_at(event.position() - self._place())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to mark."""
        if not self._selectable:
            super().mousePressEvent(event)
            return
        self._anchor = self._caret = self._under(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark as far as the pointer."""
        if self._selectable and event.buttons() & Qt.MouseButton.LeftButton:
            self._caret = self._under(event)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Copy what is marked, or mark everything."""
        if self._selectable and event.matches(QKeySequence.StandardKey.Copy) and self.selectedText():
            lend(self.selectedText())
        elif self._selectable and event.matches(QKeySequence.StandardKey.SelectAll):
            self._anchor, self._caret = 0, len(self.text())
            self.update()
        else:
            super().keyPressEvent(event)
