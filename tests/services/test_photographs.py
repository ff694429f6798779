"""Photographs of marks: with consent only, in the vault only, named by what they are (W-8)."""

import hashlib
from dataclasses import replace

import pytest

from screening_app.domain.answers import AnswerKey, PartialDate
from screening_app.domain.ids import LinkId
from screening_app.services import photographs
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import (
    PhotographHere,
    PhotographMissing,
    PhotographsDeclined,
    TooManyPhotographs,
)
from screening_app.services.marks import place_mark
from screening_app.services.photographs import (
    MOST_BYTES,
    add_photograph,
    again_on,
    may_photograph,
    picture_of,
    take_mark_away,
    take_photograph_away,
)
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.services.conftest import say
from tests.services.test_marks import ARM, INJURIES, MARKS, agreed, said

PICTURE = b"\xff\xd8\xff made by us"


@pytest.fixture
def marked(desk: Session, conversation: Conversation) -> Conversation:
    """Return a conversation with one mark and consent to pictures."""
    ready = say(desk, agreed(desk, conversation), "w8-injuries", {"photo-consent": "yes"})
    return place_mark(desk, ready, INJURIES, MARKS, ARM)[0]


MARK = AnswerKey(LinkId("mark"), (1,))


def numbered(conversation: Conversation) -> list[tuple[str, str]]:
    """Return the photographs with their numbers."""
    evaluation = conversation.records[INJURIES].evaluation
    found = photographs.photographs(evaluation, evaluation.form.items[LinkId("mark")])
    return [(str(one.entry), one.number) for one in found]


def held(desk: Session) -> list[tuple[str, int, bytes | None]]:
    """Return digest, size and content of what the vault keeps."""
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    return [(head.sha256, head.size, content) for head, content in records.tables.attachments.values()]


def test_a_photograph_is_kept_with_the_answer_that_holds_its_digest(
    desk: Session, marked: Conversation
) -> None:
    after, entry = add_photograph(desk, marked, INJURIES, MARK, PICTURE)
    digest = hashlib.sha256(PICTURE).hexdigest()

    assert str(entry) == "photo@1.1"
    assert said(after, "photo-file@1.1") == digest
    assert held(desk) == [(digest, len(PICTURE), PICTURE)]
    again = resume_conversation(desk, after.screening.id)
    assert picture_of(desk, again, digest) == PICTURE
    missing = {str(key) for key in again.records[INJURIES].evaluation.missing}
    assert {"photo-shows@1.1", "photo-scale@1.1"} <= missing


@pytest.mark.parametrize("answer", ["no", {"absent": "not-asked"}])
def test_without_consent_nothing_is_kept(desk: Session, marked: Conversation, answer: object) -> None:
    declined = say(desk, marked, "w8-injuries", {"photo-consent": answer})

    with pytest.raises(PhotographsDeclined):
        add_photograph(desk, declined, INJURIES, MARK, PICTURE)

    assert held(desk) == []
    assert not may_photograph(declined.records[INJURIES].evaluation, MARK)
    assert may_photograph(marked.records[INJURIES].evaluation, MARK)


def test_the_same_picture_is_kept_once(desk: Session, marked: Conversation) -> None:
    after, _ = add_photograph(desk, marked, INJURIES, MARK, PICTURE)

    with pytest.raises(PhotographHere):
        add_photograph(desk, after, INJURIES, MARK, PICTURE)

    again = resume_conversation(desk, after.screening.id)
    assert len(held(desk)) == 1
    assert numbered(again) == [("photo@1.1", "1.1")]


def test_a_conversation_holds_so_much_and_no_more(desk: Session, marked: Conversation) -> None:
    after, _ = add_photograph(desk, marked, INJURIES, MARK, bytes(MOST_BYTES - 10))

    with pytest.raises(TooManyPhotographs):
        add_photograph(desk, after, INJURIES, MARK, bytes(11))

    after, _ = add_photograph(desk, after, INJURIES, MARK, bytes(10))
    assert numbered(after) == [("photo@1.1", "1.1"), ("photo@1.2", "1.2")]


def test_pictures_are_numbered_by_their_mark(desk: Session, marked: Conversation) -> None:
    after, second = place_mark(desk, marked, INJURIES, MARKS, ARM)
    after, _ = add_photograph(desk, after, INJURIES, second, b"of the second")
    after, _ = add_photograph(desk, after, INJURIES, MARK, b"of the first")

    assert numbered(after) == [("photo@1.1", "1.1"), ("photo@2.1", "2.1")]


def test_a_photograph_taken_away_is_erased_and_may_be_added_again(
    desk: Session, marked: Conversation
) -> None:
    after, entry = add_photograph(desk, marked, INJURIES, MARK, PICTURE)
    after = take_photograph_away(desk, after, INJURIES, entry)

    assert [(size, content) for _, size, content in held(desk)] == [(0, None)]
    assert numbered(after) == []
    with pytest.raises(PhotographMissing):
        picture_of(desk, after, hashlib.sha256(PICTURE).hexdigest())
    add_photograph(desk, after, INJURIES, MARK, PICTURE)


def test_with_a_mark_its_own_photographs_go_and_no_others(desk: Session, marked: Conversation) -> None:
    after, second = place_mark(desk, marked, INJURIES, MARKS, ARM)
    after, _ = add_photograph(desk, after, INJURIES, second, b"of the second")
    after, _ = add_photograph(desk, after, INJURIES, MARK, b"of the first")

    after = take_mark_away(desk, after, INJURIES, MARK)

    assert [content for _, _, content in held(desk)] == [b"of the second", None]
    assert numbered(after) == [("photo@2.1", "1.1")]


def test_a_picture_that_is_not_the_one_that_was_named_is_damage(desk: Session, marked: Conversation) -> None:
    after, _ = add_photograph(desk, marked, INJURIES, MARK, PICTURE)
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    ((key, (head, _)),) = records.tables.attachments.items()
    records.tables.attachments[key] = (replace(head), b"another")

    with pytest.raises(PhotographMissing):
        picture_of(desk, after, head.sha256)


def test_the_day_of_the_next_examination_is_told(desk: Session, marked: Conversation) -> None:
    assert again_on(marked) is None
    after = say(desk, marked, "w8-injuries", {"again-date": "2026-11-26"})
    assert again_on(after) == PartialDate(2026, 11, 26)
    declined = say(desk, after, "w8-injuries", {"again-date": {"absent": "declined"}})
    assert again_on(declined) is None
