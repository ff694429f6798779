"""What the engine concludes from answers, with the reasons as data (FORMS 3.6, 3.12)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.i18n import Text

INCOMPLETE = "incomplete"
"""Reserved band of a score whose interval spans a cut-off."""


class FlagLevel(StrEnum):
    """How soon a flag asks for action (content/README 2)."""

    IMMEDIATE = "immediate"
    SAME_DAY = "same-day"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One scored item and what it can have added, in points.

    Attributes:
        answer: What stands there; ``None`` if nothing was recorded.
    """

    key: AnswerKey
    answer: Answer | None
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a response was scored, in points of its own form.

    Absent answers make it an interval: nobody's silence is counted as a No.

    Attributes:
        lowest: Total if every absent answer carried its fewest points.
        highest: Total if every absent answer carried its most points.
        minimum: Lowest total the form allows.
        maximum: Highest total the form allows.
        band: Id of the band both ends fall in, or ``INCOMPLETE``; ``None`` if the form has no bands.
        cutoff: Variant of the published rule, such as ``original``.
        cutoff_text: What people read of it: the limit, and for whom it holds.
        source: Where the rule was published.
        counted: Every scored item, in the form's order: what the total rests on.
        missing: The form's policy on absent answers; the interval stands beside any (FORMS 3.6).
        total: What that policy comes to; ``None`` as long as it comes to nothing certain.

    Raises:
        ValueError: Unless ``minimum <= lowest <= highest <= maximum``.
    """

    id: str
    lowest: Decimal
    highest: Decimal
    minimum: Decimal
    maximum: Decimal
    band: str | None
    band_text: Text | None
    cutoff: str | None
    cutoff_text: Text | None
    source: str | None
    counted: tuple[Counted, ...]
    missing: str = "interval"
    total: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.minimum <= self.lowest <= self.highest <= self.maximum:
            msg = f"{self.lowest}..{self.highest} outside {self.minimum}..{self.maximum}"
            raise ValueError(msg)

    @property
    def is_certain(self) -> bool:
        """Tell whether no absent answer can move the total."""
        return self.lowest == self.highest


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An answer that made a rule hold."""

    key: AnswerKey
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A rule about single answers that holds, whatever any sum says.

    Attributes:
        action: What the flag calls for; vocabulary of content/README 2.
        evidence: The answers that raised it.
    """

    id: str
    level: FlagLevel
    text: Text
    action: tuple[str, ...]
    evidence: tuple[Evidence, ...]
