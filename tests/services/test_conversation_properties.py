"""Whatever a person answers, in whatever order staff go back and forth, the run reloads as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening_app.bootstrap import open_session
from screening_app.domain.answers import Answer, PartialDate
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import StepId
from screening_app.domain.person import CaseKind
from screening_app.engine.evaluation import Place
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.model import ItemType
from screening_app.services.closing import close_conversation
from screening_app.services.conversation import (
    add_instance,
    clear_answer,
    give_answer,
    resume_conversation,
    somebody_walks_in,
    start_conversation,
)
from screening_app.services.conversation_state import Conversation, next_question
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk
from tests.helpers import fakes
from tests.services.conftest import ready_to_ask

MOVES = 40
TEXTS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)


def answers_to(draw: st.DrawFn, place: Place) -> Answer:
    """Draw an answer that the item takes, or one of its reasons for absence."""
    item = place.item
    if item.absent and draw(st.integers(0, 5)) == 0:
        return Answer(absent=draw(st.sampled_from(item.absent)))
    match item.type:
        case ItemType.CHOICE:
            option = draw(st.sampled_from(item.answer_option))
            return Answer(values=(option.code,))
        case ItemType.INTEGER:
            return Answer(values=(draw(st.integers(0, 100)),))
        case ItemType.DATE:
            return Answer(values=(draw(st.sampled_from([PartialDate(2026), PartialDate(2026, 3, 1)])),))
        case ItemType.BOOLEAN:
            return Answer(values=(draw(st.booleans()),))
        case _:
            return Answer(values=(draw(TEXTS),))


def wander(draw: st.DrawFn, desk: Session, conversation: Conversation) -> Conversation:
    """Answer, take back, add a child, be interrupted: whatever the use cases allow."""
    for _ in range(draw(st.integers(5, MOVES))):
        question = next_question(conversation)
        if question is None:
            break
        step_id, place = question
        try:
            conversation = move(draw, desk, conversation, step_id, place)
        except ScreeningAppError:
            continue  # a refusal changes nothing; that is tested below by reloading
    return conversation


def move(
    draw: st.DrawFn, desk: Session, conversation: Conversation, step_id: StepId, place: Place
) -> Conversation:
    """Do one thing."""
    if place.item.is_repeating_group:
        return add_instance(desk, conversation, step_id, place.key)[0]
    kind = draw(st.integers(0, 20))
    given_here = sorted(conversation.records[step_id].answers.given)
    if kind == 0 and given_here:
        return clear_answer(desk, conversation, step_id, draw(st.sampled_from(given_here)))
    if kind == 1:
        return somebody_walks_in(desk, conversation)
    return give_answer(desk, conversation, step_id, place.key, answers_to(draw, place))


WANDERINGS = st.composite(wander)


def seen(conversation: Conversation) -> object:
    """Return everything that a user sees of a run."""
    steps = {
        step_id: (
            record.answers.given,
            record.answers.instances,
            record.next_number,
            record.evaluation.places,
            record.evaluation.scores,
            record.evaluation.flags,
            record.evaluation.missing,
            record.evaluation.hidden,
        )
        for step_id, record in conversation.records.items()
    }
    state = conversation.state
    reached = [(step.step.id, step.enabled, step.reachable, step.complete) for step in state.steps]
    needs = [(need.id, need.names) for need in state.needs]
    return steps, reached, state.outcome, needs, state.unfinished, next_question(conversation)


@contextmanager
def in_memory(library: FileFormLibrary) -> Iterator[Session]:
    """Give a desk on a vault in memory."""
    yield fakes.session(library)


@contextmanager
def on_disk(_library: FileFormLibrary) -> Iterator[Session]:
    """Give a desk on a real vault."""
    with TemporaryDirectory() as folder:
        desk = make_desk(Path(folder) / "desk")
        with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
            yield session


def check_reload(data: st.DataObject, desk: Session) -> None:
    """Wander, reload, compare; close if it can be closed, reload, compare again."""
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    conversation = ready_to_ask(desk, start_conversation(desk, person.id, "pathway-health"))

    conversation = data.draw(WANDERINGS(desk, conversation))

    assert seen(resume_conversation(desk, conversation.screening.id)) == seen(conversation)
    if conversation.state.can_close:
        closed = close_conversation(desk, conversation, taken_back="sagt i telefon att det var fel")
        again = resume_conversation(desk, conversation.screening.id)
        assert again.is_closed
        assert again.state.outcome == closed.outcome
        for step_id, record in conversation.records.items():
            if conversation.step(step_id).enabled:
                assert again.records[step_id].evaluation.scores == record.evaluation.scores
                assert again.records[step_id].evaluation.effective == record.evaluation.effective


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_a_run_in_memory_reloads_as_it_was(library: FileFormLibrary, data: st.DataObject) -> None:
    with in_memory(library) as desk:
        check_reload(data, desk)


@given(data=st.data())
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_a_run_on_disk_reloads_as_it_was(library: FileFormLibrary, data: st.DataObject) -> None:
    with on_disk(library) as desk:
        check_reload(data, desk)
