"""What can be told about a vault: without a key what stands where, with one whether all is sound."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from screening_app.vault.cipher import GuardedConnection, quoted, tables
from screening_app.vault.header import read_header
from screening_app.vault.opened import OpenVault
from screening_app.vault.store import Store


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
        rows: Rows per table.
    """

    cipher_faults: tuple[str, ...]
    structure_faults: tuple[str, ...]
    reference_faults: tuple[str, ...]
    trigger_faults: tuple[str, ...]
    rows: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found."""
        return not (
            self.cipher_faults or self.structure_faults or self.reference_faults or self.trigger_faults
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
        slots=Counter(slot.kind for slot in header.slots),
        sizes=sizes,
    )


def verify(vault: OpenVault) -> Verification:
    """Read every page and check it; works beside a writer.

    Raises:
        DatabaseDamaged: If the file is so damaged that the check itself cannot run.
    """
    connection = vault.reader()
    try:
        return Verification(
            cipher_faults=_texts(connection, "PRAGMA cipher_integrity_check"),
            structure_faults=tuple(
                fault for fault in _texts(connection, "PRAGMA integrity_check") if fault != "ok"
            ),
            reference_faults=tuple(sorted(set(_texts(connection, "PRAGMA foreign_key_check")))),
            trigger_faults=_trigger_faults(connection, vault.store),
            rows={table: _count(connection, table) for table in tables(connection)},
        )
    finally:
        connection.close()


def _texts(connection: GuardedConnection, statement: str) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in connection.execute(statement).fetchall())


def _count(connection: GuardedConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()  # noqa: S608 (own name)
    return int(str(row[0])) if row else 0


def _trigger_faults(connection: GuardedConnection, store: Store) -> tuple[str, ...]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    found = {(str(name), str(sql)) for name, sql in rows}
    return tuple(sorted({name for name, _ in found ^ set(store.triggers().items())}))
