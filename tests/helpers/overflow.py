"""Finds every text of a window that is cut off, or that lies over another."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.choice_row import ChoiceRow
from screening_app.gui.widgets.interval import Interval
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.text_block import longest_word

SLACK = 1
"""Pixels that rounding may cost."""

OVERLAP = 2
"""Pixels that two texts must share, either way, to lie over each other."""


def overflows(window: QWidget) -> list[str]:
    """Return a line for each visible text that needs more room than it has, is cut off, or is overlapped."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible() and text_of(widget)]
    found = [f"{name_of(widget)}: {what}" for widget in shown for what in _wants(widget)]
    found += [f"{name_of(widget)}: {what}" for widget in shown for what in _cut(widget, window)]
    found += list(_overlaps(shown, window))
    for view in window.findChildren(QAbstractItemView):
        found += list(_rows(view))
    return found


def text_of(widget: QWidget) -> str:
    """Return what a widget of ours, or a plain one of Qt's, says; nothing for all others."""
    if isinstance(widget, Interval):
        return widget.accessibleName()
    if isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton | ChoiceRow):
        return widget.text()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def name_of(widget: QWidget) -> str:
    """Return a widget's class and the beginning of its text."""
    return f"{type(widget).__name__} {text_of(widget)[:50]!r}"


def _wants(widget: QWidget) -> Iterator[str]:
    """Return what a text lacks: height or width."""
    width, height = _needs(widget)
    if width > widget.width() + SLACK:
        yield f"needs width {width}, has {widget.width()}"
    if height > widget.height() + SLACK:
        yield f"needs height {height}, has {widget.height()}"


def _needs(widget: QWidget) -> tuple[int, int]:
    if isinstance(widget, Prose) and widget.hasHeightForWidth():
        return longest_word(widget.text(), widget.setting), widget.heightForWidth(widget.width())
    if isinstance(widget, Prose | Badge):
        return widget.sizeHint().width(), widget.sizeHint().height()
    if isinstance(widget, Button | ChoiceRow | Interval):
        return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    if isinstance(widget, QComboBox):
        return QFontMetrics(widget.font()).horizontalAdvance(widget.currentText()), widget.sizeHint().height()
    return widget.minimumSizeHint().width(), widget.minimumSizeHint().height()


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _above(widget: QWidget, window: QWidget) -> Iterator[tuple[QWidget, bool]]:
    """Return what a widget stands in up to the window, and whether that scrolls up and down."""
    above = widget.parentWidget()
    while above is not None:
        yield above, isinstance(above.parentWidget(), QAbstractScrollArea)
        above = None if above is window else above.parentWidget()


def _cut(widget: QWidget, window: QWidget) -> Iterator[str]:
    """Return what cuts a text off: sideways anything, up and down what does not scroll."""
    place, scrolled = _place(widget, window), False
    for above, scrolls in _above(widget, window):
        room = _place(above, window)
        scrolled = scrolled or scrolls
        beside = place.left() < room.left() - SLACK or place.right() > room.right() + SLACK
        outside = place.top() < room.top() - SLACK or place.bottom() > room.bottom() + SLACK
        if beside or (outside and not scrolled):
            yield f"cut off by {type(above).__name__} {above.objectName()!r}"
            return


def _overlaps(shown: list[QWidget], window: QWidget) -> Iterator[str]:
    places = [(widget, _seen(widget, window)) for widget in shown]
    for (one, here), (other, there) in combinations(places, 2):
        shared = here & there
        apart = not one.isAncestorOf(other) and not other.isAncestorOf(one)
        if apart and shared.width() >= OVERLAP and shared.height() >= OVERLAP:
            yield f"{name_of(one)}: lies over {name_of(other)}"


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """Return the part of a text's place that is not scrolled away."""
    place = _place(widget, window)
    for above, scrolls in _above(widget, window):
        if scrolls:
            place &= _place(above, window)
    return place


def _rows(view: QAbstractItemView) -> Iterator[str]:
    """Return the rows of a list that are lower than their text."""
    model = view.model()
    if model is None or not view.isVisible():
        return
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        room, needed = view.visualRect(index), view.sizeHintForIndex(index)
        if room.isValid() and needed.height() > room.height() + SLACK:
            yield f"row {index.data()!r}: needs height {needed.height()}, has {room.height()}"
