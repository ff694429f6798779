"""The end of a conversation: what is missing, what may still be asked, and after closing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import StepId
from screening_app.gui.presenters.conversation_models import ClosedPage, ClosingPage, NeedModel
from screening_app.gui.presenters.flow import is_open_step
from screening_app.gui.presenters.outcome import standing_line, stated
from screening_app.gui.presenters.panel_steps import DOCUMENT, panel_steps
from screening_app.gui.presenters.questions import words_after
from screening_app.gui.presenters.rail import optional_steps, step_rows
from screening_app.gui.presenters.wording import label_of, text_of
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext
from screening_app.services.closing import (
    unfinished_besides,
    what_is_missing,
    what_will_be_dropped,
    why_is_needed,
)
from screening_app.services.conversation_state import Conversation

_KEYS = 9
YES = "asked-yes"
"""The outcome after which a document is the next thing to do."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that closing needs, with where to go for it; ``place`` is ``None`` if nowhere."""

    text: str
    place: tuple[StepId, AnswerKey | None] | None


def needs(conversation: Conversation) -> tuple[Need, ...]:
    """Return what is missing, in the order of its sentences, each with a page that mends it."""
    return tuple(
        Need(text, place)
        for text, place in zip(what_is_missing(conversation), _places(conversation), strict=True)
    )


def _places(conversation: Conversation) -> Iterator[tuple[StepId, AnswerKey | None] | None]:
    state = conversation.state
    for need in state.needs:
        yield next((place for place in need.where if _can_go(conversation, place[0])), None)
    for step_id in unfinished_besides(conversation):
        missing = conversation.records[step_id].evaluation.missing
        yield step_id, missing[0] if missing else None
    if state.outcome is None:
        yield _where_to_ask(conversation)


def _can_go(conversation: Conversation, step_id: StepId) -> bool:
    return is_open_step(conversation, conversation.step(step_id))


def _where_to_ask(conversation: Conversation) -> tuple[StepId, AnswerKey | None] | None:
    """Return the first open step where something is missing, else the gate."""
    steps = [state for state in conversation.state.steps if is_open_step(conversation, state)]
    waiting = next((one for one in steps if not one.complete and not one.step.optional), None)
    gate = next((one for one in steps if one.step.rail == "before-you-ask"), None)
    chosen = waiting or gate
    return (chosen.step.id, None) if chosen is not None else None


def closing_page(conversation: Conversation, last: StepId | None, because: str = "") -> ClosingPage:
    """Return what stands between here and the end.

    Args:
        last: The step shown before, whose last words are said here.
        because: Why an outcome was unsaid, as far as it is written.
    """
    found = needs(conversation)
    rows = tuple(
        NeedModel(
            index=at,
            text=need.text,
            digit=at + 1 if at < _KEYS else None,
            can_go=need.place is not None,
        )
        for at, need in enumerate(found)
    )
    outcome = conversation.state.outcome
    can_close = conversation.state.can_close
    return ClosingPage(
        # Translators: sv "Avsluta samtalet".
        heading=_("Close the conversation"),
        outcome=text_of(outcome.text) if outcome else "",
        say=words_after(conversation, last) if can_close else (),
        note=standing_line(),
        needs=rows,
        extra=step_rows(
            conversation, (*optional_steps(conversation), *panel_steps(conversation)), first=len(rows) + 1
        ),
        dropped=dropped_in_words(conversation, what_will_be_dropped(conversation)),
        can_close=can_close,
        missing="" if can_close else _left(len(rows)),
        why=why_is_needed(conversation.taken_back) if conversation.taken_back else "",
        because=because,
    )


def _left(count: int) -> str:
    # Translators: before a conversation can be closed; sv "{count} sak saknas", "{count} saker saknas".
    return ngettext("{count} thing is missing", "{count} things are missing", count).format(count=count)


def dropped_in_words(
    conversation: Conversation, dropped: Sequence[tuple[StepId, AnswerKey]]
) -> tuple[str, ...]:
    """Return which answers closing removes: their questions, not what was said."""
    return tuple(
        stated(
            text_of(conversation.step(step_id).step.title),
            label_of(conversation.records[step_id].evaluation.form.items[key.link_id]),
        )
        for step_id, key in dropped
    )


def closed_page(conversation: Conversation, dropped: Sequence[tuple[StepId, AnswerKey]]) -> ClosedPage:
    """Return the page after closing."""
    screening = conversation.screening
    rule = next((one for one in conversation.pathway.pathway.outcome if one.id == screening.outcome), None)
    return ClosedPage(
        # Translators: sv "Samtalet är avslutat".
        heading=_("The conversation is closed"),
        outcome=text_of(rule.text) if rule else "",
        dropped=dropped_in_words(conversation, dropped),
        compose_first=screening.outcome == YES,
        extra=step_rows(conversation, panel_steps(conversation, but=DOCUMENT)),
    )
