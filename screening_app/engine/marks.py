"""What a group of marks on the body asks besides the place, and whether side and place agree (W-8).

A group of marks is a repeating group with one ``body-map`` item. The choice beside it that offers left and
right is the side; the one that offers parts of the body is the part.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from screening_app.domain.answers import Answer, AnswerKey, Answers
from screening_app.domain.body import PARTS, BodySpot, Side
from screening_app.domain.events import Change
from screening_app.domain.ids import LinkId
from screening_app.engine.form import CompiledForm
from screening_app.questionnaire.model import Item, ItemType

_SIDES = frozenset({Side.LEFT.value, Side.RIGHT.value})
_PARTS = frozenset(part for parts in PARTS.values() for part in parts)


@dataclass(frozen=True, slots=True)
class MarkItems:
    """The items of a group of marks that say where a mark is."""

    place: Item
    side: Item | None
    part: Item | None

    @property
    def where(self) -> frozenset[LinkId]:
        """Return the link ids of all that say where a mark is."""
        return frozenset(one.link_id for one in (self.place, self.side, self.part) if one is not None)


def mark_items(group: Item) -> MarkItems | None:
    """Return what says where a mark is; ``None`` for a group without a body map."""
    place = next((one for one in group.item if one.type is ItemType.BODY_MAP), None)
    if place is None or not group.is_repeating_group:
        return None
    choices = [one for one in group.item if one.type is ItemType.CHOICE and not one.repeats]
    side = next((one for one in choices if _codes(one) >= _SIDES), None)
    part = next(
        (one for one in choices if one is not side and 2 * len(_codes(one) & _PARTS) > len(_codes(one))), None
    )
    return MarkItems(place, side, part)


def items_around(form: CompiledForm, link_id: LinkId) -> MarkItems | None:
    """Return what says where a mark is, for any item that stands directly in a group of marks."""
    around = form.around[link_id]
    return mark_items(around[-1]) if around else None


def spot_at(answers: Answers, items: MarkItems, instance: tuple[int, ...]) -> BodySpot | None:
    """Return the place of a mark, if it has one."""
    return spot_of(answers.given.get(AnswerKey(items.place.link_id, instance)))


def is_other_side(form: CompiledForm, answers: Answers, change: Change) -> bool:
    """Tell whether a change would leave place and side of a mark on two sides of the body."""
    items = items_around(form, change.key.link_id)
    if items is None or items.side is None or change.answer is None:
        return False
    instance = change.key.instance
    if change.key.link_id == items.place.link_id:
        spot, side = spot_of(change.answer), answers.given.get(AnswerKey(items.side.link_id, instance))
    elif change.key.link_id == items.side.link_id:
        spot, side = spot_at(answers, items, instance), change.answer
    else:
        return False
    return spot is not None and side is not None and any(spot.contradicts(str(one)) for one in side.values)


def spot_of(answer: Answer | None) -> BodySpot | None:
    """Return the place that an answer tells; nothing for no answer, or one of an older form."""
    values: Iterable[object] = answer.values if answer is not None else ()
    try:
        return next((BodySpot.parse(str(value)) for value in values), None)
    except ValueError:
        return None


def _codes(item: Item) -> frozenset[str]:
    return frozenset(option.code for option in item.answer_option)
