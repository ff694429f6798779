"""How far a conversation has come, told by the places on the rail; never a percentage (DESIGN 7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from screening_app.engine.pathway import StepState
from screening_app.i18n import Text
from screening_app.questionnaire.pathway import Rail
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session

_ONLY_IF_NEEDED: frozenset[Rail] = frozenset({"marks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a conversation goes on.

    Attributes:
        number: Place on the rail, from 1.
        total: Places on the rail.
        label: What the place is called.
    """

    number: int
    total: int
    label: Text


def progress_at(session: Session, conversation: Conversation, here: Rail) -> Progress:
    """Return how far a conversation has come that goes on at a place of the rail."""
    places = list(places_of(conversation))
    return Progress(number=places.index(here) + 1, total=len(places), label=rail_label(session, here))


def places_of(conversation: Conversation) -> Mapping[Rail, tuple[StepState, ...]]:
    """Return the places of the rail in order with their steps; some show only once they are needed.

    The one source for the rail beside a conversation and for how far Today says that it has come.
    """
    places: dict[Rail, tuple[StepState, ...]] = {}
    for state in conversation.state.steps:
        places[state.step.rail] = (*places.get(state.step.rail, ()), state)
    return {
        rail: states
        for rail, states in places.items()
        if rail not in _ONLY_IF_NEEDED or any(state.enabled for state in states)
    }


def rail_label(session: Session, rail: Rail) -> Text:
    """Return what a place on the rail is called."""
    labels = session.forms.packs(session.unit.country).glossary.rail
    return next(({"sv": label.sv, "en": label.en} for label in labels if label.code == rail), {"en": rail})
