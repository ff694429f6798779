"""What is inside the window from unlock to lock: bars, navigation or rail, and one page at a time.

The pages know it only as ``Navigation``. Nothing is asked when a page is left: everything is saved.
"""

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from screening_app.domain.answers import AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId, StepId
from screening_app.gui.appearing import LANGUAGE_NAMES, put_on
from screening_app.gui.page import Page
from screening_app.gui.pages import Place, make_page
from screening_app.gui.presenters.emergency_ticks import is_all_stored
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.presenters.status import status_of
from screening_app.gui.saved import Saved, noting
from screening_app.gui.shell_keys import bind_keys
from screening_app.gui.tab_order import next_stop
from screening_app.gui.theme.current import theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.theme.window_class import is_folded
from screening_app.gui.views.bars import StatusBar, TopBar
from screening_app.gui.views.navigation_bar import NavigationBar
from screening_app.gui.views.trouble import trouble_page
from screening_app.gui.ways import Ways
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.gui.widgets.step_rail import StepRail
from screening_app.i18n import language
from screening_app.services.last_place import keep_last_place, last_place
from screening_app.services.preferences import Preferences, keep_preferences, next_size, preferences_of
from screening_app.services.session import Session

if TYPE_CHECKING:
    from screening_app.gui.jobs import Jobs
    from screening_app.gui.keeper import Keeper
    from screening_app.gui.standing import Standing

_EMERGENCY_KEY: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E).toCombined()
_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_MOST_BACK: Final = 20


class Shell(QWidget, Ways):
    """The pages after unlock (implements ``DeskNavigation``).

    Attributes:
        session: What the pages work with; its commits give the time in the status bar.
    """

    def __init__(self, session: Session, standing: "Standing") -> None:
        """Show the place the user was at when it locked, or Today.

        Args:
            session: The opened vault.
            standing: What the process gives: lock, hide, the watch, jobs, and the language.
        """
        super().__init__()
        self._saved = Saved()
        # Under a band nothing is kept, so nothing may be called saved.
        self.session = session if standing.band else noting(session, self._saved)
        self._standing = standing
        self._past: list[Place] = []
        self._here = Place("home")
        self._page: Page | None = None
        self._beneath: tuple[Place, Page] | None = None
        self._remaining: int | None = None
        self._preferences = preferences_of(session)
        self.setObjectName("shell")
        self.setMinimumSize(QSize(Size.LEAST_WIDTH, Size.LEAST_HEIGHT))
        self._column = Column(self, gap=Space.NONE)
        self._frame: QWidget | None = None
        self._side: QWidget | None = None
        self._side_lies = False
        put_on(self._preferences, standing.speak, self.size())
        self._build()
        self._ring = FocusRing(self)
        bind_keys(self)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        standing.watch.ticked.connect(self.show_remaining)
        kept = last_place(self.session)
        self._show(Place("conversation", screening=kept) if kept else self._here)
        theme().changed.connect(self._put_side)
        if standing.keeper is not None:
            standing.keeper.changed.connect(self.refresh_safeguards)

    # Navigation

    def emergency(self, screening_id: ScreeningId | None = None, *, by_itself: bool = False) -> None:
        """Show the emergency panel; dialogs in front of it are turned down.

        Args:
            by_itself: Whether an answer opens it, and nobody's key.
        """
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
        if self._here.name != "emergency":
            screening = screening_id or self._here.screening
            self._go(Place("emergency", screening=screening, by_itself=by_itself))

    def hand_over(self, screening_id: ScreeningId, from_: tuple[StepId, AnswerKey]) -> None:
        """Give the screen to the person: this window's pages and keys are gone until the lock."""
        from screening_app.gui.views.hand_over import HandOver  # noqa: PLC0415 (seldom)

        standing = self._standing
        page = HandOver(
            self.session,
            screening_id,
            from_,
            hide=standing.hide.hide,
            lock=lambda: standing.lock(LockReason.USER),
            band=standing.band,
        )
        standing.alone(page, page.keep_typed)

    def back(self) -> None:
        """Return to the page before this one."""
        self._show(self._past.pop() if self._past else Place("home"))

    def hide(self) -> None:
        """Show the neutral page at once (F12)."""
        self._standing.hide.hide()

    def lock(self, reason: LockReason = LockReason.USER) -> None:
        """End the process that holds the key; never asks, never fails to."""
        self._standing.lock(reason)

    # What the window shows

    @property
    def jobs(self) -> "Jobs":
        """Work beside the window."""
        return self._standing.jobs

    @property
    def keeper(self) -> "Keeper | None":
        """What keeps the vault safe; ``None`` where nothing is kept."""
        return self._standing.keeper

    def refresh_safeguards(self) -> None:
        """Say anew what there is against losing the vault: in the bar, and on Today if it is shown."""
        keeper = self._standing.keeper
        if keeper is None or keeper.state is not None:
            return
        now = keeper.safeguards()
        if now == self.session.safeguards:
            return
        self.session = replace(self.session, safeguards=now)
        self._show_status()
        if self._here.name == "home":
            self._show(self._here)

    def keep_typed(self) -> bool:
        """Store what is being typed on the page; tell whether nothing is left that could not be stored."""
        beneath = self._beneath[1] if self._beneath is not None else None
        stored = [page.keep_typed() for page in (self._page, beneath) if page is not None]
        return all([*stored, is_all_stored(self.session)])

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._page

    @property
    def here(self) -> Place:
        """Where the window is."""
        return self._here

    def go_to(self, code: str) -> None:
        """Show a place of the navigation."""
        self._go(Place(code))

    def show_remaining(self, seconds: int) -> None:
        """Say how long it is until the lock, and when something was last saved."""
        self._remaining = seconds
        self._show_status()

    def use_preferences(self, wanted: Preferences) -> None:
        """Put theme, size and language on the window; another language makes every page anew."""
        speaking = language()
        self._preferences = wanted
        put_on(wanted, self._standing.speak, self.size())
        if language() != speaking:
            self._build()
            self._show(self._here)

    def resize_text(self, step: int) -> None:
        """Make the text one size larger (1) or smaller (-1), or usual (0), and keep that."""
        size = next_size(self._preferences.percent, step) if step else 100
        wanted = Preferences(theme=self._preferences.theme, percent=size, language=self._preferences.language)
        if wanted != self._preferences:
            keep_preferences(self.session, wanted)
            self.use_preferences(wanted)
            self._put_side()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the key of the emergency panel before any dialog does."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent) or not self.isVisible():
            return False
        if event.keyCombination().toCombined() != _EMERGENCY_KEY:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.emergency()
        return True

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802
        """Go with Tab to the next part as it is drawn."""
        stop = next_stop(self, QApplication.focusWidget(), following=following)
        if stop is None:
            return super().focusNextPrevChild(following)
        tab, backtab = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        stop.setFocus(tab if following else backtab)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give the page the keys that a bar or the rail has no use for: Backspace is back from there too."""
        focus = QApplication.focusWidget()
        if self._page is not None and focus is not None and not self._page.isAncestorOf(focus):
            self._page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Hand the focus to the page, such as after quick hide."""
        super().focusInEvent(event)
        if self._page is not None:
            self._page.activated()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the navigation to the class of the window."""
        super().resizeEvent(event)
        self._put_side()

    # Inside

    def _build(self) -> None:
        """Make the bars in the language in use."""
        old, self._side = self._frame, None
        self._frame = QWidget()
        inside = Column(self._frame, gap=Space.NONE)
        top = TopBar(self.session.unit.name)
        top.emergency.connect(self.emergency)
        top.hidden.connect(self.hide)
        top.locked.connect(self.lock)
        self._status = StatusBar(user=self.session.user.name, language=LANGUAGE_NAMES[language()])
        self._above, self._beside, self._host = Column(gap=Space.NONE), Row(gap=Space.NONE), QStackedLayout()
        self._beside.addLayout(self._host, 1)
        if self._standing.band:
            inside.addWidget(Banner("warn", self._standing.band))
        inside.addWidget(top)
        inside.addLayout(self._above)
        inside.addLayout(self._beside, 1)
        inside.addWidget(self._status)
        self._column.addWidget(self._frame)
        self._page = self._beneath = None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
            self._frame.show()
            self._ring.raise_()
        self._show_status()

    def _go(self, place: Place) -> None:
        # From the emergency panel one comes back to it only from the guide that it opens.
        if self._here != place and (self._here.name != "emergency" or place.name == "duties"):
            self._past = [*self._past, self._here][-_MOST_BACK:]
        self._show(place)

    def _show(self, place: Place) -> None:
        before, came_from = self._page, self._here
        if before is not None:
            before.left()
        self._here = place
        self._keep_place()
        uncovered = self._uncovered(place)
        page = self._page = uncovered or self._made(place)
        self._host.setCurrentWidget(page)
        self._put_side()
        if before is not None and place.name == "emergency":
            # It stays as it is: what is half typed there comes back with it.
            self._beneath = (came_from, before)
        elif before is not None:
            self._let_go(before)
        page.activated()
        if page is uncovered:
            page.returned()
        page.come_to_rest()
        self._show_status()

    def _keep_place(self) -> None:
        here = self._here
        if here.name in {"emergency", "duties"}:
            return
        # A place that could not be kept costs a few keys after a lock, and is no reason to stay.
        with contextlib.suppress(ScreeningAppError):
            keep_last_place(self.session, here.screening if here.name == "conversation" else None)

    def _uncovered(self, place: Place) -> Page | None:
        """Return the page that the emergency panel covered, if that is the place; else let go of it."""
        beneath, self._beneath = self._beneath, None
        if beneath is not None and beneath[0] != place:
            self._let_go(beneath[1])
            return None
        return beneath[1] if beneath is not None else None

    def _made(self, place: Place) -> Page:
        try:
            page = make_page(place, self)
        except ScreeningAppError as error:
            page = trouble_page(error.describe(), self)
        self._host.addWidget(page)
        return page

    def _let_go(self, page: Page) -> None:
        self._host.removeWidget(page)
        page.deleteLater()

    def _put_side(self) -> None:
        """Show the page's rail or the navigation; across the top, or not at all, where it is narrow."""
        page, narrow = self._page, self._is_narrow()
        if page is None:
            return
        rail = page.rail
        if page.keeps_side and (narrow or isinstance(self._side, StepRail)):
            self._keep_side(narrow)
            return
        if rail is not None:
            self._take_side(rail)
            rail.setEnabled(True)
            rail.setVisible(not narrow)
            return
        if not isinstance(self._side, NavigationBar) or self._side_lies != narrow:
            bar = NavigationBar(across=narrow)
            bar.chosen.connect(self.go_to)
            self._side_lies = narrow
            self._take_side(bar)
        if isinstance(self._side, NavigationBar):
            self._side.show()
            self._side.show_here(self._here.destination)

    def _keep_side(self, narrow: bool) -> None:
        """Leave what is at the side as it is; where it is narrow, all the room is the page's."""
        if self._side is None:
            return
        if isinstance(self._side, StepRail):
            # It shows where the conversation is; its pages are reached again by going back.
            self._side.setEnabled(False)
        self._side.setVisible(not narrow)

    def _take_side(self, side: QWidget) -> None:
        if self._side is side:
            return
        if self._side is not None:
            self._side.hide()
            self._side.deleteLater()
        self._side = side
        if isinstance(side, NavigationBar) and self._side_lies:
            self._above.addWidget(side)
        else:
            self._beside.insertWidget(0, side)
        if self.isVisible():
            side.show()

    def _is_narrow(self) -> bool:
        return is_folded(self.window().size(), theme().tokens.factor)

    def _show_status(self) -> None:
        self._status.show_status(
            status_of(
                remaining=self._remaining,
                saved_at=self._saved.at,
                safeguards=self.session.safeguards,
                now=self.session.clock.now(),
            )
        )
