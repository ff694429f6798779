"""Ticks that are not on the disk yet: made before there is a conversation (W-5), or refused by the disk."""

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.services.conversation_state import Conversation
from screening_app.services.emergency import Tick, record_ticks
from screening_app.services.session import Session

WAITING: list[Tick] = []
"""Of this process: it ends when the vault locks, and what was never attached goes with it."""

UNSAVED: dict[ScreeningId, list[Tick]] = {}
"""Ticks of conversations that could not be stored; tried again until they are."""


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


def store_unsaved(session: Session) -> None:
    """Store the ticks that the disk refused.

    Raises:
        ScreeningAppError: If it still does; what is not stored stays in ``UNSAVED``.
    """
    for screening_id, ticks in list(UNSAVED.items()):
        record_ticks(session, screening_id, tuple(ticks))
        del UNSAVED[screening_id]


def is_all_stored(session: Session) -> bool:
    """Try once more to store the ticks that the disk refused; tell whether none is left."""
    try:
        store_unsaved(session)
    except ScreeningAppError:
        return False
    return True
