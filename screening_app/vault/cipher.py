"""Opening the SQLCipher file: key, pragmas, and what its errors mean (PLATFORM 1.4).

Connections made here raise our errors instead of the library's wherever the disk, the lock or the
file is at fault. Storage therefore needs no table of error codes, and nothing of what was being
written can stand in an error.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from sqlcipher3 import dbapi2

from screening_app.domain.errors import ScreeningAppError
from screening_app.vault.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DiskFull,
    ReadOnlyVault,
    SaveUnconfirmed,
    VaultBusy,
    VaultGone,
)

Mode = Literal["write", "read"]

_LITTLE_ROOM = 1 << 20
_MEANINGS: Mapping[str, type[ScreeningAppError]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_READONLY": ReadOnlyVault,
    "SQLITE_CANTOPEN": ReadOnlyVault,
    "SQLITE_PERM": ReadOnlyVault,
    "SQLITE_BUSY": VaultBusy,
    "SQLITE_LOCKED": VaultBusy,
}

_BACKUP_MEANINGS: Mapping[str, type[ScreeningAppError]] = {
    "database or disk is full": DiskFull,
    "disk I/O error": SaveUnconfirmed,
    "attempt to write a readonly database": ReadOnlyVault,
    "unable to open database file": ReadOnlyVault,
    "database is locked": VaultBusy,
}
_DAMAGES = frozenset({"SQLITE_NOTADB", "SQLITE_CORRUPT"})

_WRITER = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "busy_timeout = 5000",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "recursive_triggers = ON",
    "cell_size_check = ON",
)
_READER = (*_WRITER, "query_only = ON")


def fault(error: Exception, database: Path, *, writes: bool) -> ScreeningAppError | None:
    """Return what a library's error means, or ``None`` if neither disk, lock nor file is at fault.

    The library tells no more than "input or output failed": of a writer that may have been the
    sync, so what was written last is in doubt; of a reader it is the file, or no room for the
    shared index.
    """
    name = str(getattr(error, "sqlite_errorname", ""))
    if name in _DAMAGES:
        return DatabaseDamaged(file=database.name)
    if name == "SQLITE_IOERR":
        if writes:
            return SaveUnconfirmed()
        full = shutil.disk_usage(database.parent).free < _LITTLE_ROOM
        return DiskFull() if full else DatabaseDamaged(file=database.name)
    kind = _MEANINGS.get(name)
    return kind() if kind else None


class GuardedCursor(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor that raises our errors."""

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> "GuardedCursor":
        """Run one statement."""
        try:
            super().execute(statement, parameters)
        except dbapi2.Error as error:
            self._raise(error)
        return self

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> "GuardedCursor":
        """Run one statement for each row."""
        try:
            super().executemany(statement, rows)
        except dbapi2.Error as error:
            self._raise(error)
        return self

    def fetchone(self) -> tuple[object, ...] | None:
        """Return the next row."""
        try:
            return super().fetchone()  # type: ignore[no-any-return]
        except dbapi2.Error as error:
            self._raise(error)
        return None

    def fetchmany(self, size: int = 100) -> list[tuple[object, ...]]:
        """Return the next rows."""
        try:
            return super().fetchmany(size)  # type: ignore[no-any-return]
        except dbapi2.Error as error:
            self._raise(error)
        return []

    def fetchall(self) -> list[tuple[object, ...]]:
        """Return all rows that are left."""
        try:
            return super().fetchall()  # type: ignore[no-any-return]
        except dbapi2.Error as error:
            self._raise(error)
        return []

    def _raise(self, error: Exception) -> None:
        meaning = fault(error, self.connection.database, writes=self.connection.writes)
        if meaning is None:
            raise error
        raise meaning from None


class GuardedConnection(dbapi2.Connection):  # type: ignore[misc]
    """A connection that raises our errors.

    Attributes:
        database: Its file.
        writes: Whether it may write.
        opened_as: Device and number of the file that is open, whatever stands under its name later; ``None``
            for tables in memory.
        has_log: Whether a write-ahead log stands beside it as long as it is open.
    """

    database = Path()
    writes = False
    opened_as: tuple[int, int] | None = None
    has_log = False

    def cursor(self, factory: type[GuardedCursor] = GuardedCursor) -> GuardedCursor:
        """Return a cursor that raises our errors."""
        cursor: GuardedCursor = super().cursor(factory)
        return cursor

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> GuardedCursor:
        """Run one statement on a new cursor."""
        return self.cursor().execute(statement, parameters)

    def copy_into(
        self, target: "GuardedConnection", *, pages: int, progress: Callable[[int, int, int], None]
    ) -> None:
        """Copy every page, so many at a time; ``progress`` is told status, pages left and pages in all."""
        try:
            super().backup(target, pages=pages, progress=progress)
        except dbapi2.Error as error:
            # The backup interface gives SQLite's words and no name of the error.
            kind = _BACKUP_MEANINGS.get(str(error))
            if kind is None:
                raise DatabaseDamaged(file=self.database.name) from None
            raise kind() from None

    def commit(self) -> None:
        """Commit.

        Raises:
            VaultGone: If nobody would find what was written: the file is not where it was opened.
        """
        self._finish(super().commit)
        if self.writes and self.opened_as is not None:
            self._check_place()

    def _check_place(self) -> None:
        """Refuse to have stored anything in files that were taken away: the system goes on writing them."""
        try:
            if _identity(self.database) != self.opened_as:
                raise VaultGone
            if self.has_log:
                os.stat(_log_of(self.database))  # noqa: PTH116 (at every answer: the faster of the two)
        except OSError:
            raise VaultGone from None

    def rollback(self) -> None:
        """Roll back."""
        self._finish(super().rollback)

    def _finish(self, finish: Callable[[], object]) -> None:
        try:
            finish()
        except dbapi2.Error as error:
            meaning = fault(error, self.database, writes=self.writes)
            if meaning is None:
                raise
            raise meaning from None


def connect(path: Path, key: bytes, *, mode: Mode, create: bool = False) -> GuardedConnection:
    """Return a keyed connection with everything set that DESIGN 5 asks for.

    Args:
        key: SQLCipher's raw key followed by its salt, 48 bytes.
        mode: ``read`` never writes the database, and works beside a writer.
        create: Make the file.

    Raises:
        DatabaseMissing: If there is no file and none is to be made.
        DatabaseDamaged: If the file cannot be read with this key.
        ReadOnlyVault: If the file or its folder cannot be used as the mode asks.
    """
    if not create:
        check_files(path)
    connection = _open(path, "rwc" if create else "rw" if mode == "write" else "ro")
    try:
        _key(connection, key)
        connection.enable_load_extension(False)
        _journal(connection, mode)
        for pragma in _WRITER if mode == "write" else _READER:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def check_files(path: Path) -> None:
    """Refuse what SQLite would take for a new file, or of which it would say that it cannot be written.

    Raises:
        DatabaseMissing: If there is no file.
        DatabaseDamaged: If it is empty, or if it or a file beside it is no file.
    """
    if not path.exists():
        raise DatabaseMissing(file=path.name)
    if not path.is_file() or not path.stat().st_size:
        raise DatabaseDamaged(file=path.name)
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        # SQLite follows no link there, and needs none: it makes these files itself.
        if beside.is_symlink() or (beside.exists() and not beside.is_file()):
            raise DatabaseDamaged(file=beside.name)


def _open(path: Path, access: str) -> GuardedConnection:
    # as_uri() escapes what has a meaning in a URI: question mark, hash, per cent.
    uri = f"{path.absolute().as_uri()}?mode={access}"
    try:
        connection: GuardedConnection = dbapi2.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, factory=GuardedConnection
        )
    except dbapi2.Error as error:
        raise fault(error, path, writes=access != "ro") or DatabaseDamaged(file=path.name) from None
    connection.database, connection.writes = path, access != "ro"
    try:
        connection.opened_as = _identity(path)
    except OSError:
        connection.close()
        raise DatabaseMissing(file=path.name) from None
    return connection


def _identity(path: Path) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116 (at every answer: the faster of the two)
    return found.st_dev, found.st_ino


def _log_of(path: Path) -> str:
    return f"{path}-wal"


def _key(connection: GuardedConnection, key: bytes) -> None:
    # Only hex digits of our own making reach the statement (PEERS 12); PRAGMA takes no parameters.
    connection.execute("PRAGMA cipher_log = off")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_page_size = 4096")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()


def _journal(connection: GuardedConnection, mode: Mode) -> None:
    statement = "PRAGMA journal_mode = WAL" if mode == "write" else "PRAGMA journal_mode"
    row = connection.execute(statement).fetchone()
    # A file system without shared memory answers with another mode and no error.
    if row != ("wal",):
        raise ReadOnlyVault
    connection.has_log = mode == "write"


def check_sample(connection: GuardedConnection) -> None:
    """Read the oldest, the middle and the newest row of every table: a quick look, not a proof.

    Raises:
        DatabaseDamaged: If one of them cannot be read.
    """
    for table in tables(connection):
        name = quoted(table)
        ends = f"SELECT min(rowid), max(rowid) FROM {name}"  # noqa: S608 (a table of the file)
        low, high = connection.execute(ends).fetchone() or (None, None)
        if not isinstance(low, int) or not isinstance(high, int):
            continue
        for at in {low, (low + high) // 2, high}:
            sample = f"SELECT * FROM {name} WHERE rowid >= ? ORDER BY rowid LIMIT 1"  # noqa: S608
            connection.execute(sample, (at,)).fetchall()


def tables(connection: GuardedConnection) -> list[str]:
    """Return the names of the tables that have row ids."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND wr = 0 "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return [str(name) for (name,) in rows]


def quoted(name: str) -> str:
    """Return a name as SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
