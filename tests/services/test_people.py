"""Who may be found, by whom, on what; and that every look is on record."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening_app.domain.access import Regime, Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied, PersonNotFound, SearchNotPermitted
from screening_app.domain.ids import PersonId
from screening_app.domain.person import CaseKind, IdentityKind, PersonField, SearchQuery
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.people import NewPerson, open_person, register_person, search_persons
from screening_app.services.session import Session
from tests.helpers import fakes

ALLOWED = {"name", "pnr", "samnr", "case-number"}
"""Written out here on purpose: förordning 2001:637 15 §, L-54."""

EK = NewPerson(
    kind=CaseKind.IDENTIFIED, name="Testperson Ek", identity_kind=IdentityKind.RESERVE, identity_number="R-1"
)


def actions(desk: Session) -> list[AuditAction]:
    assert isinstance(desk.records, fakes.FakeRecords)
    return [event.action for event in desk.records.tables.audit]


@given(
    field=st.sampled_from(PersonField),
    regime=st.sampled_from([Regime.SOC_MUNICIPAL, Regime.SOC_PRIVATE]),
    text=st.text(max_size=20),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_social_services_search_on_four_things_and_nothing_else(
    library: FileFormLibrary, field: PersonField, regime: Regime, text: str
) -> None:
    desk = fakes.session(library, regime=regime)
    query = SearchQuery(field=field, text=text)

    if field.value in ALLOWED:
        assert search_persons(desk, query) == []
        assert actions(desk) == [AuditAction.SEARCHED]
    else:
        with pytest.raises(SearchNotPermitted):
            search_persons(desk, query)
        assert actions(desk) == [AuditAction.REFUSED]


@pytest.mark.parametrize("field", [PersonField.OFFENCE, PersonField.SOCIAL_SERVICES_HELP, PersonField.FLAG])
def test_health_care_never_searches_on_offences_or_social_help(desk: Session, field: PersonField) -> None:
    with pytest.raises(SearchNotPermitted):
        search_persons(desk, SearchQuery(field=field, text="x"))


def test_the_chain_says_what_kind_of_search_it_was_and_not_its_text(desk: Session) -> None:
    search_persons(desk, SearchQuery(field=PersonField.NAME, text="Hemliga Namnet"))

    assert isinstance(desk.records, fakes.FakeRecords)
    event = desk.records.tables.audit[-1]
    assert event.body == '{"search":"name"}'


def test_a_colleague_without_a_case_relation_finds_no_person_and_no_count(
    desk: Session, library: FileFormLibrary
) -> None:
    person = register_person(desk, EK)
    assert isinstance(desk.records, fakes.FakeRecords)
    colleague = fakes.session(library, records=desk.records, as_user=fakes.user("bert"))

    assert search_persons(colleague, SearchQuery(field=PersonField.NAME, text="Test")) == []
    with pytest.raises(PersonNotFound):
        open_person(colleague, person.id)
    with pytest.raises(PersonNotFound):
        open_person(colleague, PersonId("nobody at all"))


def test_opening_is_on_record_even_when_it_is_refused(desk: Session) -> None:
    with pytest.raises(PersonNotFound):
        open_person(desk, PersonId("nobody"))

    assert actions(desk) == [AuditAction.PERSON_OPENED]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.METHOD_LEAD, Role.COORDINATOR])
def test_other_roles_open_no_records(library: FileFormLibrary, role: Role) -> None:
    desk = fakes.session(library, as_user=fakes.user("adam", role))

    with pytest.raises(AccessDenied):
        register_person(desk, EK)


def test_a_nameless_case_carries_no_identity(desk: Session) -> None:
    with pytest.raises(ValueError, match="nameless"):
        register_person(desk, NewPerson(kind=CaseKind.ANONYMOUS, name="Testperson Ek"))

    person = register_person(desk, NewPerson(kind=CaseKind.ANONYMOUS))
    assert (person.name, person.identity_kind) == (None, IdentityKind.ANONYMOUS)
