"""What a person answered, or why there is no answer, and where in the form it stands."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from screening_app.domain.ids import LinkId


class AbsentReason(StrEnum):
    """Why a question has no value; never the same as a No (FORMS 3.5)."""

    DECLINED = "declined"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day, as FHIR ``date`` allows.

    Raises:
        ValueError: If the parts make no date.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: If the text is none of them.
        """
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII):
            raise ValueError("not a date")
        return cls(*(int(part) for part in text.split("-")))

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


Value = str | bool | int | Decimal | PartialDate
"""One answer value. A choice is its code (``system|code`` where a system is stated); a place
on the body map and an attachment are strings too (``BodySpot``, attachment id)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Either at least one value or one reason for absence; several values only where it repeats.

    Raises:
        ValueError: If it holds both or neither.
    """

    values: tuple[Value, ...] = ()
    absent: AbsentReason | None = None

    def __post_init__(self) -> None:
        if bool(self.values) == (self.absent is not None):
            raise ValueError("an answer holds values or a reason for absence")


@dataclass(frozen=True, slots=True, order=True)
class AnswerKey:
    """Where an answer stands: a link id and the instance numbers of the repeating groups around it.

    Instance numbers start at 1, outermost group first, and are never used again after a removal,
    so that an event of long ago still names the same child.
    """

    link_id: LinkId
    instance: tuple[int, ...] = ()

    def __str__(self) -> str:
        if not self.instance:
            return self.link_id
        return f"{self.link_id}@{'.'.join(map(str, self.instance))}"

    @classmethod
    def parse(cls, text: str) -> "AnswerKey":
        """Read what ``str`` wrote.

        Raises:
            ValueError: If the instance numbers are not positive whole numbers.
        """
        link_id, mark, numbers = text.partition("@")
        if not mark:
            return cls(LinkId(link_id))
        instance = tuple(int(number) for number in numbers.split("."))
        if min(instance) < 1:
            raise ValueError("instance numbers start at 1")
        return cls(LinkId(link_id), instance)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one response as they stand: the fold of its events.

    Attributes:
        given: Every answer given, hidden ones too.
        instances: Living instances of each repeating group, keyed by the group's link id with the
            instance path *around* it, in the order they were added.
        last_instance: Highest number ever used by each of those groups.
    """

    given: Mapping[AnswerKey, Answer] = field(default_factory=lambda: MappingProxyType({}))
    instances: Mapping[AnswerKey, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    last_instance: Mapping[AnswerKey, int] = field(default_factory=lambda: MappingProxyType({}))
