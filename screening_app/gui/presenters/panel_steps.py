"""Which steps of a pathway are panels that can be opened."""

from screening_app.domain.ids import StepId
from screening_app.engine.pathway import StepState
from screening_app.services.conversation_state import Conversation

DANGER = "danger"
REFER = "refer"
DOCUMENT = "document"
PANELS = frozenset({DANGER, REFER, DOCUMENT, "follow-up"})
"""Panels that can be opened; every shipped pathway has no others."""


def is_open_panel(state: StepState) -> bool:
    """Tell whether a step is a panel that can be opened now."""
    return state.enabled and state.step.panel in PANELS


def panel_steps(conversation: Conversation, *, but: str = "") -> tuple[StepId, ...]:
    """Return the panels to look at, without the one for danger, which opens by itself.

    Args:
        but: Another one to leave out.
    """
    return tuple(
        state.step.id
        for state in conversation.state.steps
        if is_open_panel(state) and state.step.panel not in {DANGER, but}
    )
