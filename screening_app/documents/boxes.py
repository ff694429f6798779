"""Lines of text as boxes, and how boxes are shared out over pages.

A box is never split. How ill a page break would be after it is its ``Break``; where a page must
end, it ends at the latest of the least ill breaks (VISUAL 9: never split a heading from its
first line, a row that fits a page, a signature block; at least two lines of a paragraph together).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from screening_app.documents.tagging import Element, Figure
from screening_app.documents.type import Face


class Break(IntEnum):
    """How ill a page break would be after a box."""

    FREE = 0
    IN_ROW = 1
    TIGHT = 2


@dataclass(frozen=True, slots=True)
class Style:
    """A cut of the type in a size, in points, with its line height as a factor."""

    face: Face
    size: float
    line: float = 1.42

    @property
    def height(self) -> float:
        """Height of a line."""
        return self.size * self.line

    @property
    def baseline(self) -> float:
        """Distance from the top of a line to its baseline: capitals stand in the middle."""
        return (self.height + 0.727 * self.size) / 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in a box.

    Attributes:
        x: From the left edge of the text column.
        element: What it is part of; None for an artifact.
        up: How far above the line of the box it stands.
    """

    x: float
    text: str
    style: Style
    element: Element | None
    up: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One line over the whole column.

    Attributes:
        above: Space before it, unless it is the first on a page.
        rule: Weight of a rule along its lower edge, 0 for none.
        bar: Where a bar stands along its side, None for none.
        writing: Where a line to write on begins along its lower edge, None for none.
        again: What is said again when it begins a page.
        figure: What is drawn in it, from its upper left corner.
    """

    height: float
    pieces: tuple[Piece, ...] = ()
    above: float = 0
    rule: float = 0
    bar: float | None = None
    writing: float | None = None
    again: Piece | None = None
    figure: Figure | None = None
    after: Break = Break.FREE


def height_of(boxes: Sequence[Box]) -> float:
    """Return the height of boxes that begin a page."""
    return sum(box.above + box.height for box in boxes) - (boxes[0].above if boxes else 0)


def paragraph_breaks(count: int, inside: Break) -> list[Break]:
    """Return the breaks after each of a paragraph's lines, the last one's ``inside`` too."""
    return [Break.TIGHT if line in (0, count - 2) and line < count - 1 else inside for line in range(count)]


def paginate(boxes: Sequence[Box], *, height: float, foot: float = 0) -> list[Sequence[Box]]:
    """Share boxes out over pages.

    Args:
        boxes: In reading order.
        height: Of the text area, in points.
        foot: Height to leave free at the end of the last page, for what is pinned there.

    Returns:
        One sequence a page; the last is empty only if the foot had to go on a page of its own.
    """
    pages: list[Sequence[Box]] = []
    rest = boxes
    while height_of(rest) + foot > height:
        most = _fitting(rest, height)
        if most < len(rest):
            end = _best_break(rest, range(1, most + 1))
        else:  # All fits but the foot: take as much over to it as keeps together.
            ends = [end for end in range(1, most) if height_of(rest[end:]) + foot <= height]
            end = _best_break(rest, ends) if ends else most
        pages.append(rest[:end])
        rest = rest[end:]
        if not rest:
            break
    return [*pages, rest]


def _fitting(boxes: Sequence[Box], height: float) -> int:
    """Return how many boxes fit, one at least."""
    used = -boxes[0].above
    for index, box in enumerate(boxes):
        used += box.above + box.height
        if used > height:
            return max(index, 1)
    return len(boxes)


def _best_break(boxes: Sequence[Box], ends: Sequence[int]) -> int:
    """Return the latest of the least ill places to end a page."""
    return min(ends, key=lambda end: (boxes[end - 1].after, -end))
