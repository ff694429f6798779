"""Brings the tables of a vault to this version, all or nothing (PLATFORM 1.4).

Foreign keys are off while a revision runs, since a rebuilt parent table would take its children
with it; they are checked before the commit. Triggers are taken away before and stand again after,
compared with what this version expects. Alembic is loaded only when there is something to do.
"""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import StaticPool

from screening_app.storage.errors import MigrationFailed
from screening_app.storage.sqlite_only import (
    TRIGGERS,
    begin,
    commit,
    drop_triggers,
    make_engine,
    renew_triggers,
    roll_back,
    stored_triggers,
)

HEAD = "0005"
VERSIONS = ("0001", "0002", "0003", "0004", HEAD)
"""Every version of the tables, oldest first."""

_EMPTY = ""
_FOLDER = Path(__file__).resolve().parent / "migrations"


def schema_state(connection: DBAPIConnection) -> str:
    """Return ``current``, ``older`` or ``newer``: how the file's tables stand to this version's."""
    version = stored_version(connection)
    if version == HEAD:
        return "current"
    return "older" if version in VERSIONS or version == _EMPTY else "newer"


def stored_version(connection: DBAPIConnection) -> str:
    """Return the version of the tables in the file; empty if there are none."""
    cursor = connection.cursor()
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    if not cursor.fetchall():
        return _EMPTY
    cursor.execute("SELECT version_num FROM alembic_version")
    return "+".join(str(row[0]) for row in cursor.fetchall())


def mend_version(connection: DBAPIConnection) -> None:
    """Write this version into tables that lost theirs, if their triggers are exactly this version's."""
    cursor = connection.cursor()
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    if {str(name): str(sql) for name, sql in cursor.fetchall()} != dict(TRIGGERS):
        return
    cursor.execute("SELECT count(*) FROM alembic_version")
    if cursor.fetchall() == [(0,)]:
        cursor.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (HEAD,))


def upgrade(
    connection: DBAPIConnection, *, folder: Path = _FOLDER, triggers: Mapping[str, str] = TRIGGERS
) -> None:
    """Bring the tables to this version.

    Args:
        folder: Where env and revisions stand.
        triggers: What must stand in the end.

    Raises:
        MigrationFailed: If a reference would point at nothing, a table is not strict any more or a
            trigger is not as expected; the file is as it was.
    """
    connection.cursor().execute("PRAGMA foreign_keys = OFF")
    with make_engine(StaticPool(lambda: connection, reset_on_return=None)).connect() as opened:
        begin(opened, writes=True)
        try:
            drop_triggers(opened)
            _run_revisions(opened, folder)
            renew_triggers(opened)
            _check(opened, triggers)
            commit(opened)
        finally:
            roll_back(opened)
    connection.cursor().execute("PRAGMA foreign_keys = ON")


def _run_revisions(connection: Connection, folder: Path) -> None:
    from alembic import command  # noqa: PLC0415 (a third of a second that most openings do without)
    from alembic.config import Config  # noqa: PLC0415 (the same)

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _check(connection: Connection, triggers: Mapping[str, str]) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise MigrationFailed(problem="foreign keys")
    loose = "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
    if connection.exec_driver_sql(f"{loose} AND name NOT IN ('alembic_version', 'sqlite_schema')").first():
        raise MigrationFailed(problem="strict")
    if stored_triggers(connection) != triggers:
        raise MigrationFailed(problem="triggers")
