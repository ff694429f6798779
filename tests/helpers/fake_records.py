"""A vault in memory that keeps its promises: reach, transactions, nothing stored without commit."""

import copy
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from screening_app.domain.access import READS_PERSONS, Access
from screening_app.domain.answers import PartialDate
from screening_app.domain.audit import AuditEvent, ChainPoint
from screening_app.domain.errors import PersonNotFound, SearchNotPermitted
from screening_app.domain.events import AnswerEvent
from screening_app.domain.follow_up import FollowUp
from screening_app.domain.ids import DocumentId, PersonId, ResponseId, ScreeningId, UserId
from screening_app.domain.person import SEARCHABLE, Person, PersonField, SearchQuery
from screening_app.domain.records import (
    Attachment,
    CaseNote,
    Consent,
    DocumentRecord,
    FormVersion,
    PastScore,
    Response,
    ResponseStatus,
    Screening,
    StoredResult,
    Unit,
    User,
)
from screening_app.storage.errors import RecordFrozen
from tests.helpers.fake_attachments import FakeAttachments
from tests.helpers.fake_follow_ups import FakeFollowUps


@dataclass
class Tables:
    """Everything a vault holds."""

    unit: Unit
    users: dict[UserId, User]
    persons: dict[PersonId, Person] = field(default_factory=dict)
    relations: set[tuple[UserId, PersonId]] = field(default_factory=set)
    screenings: dict[ScreeningId, Screening] = field(default_factory=dict)
    responses: dict[ResponseId, Response] = field(default_factory=dict)
    events: list[AnswerEvent] = field(default_factory=list)
    results: list[StoredResult] = field(default_factory=list)
    documents: dict[DocumentId, DocumentRecord] = field(default_factory=dict)
    consents: list[Consent] = field(default_factory=list)
    attachments: dict[str, tuple[Attachment, bytes | None]] = field(default_factory=dict)
    notes: list[CaseNote] = field(default_factory=list)
    follow_ups: dict[str, FollowUp] = field(default_factory=dict)
    audit: list[AuditEvent] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    forms: dict[str, FormVersion] = field(default_factory=dict)

    def reach(self, person_id: PersonId, access: Access) -> Person:
        """Return a person within reach of ``access``, else raise as if there were none."""
        person = self.persons.get(person_id)
        related = (access.user, person_id) in self.relations
        if person is None or not related or access.role not in READS_PERSONS or person.unit != access.unit:
            raise PersonNotFound
        return person


class FakePersons:
    """People in memory."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def add(self, person: Person, *, access: Access) -> None:
        self._t.persons[person.id] = person
        self._t.relations.add((access.user, person.id))

    def get(self, person_id: PersonId, *, access: Access) -> Person:
        return self._t.reach(person_id, access)

    def state_birth_date(self, person_id: PersonId, born: PartialDate, *, access: Access) -> None:
        self._t.persons[person_id] = replace(self._t.reach(person_id, access), birth_date=born)

    def search(self, query: SearchQuery, *, access: Access, limit: int = 50) -> Sequence[Person]:
        if query.field not in SEARCHABLE:
            raise SearchNotPermitted(field=str(query.field))
        near = [p for p in self._t.persons.values() if (access.user, p.id) in self._t.relations]
        return [p for p in near if _matches(p, query)][:limit]

    def end_relation(self, person_id: PersonId, *, access: Access, at: dt.datetime) -> None:
        self._t.relations.discard((access.user, person_id))


def _matches(person: Person, query: SearchQuery) -> bool:
    match query.field:
        case PersonField.NAME:
            return (person.name or "").casefold().startswith(query.text.casefold())
        case PersonField.CASE_NUMBER:
            return person.case_number == query.text
        case _:
            return person.identity_number == query.text


class FakeScreenings:
    """Runs, responses and events in memory."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def _reach(self, screening_id: ScreeningId, access: Access) -> Screening:
        screening = self._t.screenings.get(screening_id)
        if screening is None:
            raise PersonNotFound
        self._t.reach(screening.person, access)
        return screening

    def _response(self, response_id: ResponseId, access: Access) -> Response:
        response = self._t.responses.get(response_id)
        if response is None:
            raise PersonNotFound
        self._reach(response.screening, access)
        return response

    def add(self, screening: Screening, *, access: Access) -> None:
        self._t.reach(screening.person, access)
        self._t.screenings[screening.id] = screening

    def get(self, screening_id: ScreeningId, *, access: Access) -> Screening:
        return self._reach(screening_id, access)

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[Screening]:
        self._t.reach(person_id, access)
        own = [s for s in reversed(self._t.screenings.values()) if s.person == person_id]
        # Stable: runs held at the same moment stay newest first.
        return sorted(own, key=lambda one: one.asked_at or one.started_at, reverse=True)

    def drafts(self, *, access: Access) -> Sequence[Screening]:
        own = [s for s in reversed(self._t.screenings.values()) if s.author == access.user]
        return [s for s in own if s.closed_at is None]

    def close(self, screening: Screening, *, access: Access) -> None:
        self._reach(screening.id, access)
        self._t.screenings[screening.id] = screening

    def amend(self, screening: Screening, *, access: Access) -> None:
        self.close(screening, access=access)

    def add_response(self, response: Response, *, access: Access) -> None:
        run = self._reach(response.screening, access)
        replaced = {one.replaces for one in self._t.responses.values()}
        if (run.closed_at is None) != (response.replaces is None) or (response.replaces or 0) in replaced:
            raise RecordFrozen
        self._t.responses[response.id] = response

    def responses(self, screening_id: ScreeningId, *, access: Access) -> Sequence[Response]:
        self._reach(screening_id, access)
        return [r for r in self._t.responses.values() if r.screening == screening_id]

    def complete_response(self, response: Response, *, access: Access) -> None:
        self._response(response.id, access)
        self._t.responses[response.id] = response

    def add_event(self, event: AnswerEvent, *, access: Access) -> None:
        if self._response(event.response_id, access).status is not ResponseStatus.IN_PROGRESS:
            raise RecordFrozen
        self._t.events.append(event)

    def events(self, response_id: ResponseId, *, access: Access) -> Sequence[AnswerEvent]:
        self._response(response_id, access)
        return [event for event in self._t.events if event.response_id == response_id]

    def history(self, screening_id: ScreeningId, *, access: Access) -> Sequence[AnswerEvent]:
        own = {response.id for response in self.responses(screening_id, access=access)}
        return [event for event in self._t.events if event.response_id in own]

    def last_written(self, *, access: Access) -> Mapping[ScreeningId, dt.datetime]:
        runs = [run.id for run in self.drafts(access=access)]
        histories = {run: self.history(run, access=access) for run in runs}
        return {run: max(event.at for event in events) for run, events in histories.items() if events}

    def erase_events(self, response_id: ResponseId, numbers: Sequence[int], *, access: Access) -> None:
        self._response(response_id, access)
        for index, event in enumerate(self._t.events):
            if event.response_id == response_id and event.number in numbers and event.change is not None:
                self._t.events[index] = replace(event, change=None, salt=None)

    def add_result(self, result: StoredResult, *, access: Access) -> None:
        self._response(result.response, access)
        self._t.results.append(result)

    def results(self, response_id: ResponseId, *, access: Access) -> Sequence[StoredResult]:
        self._response(response_id, access)
        return [result for result in self._t.results if result.response == response_id]

    def scores_of(self, person_id: PersonId, *, access: Access) -> Sequence[PastScore]:
        self._t.reach(person_id, access)
        own = {run.id for run in self._t.screenings.values() if run.person == person_id}
        pairs = [(self._t.responses[one.response], one) for one in self._t.results if one.kind == "score"]
        runs = self._t.screenings
        said = {head.id: runs[head.screening].asked_at or head.authored for head, _one in pairs}
        pairs.sort(key=lambda pair: (said[pair[0].id], pair[1].id))
        asked_whole = {ResponseStatus.COMPLETED, ResponseStatus.AMENDED}
        replaced = {one.replaces for one in self._t.responses.values()}
        return [
            PastScore(
                screening=head.screening,
                form=head.form,
                form_sha256=head.form_sha256,
                authored=said[head.id],
                id=one.id,
                body=one.body,
            )
            for head, one in pairs
            if head.screening in own and head.status in asked_whole and head.id not in replaced
        ]


class FakeDocuments:
    """Documents and consents in memory."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def next_number(self) -> int:
        return len(self._t.documents) + 1

    def copies(self, screening_id: ScreeningId, purpose: str, recipient: str, *, access: Access) -> int:
        same = [d for d in self._t.documents.values() if d.screening == screening_id]
        return len([d for d in same if (d.purpose, d.recipient) == (purpose, recipient)])

    def decide(self, document: DocumentRecord, *, access: Access) -> None:
        self._t.documents[document.id] = document

    def rendered(self, document_id: DocumentId, sha256: str, *, access: Access) -> None:
        self._t.documents[document_id] = replace(self._t.documents[document_id], sha256=sha256)

    def get(self, document_id: DocumentId, *, access: Access) -> DocumentRecord:
        document = self._t.documents.get(document_id)
        if document is None:
            raise PersonNotFound
        self._t.reach(self._t.screenings[document.screening].person, access)
        return document

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[DocumentRecord]:
        self._t.reach(person_id, access)
        made = reversed(self._t.documents.values())
        return [one for one in made if self._t.screenings[one.screening].person == person_id]

    def add_consent(self, consent: Consent, *, access: Access) -> None:
        self._t.reach(consent.person, access)
        self._t.consents.append(consent)

    def consents(self, person_id: PersonId, *, access: Access) -> Sequence[Consent]:
        self._t.reach(person_id, access)
        return [consent for consent in reversed(self._t.consents) if consent.person == person_id]


class FakeNotes:
    """Notes in memory."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def add(self, note: CaseNote, *, access: Access) -> None:
        self._t.reach(note.person, access)
        self._t.notes.append(note)

    def of_person(self, person_id: PersonId, *, access: Access) -> Sequence[CaseNote]:
        self._t.reach(person_id, access)
        return [note for note in self._t.notes if note.person == person_id]


class FakeAudit:
    """The chain in memory."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def key(self) -> bytes:
        return b"k" * 32

    def head(self) -> ChainPoint:
        last = self._t.audit[-1] if self._t.audit else None
        return ChainPoint(seq=last.seq, mac=last.mac) if last else ChainPoint(seq=0, mac=bytes(32))

    def append(self, event: AuditEvent) -> None:
        self._t.audit.append(event)

    def events(self, after: int = 0, limit: int = 1000) -> Sequence[AuditEvent]:
        return [event for event in self._t.audit if event.seq > after][:limit]

    def get(self, seq: int) -> AuditEvent | None:
        return next((event for event in self._t.audit if event.seq == seq), None)


class FakeOffice:
    """Unit, users, settings and form versions in memory."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def unit(self) -> Unit:
        return self._t.unit

    def users(self) -> Sequence[User]:
        return list(self._t.users.values())

    def user(self, user_id: UserId) -> User:
        return self._t.users[user_id]

    def add_user(self, user: User) -> None:
        self._t.users[user.id] = user

    def forget_user(self, user_id: UserId) -> None:
        if not any(event.user == user_id for event in self._t.audit):
            self._t.users.pop(user_id, None)

    def disable_user(self, user_id: UserId) -> None:
        self._t.users[user_id] = replace(self._t.users[user_id], active=False)

    def enable_user(self, user_id: UserId) -> None:
        self._t.users[user_id] = replace(self._t.users[user_id], active=True)

    def change_public_key(self, user_id: UserId, public_key: bytes, *, keep: bool) -> None:
        found = self._t.users[user_id]
        former = (*found.former_keys, found.public_key) if keep else found.former_keys
        self._t.users[user_id] = replace(found, public_key=public_key, former_keys=former)

    def setting(self, name: str) -> str | None:
        return self._t.settings.get(name)

    def store_setting(self, name: str, value: str) -> None:
        self._t.settings[name] = value

    def keep_form(self, form: FormVersion) -> None:
        self._t.forms.setdefault(form.sha256, form)

    def form(self, sha256: str) -> FormVersion | None:
        return self._t.forms.get(sha256)


class FakeUnitOfWork:
    """Works on a copy of the tables; committing puts the copy in their place."""

    def __init__(self, records: "FakeRecords", *, writes: bool) -> None:
        self._records, self._writes = records, writes
        self._use(copy.copy(records.tables))

    def _use(self, tables: Tables) -> None:
        self._copy = replace(
            tables,
            **{
                name: copy.copy(getattr(tables, name))
                for name in tables.__dataclass_fields__
                if name not in {"unit"}
            },
        )
        self.persons = FakePersons(self._copy)
        self.screenings = FakeScreenings(self._copy)
        self.documents = FakeDocuments(self._copy)
        self.attachments = FakeAttachments(self._copy)
        self.notes = FakeNotes(self._copy)
        self.follow_ups = FakeFollowUps(self._copy)
        self.audit = FakeAudit(self._copy)
        self.office = FakeOffice(self._copy)

    def __enter__(self) -> Self:
        self._use(self._records.tables)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._use(self._records.tables)

    def commit(self) -> None:
        """Make it last."""
        if not self._writes:
            msg = "a reader does not commit"
            raise RuntimeError(msg)
        self._records.tables = self._copy
        self._records.commits += 1


class FakeRecords:
    """A vault in memory; ``tables`` is what a fresh read would see."""

    def __init__(self, unit: Unit, users: Sequence[User]) -> None:
        self.tables = Tables(unit=unit, users={user.id: user for user in users})
        self.commits = 0

    def write(self) -> FakeUnitOfWork:
        return FakeUnitOfWork(self, writes=True)

    def read(self) -> FakeUnitOfWork:
        return FakeUnitOfWork(self, writes=False)
