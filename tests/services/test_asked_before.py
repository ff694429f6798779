"""Whoever prepares a conversation sees when the person was last asked, and what the routine says (W-1)."""

import datetime as dt
from dataclasses import replace

import pytest

from screening_app.domain.access import Role
from screening_app.domain.ids import Canonical, ScreeningId
from screening_app.domain.records import ResponseStatus
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.asked_before import asked_before
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from screening_app.services.unit_routine import set_interval
from tests.gui.shell.desk import tables
from tests.helpers import fakes

DAY = dt.datetime(2026, 9, 1, 9, 0, tzinfo=dt.UTC)


def held(
    desk: Session, conversation: Conversation, outcome: str, at: dt.datetime = DAY, **other: str
) -> None:
    """Put an earlier run of the same person into the vault."""
    run = conversation.screening
    name = ScreeningId(f"earlier-{len(tables(desk).screenings)}")
    tables(desk).screenings[name] = replace(
        run,
        id=name,
        status=ResponseStatus.COMPLETED,
        outcome=outcome,
        started_at=at,
        closed_at=at,
        pathway=Canonical(other.get("pathway", run.pathway)),
    )


def interval(desk: Session, library: FileFormLibrary, months: int) -> None:
    """Let a method lead set it."""
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    set_interval(
        fakes.session(library, records=records, as_user=fakes.user("malin", Role.METHOD_LEAD)), months
    )


def test_somebody_who_was_never_asked_here_has_no_day(desk: Session, conversation: Conversation) -> None:
    found = asked_before(desk, conversation)

    assert found.on is None
    assert not found.is_early(desk.today())


@pytest.mark.parametrize("outcome", ["asked-yes", "asked-no", "declined"])
def test_the_last_day_on_which_the_question_was_put_is_told(
    desk: Session, conversation: Conversation, outcome: str
) -> None:
    held(desk, conversation, "asked-no", DAY - dt.timedelta(days=90))
    held(desk, conversation, outcome)

    assert asked_before(desk, conversation).on == DAY.date()


@pytest.mark.parametrize("outcome", ["not-asked", "suspicion"])
def test_a_conversation_in_which_the_question_was_not_put_does_not_count(
    desk: Session, conversation: Conversation, outcome: str
) -> None:
    held(desk, conversation, outcome)

    assert asked_before(desk, conversation).on is None


def test_a_conversation_about_something_else_does_not_count(
    desk: Session, conversation: Conversation
) -> None:
    held(
        desk,
        conversation,
        "asked-no",
        pathway="https://samtalsstod.example/core/pathway-user-of-violence|1.0.0",
    )

    assert asked_before(desk, conversation).on is None


def test_another_version_of_the_same_pathway_counts(desk: Session, conversation: Conversation) -> None:
    held(desk, conversation, "asked-no", pathway="https://samtalsstod.example/se/pathway-health|0.9.0")

    assert asked_before(desk, conversation).on == DAY.date()


@pytest.mark.parametrize(("months", "early"), [(2, False), (3, True), (12, True)])
def test_sooner_than_the_routine_says_is_told(
    desk: Session, conversation: Conversation, library: FileFormLibrary, months: int, early: bool
) -> None:
    held(desk, conversation, "asked-no")
    interval(desk, library, months)

    assert asked_before(desk, conversation).is_early(desk.today()) is early
