"""The places on the rail, and the steps behind each of them."""

from collections.abc import Sequence

from screening_app.domain.ids import StepId
from screening_app.engine.pathway import StepState
from screening_app.gui.presenters.conversation_models import PlacePage, PlaceStep, RailPlace, RailState
from screening_app.gui.presenters.flow import Stop, is_open_step
from screening_app.gui.presenters.panel_steps import is_open_panel
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import gettext as _
from screening_app.i18n import language
from screening_app.questionnaire.pack import Glossary
from screening_app.questionnaire.pathway import Rail
from screening_app.services.conversation_state import Conversation
from screening_app.services.progress import places_of

_CLOSE: Rail = "close"
_ASK = "ask"
_KEYS = 10
"""The keys 1 to 9, then 0."""


def rail_places(conversation: Conversation, glossary: Glossary, stop: Stop) -> tuple[RailPlace, ...]:
    """Return the pathway's places in order, as they stand."""
    now = place_of_stop(conversation, stop)
    labels: dict[str, str] = {
        label.code: (label.sv if language() == "sv" else label.en) for label in glossary.rail
    }
    return tuple(
        RailPlace(id=rail, title=labels[rail], state=_state(conversation, rail, states, now))
        for rail, states in places_of(conversation).items()
    )


def place_of_stop(conversation: Conversation, stop: Stop) -> Rail:
    """Return the place on the rail that a page belongs to."""
    if stop.step is None:
        return _CLOSE
    return conversation.step(stop.step).step.rail


def _state(conversation: Conversation, rail: str, states: Sequence[StepState], now: str) -> RailState:
    if rail == now:
        return "now"
    with_form = [state for state in states if state.step.id in conversation.records and state.enabled]
    if not with_form and rail != _CLOSE:
        return "skipped" if _is_asked_through(conversation) else "coming"
    begun = [state for state in with_form if conversation.records[state.step.id].is_begun]
    asked_for = [state for state in with_form if not state.step.optional]
    done = begun and all(
        state.complete and conversation.records[state.step.id].is_begun for state in asked_for or begun
    )
    return "done" if done else "coming"


def _is_asked_through(conversation: Conversation) -> bool:
    """Tell whether the answers to the first questions are there, so that what follows is known."""
    return all(
        state.complete and conversation.records[state.step.id].is_begun
        for state in conversation.state.steps
        if state.step.rail == _ASK and state.step.id in conversation.records and not state.step.optional
    )


def steps_of_place(conversation: Conversation, rail: str) -> tuple[StepId, ...]:
    """Return the steps behind a place that may be opened now."""
    return tuple(
        state.step.id
        for state in conversation.state.steps
        if state.step.rail == rail and (is_open_step(conversation, state) or is_open_panel(state))
    )


def place_page(conversation: Conversation, rail: str, title: str) -> PlacePage:
    """Return the steps behind a place."""
    steps = steps_of_place(conversation, rail)
    return PlacePage(heading=title, steps=step_rows(conversation, steps))


def step_rows(
    conversation: Conversation, steps: Sequence[StepId], *, first: int = 1
) -> tuple[PlaceStep, ...]:
    """Return steps as rows that open them.

    Args:
        first: Digit of the first row.
    """
    rows: list[PlaceStep] = []
    for at, step_id in enumerate(steps, start=first):
        state = conversation.step(step_id)
        rows.append(
            PlaceStep(
                id=str(step_id),
                title=text_of(state.step.title),
                state=_in_words(conversation, state),
                digit=at % _KEYS if at <= _KEYS else None,
                can_open=True,
            )
        )
    return tuple(rows)


def _in_words(conversation: Conversation, state: StepState) -> str:
    if state.step.id not in conversation.records:
        # Translators: of a step that shows something and asks nothing; sv "Att läsa".
        return _("To read")
    begun = conversation.records[state.step.id].is_begun
    if begun and state.complete:
        # Translators: sv "Klart".
        return _("Done")
    if begun:
        # Translators: sv "Påbörjat".
        return _("Begun")
    # Translators: sv "Frivilligt" (a step that may be left out).
    return _("May be left out") if state.step.optional else _("Not begun")


def optional_steps(conversation: Conversation) -> tuple[StepId, ...]:
    """Return the optional steps that may still be asked and are not begun."""
    return tuple(
        state.step.id
        for state in conversation.state.steps
        if state.step.optional
        and is_open_step(conversation, state)
        and not conversation.records[state.step.id].is_begun
    )
