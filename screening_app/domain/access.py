"""Who looks, in which role, for which unit and why; every read of a person takes one."""

from dataclasses import dataclass
from enum import StrEnum

from screening_app.domain.ids import UnitId, UserId


class Role(StrEnum):
    """What a user does in the unit (DESIGN 9)."""

    STAFF = "staff"
    SUPERVISOR = "supervisor"
    METHOD_LEAD = "method-lead"
    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"


class Regime(StrEnum):
    """Which secrecy rules a unit works under (L-01)."""

    HSL_PUBLIC = "HSL_PUBLIC"
    HSL_PRIVATE = "HSL_PRIVATE"
    SOC_MUNICIPAL = "SOC_MUNICIPAL"
    SOC_PRIVATE = "SOC_PRIVATE"
    INTL = "INTL"


class Purpose(StrEnum):
    """Why a person's record is opened; stands in the audit chain (L-45)."""

    CARE = "care"
    REVIEW = "review"
    EMERGENCY = "emergency"
    VERIFICATION = "verification"


READS_PERSONS = frozenset({Role.STAFF, Role.SUPERVISOR})
"""Roles that may open a person at all, given a case relation (L-46, DESIGN 9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The circumstances of a look; repositories filter by it in SQL.

    A record is within reach when the unit is the same, the role is one of ``READS_PERSONS`` and an
    active care relation ties the user to the person.
    """

    user: UserId
    role: Role
    unit: UnitId
    regime: Regime
    purpose: Purpose = Purpose.CARE
