"""What the tables are made of.

Only text, whole numbers and bytes: STRICT allows no more, and PostgreSQL knows them all. Times are
ISO 8601 text in UTC with microseconds, so that they sort; dates are ISO 8601 text; yes and no are
1 and 0; lists and answers are JSON text.
"""

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""Every constraint has a name: a migration that rebuilds a table would drop the nameless ones."""


def words(name: str, *references: ForeignKey, null: bool = False, key: bool = False) -> Column[str]:
    """Return a column of text."""
    return Column(name, Text, *references, nullable=null, primary_key=key)


def number(name: str, *, null: bool = False) -> Column[int]:
    """Return a column of whole numbers."""
    return Column(name, Integer, nullable=null)


def blob(name: str, *, null: bool = False) -> Column[bytes]:
    """Return a column of bytes."""
    return Column(name, LargeBinary, nullable=null)


def to(target: str, *, deferred: bool = False) -> ForeignKey:
    """Return a reference; a deferred one is checked at commit, so the order within does not matter."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED") if deferred else ForeignKey(target)


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    """Return a rule: the column holds one of our own codes."""
    quoted = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({quoted})", name=column)


def flag(column: str) -> CheckConstraint:
    """Return a rule: the column holds yes or no."""
    return CheckConstraint(f"{column} IN (0, 1)", name=column)


def table(name: str, *parts: SchemaItem) -> Table:
    """Return a table that refuses values of another type than its columns'."""
    return Table(name, metadata, *parts, sqlite_strict=True)
