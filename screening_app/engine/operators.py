"""The operators of conditions over one answer, typed by the item they read (FORMS 3.3, 3.4)."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from screening_app.domain.answers import AbsentReason, Answer, PartialDate, Value
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.predicate import Prior, QuestionIs, Scalar

Match = Callable[[Answer | None], bool]
"""Whether an operator holds for what stands at a question."""

Order = Callable[[int, int], bool]

ORDERS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
}
_DATE_ORDERS: Mapping[str, Order] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
}
ORDERED = frozenset({ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY, ItemType.DATE})


def compare_dates(one: PartialDate, other: PartialDate) -> int | None:
    """Return -1, 0 or 1 as ``one`` is before, the same as or after ``other``.

    ``None``: one of them is too coarse to tell (FORMS 3.9), as 2026 beside 2026-03.
    """
    for left, right in zip(_parts(one), _parts(other), strict=True):
        if left is None or right is None:
            return 0 if left is right else None
        if left != right:
            return -1 if left < right else 1
    return 0


def _parts(date: PartialDate) -> tuple[int | None, ...]:
    return (date.year, date.month, date.day)


def operand(item: Item, stated: Scalar) -> Value:
    """Return a value of a definition as an answer to this item would hold it.

    Raises:
        ValueError: If it can be none.
    """
    match item.type:
        case ItemType.CHOICE if isinstance(stated, str) and item.option(stated) is not None:
            return stated
        case ItemType.BOOLEAN if isinstance(stated, bool):
            return stated
        case ItemType.INTEGER if isinstance(stated, int) and not isinstance(stated, bool):
            return stated
        case ItemType.DECIMAL | ItemType.QUANTITY if isinstance(stated, int | Decimal):
            return _decimal(stated)
        case ItemType.DATE if isinstance(stated, str):
            return PartialDate.parse(stated)
        case ItemType.STRING | ItemType.TEXT | ItemType.BODY_MAP | ItemType.ATTACHMENT:
            if isinstance(stated, str):
                return stated
    raise ValueError("wrong-operand")


def _decimal(stated: int | Decimal) -> Decimal:
    if isinstance(stated, bool):
        raise ValueError("wrong-operand")  # noqa: TRY004 (callers tell one mistake of a form from none)
    return Decimal(stated)


def match_answer(leaf: QuestionIs | Prior, item: Item) -> Match:
    """Return the operator of a leaf, ready to be asked of answers.

    Raises:
        ValueError: With the rule broken, if operator or operand do not fit the item.
    """
    name = leaf.operators()[0]
    stated = getattr(leaf, name)
    if name in ORDERS:
        return _ordered(name, operand(item, stated), item)
    if name in {"is_", "is_not"}:
        expected = operand(item, stated)
        return _is(expected) if name == "is_" else _is_not(expected)
    if name == "in_":
        return _in(frozenset(operand(item, part) for part in stated))
    if name == "includes":
        return _includes(frozenset(operand(item, part) for part in stated))
    return _state(name, stated)


def _state(name: str, stated: bool | tuple[AbsentReason, ...]) -> Match:
    if isinstance(stated, tuple):
        reasons = frozenset(stated)
        return lambda answer: answer is not None and answer.absent in reasons
    if name == "answered":
        return lambda answer: (answer is not None and bool(answer.values)) is stated
    return lambda answer: (answer is not None) is stated


def _is(expected: Value) -> Match:
    return lambda answer: answer is not None and expected in answer.values


def _in(expected: frozenset[Value]) -> Match:
    return lambda answer: answer is not None and not expected.isdisjoint(answer.values)


def _includes(expected: frozenset[Value]) -> Match:
    return lambda answer: answer is not None and expected.issubset(answer.values)


def _is_not(expected: Value) -> Match:
    if isinstance(expected, PartialDate):
        return lambda answer: answer is None or all(_surely_other(value, expected) for value in answer.values)
    return lambda answer: answer is None or expected not in answer.values


def _surely_other(value: Value, expected: PartialDate) -> bool:
    return isinstance(value, PartialDate) and compare_dates(value, expected) in {-1, 1}


def _ordered(name: str, bound: Value, item: Item) -> Match:
    if item.type not in ORDERED:
        raise ValueError("wrong-operator")
    if isinstance(bound, PartialDate):
        return _dates_ordered(_DATE_ORDERS[name], bound)
    holds, limit = ORDERS[name], Decimal(bound)
    return lambda answer: (
        answer is not None
        and any(holds(Decimal(value), limit) for value in answer.values if isinstance(value, int | Decimal))
    )


def _dates_ordered(holds: Order, bound: PartialDate) -> Match:
    def match(answer: Answer | None) -> bool:
        if answer is None:
            return False
        signs = (compare_dates(value, bound) for value in answer.values if isinstance(value, PartialDate))
        return any(sign is not None and holds(sign, 0) for sign in signs)

    return match
