"""Constraints and defaults of XLSForm rows as limits and initial values of items."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from screening_app.interop.xlsform_conditions import FLIPPED, as_number, constant
from screening_app.interop.xpath import Call, Current, NotTranslated, Operation, Text, Tree, parse_xpath
from screening_app.questionnaire.limits import is_date
from screening_app.questionnaire.model import TODAY, ItemType
from screening_app.questionnaire.patterns import is_pattern

_NUMBERS = frozenset({ItemType.INTEGER, ItemType.DECIMAL})
_TEXTS = frozenset({ItemType.STRING, ItemType.TEXT})


def limits_of(text: str, kind: ItemType, codes: tuple[str, ...]) -> dict[str, object]:
    """Return what a constraint says, in the keys of an item; ``exclusive`` lists codes that stand alone.

    Raises:
        NotTranslated: If it says anything else.
    """
    found: dict[str, object] = {}
    for part in _conjuncts(parse_xpath(text)):
        for key, value in _limit(part, kind, codes).items():
            found[key] = value if key not in found else _tighter(key, found[key], value)
    return found


def _tighter(key: str, one: object, other: object) -> object:
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *(code for code in other if code not in one)]
    if key == "regex" or TODAY in {str(one), str(other)} or type(one) is not type(other):
        raise NotTranslated("constraint")
    low, high = sorted((one, other))  # type: ignore[type-var]  # both are of one type that has an order
    return high if key == "minValue" else low


def _conjuncts(tree: Tree) -> Iterator[Tree]:
    match tree:
        case Operation("and", left, right):
            yield from _conjuncts(left)
            yield from _conjuncts(right)
        case Operation("or", left, right) if _is_empty(left) or _is_empty(right):
            # What is not answered is never held against a constraint.
            yield from _conjuncts(right if _is_empty(left) else left)
        case _:
            yield tree


def _is_empty(tree: Tree) -> bool:
    return tree in {Operation("=", Current(), Text("")), Operation("=", Text(""), Current())}


def _limit(tree: Tree, kind: ItemType, codes: tuple[str, ...]) -> Mapping[str, object]:
    match tree:
        case Call("regex", (Current(), Text(pattern))) if kind in _TEXTS:
            return {"regex": _pattern(pattern)}
        case Operation("!=", Current(), Text("")) if kind in _TEXTS:
            return {}
        case Operation(sign, Current(), Call("today", ())) if kind is ItemType.DATE:
            return _against_today(sign)
        case Operation(sign, Call("today", ()), Current()) if kind is ItemType.DATE and sign in FLIPPED:
            return _against_today(FLIPPED[sign])
        case Operation(sign, left, right) if sign in FLIPPED:
            turned, one, other = (
                (sign, left, right) if constant(left) is None else (FLIPPED[sign], right, left)
            )
            return _compared(turned, one, constant(other), kind)
        case Call("not", (Operation("and", left, right),)) if kind is ItemType.CHOICE:
            return {"exclusive": _alone(left, right, codes)}
    raise NotTranslated("constraint")


def _against_today(sign: str) -> Mapping[str, object]:
    """A day before or after today is no limit of ours: a partial date has no neighbour."""
    if sign not in {"<=", ">="}:
        raise NotTranslated("constraint")
    return {"maxValue" if sign == "<=" else "minValue": TODAY}


def _pattern(text: str) -> str:
    if not is_pattern(text):
        raise NotTranslated("wrong-pattern")
    return text


def _compared(sign: str, tree: Tree, value: str | Decimal | None, kind: ItemType) -> Mapping[str, object]:
    if value is None or sign in {"=", "!="}:
        raise NotTranslated("constraint")
    if tree == Call("string-length", (Current(),)) and kind in _TEXTS:
        return _length(sign, value)
    if tree != Current():
        raise NotTranslated("constraint")
    key = "minValue" if sign in {">", ">="} else "maxValue"
    if kind is ItemType.DATE and isinstance(value, str) and is_date(value) and sign in {"<=", ">="}:
        return {key: value}
    number = as_number(value)
    if kind not in _NUMBERS or number is None:
        raise NotTranslated("constraint")
    return {key: _whole(sign, number) if kind is ItemType.INTEGER else _inclusive(sign, number)}


def _whole(sign: str, number: Decimal) -> int:
    if number != number.to_integral_value() or abs(number) > 10**15:
        raise NotTranslated("constraint")
    return int(number) + {">": 1, "<": -1}.get(sign, 0)


def _inclusive(sign: str, number: Decimal) -> Decimal:
    if sign in {"<", ">"}:
        raise NotTranslated("exclusive-limit")
    return number


def _length(sign: str, value: str | Decimal) -> Mapping[str, object]:
    number = as_number(value)
    if number is None or sign not in {"<", "<="}:
        raise NotTranslated("constraint")
    most = _whole(sign, number)
    if most < 1:
        raise NotTranslated("constraint")
    return {"maxLength": most}


def _alone(left: Tree, right: Tree, codes: tuple[str, ...]) -> list[str]:
    """Return the options that may not stand with any other, as “none of these” does."""
    one, other = _selected(left), _selected(right)
    if one and _several(right):
        return _single(one)
    if other and _several(left):
        return _single(other)
    if one and other and {*one, *other} == set(codes):
        alone = [part[0] for part in (one, other) if len(part) == 1]
        if alone:
            return alone
    raise NotTranslated("constraint")


def _single(options: list[str]) -> list[str]:
    # “not with any other” of several options would forbid what was allowed: only one is certain.
    if len(options) != 1:
        raise NotTranslated("constraint")
    return options


def _several(tree: Tree) -> bool:
    match tree:
        case Operation(sign, Call("count-selected", (Current(),)), limit):
            return (sign, constant(limit)) in {(">", Decimal(1)), (">=", Decimal(2))}
    return False


def _selected(tree: Tree) -> list[str]:
    """Return the options that a part asks for, joined by ``or``; none if it asks anything else."""
    match tree:
        case Call("selected", (Current(), Text(option))):
            return [option]
        case Operation("or", left, right):
            one, other = _selected(left), _selected(right)
            return [*one, *other] if one and other else []
    return []


def initial_of(text: str, kind: ItemType, codes: tuple[str, ...]) -> object:
    """Return a default as an initial value.

    Raises:
        NotTranslated: If it is calculated, or does not fit.
    """
    number = as_number(text)
    match kind:
        case ItemType.CHOICE if text in codes:
            return text
        case ItemType.INTEGER if number is not None and number == number.to_integral_value():
            return int(number)
        case ItemType.DECIMAL if number is not None:
            return number
        case ItemType.DATE if is_date(text):
            return text
        case ItemType.STRING | ItemType.TEXT if not re.search(r"\$\{|[\w-]\(", text):
            return text
    raise NotTranslated("initial")
