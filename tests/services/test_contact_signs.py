"""Attempts noted by hand speak in the rules over time as a follow-up would (W-13)."""

import datetime as dt

import pytest

from screening_app.domain.contact import Reached
from screening_app.domain.ids import PersonId
from screening_app.domain.person import CaseKind
from screening_app.services.contact import NewAttempt, record_attempt
from screening_app.services.over_time import Patterns, patterns_of
from screening_app.services.people import NewPerson, register_person
from screening_app.services.person_file import open_file
from screening_app.services.session import Session
from tests.helpers.agreements import MORNING, agreed, days_later, person_of, script

MISSED, NOT_MADE = "contact-missed", "contact-not-made"


def look(desk: Session, person: PersonId) -> Patterns:
    """Open the person and return the notices."""
    return patterns_of(desk, open_file(desk, person))


def told(desk: Session, person: PersonId) -> set[str]:
    """Return which rules about contact were raised."""
    return {notice.rule for notice in look(desk, person).notices} & {MISSED, NOT_MADE}


def tried(desk: Session, person: PersonId, days: int, reached: Reached) -> None:
    """Note an attempt on a later day."""
    record_attempt(days_later(desk, days), person, NewAttempt(way="phone", reached=reached))


@pytest.fixture
def person(desk: Session) -> PersonId:
    """Return somebody who told of violence and agreed to be visited."""
    return person_of(agreed(desk))


@pytest.mark.parametrize("reached", [Reached.NO, Reached.OTHER_ANSWERED])
def test_an_attempt_that_reached_nobody_after_a_yes_is_told(
    desk: Session, person: PersonId, reached: Reached
) -> None:
    assert told(days_later(desk, 5), person) == set()

    tried(desk, person, 3, reached)

    assert told(days_later(desk, 5), person) == {MISSED}


@pytest.mark.parametrize("reached", [Reached.YES, Reached.NOT_ALONE])
def test_reached_since_it_is_told_no_more(desk: Session, person: PersonId, reached: Reached) -> None:
    tried(desk, person, 3, Reached.NO)
    tried(desk, person, 4, reached)

    assert told(days_later(desk, 5), person) == set()


def test_an_attempt_is_an_attempt_for_the_rule_that_misses_any(desk: Session, person: PersonId) -> None:
    assert told(days_later(desk, 100), person) == {NOT_MADE}

    tried(desk, person, 50, Reached.YES)

    assert told(days_later(desk, 100), person) == set()


def test_not_having_tried_is_no_attempt(desk: Session, person: PersonId) -> None:
    tried(desk, person, 50, Reached.NOT_TRIED)

    assert told(days_later(desk, 100), person) == {NOT_MADE}


def test_the_notice_names_each_attempt_with_its_day_and_words(desk: Session, person: PersonId) -> None:
    tried(desk, person, 3, Reached.NO)
    tried(desk, person, 3, Reached.OTHER_ANSWERED)

    found = look(days_later(desk, 5), person)

    (notice,) = (one for one in found.notices if one.rule == MISSED)
    missed = [one for one in notice.triggers if one.step is not None]
    assert [one.on for one in missed] == [MORNING.date() + dt.timedelta(days=3)] * 2
    assert [one.evidence[0].answer.values for one in missed if one.evidence[0].answer] == [
        ("no",),
        ("other-answered",),
    ]
    assert all(one.form in found.forms for one in missed)


def test_with_no_conversation_at_all_an_attempt_raises_nothing(desk: Session) -> None:
    stranger = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM)).id
    tried(desk, stranger, 3, Reached.NO)

    assert look(days_later(desk, 5), stranger).notices == ()


def test_where_nothing_was_agreed_an_attempt_belongs_to_the_newest_conversation(desk: Session) -> None:
    person = person_of(agreed(desk, script(without="w11-contact", close=False)))
    tried(desk, person, 3, Reached.NO)

    assert told(days_later(desk, 5), person) == {MISSED}
