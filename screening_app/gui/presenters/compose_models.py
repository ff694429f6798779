"""What the compose page shows, ready to show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRow:
    """A legal basis to choose.

    Attributes:
        second: What it takes: a consent, or whom it is for.
        conditions: What must be met, each to be ticked; empty for consent, whose record is the proof.
    """

    code: str
    digit: int | None
    text: str
    second: str
    chosen: bool
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    """A recorded consent to rest on."""

    id: str
    text: str
    second: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationRow:
    """A location answer with its own switch."""

    address: str
    text: str
    second: str
    included: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingRow:
    """A place where staff may write in their own words."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRow:
    """An answer that staff left out of this paper."""

    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeModel:
    """The page as it stands.

    Attributes:
        kinds: Code and title of each document that can be made; empty where there is one only.
        kind: Code of the one shown.
        children: Number and name of each child that the document could be about; empty where there is
            nothing to choose.
        child: Number of the one chosen; 0 while none is.
        ticked: Conditions of the chosen basis that are met, by their place.
        consents: Empty unless consent is the basis.
        asks_consent: Whether a consent can be recorded here.
        no_basis: Said where the unit has no legal basis for this document; empty where it has.
        locations_title: What the items that are opened one by one are.
        count: Such as ``0 of 3 included``; empty where nothing can be opened.
        left_out: A sentence on what no switch can include; empty for nothing.
        left_out_items: What that is, by step and question; never what was said.
        writing: Where staff may write; empty where the document has no such place.
        taken_out: Answers that staff left out of this paper.
        missing: What is left before it can be printed; empty when it can.
        waiting: Said in place of the paper while there is none; empty while there is.
    """

    heading: str
    kinds: tuple[tuple[str, str], ...]
    kind: str
    children: tuple[tuple[int, str], ...]
    child: int
    recipient: str
    bases: tuple[BasisRow, ...]
    ticked: frozenset[int]
    consents: tuple[ConsentRow, ...]
    asks_consent: bool
    no_basis: str
    readers: str
    locations_title: str
    locations: tuple[LocationRow, ...]
    count: str
    left_out: str
    left_out_items: tuple[str, ...]
    writing: tuple[WritingRow, ...]
    taken_out: tuple[LeftOutRow, ...]
    language: str
    missing: str
    waiting: str
