"""What tests of use cases share: the real forms, a vault in memory, answers that reach the asking step."""

from collections.abc import Mapping

import pytest

from screening_app.domain.answers import AnswerKey
from screening_app.domain.events import Change, EventKind
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.person import CaseKind
from screening_app.engine.validation import read_answer
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import make_change, start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes

SAFE = {
    "mode": "on-site",
    "alone": "yes",
    "companion": "no",
    "children": "none",
    "interpreter": "not-needed",
    "capacity": "yes",
    "time": "yes",
    "screen": "yes",
}


@pytest.fixture(scope="session")
def library() -> FileFormLibrary:
    """Return the forms that ship."""
    return FileFormLibrary(shipped_folder("forms"))


@pytest.fixture
def desk(library: FileFormLibrary) -> Session:
    """Return a health-care session on a vault in memory."""
    return fakes.session(library)


@pytest.fixture
def conversation(desk: Session) -> Conversation:
    """Return a run of the health pathway with a nameless person, nothing answered."""
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    return start_conversation(desk, person.id, "pathway-health")


def say(desk: Session, conversation: Conversation, step: str, answers: Mapping[str, object]) -> Conversation:
    """Give answers outside repeating groups, in the order written."""
    step_id = StepId(step)
    for link_id, raw in answers.items():
        item = conversation.records[step_id].evaluation.form.items[LinkId(link_id)]
        change = Change(kind=EventKind.ANSWERED, key=AnswerKey(item.link_id), answer=read_answer(item, raw))
        conversation = make_change(desk, conversation, step_id, change)
    return conversation


def ready_to_ask(desk: Session, conversation: Conversation) -> Conversation:
    """Prepare, make the room safe, and tell first."""
    conversation = say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    conversation = say(desk, conversation, "w2-safe-check", SAFE)
    return say(desk, conversation, "w3-inform", {"said": "as-written"})
