"""Quick hide: within one frame the window shows a neutral page (DESIGN 4).

The page takes the place of what was shown inside the same window, so nothing has to be mapped; what it
covers is taken out of the window, and out of what a screen reader can walk through. Other windows of
ours, such as dialogs, are turned down: their harmless answer is no answer.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.clipboard import clear_clipboard
from screening_app.gui.clock import now
from screening_app.gui.frame import Frame
from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.hide import PIN_LENGTH, HidePresenter, Pin, neutral_content
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.views.pin import PinDialog

_SECOND_MS = 1000
_READY_MS = 100


class Confirms(Protocol):
    """Checks the passphrase of the user at the desk."""

    def confirm(self, passphrase: str) -> None:
        """Check it.

        Raises:
            ScreeningAppError: If it is another, or cannot be checked.
        """


class QuickHide(QObject):
    """Hides everything behind the neutral page, and gives it back to who may have it.

    Args:
        frame: The window.
        page: Makes the neutral page; made anew each time, while nobody waits for it.

    Attributes:
        pin: Of this session, if one was chosen.
        leads_back: Whether there is a way back; without one the first key locks, and no PIN can be chosen.
    """

    def __init__(
        self,
        frame: Frame,
        *,
        page: Callable[[], NeutralPage],
        user: Confirms,
        jobs: Jobs,
        lock: Callable[[LockReason], None],
    ) -> None:
        super().__init__(frame)
        self._frame, self._make, self._user, self._jobs, self._lock = frame, page, user, jobs, lock
        self.pin: Pin | None = None
        self.leads_back = True
        self._page: NeutralPage | None = None
        self._presenter: HidePresenter | None = None
        self._covered: QWidget | None = None
        self._focus: QWidget | None = None
        self._was_full = False
        self._timer = QTimer(self, interval=_SECOND_MS)
        # The first page is painted before; whoever is faster than that waits for this one, too.
        QTimer.singleShot(_READY_MS, self, self._make_ready)

    @property
    def is_hidden(self) -> bool:
        """Tell whether the neutral page is shown."""
        return self._covered is not None

    def hide(self) -> None:
        """Show the neutral page at once."""
        if self.is_hidden:
            return
        page = self._make_ready()
        page.show_content(neutral_content(now().astimezone()))
        self._focus = self._frame.focusWidget()
        self._covered = self._frame.put_over(page)
        self._turn_down_others()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        clear_clipboard()
        # Qt holds no method of a plain object: whoever connects one keeps it.
        self._presenter = presenter = HidePresenter(
            page, check=self._check, give_back=self._give_back, lock=self._lock
        )
        page.knocked.connect(presenter.knock if self.leads_back else self._lock_now)
        page.entered.connect(presenter.enter)
        self._timer.timeout.connect(presenter.tick)
        self._timer.timeout.connect(lambda: page.show_content(neutral_content(now().astimezone())))
        self._timer.start()
        page.setFocus()
        self._was_full = self._frame.isFullScreen()
        if not self._was_full:
            self._frame.showFullScreen()

    def choose_pin(self) -> None:
        """Ask for the PIN of this session."""
        if self.leads_back and not self.is_hidden and QApplication.activeModalWidget() is None:
            PinDialog(self._keep_pin, self._frame).open()

    def _lock_now(self) -> None:
        self._lock(LockReason.USER)

    def _keep_pin(self, pin: Pin) -> None:
        self.pin = pin

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let no other window appear while hidden."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._turn_down_others()
        return False

    def _make_ready(self) -> NeutralPage:
        """Make the next neutral page, unless it is there."""
        if self._page is None:
            self._page = self._made()
        return self._page

    def _made(self) -> NeutralPage:
        page = self._make()
        # Style and type are put on now, not in the frame in which it has to appear.
        page.show_content(neutral_content(now().astimezone()))
        page.resize(self._frame.size())
        page.grab()
        return page

    def _turn_down_others(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self._frame:
                widget.close()
                widget.hide()

    def _check(self, secret: str, done: Callable[[bool], None]) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, ScreeningAppError):
                raise error
            done(False)

        self._jobs.run(lambda: self._is_right(secret), owner=self, success=done, failure=failed)

    def _is_right(self, secret: str) -> bool:
        if self.pin is not None and self.pin.matches(secret):
            return True
        if self.pin is not None and len(secret) == PIN_LENGTH and secret.isdecimal():
            return False
        self._user.confirm(secret)
        return True

    def _give_back(self) -> None:
        covered, self._covered = self._covered, None
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._timer.stop()
        self._timer.timeout.disconnect()
        if not self._was_full:
            self._frame.open()
        if covered is not None:
            self._frame.show_page(covered)
            # Exactly where it was: a tired person goes on typing.
            (self._focus if self._focus is not None and isValid(self._focus) else covered).setFocus()
        self._page = self._made()
