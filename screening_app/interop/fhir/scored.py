"""Conditions on a total, as exact as the sum that the file describes (FORMS 3.3, 3.6)."""

from decimal import Decimal

from screening_app.interop.fhir.fhirpath import Literal, Negative, Node
from screening_app.interop.fhir.ground import Scope, Unclear
from screening_app.interop.fhir.truth import Side, Truth, all_of, any_of, asks, certain, opposite
from screening_app.questionnaire.model import ScoreRule
from screening_app.questionnaire.predicate import Predicate, ScoreIs

_WORDS = {"<": "less-than", ">": "more-than", "<=": "at-most", ">=": "at-least"}
_OPPOSITE = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}


def score_compared(operator: str, score: str, right: Node, scope: Scope) -> Truth:
    """Return when a comparison of a total with a number is true and when it is false.

    In the file there is no total as long as its sum is empty; in ours there is an interval from the
    first. So the answers that the sum waits for are asked for too.

    Raises:
        Unclear: If the right side is no number, or ours cannot say the same.
    """
    rule = scope.ground.scores[score]
    match right:
        case Literal(Decimal() as bound):
            pass
        case Negative(Literal(Decimal() as positive)):
            bound = -positive
        case _:
            raise Unclear("expression-not-recognised")
    if rule.missing == "require-all":
        return _of_all(operator, rule, bound)
    if rule.missing == "zero-once-started":
        return _of_some(operator, rule, bound, scope)
    raise Unclear("expression-not-recognised")


def score_holds(operator: str, score: str, value: object, scope: Scope) -> Side:
    """Return when a condition of ``enableWhen`` on a total holds; errors as ``score_compared``."""
    rule = scope.ground.scores[score]
    if operator == "exists" and isinstance(value, bool):
        parts = [asks(link_id, "answered", True) for link_id in rule.sum or ()]
        there = all_of(parts) if rule.missing == "require-all" else any_of(parts)
        return there if value else opposite(there)
    if (
        operator not in {*_WORDS, "=", "!="}
        or isinstance(value, bool)
        or not isinstance(value, int | Decimal)
    ):
        raise Unclear("condition-not-known")
    compared = score_compared(operator, score, Literal(Decimal(value)), scope)
    # "!=" of enableWhen holds of no answer too; that of FHIRPath does not.
    return (
        opposite(score_compared("=", score, Literal(Decimal(value)), scope).yes)
        if operator == "!="
        else compared.yes
    )


def end_compared(operator: str, score: str, lowest: bool, right: Node) -> Truth:
    """Return when a comparison of the lowest or highest total with a number is true; it is never empty.

    Raises:
        Unclear: If that end does not make it certain.
    """
    match right:
        case Literal(Decimal() as bound) if operator in ({">", ">="} if lowest else {"<", "<="}):
            return certain(_points(score, operator, bound))
    raise Unclear("expression-not-recognised")


def _of_all(operator: str, rule: ScoreRule, bound: Decimal) -> Truth:
    whole = all_of(asks(link_id, "answered", True) for link_id in rule.sum or ())
    if operator in _WORDS:
        yes, no = (_points(rule.id, sign, bound) for sign in (operator, _OPPOSITE[operator]))
        return Truth(all_of([whole, yes]), all_of([whole, no]))
    if operator not in {"=", "!="}:
        raise Unclear("expression-not-recognised")
    same = all_of([whole, _points(rule.id, ">=", bound), _points(rule.id, "<=", bound)])
    other = all_of([whole, any_of([_points(rule.id, "<", bound), _points(rule.id, ">", bound)])])
    return Truth(same, other) if operator == "=" else Truth(other, same)


def _of_some(operator: str, rule: ScoreRule, bound: Decimal, scope: Scope) -> Truth:
    """The lowest total is the file's total where an absent answer is worth nothing at least."""
    items = [scope.ground.question(link_id) for link_id in rule.sum or ()]
    fewest = {min(option.item_weight or Decimal(0) for option in item.answer_option) for item in items}
    if fewest != {Decimal(0)} or operator not in _WORDS:
        raise Unclear("expression-not-recognised")
    started = any_of(asks(item.link_id, "answered", True) for item in items)
    sign = operator if operator in {">", ">="} else _OPPOSITE[operator]
    reached: Side = _points(rule.id, sign, bound)
    yes, no = all_of([started, reached]), all_of([started, opposite(reached)])
    return Truth(yes, no) if sign == operator else Truth(no, yes)


def _points(score: str, sign: str, bound: Decimal) -> Predicate:
    number = int(bound) if bound == bound.to_integral_value() else bound
    return ScoreIs.model_validate({"score": score, _WORDS[sign]: number})
