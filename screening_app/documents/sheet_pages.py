"""Sets recovery sheets: one page each, numbered words large enough to copy by hand."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4

from screening_app.documents.boxes import Box, Piece, Style
from screening_app.documents.finish import Imprint, finish
from screening_app.documents.page import COLUMN, MM, place
from screening_app.documents.rows import ColumnSetter, Styles
from screening_app.documents.tagging import Element, TaggedPages
from screening_app.documents.type import Typeface, load_typeface
from screening_app.domain.document import SheetOnPaper

_TOP = A4[1] - 25 * MM
_HEIGHT = A4[1] - 45 * MM
_COLUMNS = 3
_WORD_SIZE = 13
_ROW = 11 * MM
_NUMBER_WIDTH = 9 * MM
_NUMBERS = ("List", {"ListNumbering": "Decimal"})


def set_sheets(sheets: Sequence[SheetOnPaper], fonts: Path) -> bytes:
    """Return the sheets as one tagged PDF, a page for each.

    Raises:
        TypefaceMissing: If ``fonts`` does not hold the bundled type.
    """
    typeface = load_typeface(fonts)
    document = Element("Document")
    pages = TaggedPages(typeface.regular)
    for sheet in sheets:
        boxes = _set_sheet(sheet, typeface, document.add("Part"))
        order = {element: index for index, element in enumerate(document.walk())}
        runs, strokes = place(boxes, _TOP)
        # Words stand in columns; in the file they follow each other.
        pages.add_page(sorted(runs, key=lambda run: order[run.element] if run.element else 0), strokes)
    first = sheets[0]
    return finish(pages.close(), document, Imprint(first.language, first.neutral_title, first.made_at))


def _set_sheet(sheet: SheetOnPaper, typeface: Typeface, part: Element) -> list[Box]:
    styles = Styles.of(typeface)
    column = ColumnSetter(styles, sheet.language, _HEIGHT)
    column.title(sheet.title, part.add("H1"))
    for text in sheet.sentences:
        column.paragraph(text, part)
    column.space(8 * MM)
    column.boxes += _words(sheet.words, typeface, part.add("L", _NUMBERS))
    column.space(8 * MM)
    for text in sheet.foot:
        column.paragraph(text, part, above=4 * MM)
    return column.boxes


def _words(words: Sequence[str], typeface: Typeface, parent: Element) -> list[Box]:
    """Return the words in columns, read downwards."""
    number, word = Style(typeface.regular, 10), Style(typeface.semibold, _WORD_SIZE)
    rows = -(-len(words) // _COLUMNS)
    lines: list[list[Piece]] = [[] for _row in range(rows)]
    for at, text in enumerate(words):
        item = parent.add("LI")
        x = at // rows * COLUMN / _COLUMNS
        lines[at % rows] += [
            Piece(x, str(at + 1), number, item.add("Lbl"), number.baseline - word.baseline),
            Piece(x + _NUMBER_WIDTH, text, word, item.add("LBody")),
        ]
    return [Box(height=word.height, above=_ROW - word.height, pieces=tuple(line)) for line in lines]
