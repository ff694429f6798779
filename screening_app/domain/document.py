"""What stands on a paper, ready to set: words in the paper's language, nothing to decide.

``services/referral.py`` decides what may stand there; ``documents/`` only sets it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from screening_app.domain.body import BodySpot, BodyView


class Mark(StrEnum):
    """Filled square: reported. Empty square: not answered. The words say the same."""

    REPORTED = "reported"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a value.

    Attributes:
        quote: The person's own words, set in quotation marks apart from findings.
    """

    text: str
    mark: Mark | None = None
    quote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A label and what stands at it.

    Attributes:
        by_hand: Empty lines to write on, where nothing stands there.
    """

    label: str
    lines: tuple[Line, ...]
    by_hand: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFigure:
    """The body map with numbered marks.

    Attributes:
        marks: Number and place of each.
        titles: What stands above each view: at its viewer's left, in its middle, and at its right.
        alt: The same in words, for whoever cannot see it.
    """

    marks: tuple[tuple[str, BodySpot], ...]
    titles: Mapping[BodyView, tuple[str, str, str]]
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part of a document."""

    heading: str
    rows: tuple[Row, ...]
    note: str | None = None
    figure: BodyFigure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Secrecy marking: word, provision and date, authority (OSL 5:5, L-36)."""

    word: str
    provision: str
    date: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What every page of an official document carries."""

    authority: str
    unit: str
    phone: str
    stamp: Stamp
    registration_label: str
    registration_number: str
    recipient_label: str
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """Foot of every page. ``page`` holds ``{page}`` and ``{pages}``, filled by the renderer."""

    copy: str
    warning: str
    audit: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """Who prepared it, with a line to sign on."""

    prepared_by: str
    role: str
    date: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photograph as it is kept.

    Attributes:
        jpeg: The very bytes that its digest is of.
        alt: What stands for it, for whoever cannot see it.
    """

    jpeg: bytes = field(repr=False)
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A part that begins on a page of its own, such as the safe-contact card.

    Attributes:
        picture: Stands below the rows, as large as the page lets it.
    """

    title: str
    intro: str
    rows: tuple[Row, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """D-2, whole. Same model, same unsigned bytes.

    Attributes:
        language: ``sv`` or ``en``: of the text and of the PDF's ``/Lang``.
        title: Printed on the paper; never in file name or metadata.
        neutral_title: For metadata, such as ``Handling 12``.
        legal_basis: Sentence with the code's text and provisions.
        purpose: Fixed sentence L-105.
        readers: Who will be able to read this.
        made_at: Document time, aware UTC; the only time in the bytes.
    """

    language: str
    title: str
    neutral_title: str
    letterhead: Letterhead
    legal_basis: str
    purpose: str
    readers: str
    sections: tuple[Section, ...]
    signature: SignatureBlock
    own_pages: tuple[OwnPage, ...]
    footer: Footer
    made_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOnPaper:
    """One recovery sheet, a page of its own; nothing on it says what it opens or for whom.

    Attributes:
        words: In their order; they are numbered on the paper.
        sentences: What to do with it.
        foot: Where somebody writes who keeps it, and the like.
        neutral_title: What the file is called inside.
    """

    language: str
    title: str
    sentences: tuple[str, ...]
    words: tuple[str, ...]
    foot: tuple[str, ...]
    neutral_title: str
    made_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPaper:
    """D-5, what the person takes home: her own heading, and nothing that says where it is from.

    Attributes:
        neutral_title: What the file is called in the window of whoever opens it.
        card: As small as a bank card, of lines alone; else a sheet with sections.
        lines: Of the card.
        sections: Of the sheet.
    """

    language: str
    neutral_title: str
    made_at: dt.datetime
    heading: str
    card: bool
    lines: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
