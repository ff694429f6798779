"""What was answered, signed, decided or chained stays, whatever statement comes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.audit import AuditAction, AuditEvent
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.events import Change, EventKind
from screening_app.domain.ids import Canonical, DocumentId, LinkId, ScreeningId
from screening_app.domain.records import FormVersion, ResponseStatus, StoredResult
from screening_app.services.integrity import seal
from screening_app.storage.errors import OutOfOrder, RecordFrozen, RecordRefused
from screening_app.vault.opened import OpenVault
from tests.storage.test_access import DIGEST, consent, document
from tests.vault.making import CLOCK, ENTROPY, FORM, Begun, answered, save, stored_numbers

DOCUMENT = DocumentId("DOCUMENT")
NOTE = (
    "INSERT INTO case_note (id, person_id, kind, body, salt, hash, recorded_at, recorded_by)"
    " VALUES (:id, :person, 'objection', '{}', zeroblob(16), zeroblob(32), 'at', :by)"
)


def link(seq: int) -> AuditEvent:
    """Return an audit event; how it is chained is no matter here."""
    return AuditEvent(
        seq=seq,
        at="2026-11-22T08:00:00.000000+00:00",
        user="U",
        action=AuditAction.UNLOCKED,
        object="O",
        salt=bytes(16),
        body="{}",
        body_hash=bytes(32),
        previous=bytes(32),
        mac=seq.to_bytes(32, "big"),
        signature=bytes(64),
    )


@pytest.fixture
def done(vault: OpenVault, begun: Begun) -> Begun:
    """Return a completed and closed conversation with two answers, a result, a document and two links."""
    save(vault, answered(begun, 1), answered(begun, 2), access=begun.access)
    completed = replace(
        begun.response,
        status=ResponseStatus.COMPLETED,
        signed_body="{}",
        signature=bytes(64),
        completed_at=CLOCK.now(),
    )
    closed = replace(begun.screening, status=ResponseStatus.COMPLETED, outcome="no", closed_at=CLOCK.now())
    with vault.records.write() as uow:
        uow.screenings.complete_response(completed, access=begun.access)
        result = StoredResult(response=completed.id, id="total", kind="score", body="{}")
        uow.screenings.add_result(result, access=begun.access)
        uow.screenings.close(closed, access=begun.access)
        uow.documents.decide(replace(document(begun), id=DOCUMENT), access=begun.access)
        uow.documents.rendered(DOCUMENT, DIGEST, access=begun.access)
        uow.documents.add_consent(consent(begun), access=begun.access)
        connection = uow.screenings._connection  # type: ignore[attr-defined]
        note = {"id": "NOTE", "person": begun.person.id, "by": begun.access.user}
        connection.execute(text(NOTE), note)
        uow.audit.append(link(1))
        uow.audit.append(link(2))
        uow.commit()
    return replace(begun, response=completed, screening=closed)


@pytest.fixture
def connection(vault: OpenVault, done: Begun) -> Iterator[Connection]:
    """Return the writer's connection, past the repositories."""
    with vault.records.write() as uow:
        yield uow.screenings._connection  # type: ignore[attr-defined]


FROZEN = [
    "DELETE FROM answer_event",
    "DELETE FROM answer_event WHERE number = 2",
    "UPDATE answer_event SET answer = '{}'",
    "UPDATE answer_event SET hash = zeroblob(32)",
    "UPDATE answer_event SET at = 'x', answer = NULL, salt = NULL",
    "UPDATE answer_event SET author = author || 'x', answer = NULL, salt = NULL",
    "UPDATE answer_event SET number = number + 10",
    "UPDATE answer_event SET link_id = 'x', answer = NULL, salt = NULL",
    "UPDATE answer_event SET answer = NULL",
    "UPDATE answer_event SET source = 'person', answer = NULL, salt = NULL",
    "INSERT INTO answer_event SELECT response_id, 3, at, author, kind, link_id, instance, answer, salt, hash,"
    " entered_at, source FROM answer_event WHERE number = 2",
    "DELETE FROM response",
    "UPDATE response SET signed_body = '[]'",
    "UPDATE response SET signature = zeroblob(64), signed_body = 'x'",
    "UPDATE response SET status = 'in-progress'",
    "UPDATE response SET status = 'amended', signed_body = 'x'",
    "UPDATE response SET form_sha256 = 'x'",
    "INSERT OR REPLACE INTO response SELECT * FROM response",
    "INSERT INTO response SELECT 'x', screening_id, step, form, form_sha256, 'in-progress', author, authored,"
    " NULL, NULL, NULL, NULL, NULL FROM response",
    "INSERT INTO response SELECT 'x', screening_id, 'other-step', form, form_sha256, 'in-progress', author,"
    " authored, NULL, NULL, NULL, id, NULL FROM response",
    "INSERT INTO response SELECT 'x', screening_id, step, 'other|1', form_sha256, 'in-progress', author,"
    " authored, NULL, NULL, NULL, id, NULL FROM response",
    "UPDATE response SET replaces = id",
    "UPDATE screening SET status = 'amended', outcome = 'yes'",
    "UPDATE screening SET status = 'amended', closed_at = NULL",
    "DELETE FROM screening",
    "UPDATE screening SET outcome = 'yes'",
    "UPDATE screening SET status = 'in-progress', closed_at = NULL",
    "UPDATE screening SET person_id = 'x'",
    "INSERT OR REPLACE INTO screening SELECT * FROM screening",
    "DELETE FROM result",
    "UPDATE result SET body = '[]'",
    "INSERT OR REPLACE INTO result SELECT response_id, kind, id, '[]' FROM result",
    "DELETE FROM document",
    "UPDATE document SET sha256 = NULL",
    "UPDATE document SET sha256 = replace(sha256, '0', '1')",
    "UPDATE document SET recipient = 'x'",
    "INSERT OR REPLACE INTO document SELECT * FROM document",
    "DELETE FROM consent",
    "UPDATE consent SET scope = 'x'",
    "UPDATE consent SET withdrawn_at = 'x', recipient = 'x'",
    "INSERT OR REPLACE INTO consent SELECT * FROM consent",
    "DELETE FROM case_note",
    "UPDATE case_note SET body = 'x'",
    "UPDATE case_note SET body = NULL, salt = NULL, kind = 'note'",
    "INSERT OR REPLACE INTO case_note SELECT * FROM case_note",
    "DELETE FROM form_version",
    "UPDATE form_version SET body = 'x'",
    "INSERT OR REPLACE INTO form_version SELECT sha256, canonical, kind, 'x' FROM form_version",
    "DELETE FROM audit_event",
    "DELETE FROM audit_event WHERE seq = 2",
    "UPDATE audit_event SET mac = zeroblob(32)",
    "UPDATE audit_event SET body = 'x'",
    "UPDATE audit_event SET body = NULL",
    "UPDATE audit_event SET salt = NULL, body = NULL, at = 'x'",
    "UPDATE audit_event SET seq = seq + 10",
    "DELETE FROM setting WHERE name = 'chain-key'",
    "UPDATE setting SET value = 'x'",
    "UPDATE setting SET name = 'x'",
    "INSERT OR REPLACE INTO setting VALUES ('chain-key', 'x')",
]
OUT_OF_ORDER = [
    "INSERT INTO audit_event SELECT 4, at, user_id, action, object, salt, body, body_hash, previous, mac,"
    " signature FROM audit_event WHERE seq = 2",
    "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE seq = 2",
    "INSERT OR REPLACE INTO answer_event SELECT * FROM answer_event WHERE number = 2",
    "INSERT OR IGNORE INTO answer_event SELECT response_id, 9, at, author, kind, link_id, instance, answer,"
    " salt, hash, entered_at, source FROM answer_event WHERE number = 2",
]


@pytest.mark.parametrize("statement", FROZEN)
def test_what_is_finished_cannot_be_changed(connection: Connection, statement: str) -> None:
    with pytest.raises(RecordFrozen):
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", OUT_OF_ORDER)
def test_nothing_is_put_in_between_or_in_place_of_another(connection: Connection, statement: str) -> None:
    with pytest.raises((OutOfOrder, RecordFrozen)):
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", FROZEN + OUT_OF_ORDER)
def test_the_statements_above_would_work_without_the_triggers(connection: Connection, statement: str) -> None:
    """They are refused by the triggers alone, not because they make no sense to SQLite."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    names = (
        connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    )
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')

    try:
        changed = connection.execute(text(statement)).rowcount
    except RecordRefused:
        return  # A rule of the tables holds too.
    assert changed > 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent SET withdrawn_at = '2026-11-23T08:00:00.000000+00:00'",
        "UPDATE case_note SET body = NULL, salt = NULL",
    ],
)
def test_a_consent_is_withdrawn_and_a_note_erased_once(connection: Connection, statement: str) -> None:
    assert connection.execute(text(statement)).rowcount == 1


def test_an_amended_response_keeps_everything_but_its_status(connection: Connection) -> None:
    assert connection.execute(text("UPDATE response SET status = 'amended'")).rowcount == 1


VERSION = (
    "INSERT INTO response SELECT 'x', screening_id, step, form, form_sha256, 'in-progress', author, authored,"
    " NULL, NULL, NULL, id, NULL FROM response"
)


def test_a_version_of_a_finished_response_is_added_once_and_frees_the_outcome(connection: Connection) -> None:
    assert connection.execute(text(VERSION)).rowcount == 1
    amended = "UPDATE screening SET status = 'amended', outcome = 'yes', reason = NULL"
    assert connection.execute(text(amended)).rowcount == 1

    for statement in (VERSION.replace("'x'", "'y'"), "UPDATE screening SET status = 'amended', age = 3"):
        with pytest.raises((RecordFrozen, RecordRefused)):
            connection.execute(text(statement))


def test_a_version_of_an_unfinished_response_is_refused(connection: Connection) -> None:
    connection.execute(text(VERSION))

    with pytest.raises(RecordFrozen):
        connection.execute(
            text(VERSION.replace("'x'", "'y'").replace(" FROM response", " FROM response WHERE id = 'x'"))
        )


def test_what_was_taken_back_as_a_whole_is_not_corrected(connection: Connection) -> None:
    connection.execute(text("UPDATE screening SET status = 'entered-in-error'"))

    with pytest.raises(RecordFrozen):
        connection.execute(text(VERSION))


@pytest.mark.parametrize("number", [1, 3, 4, -1, 0])
def test_a_wrong_number_is_refused_and_nothing_is_stored(vault: OpenVault, begun: Begun, number: int) -> None:
    save(vault, answered(begun, 1), access=begun.access)

    with vault.records.write() as uow:
        with pytest.raises(OutOfOrder):
            uow.screenings.add_event(replace(answered(begun, 2), number=number), access=begun.access)
        uow.commit()

    assert stored_numbers(vault) == [1]


def test_erasing_takes_value_and_salt_and_keeps_the_rest(vault: OpenVault, done: Begun) -> None:
    with vault.records.read() as uow:
        before = uow.screenings.events(done.response.id, access=done.access)
    with vault.records.write() as uow:
        uow.screenings.erase_events(done.response.id, [1], access=done.access)
        uow.commit()

    with vault.records.read() as uow:
        after = uow.screenings.events(done.response.id, access=done.access)
        connection = uow.screenings._connection  # type: ignore[attr-defined]
        row = connection.execute(text("SELECT * FROM answer_event WHERE number = 1")).mappings().one()

    assert after == (replace(before[0], change=None, salt=None), before[1])
    assert (row["link_id"], row["instance"], row["kind"]) == ("told", "1", "answered")
    assert (row["answer"], row["salt"]) == (None, None)


def test_erasing_what_is_not_there_erases_nothing(vault: OpenVault, done: Begun) -> None:
    with vault.records.write() as uow, pytest.raises(PersonNotFound):
        uow.screenings.erase_events(done.response.id, [1, 7], access=done.access)

    with vault.records.read() as uow:
        events = uow.screenings.events(done.response.id, access=done.access)
    assert all(event.salt for event in events)


def test_every_kind_of_event_comes_back_as_it_was(vault: OpenVault, begun: Begun) -> None:
    group, answer = AnswerKey(LinkId("child"), (3,)), Answer(values=("ja", True, 7))
    changes = [
        Change(kind=EventKind.INSTANCE_ADDED, key=group),
        Change(kind=EventKind.ANSWERED, key=AnswerKey(LinkId("age"), (3, 12)), answer=answer),
        Change(kind=EventKind.CLEARED, key=AnswerKey(LinkId("age"))),
        Change(kind=EventKind.INSTANCE_REMOVED, key=group),
    ]
    events = [
        seal(
            change,
            response_id=begun.response.id,
            number=number,
            at=CLOCK.now(),
            author=begun.access.user,
            salt=ENTROPY.salt(),
            entered_at=CLOCK.now() if number == 2 else None,
        )
        for number, change in enumerate(changes, start=1)
    ]
    save(vault, *events, access=begun.access)

    with vault.records.read() as uow:
        assert uow.screenings.events(begun.response.id, access=begun.access) == tuple(events)
        assert uow.screenings.history(begun.screening.id, access=begun.access) == tuple(events)


def test_a_form_is_stored_once_under_its_digest(vault: OpenVault, begun: Begun) -> None:
    other = FormVersion(
        canonical=Canonical("other|1"), sha256=FORM.sha256, kind="questionnaire", text="other"
    )
    with vault.records.write() as uow:
        uow.office.keep_form(other)
        uow.commit()

    with vault.records.read() as uow:
        assert uow.office.form(FORM.sha256) == FORM
        assert uow.office.form("f" * 64) is None


def test_a_run_of_a_form_that_is_not_stored_is_refused_at_commit(vault: OpenVault, begun: Begun) -> None:
    screening = replace(begun.screening, id=ScreeningId(ENTROPY.new_id()), pathway_sha256="e" * 64)
    with vault.records.write() as uow:
        uow.screenings.add(screening, access=begun.access)
        with pytest.raises(RecordRefused):
            uow.commit()

    with vault.records.read() as uow:
        assert len(uow.screenings.of_person(begun.person.id, access=begun.access)) == 1
