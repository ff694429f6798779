"""One field finds a person by what it can be: number, case number or name, and by nothing else."""

import pytest

from screening_app.domain.person import CaseKind, IdentityKind, PersonField
from screening_app.services.find import find_persons
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from tests.helpers.fake_records import FakeRecords


def searches(desk: Session, text: str) -> list[str]:
    """Return the kinds of search that are on record for one text."""
    assert isinstance(desk.records, FakeRecords)
    before = len(desk.records.tables.audit)
    find_persons(desk, text)
    return [event.body or "" for event in desk.records.tables.audit[before:]]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Testa", [PersonField.NAME]),
        ("K7QM-4XWP", [PersonField.CASE_NUMBER, PersonField.NAME]),
        ("Anna-Lena", [PersonField.CASE_NUMBER, PersonField.NAME]),
        ("19811218-0001", [PersonField.PNR]),
        ("19811278-0001", [PersonField.SAMNR]),
        ("123", [PersonField.PNR, PersonField.SAMNR]),
        ("", []),
    ],
)
def test_a_text_is_looked_up_as_what_it_can_be(desk: Session, text: str, fields: list[PersonField]) -> None:
    assert [
        f'"search":"{field}"' in body for field, body in zip(fields, searches(desk, text), strict=True)
    ] == [True] * len(fields)


def test_one_who_matches_twice_is_listed_once_and_the_list_ends(desk: Session) -> None:
    for _ in range(3):
        register_person(desk, NewPerson(kind=CaseKind.IDENTIFIED, name="Testa"))

    assert len(find_persons(desk, "Testa")) == 3
    assert len(find_persons(desk, "Testa", limit=2)) == 2


def test_a_coordination_number_is_found_in_its_short_form(desk: Session) -> None:
    new = NewPerson(
        kind=CaseKind.IDENTIFIED,
        name="Testa",
        identity_kind=IdentityKind.SAMNR,
        identity_number="198112780001",
    )
    person = register_person(desk, new)

    assert [found.id for found in find_persons(desk, "811278-0001")] == [person.id]
