"""Official documents: letterhead and foot on every page, parts that begin on a page of their own.

The letterhead is real content on the first page and the foot on the last; on the other pages
they are furniture, so that a screen reader says them once and paper shows them everywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from screening_app.documents.boxes import Box, paginate
from screening_app.documents.finish import Imprint, finish
from screening_app.documents.letterhead import page_number, set_footer, set_letterhead
from screening_app.documents.page import MM, figures_of, place
from screening_app.documents.tagging import Element, Run, Stroke, TaggedPages
from screening_app.documents.type import Typeface
from screening_app.domain.document import Footer, Letterhead

_BELOW_HEAD = 7 * MM
_ABOVE_FOOT = 4 * MM


@dataclass(frozen=True, slots=True)
class Pinned:
    """What stands at the lower end of a part's last page.

    Attributes:
        height: What it takes from the text area.
    """

    runs: Sequence[Run] = ()
    strokes: Sequence[Stroke] = ()
    height: float = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What begins on a page of its own."""

    boxes: Sequence[Box]
    pinned: Pinned = Pinned()


class OfficialPages:
    """A document between its letterhead and its foot.

    Attributes:
        body: Where the structure of the document itself goes.
        height: Of the text area, in points.
        foot_edge: Upper edge of the foot, from the lower edge of the sheet.
        clipped: What was too long for head or foot, whole; it must stand in the body.
    """

    def __init__(self, letterhead: Letterhead, footer: Footer, typeface: Typeface) -> None:
        self._typeface = typeface
        self._footer = footer
        self._document = Element("Document")
        head, self.body, foot = (self._document.add(tag) for tag in ("Div", "Part", "Div"))
        self._head = set_letterhead(letterhead, typeface, head)
        self._foot = set_footer(footer, typeface, foot)
        self._top = self._head.edge - _BELOW_HEAD
        self.foot_edge = self._foot.edge
        self.height = self._top - self.foot_edge - _ABOVE_FOOT
        self.clipped = (*self._head.clipped, *self._foot.clipped)

    def write(self, parts: Iterable[Part], imprint: Imprint) -> bytes:
        """Return the document as a tagged PDF."""
        sheets = [sheet for part in parts for sheet in self._sheets(part)]
        order = {element: index for index, element in enumerate(self._document.walk())}
        pages = TaggedPages(self._typeface.regular)
        for index, (boxes, pinned) in enumerate(sheets):
            head = self._head if index == 0 else self._head.repeated()
            foot = self._foot if index == len(sheets) - 1 else self._foot.repeated()
            runs, strokes = place(boxes, self._top)
            # Label and value share lines; in the file each is written as a whole.
            text = sorted([*runs, *pinned.runs], key=lambda run: order[run.element] if run.element else 0)
            number = page_number(self._footer, self._typeface, index + 1, len(sheets))
            pages.add_page(
                [*head.runs, *text, *foot.runs, number],
                [*head.strokes, *strokes, *pinned.strokes, *foot.strokes],
                figures_of(boxes, self._top),
            )
        return finish(pages.close(), self._document, imprint, pages.pictures)

    def _sheets(self, part: Part) -> Iterator[tuple[Sequence[Box], Pinned]]:
        *others, last = paginate(part.boxes, height=self.height, foot=part.pinned.height)
        for boxes in others:
            yield boxes, Pinned()
        yield last, part.pinned
