"""Sets the body map with its numbered marks, in black (VISUAL 13: region lines are dropped in print)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from screening_app.documents.boxes import Box, Break
from screening_app.documents.page import COLUMN, MM, RULE, THIN
from screening_app.documents.tagging import Element, Figure, Run
from screening_app.documents.type import Typeface, printable
from screening_app.domain.body import WHOLE, BodySpot, BodyView
from screening_app.domain.document import BodyFigure
from screening_app.questionnaire.body_badges import badge_places
from screening_app.questionnaire.body_drawing import FRAMES, Point, ViewDrawing, read_drawing

_TALL = 96 * MM
_LOW = 46 * MM
_ASIDE = 11 * MM
_HEAD = 5 * MM
_ABOVE = 4 * MM
_DOT, _RING = 1.1 * MM, 2.4 * MM
_SIZE = 8.5
_NUMBER_UP = 0.36
_MOST_BESIDE = 4

Lines = list[tuple[float, tuple[Point, ...]]]


class FigureSetter:
    """Sets figures; the drawing is read when the first is set."""

    def __init__(self, typeface: Typeface, drawing: Path) -> None:
        self._typeface = typeface
        self._path = drawing

    def boxes(self, figure: BodyFigure, parent: Element) -> Iterator[Box]:
        """Give one box a row of views: the whole body always, head and hands where they are marked.

        Raises:
            DrawingDamaged: If the drawing cannot be read.
        """
        drawing = read_drawing(self._path)
        used = {spot.view for _, spot in figure.marks}
        close = [view for view in BodyView if view in used and view not in WHOLE]
        rows = [WHOLE, *(tuple(close[at : at + _MOST_BESIDE]) for at in range(0, len(close), _MOST_BESIDE))]
        for number, row in enumerate(rows):
            element = parent.add("Figure")
            # Said once: the rows are one map.
            element.alt = figure.alt if not number else " ".join(figure.titles[view][1] for view in row)
            height = _TALL if row == WHOLE else _LOW
            drawn = self._row([drawing[view] for view in row], figure, element, height)
            yield Box(height=height + _HEAD, above=_ABOVE, figure=drawn, after=Break.FREE)

    def _row(
        self, views: Sequence[ViewDrawing], figure: BodyFigure, element: Element, height: float
    ) -> Figure:
        scale = height / max(FRAMES[view.view][3] for view in views)
        wide = sum(FRAMES[view.view][2] * scale + 2 * _ASIDE for view in views)
        left = (COLUMN - wide) / 2
        lines: Lines = []
        dots: list[Point] = []
        rings: list[Point] = []
        runs: list[Run] = []
        for view in views:
            left += _ASIDE
            width = FRAMES[view.view][2] * scale
            lines += _outline(view, left, scale)
            runs += self._titles(figure.titles[view.view], left, width, element)
            own = [(number, spot) for number, spot in figure.marks if spot.view is view.view]
            for (number, _), (dot, ring) in zip(own, _marks(view, own, left, scale, height), strict=True):
                lines.append((RULE, (dot, ring)))
                dots.append(dot)
                rings.append(ring)
                runs.append(self._number(number, ring, element))
            left += width + _ASIDE
        return Figure(element, tuple(lines), tuple(dots), tuple(rings), tuple(runs), (_DOT, _RING))

    def _titles(
        self, titles: tuple[str, str, str], left: float, width: float, element: Element
    ) -> Iterator[Run]:
        face = self._typeface.regular
        for share, title in zip((0.0, 0.5, 1.0), titles, strict=True):
            text = printable(title, face)
            if text:
                x = left + share * (width - face.width(text, _SIZE))
                yield Run(x, -_SIZE, text, face, _SIZE, element)

    def _number(self, number: str, ring: Point, element: Element) -> Run:
        face = self._typeface.semibold
        x, y = ring[0] - face.width(number, _SIZE) / 2, ring[1] - _NUMBER_UP * _SIZE
        return Run(x, y, number, face, _SIZE, element)


def _outline(view: ViewDrawing, left: float, scale: float) -> Iterator[tuple[float, tuple[Point, ...]]]:
    for weight, lines in ((THIN, view.details), (RULE, view.outlines)):
        for line in lines:
            yield weight, tuple(_at(view, point, left, scale) for point in line)


def _at(view: ViewDrawing, point: Point, left: float, scale: float) -> Point:
    frame_left, frame_top, _, _ = FRAMES[view.view]
    return left + (point[0] - frame_left) * scale, -_HEAD - (point[1] - frame_top) * scale


def _marks(
    view: ViewDrawing, own: Sequence[tuple[str, BodySpot]], left: float, scale: float, height: float
) -> Iterator[tuple[Point, Point]]:
    """Give the dot and the middle of the number of each mark."""
    dots = [_at(view, view.point_of(spot), left, scale) for _, spot in own]
    # The places of numbers are reckoned downwards, the sheet upwards.
    down = [(x, -y) for x, y in dots]
    box = (left, _HEAD, FRAMES[view.view][2] * scale, height)
    places = badge_places(down, box, size=2 * _RING + 0.5 * MM, away=_RING + 1.5 * MM)
    for dot, (x, y) in zip(dots, places, strict=True):
        yield dot, (x, -y)
