"""No document becomes a letter to the person unless letters are agreed on (story 7)."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from screening_app.domain.person import CaseKind, Person
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.contact import end_contact
from screening_app.services.contact_guard import LetterNotAgreed, is_the_person, refuse_letter_to_person
from screening_app.services.people import NewPerson, register_person
from screening_app.services.preview import preview_referral
from screening_app.services.referral import make_referral
from screening_app.services.referral_order import KINDS, Order
from screening_app.services.script import ScriptRun
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.agreements import NO_CONTACT, agreed, demo_agreement, person_of, script
from tests.services.test_referral import Press, tables

NAME = "Testperson Ek"


def letter_agreed() -> Mapping[str, object]:
    """Return an agreement that letters may come."""
    agreement = demo_agreement()
    ways = agreement["channel"]
    assert isinstance(ways, list)
    return {**agreement, "channel": [{**ways[0], "channel-kind": "letter"}]}


def order(told: ScriptRun, recipient: str) -> Order:
    """Return an order for a document to somebody."""
    return Order(
        screening=told.conversation.screening.id, recipient=recipient, basis="CONSENT", kind=KINDS[0]
    )


def person(desk: Session, told: ScriptRun) -> Person:
    """Return whom a conversation was with."""
    return tables(desk).persons[person_of(told)]


@pytest.mark.parametrize(
    "recipient",
    [
        NAME,
        "testperson ek",
        "Ek, Testperson",
        "Till Testperson Ek, Storgatan 1",
        "R-TEST-0001",
        "r test 0001, hemma",
    ],
)
def test_a_document_to_the_person_is_neither_made_nor_previewed_nor_decided(
    desk: Session, recipient: str
) -> None:
    told = agreed(desk)

    with pytest.raises(LetterNotAgreed):
        make_referral(desk, order(told, recipient), render=Press(), check=fakes.check_signature)
    with pytest.raises(LetterNotAgreed):
        preview_referral(desk, order(told, recipient), render=Press(), check=fakes.check_signature)

    assert tables(desk).documents == {}


def test_the_case_number_names_the_person_too(desk: Session) -> None:
    told = agreed(desk)
    number = person(desk, told).case_number

    with pytest.raises(LetterNotAgreed):
        make_referral(desk, order(told, number), render=Press(), check=fakes.check_signature)


@pytest.mark.parametrize(
    "recipient", ["Socialtjänsten i Exempelkommun", "Testmottagningen Ek", "Ekmans byrå", "", "Ek"]
)
def test_others_are_not_taken_for_the_person(desk: Session, recipient: str) -> None:
    assert is_the_person(person(desk, agreed(desk)), recipient) is False


def test_a_name_of_one_word_is_the_person_only_by_itself() -> None:
    one = Person(
        id=fakes.FakeEntropy().new_id(),  # type: ignore[arg-type]
        unit=fakes.unit().id,
        case_number="K7QM-4XWP",
        kind=CaseKind.IDENTIFIED,
        created_at=fakes.FakeClock().now(),
        name="Anna",
    )

    assert is_the_person(one, " anna ")
    assert not is_the_person(one, "Anna Berg, socialtjänsten")
    assert not is_the_person(replace(one, name=None), "Anna")


@pytest.mark.parametrize("country", ["se", "gb"])
def test_every_kind_of_document_for_the_person_asks_the_card(library: FileFormLibrary, country: str) -> None:
    desk = fakes.session(library)
    nameless = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    kinds = library.packs(country).documents.document_type
    refused = set[str]()
    for kind in kinds:
        try:
            refuse_letter_to_person(desk, nameless, kind, "Socialtjänsten")
        except LetterNotAgreed:
            refused.add(kind.id)

    assert refused == {kind.id for kind in kinds if kind.audience == "subject"}


@pytest.mark.parametrize("agreement", [NO_CONTACT, demo_agreement()], ids=["no contact", "phone alone"])
def test_a_card_without_letters_stops_a_copy_for_the_person(
    desk: Session, agreement: Mapping[str, object]
) -> None:
    told = agreed(desk, script(agreement))
    copy = desk.forms.packs("se").documents.document("subject-access")

    with pytest.raises(LetterNotAgreed):
        refuse_letter_to_person(desk, person(desk, told), copy, "Socialtjänsten")


def test_with_letters_agreed_on_it_is_made_and_once_that_ends_no_more(desk: Session) -> None:
    told = agreed(desk, script(letter_agreed()))
    copy = desk.forms.packs("se").documents.document("subject-access")

    refuse_letter_to_person(desk, person(desk, told), copy, NAME)
    end_contact(desk, person_of(told))

    with pytest.raises(LetterNotAgreed):
        refuse_letter_to_person(desk, person(desk, told), copy, NAME)
