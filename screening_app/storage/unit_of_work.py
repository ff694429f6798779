"""One transaction with all repositories on it, and where connections come from.

The writer is one connection kept from unlock to lock, so that an answer costs one statement and
one sync and no opening; readers are deferred and never make it wait (PLATFORM 1.4).
"""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import QueuePool, StaticPool

from screening_app.storage.attachments import SqlAttachmentRepository
from screening_app.storage.audit import SqlAuditRepository
from screening_app.storage.documents import SqlDocumentRepository
from screening_app.storage.follow_ups import SqlFollowUpRepository
from screening_app.storage.notes import SqlNoteRepository
from screening_app.storage.office import SqlOfficeRepository
from screening_app.storage.persons import SqlPersonRepository
from screening_app.storage.screenings import SqlScreeningRepository
from screening_app.storage.sqlite_only import begin, commit, make_engine, roll_back

Connect = Callable[[], DBAPIConnection]

_READERS = 4


class SqlUnitOfWork:
    """Port ``UnitOfWork``.

    Attributes:
        persons: People.
        screenings: Runs, responses, events, results.
        documents: Documents and consents.
        attachments: Files kept with conversations.
        notes: Notes beside conversations.
        follow_ups: What is to be done later.
        audit: The chain.
        office: Unit, users, settings, form versions.
    """

    persons: SqlPersonRepository
    screenings: SqlScreeningRepository
    documents: SqlDocumentRepository
    attachments: SqlAttachmentRepository
    notes: SqlNoteRepository
    follow_ups: SqlFollowUpRepository
    audit: SqlAuditRepository
    office: SqlOfficeRepository

    def __init__(
        self, take: Callable[[], Connection], give_back: Callable[[Connection], None], *, writes: bool
    ) -> None:
        self._take = take
        self._give_back = give_back
        self._writes = writes
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Begin."""
        connection = self._take()
        try:
            begin(connection, writes=self._writes)
        except BaseException:
            self._give_back(connection)
            raise
        self._connection = connection
        self.persons = SqlPersonRepository(connection)
        self.screenings = SqlScreeningRepository(connection)
        self.documents = SqlDocumentRepository(connection)
        self.attachments = SqlAttachmentRepository(connection)
        self.notes = SqlNoteRepository(connection)
        self.follow_ups = SqlFollowUpRepository(connection)
        self.audit = SqlAuditRepository(connection)
        self.office = SqlOfficeRepository(connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            roll_back(connection)
        finally:
            self._give_back(connection)

    def commit(self) -> None:
        """Make everything since ``__enter__`` last; when this returns it is on the disk.

        Raises:
            RuntimeError: On a reader or outside ``with``: mistakes of the program.
        """
        if not self._writes or self._connection is None:
            raise RuntimeError("nothing to commit here")
        commit(self._connection)


class SqlRecords:
    """Port ``Records``, with its connections; the writer is opened now, readers when needed.

    Args:
        reader: Makes a keyed connection that only reads.
        writer: Makes the keyed connection that writes; ``None`` if the vault was opened for reading.
    """

    def __init__(self, *, reader: Connect, writer: Connect | None) -> None:
        # Nothing is reset on return: a unit of work has rolled back by then.
        pool = QueuePool(reader, pool_size=_READERS, max_overflow=0, timeout=30, reset_on_return=None)
        self._readers = make_engine(pool)
        self._writer = None if writer is None else _KeptWriter(writer)

    def write(self) -> SqlUnitOfWork:
        """Return a unit of work on the kept writer (BEGIN IMMEDIATE).

        Raises:
            RuntimeError: If the vault was opened for reading.
        """
        if self._writer is None:
            raise RuntimeError("opened for reading")
        return SqlUnitOfWork(self._writer.take, self._writer.give_back, writes=True)

    def read(self) -> SqlUnitOfWork:
        """Return a unit of work on a reader (BEGIN DEFERRED); committing it is an error."""
        return SqlUnitOfWork(self._readers.connect, Connection.close, writes=False)

    def close(self) -> None:
        """Close every connection; twice is allowed."""
        self._readers.dispose()
        if self._writer is not None:
            self._writer.close()


class _KeptWriter:
    """The one connection that writes, lent to one thread at a time."""

    def __init__(self, connect: Connect) -> None:
        self._engine: Engine = make_engine(StaticPool(connect, reset_on_return=None))
        self._connection = self._engine.connect()
        self._turn = threading.Lock()

    def take(self) -> Connection:
        """Wait for our turn and return the connection."""
        self._turn.acquire()
        return self._connection

    def give_back(self, _connection: Connection) -> None:
        """Let the next one have it."""
        self._turn.release()

    def close(self) -> None:
        """Close it."""
        self._connection.close()
        self._engine.dispose()
