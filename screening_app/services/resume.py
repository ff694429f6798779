"""Where the user stood, as ids inside the vault (DESIGN 4), for when answers alone do not tell.

As a rule the last answer says where a conversation goes on. Only going on *without* an answer leaves
no trace in the answers; then the place itself is kept, and it counts until the next answer.
"""

import json

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import StepId
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session


def remember_place(
    session: Session, conversation: Conversation, step_id: StepId | None, key: AnswerKey | None
) -> None:
    """Keep where the user went without answering.

    Args:
        step_id: The step; ``None`` for the closing page.
        key: The question; ``None`` for a page of the step that holds several.
    """
    value = {
        "screening": str(conversation.screening.id),
        "events": count_events(conversation),
        "step": step_id,
        "key": None if key is None else str(key),
    }
    with session.records.write() as uow:
        uow.office.store_setting(_setting(session), json.dumps(value))
        uow.commit()


def remembered_place(
    session: Session, conversation: Conversation
) -> tuple[StepId | None, AnswerKey | None] | None:
    """Return the place kept for this conversation, unless something was answered since."""
    with session.records.read() as uow:
        stored = uow.office.setting(_setting(session))
    if stored is None:
        return None
    match json.loads(stored):
        case {"screening": str(screening), "events": int(events), "step": step, "key": key}:
            if screening != conversation.screening.id or events != count_events(conversation):
                return None
            place = AnswerKey.parse(key) if isinstance(key, str) else None
            return (StepId(step) if isinstance(step, str) else None), place
    return None


def _setting(session: Session) -> str:
    return f"place:{session.user.id}"


def count_events(conversation: Conversation) -> int:
    """Return how many changes were ever made in the conversation."""
    return sum(record.next_number - 1 for record in conversation.records.values())
