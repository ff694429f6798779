"""One filter over every event: somebody is here, and the keys that work on top of everything.

A shortcut of a window does nothing while a dialog is open over it. So the keys that lock and hide
are taken here, before any dialog sees them (VISUAL 5: everywhere).
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from screening_app.gui.clock import awake, elapsed

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_TICK_MS = 1000
_SLEPT = 2.0

_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
    }
)
"""Keys that only move: they may be held."""
_ACTS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})

Keys = Mapping[QKeyCombination, Callable[[], None]]


class Watch(QObject):
    """Watches the whole application from unlock to lock.

    Attributes:
        ticked: Told about every second, with the seconds that remain until it locks.
        expired: Told when nobody has touched anything for that long.
        slept: Told when the computer has been asleep.
    """

    ticked = Signal(int)
    expired = Signal()
    slept = Signal()

    def __init__(self, *, seconds: float, keys: Keys, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._keys = {combination.toCombined(): act for combination, act in keys.items()}
        self._touched = elapsed()
        self._pressed_in: QWidget | None = None
        self._drift = elapsed() - awake()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note that somebody is here; take a standing key."""
        kind = event.type()
        if kind in _TOUCHES and event.spontaneous():
            self._touched = elapsed()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            if self._is_held(event):
                event.accept()
                return True
            act = self._keys.get(event.keyCombination().toCombined())
            if act is not None:
                event.accept()
                if kind is QEvent.Type.KeyPress and not event.isAutoRepeat():
                    act()
                return True
        return False

    def _is_held(self, event: QKeyEvent) -> bool:
        """Tell whether a key goes on by itself where each press counts: one press, one answer.

        Text may be held where it was begun; a page that a first press led to takes nothing of it.
        """
        focus = QApplication.focusWidget()
        if not event.isAutoRepeat():
            if event.type() is QEvent.Type.KeyPress:
                self._pressed_in = focus
            return False
        if event.key() in _MOVES:
            return False
        writes = isinstance(focus, QLineEdit | QPlainTextEdit) and event.key() not in _ACTS
        return not (writes and focus is self._pressed_in)

    def remaining(self) -> float:
        """Return the seconds until it locks."""
        return self._seconds - (elapsed() - self._touched)

    def _tick(self) -> None:
        drift = elapsed() - awake()
        if drift - self._drift > _SLEPT:
            self.slept.emit()
        self._drift = drift
        remaining = self.remaining()
        if remaining <= 0:
            self.expired.emit()
        self.ticked.emit(max(0, round(remaining)))
