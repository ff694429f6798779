"""A page of the window: heading, a column that scrolls, and the bar with what can be done."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.banner import Banner, BannerKind
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose

TIGHT_BELOW: Final = 560
"""Height of a page, in logical pixels, below which its margins shrink (window lower than 680)."""

NARROW_BELOW: Final = 760
"""Width of a page, in columns' pixels at its text size, below which two columns become one."""

FOLDS_FROM: Final = 1.5
"""Text size from which the rail folds and two columns become one (VISUAL 2.5)."""

MOST_BANNERS: Final = 2


class Page(QWidget):
    """A page.

    Attributes:
        body: Column of the content; it scrolls, the bars never do.
        rail: Shown by the shell at the start side instead of the navigation.
        first_focus: What gets the focus when the page opens.
    """

    def __init__(self, heading: str, *, width: int = Size.FORM, parent: QWidget | None = None) -> None:
        """Make a page.

        Args:
            heading: The one heading; empty for a page whose script is its heading.
            width: Most width of the content, one of ``Size`` (``QUESTION``, ``FORM``, ``COLUMNS``, ``WIDE``).
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(heading)
        self.rail: QWidget | None = None
        self.first_focus: QWidget | None = None
        self._width = width
        self._banners: list[Banner] = []
        self._column = QWidget()
        self._column.setObjectName("column")
        self._inside = Column(self._column, gap=Space.M)
        self._heading = Prose(heading, role="heading")
        show_when(self._heading, bool(heading))
        self._inside.addWidget(self._heading)
        self._notices = Column(gap=Space.XS)
        self._inside.addLayout(self._notices)
        self.body = Column(gap=Space.M)
        self._inside.addLayout(self.body)
        self._inside.addStretch(1)
        self._scroll = _scrolling(self._column)
        self._bar = QFrame()
        self._bar.setProperty("bar", "bottom")
        self._actions = Row(self._bar, gap=Space.S)
        show_when(self._bar, False)
        outer = Column(self, gap=Space.NONE)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._bar)
        self._fit()
        theme().changed.connect(self._fit)
        QApplication.instance().focusChanged.connect(self._reveal)  # type: ignore[union-attr]

    @property
    def heading(self) -> str:
        """The heading shown."""
        return self._heading.text()

    def set_heading(self, heading: str) -> None:
        """Show another heading."""
        self._heading.setText(heading)
        show_when(self._heading, bool(heading))
        self.setAccessibleName(heading)

    def activated(self) -> None:
        """Take the focus where the page begins; called by the shell when the page is shown."""
        if self.first_focus is not None:
            self.first_focus.setFocus(Qt.FocusReason.TabFocusReason)

    def left(self) -> None:
        """Let go of what the page holds; called by the shell before another page is shown."""

    def set_actions(
        self,
        back: Button | None,
        forward: Button | None,
        note: str = "",
        *,
        middle: QWidget | None = None,
    ) -> None:
        """Fill the action bar.

        Args:
            back: Stands at the start.
            forward: The filled button, at the end; Enter presses it.
            note: What is missing, or when it was saved, before the forward button.
            middle: Something quieter beside *back*.
        """
        while (item := self._actions.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
        self._note = Prose(note, role="caption", tone="muted")
        self._forward = forward
        for widget in (back, middle):
            if widget is not None:
                self._actions.addWidget(widget)
        self._actions.addStretch(1)
        self._actions.addWidget(self._note, 1)
        show_when(self._note, bool(note))
        if forward is not None:
            self._actions.addWidget(forward)
        show_when(self._bar, True)
        self._fit()

    def set_note(self, note: str) -> None:
        """Say what is missing, or when it was saved, in the action bar."""
        self._note.setText(note)
        show_when(self._note, bool(note))

    def banner(
        self,
        kind: BannerKind,
        text: str,
        action: str | None = None,
        on_action: Callable[[], object] | None = None,
    ) -> Banner:
        """Show a message under the heading, the newest first; the oldest goes where two stand."""
        made = Banner(kind, text, action=action, on_action=on_action)
        self._notices.insertWidget(0, made)
        self._banners.insert(0, made)
        while len(self._banners) > MOST_BANNERS:
            self.remove_banner(self._banners[-1])
        self._scroll.verticalScrollBar().setValue(0)
        return made

    def remove_banner(self, banner: Banner) -> None:
        """Take a message back; one that is gone already stays gone."""
        if banner in self._banners:
            self._banners.remove(banner)
            banner.hide()
            self._notices.removeWidget(banner)
            banner.deleteLater()

    def clear_banners(self) -> None:
        """Take all messages back."""
        for banner in list(self._banners):
            self.remove_banner(banner)

    @property
    def folded(self) -> bool:
        """Whether two columns stand under each other and the rail is one line."""
        return theme().tokens.factor >= FOLDS_FROM or self.width() < NARROW_BELOW

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit margins and column to the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tight = self.height() < TIGHT_BELOW
        side = space(Space.M if tight else Space.XL)
        around = max(side, (self.width() - grown(self._width)) // 2)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside.setContentsMargins(around, space(Space.M if tight else Space.L), around, space(Space.L))
        self._actions.setContentsMargins(around, space(Space.S), around, space(Space.S))
        self._bar.setMinimumHeight(grown(Size.ACTION_BAR))

    def _reveal(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._column.isAncestorOf(now):
            QTimer.singleShot(0, self, lambda: self._scroll_to(now))

    def _scroll_to(self, widget: QWidget) -> None:
        if self._column.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, space(Space.M), space(Space.M))


def _scrolling(column: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(column)
    return area
