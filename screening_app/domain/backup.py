"""Words about backups (DESIGN 5)."""

from enum import StrEnum


class When(StrEnum):
    """When a backup is made."""

    WORKING_DAYS = "working-days"
    BY_HAND = "by-hand"
