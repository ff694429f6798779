"""The stored audit chain; how links are made and checked: ``services/chain.py``."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from screening_app.domain.audit import AuditAction, AuditEvent, ChainPoint
from screening_app.storage.errors import DamagedRecord
from screening_app.storage.rows import Columns, blob, blob_or_none, number, read_row, words, words_or_none
from screening_app.storage.sqlite_only import CHAIN_KEY
from screening_app.storage.tables import audit_event, setting

_EMPTY = ChainPoint(seq=0, mac=bytes(32))
_KEY_SIZE = 32


class SqlAuditRepository:
    """Port ``AuditRepository``; the unit of work that owns it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def key(self) -> bytes:
        """Return the 32-byte chain key.

        Raises:
            DamagedRecord: If it is missing.
        """
        query = select(setting.c.value).where(setting.c.name == CHAIN_KEY)
        try:
            key = bytes.fromhex(self._connection.execute(query).scalar_one_or_none() or "")
        except ValueError:
            key = b""
        if len(key) != _KEY_SIZE:
            raise DamagedRecord(table=setting.name)
        return key

    def head(self) -> ChainPoint:
        """Return where the chain ends; ``seq`` 0 and 32 zero bytes when empty."""
        query = select(audit_event.c.seq, audit_event.c.mac).order_by(audit_event.c.seq.desc()).limit(1)
        row = self._connection.execute(query).first()
        return _EMPTY if row is None else ChainPoint(seq=row.seq, mac=row.mac)

    def append(self, event: AuditEvent) -> None:
        """Store the next link.

        Raises:
            OutOfOrder: If it is not the next one.
        """
        self._connection.execute(
            insert(audit_event).values(
                seq=event.seq,
                at=event.at,
                user_id=event.user,
                action=str(event.action),
                object=event.object,
                salt=event.salt,
                body=event.body,
                body_hash=event.body_hash,
                previous=event.previous,
                mac=event.mac,
                signature=event.signature,
            )
        )

    def events(self, after: int = 0, limit: int = 1000) -> Sequence[AuditEvent]:
        """Return links after that position, in order."""
        query = select(audit_event).where(audit_event.c.seq > after).order_by(audit_event.c.seq).limit(limit)
        return tuple(read_row(row, audit_event.name, _event) for row in self._connection.execute(query))

    def get(self, seq: int) -> AuditEvent | None:
        """Return one link."""
        row = self._connection.execute(select(audit_event).where(audit_event.c.seq == seq)).first()
        return None if row is None else read_row(row, audit_event.name, _event)


def _event(columns: Columns) -> AuditEvent:
    return AuditEvent(
        seq=number(columns, "seq"),
        at=words(columns, "at"),
        user=words(columns, "user_id"),
        action=AuditAction(words(columns, "action")),
        object=words(columns, "object"),
        salt=blob_or_none(columns, "salt"),
        body=words_or_none(columns, "body"),
        body_hash=blob(columns, "body_hash"),
        previous=blob(columns, "previous"),
        mac=blob(columns, "mac"),
        signature=blob(columns, "signature"),
    )
