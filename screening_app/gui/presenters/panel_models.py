"""What a panel of a conversation shows: frozen, ready-made sentences (STYLE 3.1)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRow:
    """Something to read on a panel, such as a contact.

    Attributes:
        badge: How fresh it is.
        is_open: Whether that calls for something.
    """

    text: str
    number: str
    second: str
    badge: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelGroup:
    """Rows that belong together; ``said`` is what was offered."""

    title: str
    said: str
    rows: tuple[PanelRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWay:
    """Where a panel leads: a word of the presenter's, and its argument."""

    act: str
    text: str
    digit: int
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelPage:
    """A panel of the pathway, only to look at."""

    heading: str
    lead: str
    groups: tuple[PanelGroup, ...]
    ways: tuple[PanelWay, ...]
