"""Arithmetic of FHIRPath on one answer, solved for the answer: ``2 * x + 1 > 5`` is ``x > 2``."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, DecimalException, localcontext

from screening_app.interop.fhir.fhirpath import Call, Literal, Negative, Node, Operation, Variable
from screening_app.interop.fhir.ground import Ref, Scope, Unclear
from screening_app.interop.fhir.paths import resolve
from screening_app.interop.fhir.truth import Side, Truth, all_of, asks, one_of
from screening_app.questionnaire.model import Item, ItemType

_ZERO = Decimal(0)
_NUMBERS = frozenset({ItemType.INTEGER, ItemType.DECIMAL})
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "!=": "="}
_WORDS = {"<": "less-than", ">": "more-than", "<=": "at-most", ">=": "at-least", "=": "is", "!=": "is-not"}
ORDERS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
}


@dataclass(frozen=True, slots=True)
class Line:
    """``factor * term + constant``; the term is the number that an answer holds or weighs."""

    factor: Decimal
    term: Ref | None
    constant: Decimal


def line(node: Node, scope: Scope) -> Line:
    """Return the expression as a line over one answer.

    Raises:
        Unclear: If it is none, or not exactly one.
    """
    scope.budget.spend()
    match node:
        case Literal(Decimal() as value):
            return Line(_ZERO, None, value)
        case Negative(operand):
            return _scaled(line(operand, scope), Decimal(-1))
        case Operation(("+" | "-" | "*" | "/") as sign, left, right):
            return _reckoned(sign, line(left, scope), line(right, scope))
        case Call(target, "round", places):
            return _rounded(line(target, scope), places, scope)
        case Variable(name) if name in scope.variables:
            inner, written_in = scope.variables[name]
            return line(inner, written_in)
    ref = resolve(node, scope)
    if not _holds_number(ref, scope):
        raise Unclear("expression-not-recognised")
    if not scope.is_single(ref):
        raise Unclear("several-answers")
    return Line(Decimal(1), ref, _ZERO)


def _holds_number(ref: Ref, scope: Scope) -> bool:
    if ref.kind == "value":
        return scope.ground.question(ref.link_id).type in _NUMBERS
    return ref.kind in {"weight", "amount"}


def _exactly(reckon: Callable[[], Decimal]) -> Decimal:
    """Return a result, refusing one that had to be rounded."""
    try:
        with localcontext() as context:
            context.prec = 60
            context.clear_flags()
            result = reckon()
            rounded = bool(context.flags[_inexact()])
    except DecimalException:
        raise Unclear("expression-not-recognised") from None
    if rounded:
        raise Unclear("not-exact")
    return result


def _inexact() -> type[DecimalException]:
    from decimal import Inexact  # noqa: PLC0415 (a signal, used as a key)

    return Inexact


def _scaled(one: Line, factor: Decimal) -> Line:
    return Line(_exactly(lambda: one.factor * factor), one.term, _exactly(lambda: one.constant * factor))


def _reckoned(sign: str, left: Line, right: Line) -> Line:
    if sign == "*" and left.term is None:
        return _scaled(right, left.constant)
    if sign == "*" and right.term is None:
        return _scaled(left, right.constant)
    if sign == "/" and right.term is None and right.constant:
        by = right.constant
        return Line(_exactly(lambda: left.factor / by), left.term, _exactly(lambda: left.constant / by))
    if sign in {"+", "-"} and (left.term is None or right.term is None):
        other = right if sign == "+" else _scaled(right, Decimal(-1))
        term = left.term or other.term
        constant = _exactly(lambda: left.constant + other.constant)
        return Line(left.factor + other.factor, term, constant)
    raise Unclear("expression-not-recognised")


def _rounded(one: Line, places: tuple[Node, ...], scope: Scope) -> Line:
    """Rounding whole numbers changes nothing; rounding others asks for a rule that is not ours."""
    match places:
        case () | (Literal(Decimal()),):
            pass
        case _:
            raise Unclear("expression-not-recognised")
    parts = [one.factor, one.constant, *(_steps(one.term, scope) if one.term else ())]
    if all(part == part.to_integral_value() for part in parts):
        return one
    raise Unclear("expression-not-recognised")


def _steps(term: Ref, scope: Scope) -> list[Decimal]:
    item = scope.ground.question(term.link_id)
    if term.kind == "weight":
        return [option.item_weight or _ZERO for option in item.answer_option]
    return [_ZERO] if item.type is ItemType.INTEGER else [Decimal("0.5")]


def compared(operator: str, left: Line, right: Line, scope: Scope) -> Truth:
    """Return when a comparison of two lines is true and when it is false.

    Raises:
        Unclear: If both sides hang on answers.
    """
    both = _reckoned("-", left, right)
    term, factor = both.term, both.factor
    if term is None:
        holds = ORDERS[operator](both.constant, _ZERO)
        return Truth(holds, not holds)
    if not factor:
        raise Unclear("expression-not-recognised")
    bound = _exactly(lambda: -both.constant / factor)
    sign = operator if factor > 0 else _FLIPPED[operator]
    return Truth(_side(term, sign, bound, scope), _side(term, _OPPOSITE[sign], bound, scope))


def _side(term: Ref, sign: str, bound: Decimal, scope: Scope) -> Side:
    item = scope.ground.question(term.link_id)
    if term.kind == "weight":
        weighed = [option for option in item.answer_option if option.item_weight is not None]
        return one_of(
            item.link_id, (one.code for one in weighed if ORDERS[sign](one.item_weight or _ZERO, bound))
        )
    if item.type is ItemType.INTEGER:
        return _of_integer(item, sign, bound)
    return _answered(item, sign, bound)


def _answered(item: Item, sign: str, bound: int | Decimal) -> Side:
    """``is-not`` of ours holds without an answer; ``!=`` of FHIRPath does not."""
    asked = asks(item.link_id, _WORDS[sign], bound)
    return all_of([asks(item.link_id, "answered", True), asked]) if sign == "!=" else asked


def _of_integer(item: Item, sign: str, bound: Decimal) -> Side:
    """Return the comparison with a whole number that means the same."""
    whole = bound.to_integral_value(rounding="ROUND_FLOOR")
    if whole == bound:
        return _answered(item, sign, int(whole))
    match sign:
        case "=":
            return False
        case "!=":
            return asks(item.link_id, "answered", True)
        case "<" | "<=":
            return asks(item.link_id, "at-most", int(whole))
    return asks(item.link_id, "at-least", int(whole) + 1)
