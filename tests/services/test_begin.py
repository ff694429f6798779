"""Beginning registers somebody and goes on where nothing is asked twice; what is refused registers nobody."""

import pytest

from screening_app.domain.access import Regime, Role
from screening_app.domain.answers import AnswerKey, PartialDate
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied, PersonNotFound
from screening_app.domain.ids import LinkId, PersonId, StepId
from screening_app.domain.person import CaseKind, IdentityKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_again, begin_with_new, pathways_allowed
from screening_app.services.conversation_state import next_question
from screening_app.services.errors import WrongRegime
from screening_app.services.people import NewPerson
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords

HEALTH = "https://samtalsstod.example/se/pathway-health"


def tables(desk: Session) -> "fakes.Tables":
    assert isinstance(desk.records, FakeRecords)
    return desk.records.tables


def test_only_pathways_of_the_regime_are_offered(library: FileFormLibrary) -> None:
    health = pathways_allowed(fakes.session(library))
    social = pathways_allowed(fakes.session(library, regime=Regime.SOC_MUNICIPAL))

    assert HEALTH in [choice.canonical.partition("|")[0] for choice in health]
    assert HEALTH not in [choice.canonical.partition("|")[0] for choice in social]


def test_how_the_case_is_kept_is_not_asked_twice(desk: Session) -> None:
    choice = pathways_allowed(desk)[0]

    conversation = begin_with_new(desk, NewPerson(kind=CaseKind.ANONYMOUS), choice.canonical, age=30)

    answers = conversation.records[StepId("w1-prepare")].answers.given
    assert answers[AnswerKey(LinkId("case-kind"))].values == ("anonymous",)
    following = next_question(conversation)
    assert following is not None
    assert following[1].key.link_id == "reason"


def test_a_pathway_of_another_regime_registers_nobody(library: FileFormLibrary, desk: Session) -> None:
    health = pathways_allowed(desk)[0].canonical
    social = fakes.session(library, regime=Regime.SOC_MUNICIPAL)

    with pytest.raises(WrongRegime):
        begin_with_new(social, NewPerson(kind=CaseKind.PSEUDONYM), health)

    assert not tables(social).persons


def test_why_a_number_was_kept_is_on_record_without_the_number(desk: Session) -> None:
    new = NewPerson(
        kind=CaseKind.IDENTIFIED,
        name="Testa Påhittad",
        identity_kind=IdentityKind.PNR,
        identity_number="198112180001",
    )

    begin_with_new(desk, new, pathways_allowed(desk)[0].canonical, check_digit_reason="as-stated")

    event = next(event for event in tables(desk).audit if event.action is AuditAction.PERSON_REGISTERED)
    assert '"check_digit":"as-stated"' in (event.body or "")
    assert "1981" not in (event.body or "")


def test_a_new_conversation_with_the_same_person_opens_the_record(desk: Session) -> None:
    choice = pathways_allowed(desk)[0]
    first = begin_with_new(desk, NewPerson(kind=CaseKind.PSEUDONYM), choice.canonical)

    second = begin_again(desk, first.screening.person, choice.canonical)

    assert second.screening.person == first.screening.person
    assert AuditAction.PERSON_OPENED in [event.action for event in tables(desk).audit]


def test_the_birth_date_on_record_goes_before_an_age_that_was_stated(desk: Session) -> None:
    choice = pathways_allowed(desk)[0]
    new = NewPerson(kind=CaseKind.IDENTIFIED, name="Testa Påhittad", birth_date=PartialDate(1985, 3, 9))
    first = begin_with_new(desk, new, choice.canonical, age=7)

    second = begin_again(desk, first.screening.person, choice.canonical, age=7)

    assert (first.screening.age, second.screening.age) == (41, 41)


def test_a_birth_date_stated_later_is_on_record_without_the_date(desk: Session) -> None:
    choice = pathways_allowed(desk)[0]
    new = NewPerson(kind=CaseKind.IDENTIFIED, name="Testa Påhittad")
    first = begin_with_new(desk, new, choice.canonical)

    begin_again(desk, first.screening.person, choice.canonical, born=PartialDate(1985, 3, 9))

    assert tables(desk).persons[first.screening.person].birth_date == PartialDate(1985, 3, 9)
    event = next(event for event in tables(desk).audit if event.action is AuditAction.BIRTH_DATE_STATED)
    assert event.object == first.screening.person
    assert "1985" not in (event.body or "")


@pytest.mark.parametrize("known", [None, PartialDate(1984)])
def test_a_birth_date_is_stated_neither_without_a_name_nor_against_what_is_known(
    desk: Session, known: PartialDate | None
) -> None:
    choice = pathways_allowed(desk)[0]
    nameless = NewPerson(kind=CaseKind.PSEUDONYM)
    named = NewPerson(kind=CaseKind.IDENTIFIED, name="Testa Påhittad", birth_date=known)
    first = begin_with_new(desk, named if known else nameless, choice.canonical)

    with pytest.raises(ValueError, match=r"birth date|identity"):
        begin_again(desk, first.screening.person, choice.canonical, born=PartialDate(1985, 3, 9))
    assert tables(desk).persons[first.screening.person].birth_date == known
    assert len(tables(desk).screenings) == 1


def test_out_of_reach_nothing_begins(desk: Session) -> None:
    with pytest.raises(PersonNotFound):
        begin_again(desk, PersonId("nobody"), pathways_allowed(desk)[0].canonical)


def test_a_role_that_opens_nobody_begins_nothing(library: FileFormLibrary) -> None:
    keeper = fakes.session(library, as_user=fakes.user("kim", Role.ADMINISTRATOR))
    with pytest.raises(AccessDenied):
        begin_again(keeper, PersonId("nobody"), pathways_allowed(keeper)[0].canonical)
