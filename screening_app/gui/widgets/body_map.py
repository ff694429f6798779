"""The body as it is marked: by mouse, and by keyboard from region to region (VISUAL 13)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening_app.domain.body import BodySpot, BodyView
from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.banner import announce
from screening_app.questionnaire.body_badges import badge_places
from screening_app.questionnaire.body_drawing import FRAMES, Drawing, Line, Point, middle_of

_MOST_HIGH: Final = 436
_LEAST_WIDE: Final = 300
_LINE: Final = 1.7
_THIN: Final = 0.9
_DOT: Final = 5
_ASIDE: Final = 3.0
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PLACING: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
Region = tuple[BodyView, str]


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark as the map draws it."""

    key: str
    number: int
    spot: BodySpot
    chosen: bool


class BodyMap(QWidget):
    """Views of the body with numbered marks.

    Attributes:
        placed: Told with the place where a mark was put.
        picked: Told with the key of a mark that was chosen.
        region: The region that the keyboard stands on, if any.
    """

    placed = Signal(str)
    picked = Signal(str)

    def __init__(
        self,
        drawing: Drawing,
        rows: Sequence[Sequence[BodyView]],
        *,
        titles: Mapping[BodyView, tuple[str, str, str]],
        words: Mapping[str, str],
        marks: Sequence[DrawnMark],
        closed: Collection[str] = (),
    ) -> None:
        """Make a map.

        Args:
            drawing: Every view.
            rows: The views to show.
            titles: What stands above each view, at its three places.
            words: What each region is called.
            marks: What is marked, in these views or others.
            closed: Regions that may not be marked.
        """
        super().__init__()
        self._drawing, self._rows, self._titles, self._words = drawing, rows, titles, words
        self._marks = tuple(mark for mark in marks if any(mark.spot.view in row for row in rows))
        views = [view for row in rows for view in row]
        self._open: tuple[Region, ...] = tuple(
            (view, code) for view in views for code in drawing[view].regions if code not in closed
        )
        chosen = next((mark.spot for mark in self._marks if mark.chosen), None)
        self.region: Region | None = (chosen.view, chosen.region) if chosen is not None else None
        self._hovered: Region | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)
        theme().changed.connect(self.update)

    # Where things are.

    @staticmethod
    def _badge() -> float:
        return float(grown(Size.KEY_CAP))

    def _aside(self) -> float:
        return self._badge() + space(Space.S)

    def _head(self) -> float:
        return QFontMetricsF(role_font("caption")).height() + space(Space.XS)

    def _scale(self, width: float) -> float:
        """Return how large the drawing is, so that every row fits."""
        widest = [(sum(FRAMES[view][2] for view in row), len(row)) for row in self._rows]
        by_width = min((width - 2 * count * self._aside()) / wide for wide, count in widest)
        high = sum(max(FRAMES[view][3] for view in row) for row in self._rows)
        return max(min(by_width, (_MOST_HIGH - len(self._rows) * self._head()) / high), 0.05)

    def _boxes(self) -> dict[BodyView, QRectF]:
        """Return where each view's frame lies; never mirrored: left and right are the person's."""
        scale, found, top = self._scale(self.width()), {}, 0.0
        for row in self._rows:
            wide = sum(FRAMES[view][2] * scale + 2 * self._aside() for view in row)
            left, top = (self.width() - wide) / 2, top + self._head()
            for view in row:
                _, _, width, height = FRAMES[view]
                left += self._aside()
                found[view] = QRectF(left, top, width * scale, height * scale)
                left += width * scale + self._aside()
            top += max(FRAMES[view][3] for view in row) * scale
        return found

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return its height, at the width that it can use whole."""
        wide = _MOST_HIGH + round(4 * self._aside())
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return its height, at the least width it can be used at."""
        return QSize(_LEAST_WIDE, self.heightForWidth(_LEAST_WIDE))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Whether the height depends on the width: yes, the drawing keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all rows at a width."""
        scale = self._scale(width)
        return round(sum(max(FRAMES[view][3] for view in row) * scale + self._head() for row in self._rows))

    def _on_screen(self, box: QRectF, view: BodyView, point: Point) -> QPointF:
        left, top, width, _ = FRAMES[view]
        scale = box.width() / width
        return QPointF(box.left() + (point[0] - left) * scale, box.top() + (point[1] - top) * scale)

    def point_of(self, spot: BodySpot) -> QPointF:
        """Return where a place is shown."""
        return self._on_screen(self._boxes()[spot.view], spot.view, self._drawing[spot.view].point_of(spot))

    def spot_at(self, point: QPointF) -> BodySpot | None:
        """Return the place under a point, if it may be marked."""
        for view, box in self._boxes().items():
            left, top, width, _ = FRAMES[view]
            scale = width / box.width()
            if box.contains(point):
                at = (left + (point.x() - box.left()) * scale, top + (point.y() - box.top()) * scale)
                spot = self._drawing[view].spot_at(*at)
                return spot if spot is not None and (view, spot.region) in self._open else None
        return None

    def badges(self) -> dict[str, QPointF]:
        """Return the middle of each mark's number."""
        found: dict[str, QPointF] = {}
        for view, box in self._boxes().items():
            own = [mark for mark in self._marks if mark.spot.view is view]
            dots = [self._on_screen(box, view, self._drawing[view].point_of(mark.spot)) for mark in own]
            size = self._badge()
            places = badge_places(
                [(dot.x(), dot.y()) for dot in dots],
                (box.left(), box.top(), box.width(), box.height()),
                size=size + space(Space.XXS),
                away=size / 2 + space(Space.XXS),
            )
            found |= {mark.key: QPointF(*place) for mark, place in zip(own, places, strict=True)}
        return found

    # What is done.

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the mark that is pressed, else put one there."""
        point = event.position()
        near = self._badge() / 2
        badges = self.badges()
        for mark in self._marks:
            dots = ((badges[mark.key], near), (self.point_of(mark.spot), float(_DOT + 2)))
            if any(_far(point, dot) <= limit for dot, limit in dots):
                self.picked.emit(mark.key)
                return
        spot = self.spot_at(point)
        if spot is not None:
            self.placed.emit(str(spot))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tint what the pointer is over, and say its name."""
        spot = self.spot_at(event.position())
        hovered = (spot.view, spot.region) if spot is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.setToolTip(self._words.get(hovered[1], "") if hovered is not None else "")
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Walk from region to region by the arrows; Enter puts a mark there."""
        key = Qt.Key(event.key())
        if key in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._walk(*_ARROWS[key])
        elif key in _PLACING and self.region is not None:
            view, code = self.region
            taken = [mark.spot for mark in self._marks]
            self.placed.emit(str(self._drawing[view].free_spot(code, taken)))
        elif key in _PLACING:
            self._walk(0, 0)
        else:
            event.ignore()

    def _walk(self, across: int, down: int) -> None:
        """Stand on the nearest region in a direction, or on the first."""
        if self.region is None:
            self._stand_on(self._open[0])
            return
        here = self._middle(self.region)
        ways: list[tuple[float, Region]] = []
        for other in self._open:
            step = self._middle(other) - here
            ahead = step.x() * across + step.y() * down
            aside = abs(step.x() * down) + abs(step.y() * across)
            if other != self.region and ahead > 1:
                ways.append((ahead + _ASIDE * aside, other))
        if ways:
            self._stand_on(min(ways, key=lambda way: way[0])[1])

    def _middle(self, region: Region) -> QPointF:
        view, code = region
        return self._on_screen(self._boxes()[view], view, middle_of(self._drawing[view].regions[code]))

    def _stand_on(self, region: Region) -> None:
        self.region = region
        said = self._words.get(region[1], "")
        self.setAccessibleDescription(said)
        announce(self, said)
        self.update()

    # What is seen.

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint views, marks and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for view, box in self._boxes().items():
            self._paint_titles(painter, view, box)
            self._paint_view(painter, view, box)
        self._paint_marks(painter)

    def _paint_titles(self, painter: QPainter, view: BodyView, box: QRectF) -> None:
        painter.setFont(role_font("caption"))
        painter.setPen(theme().color("muted"))
        left, middle, right = self._titles[view]
        aside = 0.0 if left or right else self._aside()
        place = QRectF(box.left() - aside, box.top() - self._head(), box.width() + 2 * aside, self._head())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignHCenter, middle)
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignRight, right)

    def _paint_view(self, painter: QPainter, view: BodyView, box: QRectF) -> None:
        look, drawn = theme(), self._drawing[view]
        chosen = {(mark.spot.view, mark.spot.region) for mark in self._marks if mark.chosen}
        stood_on = {self.region} if self.hasFocus() else set()
        hint = QPen(look.color("border_strong"), _THIN, Qt.PenStyle.DashLine)
        for code, shape in drawn.regions.items():
            painter.setBrush(look.color("surface"))
            if (view, code) in chosen | stood_on:
                painter.setBrush(look.color("primary_soft"))
            elif (view, code) == self._hovered:
                painter.setBrush(look.color("hover"))
            painter.setPen(
                QPen(look.color("focus"), look.tokens.line + 1) if (view, code) in stood_on else hint
            )
            painter.drawPath(self._path(box, view, shape))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width, lines in (("muted", _THIN, drawn.details), ("text", _LINE, drawn.outlines)):
            painter.setPen(QPen(look.color(colour), width * look.tokens.line))
            for line in lines:
                painter.drawPath(self._path(box, view, line))
        if stood_on and self.region is not None and self.region[0] is view:
            painter.setPen(QPen(look.color("focus"), look.tokens.line + 1))
            painter.drawPath(self._path(box, view, drawn.regions[self.region[1]]))

    def _path(self, box: QRectF, view: BodyView, line: Line) -> QPainterPath:
        path = QPainterPath(self._on_screen(box, view, line[0]))
        for point in line[1:]:
            path.lineTo(self._on_screen(box, view, point))
        return path

    def _paint_marks(self, painter: QPainter) -> None:
        look, badges, half = theme(), self.badges(), self._badge() / 2
        painter.setFont(role_font("strong"))
        for mark in self._marks:
            dot, badge = self.point_of(mark.spot), badges[mark.key]
            painter.setPen(QPen(look.color("text"), look.tokens.line))
            painter.drawLine(dot, badge)
            painter.setBrush(look.color("text"))
            painter.drawEllipse(dot, _DOT, _DOT)
            painter.setBrush(look.color("primary" if mark.chosen else "surface"))
            painter.setPen(QPen(look.color("primary" if mark.chosen else "text"), _LINE * look.tokens.line))
            painter.drawEllipse(badge, half, half)
            painter.setPen(look.color("on_primary" if mark.chosen else "text"))
            place = QRectF(badge.x() - half, badge.y() - half, 2 * half, 2 * half)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(mark.number))


def _far(one: QPointF, other: QPointF) -> float:
    step = one - other
    return float((step.x() ** 2 + step.y() ** 2) ** 0.5)
