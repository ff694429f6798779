"""Sets D-2, the referral to social services, on official pages (requirements 3, VISUAL 9)."""

from pathlib import Path

from screening_app.documents.body_figure import FigureSetter
from screening_app.documents.boxes import Box, Break, Style, height_of
from screening_app.documents.finish import Imprint
from screening_app.documents.jpeg import jpeg_size
from screening_app.documents.official import OfficialPages, Part, Pinned
from screening_app.documents.page import COLUMN, LEFT, MM, RULE, FieldSetter
from screening_app.documents.rows import ColumnSetter, Styles
from screening_app.documents.tagging import Element, Figure, Placed, Stroke
from screening_app.documents.type import Typeface, load_typeface
from screening_app.domain.document import OwnPage, Picture, Referral, SignatureBlock

_SIGNATURE_LINE = 75 * MM
_SIGNATURE_WIDTH = 120 * MM
_LINE_ABOVE_FOOT = 14 * MM
_SIGNING_SPACE = 12 * MM
_ABOVE_PICTURE = 5 * MM
_LEAST_PICTURE = 80 * MM


def set_referral(referral: Referral, fonts: Path) -> bytes:
    """Return the referral, or another document made like it, as a tagged PDF.

    Args:
        fonts: Folder of the bundled type; the drawing of the body is in the folder beside it.

    Raises:
        PictureDamaged: If a photograph is no JPEG.
        DrawingDamaged: If a figure needs the drawing and it cannot be read.
        TypefaceMissing: If ``fonts`` does not hold the bundled type.
    """
    typeface = load_typeface(fonts)
    pages = OfficialPages(referral.letterhead, referral.footer, typeface)
    styles = Styles.of(typeface)
    main = ColumnSetter(styles, referral.language, pages.height)
    sect = pages.body.add("Sect")
    setter = FigureSetter(typeface, fonts.parent / "body" / "body-map.svg")
    _set_main(referral, main, sect, pages.clipped, setter)
    block = Element("Div")
    pinned, clipped = _signature(referral.signature, typeface, block, pages.foot_edge)
    for text in clipped:
        main.paragraph(text, sect)
    sect.kids.append(block)
    parts = [Part(main.boxes, pinned)]
    for own_page in referral.own_pages:
        column = ColumnSetter(styles, referral.language, pages.height)
        _set_own_page(own_page, column, pages.body.add("Sect"), pages.height)
        parts.append(Part(column.boxes))
    return pages.write(parts, Imprint(referral.language, referral.neutral_title, referral.made_at))


def _set_main(
    referral: Referral,
    column: ColumnSetter,
    parent: Element,
    clipped: tuple[str, ...],
    figures: FigureSetter,
) -> None:
    column.title(referral.title, parent.add("H1"))
    for text in (referral.legal_basis, referral.purpose, referral.readers, *clipped):
        column.paragraph(text, parent)
    for number, section in enumerate(referral.sections, 1):
        sect = parent.add("Sect")
        column.heading(section.heading, sect.add("H2"), number=str(number))
        column.rows(section.rows, sect)
        column.paragraph(section.note or "", sect, note=True)
        if section.figure is not None:
            column.boxes += figures.boxes(section.figure, sect)


def _set_own_page(own_page: OwnPage, column: ColumnSetter, parent: Element, height: float) -> None:
    column.title(own_page.title, parent.add("H2"))
    column.paragraph(own_page.intro, parent)
    column.space(3 * MM)
    column.rows(own_page.rows, parent)
    if own_page.picture is not None:
        room = height - height_of(column.boxes) - _ABOVE_PICTURE
        column.boxes.append(_picture(own_page.picture, parent.add("Figure"), max(room, _LEAST_PICTURE)))


def _picture(picture: Picture, element: Element, room: float) -> Box:
    """Return a photograph as large as the column and the rest of the page let it, never turned or cut."""
    element.alt = picture.alt
    size = jpeg_size(picture.jpeg)
    scale = min(COLUMN / size.width, room / size.height)
    width, height = size.width * scale, size.height * scale
    placed = Placed(picture.jpeg, 0, -height, width, height)
    figure = Figure(element, (), (), (), (), (0, 0), placed)
    return Box(height=height, above=_ABOVE_PICTURE, figure=figure, after=Break.FREE)


def _signature(
    signature: SignatureBlock, typeface: Typeface, parent: Element, foot_edge: float
) -> tuple[Pinned, tuple[str, ...]]:
    """Return the block above the foot, and what of it was too long and must stand in the body."""
    setter = FieldSetter(parent)
    name = ", ".join(filter(None, (signature.prepared_by, signature.role, signature.date)))
    fields = ((signature.label, Style(typeface.regular, 8.5)), (name, Style(typeface.regular, 10)))
    end = 0.0
    for text, style in fields:
        end = setter.field(text, style, x=LEFT, top=end, width=_SIGNATURE_WIDTH)
    line = foot_edge + max(_LINE_ABOVE_FOOT, 4.5 * MM - end)
    runs = [run.moved(line - 0.8 * MM) for run in setter.runs]
    pinned = Pinned(
        runs, [Stroke(LEFT, line, _SIGNATURE_LINE, 0, RULE)], line - foot_edge + _SIGNING_SPACE - 4 * MM
    )
    return pinned, tuple(setter.clipped)
