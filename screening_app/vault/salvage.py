"""Salvage: every row of a damaged file of records that can still be reached, in a new vault (DESIGN 5).

Rows are looked up by row id. One page that cannot be read is the end of a connection (PLATFORM 1.4), so
each failure opens a new one; where the readable rows go on is found by doubling steps and then halving.
The damaged file is left as it is.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from screening_app.services.ports import Clock
from screening_app.vault.cipher import GuardedConnection, connect, quoted
from screening_app.vault.creating import check_free
from screening_app.vault.door import SALVAGED, DoorLog
from screening_app.vault.errors import DatabaseDamaged
from screening_app.vault.files import disk_faults
from screening_app.vault.generations import fresh_database
from screening_app.vault.header import write_header
from screening_app.vault.key_file import Secret
from screening_app.vault.opening import Place, unlock_slot
from screening_app.vault.store import Connect, Store
from screening_app.vault.unmaking import folder_for_vault, unmade_on_failure

_HOLE = bytes(256)
"""No bytes of ours hold so many zeros: keys, hashes and signatures are shorter, pictures are packed."""
_COPY = ".damaged"
_PAGE = 4096
_DOUBLINGS = 10
_AT_ONCE = 200
_FIRST = 1
_LAST = (1 << 62) - 1

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Rows of one table that could not be reached.

    Attributes:
        rows: How many, or None where not even that can be told.
        ranges: First and last row id of each stretch; None stands for the end of the table.
    """

    rows: int | None
    ranges: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What came over.

    Attributes:
        rows: Rows per table that are in the new vault.
        lost: Tables of which rows are missing.
        dangling: Rows per table that point at rows which are missing.
    """

    rows: Mapping[str, int]
    lost: Mapping[str, Lost]
    dangling: Mapping[str, int]


def salvage(folder: Path, login: str, given: Secret, target: Path, *, store: Store, clock: Clock) -> Salvaged:
    """Make a new vault with the same keys out of what can be read of a damaged one.

    Args:
        target: A folder that holds no vault.

    Raises:
        WrongPassphrase, HeaderDamaged, VaultMissing, DatabaseMissing: If the old one gives no key.
        DatabaseDamaged: If not even the list of its tables can be read; a backup is the way then.
        VaultExists, UnsafeFolder, UnusableFolder, DiskFull, ReadOnlyVault: If no vault can be made there.
    """
    check_free(target)
    unlocked = unlock_slot(Place(folder=folder, store=store, clock=clock), login, given)
    name, key = unlocked.header.database, unlocked.database_key
    with folder_for_vault(target), unmade_on_failure(target):
        with (
            _readable_copy(folder / name, target / f"{name}{_COPY}", key) as copy,
            fresh_database(target / name, key) as fresh,
        ):
            found = _carry_over(_Source(lambda: connect(copy, key, mode="read")), fresh)
            store.mend(fresh)
        DoorLog(target, clock).append(SALVAGED, unlocked.slot.id)
        write_header(target, unlocked.header)
    return found


@contextmanager
def _readable_copy(old: Path, copy: Path, key: bytes) -> Iterator[Path]:
    """Give a copy of the damaged file, made as long as it says it is: SQLite opens no shorter one.

    Raises:
        DatabaseDamaged: If it cannot be opened whatever its length.
    """
    with disk_faults():
        for ending in ("", "-wal"):
            if (beside := old.with_name(old.name + ending)).exists():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
    try:
        _lengthen(copy, key)
        yield copy
    finally:
        for left in copy.parent.glob(f"{copy.name}*"):
            left.unlink()


def _lengthen(copy: Path, key: bytes) -> None:
    size = copy.stat().st_size
    for doublings in range(_DOUBLINGS + 1):
        try:
            connect(copy, key, mode="read").close()
        except DatabaseDamaged:
            if doublings == _DOUBLINGS:
                raise
            # The rest is a hole that takes no room; its pages cannot be read, which is told.
            with disk_faults():
                os.truncate(copy, -(-size // _PAGE) * _PAGE * 2 ** (doublings + 1))
        else:
            return


class _Unreachable(Exception):
    """A row or page that cannot be read."""


class _Source:
    """The damaged file, opened again after every page that cannot be read."""

    def __init__(self, reader: Connect) -> None:
        self._reader = reader
        self._connection = reader()

    def ask(self, statement: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Return all rows, or raise ``_Unreachable`` and be ready for the next question."""
        try:
            rows = self._connection.execute(statement, parameters).fetchall()
        except DatabaseDamaged:
            self._again()
            raise _Unreachable from None
        if any(map(_has_holes, rows)):
            self._again()
            raise _Unreachable
        return rows

    def _again(self) -> None:
        self._connection.close()
        self._connection = self._reader()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


def _has_holes(row: Row) -> bool:
    """Tell whether a value holds the zero bytes that an unreadable page leaves (decision 0044)."""
    return any(
        "\0" in value if isinstance(value, str) else isinstance(value, bytes) and _HOLE in value
        for value in row
    )


def _carry_over(source: _Source, fresh: GuardedConnection) -> Salvaged:
    schema = source.ask(
        "SELECT type, name, sql FROM sqlite_schema "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    fresh.execute("PRAGMA foreign_keys = OFF")
    fresh.execute("BEGIN")
    _make(fresh, schema, "table")
    rows, lost = dict[str, int](), dict[str, Lost]()
    for kind, name, sql in schema:
        if kind == "table":
            walk = _Walk(source, str(name), has_row_ids="WITHOUT ROWID" not in str(sql).upper())
            rows[str(name)] = _copy(walk, fresh, str(name))
            if walk.ranges:
                lost[str(name)] = Lost(rows=walk.missing(rows[str(name)]), ranges=tuple(walk.ranges))
    for kind in ("index", "trigger"):
        _make(fresh, schema, kind)
    fresh.commit()
    source.close()
    dangling = dict[str, int]()
    for table, *_ in fresh.execute("PRAGMA foreign_key_check").fetchall():
        dangling[str(table)] = dangling.get(str(table), 0) + 1
    return Salvaged(rows=rows, lost=lost, dangling=dangling)


def _make(fresh: GuardedConnection, schema: Sequence[Row], kind: str) -> None:
    for found, _, sql in schema:
        if found == kind:
            fresh.execute(str(sql))


def _copy(walk: "_Walk", fresh: GuardedConnection, table: str) -> int:
    statement, count = "", 0
    for row in walk:
        statement = statement or _insertion(fresh, table)
        fresh.execute(statement, row)
        count += 1
    return count


def _insertion(fresh: GuardedConnection, table: str) -> str:
    columns = fresh.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    names = ["rowid", *(quoted(str(name)) for (name,) in columns)]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {quoted(table)} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 (own names)


class _Walk:
    """Goes through a table by row id, around what cannot be read.

    Attributes:
        has_row_ids: Whether it has. What has none can be made again from other tables, and is.
        ranges: Stretches that could not be read.
    """

    def __init__(self, source: _Source, table: str, *, has_row_ids: bool) -> None:
        self._source = source
        self._table = quoted(table)
        self.has_row_ids = has_row_ids
        self.ranges = list[tuple[int, int | None]]()

    def __iter__(self) -> Iterator[Row]:
        """Give every row that can be read, its row id in front."""
        return self._by_row_id() if self.has_row_ids else iter(())

    def missing(self, found: int) -> int | None:
        """Return how many rows are missing, if any index still tells how many there were."""
        try:
            return int(str(self._source.ask(f"SELECT count(*) FROM {self._table}")[0][0])) - found  # noqa: S608
        except _Unreachable:
            return None

    def _by_row_id(self) -> Iterator[Row]:
        at, many = _FIRST, _AT_ONCE
        while at <= _LAST:
            try:
                rows = self._after(at, many)
            except _Unreachable:
                if many > 1:
                    many = 1  # up to the damaged place row by row
                    continue
                at = self._beyond(at)
                many = _AT_ONCE
                continue
            yield from rows
            if len(rows) < many:
                return
            at = int(str(rows[-1][0])) + 1

    def _after(self, at: int, many: int) -> list[Row]:
        statement = f"SELECT rowid, * FROM {self._table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT ?"  # noqa: S608
        return self._source.ask(statement, (at, many))

    def _beyond(self, at: int) -> int:
        """Return the first row id behind a damaged place from which reading goes on."""
        step = 1
        while not self._is_readable(at + step):
            step *= 2
            if at + step > _LAST:
                self.ranges.append((at, None))
                return _LAST + 1
        bad, good = at + step // 2, at + step
        while good - bad > 1:
            middle = (bad + good) // 2
            if self._is_readable(middle):
                good = middle
            else:
                bad = middle
        self.ranges.append((at, good - 1))
        return good

    def _is_readable(self, row_id: int) -> bool:
        try:
            self._source.ask(f"SELECT * FROM {self._table} NOT INDEXED WHERE rowid = ?", (row_id,))  # noqa: S608
        except _Unreachable:
            return False
        return True
