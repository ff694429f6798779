"""Ticks made before there is a conversation: in memory only, until one begins (W-5)."""

from screening_app.domain.errors import ScreeningAppError
from screening_app.services.conversation_state import Conversation
from screening_app.services.emergency import Tick, record_ticks
from screening_app.services.session import Session

WAITING: list[Tick] = []
"""Of this process: it ends when the vault locks, and what was never attached goes with it."""


def attach_waiting(session: Session, conversation: Conversation) -> None:
    """Give the waiting ticks to a conversation begun after them; one already under way gets none."""
    if not WAITING or conversation.is_closed or conversation.screening.started_at < WAITING[-1].at:
        return
    try:
        record_ticks(session, conversation.screening.id, tuple(WAITING))
    except ScreeningAppError:
        # They stay waiting and are shown as such: the conversation itself must open in any case.
        return
    WAITING.clear()
