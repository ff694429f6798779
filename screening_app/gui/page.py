"""A page of the window: heading, a column that scrolls, and the bar with what can be done."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.tab_order import focus_what_is_seen
from screening_app.gui.theme.apply import application, fit_window
from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.theme.window_class import is_folded, is_roomy, is_tight
from screening_app.gui.widgets.action_bar import ActionBar
from screening_app.gui.widgets.banner import Banner, BannerKind
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.choice_row import ChoiceRow
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.more_below import MoreBelow
from screening_app.gui.widgets.notices import Notices
from screening_app.gui.widgets.presence import show_new, show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.scrolling import PAGE_KEYS, Scrolling
from screening_app.gui.widgets.step_rail import StepRail
from screening_app.gui.widgets.step_strip import StepStrip

_CONTENT_SHARE: Final = 11
_PANEL_SHARE: Final = 9

_LEVELS: Final = 2
_UPPER: Final = 12
"""In a roomy window the content starts this part of the height below the top bar."""


class Page(QWidget):
    """A page.

    Attributes:
        body: Column of the content; it scrolls, the bars never do.
        head: Row of the heading; what is added stands at its end.
        notices: The messages under the heading.
        first_focus: What gets the focus when the page opens.
        keeps_side: Whether what the page before had at its start side stays, so that nothing jumps.
    """

    _ranged = Signal()

    def __init__(
        self, heading: str, *, lead: str = "", width: int = Size.FORM, parent: QWidget | None = None
    ) -> None:
        """Make a page.

        Args:
            heading: The one heading; empty for a page whose script is its heading.
            lead: A sentence under it.
            width: Most width of the content, one of ``Size`` (``QUESTION``, ``FORM``, ``COLUMNS``, ``WIDE``).
            parent: Owner.
        """
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.first_focus: QWidget | None = None
        self.keeps_side = False
        self._width = width
        self._was_tight = False
        self._rail: QWidget | None = None
        self._strip: StepStrip | None = None
        self._panel: QWidget | None = None
        self._begun = self._opening = self._following = False
        self._taken = self._end_seen_at = 0
        self._sign = MoreBelow()
        self._column = _Column()
        self._column.setObjectName("column")
        self._inside = Column(self._column, gap=Space.M)
        self._fill_column()
        self._scroll = Scrolling(self._column)
        self._bar = ActionBar()
        self._outer = Column(self, gap=Space.NONE)
        self._beside = Row(gap=Space.NONE)
        self._beside.addWidget(self._scroll, _CONTENT_SHARE)
        self._outer.addLayout(self._beside, 1)
        self._outer.addWidget(self._sign)
        self._outer.addWidget(self._bar)
        show_when(self._bar, False)
        self.set_heading(heading, lead=lead)
        self._scroll.resized.connect(self._fit)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._follow_range)
        bar.valueChanged.connect(self._follow_range)
        # Queued, it is done before the next picture; a timer would come after it.
        self._ranged.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        theme().changed.connect(self._fit)
        application().focusChanged.connect(self._reveal)

    def _fill_column(self) -> None:
        words = Column(gap=Space.XXS)
        self._heading = Prose(role="heading")
        self._lead = Prose(role="lead")
        words.addWidget(self._heading)
        words.addWidget(self._lead)
        self.head = Row(gap=Space.XS)
        self.head.addLayout(words, 1)
        self._inside.addLayout(self.head)
        self.notices = Notices()
        self._inside.addLayout(self.notices)
        self.body = Column(gap=Space.M)
        self._inside.addLayout(self.body)
        self._inside.addStretch(1)

    @property
    def heading(self) -> str:
        """The heading shown."""
        return self._heading.text()

    def set_heading(self, heading: str, *, lead: str = "") -> None:
        """Show another heading, and the sentence under it."""
        for label, text in ((self._heading, heading), (self._lead, lead)):
            label.setText(text)
            show_when(label, bool(text))
        self.setAccessibleName(heading)

    @property
    def rail(self) -> QWidget | None:
        """What the shell shows at the start side instead of the navigation."""
        return self._rail

    @rail.setter
    def rail(self, rail: QWidget | None) -> None:
        self._rail = rail
        if self._strip is not None:
            self._strip.deleteLater()
            self._strip = None
        if isinstance(rail, StepRail):
            self._strip = StepStrip(rail)
            self._outer.insertWidget(0, self._strip)
        self._fit()

    def set_width(self, width: int) -> None:
        """Give the content another most width, one of ``Size``."""
        if width != self._width:
            self._width = width
            self._fit()

    def set_panel(self, panel: QWidget) -> None:
        """Put a panel at the end side that does not scroll; in a narrow window it ends the content."""
        self._panel = panel
        self._fit()

    def activated(self) -> None:
        """Take the focus where the page begins; called by the shell when the page is shown."""
        if self.first_focus is not None:
            self.first_focus.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._begun:
            # What is said is read from its first word, wherever the focus is.
            self._begun = self._opening = True
            QTimer.singleShot(0, self, self._end_opening)

    def begin_anew(self) -> None:
        """Show the beginning again when it is next activated, as for another page."""
        self.stand_at(0)
        self._end_seen_at = 0

    @property
    def scrolled(self) -> int:
        """How far the content is scrolled."""
        return self._scroll.verticalScrollBar().value()

    def stand_at(self, scrolled: int) -> None:
        """Stay there when it is next activated: parts were exchanged while the focus was out of sight."""
        self._begun = False
        self._scroll.verticalScrollBar().setValue(scrolled)

    def shows_whole(self, part: QWidget) -> bool:
        """Tell whether a part of the content is wholly in sight."""
        seen = self._scroll.viewport()
        place = part.rect().translated(part.mapTo(self, QPoint(0, 0)))
        return seen.rect().translated(seen.mapTo(self, QPoint(0, 0))).contains(place)

    def _shows(self, part: QWidget) -> bool:
        seen = self._scroll.viewport()
        whole = part.height() < seen.height()
        return self.shows_whole(part) if whole else not part.visibleRegion().isEmpty()

    def _end_opening(self) -> None:
        # What took the focus has asked to be scrolled to before this, and was not.
        self._opening = False

    def sign_more(self, key: str) -> None:
        """Say so wherever the content goes on below what is seen, with the key that shows it."""
        self._sign.set_key(key)
        self.tell_more()

    def scroll_on(self, pages: int) -> None:
        """Show the next part of the content (1) or the one before (-1); a line of it stays in sight."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + pages * (self._scroll.viewport().height() - space(Space.HUGE)))
        focus_what_is_seen(self, self._column, self._bar, self._shows)

    @property
    def is_seen_to_the_end(self) -> bool:
        """Whether the content's end was in sight since the page began."""
        return self._scroll.verticalScrollBar().maximum() in {0, self._end_seen_at}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Scroll by the page keys, whatever has the focus."""
        if event.key() in PAGE_KEYS:
            self.scroll_on(PAGE_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _taken_by_bar(self) -> int:
        return max(self._scroll.width() - self._scroll.viewport().width(), 0)

    def _follow_range(self) -> None:
        """Keep the edges where a scroll bar came or went while the content was being laid out."""
        bar = self._scroll.verticalScrollBar()
        if bar.value() == bar.maximum():
            self._end_seen_at = bar.maximum()
        # This comes from inside a layout, which must not be changed before it is done.
        if not self._following:
            self._following = True
            self._ranged.emit()

    def _settle(self) -> None:
        self._following = False
        if self._taken != self._taken_by_bar():
            self._fit()
        self.tell_more()

    def tell_more(self) -> None:
        """Say whether the content goes on below what is seen, where the page is to say so."""
        bar = self._scroll.verticalScrollBar()
        show_when(self._sign, bool(self._sign.key) and bar.value() < bar.maximum())

    def come_to_rest(self) -> None:
        """Give everything its place before the first picture: nobody sees a page fall into place."""
        show_new(self._column)
        for _level in range(_LEVELS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            # Whether there is a scroll bar, Qt decides only when this call comes round.
            QCoreApplication.sendPostedEvents(self._scroll, QEvent.Type.MetaCall.value)
            self._settle()

    def keep_typed(self) -> bool:
        """Store what is being typed; tell whether nothing is left that could not be stored."""
        return True

    def left(self) -> None:
        """Let go of what the page holds; called by the shell before another page is shown."""

    def returned(self) -> None:
        """Look again at what may have changed; called when the page comes back from under the emergency."""

    def set_actions(
        self, back: Button | None, forward: Button | None, note: str = "", *, middle: QWidget | None = None
    ) -> None:
        """Fill the action bar.

        Args:
            back: Stands at the start.
            forward: The filled button, at the end.
            note: What is missing, or when it was saved, before the forward button.
            middle: Something quieter beside *back*.
        """
        self._bar.fill(back, middle, forward)
        self._bar.set_note(note)
        show_when(self._bar, True)
        self._fit()

    def set_note(self, note: str) -> None:
        """Say what is missing, or when it was saved, in the action bar."""
        self._bar.set_note(note)

    def banner(
        self,
        kind: BannerKind,
        text: str,
        action: str | None = None,
        on_action: Callable[[], object] | None = None,
    ) -> Banner:
        """Show a message under the heading, the newest first; of three the oldest goes."""
        made = self.notices.add(kind, text, action, on_action)
        self._scroll.verticalScrollBar().setValue(0)
        return made

    def remove_banner(self, banner: Banner) -> None:
        """Take a message back; one that is gone already stays gone."""
        self.notices.remove(banner)

    def clear_banners(self) -> None:
        """Take all messages back."""
        self.notices.clear()

    @property
    def folded(self) -> bool:
        """Whether two columns have to stand under each other."""
        return is_folded(self.window().size(), theme().tokens.factor)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Fit the page to the window it is in now."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the page to the window's new size."""
        super().resizeEvent(event)
        self._fit()
        # A change of text size lays everything out anew, which must not happen inside a layout.
        QTimer.singleShot(0, self, lambda: fit_window(application(), self.window().size()))

    def _fit(self) -> None:
        window = self.window().size()
        tight = is_tight(window)
        least = space(Space.M if tight else Space.XL)
        around = least if self._panel else max(least, (self.width() - grown(self._width)) // 2)
        top = space(Space.M if tight else Space.L)
        if is_roomy(window):
            top = max(top, self.height() // _UPPER)
        self._put_panel()
        taken = self._taken = self._taken_by_bar()
        start, end = around, max(around - taken, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        self._inside.setContentsMargins(start, top, end, space(Space.M))
        self._bar.set_side(around)
        # Rows are made at their usual height: looking for them costs more than all the rest here.
        if tight or self._was_tight:
            for row in self._column.findChildren(ChoiceRow):
                row.set_tight(tight)
        self._was_tight = tight
        self._fold()

    def _put_panel(self) -> None:
        panel = self._panel
        if panel is None:
            return
        home = self._column if self.folded else self
        if panel.parentWidget() is home:
            return
        if home is self:
            self._beside.addWidget(panel, _PANEL_SHARE)
        else:
            # Before the stretch that ends the column.
            self._inside.insertWidget(self._inside.count() - 1, panel)

    def _fold(self) -> None:
        if self._strip is None:
            return
        # The rail itself lies in the shell, which shows or hides it.
        show_when(self._strip, self.folded)

    def _reveal(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._column.isAncestorOf(now):
            # The page may be about to be laid out; what it scrolls to has its place afterwards.
            QTimer.singleShot(0, now, lambda: self._scroll_to(now))

    def _scroll_to(self, widget: QWidget) -> None:
        # What had the focus only while parts of the page were exchanged is not scrolled to.
        if self._opening or not widget.hasFocus() or not self._column.isAncestorOf(widget):
            return
        # A field is seen with its label and with what is wrong with it.
        field = widget.parentWidget()
        widget = field if isinstance(field, Field) else widget
        if widget.height() < self._scroll.viewport().height():
            self._scroll.ensureWidgetVisible(widget, space(Space.M), space(Space.M))
        else:
            top = widget.mapTo(self._column, QPoint(0, 0)).y()
            self._scroll.verticalScrollBar().setValue(top - space(Space.M))


class _Column(QWidget):
    """The content; it scrolls, so that it needs the height of its final width and no other."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least width; a box layout would ask for the height at that width, too."""
        return QSize(super().minimumSizeHint().width(), 0)
