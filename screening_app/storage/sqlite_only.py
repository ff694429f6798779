"""What is particular to SQLite: transactions, and the triggers that keep records as they were.

A trigger refuses with a code; ``refusal`` says which error that is. They hold whatever way a
statement comes: ``INSERT OR REPLACE`` too, since every insert checks that it replaces nothing.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, Engine, Integer, Table, create_engine, event, literal_column
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool
from sqlcipher3 import dbapi2

from screening_app.domain.errors import ScreeningAppError
from screening_app.storage.case_tables import case_note
from screening_app.storage.errors import OutOfOrder, RecordFrozen, RecordRefused
from screening_app.storage.tables import (
    answer_event,
    audit_event,
    consent,
    document,
    form_version,
    response,
    result,
    screening,
    setting,
)

CHAIN_KEY = "chain-key"
"""Name of the setting that holds the audit chain's key: written once, with the vault."""

COMMIT_ORDER: ColumnElement[int] = literal_column("answer_event.rowid", Integer)
"""Row ids of a table that only grows say in which order its rows were committed, whatever clocks said."""

_FROZEN = "frozen"
_OUT_OF_ORDER = "out-of-order"
_ERRORS: Mapping[str, type[ScreeningAppError]] = {_FROZEN: RecordFrozen, _OUT_OF_ORDER: OutOfOrder}


def make_engine(pool: Pool) -> Engine:
    """Return an engine over the pool's connections, whose transactions are begun and ended by hand.

    SQLAlchemy's own cost as much as saving an answer does; ``begin``, ``commit`` and ``roll_back``
    say the same to the driver.
    """
    engine = create_engine(
        "sqlite+pysqlite://", module=dbapi2, pool=pool, hide_parameters=True, isolation_level="AUTOCOMMIT"
    )
    event.listen(engine, "handle_error", refusal)
    return engine


def begin(connection: Connection, *, writes: bool) -> None:
    """Begin a transaction.

    Args:
        writes: Take the right to write now; a reader takes nothing and never makes an answer wait
            (PLATFORM 1.4).
    """
    _driver(connection).execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def commit(connection: Connection) -> None:
    """Make the transaction last.

    Raises:
        RecordRefused: If a reference that is checked at the end points at nothing.
    """
    try:
        _driver(connection).commit()
    except dbapi2.IntegrityError:
        raise RecordRefused from None


def roll_back(connection: Connection) -> None:
    """Undo the transaction; nothing happens if there is none."""
    _driver(connection).rollback()


def refusal(context: ExceptionContext) -> None:
    """Raise our error for one of the library's; its text may hold what was being written.

    Raises:
        OutOfOrder: If an event is not the next one.
        RecordFrozen: If the record is never changed.
        RecordRefused: If the row breaks another rule.
    """
    if isinstance(context.sqlalchemy_exception, DBAPIError):
        raise _ERRORS.get(str(context.original_exception), RecordRefused) from None


def _driver(connection: Connection) -> dbapi2.Connection:
    return connection.connection.driver_connection


def _refuse(name: str, table: Table, moment: str, when: str, code: str) -> tuple[str, str]:
    full = f"{table.name}_{name}"
    return full, (
        f"CREATE TRIGGER {full} BEFORE {moment} ON {table.name} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{code}'); END"
    )


def _same(table: Table, *but: str) -> str:
    return " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _columns(table) if name not in but)


def _columns(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _gone(*columns: str) -> str:
    return " AND ".join(f"NEW.{name} IS NULL" for name in columns)


def _never_deleted(table: Table) -> tuple[str, str]:
    return _refuse("stays", table, "DELETE", "1", _FROZEN)


def _never_replaced(table: Table, *keys: str) -> tuple[str, str]:
    taken = " OR ".join(f"{key} = NEW.{key}" for key in keys)
    there = f"EXISTS (SELECT 1 FROM {table.name} WHERE {taken})"  # noqa: S608 (names of our own)
    return _refuse("once", table, "INSERT", there, _FROZEN)


def _only(table: Table, allowed: str) -> tuple[str, str]:
    return _refuse("kept", table, "UPDATE", f"NOT ({allowed})", _FROZEN)


_FINISHED = "('completed', 'amended', 'entered-in-error', 'stopped')"
_LATER = "NEW.status IN ('amended', 'entered-in-error')"
_IS_VERSION = (
    "EXISTS (SELECT 1 FROM response AS old JOIN screening ON screening.id = old.screening_id"
    " WHERE old.id = NEW.replaces AND old.screening_id = NEW.screening_id AND old.step = NEW.step"
    " AND old.form = NEW.form AND old.form_sha256 = NEW.form_sha256 AND old.authored = NEW.authored"
    " AND old.status IN ('completed', 'amended', 'stopped')"
    " AND screening.closed_at IS NOT NULL AND screening.status IN ('completed', 'amended'))"
)
_HAS_VERSIONS = "EXISTS (SELECT 1 FROM response WHERE screening_id = NEW.id AND replaces IS NOT NULL)"

TRIGGERS: Mapping[str, str] = dict(
    [
        # Append-only; erasing a value by decision takes answer and salt, and leaves the rest.
        _never_deleted(answer_event),
        _only(answer_event, f"{_gone('answer', 'salt')} AND {_same(answer_event, 'answer', 'salt')}"),
        _refuse(
            "next",
            answer_event,
            "INSERT",
            "NEW.number <> 1 + coalesce("
            "(SELECT max(number) FROM answer_event WHERE response_id = NEW.response_id), 0)",
            _OUT_OF_ORDER,
        ),
        _refuse(
            "open",
            answer_event,
            "INSERT",
            "(SELECT status FROM response WHERE id = NEW.response_id) <> 'in-progress'",
            _FROZEN,
        ),
        _never_deleted(response),
        _never_replaced(response, "id"),
        _only(
            response,
            f"(OLD.status NOT IN {_FINISHED}"
            f" AND {_same(response, 'status', 'completed_at', 'signed_body', 'signature')})"
            f" OR (OLD.status IN {_FINISHED} AND {_LATER} AND {_same(response, 'status')})",
        ),
        # To a closed conversation nothing is added but a new version of what is there (PDL 3:14).
        _refuse(
            "version",
            response,
            "INSERT",
            f"NEW.replaces IS NOT NULL AND NOT {_IS_VERSION}",
            _FROZEN,
        ),
        _refuse(
            "shut",
            response,
            "INSERT",
            "NEW.replaces IS NULL"
            " AND (SELECT closed_at FROM screening WHERE id = NEW.screening_id) IS NOT NULL",
            _FROZEN,
        ),
        _never_deleted(screening),
        _never_replaced(screening, "id"),
        _only(
            screening,
            f"(OLD.closed_at IS NULL"
            f" AND {_same(screening, 'status', 'closed_at', 'outcome', 'reason', 'age')})"
            f" OR (OLD.closed_at IS NOT NULL AND {_LATER} AND {_same(screening, 'status')})"
            # What it came to follows its answers; what it came to before stands in the chain.
            f" OR (OLD.closed_at IS NOT NULL AND OLD.status IN ('completed', 'amended')"
            f" AND NEW.status = 'amended' AND {_HAS_VERSIONS}"
            f" AND {_same(screening, 'status', 'outcome', 'reason')})",
        ),
        _never_deleted(result),
        _only(result, f"{_gone('body')} AND {_same(result, 'body')}"),
        _refuse(
            "once",
            result,
            "INSERT",
            "EXISTS (SELECT 1 FROM result WHERE response_id = NEW.response_id"
            " AND kind = NEW.kind AND id = NEW.id)",
            _FROZEN,
        ),
        _never_deleted(document),
        _never_replaced(document, "id", "number"),
        _only(document, f"OLD.sha256 IS NULL AND NEW.sha256 IS NOT NULL AND {_same(document, 'sha256')}"),
        _never_deleted(case_note),
        _never_replaced(case_note, "id"),
        _only(case_note, f"{_gone('body', 'salt')} AND {_same(case_note, 'body', 'salt')}"),
        _never_deleted(consent),
        _never_replaced(consent, "id"),
        _only(
            consent,
            f"OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND {_same(consent, 'withdrawn_at')}",
        ),
        _never_deleted(form_version),
        _never_replaced(form_version, "sha256"),
        _only(form_version, "0"),
        _never_deleted(audit_event),
        _only(audit_event, f"{_gone('salt', 'body')} AND {_same(audit_event, 'salt', 'body')}"),
        _refuse(
            "next",
            audit_event,
            "INSERT",
            "NEW.seq <> 1 + coalesce((SELECT max(seq) FROM audit_event), 0)",
            _OUT_OF_ORDER,
        ),
        _refuse("stays", setting, "DELETE", f"OLD.name = '{CHAIN_KEY}'", _FROZEN),
        _refuse("kept", setting, "UPDATE", f"OLD.name = '{CHAIN_KEY}' OR NEW.name <> OLD.name", _FROZEN),
        _refuse(
            "once",
            setting,
            "INSERT",
            f"NEW.name = '{CHAIN_KEY}' AND EXISTS (SELECT 1 FROM setting WHERE name = NEW.name)",  # noqa: S608
            _FROZEN,
        ),
    ]
)
"""Every trigger that must stand, name to SQL, exactly as SQLite keeps it."""


def stored_triggers(connection: Connection) -> dict[str, str]:
    """Return the triggers that stand in the file."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {str(name): str(sql) for name, sql in rows}


def renew_triggers(connection: Connection) -> None:
    """Make the triggers of this version stand, and no others."""
    drop_triggers(connection)
    for statement in TRIGGERS.values():
        connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Take every trigger away: a migration may rebuild the tables they stand on."""
    for name in stored_triggers(connection):
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
