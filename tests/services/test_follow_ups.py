"""Follow-ups are planned with the closing, end only by somebody's word, and are on record without text."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.follow_up import FollowUp, FollowUpKind, FollowUpOutcome
from screening_app.domain.ids import PersonId, UserId
from screening_app.domain.person import CaseKind
from screening_app.services.consent import NewConsent, record_consent
from screening_app.services.conversation import resume_conversation
from screening_app.services.follow_ups import (
    FollowUpInThePast,
    FollowUpNeedsNewDay,
    FollowUpNotForThem,
    add_follow_up,
    assign_follow_up,
    colleagues_for,
    finish_follow_up,
    follow_ups_of,
    plan_follow_ups,
    postpone_follow_up,
)
from screening_app.services.people import NewPerson, register_person
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.services.today import desk_today
from screening_app.settings import shipped_folder
from tests.gui.shell.desk import tables
from tests.helpers import fakes

DEMO = shipped_folder("resources") / "demo"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def person(desk: Session) -> PersonId:
    """Return somebody without a name."""
    return register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM)).id


@pytest.fixture
def due(desk: Session, person: PersonId) -> FollowUp:
    """Return something to do tomorrow."""
    return add_follow_up(desk, person, FollowUpKind.CONTACT, TODAY + dt.timedelta(days=1))


def actions(desk: Session) -> list[AuditAction]:
    """Return what is on record about follow-ups."""
    kinds = {AuditAction.FOLLOW_UP_ADDED, AuditAction.FOLLOW_UP_CHANGED, AuditAction.FOLLOW_UP_DONE}
    return [event.action for event in tables(desk).audit if event.action in kinds]


def test_closing_after_a_yes_plans_what_was_agreed(desk: Session) -> None:
    run = run_script(desk, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="yes")
    screening = run.conversation.screening

    every = [one.follow_up for one in follow_ups_of(desk, screening.person)]
    planned = [one for one in every if one.screening == screening.id]

    assert {FollowUpKind.CONTACT, FollowUpKind.CONTACT_CARD} <= {one.kind for one in planned}
    assert {one.kind for one in every if one.screening is None} == {FollowUpKind.CONSENT}
    assert len(actions(desk)) == len(every)


def test_a_conversation_that_left_something_leaves_no_twins(desk: Session) -> None:
    run = run_script(desk, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="yes")
    conversation = resume_conversation(desk, run.conversation.screening.id)
    before = follow_ups_of(desk, conversation.screening.person)

    with desk.records.write() as uow:
        plan_follow_ups(uow, desk, conversation)
        uow.commit()

    assert follow_ups_of(desk, conversation.screening.person) == before != ()


def test_a_consent_with_a_last_day_is_looked_at_on_that_day(desk: Session, person: PersonId) -> None:
    until = TODAY + dt.timedelta(days=30)
    consent = NewConsent(recipient="A", scope="B", how="spoken", valid_until=until)

    record_consent(desk, person, consent)
    record_consent(desk, person, replace(consent, valid_until=None))

    (planned,) = follow_ups_of(desk, person)
    assert (planned.follow_up.kind, planned.follow_up.due_on) == (FollowUpKind.CONSENT, until)


def test_what_is_done_keeps_its_outcome_and_its_note_and_leaves_today(
    desk: Session, person: PersonId, due: FollowUp
) -> None:
    assert [one.id for one in desk_today(desk).waiting] == [due.id]

    assert finish_follow_up(desk, due.id, FollowUpOutcome.DECLINED, note=" ringde hit själv ") is None

    (seen,) = follow_ups_of(desk, person)
    assert seen.follow_up.outcome is FollowUpOutcome.DECLINED
    assert seen.note == "ringde hit själv"
    assert desk_today(desk).waiting == ()


def test_the_chain_tells_what_happened_and_no_text(desk: Session, due: FollowUp) -> None:
    finish_follow_up(desk, due.id, FollowUpOutcome.DONE, note="Kanariefågel")

    event = tables(desk).audit[-1]
    assert event.action is AuditAction.FOLLOW_UP_DONE
    assert json.loads(event.body or "")["outcome"] == "done"
    assert all("Kanariefågel" not in (one.body or "") for one in tables(desk).audit)


def test_what_still_waits_needs_a_new_day_and_gets_one(
    desk: Session, person: PersonId, due: FollowUp
) -> None:
    with pytest.raises(FollowUpNeedsNewDay):
        finish_follow_up(desk, due.id, FollowUpOutcome.WAITING)
    later = TODAY + dt.timedelta(days=5)

    again = finish_follow_up(desk, due.id, FollowUpOutcome.WAITING, again_on=later)

    assert again is not None
    first, second = (one.follow_up for one in follow_ups_of(desk, person))
    assert (first.id, first.due_on, first.kind, first.is_open) == (again.id, later, due.kind, True)
    assert (second.id, second.outcome) == (due.id, FollowUpOutcome.WAITING)


def test_nothing_is_done_twice(desk: Session, due: FollowUp) -> None:
    finish_follow_up(desk, due.id, FollowUpOutcome.DONE)

    with pytest.raises(PersonNotFound):
        finish_follow_up(desk, due.id, FollowUpOutcome.NO_CONTACT)
    with pytest.raises(PersonNotFound):
        postpone_follow_up(desk, due.id, TODAY)


def test_a_refused_change_stores_no_note_and_no_event(desk: Session, due: FollowUp) -> None:
    finish_follow_up(desk, due.id, FollowUpOutcome.DONE)
    notes, events = len(tables(desk).notes), len(tables(desk).audit)

    with pytest.raises(PersonNotFound):
        finish_follow_up(desk, due.id, FollowUpOutcome.DONE, note="igen")

    assert (len(tables(desk).notes), len(tables(desk).audit)) == (notes, events)


def test_what_is_put_off_waits_for_its_new_day(desk: Session, due: FollowUp) -> None:
    postpone_follow_up(desk, due.id, TODAY + dt.timedelta(days=20))

    assert desk_today(desk).waiting == ()
    assert actions(desk) == [AuditAction.FOLLOW_UP_ADDED, AuditAction.FOLLOW_UP_CHANGED]


def test_no_day_that_is_over_can_be_chosen(desk: Session, person: PersonId, due: FollowUp) -> None:
    yesterday = TODAY - dt.timedelta(days=1)

    with pytest.raises(FollowUpInThePast):
        add_follow_up(desk, person, FollowUpKind.PLAN, yesterday)
    with pytest.raises(FollowUpInThePast):
        postpone_follow_up(desk, due.id, yesterday)
    with pytest.raises(FollowUpInThePast):
        finish_follow_up(desk, due.id, FollowUpOutcome.NO_CONTACT, again_on=yesterday)

    assert len(follow_ups_of(desk, person)) == 1


def test_it_can_be_given_to_a_colleague_who_may_open_the_person(
    desk: Session, person: PersonId, due: FollowUp
) -> None:
    tables(desk).users[UserId("berit")] = fakes.user("berit")
    with pytest.raises(FollowUpNotForThem):
        assign_follow_up(desk, due.id, UserId("berit"))
    tables(desk).relations.add((UserId("berit"), person))

    assign_follow_up(desk, due.id, UserId("berit"))

    (seen,) = follow_ups_of(desk, person)
    assert seen.owner == "Berit"
    assert desk_today(desk).waiting == ()
    assert [one.name for one in colleagues_for(desk, person)] == ["Anna", "Berit"]
    assign_follow_up(desk, due.id, None)
    assert [one.id for one in desk_today(desk).waiting] == [due.id]


def test_today_names_case_numbers_and_tells_how_many_more(desk: Session, person: PersonId) -> None:
    for days in range(4):
        add_follow_up(desk, person, FollowUpKind.ASK_AGAIN, TODAY + dt.timedelta(days=days))

    today = desk_today(desk, most_waiting=3)

    assert [one.due_on.day for one in today.waiting] == [22, 23, 24]
    assert today.more_waiting == 1
    assert {one.case_number for one in today.waiting} == {tables(desk).persons[person].case_number}
