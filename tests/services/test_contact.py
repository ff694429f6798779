"""Safe contact respected: the rules first, the number on record, nothing that was not agreed (story 7)."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.contact import Reached, Sending, Stale, Standing
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import PersonId, StepId
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.audit import verify_audit
from screening_app.services.contact import (
    NewAttempt,
    ReasonForContactMissing,
    UntilOutOfRange,
    attempts_of,
    confirm_contact,
    end_contact,
    open_contact,
    record_attempt,
    show_address,
)
from screening_app.services.contact_guard import ContactNotAgreed, may_send
from screening_app.services.conversation import resume_conversation, somebody_walks_in
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.agreements import (
    MORNING,
    NO_CONTACT,
    PHONE,
    again,
    agreed,
    bodies,
    card,
    chain_text,
    days_later,
    demo_agreement,
    person_of,
    say,
    script,
    stranger,
)
from tests.helpers.two_desks import DESKS

REASON = "Hon bad oss ringa i kväll."
TODAY = MORNING.date()


@pytest.fixture(params=DESKS)
def desk(request: pytest.FixtureRequest, library: FileFormLibrary, tmp_path: Path) -> Iterator[Session]:
    """Return a desk, once in memory and once on SQLCipher."""
    yield from DESKS[request.param](library, tmp_path)


def test_where_nothing_was_agreed_nothing_is_allowed(desk: Session) -> None:
    found = card(desk, stranger(desk))

    assert found.standing is Standing.NEVER_AGREED
    assert (found.may_contact, found.ways, found.lines) == (False, (), ())
    assert not any(may_send(found, what) for what in Sending)


def test_the_card_is_what_was_answered_and_carries_no_number(desk: Session) -> None:
    found = card(desk, person_of(agreed(desk)))

    assert (found.standing, found.may_contact, found.stale) == (Standing.AGREED, True, None)
    (way,) = found.ways
    assert (way.kind, way.hours, way.has_address) == ("phone", "Vardagar 9–11", True)
    assert way.may_leave_message is False
    assert found.valid_until == dt.date(2027, 2, 20)
    for behind in (PHONE, "tulpan", "kanel"):
        assert behind not in repr(found)


def test_a_no_is_an_agreement_that_allows_nothing(desk: Session) -> None:
    found = card(desk, person_of(agreed(desk, script(NO_CONTACT))))

    assert (found.standing, found.may_contact, found.stale) == (Standing.AGREED, False, None)
    assert not any(may_send(found, what) for what in Sending)


def test_the_newest_agreement_counts_also_from_a_conversation_that_is_open(desk: Session) -> None:
    person = person_of(agreed(desk))

    again(days_later(desk, 3), person, NO_CONTACT)

    assert card(days_later(desk, 3), person).may_contact is False


def test_an_agreement_that_is_unfinished_allows_nothing_and_says_where_it_is(desk: Session) -> None:
    person = person_of(agreed(desk))
    later = days_later(desk, 3)

    talk = again(later, person, {"may-contact": "yes", "never": "Ring aldrig hem."})

    found = card(later, person)
    assert (found.standing, found.may_contact, found.ways) == (Standing.UNFINISHED, False, ())
    assert found.screening == talk.screening.id
    assert [line.item.link_id for line in found.lines] == ["never"]


def test_an_agreement_whose_step_is_no_part_any_more_allows_nothing(desk: Session) -> None:
    person = stranger(desk)
    talk = again(desk, person, demo_agreement())
    assert card(desk, person).may_contact is True

    say(desk, talk, "w4-ask", dict.fromkeys(("controlled", "hurt", "money-digital", "afraid"), "no"))

    talk = resume_conversation(desk, talk.screening.id)
    assert talk.step(StepId("w11-contact")).enabled is False
    assert card(desk, person).standing is Standing.UNFINISHED


def test_somebody_walking_in_hides_no_agreement(desk: Session) -> None:
    person = stranger(desk)
    talk = again(desk, person, demo_agreement())

    somebody_walks_in(desk, talk)

    assert card(desk, person).may_contact is True


def test_with_a_conversation_that_cannot_be_read_nothing_is_allowed(library: FileFormLibrary) -> None:
    desk = fakes.session(library)
    person = person_of(agreed(desk))
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)

    records.tables.forms.clear()

    assert card(desk, person).standing is Standing.UNREADABLE
    with pytest.raises(ContactNotAgreed):
        show_address(desk, person, 1, within_hours=True)


def test_showing_the_number_writes_one_row_without_a_word_of_it(desk: Session) -> None:
    person = person_of(agreed(desk))

    shown = show_address(desk, person, 1, within_hours=True)

    assert shown.address == PHONE
    assert [line.answer.values for line in shown.code_words] == [("tulpan",), ("kanel",)]
    assert bodies(desk, AuditAction.CONTACT_SHOWN) == [{"hours": "within", "stale": None, "way": "phone"}]
    assert PHONE not in chain_text(desk)


def test_opening_the_card_reads_no_number_and_says_so_in_the_chain(desk: Session) -> None:
    person = person_of(agreed(desk))

    open_contact(desk, person)

    assert bodies(desk, AuditAction.CONTACT_SHOWN) == []
    assert len(bodies(desk, AuditAction.PERSON_OPENED)) == 1


def test_outside_the_hours_a_reason_is_needed_kept_and_not_in_the_chain(desk: Session) -> None:
    person = person_of(agreed(desk))

    with pytest.raises(ReasonForContactMissing):
        show_address(desk, person, 1, within_hours=False, reason="  ")
    assert bodies(desk, AuditAction.CONTACT_SHOWN) == []
    show_address(desk, person, 1, within_hours=False, reason=REASON)

    assert [one.reason for one in open_contact(desk, person).opened] == [REASON]
    assert bodies(desk, AuditAction.CONTACT_SHOWN)[0]["hours"] == "outside"
    assert REASON not in chain_text(desk)


@pytest.mark.parametrize(
    ("days", "stale"), [(90, None), (91, Stale.EXPIRED), (400, Stale.EXPIRED)], ids=["90", "91", "400"]
)
def test_an_agreement_past_its_last_day_is_asked_about_at_every_use(
    desk: Session, days: int, stale: Stale | None
) -> None:
    person = person_of(agreed(desk))
    later = days_later(desk, days)

    found = card(later, person)

    assert (found.may_contact, found.stale) == (True, stale)
    if stale is not None:
        with pytest.raises(ReasonForContactMissing):
            show_address(later, person, 1, within_hours=True)
        assert show_address(later, person, 1, within_hours=True, reason=REASON).address == PHONE
        assert bodies(later, AuditAction.CONTACT_SHOWN)[0]["stale"] == "expired"


def test_an_agreement_older_than_ninety_days_is_asked_about_whatever_its_last_day(desk: Session) -> None:
    person = person_of(agreed(desk, script({**demo_agreement(), "valid-until": "2029-01-01"})))

    assert card(days_later(desk, 90), person).stale is None
    assert card(days_later(desk, 91), person).stale is Stale.OLD


def test_asked_again_it_holds_on_from_that_day(desk: Session) -> None:
    person = person_of(agreed(desk))
    later = days_later(desk, 100)
    until = TODAY + dt.timedelta(days=180)

    confirm_contact(later, person, until)

    found = card(later, person)
    assert (found.stale, found.valid_until) == (None, until)
    assert found.confirmed_at is not None
    assert found.confirmed_at.date() == TODAY + dt.timedelta(days=100)
    assert show_address(later, person, 1, within_hours=True).address == PHONE
    assert len(bodies(later, AuditAction.CONTACT_CONFIRMED)) == 1


@pytest.mark.parametrize("ahead", [-1, 91])
def test_it_is_confirmed_for_ninety_days_at_most(desk: Session, ahead: int) -> None:
    person = person_of(agreed(desk))

    with pytest.raises(UntilOutOfRange):
        confirm_contact(desk, person, TODAY + dt.timedelta(days=ahead))

    assert bodies(desk, AuditAction.CONTACT_CONFIRMED) == []


def test_what_was_never_agreed_cannot_be_confirmed(desk: Session) -> None:
    for person in (stranger(desk), person_of(agreed(desk, script(NO_CONTACT)))):
        with pytest.raises(ContactNotAgreed):
            confirm_contact(desk, person, TODAY)


def test_once_it_holds_no_longer_nothing_is_allowed_at_once_and_for_good(desk: Session) -> None:
    person = person_of(agreed(desk))

    end_contact(desk, person)

    found = card(desk, person)
    assert (found.standing, found.may_contact, found.ways) == (Standing.ENDED, False, ())
    assert [line.item.link_id for line in found.lines] == ["never"]
    with pytest.raises(ContactNotAgreed):
        show_address(desk, person, 1, within_hours=True)
    with pytest.raises(ContactNotAgreed):
        confirm_contact(desk, person, TODAY)
    assert len(bodies(desk, AuditAction.CONTACT_ENDED)) == 1


def test_a_new_agreement_follows_one_that_ended(desk: Session) -> None:
    person = person_of(agreed(desk))
    end_contact(desk, person)

    again(days_later(desk, 1), person, demo_agreement())

    assert card(days_later(desk, 1), person).may_contact is True


def channel(kind: str, **answers: object) -> dict[str, object]:
    """Return the demo's agreement with one way of another kind."""
    agreement = demo_agreement()
    ways = agreement["channel"]
    assert isinstance(ways, list)
    return {**agreement, "channel": [{**ways[0], "channel-kind": kind, **answers}]}


@pytest.mark.parametrize(
    ("agreement", "allowed"),
    [
        (demo_agreement(), set()),
        (channel("phone", **{"channel-message": "neutral"}), {Sending.LEFT_MESSAGE}),
        (channel("sms"), {Sending.TEXT_MESSAGE}),
        (channel("letter"), {Sending.LETTER}),
        (channel("email"), {Sending.E_MAIL}),
        (channel("portal"), {Sending.PORTAL}),
        (channel("through-other"), set()),
        (channel("visit"), set()),
        ({**demo_agreement(), "reminders": "neutral"}, {Sending.REMINDER}),
        (NO_CONTACT, set()),
        ({**NO_CONTACT, "reminders": "yes"}, set()),
    ],
)
def test_only_what_was_agreed_in_so_many_words_may_be_sent(
    library: FileFormLibrary, agreement: dict[str, object], allowed: set[Sending]
) -> None:
    desk = fakes.session(library)
    found = card(desk, person_of(agreed(desk, script(agreement))))

    assert {what for what in Sending if may_send(found, what)} == allowed


@pytest.mark.parametrize(
    "act",
    [
        open_contact,
        attempts_of,
        lambda desk, person: show_address(desk, person, 1, within_hours=True),
        lambda desk, person: confirm_contact(desk, person, TODAY),
        end_contact,
        lambda desk, person: record_attempt(desk, person, NewAttempt(way="phone", reached=Reached.NO)),
    ],
    ids=["open", "attempts", "show", "confirm", "end", "attempt"],
)
def test_whoever_has_no_relation_to_the_person_learns_and_writes_nothing(
    desk: Session, act: Callable[[Session, PersonId], object]
) -> None:
    person = person_of(agreed(desk))
    with desk.records.write() as uow:
        uow.persons.end_relation(person, access=desk.access, at=MORNING)
        uow.commit()

    with pytest.raises(PersonNotFound):
        act(desk, person)


def test_the_chain_stays_sound(library: FileFormLibrary) -> None:
    desk = fakes.session(library)
    person = person_of(agreed(desk))

    show_address(desk, person, 1, within_hours=False, reason=REASON)
    record_attempt(desk, person, NewAttempt(way="phone", reached=Reached.YES))
    confirm_contact(desk, person, TODAY)
    end_contact(desk, person)

    assert verify_audit(desk, fakes.check_signature).faults == ()
