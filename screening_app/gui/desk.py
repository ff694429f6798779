"""From unlock to lock: the shell, and what watches over it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.bootstrap.upkeep import Upkeep
from screening_app.gui.behind import do_ahead
from screening_app.gui.frame import Frame
from screening_app.gui.hide import QuickHide
from screening_app.gui.keeper import Keeper
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.standing import Standing
from screening_app.gui.system_lock import SystemLock
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.watch import Watch
from screening_app.services.begin import check_ahead
from screening_app.services.neutral_page import neutral_page
from screening_app.services.session import Session
from screening_app.settings import load_settings

if TYPE_CHECKING:
    from screening_app.bootstrap import Unlocked
    from screening_app.gui.app import Application

_MINUTE = 60
_DUE_MS = 3_000
"""After unlock: a backup that is due begins when the first page is in use."""
_WARM_MS = 700
"""After unlock: once the first page stands and has answered its first keys."""
LOCK_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
HIDE_KEY = QKeyCombination(Qt.Key.Key_F12)
PIN_KEY = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F12)


def make_desk(unlocked: "Unlocked", application: "Application") -> QWidget:
    """Return the shell with everything that watches over it."""
    from screening_app.gui.shell import Shell  # noqa: PLC0415 (all pages)

    standing = watch_over(unlocked, application)
    shell = Shell(unlocked.session, standing)
    application.lock.keep_with(shell.keep_typed)
    if standing.keeper is not None:
        QTimer.singleShot(_DUE_MS, standing.keeper, standing.keeper.begin_if_due)
    QTimer.singleShot(
        _WARM_MS, shell, lambda: do_ahead(_ahead(unlocked.session), application.jobs, owner=shell)
    )
    return shell


def _ahead(session: Session) -> Iterator[None]:
    """Load the page of a conversation, and check the unit's forms: a second and a half the first time."""
    import screening_app.gui.views.start  # noqa: PLC0415 (after the first page)

    yield
    import screening_app.gui.views.conversation  # noqa: F401, PLC0415

    yield
    yield from check_ahead(session)


def watch_over(unlocked: "Unlocked", application: "Application") -> Standing:
    """Begin to watch: inactivity, the standing keys, the system's lock; return what pages may use.

    Raises:
        SettingsUnreadable: If the settings cannot be used.
    """
    settled = load_settings(application.start.data_dir)
    application.minutes = settled.lock_after_minutes
    page = neutral_page(unlocked.session)
    lock = application.lock
    hide = QuickHide(
        application.frame,
        page=lambda: NeutralPage(heading=page.heading, lines=page.lines),
        user=unlocked,
        jobs=application.jobs,
        lock=lock,
    )
    keys = {LOCK_KEY: lambda: lock(LockReason.USER), HIDE_KEY: hide.hide, PIN_KEY: hide.choose_pin}
    if settled.hide_key:
        keys[QKeyCombination(Qt.Key[f"Key_{settled.hide_key}"])] = hide.hide
    watch = Watch(seconds=settled.lock_after_minutes * _MINUTE, keys=keys, parent=application.frame)
    watch.expired.connect(lambda: lock(LockReason.INACTIVITY))
    watch.slept.connect(lambda: lock(LockReason.SYSTEM))
    _instance().installEventFilter(watch)
    SystemLock(lambda: lock(LockReason.SYSTEM), application.frame).listen()
    upkeep = Upkeep.of(unlocked, application.start.data_dir)
    return Standing(
        lock=lock,
        hide=hide,
        watch=watch,
        jobs=application.jobs,
        speak=application.speak,
        alone=lambda page, keep: _leave_alone(page, keep, hide, application),
        keeper=Keeper(
            upkeep,
            application.errands,
            lambda login: _rotate(login, upkeep, application),
            application.frame,
        ),
    )


def _leave_alone(
    page: QWidget, keep: Callable[[], bool], hide: QuickHide, application: "Application"
) -> None:
    application.lock.keep_with(keep)
    show_alone(page, hide, application.frame, lambda: application.lock(LockReason.USER))


def show_alone(page: QWidget, hide: QuickHide, frame: Frame, lock: Callable[[], None]) -> None:
    """Show one page until the lock, in place of everything: no way back, no way out but the lock."""
    hide.leads_back = False
    frame.close_by(lock)
    frame.show_page(page)
    page.setFocus()


def _rotate(login: str, upkeep: Upkeep, application: "Application") -> None:
    """Show nothing but the progress: while records are compared, none may change."""
    from screening_app.gui.views.rotating import rotating_page  # noqa: PLC0415 (seldom)

    # The pages go, and with them what could be typed.
    application.lock.keep_with(_nothing_typed)
    page = rotating_page(login, upkeep, application)
    application.frame.show_page(page)
    page.setFocus()


def _nothing_typed() -> bool:
    return True


def _instance() -> QObject:
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    return app
