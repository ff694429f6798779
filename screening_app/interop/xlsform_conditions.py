"""XPath conditions as predicates of our own, or a refusal that names why not (FORMS 3, 6).

Meaning is kept exactly: what is not answered is empty, never 0; ``selected()`` matches one whole
option; ``!=`` holds for what is not answered. What would hold differently here is not translated.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from screening_app.interop.xlsform_names import Known, Names
from screening_app.interop.xpath import Answer, Call, Current, NotTranslated, Number, Operation, Text, Tree
from screening_app.questionnaire.limits import is_date
from screening_app.questionnaire.model import ItemType

Predicate = dict[str, object]
Condition = bool | Predicate
"""A predicate in the words of form files, or a constant."""

FLIPPED: Mapping[str, str] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIGNS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_WORDS: Mapping[str, str] = {"<": "less-than", "<=": "at-most", ">": "more-than", ">=": "at-least"}
_NUMBERS = frozenset({"number", "decimal"})
_MEASURES = frozenset({*_NUMBERS, "string", "count-selected", "string-length"})
_MOST_LEAVES = 400


def all_of(*conditions: Condition) -> Condition:
    """Return what holds when each of them does."""
    return _joined("all", conditions, empty=True)


def any_of(*conditions: Condition) -> Condition:
    """Return what holds when at least one of them does."""
    return _joined("any", conditions, empty=False)


def none_of(condition: Condition) -> Condition:
    """Return what holds when it does not."""
    match condition:
        case bool():
            return not condition
        case {"not": dict(inner)}:
            return inner
        case {"question": question, "is": value}:
            return {"question": question, "is-not": value}
        case {"question": question, "answered": bool(value)}:
            return {"question": question, "answered": not value}
    return {"not": condition}


def _joined(word: str, conditions: tuple[Condition, ...], *, empty: bool) -> Condition:
    parts: list[object] = []
    for condition in conditions:
        if condition is (not empty):
            return condition
        if condition is empty:
            continue
        inner = condition.get(word) if isinstance(condition, dict) else None
        added = inner if isinstance(inner, list) else [condition]
        parts += [part for part in added if part not in parts]
    if not parts:
        return empty
    first = parts[0]
    return first if len(parts) == 1 and isinstance(first, dict) else {word: parts}


@dataclass(slots=True, kw_only=True)
class Reading:
    """One expression being translated.

    Attributes:
        row: Of the expression on the survey sheet; it reads what comes before only.
        inside: Names of the repeats around it.
    """

    names: Names
    row: int
    inside: tuple[str, ...]
    leaves: int = 0

    def condition(self, tree: Tree) -> Condition:
        """Return a tree as a condition.

        Raises:
            NotTranslated: If a part of it has no place in our conditions.
        """
        return self._holds(self.names.written_out(tree))

    def _holds(self, tree: Tree) -> Condition:
        self.leaves += 1
        if self.leaves > _MOST_LEAVES:
            raise NotTranslated("too-many-branches")
        match tree:
            case Operation("and", left, right):
                return all_of(self._holds(left), self._holds(right))
            case Operation("or", left, right):
                return any_of(self._holds(left), self._holds(right))
            case Operation(sign, left, right) if sign in SIGNS:
                return self._compared(sign, left, right)
            case Call():
                return self._call(tree)
        raise _no_place(tree)

    def _call(self, call: Call) -> Condition:
        match call.name, call.arguments:
            case "true", ():
                return True
            case "false", ():
                return False
            case "not", (inner,):
                return none_of(self._holds(inner))
            case (("boolean" | "true" | "string"), (inner,)) if isinstance(inner, Call | Operation):
                return self._holds(inner)
            case "if", (when, then, otherwise):
                return self._branches(when, self._holds(then), self._holds(otherwise))
            case "selected", (Answer(name), Text(option)):
                return self._selected(self._known(name), option)
        raise NotTranslated("function", function=call.name)

    def _branches(self, when: Tree, then: Condition, otherwise: Condition) -> Condition:
        chosen = self._holds(when)
        return any_of(all_of(chosen, then), all_of(none_of(chosen), otherwise))

    def _known(self, name: str) -> Known:
        return self.names.known(name, row=self.row, inside=self.inside)

    def _selected(self, known: Known, option: str) -> Condition:
        """Return whether one option is among those chosen: never a part of its name."""
        if known.type is not ItemType.CHOICE:
            raise NotTranslated("wrong-comparison", name=known.name)
        return _chosen(known, lambda code: code == option, option)

    def _compared(self, sign: str, left: Tree, right: Tree) -> Condition:
        for choosing, other, seen in ((left, right, sign), (right, left, FLIPPED[sign])):
            match choosing:
                case Call("if", (when, then, otherwise)):
                    return self._compared_branches(seen, (when, then, otherwise), other)
        one, another = constant(left), constant(right)
        if one is not None and another is not None:
            return _fixed(sign, one, another)
        if another is not None:
            return self._compared_with(sign, left, another)
        if one is not None:
            return self._compared_with(FLIPPED[sign], right, one)
        raise NotTranslated("two-answers")

    def _compared_branches(self, sign: str, choosing: tuple[Tree, Tree, Tree], other: Tree) -> Condition:
        """Compare both branches; an option that only one of them has is no mistake."""
        when, *branches = choosing
        held: list[Condition] = []
        unknown: list[NotTranslated] = []
        for branch in branches:
            try:
                held.append(self._compared(sign, branch, other))
            except NotTranslated as error:
                if error.rule != "unknown-option" or unknown:
                    raise
                unknown.append(error)
                held.append(sign == "!=")
        return self._branches(when, held[0], held[1])

    def _compared_with(self, sign: str, tree: Tree, value: str | Decimal) -> Condition:
        self.leaves += 1
        if sign == "!=":
            return none_of(self._compared_with("=", tree, value))
        match tree:
            case Answer(name) if name in self.names.scores:
                return _of_score(name, sign, value)
            case Answer(name):
                return of_answer(self._known(name), sign, value)
            case Call(name, (Answer(read),)) if name in _MEASURES:
                return _measured(name, self._known(read), sign, value)
        raise _no_place(tree)


def _measured(function: str, known: Known, sign: str, value: str | Decimal) -> Condition:
    if function == "string":
        return of_answer(known, sign, value)
    number = _number(value, known.name)
    if function in _NUMBERS:
        return of_answer(known, sign, number)
    return _counted(known, ItemType.CHOICE if function == "count-selected" else None, sign, number)


def _no_place(tree: Tree) -> NotTranslated:
    match tree:
        case Current():
            return NotTranslated("current-answer")
        case Call(name, _):
            return NotTranslated("function", function=name)
        case Operation(symbol, _, _):
            return NotTranslated("operator", operator=symbol)
    return NotTranslated("not-a-condition")


def constant(tree: Tree) -> str | Decimal | None:
    """Return the value of a tree that reads nothing; ``None`` if it does."""
    match tree:
        case Text(text):
            return text
        case Number(number):
            return number
        case Call("date", (Text(day),)) if is_date(day):
            return day
        case Operation("+" | "-" | "*" as sign, left, right):
            one, other = constant(left), constant(right)
            if isinstance(one, Decimal) and isinstance(other, Decimal):
                return {"+": one + other, "-": one - other, "*": one * other}[sign]
    return None


def as_number(text: str | Decimal) -> Decimal | None:
    """Return what a text comes to as a number in XPath; ``None`` is "no number", the empty text included."""
    if isinstance(text, Decimal):
        return text
    try:
        number = Decimal(text.strip()) if text.isascii() and len(text) < 30 else None  # noqa: PLR2004 (digits)
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _fixed(sign: str, one: str | Decimal, other: str | Decimal) -> bool:
    if isinstance(one, str) and isinstance(other, str) and sign in {"=", "!="}:
        return (one == other) is (sign == "=")
    left, right = as_number(one), as_number(other)
    if left is None or right is None:
        return sign == "!="  # "no number" differs from everything, itself included
    return SIGNS[sign](left, right)


def _number(value: str | Decimal, name: str) -> Decimal:
    number = as_number(value)
    if number is None:
        raise NotTranslated("wrong-comparison", name=name)
    return number


def _of_score(name: str, sign: str, value: str | Decimal) -> Condition:
    if sign == "=" or as_number(value) is None:
        raise NotTranslated("wrong-comparison", name=name)
    return {"score": name, _WORDS[sign]: as_number(value)}


def _answered(known: Known) -> Condition:
    return any_of(*({"question": link_id, "answered": True} for link_id, _ in known.variants))


def _counted(known: Known, kind: ItemType | None, sign: str, limit: Decimal) -> Condition:
    """Return a comparison of how much was answered, where it only tells some from none."""
    counted = known.type is ItemType.CHOICE if kind else known.type in {ItemType.STRING, ItemType.TEXT}
    if not counted:
        raise NotTranslated("wrong-comparison", name=known.name)
    most = Decimal(max((len(codes) for _, codes in known.variants), default=0) if known.multiple else 1)
    tried = {Decimal(1), most} if kind else {Decimal(1), Decimal(10) ** 9}
    near = {limit.to_integral_value() + step for step in (-1, 0, 1)}
    some = {SIGNS[sign](count, limit) for count in tried | {n for n in near if 1 <= n <= max(tried)}}
    if len(some) != 1:
        raise NotTranslated("not-counted")
    none, any_ = SIGNS[sign](Decimal(0), limit), some.pop()
    if none == any_:
        return none
    return _answered(known) if any_ else none_of(_answered(known))


def of_answer(known: Known, sign: str, value: str | Decimal) -> Condition:
    """Return a comparison of one answer with one value; ``sign`` is not ``!=``.

    Raises:
        NotTranslated: If answers of that type are not compared so.
    """
    if value == "":
        if sign != "=":
            raise NotTranslated("wrong-comparison", name=known.name)
        return none_of(_answered(known))
    match known.type:
        case ItemType.CHOICE:
            return _of_choice(known, sign, value)
        case ItemType.INTEGER | ItemType.DECIMAL:
            return _of_number(known, sign, value)
        case ItemType.DATE if isinstance(value, str) and is_date(value) and len(value) == len("2026-01-01"):
            return _leaf(known, _WORDS.get(sign, "is"), value)
        case ItemType.STRING | ItemType.TEXT if isinstance(value, str) and sign == "=":
            return _leaf(known, "is", value)
    raise NotTranslated("wrong-comparison", name=known.name)


def _leaf(known: Known, word: str, value: object) -> Condition:
    return any_of(*({"question": link_id, word: value} for link_id, _ in known.variants))


def _of_number(known: Known, sign: str, value: str | Decimal) -> Condition:
    number = _number(value, known.name)
    if known.type is ItemType.INTEGER:
        if number != number.to_integral_value():
            raise NotTranslated("wrong-comparison", name=known.name)
        return _leaf(known, _WORDS.get(sign, "is"), int(number))
    return _leaf(known, _WORDS.get(sign, "is"), number)


def _of_choice(known: Known, sign: str, value: str | Decimal) -> Condition:
    if known.multiple:
        if sign != "=" or isinstance(value, Decimal):
            raise NotTranslated("wrong-comparison", name=known.name)
        return _only(known, value)
    if sign == "=" and isinstance(value, str):
        return _chosen(known, lambda code: code == value, value)
    limit = _number(value, known.name)

    def fits(code: str) -> bool:
        number = as_number(code)
        return number is not None and SIGNS[sign](number, limit)

    return _chosen(known, fits, str(value))


def _chosen(known: Known, fits: Callable[[str], bool], said: str) -> Condition:
    found: list[Condition] = []
    for link_id, codes in known.variants:
        fitting = [code for code in codes if fits(code)]
        if len(fitting) == 1:
            found.append({"question": link_id, "is": fitting[0]})
        elif fitting:
            found.append({"question": link_id, "in": fitting})
    if not found:
        raise NotTranslated("unknown-option", option=said, name=known.name)
    return any_of(*found)


def _only(known: Known, option: str) -> Condition:
    """Return whether this option was chosen and no other."""
    chosen = _chosen(known, lambda code: code == option, option)
    others: list[Condition] = [
        {"question": link_id, "in": rest}
        for link_id, codes in known.variants
        if (rest := [code for code in codes if code != option])
    ]
    return all_of(chosen, none_of(any_of(*others)))
