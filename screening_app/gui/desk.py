"""From unlock to lock: the shell, and what watches over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.gui.hide import QuickHide
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.standing import Standing
from screening_app.gui.system_lock import SystemLock
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.watch import Watch
from screening_app.services.neutral_page import neutral_page
from screening_app.settings import load_settings

if TYPE_CHECKING:
    from screening_app.bootstrap import Unlocked
    from screening_app.gui.app import Application

_MINUTE = 60
LOCK_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
HIDE_KEY = QKeyCombination(Qt.Key.Key_F12)
PIN_KEY = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_F12)


def make_desk(unlocked: "Unlocked", application: "Application") -> QWidget:
    """Return the shell with everything that watches over it."""
    from screening_app.gui.shell import Shell  # noqa: PLC0415 (all pages)

    return Shell(unlocked.session, watch_over(unlocked, application))


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
    return Standing(lock=lock, hide=hide, watch=watch, jobs=application.jobs, speak=application.speak)


def _instance() -> QObject:
    app = QApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    return app
