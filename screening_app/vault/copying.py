"""Copying a file of records under another key, and proving that the copy holds the same rows.

Pages are copied by SQLite's backup interface: each is checked and decrypted on the way out, and
encrypted anew on the way in. So row ids, triggers and search index arrive as they were, while
others read.
"""

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from screening_app.vault.cipher import GuardedConnection, quoted
from screening_app.vault.errors import CopyDiffers, DatabaseDamaged
from screening_app.vault.store import Connect

Progress = Callable[[int, int], None]
"""Told how many pages are copied, and of how many; may raise to stop."""

_PAGES_AT_ONCE = 2048
_ROWS_AT_ONCE = 1000
_MODULUS = 1 << 256


def copy_records(reader: Connect, target: GuardedConnection, progress: Progress | None) -> None:
    """Copy every page; what is written to the source meanwhile is in the copy too.

    Args:
        reader: Makes connections to the source. One is copied from; beside it the other checks the code of
            every page: the backup interface takes one that does not fit for what it is, without a word.

    Raises:
        DiskFull, ReadOnlyVault, SaveUnconfirmed, DatabaseDamaged: As the connections' own statements.
    """

    def tell(_status: int, remaining: int, total: int) -> None:
        if check.done():
            refuse_damage()
        if progress is not None:
            progress(total - remaining, total)

    def refuse_damage() -> None:
        if check.result():
            raise DatabaseDamaged(file=checked.database.name)

    # Until it has its name the copy is nobody's: no journal, and one sync at the end.
    target.execute("PRAGMA journal_mode = OFF").fetchall()
    target.execute("PRAGMA synchronous = OFF")
    with closing(reader()) as source, closing(reader()) as checked, ThreadPoolExecutor(1) as pool:
        check = pool.submit(lambda: checked.execute("PRAGMA cipher_integrity_check").fetchall())
        source.copy_into(target, pages=_PAGES_AT_ONCE, progress=tell)
        refuse_damage()


def check_copy(source: GuardedConnection, copy: GuardedConnection) -> Mapping[str, int]:
    """Compare every row of every table, search index included; return rows per table.

    Raises:
        CopyDiffers: If one row, trigger or table is not the same.
        DatabaseDamaged: If a page of the copy is not sound.
    """
    check_pages(copy)
    names = _tables(source)
    if _tables(copy) != names or _schema(copy) != _schema(source):
        raise CopyDiffers
    rows = dict[str, int]()
    for name, has_row_ids in names.items():
        found = _digest(source, name, has_row_ids=has_row_ids)
        if found != _digest(copy, name, has_row_ids=has_row_ids):
            raise CopyDiffers
        rows[name] = found[0]
    return rows


def check_pages(connection: GuardedConnection) -> None:
    """Check the code of every page and the structure of the file.

    Raises:
        DatabaseDamaged: If one does not fit.
    """
    cipher = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    structure = connection.execute("PRAGMA integrity_check").fetchall()
    references = connection.execute("PRAGMA foreign_key_check").fetchall()
    if cipher or structure != [("ok",)] or references:
        raise DatabaseDamaged(file=connection.database.name)


def _tables(connection: GuardedConnection) -> dict[str, bool]:
    rows = connection.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') "
        "AND name NOT LIKE 'sqlite\\_schema' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return {str(name): not without for name, without in rows}


def _schema(connection: GuardedConnection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()


def _digest(connection: GuardedConnection, table: str, *, has_row_ids: bool) -> tuple[int, int]:
    """Return how many rows there are and a digest that does not depend on their order."""
    columns = "rowid, *" if has_row_ids else "*"
    cursor = connection.execute(f"SELECT {columns} FROM {quoted(table)} NOT INDEXED")  # noqa: S608 (own name)
    count = total = 0
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        count += len(rows)
        for row in rows:
            total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest(), "big")
    return count, total % _MODULUS
