"""Decided and rendered documents, and the consents they rest on."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, func, literal, select, update

from screening_app.domain.access import Access
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import DocumentId, PersonId, ScreeningId, UserId
from screening_app.domain.records import Consent, DocumentRecord
from screening_app.storage.reach import (
    insert_within_reach,
    person_within_reach,
    reach_values,
    run_within_reach,
    within_reach,
)
from screening_app.storage.rows import (
    Columns,
    codes,
    json_text,
    moment,
    moment_or_none,
    number,
    read_row,
    stamp,
    stamp_or_none,
    words,
    words_or_none,
)
from screening_app.storage.tables import consent, document, screening


class SqlDocumentRepository:
    """Port ``DocumentRepository``; the unit of work that owns it commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next_number(self) -> int:
        """Return the next running number of a document in this vault."""
        last = self._connection.execute(select(func.max(document.c.number))).scalar_one()
        return int(last or 0) + 1

    def copies(self, screening_id: ScreeningId, purpose: str, recipient: str, *, access: Access) -> int:
        """Return how many copies for this purpose this recipient has already had of this run."""
        query = select(func.count()).where(
            document.c.screening_id == screening_id,
            document.c.purpose == purpose,
            document.c.recipient == recipient,
            run_within_reach(document.c.screening_id),
        )
        return int(self._connection.execute(query, reach_values(access)).scalar_one())

    def decide(self, new: DocumentRecord, *, access: Access) -> None:
        """Store a decided document.

        Raises:
            PersonNotFound: If its run is out of reach.
        """
        columns = {
            "id": new.id,
            "screening_id": new.screening,
            "kind": new.kind,
            "number": new.number,
            "copy": new.copy,
            "recipient": new.recipient,
            "basis": new.basis,
            "purpose": new.purpose,
            "classes": json_text(new.classes),
            "opened": json_text(new.opened),
            "decided_at": stamp(new.decided_at),
            "decided_by": new.decided_by,
            "head": new.head,
            "sha256": new.sha256,
        }
        insert_within_reach(
            self._connection, document, columns, reach=run_within_reach, of=new.screening, access=access
        )

    def rendered(self, document_id: DocumentId, sha256: str, *, access: Access) -> None:
        """Store the digest of the bytes that are about to leave.

        Raises:
            PersonNotFound: If the document is out of reach.
            RecordFrozen: If it was rendered before.
        """
        statement = (
            update(document)
            .where(document.c.id == document_id, run_within_reach(document.c.screening_id))
            .values(sha256=sha256)
        )
        if self._connection.execute(statement, reach_values(access)).rowcount != 1:
            raise PersonNotFound

    def get(self, document_id: DocumentId, *, access: Access) -> DocumentRecord:
        """Return a document.

        Raises:
            PersonNotFound: If there is none within reach.
        """
        query = select(document).where(
            document.c.id == document_id, run_within_reach(document.c.screening_id)
        )
        row = self._connection.execute(query, reach_values(access)).first()
        if row is None:
            raise PersonNotFound
        return read_row(row, document.name, _document)

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[DocumentRecord]:
        """Return the documents decided from the person's runs, newest first."""
        query = (
            select(document)
            .join(screening, screening.c.id == document.c.screening_id)
            .where(screening.c.person_id == person_id, within_reach(literal(person_id)))
            .order_by(document.c.number.desc())
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, document.name, _document) for row in rows)

    def add_consent(self, new: Consent, *, access: Access) -> None:
        """Store a consent.

        Raises:
            PersonNotFound: If its person is out of reach.
        """
        columns = {
            "id": new.id,
            "person_id": new.person,
            "recipient": new.recipient,
            "scope": new.scope,
            "how": new.how,
            "given_on": new.given_on.isoformat(),
            "valid_until": None if new.valid_until is None else new.valid_until.isoformat(),
            "withdrawn_at": stamp_or_none(new.withdrawn_at),
            "recorded_by": access.user,
        }
        insert_within_reach(
            self._connection, consent, columns, reach=person_within_reach, of=new.person, access=access
        )

    def consents(self, person_id: PersonId, *, access: Access) -> Sequence[Consent]:
        """Return the person's consents, newest first."""
        query = (
            select(consent)
            .where(consent.c.person_id == person_id, within_reach(consent.c.person_id))
            .order_by(consent.c.given_on.desc(), consent.c.id.desc())
        )
        rows = self._connection.execute(query, reach_values(access))
        return tuple(read_row(row, consent.name, _consent) for row in rows)


def _document(columns: Columns) -> DocumentRecord:
    return DocumentRecord(
        id=DocumentId(words(columns, "id")),
        screening=ScreeningId(words(columns, "screening_id")),
        kind=words(columns, "kind"),
        number=number(columns, "number"),
        copy=number(columns, "copy"),
        recipient=words(columns, "recipient"),
        basis=words(columns, "basis"),
        purpose=words(columns, "purpose"),
        classes=codes(columns, "classes"),
        opened=codes(columns, "opened"),
        decided_at=moment(columns, "decided_at"),
        decided_by=UserId(words(columns, "decided_by")),
        head=words(columns, "head"),
        sha256=words_or_none(columns, "sha256"),
    )


def _consent(columns: Columns) -> Consent:
    until = words_or_none(columns, "valid_until")
    return Consent(
        id=words(columns, "id"),
        person=PersonId(words(columns, "person_id")),
        recipient=words(columns, "recipient"),
        scope=words(columns, "scope"),
        how=words(columns, "how"),
        given_on=dt.date.fromisoformat(words(columns, "given_on")),
        valid_until=None if until is None else dt.date.fromisoformat(until),
        withdrawn_at=moment_or_none(columns, "withdrawn_at"),
    )
