"""The pages of a conversation in their order, and which of them comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.evaluation import Evaluation, Place
from screening_app.engine.pathway import StepState
from screening_app.questionnaire.model import Item, ItemType
from screening_app.services.conversation_state import Conversation, next_question
from screening_app.services.resume import remembered_place
from screening_app.services.session import Session

JUDGEMENT = LinkId("judgement")
"""The professional's own judgement, asked on the page that shows the results (DESIGN 6)."""

_NO_SCREEN = frozenset({ItemType.BODY_MAP, ItemType.ATTACHMENT})
"""Asked on no page of their own: the body map has one for a whole group of marks."""


class StopKind(StrEnum):
    """What kind of page a stop is."""

    PREPARE = "prepare"
    GATE = "gate"
    INFORM = "inform"
    QUESTION = "question"
    GROUP = "group"
    MARKS = "marks"
    OUTCOME = "outcome"
    CLOSING = "closing"


_OF_RAIL = {
    "prepare": StopKind.PREPARE,
    "before-you-ask": StopKind.GATE,
    "tell-first": StopKind.INFORM,
}
_WHOLE_STEP = frozenset({StopKind.PREPARE, StopKind.GATE})


@dataclass(frozen=True, slots=True)
class Stop:
    """A page of the conversation; ``key`` names its question or group."""

    kind: StopKind
    step: StepId | None = None
    key: AnswerKey | None = None


CLOSING = Stop(StopKind.CLOSING)


def stops(conversation: Conversation, entered: frozenset[StepId] = frozenset()) -> tuple[Stop, ...]:
    """Return every page that can be shown now, in order; closing comes last.

    Args:
        entered: Optional steps that the user has opened although nothing is answered there.
    """
    found = [
        stop
        for state in conversation.state.steps
        if is_open_step(conversation, state) and not _is_passed_over(conversation, state, entered)
        for stop in _stops_of_step(conversation, state)
    ]
    return (*found, CLOSING)


def is_open_step(conversation: Conversation, state: StepState) -> bool:
    """Tell whether a step has a form that may be answered now."""
    return state.enabled and state.reachable and state.step.id in conversation.records


def _is_passed_over(conversation: Conversation, state: StepState, entered: frozenset[StepId]) -> bool:
    begun = conversation.records[state.step.id].is_begun
    return state.step.optional and not begun and state.step.id not in entered


def _stops_of_step(conversation: Conversation, state: StepState) -> Iterator[Stop]:
    step_id = state.step.id
    evaluation = conversation.records[step_id].evaluation
    kind = _OF_RAIL.get(state.step.rail)
    if kind in _WHOLE_STEP:
        yield Stop(kind, step_id)
        return
    places = evaluation.places
    if kind is StopKind.INFORM:
        yield Stop(kind, step_id)
        places = tuple(place for place in places if place.key.link_id not in on_inform_page(evaluation))
    yield from _in_places(step_id, places)


def on_inform_page(evaluation: Evaluation) -> tuple[LinkId, ...]:
    """Return the questions that the inform page itself asks: all up to its required one."""
    items = [item for item in evaluation.form.questionnaire.item if item.is_answerable]
    last = next((at for at, item in enumerate(items) if item.required), len(items) - 1)
    return tuple(item.link_id for item in items[: last + 1])


def _in_places(step_id: StepId, places: Sequence[Place]) -> Iterator[Stop]:
    """Yield the questions; the list of a repeating group comes after its entries.

    A group of marks on the body is one page with its map, all entries included.
    """
    waiting: list[AnswerKey] = []
    for place in _off_map(places):
        while waiting and not _is_inside(place.key, waiting[-1]):
            yield Stop(StopKind.GROUP, step_id, waiting.pop())
        if not place.enabled:
            continue
        if is_on_map(place.item):
            yield Stop(StopKind.MARKS, step_id, place.key)
        elif _is_group_list(place, waiting):
            waiting.append(place.key)
        elif is_asked(place.item):
            kind = StopKind.OUTCOME if place.key.link_id == JUDGEMENT else StopKind.QUESTION
            yield Stop(kind, step_id, place.key)
    while waiting:
        yield Stop(StopKind.GROUP, step_id, waiting.pop())


def _off_map(places: Sequence[Place]) -> Iterator[Place]:
    """Leave out the entries of groups of marks; the groups themselves stay."""
    on_map: AnswerKey | None = None
    for place in places:
        if on_map is not None and _is_inside(place.key, on_map):
            continue
        on_map = place.key if is_on_map(place.item) else None
        yield place


def is_on_map(item: Item) -> bool:
    """Tell whether an item is a repeating group of marks on the body."""
    return item.is_repeating_group and any(one.type is ItemType.BODY_MAP for one in item.item)


def is_asked(item: Item) -> bool:
    """Tell whether an item is a question that a page can ask."""
    return item.is_answerable and not item.read_only and item.type not in _NO_SCREEN


def _is_group_list(place: Place, waiting: Sequence[AnswerKey]) -> bool:
    """Tell a repeating group's own place from that of one of its entries."""
    if not place.item.is_repeating_group:
        return False
    return not any(
        group.link_id == place.key.link_id and len(place.key.instance) > len(group.instance)
        for group in waiting
    )


def _is_inside(key: AnswerKey, group: AnswerKey) -> bool:
    depth = len(group.instance)
    return len(key.instance) > depth and key.instance[:depth] == group.instance


def is_unanswered(conversation: Conversation, stop: Stop) -> bool:
    """Tell whether a page still waits for something."""
    if stop.step is None:
        return True
    record = conversation.records[stop.step]
    evaluation = record.evaluation
    match stop.kind:
        case StopKind.GATE:
            return bool(gate_waits_for(conversation, stop.step))
        case StopKind.PREPARE:
            return bool(evaluation.missing) or not record.is_begun
        case StopKind.INFORM:
            own = on_inform_page(evaluation)
            return any(key.link_id in own for key in evaluation.missing)
        case StopKind.GROUP | StopKind.MARKS:
            return stop.key in evaluation.missing
    return stop.key not in evaluation.effective


def may_be_passed(conversation: Conversation, stop: Stop) -> bool:
    """Tell whether a page has what it needs; an absent answer without a reason is not passed over."""
    if not is_unanswered(conversation, stop):
        return True
    if stop.kind is not StopKind.QUESTION or stop.key is None or stop.step is None:
        return False
    item = conversation.records[stop.step].evaluation.form.items[stop.key.link_id]
    return not (item.required and item.absent)


def gate_waits_for(conversation: Conversation, step_id: StepId) -> tuple[AnswerKey, ...]:
    """Return the places of this step that keep the first closed gate closed."""
    return tuple(key for step, key in conversation.state.gate_waits_for if step == step_id)


def following(conversation: Conversation, stop: Stop, entered: frozenset[StepId]) -> Stop:
    """Return the page after this one.

    Inside a step pages follow one another, answered or not, so that nobody loses the way when
    going back to change something; from one step to the next what is answered is passed over, and
    so is what was left out on purpose in a step that is complete.
    """
    every = stops(conversation, entered)
    rest = every[position(every, stop) + 1 :]
    first = rest[0] if rest else CLOSING
    pages = stop.kind in {StopKind.QUESTION, StopKind.GROUP, StopKind.MARKS, StopKind.OUTCOME}
    if pages and first.step == stop.step:
        return first
    return next((one for one in rest if _still_waits(conversation, one)), CLOSING)


def _still_waits(conversation: Conversation, stop: Stop) -> bool:
    record = conversation.records[stop.step] if stop.step is not None else None
    done = record is not None and record.is_begun and record.evaluation.is_complete
    whole = stop.kind in {StopKind.PREPARE, StopKind.GATE, StopKind.INFORM}
    return is_unanswered(conversation, stop) and (whole or not done)


def before(conversation: Conversation, stop: Stop, entered: frozenset[StepId]) -> Stop | None:
    """Return the page before this one; ``None`` on the first."""
    every = stops(conversation, entered)
    at = position(every, stop)
    return every[at - 1] if at > 0 else None


def position(every: Sequence[Stop], stop: Stop) -> int:
    """Return where a page stands; one that is gone stands where its step begins."""
    if stop in every:
        return every.index(stop)
    own = [at for at, one in enumerate(every) if one.step == stop.step]
    return own[0] - 1 if own else len(every) - 2


def stop_of(conversation: Conversation, step_id: StepId, key: AnswerKey | None) -> Stop:
    """Return the page that asks a question, also one that the gate or another page asks."""
    own = [stop for stop in stops(conversation, frozenset({step_id})) if stop.step == step_id]
    if not own:
        return CLOSING
    exact = next((stop for stop in own if stop.key == key and key is not None), None)
    inside = next((stop for stop in own if key is not None and _holds(conversation, stop, key)), None)
    return exact or inside or own[0]


def _holds(conversation: Conversation, stop: Stop, key: AnswerKey) -> bool:
    """Tell whether the key is an entry of the list, whose own questions come first, or a mark of the map."""
    if stop.key is None or stop.step is None or not key.instance:
        return False
    if stop.kind is StopKind.MARKS:
        form = conversation.records[stop.step].evaluation.form
        groups = (*form.around[key.link_id], form.items[key.link_id])
        return stop.key.link_id in {group.link_id for group in groups}
    return stop.key.instance[: len(key.instance)] == key.instance


def where_to_resume(conversation: Conversation, entered: frozenset[StepId]) -> Stop:
    """Return the page on which the conversation goes on after the last answer."""
    place = next_question(conversation)
    if place is None:
        return CLOSING
    stop = stop_of(conversation, place[0], place[1].key)
    if is_unanswered(conversation, stop):
        return stop
    return following(conversation, stop, entered)


def where_it_goes_on(session: Session, conversation: Conversation) -> Stop:
    """Return the page on which a conversation goes on: the one that was left, else after the last answer."""
    kept = remembered_place(session, conversation)
    if kept is None:
        return where_to_resume(conversation, frozenset())
    if kept[0] is None:
        return CLOSING
    return stop_of(conversation, kept[0], kept[1])
