"""Conditions of FHIRPath as predicates of ours, or the reason why not (FORMS 3.3, 6)."""

from decimal import Decimal

from screening_app.domain.answers import AbsentReason, PartialDate
from screening_app.interop.fhir.fhirpath import (
    Call,
    Literal,
    Member,
    Node,
    Nothing,
    Operation,
    This,
    Variable,
    Years,
)
from screening_app.interop.fhir.ground import CHOICE, Ref, Scope, Unclear
from screening_app.interop.fhir.numbers import compared, line
from screening_app.interop.fhir.paths import resolve, union
from screening_app.interop.fhir.scored import end_compared, score_compared
from screening_app.interop.fhir.truth import Side, Truth, all_of, any_of, asks, certain, one_of, opposite
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.predicate import Age, Every, Some

REASONS = {
    "asked-declined": AbsentReason.DECLINED,
    "asked-unknown": AbsentReason.UNKNOWN,
    "not-applicable": AbsentReason.NOT_APPLICABLE,
    "not-asked": AbsentReason.NOT_ASKED,
}
"""Codes of FHIR's data-absent-reason, and ours."""

_COMPARISONS = frozenset({"=", "!=", "<", ">", "<=", ">="})
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_DATE_WORDS = {
    "<": ("less-than", "at-least"),
    ">": ("more-than", "at-most"),
    "<=": ("at-most", "more-than"),
    ">=": ("at-least", "less-than"),
}
_TEXTUAL = frozenset({ItemType.STRING, ItemType.TEXT, ItemType.BODY_MAP})


def truth(node: Node, scope: Scope) -> Truth:
    """Return when an expression is true and when it is false.

    Raises:
        Unclear: If it is none of the shapes that are known here.
    """
    scope.budget.spend()
    match node:
        case Literal(bool() as value):
            return Truth(value, not value)
        case Nothing():
            return Truth(False, False)
        case Variable(name) if name in scope.variables:
            inner, written_in = scope.variables[name]
            return truth(inner, written_in)
        case Operation(operator, left, right):
            return _operation(operator, left, right, scope)
        case Call(target, "not", ()):
            return truth(target, scope).negated()
        case Call(_, "iif", arguments):
            return _iif(arguments, scope)
        case Call(target, ("exists" | "empty" | "all") as name, arguments):
            return _quantified(target, name, arguments, scope)
    return _is_true(resolve(node, scope), scope)


def _operation(operator: str, left: Node, right: Node, scope: Scope) -> Truth:
    if operator in _COMPARISONS:
        return _comparison(operator, left, right, scope)
    if operator == "in":
        return _membership(left, right, scope)
    if operator == "contains":
        return _membership(right, left, scope)
    if operator not in {"and", "or", "xor", "implies"}:
        raise Unclear("expression-not-recognised")
    one, other = truth(left, scope), truth(right, scope)
    match operator:
        case "and":
            return Truth(all_of([one.yes, other.yes]), any_of([one.no, other.no]))
        case "or":
            return Truth(any_of([one.yes, other.yes]), all_of([one.no, other.no]))
        case "implies":
            return Truth(any_of([one.no, other.yes]), all_of([one.yes, other.no]))
    differ = any_of([all_of([one.yes, other.no]), all_of([one.no, other.yes])])
    same = any_of([all_of([one.yes, other.yes]), all_of([one.no, other.no])])
    return Truth(differ, same)


def _iif(arguments: tuple[Node, ...], scope: Scope) -> Truth:
    """An empty condition counts as false."""
    if len(arguments) not in {2, 3}:
        raise Unclear("expression-not-recognised")
    holds = truth(arguments[0], scope).yes
    then = truth(arguments[1], scope)
    other = truth(arguments[2], scope) if len(arguments) > 2 else Truth(False, False)  # noqa: PLR2004 (given)
    fails = opposite(holds)
    return Truth(
        any_of([all_of([holds, then.yes]), all_of([fails, other.yes])]),
        any_of([all_of([holds, then.no]), all_of([fails, other.no])]),
    )


def _is_true(ref: Ref, scope: Scope) -> Truth:
    """A boolean answer stands for itself."""
    if ref.kind != "value" or scope.ground.question(ref.link_id).type is not ItemType.BOOLEAN:
        raise Unclear("expression-not-recognised")
    if not scope.is_single(ref):
        raise Unclear("several-answers")
    return Truth(asks(ref.link_id, "is", True), asks(ref.link_id, "is", False))


def _comparison(operator: str, left: Node, right: Node, scope: Scope) -> Truth:
    if _age(left) is not None or (isinstance(left, Literal) and not isinstance(right, Literal)):
        operator, left, right = _FLIPPED[operator], right, left
    years = _age(right)
    if years is not None and _is_birth_date(left):
        return _aged(operator, years)
    match right:
        case Literal(str() | bool() | PartialDate() as value):
            ref = resolve(left, scope)
            if not scope.is_single(ref):
                raise Unclear("several-answers")
            return _constant(operator, ref, value, scope)
    end = scope.ground.ends.get(left)
    if end is not None:
        return end_compared(operator, *end, right)
    score = _score_of(left, scope)
    if score is not None:
        return score_compared(operator, score, right, scope)
    return compared(operator, line(left, scope), line(right, scope), scope)


def _score_of(node: Node, scope: Scope) -> str | None:
    """Return the score that a path leads to: an item that the form reckons itself."""
    match node:
        case Member(Member(Call(_, "where", _) as item, "answer"), "value" | "valueInteger" | "valueDecimal"):
            pass
        case Variable(name) if name in scope.variables:
            return _score_of(*scope.variables[name])
        case _:
            return None
    ref = resolve(item, scope)
    return ref.link_id if ref.kind == "item" and ref.link_ids[0] in scope.ground.scores else None


def _constant(operator: str, ref: Ref, value: str | bool | PartialDate, scope: Scope) -> Truth:
    item = scope.ground.question(ref.link_id)
    match ref.kind, value:
        case "code", str() if operator in {"=", "!="}:
            found = _codes(item, value)
            others = [option.code for option in item.answer_option if option.code not in found]
            same = Truth(one_of(item.link_id, found), one_of(item.link_id, others))
        case "value", bool() if operator in {"=", "!="} and item.type is ItemType.BOOLEAN:
            same = Truth(asks(item.link_id, "is", value), asks(item.link_id, "is", not value))
        case "value", str() if operator in {"=", "!="} and _is_worded(item):
            known = item.type is not CHOICE or item.option(value) is not None
            same = _equal(item.link_id, value) if known else _never_equal(item.link_id)
        case "value", PartialDate() if item.type is ItemType.DATE:
            return _dated(operator, item.link_id, str(value))
        case _:
            raise Unclear("expression-not-recognised")
    return same if operator == "=" else same.negated()


def _is_worded(item: Item) -> bool:
    """Tell whether its answers are texts; a text among options was imported as its own code."""
    return item.type in _TEXTUAL or (
        item.type is CHOICE and all("|" not in o.code for o in item.answer_option)
    )


def _equal(link_id: str, value: str) -> Truth:
    other = all_of([asks(link_id, "answered", True), asks(link_id, "is-not", value)])
    return Truth(asks(link_id, "is", value), other)


def _never_equal(link_id: str) -> Truth:
    return Truth(False, asks(link_id, "answered", True))


def _dated(operator: str, link_id: str, date: str) -> Truth:
    if operator in {"=", "!="}:
        same = _equal(link_id, date)
        return same if operator == "=" else same.negated()
    yes, no = _DATE_WORDS[operator]
    return Truth(asks(link_id, yes, date), asks(link_id, no, date))


def _codes(item: Item, code: str) -> list[str]:
    """Return the options with this code, in whatever system."""
    return [option.code for option in item.answer_option if option.code.rpartition("|")[2] == code]


def _is_birth_date(node: Node) -> bool:
    match node:
        case Member(Variable("patient"), "birthDate"):
            return True
    return False


def _age(node: Node) -> int | None:
    """Return the years of ``today() - 18 years``."""
    match node:
        case Operation("-", Call(This(), "today", ()), Years(count)):
            return count
    return None


def _aged(operator: str, years: int) -> Truth:
    """Born on or before this day so many years ago: at least that old (FORMS 3.9 on 29 February)."""
    older = Age.model_validate({"age": "person", "at-least": years})
    younger = Age.model_validate({"age": "person", "less-than": years})
    match operator:
        case "<=":
            return Truth(older, younger)
        case ">":
            return Truth(younger, older)
    raise Unclear("expression-not-recognised")


def _membership(one: Node, many: Node, scope: Scope) -> Truth:
    """``x in ('a' | 'b')`` asks whether the one answer is listed; ``'a' in x`` whether it is among them."""
    match one:
        case Literal(str() | bool() as value):
            return certain(_any_is(resolve(many, scope), value, scope))
    ref = resolve(one, scope)
    if not scope.is_single(ref):
        raise Unclear("several-answers")
    found = [_constant("=", ref, text, scope) for text in union(many)]
    return Truth(any_of([part.yes for part in found]), all_of([part.no for part in found]))


def _any_is(ref: Ref, value: str | bool, scope: Scope) -> Side:
    one = Scope(scope.ground, None, {}, scope.ground.place(ref.link_id).groups, scope.owner, scope.budget)
    return _wrapped(ref.link_id, _constant("=", ref, value, one).yes, scope)


def _quantified(target: Node, name: str, arguments: tuple[Node, ...], scope: Scope) -> Truth:
    """``exists``, ``empty`` and ``all`` are never empty themselves."""
    criteria = list(arguments)
    while isinstance(target, Call) and target.name == "where" and name != "all":
        kind = _kind(target.target, scope)
        if kind in {"all", "items"}:
            break
        criteria.append(target.arguments[0]) if len(target.arguments) == 1 else None
        target = target.target
    ref = resolve(target, scope)
    if len(criteria) > 1:
        raise Unclear("expression-not-recognised")
    if ref.kind == "item":
        return certain(_instances(ref, name, criteria, scope))
    if name == "all":
        return certain(_all_answers(ref, criteria, scope))
    held = _any_answer(ref, criteria[0] if criteria else None, scope)
    return certain(opposite(held) if name == "empty" else held)


def _kind(node: Node, scope: Scope) -> str | None:
    try:
        return resolve(node, scope).kind
    except Unclear:
        return None


def _instances(ref: Ref, name: str, criteria: list[Node], scope: Scope) -> Side:
    """Instances of a repeating group of which something holds."""
    item = scope.ground.place(ref.link_id).item
    if item is None or not item.is_repeating_group or len(criteria) != 1 or scope.unopened(ref.link_id):
        raise Unclear("expression-not-recognised")
    if scope.owner is not None and ref.link_id in scope.ground.places[scope.owner].groups:
        raise Unclear("reads-around-itself")
    inner = truth(criteria[0], scope.at(ref, opened=(ref.link_id,))).yes
    if isinstance(inner, bool):
        raise Unclear("expression-not-recognised")
    if name == "all":
        return Every.model_validate({"every": ref.link_id, "holds": inner})
    some = Some.model_validate({"some": ref.link_id, "holds": inner})
    return some if name == "exists" else opposite(some)


def _any_answer(ref: Ref, criterion: Node | None, scope: Scope) -> Side:
    held = [_wrapped(one, _answer(Ref(ref.kind, (one,)), criterion, scope), scope) for one in ref.link_ids]
    return any_of(held)


def _wrapped(link_id: str, side: Side, scope: Scope) -> Side:
    """Say ``some`` for each repeating group around a question of which every instance is meant."""
    for group in reversed(scope.unopened(link_id)):
        if scope.owner is not None and group in scope.ground.places[scope.owner].groups:
            raise Unclear("reads-around-itself")
        if isinstance(side, bool):
            return side
        side = Some.model_validate({"some": group, "holds": side})
    return side


def _answer(ref: Ref, criterion: Node | None, scope: Scope) -> Side:
    """Return that one answer of one question is so; a recorded reason is an answer of ours (FORMS 3.3)."""
    link_id = ref.link_id
    item = scope.ground.question(link_id)
    if criterion is None:
        if ref.kind == "reason":
            return asks(link_id, "absent", list(item.absent)) if item.absent else False
        if ref.kind == "answer" and item.absent:
            return asks(link_id, "recorded", True)
        if ref.kind in {"answer", "value", "code"}:
            return asks(link_id, "answered", True)
        raise Unclear("expression-not-recognised")
    inside = Scope(scope.ground, ref, {}, scope.ground.place(link_id).groups, scope.owner, scope.budget)
    return _criterion(criterion, ref, item, inside)


def _criterion(criterion: Node, ref: Ref, item: Item, inside: Scope) -> Side:
    """Return that an answer meets a criterion; only criteria on that one answer are known."""
    match criterion:
        case Operation("in", This(), texts) if ref.kind == "reason":
            reasons = [REASONS[code] for code in union(texts) if code in REASONS]
            return asks(item.link_id, "absent", reasons) if reasons else False
        case Operation(("and" | "or") as word, left, right):
            # Of several answers one may meet the left side and another the right one.
            if word == "and" and item.repeats:
                raise Unclear("several-answers")
            parts = [_criterion(one, ref, item, inside) for one in (left, right)]
            return all_of(parts) if word == "and" else any_of(parts)
        case Operation("=", Member(This(), "system"), Literal(str() as system)) if ref.kind == "value":
            codes = [o.code for o in item.answer_option if o.code.rpartition("|")[0] == system]
            return one_of(item.link_id, codes)
        case Operation(operator, left, right) if operator in _COMPARISONS - {"!="}:
            return _one_answer(operator, left, right, item, inside)
        case Operation("in", left, texts):
            tests = [Operation("=", left, Literal(text)) for text in union(texts)]
            return any_of([_criterion(test, ref, item, inside) for test in tests])
    raise Unclear("expression-not-recognised")


def _one_answer(operator: str, left: Node, right: Node, item: Item, inside: Scope) -> Side:
    """Compare as if there were one answer: our operators hold when any of several satisfies them."""
    if item.repeats and item.type is not CHOICE and operator == "=" and not isinstance(right, Literal):
        raise Unclear("several-answers")
    single = item.model_copy(update={"repeats": False})
    places = dict(inside.ground.places)
    place = places[item.link_id]
    places[item.link_id] = type(place)(
        place.link_id, single, place.order, place.around, place.groups, place.may_be_hidden
    )
    ground = type(inside.ground)(places, {})
    scope = Scope(ground, inside.this, {}, inside.opened, inside.owner, inside.budget)
    return _comparison(operator, left, right, scope).yes


def _all_answers(ref: Ref, criteria: list[Node], scope: Scope) -> Side:
    """``value.all($this != 'a')``: none is; true of no answer at all, as ``is-not`` is."""
    match criteria:
        case [Operation("!=", left, Literal(value))] if ref.kind == "value":
            item = scope.ground.question(ref.link_id)
        case _:
            raise Unclear("expression-not-recognised")
    if scope.unopened(ref.link_id):
        raise Unclear("several-answers")
    match left:
        case Member(This(), "code") if item.type is CHOICE and isinstance(value, str):
            return all_of([asks(item.link_id, "is-not", code) for code in _codes(item, value)])
        case This() if item.type is not CHOICE:
            return asks(item.link_id, "is-not", _operand(value))
        case This() if isinstance(value, str) and item.option(value) is not None:
            return asks(item.link_id, "is-not", value)
    raise Unclear("expression-not-recognised")


def _operand(value: str | bool | Decimal | PartialDate) -> str | bool | int | Decimal:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
