"""What the person may answer alone, and how that is marked (DESIGN 7)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.events import Source
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import (
    clear_answer,
    give_answer,
    resume_conversation,
    somebody_walks_in,
    start_conversation,
)
from screening_app.services.conversation_state import Conversation
from screening_app.services.hand_over import left_by_person, questions_of_person
from screening_app.services.integrity import event_hash, is_intact
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from screening_app.vault.keys import Ed25519Signer, check_signature
from tests.helpers import fakes
from tests.helpers.two_desks import DESKS
from tests.services.conftest import ready_to_ask, say

ASK = StepId("w4-ask")
NO = {name: "no" for name in ("controlled", "hurt", "forced-sex", "money-digital", "afraid")}


@pytest.fixture(params=DESKS)
def both(request: pytest.FixtureRequest, library: FileFormLibrary, tmp_path: Path) -> Iterator[Session]:
    """Return a desk, once in memory and once on SQLCipher."""
    yield from DESKS[request.param](library, tmp_path)


def begun(desk: Session, asked_at: dt.datetime | None = None) -> Conversation:
    """Return a conversation of which nothing is answered."""
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    return start_conversation(desk, person.id, "pathway-health", asked_at=asked_at)


def theirs(conversation: Conversation, step: str = "w4-ask") -> list[str]:
    """Return what the person may answer in a step."""
    return [str(place.key) for place in questions_of_person(conversation, StepId(step))]


def test_the_person_answers_what_is_put_to_them(desk: Session) -> None:
    assert theirs(ready_to_ask(desk, begun(desk))) == list(NO)


def test_a_yes_brings_its_own_questions(desk: Session) -> None:
    conversation = say(desk, ready_to_ask(desk, begun(desk)), "w4-ask", {"controlled": "yes"})

    assert theirs(conversation) == [*NO, "who", "when"]


@pytest.mark.parametrize("step", ["w1-prepare", "w2-safe-check", "w4-suspicion", "w5-danger-panel"])
def test_what_is_staffs_is_never_theirs(desk: Session, step: str) -> None:
    assert theirs(ready_to_ask(desk, begun(desk)), step) == []


def test_questions_of_staff_in_a_form_for_the_person_are_left_out(desk: Session) -> None:
    conversation = say(desk, ready_to_ask(desk, begun(desk)), "w4-ask", {**NO, "hurt": "yes"})
    evaluation = conversation.records[StepId("w5-danger")].evaluation

    assert "staff-outcome" in {place.key.link_id for place in evaluation.places}
    assert theirs(conversation, "w5-danger")
    assert "staff-outcome" not in theirs(conversation, "w5-danger")


def test_nothing_is_theirs_while_a_gate_is_closed(desk: Session) -> None:
    assert theirs(begun(desk)) == []
    open_ = ready_to_ask(desk, begun(desk))
    assert theirs(somebody_walks_in(desk, open_)) == []


def test_nothing_is_theirs_of_a_conversation_on_paper_or_a_closed_one(desk: Session) -> None:
    on_paper = ready_to_ask(desk, begun(desk, dt.datetime(2026, 11, 11, 9, tzinfo=dt.UTC)))
    assert theirs(on_paper) == []

    conversation = say(desk, ready_to_ask(desk, begun(desk)), "w4-ask", NO)
    assert theirs(conversation) == list(NO)
    assert theirs(close_conversation(desk, conversation).conversation) == []


def test_an_answer_of_the_person_is_marked_and_the_mark_is_sealed(both: Session) -> None:
    conversation = ready_to_ask(both, begun(both))
    for name in NO:
        key, answer = AnswerKey(LinkId(name)), Answer(values=("no",))
        source = Source.PERSON if name in {"controlled", "hurt"} else None
        conversation = give_answer(both, conversation, ASK, key, answer, source=source)
    closed = close_conversation(both, conversation).conversation

    with both.records.read() as uow:
        head = next(
            one
            for one in uow.screenings.responses(closed.screening.id, access=both.access)
            if one.step == ASK
        )
        events = uow.screenings.events(head.id, access=both.access)
    marked = {event.change.key.link_id: event.source for event in events if event.change}
    assert marked == {name: Source.PERSON if name in {"controlled", "hurt"} else None for name in NO}
    assert all(event_hash(event) == event.hash for event in events)
    assert isinstance(both.signer, fakes.FakeSigner | Ed25519Signer)
    keys = (both.signer.public_key,)
    check = check_signature if isinstance(both.signer, Ed25519Signer) else fakes.check_signature
    assert is_intact(head, events, keys, check)
    forged = [replace(events[0], source=None), *events[1:]]
    assert not is_intact(head, forged, keys, check)


def test_it_is_known_that_the_person_was_the_last_to_answer(both: Session) -> None:
    conversation = ready_to_ask(both, begun(both))
    key = AnswerKey(LinkId("hurt"))
    assert left_by_person(both, conversation) is None

    conversation = give_answer(both, conversation, ASK, key, Answer(values=("yes",)), source=Source.PERSON)
    assert left_by_person(both, resume_conversation(both, conversation.screening.id)) == ASK
    conversation = clear_answer(both, conversation, ASK, key, source=Source.PERSON)
    assert left_by_person(both, conversation) == ASK

    conversation = say(both, conversation, "w4-ask", {"hurt": "no"})
    assert left_by_person(both, conversation) is None


def test_what_a_form_brings_along_by_itself_is_nobodys_word(desk: Session) -> None:
    conversation = say(desk, ready_to_ask(desk, begun(desk)), "w4-ask", {**NO, "hurt": "yes"})
    step, key = StepId("w11-contact"), AnswerKey(LinkId("may-contact"))

    give_answer(desk, conversation, step, key, Answer(values=("no",)), source=Source.PERSON)

    with desk.records.read() as uow:
        head = next(
            one
            for one in uow.screenings.responses(conversation.screening.id, access=desk.access)
            if one.step == step
        )
        events = uow.screenings.events(head.id, access=desk.access)
    sources = {str(event.change.key): event.source for event in events if event.change}
    assert len(sources) > 1
    assert {name for name, source in sources.items() if source is Source.PERSON} == {"may-contact"}
