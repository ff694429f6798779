"""``enableWhen`` and its expressions as conditions of ours: the same for every answer, or not at all."""

from collections.abc import Callable, Iterator

from screening_app.domain.ids import LinkId
from screening_app.interop.fhir.expressions import parsed, stated
from screening_app.interop.fhir.ground import Scope, Unclear, within_bounds
from screening_app.interop.fhir.logic import truth
from screening_app.interop.fhir.remarks import Remarks
from screening_app.interop.fhir.resource import EnableWhen, Item
from screening_app.interop.fhir.scored import score_holds
from screening_app.interop.fhir.truth import Side, all_of, any_of, asks
from screening_app.interop.fhir.urls import ENABLE_WHEN
from screening_app.questionnaire.conditions import asked, group_of
from screening_app.questionnaire.limits import NUMERIC
from screening_app.questionnaire.model import Item as OurItem
from screening_app.questionnaire.model import ItemType
from screening_app.questionnaire.predicate import Every, Predicate, Prior, QuestionIs, ScoreIs, Some

_WORDS = {"=": "is", "!=": "is-not", ">": "more-than", "<": "less-than", ">=": "at-least", "<=": "at-most"}
_ORDERED = NUMERIC | {ItemType.DATE}

Reader = Callable[[tuple[str, object], OurItem], object]
"""Reads an ``answer[x]`` as a value of an item, or ``None``."""


def condition_of(item: Item, scope: Scope, read: Reader, remarks: Remarks) -> Predicate | None:
    """Return the item's own condition; what is not translated is noted, and the item is always asked."""
    expressions = item.extensions(ENABLE_WHEN)
    if not item.enable_when and not expressions:
        return None
    try:
        return within_bounds(lambda: settled(_side(item, scope, read), scope))
    except Unclear as reason:
        element = "enableWhenExpression" if expressions else "enableWhen"
        remarks.add(item.link_id, element, str(reason), _words(item))
    return None


def _side(item: Item, scope: Scope, read: Reader) -> Side:
    expressions = item.extensions(ENABLE_WHEN)
    if not expressions:
        return _listed(item, scope, read)
    if item.enable_when or len(expressions) > 1:
        raise Unclear("two-conditions")
    return truth(parsed(stated(expressions[0])), scope).yes


def settled(side: Side, scope: Scope) -> Predicate | None:
    """Return the predicate; none if it always holds.

    Raises:
        Unclear: If it never holds, or reads what comes later.
    """
    if isinstance(side, bool):
        if not side:
            raise Unclear("never-holds")
        return None
    if scope.owner is not None:
        here = scope.ground.places[scope.owner].order
        if any(scope.ground.places[read].order >= here for read in _reads(side, scope)):
            raise Unclear("reads-ahead")
    return side


def _reads(predicate: Predicate, scope: Scope) -> Iterator[str]:
    for part in asked(predicate, ()):
        match part.leaf:
            case QuestionIs():
                yield part.leaf.question
            case ScoreIs():
                yield from scope.ground.scores[part.leaf.score].sum or ()
            case Prior():
                yield part.leaf.prior
            case Every() | Some():
                yield group_of(part.leaf)
            case _:
                pass


def _listed(item: Item, scope: Scope, read: Reader) -> Side:
    parts = [_one(condition, scope, read) for condition in item.enable_when]
    if len(parts) > 1 and item.enable_behavior not in {"all", "any"}:
        raise Unclear("behavior-missing")
    return all_of(parts) if item.enable_behavior == "all" or len(parts) == 1 else any_of(parts)


def _one(condition: EnableWhen, scope: Scope, read: Reader) -> Side:
    answers = condition.valued("answer")
    if len(answers) != 1:
        raise Unclear("condition-not-known")
    answer = answers[0]
    if condition.question in scope.ground.scores:
        return score_holds(condition.operator or "", condition.question, answer[1], scope)
    question = scope.ground.question(condition.question)
    if scope.unopened(question.link_id):
        raise Unclear("several-answers")
    if condition.operator == "exists":
        if not isinstance(answer[1], bool):
            raise Unclear("condition-not-known")
        return asks(question.link_id, "answered", answer[1])
    return _compared(condition, question, answer, read)


def _compared(condition: EnableWhen, question: OurItem, answer: tuple[str, object], read: Reader) -> Side:
    word = _WORDS.get(condition.operator or "")
    if word is None or (word not in {"is", "is-not"} and question.type not in _ORDERED):
        raise Unclear("condition-not-known")
    value = read(answer, question)
    if value is None:
        raise Unclear("code-not-an-option" if question.type is ItemType.CHOICE else "condition-not-known")
    return asks(LinkId(question.link_id), word, value)


def _words(item: Item) -> str:
    """Return a condition as the reviewer reads it."""
    expressions = [stated(one) for one in item.extensions(ENABLE_WHEN)]
    if expressions:
        return "; ".join(one.text for one in expressions if one)
    parts = [f"{one.question} {one.operator or ''}" for one in item.enable_when]
    return f" {item.enable_behavior or ''} ".join(parts)
