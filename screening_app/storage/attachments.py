"""Files kept with conversations, such as photographs: inside the vault only."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update

from screening_app.domain.access import Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import PersonId, ScreeningId, UserId
from screening_app.domain.records import Attachment
from screening_app.storage.case_tables import attachment
from screening_app.storage.reach import insert_within_reach, reach_values, run_within_reach, within_reach
from screening_app.storage.rows import Columns, blob_or_none, moment, number, read_row, stamp, words

_SIZE = "size"


class SqlAttachmentRepository:
    """Port ``AttachmentRepository``; the unit of work that owns it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Attachment, content: bytes, *, access: Access) -> None:
        """Store a file.

        Raises:
            PersonNotFound: If its conversation is out of reach.
        """
        columns = {
            "id": new.id,
            "person_id": new.person,
            "screening_id": new.screening,
            "media_type": new.media_type,
            "content_class": new.content_class,
            "sha256": new.sha256,
            "content": content,
            "recorded_at": stamp(new.recorded_at),
            "recorded_by": new.recorded_by,
        }
        insert_within_reach(
            self._connection, attachment, columns, reach=run_within_reach, of=new.screening, access=access
        )

    def of_screening(self, screening_id: ScreeningId, *, access: Access) -> Sequence[Attachment]:
        """Return what is kept with a conversation, oldest first, without the contents."""
        size = func.coalesce(func.length(attachment.c.content), 0).label(_SIZE)
        heads = select(*_heads(), size, attachment.c.person_id.label("of")).subquery()
        query = (
            select(heads)
            .where(heads.c.screening_id == screening_id, within_reach(heads.c.of))
            .order_by(heads.c.recorded_at, heads.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, attachment.name, _attachment) for row in rows)

    def content(self, attachment_id: str, *, access: Access) -> bytes | None:
        """Return a file's content; ``None`` if there is none within reach, or it is erased."""
        query = select(attachment.c.content).where(
            attachment.c.id == attachment_id, within_reach(attachment.c.person_id)
        )
        row = self._connection.execute(query, reach_values(access)).one_or_none()
        return None if row is None else read_row(row, attachment.name, _content)

    def erase(self, attachment_id: str, *, access: Access) -> None:
        """Take a file's content away; that there was one, and its digest, stay.

        Raises:
            PersonNotFound: If there is none within reach.
        """
        statement = (
            update(attachment)
            .where(attachment.c.id == bindparam("erased"), within_reach(attachment.c.person_id))
            .values(content=None)
        )
        if (
            self._connection.execute(statement, reach_values(access) | {"erased": attachment_id}).rowcount
            != 1
        ):
            raise PersonNotFound


def _heads() -> Iterator[ColumnElement[object]]:
    return (column for column in attachment.c if column.name != "content")


def _attachment(columns: Columns) -> Attachment:
    return Attachment(
        id=words(columns, "id"),
        person=PersonId(words(columns, "person_id")),
        screening=ScreeningId(words(columns, "screening_id")),
        media_type=words(columns, "media_type"),
        content_class=words(columns, "content_class"),
        sha256=words(columns, "sha256"),
        size=number(columns, _SIZE),
        recorded_at=moment(columns, "recorded_at"),
        recorded_by=UserId(words(columns, "recorded_by")),
    )


def _content(columns: Columns) -> bytes | None:
    return blob_or_none(columns, "content")
