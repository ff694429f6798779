"""What the vault asks of the tables (``vault/store.py``); ``bootstrap`` gives this to it."""

from collections.abc import Mapping

from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import StaticPool

from screening_app.domain.ids import UserId
from screening_app.domain.records import Unit, User
from screening_app.services.ports import Records
from screening_app.storage.migrate import mend_version, schema_state, upgrade
from screening_app.storage.office import SqlOfficeRepository
from screening_app.storage.persons import renew_terms
from screening_app.storage.sqlite_only import CHAIN_KEY, TRIGGERS, begin, commit, make_engine
from screening_app.storage.unit_of_work import Connect, SqlRecords


class SqlStore:
    """The tables of the vault, through SQLAlchemy Core."""

    def schema(self, connection: DBAPIConnection) -> str:
        """Return ``current``, ``older`` or ``newer``."""
        return schema_state(connection)

    def create(self, connection: DBAPIConnection, unit: Unit, user: User, chain_key: bytes) -> None:
        """Make the tables, then the first records in one transaction."""
        upgrade(connection)
        with make_engine(StaticPool(lambda: connection, reset_on_return=None)).connect() as opened:
            begin(opened, writes=True)
            office = SqlOfficeRepository(opened)
            office.add_unit(unit)
            office.add_user(user)
            office.store_setting(CHAIN_KEY, chain_key.hex())
            commit(opened)

    def upgrade(self, connection: DBAPIConnection) -> None:
        """Bring older tables to this version, all or nothing."""
        upgrade(connection)

    def add_user(self, records: Records, user: User) -> None:
        """Store another user of the unit."""
        with records.write() as uow:
            uow.office.add_user(user)
            uow.commit()

    def forget_user(self, records: Records, user: UserId) -> None:
        """Take a user away who never did anything; one who did stays."""
        with records.write() as uow:
            uow.office.forget_user(user)
            uow.commit()

    def change_public_key(self, records: Records, user: UserId, public_key: bytes, *, keep: bool) -> None:
        """Give a user another signing key."""
        with records.write() as uow:
            uow.office.change_public_key(user, public_key, keep=keep)
            uow.commit()

    def mend(self, connection: DBAPIConnection) -> None:
        """Make again what can be made from the other tables: search terms, and the version if lost."""
        mend_version(connection)
        with make_engine(StaticPool(lambda: connection, reset_on_return=None)).connect() as opened:
            begin(opened, writes=True)
            renew_terms(opened)
            commit(opened)

    def records(self, *, reader: Connect, writer: Connect | None) -> SqlRecords:
        """Return the records; without a writer, nothing can be written."""
        return SqlRecords(reader=reader, writer=writer)

    def triggers(self) -> Mapping[str, str]:
        """Return the triggers that must stand, name to SQL."""
        return TRIGGERS
