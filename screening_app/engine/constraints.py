"""What an item takes as an answer: type, options, limits (FORMS 2)."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from screening_app.domain.answers import Answer, PartialDate, Value
from screening_app.domain.body import BodySpot
from screening_app.engine.operators import compare_dates, operand
from screening_app.questionnaire.model import TODAY, Item, ItemType

Breach = tuple[str, Mapping[str, str]]
"""Code of what is wrong, and the words for its sentence: of the form, never of the answer."""

TEXTUAL = frozenset({ItemType.STRING, ItemType.TEXT, ItemType.BODY_MAP, ItemType.ATTACHMENT, ItemType.CHOICE})
# Line breaks and tabs belong to text; other control characters and lone surrogates cannot be stored.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_TYPED: Mapping[ItemType, Callable[[Value], bool]] = {
    ItemType.BOOLEAN: lambda value: isinstance(value, bool),
    ItemType.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    ItemType.DECIMAL: lambda value: isinstance(value, Decimal) and value.is_finite(),
    ItemType.QUANTITY: lambda value: isinstance(value, Decimal) and value.is_finite(),
    ItemType.DATE: lambda value: isinstance(value, PartialDate),
    **dict.fromkeys(TEXTUAL, lambda value: isinstance(value, str)),
}


def answer_breaches(
    item: Item,
    answer: Answer,
    pattern: re.Pattern[str] | None = None,
    *,
    today: dt.date | None = None,
) -> Iterator[Breach]:
    """Yield what keeps the answer from standing at the item.

    Args:
        pattern: The item's ``regex``, compiled.
        today: The day on which it is answered; without one, ``today`` limits nothing (FORMS 3.9).
    """
    if answer.absent is not None:
        if answer.absent not in item.absent:
            yield "answer/reason-not-allowed", {"allowed": ", ".join(item.absent)}
        return
    if len(answer.values) > 1 and not item.repeats:
        yield "answer/too-many-values", {}
    if len(set(answer.values)) < len(answer.values):
        yield "answer/duplicate-value", {}
    for value in answer.values:
        yield from _value_breaches(item, value, pattern, today)
    yield from _exclusive(item, answer)


def _value_breaches(
    item: Item, value: Value, pattern: re.Pattern[str] | None, today: dt.date | None
) -> Iterator[Breach]:
    if not _TYPED[item.type](value):
        yield "answer/wrong-type", {"expected": item.type.value}
    elif item.answer_option:
        if item.option(str(value)) is None:
            yield "answer/unknown-code", {"allowed": ", ".join(option.code for option in item.answer_option)}
    elif isinstance(value, str):
        yield from _text(item, value, pattern)
    else:
        yield from _limits(item, value, today)


def _text(item: Item, value: str, pattern: re.Pattern[str] | None) -> Iterator[Breach]:
    if not value.strip():
        yield "answer/empty", {}
    if _NOT_TEXT.search(value):
        yield "answer/not-text", {}
    elif item.type is ItemType.BODY_MAP and not _is_spot(value):
        yield "answer/not-on-the-body", {}
    if item.max_length is not None and len(value) > item.max_length:
        yield "answer/too-long", {"limit": str(item.max_length)}
    if pattern is not None and pattern.fullmatch(value) is None:
        yield "answer/wrong-format", {"pattern": pattern.pattern}


def _is_spot(value: str) -> bool:
    try:
        BodySpot.parse(value)
    except ValueError:
        return False
    return True


def _limits(item: Item, value: Value, today: dt.date | None) -> Iterator[Breach]:
    for limit, beyond, codes in (
        (item.min_value, -1, ("answer/below-minimum", "answer/before-today")),
        (item.max_value, 1, ("answer/above-maximum", "answer/after-today")),
    ):
        if limit is None:
            continue
        if limit == TODAY and item.type is ItemType.DATE:
            if today is not None and _sign(value, PartialDate(today.year, today.month, today.day)) == beyond:
                yield codes[1], {}
        elif _sign(value, operand(item, limit)) == beyond:
            yield codes[0], {"limit": str(limit)}


def _sign(value: Value, limit: Value) -> int | None:
    """Return how a value compares with a limit; ``None`` if a partial date is too coarse to tell."""
    if isinstance(value, PartialDate) and isinstance(limit, PartialDate):
        return compare_dates(value, limit)
    number, bound = Decimal(str(value)), Decimal(str(limit))
    return (number > bound) - (number < bound)


def _exclusive(item: Item, answer: Answer) -> Iterator[Breach]:
    alone = [
        option.code for option in item.answer_option if option.exclusive and option.code in answer.values
    ]
    if alone and len(answer.values) > 1:
        yield "answer/exclusive-option", {"code": alone[0]}
