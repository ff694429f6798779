"""A consent names for whom, what, and a day that is not over; anything else is not stored."""

import datetime as dt
from dataclasses import replace

import pytest

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.person import CaseKind
from screening_app.services.consent import (
    ConsentAlreadyOver,
    ConsentWithoutRecipient,
    ConsentWithoutScope,
    NewConsent,
    record_consent,
)
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from tests.helpers.fake_records import FakeRecords

SOUND = NewConsent(recipient=" Socialtjänsten ", scope=" Allt. ", how="spoken")
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("recipient", "", ConsentWithoutRecipient),
        ("recipient", " \t", ConsentWithoutRecipient),
        ("scope", "", ConsentWithoutScope),
        ("scope", "\n", ConsentWithoutScope),
    ],
)
def test_a_consent_without_its_words_is_not_stored(
    desk: Session, field: str, text: str, error: type[ScreeningAppError]
) -> None:
    refused(desk, replace(SOUND, **{field: text}), error)  # type: ignore[arg-type]


def test_a_consent_that_is_over_is_not_stored(desk: Session) -> None:
    refused(desk, replace(SOUND, valid_until=desk.today() - DAY), ConsentAlreadyOver)


@pytest.mark.parametrize("days", [None, 0, 90])
def test_a_sound_consent_is_stored_without_the_spaces_around(desk: Session, days: int | None) -> None:
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    until = None if days is None else desk.today() + days * DAY

    consent = record_consent(desk, person.id, replace(SOUND, valid_until=until))

    assert (consent.recipient, consent.scope) == ("Socialtjänsten", "Allt.")
    assert (consent.given_on, consent.valid_until) == (desk.today(), until)


def refused(desk: Session, new: NewConsent, error: type[ScreeningAppError]) -> None:
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    assert isinstance(desk.records, FakeRecords)
    before = len(desk.records.tables.audit)

    with pytest.raises(error):
        record_consent(desk, person.id, new)

    assert len(desk.records.tables.audit) == before
    assert not desk.records.tables.consents
