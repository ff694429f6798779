"""The drawing of the body, read from its file: outlines and regions as lines between points (VISUAL 13)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from screening_app.domain.body import REGIONS, THOUSAND, BodySpot, BodyView
from screening_app.questionnaire.errors import DrawingDamaged

Point = tuple[float, float]
Line = tuple[Point, ...]

FRAMES: Mapping[BodyView, tuple[float, float, float, float]] = MappingProxyType(
    {
        BodyView.FRONT: (25, 40, 420, 920),
        BodyView.BACK: (455, 40, 420, 920),
        BodyView.HEAD_RIGHT: (945, 60, 200, 290),
        BodyView.HEAD_LEFT: (1237, 60, 200, 290),
        BodyView.HAND_RIGHT_BACK: (963, 405, 160, 280),
        BodyView.HAND_LEFT_BACK: (1257, 405, 160, 280),
        BodyView.HAND_RIGHT_PALM: (967, 705, 160, 280),
        BodyView.HAND_LEFT_PALM: (1253, 705, 160, 280),
    }
)
"""Left, top, width and height of each view in the drawing. What is stored is told in thousandths of them, so
they never change: a drawing with other proportions gets views with other codes."""

_ELEMENT = re.compile(r"<(/?g|path)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_POINT = re.compile(r"(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)")
_STEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewDrawing:
    """One view.

    Attributes:
        outlines: The contour, which is never left out.
        details: Thinner lines inside.
        regions: Closed shape of each region, by its code.
    """

    view: BodyView
    outlines: tuple[Line, ...]
    details: tuple[Line, ...]
    regions: Mapping[str, Line]

    def spot_at(self, x: float, y: float) -> BodySpot | None:
        """Return the place at a point of the drawing; ``None`` beside the body."""
        found = self._region_at(x, y)
        return self._spot(found, x, y) if found is not None else None

    def _region_at(self, x: float, y: float) -> str | None:
        """Return the region on top: an ear lies upon the scalp."""
        over = reversed(tuple(self.regions.items()))
        return next((code for code, shape in over if is_inside(x, y, shape)), None)

    def free_spot(self, region: str, taken: Sequence[BodySpot] = ()) -> BodySpot:
        """Return a place in a region: its middle, or where it is farthest from what is marked there."""
        own = [self.point_of(spot) for spot in taken if (spot.view, spot.region) == (self.view, region)]
        shape = self.regions[region]
        middle = middle_of(shape)
        inside = [
            point for point in _grid(shape) if is_inside(*point, shape) and self._region_at(*point) == region
        ] or [shape[0]]
        x, y = (
            max(inside, key=lambda point: min(_distance(point, other) for other in own))
            if own
            else min(inside, key=lambda point: _distance(point, middle))
        )
        return self._spot(region, x, y)

    def point_of(self, spot: BodySpot) -> Point:
        """Return where a place stands in the drawing."""
        left, top, width, height = FRAMES[self.view]
        return left + spot.x * width / THOUSAND, top + spot.y * height / THOUSAND

    def _spot(self, region: str, x: float, y: float) -> BodySpot:
        left, top, width, height = FRAMES[self.view]
        return BodySpot(
            view=self.view,
            region=region,
            x=round((x - left) * THOUSAND / width),
            y=round((y - top) * THOUSAND / height),
        )


Drawing = Mapping[BodyView, ViewDrawing]
"""Every view of the body."""


def read_drawing(path: Path) -> Drawing:
    """Return the drawing.

    Raises:
        DrawingDamaged: If the file is missing, or lacks a view or a region.
    """
    try:
        views = _views(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise DrawingDamaged from None
    if {view: frozenset(one.regions) for view, one in views.items()} != {
        view: frozenset(codes) for view, codes in REGIONS.items()
    }:
        raise DrawingDamaged
    return MappingProxyType(views)


def _views(text: str) -> dict[BodyView, ViewDrawing]:
    parts: dict[BodyView, list[dict[str, str]]] = {view: [] for view in BodyView}
    now: BodyView | None = None
    detail = False
    for name, untrusted in _ELEMENT.findall(text):
        attributes = dict(_ATTRIBUTE.findall(untrusted))
        if name == "g" and attributes.get("class") == "detail":
            detail = True
        elif name == "g":
            now = BodyView(attributes["id"].removeprefix("view-")) if "id" in attributes else now
        elif name == "/g" and detail:
            detail = False
        elif name == "path" and now is not None:
            parts[now].append(attributes)
    return {view: _view(view, paths) for view, paths in parts.items()}


def _view(view: BodyView, paths: Sequence[Mapping[str, str]]) -> ViewDrawing:
    by_class: dict[str, list[Line]] = {"outline": [], "contour": [], "": []}
    regions: dict[str, Line] = {}
    for path in paths:
        kind = path.get("class", "")
        for line in _lines(path["d"]):
            if kind == "region":
                regions[path["data-region"]] = line
            else:
                by_class[kind].append(line)
    return ViewDrawing(
        view=view,
        outlines=(*by_class["outline"], *by_class["contour"]),
        details=tuple(by_class[""]),
        regions=MappingProxyType(regions),
    )


def _lines(path: str) -> Iterator[Line]:
    for part in path.split("M")[1:]:
        line = tuple((float(x), float(y)) for x, y in _POINT.findall(part))
        yield (*line, line[0]) if part.endswith("Z") else line


def is_inside(x: float, y: float, shape: Line) -> bool:
    """Tell whether a point lies inside a closed shape."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise((*shape, shape[0])):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def middle_of(shape: Line) -> Point:
    """Return the middle of the box around a shape."""
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _grid(shape: Line) -> Iterator[Point]:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    for down in range(1, _STEPS):
        for across in range(1, _STEPS):
            yield (
                min(xs) + (max(xs) - min(xs)) * across / (_STEPS),
                min(ys) + (max(ys) - min(ys)) * down / (_STEPS),
            )


def _distance(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
