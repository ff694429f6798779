"""Writes pages in which every stroke says what it is (ISO 32000-1, 14.7 and 14.8).

reportlab draws but does not tag. Text is marked with a number per page that belongs to an
``Element`` of the logical structure; everything else is an artifact: there for the eye only.
``finish.py`` turns the elements into the structure tree of the file.
"""

import io
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from screening_app.documents.type import Face

_RING = 1.0
_EMBEDDING = threading.Lock()  # reportlab reads a typeface's file through one shared position


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of content on a page that belongs to an element.

    Attributes:
        page: Counted from 0.
        number: The stretch's number on that page (MCID).
    """

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A node of the logical structure: ``H1``, ``P``, ``TR`` and so on.

    An element that goes on over a page break has a mark on each page.

    Attributes:
        tag: Standard structure type of ISO 32000-1, 14.8.4.
        attributes: Owner, such as ``Table``, and its attributes; names only.
        alt: What stands for it where it cannot be seen; of figures only.
    """

    tag: str
    attributes: tuple[str, Mapping[str, str]] | None = None
    kids: "list[Element | Mark]" = field(default_factory=list)
    alt: str = ""

    def add(self, tag: str, attributes: tuple[str, Mapping[str, str]] | None = None) -> "Element":
        """Return a new last child."""
        child = Element(tag, attributes)
        self.kids.append(child)
        return child

    def walk(self) -> "Iterator[Element]":
        """Give this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text on a page, in points from the lower left corner of the sheet.

    Attributes:
        element: What it is part of; None makes it a page artifact, repeated furniture.
    """

    x: float
    y: float
    text: str
    face: Face
    size: float
    element: Element | None

    def moved(self, up: float) -> "Run":
        """Return the same text, further up."""
        return replace(self, y=self.y + up)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from a point, or with both width and height the outline of a box; always an artifact."""

    x: float
    y: float
    width: float
    height: float
    weight: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A photograph with its place: its lower left corner, and how wide and high it is, in points."""

    jpeg: bytes
    x: float
    y: float
    width: float
    height: float

    def moved(self, x: float, y: float) -> "Placed":
        """Return the same, further to the right and up."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing on a page, in points from the lower left corner of the sheet.

    Attributes:
        lines: Weight and points of each line.
        dots: Middles of filled dots.
        rings: Middles of circles around numbers, white inside.
        runs: Numbers and words in it; they belong to the figure.
        size: Radii of dots and rings.
        picture: A photograph, instead of a drawing.
    """

    element: Element
    lines: tuple[tuple[float, tuple[tuple[float, float], ...]], ...]
    dots: tuple[tuple[float, float], ...]
    rings: tuple[tuple[float, float], ...]
    runs: tuple[Run, ...]
    size: tuple[float, float]
    picture: "Placed | None" = None

    def moved(self, x: float, y: float) -> "Figure":
        """Return the same figure, further to the right and up."""
        return replace(
            self,
            picture=self.picture.moved(x, y) if self.picture else None,
            lines=tuple((weight, tuple((px + x, py + y) for px, py in line)) for weight, line in self.lines),
            dots=tuple((px + x, py + y) for px, py in self.dots),
            rings=tuple((px + x, py + y) for px, py in self.rings),
            runs=tuple(replace(run, x=run.x + x, y=run.y + y) for run in self.runs),
        )


class TaggedPages:
    """A file of pages in black, uncompressed and without its structure tree yet.

    Args:
        face: Any cut of the type.
        size: Of every page, in points.

    Attributes:
        pictures: Page, name and bytes of each photograph; ``finish.py`` puts them into the file.
    """

    def __init__(self, face: Face, size: tuple[float, float] = A4) -> None:
        self._buffer = io.BytesIO()
        # The face is named so that reportlab does not begin every page with Helvetica, unembedded.
        self._canvas = Canvas(
            self._buffer,
            pagesize=size,
            invariant=1,
            pageCompression=0,
            pdfVersion=(1, 7),
            initialFontName=face.name,
        )
        self._page = 0
        self.pictures: list[tuple[int, str, bytes]] = []

    def add_page(
        self, runs: Iterable[Run], strokes: Iterable[Stroke], figures: Iterable[Figure] = ()
    ) -> None:
        """Write one page.

        Runs of one element that follow each other are one marked stretch, so the order of
        ``runs`` is the order in which text comes out of the file.
        """
        marks = 0
        for element, stretch in groupby(runs, key=lambda run: run.element):
            if element is None:
                self._canvas.addLiteral("/Artifact <</Type /Pagination>> BDC")
            else:
                self._canvas.addLiteral(f"/{element.tag} <</MCID {marks}>> BDC")
                element.kids.append(Mark(self._page, marks))
                marks += 1
            self._write(stretch)
            self._canvas.addLiteral("EMC")
        for figure in figures:
            self._canvas.addLiteral(f"/Figure <</MCID {marks}>> BDC")
            figure.element.kids.append(Mark(self._page, marks))
            marks += 1
            self._figure(figure)
            self._canvas.addLiteral("EMC")
        self._draw(strokes)
        self._canvas.showPage()
        self._page += 1

    def close(self) -> bytes:
        """Return the file."""
        with _EMBEDDING:
            self._canvas.save()
        return self._buffer.getvalue()

    def _write(self, runs: Iterable[Run]) -> None:
        for run in runs:
            text = self._canvas.beginText(run.x, run.y)
            text.setFont(run.face.name, run.size)
            text.textOut(run.text)
            self._canvas.drawText(text)

    def _figure(self, figure: Figure) -> None:
        if figure.picture is not None:
            self._picture(figure.picture)
            return
        for weight, points in figure.lines:
            self._canvas.setLineWidth(weight)
            path = self._canvas.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            self._canvas.drawPath(path)
        dot, ring = figure.size
        for x, y in figure.dots:
            self._canvas.circle(x, y, dot, stroke=0, fill=1)
        self._canvas.setLineWidth(_RING)
        for x, y in figure.rings:
            self._canvas.setFillGray(1)
            self._canvas.circle(x, y, ring, stroke=1, fill=1)
        self._canvas.setFillGray(0)
        self._write(figure.runs)

    def _picture(self, placed: Placed) -> None:
        name = f"Picture{len(self.pictures) + 1}"
        self.pictures.append((self._page, name, placed.jpeg))
        matrix = f"{placed.width:.3f} 0 0 {placed.height:.3f} {placed.x:.3f} {placed.y:.3f}"
        self._canvas.addLiteral(f"q {matrix} cm /{name} Do Q")

    def _draw(self, strokes: Iterable[Stroke]) -> None:
        self._canvas.addLiteral("/Artifact <</Type /Layout>> BDC")
        for stroke in strokes:
            self._canvas.setLineWidth(stroke.weight)
            if stroke.width and stroke.height:
                self._canvas.rect(stroke.x, stroke.y, stroke.width, stroke.height)
            else:
                self._canvas.line(stroke.x, stroke.y, stroke.x + stroke.width, stroke.y + stroke.height)
        self._canvas.addLiteral("EMC")
