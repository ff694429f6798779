"""A conversation asks nothing unsafely, loses nothing, and goes on where it was left."""

import datetime as dt

import pytest

from screening_app.domain.access import Regime, Role
from screening_app.domain.answers import AnswerKey
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.person import CaseKind
from screening_app.domain.records import ResponseStatus
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.closing import close_conversation, what_is_missing
from screening_app.services.conversation import (
    clear_answer,
    record_not_asked,
    resume_conversation,
    somebody_walks_in,
    start_conversation,
)
from screening_app.services.conversation_state import Conversation, next_question
from screening_app.services.errors import (
    ChangeRefused,
    ConversationClosed,
    ConversationUnfinished,
    GateClosed,
    PermissionMissing,
    StepClosed,
    UnknownStep,
    WrongRegime,
)
from screening_app.services.people import NewPerson, register_person
from screening_app.services.permissions import record_permission
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.services.conftest import SAFE, ready_to_ask, say

NO = {"controlled": "no", "hurt": "no", "forced-sex": "no", "money-digital": "no", "afraid": "no"}
ASK = StepId("w4-ask")


def test_a_conversation_begins_with_preparing(conversation: Conversation) -> None:
    question = next_question(conversation)

    assert question is not None
    assert question[0] == "w1-prepare"
    assert question[1].key == AnswerKey(LinkId("reason"))


@pytest.mark.parametrize("open_condition", sorted(set(SAFE) - {"mode"}))
def test_the_asking_step_is_out_of_reach_while_a_condition_is_open(
    desk: Session, conversation: Conversation, open_condition: str
) -> None:
    rest = {name: code for name, code in SAFE.items() if name != open_condition}
    conversation = say(desk, conversation, "w2-safe-check", rest)

    with pytest.raises(GateClosed):
        say(desk, conversation, "w3-inform", {"said": "as-written"})
    with pytest.raises(GateClosed):
        say(desk, conversation, "w4-ask", {"hurt": "no"})


def test_a_refused_answer_stores_nothing(desk: Session, conversation: Conversation) -> None:
    records = desk.records
    before = records.tables if isinstance(records, fakes.FakeRecords) else None

    with pytest.raises(GateClosed):
        say(desk, conversation, "w4-ask", {"hurt": "yes"})
    with pytest.raises(UnknownStep):
        clear_answer(desk, conversation, StepId("w99"), AnswerKey(LinkId("hurt")))

    assert isinstance(records, fakes.FakeRecords)
    assert records.tables is before


def test_one_answer_is_one_transaction(desk: Session, conversation: Conversation) -> None:
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    before = records.commits

    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})

    assert records.commits == before + 2


def test_somebody_walks_in_stops_asking_and_hides_nothing(desk: Session, conversation: Conversation) -> None:
    conversation = ready_to_ask(desk, conversation)
    conversation = say(desk, conversation, "w4-ask", {"controlled": "no", "hurt": "yes"})
    outcome = conversation.state.outcome

    conversation = somebody_walks_in(desk, conversation)

    assert outcome is not None
    assert conversation.state.outcome is not None
    assert conversation.state.outcome.id == outcome.id == "asked-yes"
    assert conversation.records[ASK].evaluation.effective
    with pytest.raises(GateClosed):
        say(desk, conversation, "w4-ask", {"afraid": "yes"})


def test_not_asked_takes_two_activations_from_the_gate(desk: Session, conversation: Conversation) -> None:
    conversation = say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "anonymous"})

    conversation = record_not_asked(desk, conversation, "partner-present")  # first: the reason
    closed = close_conversation(desk, conversation)  # second: done

    assert closed.outcome.id == "not-asked"
    assert closed.outcome.reason == "partner-present"
    assert closed.conversation.screening.status is ResponseStatus.COMPLETED


def test_an_unknown_reason_for_not_asking_is_refused(desk: Session, conversation: Conversation) -> None:
    with pytest.raises(ChangeRefused):
        record_not_asked(desk, conversation, "bored")


def test_a_resumed_conversation_is_the_same_one(desk: Session, conversation: Conversation) -> None:
    conversation = ready_to_ask(desk, conversation)
    conversation = say(desk, conversation, "w4-ask", {"controlled": "no", "hurt": {"absent": "declined"}})

    resumed = resume_conversation(desk, conversation.screening.id)

    assert next_question(resumed) == next_question(conversation)
    assert resumed.last == conversation.last
    for step_id, record in conversation.records.items():
        again = resumed.records[step_id]
        assert again.answers == record.answers
        assert again.next_number == record.next_number
        assert again.evaluation.places == record.evaluation.places
        assert again.evaluation.scores == record.evaluation.scores
        assert again.evaluation.flags == record.evaluation.flags
    assert resumed.state.outcome == conversation.state.outcome


def test_an_answer_taken_back_stays_in_the_history_and_counts_no_more(
    desk: Session, conversation: Conversation
) -> None:
    conversation = say(desk, conversation, "w1-prepare", {"reason": "routine"})
    conversation = clear_answer(desk, conversation, StepId("w1-prepare"), AnswerKey(LinkId("reason")))

    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    assert len(records.tables.events) == 2
    assert conversation.records[StepId("w1-prepare")].evaluation.effective == {}


def test_a_plain_no_closes(desk: Session, conversation: Conversation) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", NO)

    closed = close_conversation(desk, conversation)

    assert closed.outcome.id == "asked-no"
    assert closed.dropped == ()


def test_nothing_can_be_changed_after_closing(desk: Session, conversation: Conversation) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", NO)
    closed = close_conversation(desk, conversation)

    with pytest.raises(ConversationClosed):
        say(desk, closed.conversation, "w4-ask", {"afraid": "yes"})
    with pytest.raises(ConversationClosed):
        close_conversation(desk, closed.conversation)
    assert resume_conversation(desk, conversation.screening.id).is_closed


def test_a_yes_cannot_be_closed_half_way(desk: Session, conversation: Conversation) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", NO | {"afraid": "yes"})

    with pytest.raises(ConversationUnfinished) as refusal:
        close_conversation(desk, conversation)

    assert what_is_missing(conversation)[0] in refusal.value.describe()


def test_an_instrument_without_permission_cannot_be_used(desk: Session, conversation: Conversation) -> None:
    conversation = ready_to_ask(desk, conversation)

    with pytest.raises(PermissionMissing):
        say(desk, conversation, "w4-hark", {"humiliated": "no"})


def test_a_recorded_permission_opens_the_instrument(desk: Session, library: FileFormLibrary) -> None:
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    lead = fakes.session(library, records=records, as_user=fakes.user("lena", Role.METHOD_LEAD))
    hark = "https://samtalsstod.example/instruments/hark"
    record_permission(lead, hark, who="Owner", on=dt.date(2026, 11, 1), where="letter 12")
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))

    conversation = start_conversation(desk, person.id, "pathway-health")

    assert conversation.unavailable == frozenset()


def test_a_step_that_does_not_apply_is_refused(desk: Session, conversation: Conversation) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", NO)

    with pytest.raises(StepClosed):
        say(desk, conversation, "w9-plan", {"plan-offer": "no"})


def test_a_pathway_of_another_regime_is_refused(library: FileFormLibrary) -> None:
    desk = fakes.session(library, regime=Regime.SOC_MUNICIPAL)
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))

    with pytest.raises(WrongRegime):
        start_conversation(desk, person.id, "pathway-health")


def test_a_colleague_without_a_case_relation_finds_no_conversation(
    desk: Session, library: FileFormLibrary, conversation: Conversation
) -> None:
    records = desk.records
    assert isinstance(records, fakes.FakeRecords)
    colleague = fakes.session(library, records=records, as_user=fakes.user("bert"))

    with pytest.raises(PersonNotFound):
        resume_conversation(colleague, conversation.screening.id)
    with pytest.raises(PersonNotFound):
        say(colleague, conversation, "w1-prepare", {"reason": "routine"})


def test_a_yes_that_is_unsaid_is_not_closed_without_a_word_and_not_erased(
    desk: Session, conversation: Conversation
) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", NO | {"afraid": "yes"})
    conversation = say(desk, conversation, "w5-danger", {"today": "yes"})
    conversation = say(desk, conversation, "w4-ask", {"afraid": "no"})

    with pytest.raises(ConversationUnfinished) as refusal:
        close_conversation(desk, conversation)
    closed = close_conversation(desk, conversation, taken_back="The partner came back into the room.")

    assert "Asked, tells of violence or fear" in refusal.value.describe()
    assert closed.outcome.id == "asked-no"
    assert closed.dropped == ()
    resumed = resume_conversation(desk, conversation.screening.id)
    danger = resumed.records[StepId("w5-danger")]
    assert danger.answers.given[AnswerKey(LinkId("today"))].values == ("yes",)
    assert danger.response is not None
    assert danger.response.status is ResponseStatus.STOPPED


def test_what_was_unsaid_is_remembered_after_a_lock(desk: Session, conversation: Conversation) -> None:
    conversation = say(desk, ready_to_ask(desk, conversation), "w4-ask", NO | {"afraid": "yes"})
    conversation = say(desk, conversation, "w4-ask", {"afraid": "no"})

    resumed = resume_conversation(desk, conversation.screening.id)

    assert resumed.held == conversation.held
    assert resumed.taken_back is not None
    with pytest.raises(ConversationUnfinished):
        close_conversation(desk, resumed)
