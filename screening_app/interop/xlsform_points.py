"""Calculations that add points of options, as scores of our own (FORMS 3.6, 3.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from screening_app.interop.xlsform_conditions import as_number, constant
from screening_app.interop.xlsform_names import Known, Names
from screening_app.interop.xpath import Answer, Call, NotTranslated, Number, Operation, Text, Tree
from screening_app.questionnaire.model import ItemType

Missing = Literal["require-all", "zero-once-started"]
Weights = dict[str, dict[str, Decimal]]
"""Points by link id and code."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of points; ``missing`` is what an empty answer does to it in the file."""

    weights: Weights
    missing: Missing


def sum_of(tree: Tree, names: Names, *, row: int) -> Sum:
    """Return the points that a calculation adds.

    Raises:
        NotTranslated: If it does anything else.
    """
    weights: Weights = {}
    ways: set[Missing] = set()
    for term in _terms(tree):
        known, points, missing = _points(term, names, row)
        link_id = known.variants[0][0]
        worth = weights.setdefault(link_id, dict.fromkeys(known.variants[0][1], Decimal(0)))
        for code, number in points.items():
            worth[code] += number
        ways.add(missing)
    if len(ways) != 1:
        raise _no_sum()
    return Sum(weights, ways.pop())


def _no_sum() -> NotTranslated:
    return NotTranslated("calculation-not-points")


def _terms(tree: Tree) -> Iterator[Tree]:
    match tree:
        case Operation("+", left, right):
            yield from _terms(left)
            yield from _terms(right)
        case Number(value) if value == 0:
            return
        case _:
            yield tree


def _points(term: Tree, names: Names, row: int) -> tuple[Known, dict[str, Decimal], Missing]:
    match term:
        case Answer(name) | Call("number" | "int", (Answer(name),)):
            known = _choice(names, name, row)
            return known, _of_codes(known), "require-all"
        case Call("coalesce", (Answer(name), zero)) if constant(zero) in {Decimal(0), "0"}:
            known = _choice(names, name, row)
            return known, _of_codes(known), "zero-once-started"
        case Call("if", (when, then, otherwise)):
            return _if(when, then, otherwise, names, row)
        case Operation("*", left, right):
            return _times(left, right, names, row)
    raise _no_sum()


def _times(left: Tree, right: Tree, names: Names, row: int) -> tuple[Known, dict[str, Decimal], Missing]:
    factor, term = (constant(left), right) if constant(left) is not None else (constant(right), left)
    if not isinstance(factor, Decimal):
        raise _no_sum()
    known, points, missing = _points(term, names, row)
    return known, {code: number * factor for code, number in points.items()}, missing


def _if(
    when: Tree, then: Tree, otherwise: Tree, names: Names, row: int
) -> tuple[Known, dict[str, Decimal], Missing]:
    match when, then:
        case Operation("=", Answer(name), Text("")), _ if otherwise == Answer(name):
            if constant(then) in {Decimal(0), "0"}:
                known = _choice(names, name, row)
                return known, _of_codes(known), "zero-once-started"
    worth, nothing = constant(then), constant(otherwise)
    if not isinstance(worth, Decimal) or nothing != 0:
        raise _no_sum()
    name, options = _asked(when)
    known = _choice(names, name, row, multiple=isinstance(when, Call))
    codes = known.variants[0][1]
    missing = [option for option in options if option not in codes]
    if missing:
        raise NotTranslated("unknown-option", option=missing[0], name=name)
    return known, dict.fromkeys(options, worth), "zero-once-started"


def _asked(when: Tree) -> tuple[str, list[str]]:
    """Return the question and the options that a condition on one question asks for."""
    match when:
        case Call("selected", (Answer(name), Text(option))) | Operation("=", Answer(name), Text(option)):
            return name, [option]
        case Operation("=", Answer(name), Number(value)):
            return name, [str(value)]
        case Operation("or", left, right) if not isinstance(left, Call):
            (name, options), (other, more) = _asked(left), _asked(right)
            if name == other:
                return name, [*options, *more]
    raise _no_sum()


def _choice(names: Names, name: str, row: int, *, multiple: bool = False) -> Known:
    known = names.known(name, row=row, inside=())
    if known.type is not ItemType.CHOICE or len(known.variants) != 1 or (known.multiple and not multiple):
        raise _no_sum()
    return known


def _of_codes(known: Known) -> dict[str, Decimal]:
    found = {code: as_number(code) for code in known.variants[0][1]}
    points = {code: number for code, number in found.items() if number is not None}
    if len(points) != len(found) or any(abs(number) > 10**6 for number in points.values()):
        raise _no_sum()
    return points
