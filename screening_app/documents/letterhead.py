"""Head and foot of every page of an official document (VISUAL 9, L-36)."""

from screening_app.documents.boxes import Style
from screening_app.documents.page import (
    BOTTOM,
    COLUMN,
    HEAVY,
    LEFT,
    MM,
    RULE,
    THIN,
    TOP,
    FieldSetter,
    Furniture,
)
from screening_app.documents.tagging import Element, Run, Stroke
from screening_app.documents.type import Typeface, printable
from screening_app.domain.document import Footer, Letterhead

_STAMP_WIDTH = 60 * MM
_STAMP_PADDING = 2.6 * MM
_UNIT_WIDTH = COLUMN - _STAMP_WIDTH - 8 * MM
_RECIPIENT_WIDTH = 108 * MM
_REGISTRATION_WIDTH = COLUMN - _RECIPIENT_WIDTH - 6 * MM


def set_letterhead(letterhead: Letterhead, typeface: Typeface, parent: Element) -> Furniture:
    """Return the head of every page: who sends, secrecy stamp, registration number, recipient."""
    setter = FieldSetter(parent)
    name, plain = Style(typeface.bold, 10, 1.35), Style(typeface.regular, 9.5, 1.35)
    top = setter.field(letterhead.authority, name, x=LEFT, top=TOP - 1.6 * MM, width=_UNIT_WIDTH)
    unit = ", ".join(filter(None, (letterhead.unit, letterhead.phone)))
    left_end = setter.field(unit, plain, x=LEFT, top=top, width=_UNIT_WIDTH)
    stamp, stamp_end = _set_stamp(letterhead, typeface, setter)
    line = min(left_end, stamp_end) - 4.6 * MM
    number = f"{letterhead.registration_label} {letterhead.registration_number}"
    recipient = f"{letterhead.recipient_label}: {letterhead.recipient}"
    top = line - 1.2 * MM
    field = Style(typeface.regular, 10), Style(typeface.semibold, 10)
    ends = (
        setter.field(number, field[0], x=LEFT, top=top, width=_REGISTRATION_WIDTH),
        setter.field(
            recipient,
            field[1],
            x=LEFT + COLUMN - _RECIPIENT_WIDTH,
            top=top,
            width=_RECIPIENT_WIDTH,
            right=True,
        ),
    )
    edge = min(ends) - 1.2 * MM
    box = (stamp,) if letterhead.stamp.word else ()
    strokes = (*box, Stroke(LEFT, line, COLUMN, 0, RULE), Stroke(LEFT, edge, COLUMN, 0, THIN))
    return Furniture(tuple(setter.runs), strokes, edge, tuple(setter.clipped))


def _set_stamp(letterhead: Letterhead, typeface: Typeface, setter: FieldSetter) -> tuple[Stroke, float]:
    stamp = letterhead.stamp
    word, plain = Style(typeface.bold, 10.5, 1.25), Style(typeface.regular, 8.5, 1.36)
    x, width = LEFT + COLUMN - _STAMP_WIDTH + _STAMP_PADDING, _STAMP_WIDTH - 2 * _STAMP_PADDING
    top = setter.field(stamp.word, word, x=x, top=TOP - 1.3 * MM, width=width)
    provision = ", ".join(filter(None, (stamp.provision, stamp.date)))
    for text in (provision, stamp.authority):
        top = setter.field(text, plain, x=x, top=top, width=width)
    end = top - 1.3 * MM
    inset = HEAVY / 2
    box = Stroke(LEFT + COLUMN - _STAMP_WIDTH + inset, end, _STAMP_WIDTH - HEAVY, TOP - inset - end, HEAVY)
    return box, end


def set_footer(footer: Footer, typeface: Typeface, parent: Element) -> Furniture:
    """Return the foot of every page, but for its number: copy, warning, control line."""
    setter = FieldSetter(parent)
    style = Style(typeface.regular, 8.5, 1.5)
    copy = f"{footer.copy}{'' if footer.copy.endswith('.') else '.'} {footer.warning}"
    widths = (COLUMN, COLUMN - 40 * MM)
    fields = [
        setter.lines(text, style, width) for text, width in zip((copy, footer.audit), widths, strict=True)
    ]
    edge = BOTTOM - (style.height - style.baseline) + style.height * sum(map(len, fields)) + 1.8 * MM
    top = edge - 1.8 * MM
    for lines in fields:
        element = parent.add("P")
        for line in lines:
            setter.runs.append(Run(LEFT, top - style.baseline, line, style.face, style.size, element))
            top -= style.height
    return Furniture(tuple(setter.runs), (Stroke(LEFT, edge, COLUMN, 0, THIN),), edge, tuple(setter.clipped))


def page_number(footer: Footer, typeface: Typeface, page: int, pages: int) -> Run:
    """Return "page x of y" at the lower right, an artifact."""
    text = footer.page.replace("{pages}", str(pages)).replace("{page}", str(page))
    line = printable(text, typeface.semibold)
    return Run(LEFT + COLUMN - typeface.semibold.width(line, 8.5), BOTTOM, line, typeface.semibold, 8.5, None)
