"""What fits an item: values, limits, initial values, patterns (FORMS 2)."""

from collections.abc import Iterator
from decimal import Decimal

from screening_app.domain.answers import PartialDate
from screening_app.questionnaire.model import TODAY, Item, ItemType
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.patterns import is_pattern
from screening_app.questionnaire.structure import Breach

NUMERIC = frozenset({ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY})
_LIMITED = NUMERIC | {ItemType.DATE}


def limit_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield initial values, limits and patterns that do not fit their item."""
    for entry in outline.entries:
        item = entry.item
        if item.initial is not None and not fits(item.initial, item):
            yield Breach("wrong-initial", (*entry.path, "initial"), {"link_id": item.link_id})
        yield from _limits(entry)
        if item.regex is not None and not is_pattern(item.regex):
            yield Breach("wrong-pattern", (*entry.path, "regex"), {"link_id": item.link_id})


def _limits(entry: Entry) -> Iterator[Breach]:
    item = entry.item
    stated = {"minValue": item.min_value, "maxValue": item.max_value}
    for key, limit in stated.items():
        if limit is not None and not is_limit(limit, item):
            yield Breach("wrong-limit", (*entry.path, key), {"link_id": item.link_id})
            return
    if item.min_value is not None and item.max_value is not None and _is_above(item):
        yield Breach("wrong-limit", (*entry.path, "minValue"), {"link_id": item.link_id})


def is_limit(value: object, item: Item) -> bool:
    """Tell whether answers to an item can be held against a value; a date against the day itself too."""
    if item.type is ItemType.DATE and value == TODAY:
        return True
    return item.type in _LIMITED and fits(value, item)


def _is_above(item: Item) -> bool:
    if TODAY in {item.min_value, item.max_value}:
        return False
    if item.type is ItemType.DATE:
        # ISO dates of one precision sort like their text; of two, the shorter holds the longer.
        low, high = str(item.min_value), str(item.max_value)
        return low[: len(high)] > high[: len(low)]
    return Decimal(str(item.min_value)) > Decimal(str(item.max_value))


def fits(value: object, item: Item) -> bool:
    """Tell whether a value of a definition can be an answer to an item."""
    if item.type is ItemType.CHOICE:
        return isinstance(value, str) and item.option(value) is not None
    if item.type is ItemType.BOOLEAN:
        return isinstance(value, bool)
    if item.type is ItemType.INTEGER:
        return isinstance(value, int) and not isinstance(value, bool)
    if item.type in NUMERIC:
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    if item.type is ItemType.DATE:
        return isinstance(value, str) and is_date(value)
    return isinstance(value, str)


def is_date(text: str) -> bool:
    """Tell whether the text is a full or partial date."""
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True
