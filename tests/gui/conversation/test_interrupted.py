"""Somebody walks in: the gate closes again, at any page, and neither an answer nor the outcome is lost."""

from dataclasses import dataclass, field

import pytest

from screening_app.domain.ids import StepId
from screening_app.domain.records import ResponseStatus
from screening_app.gui.presenters.conversation_models import (
    GatePage,
    InformPage,
    PreparePage,
    QuestionPage,
)
from screening_app.gui.presenters.screens import Screen
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.walking import UNITS, Told, Walker, begun, told

GATE = StepId("w2-safe-check")
FIRST, EVERY = 6, 11
"""Somebody walks in at the sixth page, and at every eleventh from there."""


@dataclass(kw_only=True)
class Interrupted(Walker):
    """A walk in which somebody comes in, again and again, and the room is made safe again.

    Attributes:
        seen: The outcome before and after each time.
    """

    desk: Session
    conversation: Conversation
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    pages: int = 0

    def turn(self, screen: Screen) -> None:
        """Answer the page, after somebody came in where it is time for that."""
        self.pages += 1
        if isinstance(screen, QuestionPage) and self.pages % EVERY == FIRST:
            self.come_in()
            screen = self.typist.screen
        if not isinstance(screen, GatePage | InformPage | PreparePage) or not self.outcomes:
            super().turn(screen)

    def come_in(self) -> None:
        """Close the gate by keys, look at what is stored, and open it again."""
        before = self._stored()
        self.typist.somebody_came()
        assert self.typist.shows(GatePage).missing
        closed = self._stored()
        self.outcomes.append((_outcome(before), _outcome(closed)))
        assert _answers(closed) == _answers(before)
        self.typist.press("2", "Enter")
        assert _answers(self._stored()) == _answers(before)

    def _stored(self) -> Conversation:
        return resume_conversation(self.desk, self.conversation.screening.id)


def _outcome(conversation: Conversation) -> str:
    return conversation.state.outcome.id if conversation.state.outcome else ""


def _answers(conversation: Conversation) -> dict[str, object]:
    """Return every answer but those of the gate."""
    return {
        f"{step}/{key}": answer
        for step, record in conversation.records.items()
        for key, answer in record.answers.given.items()
        if step != GATE
    }


INTERRUPTED = [
    one
    for one in told()
    if (one.pathway, one.name)
    in {(pathway, name) for pathway in UNITS for name in ("yes-two-children-decided", "no-with-suspicion")}
]


@pytest.mark.parametrize("one", INTERRUPTED, ids=str)
def test_whenever_somebody_walks_in_no_answer_and_no_outcome_is_lost(
    one: Told, sit: Sit, library: FileFormLibrary
) -> None:
    desk, conversation = begun(library, one)
    walk = Interrupted(typist=sit(desk, conversation), steps=one.steps, desk=desk, conversation=conversation)

    walk.to_the_end()

    stored = resume_conversation(desk, conversation.screening.id).screening
    print(f"\n{one}: somebody came in {len(walk.outcomes)} times; outcomes {walk.outcomes}")
    assert walk.outcomes
    assert all(before == after for before, after in walk.outcomes)
    assert (stored.outcome, stored.status) == (one.outcome, ResponseStatus.COMPLETED)
