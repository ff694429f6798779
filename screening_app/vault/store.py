"""What the vault asks of whoever knows the tables; ``storage`` gives it, ``bootstrap`` ties them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from screening_app.domain.ids import UserId
from screening_app.domain.records import Unit, User
from screening_app.services.ports import Records
from screening_app.vault.cipher import GuardedConnection

Connect = Callable[[], GuardedConnection]


class Schema(Enum):
    """How the tables of an opened file stand to those of this version."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


class OpenRecords(Records, Protocol):
    """Records that hold connections."""

    def close(self) -> None:
        """Give every connection back; twice is allowed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of one table."""

    table: str
    rows: int


class Store(Protocol):
    """The tables of the vault."""

    def schema(self, connection: GuardedConnection) -> str:
        """Return how the file's tables stand to this version's: a value of ``Schema``."""

    def create(self, connection: GuardedConnection, unit: Unit, user: User, chain_key: bytes) -> None:
        """Make the tables and the first records, in one transaction."""

    def upgrade(self, connection: GuardedConnection) -> None:
        """Bring older tables to this version, all or nothing."""

    def add_user(self, records: OpenRecords, user: User) -> None:
        """Store another user of the unit."""

    def forget_user(self, records: OpenRecords, user: UserId) -> None:
        """Take a user away who never did anything; one who did stays."""

    def change_public_key(self, records: OpenRecords, user: UserId, public_key: bytes, *, keep: bool) -> None:
        """Give a user another signing key; what was signed with the old one stays good if it is kept."""

    def mend(self, connection: GuardedConnection) -> None:
        """Make again what can be made from the other tables: search terms, and the version if lost."""

    def records(self, *, reader: Connect, writer: Connect | None) -> OpenRecords:
        """Return the records; without a writer, nothing can be written."""

    def triggers(self) -> Mapping[str, str]:
        """Return the triggers that must stand, name to SQL."""
