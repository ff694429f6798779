"""Getting in touch with a person: what stands agreed, and what was tried (W-11, W-13)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from screening_app.domain.ids import ScreeningId, UserId

LONGEST = dt.timedelta(days=90)
"""How long an agreement holds before it is to be asked about again (W-11)."""


class Standing(StrEnum):
    """Whether an agreement is in force; all but ``AGREED`` mean the default card: no contact at all."""

    AGREED = "agreed"
    NEVER_AGREED = "never-agreed"
    UNFINISHED = "unfinished"
    ENDED = "ended"
    UNREADABLE = "unreadable"


class Stale(StrEnum):
    """Why an agreement in force is to be asked about again."""

    EXPIRED = "expired"
    OLD = "old"


class Sending(StrEnum):
    """What may reach a person without being asked for at that moment."""

    LETTER = "letter"
    TEXT_MESSAGE = "sms"
    E_MAIL = "email"
    PORTAL = "portal"
    LEFT_MESSAGE = "message"
    REMINDER = "reminder"


class Reached(StrEnum):
    """What came of an attempt; the words of the form on follow-up, and one for no attempt at all."""

    YES = "yes"
    NOT_ALONE = "not-alone"
    NO = "no"
    OTHER_ANSWERED = "other-answered"
    NOT_TRIED = "not-tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt to get in touch, or the decision to make none.

    Attributes:
        way: Code of the kind of way; ``None`` where only a conversation tells of the attempt.
        left_message: A neutral message was left.
        note: What else there is to say of it.
        screening: The conversation it follows up, if there is one.
    """

    at: dt.datetime
    by: UserId
    reached: Reached
    way: str | None = None
    left_message: bool = False
    note: str = ""
    screening: ScreeningId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The person was asked again, and the agreement still holds.

    Attributes:
        until: The last day it holds now; ``None`` where nobody asked for how long.
    """

    at: dt.datetime
    by: UserId
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The agreement holds no longer."""

    at: dt.datetime
    by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAnyway:
    """A number or address was shown outside what was agreed, for a reason.

    Attributes:
        way: Code of the kind of way.
        reason: As it was typed.
    """

    at: dt.datetime
    by: UserId
    way: str
    reason: str
