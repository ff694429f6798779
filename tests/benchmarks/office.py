"""A vault's tables with a key that the benchmark knows, so that the other side can open a copy of them."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from screening_app.domain.access import Regime, Role
from screening_app.domain.ids import UnitId, UserId
from screening_app.domain.records import Unit, User
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from screening_app.storage.store import SqlStore
from screening_app.vault.cipher import connect
from screening_app.vault.clock import SystemClock
from screening_app.vault.entropy import SystemEntropy
from screening_app.vault.keys import Ed25519Signer

_KEY_BYTES = 48
_CHAIN_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Office:
    """Tables in a file, with a unit and one midwife.

    Attributes:
        path: The database.
        key: Raw key and salt.
    """

    path: Path
    key: bytes
    unit: Unit
    user: User

    def copy(self, name: str) -> "Office":
        """Return the same tables in another file; only while nobody has them open."""
        path = self.path.with_name(name)
        shutil.copyfile(self.path, path)
        return Office(path, self.key, self.unit, self.user)

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """Open it with the connections of the product, and close it again."""
        open_file = partial(connect, self.path, self.key)
        records = SqlStore().records(
            reader=partial(open_file, mode="read"), writer=partial(open_file, mode="write")
        )
        clock = SystemClock()
        try:
            yield Session(
                unit=self.unit,
                user=self.user,
                records=records,
                signer=Ed25519Signer(self.user.id, secrets.token_bytes(32)),
                clock=clock,
                entropy=SystemEntropy(clock),
                forms=FileFormLibrary(shipped_folder("forms")),
            )
        finally:
            records.close()


def make_office(folder: Path) -> Office:
    """Make the tables."""
    entropy = SystemEntropy(SystemClock())
    unit = Unit(
        id=UnitId(entropy.new_id()),
        country="se",
        authority="Region Exempel",
        name="Barnmorskemottagningen Norr",
        phone="010-555 01 00",
        regime=Regime.HSL_PUBLIC,
    )
    user = User(
        id=UserId(entropy.new_id()),
        unit=unit.id,
        login="anna",
        name="Anna Exempelsson",
        role=Role.STAFF,
        public_key=bytes(32),
    )
    office = Office(folder / "records.db", secrets.token_bytes(_KEY_BYTES), unit, user)
    connection = connect(office.path, office.key, mode="write", create=True)
    try:
        SqlStore().create(connection, unit, user, secrets.token_bytes(_CHAIN_KEY_BYTES))
    finally:
        connection.close()
    return office
