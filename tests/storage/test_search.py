"""Searches take the four fields that every regime allows, and nothing else (L-54, story 9)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening_app.domain.access import Access, Regime, Role
from screening_app.domain.errors import SearchNotPermitted
from screening_app.domain.ids import UnitId, UserId
from screening_app.domain.person import SEARCHABLE, CaseKind, IdentityKind, PersonField, SearchQuery
from screening_app.storage.persons import SqlPersonRepository
from screening_app.storage.search import name_words, wanted_terms
from screening_app.vault.opened import OpenVault
from tests.vault.making import Begun, access_of, begin, make_vault, new_person

ACCESS = Access(user=UserId("USER"), role=Role.STAFF, unit=UnitId("UNIT"), regime=Regime.SOC_MUNICIPAL)
FORBIDDEN = [field for field in PersonField if field not in SEARCHABLE]


class NoConnection:
    """Stands where a database would be touched."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)


@given(field=st.sampled_from(FORBIDDEN), regime=st.sampled_from(list(Regime)), text=st.text())
def test_any_other_field_raises_in_every_regime_before_the_database_is_touched(
    field: PersonField, regime: Regime, text: str
) -> None:
    repository = SqlPersonRepository(NoConnection())  # type: ignore[arg-type]
    access = replace(ACCESS, regime=regime)

    with pytest.raises(SearchNotPermitted):
        repository.search(SearchQuery(field=field, text=text), access=access)


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("field", PersonField)
def test_a_vault_of_any_regime_allows_four_fields(regime: Regime, field: PersonField) -> None:
    repository = SqlPersonRepository(NoConnection())  # type: ignore[arg-type]
    query = SearchQuery(field=field, text="anna 19121212-1212")

    expected: type[Exception] = AssertionError if field in SEARCHABLE else SearchNotPermitted
    with pytest.raises(expected):
        repository.search(query, access=replace(ACCESS, regime=regime))


def names_found(vault: OpenVault, field: PersonField, text: str, limit: int = 50) -> list[str | None]:
    """Return the names of those whom a search finds."""
    with vault.records.read() as uow:
        query = SearchQuery(field=field, text=text)
        return [person.name for person in uow.persons.search(query, access=access_of(vault), limit=limit)]


PEOPLE = {
    "Åsa Märta Öberg": "198001011234",
    "Asa Berg": "198002022345",
    "Élise Øst-Łuk": "198006633456",
    "Anna-Karin af Ek": None,
}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    """Return a vault with four people."""
    vault = make_vault(tmp_path_factory.mktemp("people") / "vault")
    for name, number in PEOPLE.items():
        person = new_person(vault, name=name, number=number)
        kind = IdentityKind.SAMNR if number and int(number[6:8]) > 60 else person.identity_kind
        begin(vault, replace(person, identity_kind=kind))
    yield vault
    vault.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Åsa", {"Åsa Märta Öberg"}),
        ("a\u030asa", {"Åsa Märta Öberg"}),
        ("asa", {"Åsa Märta Öberg", "Asa Berg"}),
        ("ÅSA M", {"Åsa Märta Öberg"}),
        ("öb", {"Åsa Märta Öberg"}),
        ("marta", {"Åsa Märta Öberg"}),
        ("berg", {"Asa Berg"}),
        ("b", {"Asa Berg"}),
        ("elise", {"Élise Øst-Łuk"}),
        ("ost luk", {"Élise Øst-Łuk"}),
        ("karin anna", {"Anna-Karin af Ek"}),
        ("anna kari af ek", {"Anna-Karin af Ek"}),
        ("anna berg", set()),
        ("sa", set()),
        ("", set()),
        ("%", set()),
        ("_sa", set()),
        ("as*", {"Åsa Märta Öberg", "Asa Berg"}),
        ("asa' OR 1=1 --", set()),
    ],
)
def test_names_are_found_by_the_beginnings_of_their_words(
    people: OpenVault, text: str, found: set[str]
) -> None:
    assert set(names_found(people, PersonField.NAME, text)) == found


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        (PersonField.PNR, "19800101-1234", ["Åsa Märta Öberg"]),
        (PersonField.PNR, "800101-1234", ["Åsa Märta Öberg"]),
        (PersonField.PNR, "800101+1234", ["Åsa Märta Öberg"]),
        (PersonField.PNR, " 1980 0101 1234 ", ["Åsa Märta Öberg"]),
        (PersonField.PNR, "1980010112", []),
        (PersonField.PNR, "198001", []),
        (PersonField.PNR, "", []),
        (PersonField.PNR, "19800663-3456", []),
        (PersonField.SAMNR, "800663-3456", ["Élise Øst-Łuk"]),
        (PersonField.SAMNR, "800101-1234", []),
    ],
)
def test_numbers_are_found_whole_however_they_are_written(
    people: OpenVault, field: PersonField, text: str, found: list[str]
) -> None:
    assert names_found(people, field, text) == found


def test_a_case_number_is_found_whole_without_regard_to_case_and_hyphen(
    vault: OpenVault, begun: Begun
) -> None:
    number = begun.person.case_number

    assert len(names_found(vault, PersonField.CASE_NUMBER, number)) == 1
    assert len(names_found(vault, PersonField.CASE_NUMBER, number.lower().replace("-", " "))) == 1
    assert names_found(vault, PersonField.CASE_NUMBER, number[:-1]) == []


def test_a_nameless_case_is_found_by_its_case_number_only(vault: OpenVault) -> None:
    person = replace(
        new_person(vault, name=None, number=None),
        kind=CaseKind.ANONYMOUS,
        identity_kind=IdentityKind.ANONYMOUS,
    )
    begin(vault, person)

    assert names_found(vault, PersonField.CASE_NUMBER, person.case_number) == [None]
    assert names_found(vault, PersonField.NAME, person.case_number) == []


def test_a_foreign_number_is_no_search_term(vault: OpenVault) -> None:
    begin(vault, replace(new_person(vault), identity_kind=IdentityKind.FOREIGN))

    assert names_found(vault, PersonField.PNR, "191212121212") == []
    assert names_found(vault, PersonField.SAMNR, "191212121212") == []


def test_a_search_gives_each_person_once_and_no_more_than_asked(people: OpenVault) -> None:
    assert len(names_found(people, PersonField.NAME, "a")) == 3
    assert len(names_found(people, PersonField.NAME, "a", limit=2)) == 2


CROWD = [
    f"{('Kim', 'Kimberley', 'Alva')[number % 3]} {('Mo', 'Nor')[number % 2]} "
    f"{('Berg', 'Bergman', 'Ek', 'Åberg')[number % 4]} {chr(97 + number % 23)}{chr(97 + number % 7)}"
    for number in range(1400)
]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    """Return a vault with people of whom very many have the same names."""
    vault = make_vault(tmp_path_factory.mktemp("crowd") / "vault")
    with vault.records.write() as uow:
        for name in CROWD:
            uow.persons.add(new_person(vault, name=name, number=None), access=access_of(vault))
        uow.commit()
    yield vault
    vault.close()


@pytest.mark.parametrize(
    "text",
    [
        "kim berg",
        "ki be",
        "kim b",
        "k m",
        "berg mo kim",
        "aberg nor kimb",
        "alva aa",
        "bb berg kim",
        "ek be",
        "kim kim",
    ],
)
def test_words_that_many_have_find_the_same_people_as_one_by_one(crowd: OpenVault, text: str) -> None:
    def has_all(name: str) -> bool:
        words = [*name_words(name), *name_words(name.replace("Å", "A"))]
        return all(any(word.startswith(wanted) for word in words) for wanted in text.split())

    found = names_found(crowd, PersonField.NAME, text, limit=2000)

    assert sorted(map(str, found)) == sorted(filter(has_all, CROWD))
    assert len(names_found(crowd, PersonField.NAME, text)) == min(50, len(found))


@given(name=st.text())
def test_every_word_of_a_name_is_one_that_finds_it(name: str) -> None:
    for word in name_words(name):
        assert wanted_terms(SearchQuery(field=PersonField.NAME, text=word)) == tuple(name_words(word))
        assert name_words(word) == [word]
