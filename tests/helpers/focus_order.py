"""Where Tab leads in a window, and whether that is the order in which its parts are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_FARTHEST = 200


@dataclass(frozen=True, slots=True)
class Stop:
    """A part that Tab leads to.

    Attributes:
        places: Where it is, in what scrolls it first, then where that is in what holds it, up to the window.
    """

    name: str
    places: tuple[tuple[QWidget, QRect], ...]

    @property
    def corner(self) -> tuple[int, int]:
        """How far down and along the window it stands, or what scrolls it does."""
        place = self.places[-1][1]
        return place.top(), place.left()

    def is_drawn_before(self, other: "Stop") -> bool:
        """Tell whether the eye comes to it first: above in the same column, or before in the same line."""
        theirs = dict(other.places)
        one, two = next((place, theirs[held]) for held, place in self.places if held in theirs)
        if one.bottom() < two.top():
            return one.left() <= two.right() and two.left() <= one.right()
        return one.right() < two.left() and one.top() <= two.bottom() and two.top() <= one.bottom()


def stops(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[Stop]:
    """Press Tab all the way round, and return where it leads from what stands first in the window."""
    found: list[QWidget] = []
    for _press in range(_FARTHEST):
        focus = QApplication.focusWidget()
        if focus is None or focus in found:
            break
        found.append(focus)
        QTest.keyClick(focus, key)
        QApplication.processEvents()
    round_ = [_stop(window, one) for one in found]
    begins = [at for at, one in enumerate(round_) if not any(other.is_drawn_before(one) for other in round_)]
    first = min(begins, key=lambda at: round_[at].corner, default=0)
    return [*round_[first:], *round_[:first]]


def disorders(found: Sequence[Stop]) -> list[str]:
    """Return each part that Tab leads to after a part that is drawn later."""
    return [
        f"{later.name} is drawn before {sooner.name}"
        for at, sooner in enumerate(found)
        for later in found[at + 1 :]
        if later.is_drawn_before(sooner)
    ]


def unreached(window: QWidget, found: Sequence[Stop]) -> list[str]:
    """Return the parts that take the focus from Tab, but that Tab never leads to."""
    reached = {stop.name for stop in found}
    return [
        _name(one)
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusProxy() is None
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and _name(one) not in reached
    ]


def _stop(window: QWidget, one: QWidget) -> Stop:
    places, part = list[tuple[QWidget, QRect]](), one
    above = one.parentWidget()
    while above is not None and above is not window:
        area = above.parentWidget()
        content = area.widget() if isinstance(area, QScrollArea) else None
        if content is not None and content.parentWidget() is above:
            places.append((content, QRect(part.mapTo(content, QPoint(0, 0)), part.size())))
            part = above
        above = above.parentWidget()
    places.append((window, QRect(part.mapTo(window, QPoint(0, 0)), part.size())))
    return Stop(_name(one), tuple(places))


def _name(one: QWidget) -> str:
    return f"{type(one).__name__} {one.objectName()} “{one.accessibleName()}” #{id(one) % 9973}"
