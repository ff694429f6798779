"""Ticks of the emergency panel: each with its time, stored with the person or waiting for one."""

import datetime as dt
import hashlib

from screening_app.domain.ids import LinkId
from screening_app.services.conversation_state import Conversation
from screening_app.services.emergency import (
    Tick,
    danger_panel,
    numbers_to_call,
    record_ticks,
    recorded_ticks,
    standing,
)
from screening_app.services.session import Session
from tests.helpers.fake_records import FakeRecords

AT = dt.datetime(2026, 11, 22, 14, 32, tzinfo=dt.UTC)
STAY = Tick(step=LinkId("stay"), at=AT)


def test_ticks_come_back_with_the_time_they_were_made(desk: Session, conversation: Conversation) -> None:
    later = Tick(step=LinkId("doctor"), at=AT + dt.timedelta(minutes=1))

    record_ticks(desk, conversation.screening.id, [STAY, later])

    assert recorded_ticks(desk, conversation.screening.id) == (STAY, later)


def test_a_tick_taken_back_stands_no_more_but_both_are_kept(
    desk: Session, conversation: Conversation
) -> None:
    back = Tick(step=STAY.step, at=AT + dt.timedelta(seconds=5), done=False)

    record_ticks(desk, conversation.screening.id, [STAY])
    record_ticks(desk, conversation.screening.id, [back])

    kept = recorded_ticks(desk, conversation.screening.id)
    assert len(kept) == 2
    assert standing(kept) == {}


def test_a_note_carries_the_salted_hash_of_its_body(desk: Session, conversation: Conversation) -> None:
    record_ticks(desk, conversation.screening.id, [STAY])

    assert isinstance(desk.records, FakeRecords)
    (note,) = desk.records.tables.notes
    assert note.salt is not None
    assert note.body is not None
    assert note.hash == hashlib.sha256(note.salt + note.body.encode()).digest()


def test_the_steps_are_choices_of_the_shipped_form(desk: Session) -> None:
    steps = [item.link_id for item in danger_panel(desk.forms).item if item.answer_option]

    assert steps[:2] == ["stay", "emergency-number"]


def test_the_first_number_is_the_emergency_number(desk: Session) -> None:
    numbers = numbers_to_call(desk.forms, "se", None)

    assert numbers[0].number == "112"
    assert all(one.number for one in numbers)
