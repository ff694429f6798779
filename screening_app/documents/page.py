"""The sheet: margins, what repeats on every page, and how boxes get their place (VISUAL 9)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportlab.lib.pagesizes import A4

from screening_app.documents.boxes import Box, Style
from screening_app.documents.lines import wrap
from screening_app.documents.tagging import Element, Figure, Run, Stroke
from screening_app.documents.type import printable

MM = 72 / 25.4
LEFT = 20 * MM
COLUMN = 170 * MM
TOP = A4[1] - 11 * MM
BOTTOM = 15 * MM
THIN, RULE, HEAVY = 0.2 * MM, 0.35 * MM, 0.5 * MM

_MOST_LINES = 4  # of one field in letterhead or foot; the whole text then stands in the body


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page, at the top or at the bottom.

    Attributes:
        edge: Where it ends and the text area may begin, from the lower edge of the sheet.
        clipped: Texts too long for it, whole; they must stand elsewhere.
    """

    runs: tuple[Run, ...]
    strokes: tuple[Stroke, ...]
    edge: float
    clipped: tuple[str, ...]

    def repeated(self) -> "Furniture":
        """Return the same as an artifact."""
        return replace(self, runs=tuple(replace(run, element=None) for run in self.runs))


class FieldSetter:
    """Sets fields of a few lines at fixed places.

    Attributes:
        runs: What has been set so far.
        clipped: Texts that were too long, whole.
    """

    def __init__(self, parent: Element) -> None:
        self._parent = parent
        self.runs: list[Run] = []
        self.clipped: list[str] = []

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """Return the field's lines, clipped with an ellipsis after the fourth."""
        whole = printable(text, style.face)
        lines = wrap(whole, style.face, style.size, width)
        if len(lines) > _MOST_LINES:
            self.clipped.append(whole)
            last = lines[_MOST_LINES - 1]
            lines = [*lines[: _MOST_LINES - 1], last[: max(len(last) - 3, 0)] + "…"]
        return lines

    def field(
        self, text: str, style: Style, *, x: float, top: float, width: float, right: bool = False
    ) -> float:
        """Set a field as a paragraph and return where it ends."""
        element: Element | None = None
        for line in self.lines(text, style, width):
            element = element or self._parent.add("P")
            start = x + width - style.face.width(line.rstrip(" "), style.size) if right else x
            self.runs.append(Run(start, top - style.baseline, line, style.face, style.size, element))
            top -= style.height
        return top


def figures_of(boxes: Iterable[Box], top: float) -> list[Figure]:
    """Return the figures of boxes at their place on the sheet, the first box at ``top``."""
    found: list[Figure] = []
    for index, box in enumerate(boxes):
        top -= box.above if index else 0
        if box.figure is not None:
            found.append(box.figure.moved(LEFT, top))
        top -= box.height
    return found


def place(boxes: Iterable[Box], top: float) -> tuple[list[Run], list[Stroke]]:
    """Return boxes at their place on the sheet, the first at ``top``."""
    runs: list[Run] = []
    strokes: list[Stroke] = []
    for index, box in enumerate(boxes):
        top -= box.above if index else 0
        pieces = box.pieces if index or box.again is None else (box.again, *box.pieces)
        for piece in pieces:
            style = piece.style
            baseline = top - style.baseline + piece.up
            runs.append(Run(LEFT + piece.x, baseline, piece.text, style.face, style.size, piece.element))
        if box.bar is not None:
            strokes.append(Stroke(LEFT + box.bar, top - box.height, 0, box.height, RULE))
        top -= box.height
        if box.rule:
            strokes.append(Stroke(LEFT, top, COLUMN, 0, box.rule))
        if box.writing is not None:
            strokes.append(Stroke(LEFT + box.writing, top, COLUMN - box.writing, 0, THIN))
    return runs, strokes
