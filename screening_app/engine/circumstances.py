"""What the engine is told besides the answers: the day, the person's age, earlier responses (FORMS 3.9)."""

import datetime as dt
from calendar import isleap, monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from screening_app.domain.answers import Answers, PartialDate
from screening_app.domain.ids import Canonical


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Inputs of an evaluation that are no answers.

    Attributes:
        today: The day of the conversation.
        age: The person's age in completed years; ``None`` if unknown.
        prior: The same person's last completed response, keyed by the form that reads it.
    """

    today: dt.date
    age: int | None = None
    prior: Mapping[Canonical, Answers] = field(default_factory=lambda: MappingProxyType({}))


def age_on(birth: PartialDate, today: dt.date) -> int | None:
    """Return the age in completed calendar years; ``None`` if the partial date leaves doubt.

    Who is born on 29 February turns a year older on 28 February in other years (FORMS 3.9).
    """
    ages = {_years(day, today) for day in _ends(birth)}
    age = ages.pop()
    return None if ages or age < 0 else age


def _ends(date: PartialDate) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a partial date may mean."""
    first = dt.date(date.year, date.month or 1, date.day or 1)
    last_month = date.month or 12
    last = dt.date(date.year, last_month, date.day or monthrange(date.year, last_month)[1])
    return first, last


def _years(birth: dt.date, today: dt.date) -> int:
    leap_day = birth.month == 2 and birth.day == 29  # noqa: PLR2004 (29 February)
    birthday = (2, 28) if leap_day and not isleap(today.year) else (birth.month, birth.day)
    return today.year - birth.year - ((today.month, today.day) < birthday)
