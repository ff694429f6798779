"""What was tried to get in touch, and what a follow-up says of the agreement (W-13)."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.contact import Reached, Standing
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.contact import (
    AttemptNotYet,
    NewAttempt,
    attempts_of,
    open_contact,
    record_attempt,
)
from screening_app.services.contact_guard import ContactNotAgreed
from screening_app.services.session import Session
from tests.helpers.agreements import (
    MORNING,
    again,
    agreed,
    bodies,
    card,
    chain_text,
    days_later,
    demo_agreement,
    person_of,
    say,
    stranger,
)
from tests.helpers.two_desks import DESKS

REASON = "Hon bad oss ringa i kväll."
TODAY = MORNING.date()


@pytest.fixture(params=DESKS)
def desk(request: pytest.FixtureRequest, library: FileFormLibrary, tmp_path: Path) -> Iterator[Session]:
    """Return a desk, once in memory and once on SQLCipher."""
    yield from DESKS[request.param](library, tmp_path)


FOLLOWED = {"contact-read": "yes", "reached": "yes", "contact-still": "yes"}


def test_a_follow_up_that_says_it_holds_confirms_it(desk: Session) -> None:
    person = stranger(desk)
    talk = again(desk, person, demo_agreement())
    later = days_later(desk, 95)

    say(later, talk, "w13-follow-up", FOLLOWED)

    found = card(later, person)
    assert (found.may_contact, found.stale) == (True, None)
    assert found.valid_until == TODAY + dt.timedelta(days=95 + 90)


def test_a_follow_up_that_says_it_needs_to_change_ends_it(desk: Session) -> None:
    person = stranger(desk)
    talk = again(desk, person, demo_agreement())

    say(days_later(desk, 5), talk, "w13-follow-up", {**FOLLOWED, "contact-still": "changed"})

    assert card(days_later(desk, 5), person).standing is Standing.ENDED


def test_attempts_are_kept_in_order_those_told_in_a_conversation_among_them(desk: Session) -> None:
    person = stranger(desk)
    talk = again(desk, person, demo_agreement())
    day = days_later(desk, 2)

    first = record_attempt(day, person, NewAttempt(way="phone", reached=Reached.NO, note="Ingen svarade."))
    say(days_later(desk, 3), talk, "w13-follow-up", {"contact-read": "yes", "reached": "not-alone"})
    last = record_attempt(
        days_later(desk, 4), person, NewAttempt(way="phone", reached=Reached.NOT_TRIED, at=day.clock.now())
    )

    tried = attempts_of(desk, person)
    assert [one.reached for one in tried] == [Reached.NOT_ALONE, Reached.NOT_TRIED, Reached.NO]
    assert first in tried
    assert last in tried
    assert first.screening == talk.screening.id
    assert open_contact(desk, person).attempts == tuple(tried)


def test_what_is_noted_of_an_attempt_is_not_in_the_chain(desk: Session) -> None:
    person = person_of(agreed(desk))

    record_attempt(desk, person, NewAttempt(way="phone", reached=Reached.NO, note=REASON))

    assert len(bodies(desk, AuditAction.CONTACT_TRIED)) == 1
    assert REASON not in chain_text(desk)


def test_an_attempt_ahead_of_now_is_refused(desk: Session) -> None:
    person = person_of(agreed(desk))

    with pytest.raises(AttemptNotYet):
        record_attempt(
            desk, person, NewAttempt(way="phone", reached=Reached.NO, at=MORNING + dt.timedelta(days=1))
        )

    assert attempts_of(desk, person) == ()


def test_no_message_is_noted_as_left_that_was_not_allowed(desk: Session) -> None:
    left = NewAttempt(way="phone", reached=Reached.NO, left_message=True)

    for person in (stranger(desk), person_of(agreed(desk))):
        with pytest.raises(ContactNotAgreed):
            record_attempt(desk, person, left)
        assert attempts_of(desk, person) == ()
