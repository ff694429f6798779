"""Where a page may lead; the window implements it, presenters only name it."""

from enum import StrEnum
from typing import Protocol

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import PersonId, ScreeningId, StepId


class LockReason(StrEnum):
    """Why the vault was locked; handed over to the lock screen, never a person's data."""

    USER = "user"
    INACTIVITY = "inactivity"
    SYSTEM = "system"
    HIDDEN_TOO_LONG = "hidden-too-long"
    WRONG_PIN = "wrong-pin"
    NEW_KEY = "new-key"
    ERROR = "error"


class Navigation(Protocol):
    """The window's pages and its three standing actions."""

    def home(self) -> None:
        """Show Today."""

    def start(self) -> None:
        """Begin a conversation: how the case is kept, with whom, along which pathway."""

    def conversation(self, screening_id: ScreeningId) -> None:
        """Go on with a conversation where it was left."""

    def person(self, person_id: PersonId) -> None:
        """Show a person."""

    def compose(self, screening_id: ScreeningId) -> None:
        """Compose a document from a closed conversation."""

    def journal(self, screening_id: ScreeningId) -> None:
        """Show the text for the journal of a closed conversation."""

    def take_home(self, screening_id: ScreeningId) -> None:
        """Show what the person may take home of a closed conversation's plan."""

    def hand_over(self, screening_id: ScreeningId, from_: tuple[StepId, AnswerKey]) -> None:
        """Give the screen to the person, for the questions of one step; only the lock leads on.

        Args:
            from_: Where staff stand, and stand again after the lock.
        """

    def emergency(self, screening_id: ScreeningId | None = None, *, by_itself: bool = False) -> None:
        """Show the emergency panel; ``None`` before any conversation.

        Args:
            by_itself: Whether an answer opens it, and nobody's key.
        """

    def duties(self) -> None:
        """Show what must be done in a situation, by a few questions; works without any person."""

    def back(self) -> None:
        """Return to the page before this one."""

    def hide(self) -> None:
        """Show the neutral page at once (F12)."""

    def lock(self, reason: LockReason = LockReason.USER) -> None:
        """End the process that holds the key; never asks, never fails to."""
