"""Sets labels and values, paragraphs and headings as boxes of the text column (VISUAL 9).

A labelled row is a table row with the label as its header; lines with a square are a list;
the person's own words are a quotation with a bar beside them, apart from findings.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from screening_app.documents.boxes import Box, Break, Piece, Style, height_of, paragraph_breaks
from screening_app.documents.lines import wrap
from screening_app.documents.page import COLUMN, MM, THIN
from screening_app.documents.tagging import Element
from screening_app.documents.type import Typeface, printable, printable_lines
from screening_app.domain.document import Line, Mark, Row
from screening_app.domain.quotation import without_marks

_LABEL_WIDTH = 42 * MM
_VALUE_X = 44 * MM
_SQUARE_INDENT = 6.6 * MM
_QUOTE_INDENT = 3.6 * MM
_ROW_GAP = 3.8
_WRITING_HEIGHT = 7.5 * MM
_KEPT_WHOLE = 0.25
"""Part of a page: a row as tall as that is not split. A taller one holds many answers, and keeping
it whole would leave pages half empty; it breaks between answers and repeats its label."""
_LINE_GAP = 1.6
_SQUARES = {Mark.REPORTED: "■", Mark.UNANSWERED: "□"}
_QUOTES = {"sv": "””", "en": "“”"}
_ROW_HEADER = ("Table", {"Scope": "Row"})
_SQUARE_LIST = ("List", {"ListNumbering": "Square"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The text styles of the column."""

    title: Style
    heading: Style
    body: Style
    label: Style
    note: Style

    @classmethod
    def of(cls, typeface: Typeface) -> "Styles":
        """Return the styles in this type."""
        return cls(
            title=Style(typeface.bold, 18, 1.25),
            heading=Style(typeface.bold, 12, 1.35),
            body=Style(typeface.regular, 11),
            label=Style(typeface.semibold, 11),
            note=Style(typeface.regular, 10),
        )


class ColumnSetter:
    """Sets one document's column.

    Attributes:
        boxes: What has been set so far.
    """

    def __init__(self, styles: Styles, language: str, page_height: float) -> None:
        self._styles = styles
        self._quotes = _QUOTES.get(language, "“”")
        self._page_height = page_height
        self.boxes: list[Box] = []

    def heading(self, text: str, element: Element, *, number: str = "") -> None:
        """Set a section heading over a thin rule; it stays with what follows."""
        style = self._styles.heading
        indent = style.face.width(number + "  ", style.size) if number else 0
        lines = wrap(printable(text, style.face), style.face, style.size, COLUMN - indent)
        for index, line in enumerate(lines or [""]):
            pieces = [Piece(0, number + " ", style, element)] if number and not index else []
            pieces += [Piece(indent, line, style, element)] if line else []
            self.boxes.append(
                Box(
                    height=style.height,
                    pieces=tuple(pieces),
                    above=0 if index else 6.8 * MM,
                    after=Break.TIGHT,
                )
            )
        self.boxes.append(Box(height=1.0 * MM, rule=THIN, after=Break.TIGHT))

    def title(self, text: str, element: Element) -> None:
        """Set a title; it stays with what follows."""
        style = self._styles.title
        for line in wrap(printable(text, style.face), style.face, style.size, COLUMN):
            piece = Piece(0, line, style, element)
            self.boxes.append(Box(height=style.height, pieces=(piece,), after=Break.TIGHT))

    def paragraph(self, text: str, parent: Element, *, above: float = _ROW_GAP, note: bool = False) -> None:
        """Set a text over the whole column, a paragraph for each of its lines."""
        style = self._styles.note if note else self._styles.body
        self._add(_text(text, style, parent, x=0, width=COLUMN), above=above)

    def space(self, height: float) -> None:
        """Leave space; it is lost where a page ends."""
        self.boxes.append(Box(height=0, above=height, after=Break.TIGHT))

    def rows(self, rows: Iterable[Row], parent: Element) -> None:
        """Set rows: labelled ones as a table, the others over the whole column."""
        for labelled, group in groupby(
            rows, key=lambda row: bool(printable(row.label, self._styles.label.face))
        ):
            table = parent.add("Table") if labelled else None
            for row in group:
                if table is None:
                    self._add(self._value(row.lines, parent, x=0), above=_ROW_GAP)
                else:
                    self._labelled(row, table.add("TR"))

    def _labelled(self, row: Row, element: Element) -> None:
        style = self._styles.label
        header = element.add("TH", _ROW_HEADER)
        label = wrap(printable(row.label, style.face), style.face, style.size, _LABEL_WIDTH)
        value = self._value(row.lines, element.add("TD"), x=_VALUE_X)
        value = value or [Box(height=_WRITING_HEIGHT, writing=_VALUE_X)] * row.by_hand
        boxes = list(_beside(label, value, style, header))
        again = Piece(0, label[0].rstrip(" :") + " …", style, None)
        boxes = [boxes[0], *(replace(box, again=again) for box in boxes[1:])]
        if height_of(boxes) <= self._page_height * _KEPT_WHOLE:
            boxes = [replace(box, after=max(box.after, Break.IN_ROW)) for box in boxes]
        self._add(boxes, above=_ROW_GAP)

    def _value(self, lines: Sequence[Line], parent: Element, *, x: float) -> list[Box]:
        boxes: list[Box] = []
        for marked, group in groupby(lines, key=lambda line: line.mark is not None):
            holder = parent.add("L", _SQUARE_LIST) if marked else parent
            for line in group:
                added = self._line(line, holder, x=x)
                if boxes and added:
                    added[0] = replace(added[0], above=_LINE_GAP)
                boxes += added
        return boxes

    def _line(self, line: Line, parent: Element, *, x: float) -> list[Box]:
        style = self._styles.body
        text = line.text
        if line.mark is not None:
            parent = parent.add("LI")
            square = Piece(x, _SQUARES[line.mark], style, parent.add("Lbl"))
            parent = parent.add("LBody")
            x += _SQUARE_INDENT
        if line.quote:
            parent, bar = parent.add("BlockQuote"), x
            x += _QUOTE_INDENT
            said = without_marks(text)
            text = self._quotes[0] + said + self._quotes[1] if said else ""
        boxes = _text(text, style, parent, x=x, width=COLUMN - x)
        if line.quote:
            boxes = [replace(box, bar=bar) for box in boxes]
        if line.mark is not None:
            boxes = boxes or [Box(height=style.height)]
            boxes[0] = replace(boxes[0], pieces=(square, *boxes[0].pieces))
        return boxes

    def _add(self, boxes: Sequence[Box], *, above: float) -> None:
        """Add boxes that begin ``above`` below the last; a page may end after them."""
        if boxes:
            inner = [replace(boxes[0], above=above), *boxes[1:]]
            self.boxes += [*inner[:-1], replace(inner[-1], after=Break.FREE)]


def _beside(label: Sequence[str], value: Sequence[Box], style: Style, header: Element) -> Iterator[Box]:
    """Give the lines of a row: one of the label, of the value, or both."""
    gaps = 0.0  # The label keeps its own line height where the value has gaps, or lines to write on.
    for text, line in zip_longest(label, value):
        box = line or Box(height=style.height)
        gaps += box.above
        yield replace(box, pieces=(Piece(0, text, style, header, gaps), *box.pieces)) if text else box
        gaps += box.height - style.height if box.writing is not None else 0


def _text(text: str, style: Style, parent: Element, *, x: float, width: float) -> list[Box]:
    return list(_paragraphs(printable_lines(text, style.face), style, parent, x=x, width=width))


def _paragraphs(
    texts: Iterable[str], style: Style, parent: Element, *, x: float, width: float
) -> Iterator[Box]:
    for text in texts:
        element = parent.add("P")
        lines = wrap(text, style.face, style.size, width)
        for line, after in zip(lines, paragraph_breaks(len(lines), Break.FREE), strict=True):
            yield Box(height=style.height, pieces=(Piece(x, line, style, element),), after=after)
