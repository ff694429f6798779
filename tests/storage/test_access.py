"""A person out of reach is like one who does not exist, for every method that reads or writes one."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from screening_app.domain.access import Access, Role
from screening_app.domain.answers import PartialDate
from screening_app.domain.errors import AccessDenied, PersonNotFound
from screening_app.domain.ids import DocumentId, PersonId, ResponseId, ScreeningId, UnitId, UserId
from screening_app.domain.person import PersonField, SearchQuery
from screening_app.domain.records import Consent, DocumentRecord, ResponseStatus, StoredResult
from screening_app.services.ports import UnitOfWork
from screening_app.vault.opened import OpenVault
from tests.vault.making import CLOCK, ENTROPY, NAME, Begun, answered, begin, new_person, save

Act = Callable[[UnitOfWork, Begun, Access], object]

DIGEST = "0" * 64


def document(begun: Begun) -> DocumentRecord:
    """Return a decided document."""
    return DocumentRecord(
        id=DocumentId(ENTROPY.new_id()),
        screening=begun.screening.id,
        kind="referral",
        number=1,
        copy=1,
        recipient="Socialtjänsten",
        basis="consent",
        purpose="referral",
        classes=("identity", "statement"),
        opened=(),
        decided_at=CLOCK.now(),
        decided_by=begun.access.user,
        head="1 · 0123456789abcdef",
    )


def consent(begun: Begun) -> Consent:
    """Return a consent."""
    return Consent(
        id=ENTROPY.new_id(),
        person=begun.person.id,
        recipient="Socialtjänsten",
        scope="allt",
        how="spoken",
        given_on=dt.date(2026, 11, 22),
    )


def result(begun: Begun) -> StoredResult:
    """Return a result."""
    return StoredResult(response=begun.response.id, id="total", kind="score", body="{}")


DOCUMENT = DocumentId("DOCUMENT")
ACTS: dict[str, Act] = {
    "get": lambda uow, b, a: uow.persons.get(b.person.id, access=a),
    "birth date": lambda uow, b, a: uow.persons.state_birth_date(b.person.id, PartialDate(1985), access=a),
    "run": lambda uow, b, a: uow.screenings.get(b.screening.id, access=a),
    "add run": lambda uow, b, a: uow.screenings.add(
        replace(b.screening, id=ScreeningId(ENTROPY.new_id())), access=a
    ),
    "close": lambda uow, b, a: uow.screenings.close(b.screening, access=a),
    "add response": lambda uow, b, a: uow.screenings.add_response(
        replace(b.response, id=ResponseId(ENTROPY.new_id())), access=a
    ),
    "complete": lambda uow, b, a: uow.screenings.complete_response(b.response, access=a),
    "add event": lambda uow, b, a: uow.screenings.add_event(answered(b, 2), access=a),
    "erase": lambda uow, b, a: uow.screenings.erase_events(b.response.id, [1], access=a),
    "add result": lambda uow, b, a: uow.screenings.add_result(replace(result(b), id="other"), access=a),
    "document": lambda uow, _b, a: uow.documents.get(DOCUMENT, access=a),
    "decide": lambda uow, b, a: uow.documents.decide(replace(document(b), number=2), access=a),
    "rendered": lambda uow, _b, a: uow.documents.rendered(DOCUMENT, DIGEST, access=a),
    "consent": lambda uow, b, a: uow.documents.add_consent(consent(b), access=a),
}
LISTS: dict[str, Act] = {
    "runs": lambda uow, b, a: uow.screenings.of_person(b.person.id, access=a),
    "drafts": lambda uow, b, a: [run for run in uow.screenings.drafts(access=a) if run.person == b.person.id],
    "last written": lambda uow, b, a: [
        run for run in uow.screenings.last_written(access=a) if run == b.screening.id
    ],
    "responses": lambda uow, b, a: uow.screenings.responses(b.screening.id, access=a),
    "events": lambda uow, b, a: uow.screenings.events(b.response.id, access=a),
    "history": lambda uow, b, a: uow.screenings.history(b.screening.id, access=a),
    "results": lambda uow, b, a: uow.screenings.results(b.response.id, access=a),
    "consents": lambda uow, b, a: uow.documents.consents(b.person.id, access=a),
    "name": lambda uow, _b, a: uow.persons.search(SearchQuery(field=PersonField.NAME, text=NAME), access=a),
    "copies": lambda uow, b, a: range(
        uow.documents.copies(b.screening.id, "referral", "Socialtjänsten", access=a)
    ),
}


@pytest.fixture
def full(vault: OpenVault, begun: Begun) -> Begun:
    """Return a conversation with one of everything."""
    save(vault, answered(begun, 1), access=begun.access)
    with vault.records.write() as uow:
        uow.screenings.add_result(result(begun), access=begun.access)
        uow.documents.decide(replace(document(begun), id=DOCUMENT), access=begun.access)
        uow.documents.add_consent(consent(begun), access=begun.access)
        uow.commit()
    return begun


@pytest.fixture(
    params=[
        "no relation",
        "relation to another",
        "ended",
        "other unit",
        "claimed role",
        "coordinator",
        "administrator",
        "nobody",
    ]
)
def outsider(request: pytest.FixtureRequest, vault: OpenVault, full: Begun, colleague: Access) -> Access:
    """Return the access of somebody out of reach, for each reason."""
    mine = full.access
    if request.param == "ended":
        with vault.records.write() as uow:
            uow.persons.end_relation(full.person.id, access=mine, at=CLOCK.now())
            uow.commit()
        return mine
    if request.param == "relation to another":
        begin(vault, new_person(vault, name="Berg", number=None), access=colleague)
        return colleague
    return {
        "no relation": colleague,
        "other unit": replace(mine, unit=UnitId("OTHER")),
        "claimed role": replace(mine, role=Role.SUPERVISOR),
        "coordinator": replace(mine, role=Role.COORDINATOR),
        "administrator": replace(mine, role=Role.ADMINISTRATOR),
        "nobody": replace(mine, user=UserId("NOBODY")),
    }[request.param]


def test_a_birth_date_that_was_stated_later_is_kept(vault: OpenVault, full: Begun) -> None:
    with vault.records.write() as uow:
        uow.persons.state_birth_date(full.person.id, PartialDate(1985, 3, 9), access=full.access)
        uow.commit()

    with vault.records.read() as uow:
        kept = uow.persons.get(full.person.id, access=full.access)
    assert kept == replace(full.person, birth_date=PartialDate(1985, 3, 9))


@pytest.mark.parametrize("name", ACTS)
def test_whoever_is_out_of_reach_gets_the_same_error_and_changes_nothing(
    vault: OpenVault, full: Begun, outsider: Access, name: str
) -> None:
    before = _everything(vault)

    with vault.records.write() as uow:
        with pytest.raises(PersonNotFound) as caught:
            ACTS[name](uow, full, outsider)
        uow.commit()

    assert caught.value.params == {}
    assert _everything(vault) == before


@pytest.mark.parametrize("name", LISTS)
def test_whoever_is_out_of_reach_gets_no_list_and_no_count(
    vault: OpenVault, full: Begun, outsider: Access, name: str
) -> None:
    with vault.records.read() as uow:
        found = LISTS[name](uow, full, outsider)

    assert list(found) == []  # type: ignore[call-overload]


@pytest.mark.parametrize("name", LISTS)
def test_whoever_has_a_relation_gets_the_list(vault: OpenVault, full: Begun, name: str) -> None:
    with vault.records.read() as uow:
        found = LISTS[name](uow, full, full.access)

    assert len(list(found)) == 1  # type: ignore[call-overload]


def test_an_unknown_person_and_one_out_of_reach_give_the_same_error(
    vault: OpenVault, full: Begun, colleague: Access
) -> None:
    with vault.records.read() as uow:
        with pytest.raises(PersonNotFound) as unknown:
            uow.persons.get(PersonId("NONE"), access=full.access)
        with pytest.raises(PersonNotFound) as hidden:
            uow.persons.get(full.person.id, access=colleague)

    assert (unknown.value.code, unknown.value.describe()) == (hidden.value.code, hidden.value.describe())


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.METHOD_LEAD, Role.SUPERVISOR])
def test_nobody_registers_a_person_with_a_role_that_opens_none_or_is_not_theirs(
    vault: OpenVault, begun: Begun, role: Role
) -> None:
    with vault.records.write() as uow, pytest.raises(AccessDenied):
        uow.persons.add(new_person(vault), access=replace(begun.access, role=role))


def test_two_users_see_their_own_persons_only(vault: OpenVault, begun: Begun, colleague: Access) -> None:
    theirs = begin(vault, new_person(vault, name="Kanariefågel Berg", number=None), access=colleague)
    query = SearchQuery(field=PersonField.NAME, text="kanarie")

    with vault.records.read() as uow:
        mine = uow.persons.search(query, access=begun.access)
        others = uow.persons.search(query, access=colleague)

    assert [person.id for person in mine] == [begun.person.id]
    assert [person.id for person in others] == [theirs.person.id]


def test_a_search_reads_no_row_of_anybody_out_of_reach(vault: OpenVault, colleague: Access) -> None:
    """Content and time alike: the plan begins with the user's own terms."""
    statements = list[str]()
    with vault.records.read() as uow:
        connection = uow.persons._connection  # type: ignore[attr-defined]
        driver = connection.connection.dbapi_connection
        driver.set_trace_callback(statements.append)
        uow.persons.search(SearchQuery(field=PersonField.NAME, text="kan bro"), access=colleague)
        driver.set_trace_callback(None)
        statement = next(text for text in statements if text.startswith("SELECT person"))
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]

    # The outer loop is the first step; what follows runs once per row that it found.
    assert plan[0].startswith("SEARCH first USING")
    assert "user_id=? AND field=?" in plan[0]
    assert not [step for step in plan if step.startswith("SCAN")]
    assert any("SUBQUERY" in step for step in plan) == any("CORRELATED" in step for step in plan)


def test_closing_and_completing_are_stored(vault: OpenVault, full: Begun) -> None:
    closed = replace(
        full.screening, status=ResponseStatus.COMPLETED, outcome="asked-yes", closed_at=CLOCK.now(), age=34
    )
    done = replace(
        full.response,
        status=ResponseStatus.COMPLETED,
        signed_body="{}",
        signature=bytes(64),
        completed_at=CLOCK.now(),
    )
    with vault.records.write() as uow:
        uow.screenings.complete_response(done, access=full.access)
        uow.screenings.close(closed, access=full.access)
        uow.documents.rendered(DOCUMENT, DIGEST, access=full.access)
        uow.commit()

    with vault.records.read() as uow:
        assert uow.screenings.get(closed.id, access=full.access) == closed
        assert uow.screenings.responses(closed.id, access=full.access) == (done,)
        assert uow.documents.get(DOCUMENT, access=full.access).sha256 == DIGEST
        assert uow.documents.next_number() == 2
        assert uow.screenings.drafts(access=full.access) == ()


def _everything(vault: OpenVault) -> list[tuple[object, ...]]:
    connection = vault.reader()
    names = (
        "person",
        "care_relation",
        "screening",
        "response",
        "answer_event",
        "result",
        "document",
        "consent",
    )
    rows = [row for name in names for row in connection.execute(f"SELECT * FROM {name}").fetchall()]  # noqa: S608
    connection.close()
    return rows
