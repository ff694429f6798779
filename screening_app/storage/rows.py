"""Between rows and values of the domain: times, answers, and what a damaged row becomes."""

import datetime as dt
import json
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Row, RowMapping

from screening_app.storage.errors import DamagedRecord

ZERO = "\0"
"""What a page that cannot be read leaves in a text."""

Value = TypeVar("Value")
Columns = RowMapping


def stamp(moment: dt.datetime) -> str:
    """Return a time as it is stored: UTC with microseconds, so that text sorts as time does."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def stamp_or_none(moment: dt.datetime | None) -> str | None:
    """Return a time as it is stored, or ``None`` for none."""
    return None if moment is None else stamp(moment)


def json_text(value: object) -> str:
    """Return JSON text without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_row(row: Row[tuple[object, ...]], table: str, read: Callable[[Columns], Value]) -> Value:
    """Return what a row says.

    Raises:
        DamagedRecord: If it says nothing of this version's.
    """
    try:
        return read(row._mapping)
    except (ValueError, TypeError, KeyError):
        raise DamagedRecord(table=table) from None


def words(columns: Columns, name: str) -> str:
    """Return a column of text.

    SQLCipher gives zero bytes, and no error, for the last page of a long value that was damaged
    (decision 0044). No text of ours holds one.

    Raises:
        TypeError: If it holds anything else.
    """
    value: object = columns[name]
    if not isinstance(value, str) or ZERO in value:
        raise TypeError(name)
    return value


def words_or_none(columns: Columns, name: str) -> str | None:
    """Return a column of text, or ``None`` if it is empty."""
    return None if columns[name] is None else words(columns, name)


def number(columns: Columns, name: str) -> int:
    """Return a column of whole numbers.

    Raises:
        TypeError: If it holds anything else.
    """
    value: object = columns[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value


def number_or_none(columns: Columns, name: str) -> int | None:
    """Return a column of whole numbers, or ``None`` if it is empty."""
    return None if columns[name] is None else number(columns, name)


def blob(columns: Columns, name: str) -> bytes:
    """Return a column of bytes.

    Raises:
        TypeError: If it holds anything else.
    """
    value: object = columns[name]
    if not isinstance(value, bytes):
        raise TypeError(name)
    return value


def blob_or_none(columns: Columns, name: str) -> bytes | None:
    """Return a column of bytes, or ``None`` if it is empty."""
    return None if columns[name] is None else blob(columns, name)


def moment(columns: Columns, name: str) -> dt.datetime:
    """Return a column's time, aware UTC."""
    return dt.datetime.fromisoformat(words(columns, name))


def moment_or_none(columns: Columns, name: str) -> dt.datetime | None:
    """Return a column's time, or ``None`` if it is empty."""
    return None if columns[name] is None else moment(columns, name)


def codes(columns: Columns, name: str) -> tuple[str, ...]:
    """Return a column's JSON list of codes.

    Raises:
        TypeError: If it holds anything else.
    """
    found = json.loads(words(columns, name))
    if not isinstance(found, list) or not all(isinstance(code, str) for code in found):
        raise TypeError(name)
    return tuple(found)
