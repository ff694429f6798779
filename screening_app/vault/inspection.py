"""What can be told about a vault: without a key what stands where, with one whether all is sound."""

from collections import Counter
from collections.abc import Callable, Mapping
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

    Args:
        progress: Told how many checks are done, and of how many; may raise to stop.

    Raises:
        DatabaseDamaged: If the file is so damaged that the check itself cannot run.
    """
    names = _ask(vault, tables)
    steps = _Steps(progress, len(names) + _WHOLE_FILE)
    rows = {name: _rows(vault, name, steps) for name in names}
    structure = _texts(vault, "PRAGMA integrity_check")
    steps.done()
    cipher = _texts(vault, "PRAGMA cipher_integrity_check")
    steps.done()
    references = tuple(sorted(set(_texts(vault, "PRAGMA foreign_key_check"))))
    steps.done()
    return Verification(
        cipher_faults=cipher,
        structure_faults=tuple(fault for fault in structure if fault != "ok"),
        reference_faults=references,
        trigger_faults=_ask(vault, partial(_trigger_faults, store=vault.store)),
        unreadable=tuple(name for name, count in rows.items() if count is None),
        rows={name: count for name, count in rows.items() if count is not None},
    )


@dataclass(slots=True)
class _Steps:
    """Counts the checks that are done."""

    progress: Progress | None
    total: int
    at: int = 0

    def done(self) -> None:
        """Tell of one more."""
        self.at += 1
        self.tell()

    def tell(self) -> None:
        """Tell how it stands, so that a long check can be stopped, too."""
        if self.progress is not None:
            self.progress(self.at, self.total)


def _ask(vault: OpenVault, question: Callable[[GuardedConnection], Answer]) -> Answer:
    """Ask on a connection of its own: one bad page is the end of a connection (PLATFORM 1.4)."""
    connection = vault.reader()
    try:
        return question(connection)
    finally:
        connection.close()


def _texts(vault: OpenVault, statement: str) -> tuple[str, ...]:
    """Return the first column of every row, or that the check met what cannot be read."""
    try:
        rows = _ask(vault, lambda connection: connection.execute(statement).fetchall())
    except DatabaseDamaged:
        return (UNREADABLE,)
    return tuple(str(row[0]) for row in rows)


def _rows(vault: OpenVault, table: str, steps: _Steps) -> int | None:
    """Read a table whole and return how many rows it has; ``None`` if it cannot be read."""
    try:
        return _ask(vault, partial(_count, table=table, steps=steps))
    except DatabaseDamaged:
        return None
    finally:
        steps.done()


def _count(connection: GuardedConnection, table: str, steps: _Steps) -> int:
    cursor = connection.execute(f"SELECT * FROM {quoted(table)} NOT INDEXED")  # noqa: S608 (own name)
    count = 0
    while rows := cursor.fetchmany(1000):
        count += len(rows)
        steps.tell()
    return count


def _trigger_faults(connection: GuardedConnection, store: Store) -> tuple[str, ...]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    found = {(str(name), str(sql)) for name, sql in rows}
    return tuple(sorted({name for name, _ in found ^ set(store.triggers().items())}))
