"""What can be told about a vault: without a key what stands where, with one whether all is sound."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from screening_app.vault.cipher import GuardedConnection, quoted, tables
from screening_app.vault.copying import Progress
from screening_app.vault.errors import DatabaseDamaged
from screening_app.vault.header import read_header
from screening_app.vault.opened import OpenVault
from screening_app.vault.store import Store

Answer = TypeVar("Answer")

UNREADABLE = "unreadable"
"""Stands for a check that could not be finished."""

_WHOLE_FILE = 3
"""Checks of the file as a whole, beside one for each table."""

_TELL_S = 0.1
_CACHE = "PRAGMA cache_size = -65536"
"""64 MiB while a check runs: it comes back to pages, and each is decrypted anew otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What anybody who can read the folder may know.

    Attributes:
        slots: Number of slots per kind.
        sizes: Bytes per file of the vault.
    """

    id: str
    version: int
    generation: int
    database: str
    slots: Mapping[str, int]
    sizes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a full check found; sound when every list of faults is empty.

    Attributes:
        cipher_faults: All rows of ``cipher_integrity_check``: pages whose MAC does not fit.
        structure_faults: All rows of ``integrity_check``.
        reference_faults: Tables with rows that point at nothing.
        trigger_faults: Triggers that are missing, changed or unknown.
        unreadable: Tables that could not be read to the end.
        rows: Rows per table that could.
    """

    cipher_faults: tuple[str, ...]
    structure_faults: tuple[str, ...]
    reference_faults: tuple[str, ...]
    trigger_faults: tuple[str, ...]
    unreadable: tuple[str, ...]
    rows: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found."""
        return not (
            self.cipher_faults
            or self.structure_faults
            or self.reference_faults
            or self.trigger_faults
            or self.unreadable
        )


def describe(folder: Path) -> Description:
    """Return what the header and the files tell; changes nothing and needs no key.

    Raises:
        VaultMissing: If there is no vault.
        VaultTooNew: If a newer version wrote it.
        HeaderDamaged: If neither the header nor its copy can be used.
    """
    header = read_header(folder)
    names = ("vault.json", "vault.json.copy", header.database, f"{header.database}-wal", "door.log")
    sizes = {name: (folder / name).stat().st_size for name in names if (folder / name).exists()}
    return Description(
        id=header.id,
        version=header.version,
        generation=header.generation,
        database=header.database,
        slots=dict(Counter(slot.kind for slot in header.slots)),
        sizes=sizes,
    )


def verify(vault: OpenVault, progress: Progress | None = None) -> Verification:
    """Read every page and check it; works beside a writer.

    The structure is checked beside the pages' codes and the rows, each on a connection of its own: two cores
    take half the time of one (decision 0103).

    Args:
        progress: Told how many checks are done, and of how many; may raise to stop.

    Raises:
        DatabaseDamaged: If the file is so damaged that the check itself cannot run.
    """
    asking = _Asking(vault)
    names = asking.ask(tables)
    with ThreadPoolExecutor(max_workers=2) as pool:
        checks = (pool.submit(asking.check_structure), pool.submit(asking.check_content, names))
        asking.tell_until_done(checks, progress, len(names) + _WHOLE_FILE)
    for check in checks:
        check.result()
    return Verification(
        cipher_faults=asking.cipher,
        structure_faults=tuple(fault for fault in asking.of_structure if fault != "ok"),
        reference_faults=tuple(sorted(set(asking.references))),
        trigger_faults=asking.ask(partial(_trigger_faults, store=vault.store)),
        unreadable=tuple(name for name, count in asking.rows.items() if count is None),
        rows={name: count for name, count in asking.rows.items() if count is not None},
    )


class _Asking:
    """Questions about an open vault; several may be asked at the same time."""

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault
        self._open = set[GuardedConnection]()
        self._answered = list[str]()
        self.of_structure: tuple[str, ...] = ()
        self.references: tuple[str, ...] = ()
        self.cipher: tuple[str, ...] = ()
        self.rows: dict[str, int | None] = {}

    def ask(self, question: Callable[[GuardedConnection], Answer]) -> Answer:
        """Ask on a connection of its own: one bad page is the end of a connection (PLATFORM 1.4)."""
        connection = self._vault.reader()
        self._open.add(connection)
        try:
            return question(connection)
        finally:
            self._open.discard(connection)
            connection.close()

    def check_structure(self) -> None:
        """Keep what ``integrity_check`` and ``foreign_key_check`` find."""
        self.of_structure = self._texts("PRAGMA integrity_check")
        self.references = self._texts("PRAGMA foreign_key_check")

    def check_content(self, names: Sequence[str]) -> None:
        """Keep pages whose code does not fit, and how many rows each table has, each of them read."""
        self.cipher = self._texts("PRAGMA cipher_integrity_check")
        self.rows = {name: self._rows(name) for name in names}

    def tell_until_done(self, checks: Sequence[Future[None]], progress: Progress | None, count: int) -> None:
        """Tell how it stands until all is done; if that raises, what is being asked is broken off."""
        left = set(checks)
        try:
            while left:
                _done, left = wait(left, timeout=_TELL_S)
                if progress is not None:
                    progress(len(self._answered), count)
        except BaseException:
            for connection in tuple(self._open):
                connection.interrupt()
            raise

    def _texts(self, statement: str) -> tuple[str, ...]:
        """Return the first column of every row, or that the check met what cannot be read."""
        try:
            rows = self.ask(partial(_fetched, statement=statement))
        except DatabaseDamaged:
            return (UNREADABLE,)
        finally:
            self._answered.append(statement)
        return tuple(str(row[0]) for row in rows)

    def _rows(self, table: str) -> int | None:
        """Read a table whole and return how many rows it has; ``None`` if it cannot be read."""
        try:
            return self.ask(partial(_count, table=table))
        except DatabaseDamaged:
            return None
        finally:
            self._answered.append(table)


def _fetched(connection: GuardedConnection, statement: str) -> list[tuple[object, ...]]:
    connection.execute(_CACHE)
    return connection.execute(statement).fetchall()


def _count(connection: GuardedConnection, table: str) -> int:
    """Count the rows, and load every value whole: a comparison needs all of it, a length would not."""
    columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    loaded = "".join(f", total({quoted(str(name))} IS NOT 0)" for (name,) in columns)
    found = connection.execute(f"SELECT count(*){loaded} FROM {quoted(table)} NOT INDEXED")  # noqa: S608 (own name)
    (row,) = found.fetchall()
    return int(str(row[0]))


def _trigger_faults(connection: GuardedConnection, store: Store) -> tuple[str, ...]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    found = {(str(name), str(sql)) for name, sql in rows}
    return tuple(sorted({name for name, _ in found ^ set(store.triggers().items())}))
