"""The ring around what has the focus: one for the whole window, so that nothing clips or shifts it."""

import weakref
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from screening_app.gui.theme.apply import application
from screening_app.gui.theme.current import theme
from screening_app.gui.theme.tokens import Radius

_WIDTH: Final = 3
_OUT: Final = 3.5
_TYPED_INTO: Final = (QLineEdit, QPlainTextEdit, QComboBox)
_MOVES: Final = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.LayoutRequest,
        QEvent.Type.ParentChange,
    }
)


class FocusRing(QWidget):
    """A transparent child of the window that follows the focus.

    Shown where the focus came by keyboard, and always in a field that is typed into.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application().focusChanged.connect(_follower(self))
        theme().changed.connect(self.update)
        self._follow(None, QApplication.focusWidget())

    @property
    def target(self) -> QWidget | None:
        """What the ring is around, if it is shown."""
        return self._target

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A window that goes takes the focus from what is in it, when it is half gone itself.
        if not isValid(self) or not isValid(self._window):
            return
        for widget in filter(isValid, self._watched):
            widget.removeEventFilter(self)
        self._watched = []
        mine = now is not None and now is not self._window and self._window.isAncestorOf(now)
        by_pointer = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        shown = now is not None and mine and (not by_pointer or isinstance(now, _TYPED_INTO))
        self._target = now if shown else None
        above = self._target
        while above is not None:
            above.installEventFilter(self)
            self._watched.append(above)
            above = None if above is self._window else above.parentWidget()
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow what the focus is on when it, or what holds it, moves."""
        # A window that was let go of is taken apart in any order: the ring may have lost what it knew.
        if event.type() in _MOVES and isValid(self) and "_window" in vars(self) and isValid(self._window):
            self._fit()
        return False

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        self.setVisible(self._target is not None)
        self.raise_()
        self.update()

    def ring(self) -> QRect:
        """Return the place of what the focus is on, in the window; empty if it cannot be seen."""
        target = self._target
        if target is None or not target.isVisible():
            return QRect()
        place = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        return place if place.intersects(self._seen_through(target)) else QRect()

    def _seen_through(self, target: QWidget) -> QRect:
        """Return the part of the window that shows the target: a scrolled page ends at the bars."""
        seen = self._window.rect()
        above = target.parentWidget()
        while above is not None and above is not self._window:
            if isinstance(above.parentWidget(), QAbstractScrollArea):
                seen &= QRect(above.mapTo(self._window, QPoint(0, 0)), above.size())
            above = above.parentWidget()
        return seen

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ring."""
        place = self.ring()
        if place.isEmpty() or self._target is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("focus"), _WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # What is half scrolled away has half a ring: it never lies over a bar.
        painter.setClipRect(self._seen_through(self._target))
        radius = _radius(self._target) + _OUT
        painter.drawRoundedRect(QRectF(place).adjusted(-_OUT, -_OUT, _OUT, _OUT), radius, radius)


def _follower(ring: FocusRing) -> Callable[[QWidget | None, QWidget | None], None]:
    """Return what follows the focus for a ring as long as there is one.

    A method as the slot would be looked up by name in a window that is half gone, and not be found.
    """
    known = weakref.ref(ring)

    def follow(before: QWidget | None, now: QWidget | None) -> None:
        ring = known()
        if ring is None or not isValid(ring):
            application().focusChanged.disconnect(follow)
        else:
            ring._follow(before, now)

    return follow


def _radius(widget: QWidget) -> float:
    own = getattr(widget, "focus_radius", None) or widget.property("focus_radius")
    if own is not None:
        return float(own)
    if isinstance(widget, QPushButton) and widget.property("size") == "large":
        return Radius.BIG
    return Radius.FIELD
