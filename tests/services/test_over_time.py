"""The notices of a person: read from conversations closed and not, by those who may open the person."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import PersonId, ScreeningId, StepId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import record_not_asked, start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.over_time import Patterns, patterns_of
from screening_app.services.people import NewPerson, register_person
from screening_app.services.person_file import PersonFile, open_file
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords, Tables
from tests.services.conftest import ready_to_ask, say

SUSPICION = {
    "behaviour-signs": ["companion-stays"],
    "body-signs": ["not-match"],
    "seen-heard": "ett blåmärke",
    "asked": "yes-no",
}
NO = {"controlled": "no", "hurt": "no", "forced-sex": "no", "money-digital": "no", "afraid": "no"}


@pytest.fixture
def person(desk: Session) -> PersonId:
    """Return a nameless person."""
    return register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM)).id


def tables(desk: Session) -> Tables:
    """Return everything the vault in memory holds."""
    assert isinstance(desk.records, FakeRecords)
    return desk.records.tables


def look(desk: Session, person: PersonId) -> Patterns:
    """Open the person and return the notices."""
    return patterns_of(desk, open_file(desk, person))


def told(patterns: Patterns) -> list[str]:
    """Return the rules raised."""
    return [notice.rule for notice in patterns.notices]


def suspected(desk: Session, person: PersonId) -> Conversation:
    """Return a conversation in which suspicion remains after a no; it is not closed."""
    begun = ready_to_ask(desk, start_conversation(desk, person, "pathway-health"))
    return say(desk, say(desk, begun, "w4-ask", NO), "w4-suspicion", SUSPICION)


def kept_away(desk: Session, person: PersonId) -> Conversation:
    """Return a conversation closed without a question, because a partner was there."""
    begun = start_conversation(desk, person, "pathway-health")
    begun = say(desk, begun, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    return close_conversation(desk, record_not_asked(desk, begun, "partner-present")).conversation


def moved(desk: Session, screening: ScreeningId, days: int) -> None:
    """Put a conversation so many days back in time."""
    whole, back = tables(desk), dt.timedelta(days=days)
    run = whole.screenings[screening]
    whole.screenings[screening] = replace(run, started_at=run.started_at - back)
    own = {response.id for response in whole.responses.values() if response.screening == screening}
    whole.events[:] = [
        replace(event, at=event.at - back) if event.response_id in own else event for event in whole.events
    ]


def test_nobody_has_a_notice_to_begin_with(desk: Session, person: PersonId) -> None:
    found = look(desk, person)

    assert (found.notices, found.unread, found.unreadable) == ((), (), ())


def test_a_conversation_that_is_not_closed_counts(desk: Session, person: PersonId) -> None:
    run = suspected(desk, person)

    found = look(desk, person)

    assert told(found) == ["explanation-doubted"]
    (trigger,) = found.notices[0].triggers
    assert (trigger.screening, trigger.step) == (run.screening.id, StepId("w4-suspicion"))
    assert trigger.form is not None
    assert found.forms[trigger.form].title["en"] == "Remaining suspicion"


def test_closed_and_open_conversations_stand_together(desk: Session, person: PersonId) -> None:
    first = kept_away(desk, person)
    moved(desk, first.screening.id, 40)
    second = suspected(desk, person)

    found = look(desk, person)

    assert told(found) == ["explanation-doubted", "repeated-indication"]
    repeated = found.notices[1]
    assert [trigger.screening for trigger in repeated.triggers] == [first.screening.id, second.screening.id]
    assert found.outcomes[first.screening.id]["en"] == "Not asked"
    assert found.outcomes[second.screening.id]["en"] == "Suspicion remains"


def test_the_day_of_a_response_is_the_one_on_which_it_was_said(desk: Session, person: PersonId) -> None:
    suspected(desk, person)
    said_on = dt.datetime(2026, 9, 3, 12, 0, tzinfo=dt.UTC)
    whole = tables(desk)
    whole.events[:] = [replace(event, entered_at=said_on) for event in whole.events]

    (notice,) = look(desk, person).notices

    assert notice.triggers[0].on == dt.date(2026, 9, 3)


def test_answers_of_a_step_that_is_no_longer_part_do_not_count(desk: Session, person: PersonId) -> None:
    run = suspected(desk, person)

    say(desk, run, "w4-ask", {"hurt": "yes"})

    assert told(look(desk, person)) == []


def test_a_conversation_that_cannot_be_read_is_told_and_hides_no_other(
    desk: Session, person: PersonId
) -> None:
    broken = kept_away(desk, person).screening
    suspected(desk, person)
    whole = tables(desk)
    whole.screenings[broken.id] = replace(broken, pathway_sha256="gone")

    found = look(desk, person)

    assert found.unreadable == (broken.id,)
    assert told(found) == ["explanation-doubted"]


def test_a_conversation_closed_before_the_longest_period_is_not_read(desk: Session, person: PersonId) -> None:
    old = kept_away(desk, person).screening
    assert old.closed_at is not None
    for days, unreadable in ((740, ()), (720, (old.id,))):
        closed = old.closed_at - dt.timedelta(days=days)
        tables(desk).screenings[old.id] = replace(old, closed_at=closed, pathway_sha256="gone")
        assert look(desk, person).unreadable == unreadable


def test_a_conversation_about_ones_own_use_of_violence_is_left_out(desk: Session, person: PersonId) -> None:
    run = suspected(desk, person).screening
    whole = tables(desk)
    stored = whole.forms[run.pathway_sha256]
    apart = stored.text.replace('regime: ["HSL_PUBLIC"', 'unlinked: true\nregime: ["HSL_PUBLIC"')
    assert apart != stored.text
    whole.forms["apart"] = replace(stored, sha256="apart", text=apart)
    whole.screenings[run.id] = replace(run, pathway_sha256="apart")

    assert told(look(desk, person)) == []


def test_looking_for_patterns_is_part_of_opening_the_person(desk: Session, person: PersonId) -> None:
    suspected(desk, person)
    before = len(tables(desk).audit)

    look(desk, person)

    assert [event.action for event in tables(desk).audit[before:]] == [AuditAction.PERSON_OPENED]


def others(library: FileFormLibrary, records: FakeRecords) -> Iterator[Session]:
    """Yield sessions that may not open the person: another colleague, and a role that opens nobody."""
    yield fakes.session(library, records=records, as_user=fakes.user("bo"))
    yield fakes.session(library, records=records, as_user=fakes.user("carla", role=Role.COORDINATOR))


def test_whoever_may_not_open_the_person_gets_no_notice_even_with_the_file_in_hand(
    library: FileFormLibrary, desk: Session, person: PersonId
) -> None:
    suspected(desk, person)
    file: PersonFile = open_file(desk, person)
    assert told(patterns_of(desk, file))
    assert isinstance(desk.records, FakeRecords)
    tables(desk).relations.discard((desk.user.id, person))

    for other in (desk, *others(library, desk.records)):
        with pytest.raises(PersonNotFound):
            patterns_of(other, file)
