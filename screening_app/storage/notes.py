"""Notes beside a person's conversations."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from screening_app.domain.access import Access
from screening_app.domain.ids import PersonId, ResponseId, UserId
from screening_app.domain.records import CaseNote
from screening_app.storage.case_tables import case_note
from screening_app.storage.reach import insert_within_reach, person_within_reach, reach_values, within_reach
from screening_app.storage.rows import (
    Columns,
    blob,
    blob_or_none,
    moment,
    read_row,
    stamp,
    words,
    words_or_none,
)


class SqlNoteRepository:
    """Port ``NoteRepository``; the unit of work that owns it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, note: CaseNote, *, access: Access) -> None:
        """Store a note.

        Raises:
            PersonNotFound: If its person is out of reach.
        """
        columns = {
            "id": note.id,
            "person_id": note.person,
            "response_id": note.response,
            "kind": note.kind,
            "body": note.body,
            "salt": note.salt,
            "hash": note.hash,
            "recorded_at": stamp(note.recorded_at),
            "recorded_by": note.recorded_by,
        }
        insert_within_reach(
            self._connection, case_note, columns, reach=person_within_reach, of=note.person, access=access
        )

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[CaseNote]:
        """Return the person's notes, oldest first."""
        query = (
            select(case_note)
            .where(case_note.c.person_id == person_id, within_reach(case_note.c.person_id))
            .order_by(case_note.c.recorded_at, case_note.c.id)
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, case_note.name, _note) for row in rows)


def _note(columns: Columns) -> CaseNote:
    response = words_or_none(columns, "response_id")
    return CaseNote(
        id=words(columns, "id"),
        person=PersonId(words(columns, "person_id")),
        kind=words(columns, "kind"),
        body=words_or_none(columns, "body"),
        salt=blob_or_none(columns, "salt"),
        hash=blob(columns, "hash"),
        recorded_at=moment(columns, "recorded_at"),
        recorded_by=UserId(words(columns, "recorded_by")),
        response=None if response is None else ResponseId(response),
    )
