"""What one question can be, as far as conditions can tell its answers apart (FORMS 3.3)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from screening_app.domain.answers import AbsentReason
from screening_app.questionnaire.limits import NUMERIC
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.predicate import QuestionIs, Scalar

_MANY = 6
"""Of so many options named in conditions, every set that several answers can make is tried."""

_ORDERS = frozenset({"at_least", "at_most", "more_than", "less_than"})


@dataclass(frozen=True, slots=True)
class Given:
    """A value stands, or several of them; ``None``: one that conditions cannot foresee, such as a date."""

    values: tuple[Scalar, ...] | None


State = Given | AbsentReason | None
"""What stands at a question: values, a reason for absence, or nothing."""

UNFORESEEN = Given(None)


def states_of(item: Item, leaves: Iterable[QuestionIs]) -> tuple[State, ...]:
    """Return what a question can be: one state for all that these leaves cannot tell apart."""
    leaves = tuple(leaves)
    given = [state for state in _given(item, leaves) if state == UNFORESEEN or _within(state, item)]
    every: list[State] = [None, *item.absent, *given]
    told_apart = {tuple(agrees(state, leaf) for leaf in leaves): state for state in reversed(every)}
    return tuple(state for state in every if state in told_apart.values())


def agrees(state: State, leaf: QuestionIs) -> bool | None:
    """Tell whether a question in this state makes the leaf hold; ``None``: that cannot be foreseen."""
    operator = leaf.operators()[0]
    if operator == "recorded":
        return (state is not None) is leaf.recorded
    if operator == "answered":
        return isinstance(state, Given) is leaf.answered
    if operator == "absent":
        return isinstance(state, AbsentReason) and state in (leaf.absent or ())
    if state == UNFORESEEN:
        return None
    values = state.values or () if isinstance(state, Given) else ()
    return _compared(operator, values, leaf, recorded=state is not None)


def _compared(operator: str, values: tuple[Scalar, ...], leaf: QuestionIs, *, recorded: bool) -> bool:
    if operator in _ORDERS:
        bound = Decimal(str(getattr(leaf, operator)))
        return any(_ordered(operator, Decimal(str(value)), bound) for value in values)
    checks: Mapping[str, bool] = {
        "is_": leaf.is_ in values,
        "is_not": leaf.is_not not in values,
        "in_": not set(leaf.in_ or ()).isdisjoint(values),
        "includes": recorded and set(leaf.includes or ()).issubset(values),
    }
    return checks[operator]


def _ordered(operator: str, value: Decimal, bound: Decimal) -> bool:
    orders: Mapping[str, bool] = {
        "at_least": value >= bound,
        "at_most": value <= bound,
        "more_than": value > bound,
        "less_than": value < bound,
    }
    return orders[operator]


def _given(item: Item, leaves: tuple[QuestionIs, ...]) -> Iterator[Given]:
    if item.type is ItemType.BOOLEAN:
        yield from (Given((value,)) for value in (True, False))
    elif item.type is ItemType.CHOICE:
        yield from _choices(item, leaves)
    elif item.type in NUMERIC and not item.repeats:
        yield from (Given((number,)) for number in _numbers(item, leaves))
    elif item.type in {ItemType.STRING, ItemType.TEXT} and not item.repeats:
        words = sorted({value for value in _stated(leaves) if isinstance(value, str)})
        yield from (Given((word,)) for word in (*words, "".join(words) + "…"))
    else:
        yield UNFORESEEN


def _choices(item: Item, leaves: tuple[QuestionIs, ...]) -> Iterator[Given]:
    if not item.repeats:
        yield from (Given((option.code,)) for option in item.answer_option)
        return
    yield from (Given((option.code,)) for option in item.answer_option if option.exclusive)
    together = [option.code for option in item.answer_option if not option.exclusive]
    named = [code for code in together if code in set(_stated(leaves))]
    if len(named) > _MANY:
        yield UNFORESEEN
        return
    others = [code for code in together if code not in named][:1]
    for count in range(len(named) + 1):
        for chosen in combinations(named, count):
            yield from (Given(codes) for codes in (chosen, (*chosen, *others)) if codes)


def _stated(leaves: Iterable[QuestionIs]) -> Iterator[Scalar]:
    for leaf in leaves:
        stated = getattr(leaf, leaf.operators()[0])
        yield from stated if isinstance(stated, tuple) else (stated,)


def _numbers(item: Item, leaves: tuple[QuestionIs, ...]) -> list[Decimal]:
    """Return every number that is stated, and one on each side of it and between two of them."""
    stated = [*_stated(leaves), item.min_value, item.max_value]
    marks = sorted({Decimal(str(value)) for value in stated if _is_number(value)})
    beside = [mark + step for mark in marks for step in (-1, 1)]
    if item.type is not ItemType.INTEGER:
        beside += [(low + high) / 2 for low, high in pairwise(marks)]
    return sorted({*marks, *beside}) or [Decimal(0)]


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _within(state: Given, item: Item) -> bool:
    """Tell whether the limits of a number leave the state possible."""
    if item.type not in NUMERIC:
        return True
    low, high = item.min_value, item.max_value
    return all(
        (low is None or Decimal(str(value)) >= Decimal(str(low)))
        and (high is None or Decimal(str(value)) <= Decimal(str(high)))
        for value in state.values or ()
    )
