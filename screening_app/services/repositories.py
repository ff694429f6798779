"""What use cases keep in the vault and find there again, as Protocols; ``storage`` gives them.

Every method that reads a person takes an ``Access`` and filters by it: a record out of reach
behaves exactly like one that does not exist (``PersonNotFound``, an empty list, no count).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from screening_app.domain.access import Access
from screening_app.domain.answers import PartialDate
from screening_app.domain.audit import AuditEvent, ChainPoint
from screening_app.domain.events import AnswerEvent
from screening_app.domain.follow_up import FollowUp
from screening_app.domain.ids import DocumentId, PersonId, ResponseId, ScreeningId, UserId
from screening_app.domain.person import Person, SearchQuery
from screening_app.domain.records import (
    Attachment,
    CaseNote,
    Consent,
    DocumentRecord,
    FormVersion,
    PastScore,
    Response,
    Screening,
    StoredResult,
    Unit,
    User,
)


class PersonRepository(Protocol):
    """People, each within reach of those with an active care relation only."""

    def add(self, person: Person, *, access: Access) -> None:
        """Register a person, with a care relation to the user of ``access``."""

    def get(self, person_id: PersonId, *, access: Access) -> Person:
        """Return the person.

        Raises:
            PersonNotFound: If there is none within reach.
        """

    def state_birth_date(self, person_id: PersonId, born: PartialDate, *, access: Access) -> None:
        """Store a birth date that was stated after the person was registered.

        Raises:
            PersonNotFound: If there is none within reach.
        """

    def search(self, query: SearchQuery, *, access: Access, limit: int = 50) -> Sequence[Person]:
        """Return matches within reach, best first; number and case number match whole, names by prefix.

        Raises:
            SearchNotPermitted: If the field is not one of ``SEARCHABLE``.
        """

    def end_relation(self, person_id: PersonId, *, access: Access, at: dt.datetime) -> None:
        """End the care relation between the user and the person."""


class ScreeningRepository(Protocol):
    """Pathway runs, their responses, events and results."""

    def add(self, screening: Screening, *, access: Access) -> None:
        """Store a new run.

        Raises:
            PersonNotFound: If its person is out of reach.
        """

    def get(self, screening_id: ScreeningId, *, access: Access) -> Screening:
        """Return the run.

        Raises:
            PersonNotFound: If there is none within reach.
        """

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[Screening]:
        """Return the person's runs, newest first."""

    def drafts(self, *, access: Access) -> Sequence[Screening]:
        """Return the user's own unfinished runs within reach, newest first."""

    def close(self, screening: Screening, *, access: Access) -> None:
        """Store status, outcome, reason and closing time of a run."""

    def amend(self, screening: Screening, *, access: Access) -> None:
        """Store status, outcome and reason of a closed run, an answer of which was corrected."""

    def add_response(self, response: Response, *, access: Access) -> None:
        """Store a new response head."""

    def responses(self, screening_id: ScreeningId, *, access: Access) -> Sequence[Response]:
        """Return the heads of a run's responses, every version, in the order they were begun."""

    def complete_response(self, response: Response, *, access: Access) -> None:
        """Store status, signed body, signature and completion time; read-only from then on."""

    def add_event(self, event: AnswerEvent, *, access: Access) -> None:
        """Append one answer event: one INSERT, checked for reach in the same statement.

        Raises:
            PersonNotFound: If the response is out of reach, and nothing is stored.
        """

    def events(self, response_id: ResponseId, *, access: Access) -> Sequence[AnswerEvent]:
        """Return a response's events in order."""

    def history(self, screening_id: ScreeningId, *, access: Access) -> Sequence[AnswerEvent]:
        """Return every answer event of a run, all responses together, in commit order."""

    def last_written(self, *, access: Access) -> Mapping[ScreeningId, dt.datetime]:
        """Return when something was last written in each of the user's unfinished runs within reach.

        A run with nothing written in it is left out.
        """

    def erase_events(self, response_id: ResponseId, numbers: Sequence[int], *, access: Access) -> None:
        """Remove value and salt of these events for ever; their hashes stay."""

    def add_result(self, result: StoredResult, *, access: Access) -> None:
        """Store a result as it stood at completion."""

    def results(self, response_id: ResponseId, *, access: Access) -> Sequence[StoredResult]:
        """Return a response's results."""

    def scores_of(self, person_id: PersonId, *, access: Access) -> Sequence[PastScore]:
        """Return every score that stands of the person, the oldest first; none of a replaced version.

        Of completed responses only: what was stopped half-way is not compared with what was asked whole.
        """


class DocumentRepository(Protocol):
    """Decided and rendered documents, and the consents they rest on."""

    def next_number(self) -> int:
        """Return the next running number of a document in this vault."""

    def copies(self, screening_id: ScreeningId, purpose: str, recipient: str, *, access: Access) -> int:
        """Return how many copies for this purpose this recipient has already had of this run."""

    def decide(self, document: DocumentRecord, *, access: Access) -> None:
        """Store a decided document."""

    def rendered(self, document_id: DocumentId, sha256: str, *, access: Access) -> None:
        """Store the digest of the bytes that are about to leave."""

    def get(self, document_id: DocumentId, *, access: Access) -> DocumentRecord:
        """Return a document.

        Raises:
            PersonNotFound: If there is none within reach.
        """

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[DocumentRecord]:
        """Return the documents decided from the person's runs, newest first."""

    def add_consent(self, consent: Consent, *, access: Access) -> None:
        """Store a consent."""

    def consents(self, person_id: PersonId, *, access: Access) -> Sequence[Consent]:
        """Return the person's consents, newest first."""


class AttachmentRepository(Protocol):
    """Files kept with conversations, inside the vault only."""

    def add(self, attachment: Attachment, content: bytes, *, access: Access) -> None:
        """Store a file.

        Raises:
            PersonNotFound: If its conversation is out of reach.
        """

    def of_screening(self, screening_id: ScreeningId, *, access: Access) -> Sequence[Attachment]:
        """Return what is kept with a conversation, oldest first, without the contents."""

    def content(self, attachment_id: str, *, access: Access) -> bytes | None:
        """Return a file's content; ``None`` if there is none within reach, or it is erased."""

    def erase(self, attachment_id: str, *, access: Access) -> None:
        """Take a file's content away; that there was one, and its digest, stay.

        Raises:
            PersonNotFound: If there is none within reach.
        """


class NoteRepository(Protocol):
    """Notes beside a person's conversations; appended, never changed."""

    def add(self, note: CaseNote, *, access: Access) -> None:
        """Store a note.

        Raises:
            PersonNotFound: If its person is out of reach.
        """

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[CaseNote]:
        """Return the person's notes, oldest first."""


class FollowUpRepository(Protocol):
    """What is to be done later about people (W-13)."""

    def add(self, new: FollowUp, *, access: Access) -> None:
        """Store something to be done.

        Raises:
            PersonNotFound: If its person is out of reach.
        """

    def get(self, follow_up_id: str, *, access: Access) -> FollowUp:
        """Return it.

        Raises:
            PersonNotFound: If there is none within reach.
        """

    def change(self, changed: FollowUp, *, access: Access) -> None:
        """Store day, whose it is and what came of it; once that is written, nothing changes.

        Raises:
            PersonNotFound: If there is none within reach that is open.
        """

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[FollowUp]:
        """Return the person's, by the day they are due."""

    def waiting(self, until: dt.date, *, access: Access, limit: int) -> Sequence[FollowUp]:
        """Return what waits for the user and is due by that day, the longest due first.

        That is the user's own, what is nobody's, and what was given to somebody who may no longer
        open the person.
        """

    def count_waiting(self, until: dt.date, *, access: Access) -> int:
        """Return how much waits for the user and is due by that day."""

    def takers(self, person_id: PersonId, *, access: Access) -> Sequence[UserId]:
        """Return who may open the person, so that something may be theirs to do."""


class AuditRepository(Protocol):
    """The stored chain; how links are made and checked: ``services/chain.py``."""

    def key(self) -> bytes:
        """Return the 32-byte chain key."""

    def head(self) -> ChainPoint:
        """Return where the chain ends; ``seq`` 0 and 32 zero bytes when empty."""

    def append(self, event: AuditEvent) -> None:
        """Store the next link."""

    def events(self, after: int = 0, limit: int = 1000) -> Sequence[AuditEvent]:
        """Return links after that position, in order."""

    def get(self, seq: int) -> AuditEvent | None:
        """Return one link."""


class OfficeRepository(Protocol):
    """The unit, its users, settings, and form versions."""

    def unit(self) -> Unit:
        """Return the unit that keeps the vault."""

    def users(self) -> Sequence[User]:
        """Return everyone who ever had a slot."""

    def user(self, user_id: UserId) -> User:
        """Return one user."""

    def add_user(self, user: User) -> None:
        """Store somebody who gets a slot."""

    def forget_user(self, user_id: UserId) -> None:
        """Take away a user who did nothing; who opened the vault once stands in the chain, and stays."""

    def disable_user(self, user_id: UserId) -> None:
        """Let somebody open the vault no longer."""

    def enable_user(self, user_id: UserId) -> None:
        """Let somebody open the vault again."""

    def change_public_key(self, user_id: UserId, public_key: bytes, *, keep: bool) -> None:
        """Give a user another signing key; what was signed with the old one stays good if it is kept."""

    def setting(self, name: str) -> str | None:
        """Return a stored setting, JSON text."""

    def store_setting(self, name: str, value: str) -> None:
        """Store a setting, JSON text."""

    def keep_form(self, form: FormVersion) -> None:
        """Store a form's text unless that digest is there already."""

    def form(self, sha256: str) -> FormVersion | None:
        """Return a stored form by its digest."""
