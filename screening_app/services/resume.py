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
    session: Session, conversation: Conversation, step_id: StepId, key: AnswerKey | None
) -> None:
    """Keep where the user went on to without answering.

    Args:
        key: The question; ``None`` for a page of the step that holds several.
    """
    value = {
        "screening": str(conversation.screening.id),
        "events": _events(conversation),
        "step": str(step_id),
        "key": None if key is None else str(key),
    }
    with session.records.write() as uow:
        uow.office.store_setting(_setting(session), json.dumps(value))
        uow.commit()


def remembered_place(session: Session, conversation: Conversation) -> tuple[StepId, AnswerKey | None] | None:
    """Return the place kept for this conversation, unless something was answered since."""
    with session.records.read() as uow:
        stored = uow.office.setting(_setting(session))
    if stored is None:
        return None
    match json.loads(stored):
        case {"screening": str(screening), "events": int(events), "step": str(step), "key": key}:
            same = screening == conversation.screening.id and events == _events(conversation)
            place = AnswerKey.parse(key) if isinstance(key, str) else None
            return (StepId(step), place) if same else None
    return None


def _setting(session: Session) -> str:
    return f"place:{session.user.id}"


def _events(conversation: Conversation) -> int:
    return sum(record.next_number - 1 for record in conversation.records.values())
