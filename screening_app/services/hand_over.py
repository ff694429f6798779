"""The screen in the person's own hands: one form, and nothing that is staff's (DESIGN 7).

What is answered there is stored like any other answer, by the same rules, and marked as given by the
person (FHIR ``QuestionnaireResponse.source``).
"""

from screening_app.domain.answers import AbsentReason
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import Source
from screening_app.domain.ids import StepId
from screening_app.engine.evaluation import Place
from screening_app.i18n import N_
from screening_app.questionnaire.model import Audience, ItemType
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session

NOT_THEIRS = frozenset({AbsentReason.NOT_ASKED})
"""Reasons for no answer that only staff can have."""
_WORDED = frozenset(
    {ItemType.CHOICE, ItemType.STRING, ItemType.TEXT, ItemType.DATE, ItemType.INTEGER, ItemType.DECIMAL}
)


class NothingToHandOver(ScreeningAppError):
    """The step asks the person nothing that can be answered alone at the screen now."""

    code = "conversation/nothing-to-hand-over"
    user_message = N_("The screen cannot be handed over here. Go to a question that is put to the person.")


def questions_of_person(conversation: Conversation, step_id: StepId) -> tuple[Place, ...]:
    """Return what the person may answer alone in a step, in the order of the form; none if nothing.

    Nothing while a gate is closed, of a form for staff, or of a conversation that was held on paper:
    nobody sits there. Entries of repeating groups are gone through with staff.
    """
    record = conversation.records.get(step_id)
    if record is None or conversation.is_closed or conversation.screening.asked_at is not None:
        return ()
    state = conversation.step(step_id)
    form = record.evaluation.form
    if not (state.enabled and state.reachable) or form.questionnaire.audience is not Audience.PERSON:
        return ()
    return tuple(place for place in record.evaluation.places if _is_theirs(place))


def left_by_person(session: Session, conversation: Conversation) -> StepId | None:
    """Return the step in which the person gave the last answer at the screen; ``None`` if staff did."""
    with session.records.read() as uow:
        history = uow.screenings.history(conversation.screening.id, access=session.access)
    if not history or history[-1].source is not Source.PERSON:
        return None
    responses = {
        record.response.id: step_id
        for step_id, record in conversation.records.items()
        if record.response is not None
    }
    return responses.get(history[-1].response_id)


def _is_theirs(place: Place) -> bool:
    item = place.item
    asked = item.type in _WORDED and not item.read_only and not item.is_repeating_group
    return place.enabled and asked and item.audience is not Audience.STAFF and not place.key.instance
