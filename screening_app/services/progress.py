"""How far a conversation has come, told by the places on the rail; never a percentage (DESIGN 7)."""

from dataclasses import dataclass

from screening_app.domain.ids import StepId
from screening_app.i18n import Text
from screening_app.questionnaire.pathway import Rail
from screening_app.services.conversation_state import Conversation, next_question
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a conversation goes on.

    Attributes:
        number: Place on the rail, from 1.
        total: Places on the rail; optional ones count once they are begun.
        label: What the place is called.
    """

    number: int
    total: int
    label: Text


def progress_of(session: Session, conversation: Conversation) -> Progress:
    """Return where the conversation goes on; with nothing left to ask, that is its last place."""
    steps = [
        state
        for state in conversation.state.steps
        if not state.step.optional or _is_begun(conversation, state.step.id)
    ]
    places = list(dict.fromkeys(state.step.rail for state in steps))
    following = next_question(conversation)
    here = conversation.step(following[0]).step.rail if following else places[-1]
    if here not in places:
        places.append(here)
    return Progress(number=places.index(here) + 1, total=len(places), label=rail_label(session, here))


def rail_label(session: Session, rail: Rail) -> Text:
    """Return what a place on the rail is called."""
    labels = session.forms.packs(session.unit.country).glossary.rail
    return next(({"sv": label.sv, "en": label.en} for label in labels if label.code == rail), {"en": rail})


def _is_begun(conversation: Conversation, step_id: StepId) -> bool:
    record = conversation.records.get(step_id)
    return record is not None and record.is_begun
