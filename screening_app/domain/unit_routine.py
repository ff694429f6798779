"""How a unit asks and what it does with the answers: its own routine, item by item (L-25, W-1)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from screening_app.domain.ids import UserId

MOST_MONTHS = 120
"""Between two times that the same person is asked."""


class RoutineItem(StrEnum):
    """What a routine says something about; the same codes as the fields of its document (D-12)."""

    WHO_ASKS = "who-asks"
    WHICH = "which"
    WHEN = "when"
    INTERVAL = "interval"
    HOW = "how"
    INTERPRETER = "interpreter"
    ON_YES = "on-yes"
    ON_NO = "on-no"
    ON_DECLINED = "on-declined"
    INJURED = "injured"
    EARLIER = "earlier"
    MINORS = "minors"
    PROTECTION = "protection"
    INFORMATION = "information"
    WHERE = "where"
    CONTACTS = "contacts"
    FOLLOW_UP = "follow-up"
    STAFF = "staff"
    RECORD = "record"
    REPORT = "report"
    STEPS = "steps"


NOT_TEXT = frozenset({RoutineItem.INTERVAL, RoutineItem.CONTACTS, RoutineItem.STEPS})
"""Items that hold something else than a text."""

MAY_BE_EMPTY = frozenset({RoutineItem.ON_DECLINED, RoutineItem.STAFF, RoutineItem.STEPS})
"""Items that a unit may go live without; the others are those of W-1."""


class Reach(StrEnum):
    """Who is asked (L-25)."""

    EVERYONE = "everyone"
    GROUPS = "groups"
    SIGNS = "signs"


class ConsentNeed(StrEnum):
    """Whether the person must agree before staff turn to a contact."""

    NEEDED = "needed"
    NOT_NEEDED = "not-needed"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalContact:
    """Somebody near that the unit turns to or refers to (W-10).

    Attributes:
        id: Of the place in the country's pack that it fills, or one of its own.
        need: Code of the need that it answers, from the country's pack.
        area: Whom it is for, such as a town; empty where it does not matter.
        who_may_refer: Such as anyone, or staff only.
        confirmed_on: When somebody last called or checked it; ``None``: never.
        confirmed_by: Who did.
    """

    id: str
    need: str
    name: str
    number: str
    hours: str = ""
    area: str = ""
    who_may_refer: str = ""
    consent: ConsentNeed = ConsentNeed.DEPENDS
    confirmed_on: dt.date | None = None
    confirmed_by: UserId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """That somebody of the unit checked a number that ships; it holds for that number only."""

    number: str
    on: dt.date
    by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Who wrote an item last, and when."""

    by: UserId
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRoutine:
    """A version of the routine, whole.

    Attributes:
        version: 0 before anybody wrote anything; one more with every item that is saved.
        texts: What is written, by item; an item without a text is not there.
        reach: Who is asked, as a rule.
        months: Least time before the same person is asked again as a matter of routine.
        steps_off: Optional steps that the unit does not use, as ``pathway-url#step``.
        checked: When numbers that ship were last checked, by id of the contact.
        written: Who wrote each item last.
    """

    version: int = 0
    texts: Mapping[RoutineItem, str] = field(default_factory=dict)
    reach: Reach | None = None
    months: int | None = None
    steps_off: frozenset[str] = frozenset()
    contacts: tuple[LocalContact, ...] = ()
    checked: Mapping[str, Checked] = field(default_factory=dict)
    written: Mapping[RoutineItem, Written] = field(default_factory=dict)

    def has(self, item: RoutineItem) -> bool:
        """Tell whether an item is filled in."""
        match item:
            case RoutineItem.INTERVAL:
                return self.months is not None
            case RoutineItem.CONTACTS:
                return any(contact.confirmed_on is not None for contact in self.contacts)
            case RoutineItem.WHICH:
                return self.reach is not None and bool(self.texts.get(item))
            case RoutineItem.STEPS:
                return True
        return bool(self.texts.get(item))

    @property
    def missing(self) -> tuple[RoutineItem, ...]:
        """Items that a unit has to fill in before it goes live, and has not (W-1)."""
        return tuple(item for item in RoutineItem if item not in MAY_BE_EMPTY and not self.has(item))

    @property
    def last_written(self) -> Written | None:
        """Who changed it last, and when."""
        return max(self.written.values(), key=lambda one: one.at, default=None)

    def contact(self, contact_id: str) -> LocalContact | None:
        """Return a contact by its id."""
        return next((one for one in self.contacts if one.id == contact_id), None)


def is_stale(confirmed_on: dt.date | None, today: dt.date, months: int) -> bool:
    """Tell whether a contact has to be confirmed again: never done, or longer ago than so many months."""
    return confirmed_on is None or months_later(confirmed_on, months) < today


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    first_after = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_after - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))
