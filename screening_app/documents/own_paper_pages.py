"""Sets what a person takes home: a card the size of a bank card, or a sheet (D-5, W-9).

No letterhead, no stamp, no mark, no number, no control line: nothing that says where it is from.
"""

from dataclasses import replace
from pathlib import Path

from reportlab.lib.pagesizes import A4

from screening_app.documents.boxes import Style, paginate
from screening_app.documents.errors import CardFull
from screening_app.documents.finish import Imprint, finish
from screening_app.documents.lines import wrap
from screening_app.documents.page import MM, place
from screening_app.documents.rows import ColumnSetter, Styles
from screening_app.documents.tagging import Element, Run, TaggedPages
from screening_app.documents.type import Typeface, load_typeface, printable
from screening_app.domain.document import OwnPaper

CARD = (85.6 * MM, 54 * MM)
"""ISO 7810 ID-1, as a bank card."""

_EDGE = 5 * MM
_SIZE = 10
_TOP = A4[1] - 20 * MM
_HEIGHT = A4[1] - 40 * MM


def set_own_paper(paper: OwnPaper, fonts: Path) -> bytes:
    """Return the card or the sheet as a tagged PDF.

    Raises:
        TypefaceMissing: If ``fonts`` does not hold the bundled type.
        CardFull: If the lines do not fit on the card.
    """
    typeface = load_typeface(fonts)
    document = Element("Document")
    pages = TaggedPages(typeface.regular, CARD if paper.card else A4)
    if paper.card:
        pages.add_page(_card(paper, typeface, document), [])
    else:
        _sheet(paper, typeface, document, pages)
    return finish(pages.close(), document, Imprint(paper.language, paper.neutral_title, paper.made_at))


def _card(paper: OwnPaper, typeface: Typeface, document: Element) -> list[Run]:
    width, top = CARD[0] - 2 * _EDGE, CARD[1] - _EDGE
    runs: list[Run] = []
    texts = [(paper.heading, Style(typeface.bold, _SIZE), "H1")]
    texts += [(line, Style(typeface.regular, _SIZE, 1.3), "P") for line in paper.lines]
    for text, style, tag in texts:
        element = document.add(tag)
        for line in wrap(printable(text, style.face), style.face, style.size, width):
            runs.append(Run(_EDGE, top - style.baseline, line, style.face, style.size, element))
            top -= style.height
    if top < _EDGE:
        raise CardFull
    return runs


def _sheet(paper: OwnPaper, typeface: Typeface, document: Element, pages: TaggedPages) -> None:
    styles = Styles.of(typeface)
    # Ten points, as her own list would be written, and no numbers before the headings.
    styles = replace(
        styles,
        body=Style(typeface.regular, _SIZE),
        label=Style(typeface.semibold, _SIZE),
        title=Style(typeface.bold, 14, 1.25),
    )
    column = ColumnSetter(styles, paper.language, _HEIGHT)
    column.title(paper.heading, document.add("H1"))
    for section in paper.sections:
        part = document.add("Sect")
        column.heading(section.heading, part.add("H2"))
        column.rows(section.rows, part)
    for boxes in paginate(column.boxes, height=_HEIGHT):
        runs, strokes = place(boxes, _TOP)
        order = {element: index for index, element in enumerate(document.walk())}
        pages.add_page(sorted(runs, key=lambda run: order[run.element] if run.element else 0), strokes)
