"""What the operating system says: the screen was locked, or the computer goes to sleep.

An extra. Where it cannot be heard, the timer and the check for sleep do the work (``watch.py``).
"""

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Slot

_SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver")
_LOGIN = "org.freedesktop.login1"
_CHANGED: Final = SLOT("on_change(bool)")
_LOCKED: Final = SLOT("on_lock()")

Connect = Callable[[str, str, str, str, QObject, str], bool]
"""Service, path, interface, signal, receiver and slot; the stubs say bytes, and bytes are refused."""


class SystemLock(QObject):
    """Listens on D-Bus and calls ``lock``; hears nothing where there is no D-Bus."""

    def __init__(self, lock: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._lock = lock

    def listen(self) -> int:
        """Begin to listen and return to how many signals."""
        try:
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 (after the first paint; a build may lack it)
        except ImportError:
            return 0
        heard = 0
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        if session.isConnected():
            connect = cast("Connect", session.connect)
            for name in _SCREEN_SAVERS:
                heard += connect("", "", name, "ActiveChanged", self, _CHANGED)
        if system.isConnected():
            connect = cast("Connect", system.connect)
            heard += connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _CHANGED)
            heard += connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, _LOCKED)
        return heard

    @Slot(bool)
    def on_change(self, begins: bool) -> None:
        """The screen saver begins, or sleep does."""
        if begins:
            self._lock()

    @Slot()
    def on_lock(self) -> None:
        """The session is locked."""
        self._lock()
