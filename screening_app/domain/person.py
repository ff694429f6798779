"""The person whose record it is; nameless cases are first-class (L-18, L-74)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from screening_app.domain.answers import PartialDate
from screening_app.domain.ids import PersonId, UnitId


class CaseKind(StrEnum):
    """How the case is kept; the codes of ``core/prepare`` ``case-kind``."""

    IDENTIFIED = "identified"
    PSEUDONYM = "pseudonym"
    ANONYMOUS = "anonymous"


class IdentityKind(StrEnum):
    """Kinds of identity number, as the identity pack names them (L-70 to L-74)."""

    PNR = "pnr"
    SAMNR = "samnr"
    RESERVE = "reserve"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    ANONYMOUS = "anonymous"


class ProtectionLevel(StrEnum):
    """Protected personal data (L-60)."""

    NONE = "none"
    SECRECY_FLAG = "secrecy-flag"
    PROTECTED_REGISTRATION = "protected-registration"
    ASSUMED_IDENTITY = "assumed-identity"
    LOCAL_THREAT = "local-threat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person's record head.

    Attributes:
        case_number: Local, random, unlike any register's number; the only name a nameless case has.
        identity_number: As the identity pack stores it; ``None`` for the kinds without a number.
        birth_date: Stated, never derived from the number (L-73).

    Raises:
        ValueError: If a nameless case carries a name or a number.
    """

    id: PersonId
    unit: UnitId
    case_number: str
    kind: CaseKind
    created_at: dt.datetime
    name: str | None = None
    identity_kind: IdentityKind = IdentityKind.UNKNOWN
    identity_number: str | None = None
    birth_date: PartialDate | None = None
    protection: ProtectionLevel = ProtectionLevel.NONE

    def __post_init__(self) -> None:
        if self.kind is not CaseKind.IDENTIFIED and (self.name or self.identity_number or self.birth_date):
            raise ValueError("a nameless case carries no identity")


def completed_years(born: PartialDate, on: dt.date) -> int | None:
    """Return the age on a day, if the birth date is known to the day."""
    if born.month is None or born.day is None:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


class PersonField(StrEnum):
    """Every field of a person or of what is written about one that somebody might search on."""

    NAME = "name"
    PNR = "pnr"
    SAMNR = "samnr"
    CASE_NUMBER = "case-number"
    RESERVE_NUMBER = "reserve-number"
    FOREIGN_NUMBER = "foreign-number"
    BIRTH_DATE = "birth-date"
    KIND = "kind"
    PROTECTION = "protection"
    CREATED_AT = "created-at"
    OUTCOME = "outcome"
    ANSWER = "answer"
    FLAG = "flag"
    RESULT = "result"
    OFFENCE = "offence"
    SOCIAL_SERVICES_HELP = "social-services-help"
    FREE_TEXT = "free-text"


SEARCHABLE = frozenset({PersonField.NAME, PersonField.PNR, PersonField.SAMNR, PersonField.CASE_NUMBER})
"""Fields that any regime may search on: the only ones in social services (förordning 2001:637 15 §,
L-54). Whether exposure to violence counts as searchable health data under PDL 2:8 is unclear, so
health care is held to the same four until a lawyer says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """One predicate; there is no free query."""

    field: PersonField
    text: str
