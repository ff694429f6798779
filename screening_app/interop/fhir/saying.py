"""Conditions of ours as ``enableWhen`` where that can say them, else as FHIRPath (FORMS 6)."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from screening_app.interop.errors import NotSayable
from screening_app.interop.fhir.fhirpath import quoted
from screening_app.interop.fhir.json_text import Json, Resource
from screening_app.interop.fhir.logic import REASONS
from screening_app.interop.fhir.sums import end_expressions
from screening_app.interop.fhir.urls import ABSENT_REASON, ENABLE_WHEN, FHIRPATH
from screening_app.questionnaire.conditions import group_of
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.predicate import (
    Age,
    All,
    AnyOf,
    Every,
    Not,
    Predicate,
    QuestionIs,
    Scalar,
    ScoreIs,
    Some,
)

Valued = Callable[[Item, object], tuple[str, Json]]
"""Writes a value of an item: type, such as ``Coding``, and value."""

_OPERATORS = {
    "is_": "=",
    "is_not": "!=",
    "at_least": ">=",
    "at_most": "<=",
    "more_than": ">",
    "less_than": "<",
}
_CODES = {reason: code for code, reason in REASONS.items()}


def condition_elements(predicate: Predicate, owner: str, outline: Outline, valued: Valued) -> Resource:
    """Return the elements of an item that say its condition.

    Raises:
        NotSayable: If FHIR has no words for it.
    """
    listed = _listed(predicate, outline, valued)
    if listed is not None:
        parts, behavior = listed
        more: Resource = {"enableBehavior": behavior} if len(parts) > 1 else {}
        return {"enableWhen": list[Json](parts), **more}
    expression = said(predicate, owner, outline)
    return {"extension": [{"url": ENABLE_WHEN, "valueExpression": expression_of(expression)}]}


def expression_of(text: str) -> Resource:
    """Return a FHIRPath expression as an element."""
    return {"language": FHIRPATH, "expression": text}


def said(predicate: Predicate, owner: str, outline: Outline) -> str:
    """Return the condition as FHIRPath; errors as ``condition_elements``."""
    entry = outline.entry(owner)
    around = entry.repeating if entry else ()
    return _Sayer(owner, outline, tuple(around)).say(predicate, "%resource.", ())


def _listed(predicate: Predicate, outline: Outline, valued: Valued) -> tuple[list[Resource], str] | None:
    match predicate:
        case All():
            parts, behavior = predicate.all, "all"
        case AnyOf():
            parts, behavior = predicate.any, "any"
        case QuestionIs(in_=tuple()):
            parts, behavior = (predicate,), "any"
        case _:
            parts, behavior = (predicate,), "all"
    found: list[Resource] = []
    for part in parts:
        conditions = _conditions(part, outline, valued)
        if conditions is None or (len(conditions) > 1 and behavior == "all"):
            return None
        found += conditions
    return found, behavior


def _conditions(part: Predicate, outline: Outline, valued: Valued) -> list[Resource] | None:
    """Return one leaf as ``enableWhen``; ``None`` if that has no words for it."""
    entry = outline.entry(part.question) if isinstance(part, QuestionIs) else None
    if not isinstance(part, QuestionIs) or entry is None:
        return None
    name = part.operators()[0]
    if name == "answered":
        return [{"question": part.question, "operator": "exists", "answerBoolean": bool(part.answered)}]
    if name == "in_":
        return [_compared(entry.item, "=", value, valued) for value in part.in_ or ()]
    if name not in _OPERATORS:
        return None
    return [_compared(entry.item, _OPERATORS[name], getattr(part, name), valued)]


def _compared(item: Item, operator: str, value: Scalar, valued: Valued) -> Resource:
    kind, written = valued(item, value)
    return {"question": item.link_id, "operator": operator, f"answer{kind}": written}


class _Sayer:
    """Says one condition.

    Attributes:
        around: Repeating groups around the item whose condition it is.
    """

    def __init__(self, owner: str, outline: Outline, around: tuple[str, ...]) -> None:
        self._owner = owner
        self._outline = outline
        self._around = around

    def say(self, predicate: Predicate, start: str, opened: tuple[str, ...]) -> str:
        match predicate:
            case All():
                return self._joined(" and ", predicate.all, start, opened)
            case AnyOf():
                return self._joined(" or ", predicate.any, start, opened)
            case Not():
                return f"({self.say(predicate.not_, start, opened)}).not()"
            case Every() | Some():
                return self._quantified(predicate, start, opened)
            case Age():
                return self._age(predicate)
            case QuestionIs():
                return self._question(predicate, start, opened)
            case ScoreIs():
                return self._total(predicate)
        raise self._refused()

    def _refused(self) -> NotSayable:
        return NotSayable(where=self._owner)

    def _joined(self, word: str, parts: tuple[Predicate, ...], start: str, opened: tuple[str, ...]) -> str:
        return "(" + word.join(self.say(part, start, opened) for part in parts) + ")"

    def _quantified(self, predicate: Every | Some, start: str, opened: tuple[str, ...]) -> str:
        group = group_of(predicate)
        if group in self._around:
            raise self._refused()
        inner = self.say(predicate.holds, "", (*opened, group))
        function = "all" if isinstance(predicate, Every) else "exists"
        return f"{start}descendants().where(linkId={quoted(group)}).{function}({inner})"

    def _age(self, predicate: Age) -> str:
        operator = predicate.operators()[0]
        years = getattr(predicate, operator)
        at_least = {"at_least": 0, "more_than": 1}.get(operator)
        younger = {"less_than": 0, "at_most": 1}.get(operator)
        if not isinstance(years, int):
            raise self._refused()
        if at_least is not None:
            return f"(%patient.birthDate <= today() - {years + at_least} years)"
        return f"(%patient.birthDate > today() - {years + (younger or 0)} years)"

    def _total(self, leaf: ScoreIs) -> str:
        """A total under an interval: the end that makes the comparison certain (FORMS 3.3)."""
        rule = self._outline.scores.get(leaf.score)
        entries = [self._outline.by_link_id[one] for one in (rule.sum or ())] if rule else []
        asked_always = rule is not None and rule.when is None and not any(e.may_be_hidden for e in entries)
        ends = end_expressions([entry.item for entry in entries]) if entries and asked_always else None
        name = leaf.operators()[0]
        bound = getattr(leaf, name)
        if ends is None or isinstance(bound, bool | str):
            raise self._refused()
        end = ends[0] if name in {"at_least", "more_than"} else ends[1]
        return f"({end}) {_OPERATORS[name]} {_number(bound)}"

    def _question(self, leaf: QuestionIs, start: str, opened: tuple[str, ...]) -> str:
        entry = self._outline.entry(leaf.question)
        if entry is None or any(group not in opened for group in entry.repeating):
            raise self._refused()
        if _is_doubtful(entry.item):
            raise self._refused()
        answer = f"{start}descendants().where(linkId={quoted(leaf.question)}).answer"
        name = leaf.operators()[0]
        return " and ".join(self._parts(leaf, name, entry.item, answer))

    def _parts(self, leaf: QuestionIs, name: str, item: Item, answer: str) -> Iterator[str]:
        stated = getattr(leaf, name)
        match name:
            case "answered":
                yield f"{answer}.value.exists()" + ("" if stated else ".not()")
            case "recorded":
                yield f"{answer}.exists()" + ("" if stated else ".not()")
            case "absent":
                codes = " | ".join(quoted(_CODES[reason]) for reason in stated)
                reason = f"{answer}.extension({quoted(ABSENT_REASON)}).value"
                yield f"{reason}.where($this in ({codes})).exists()"
            case "in_":
                tests = " or ".join(_test(item, "=", value) for value in stated)
                yield f"{answer}.value.where({tests}).exists()"
            case "includes":
                for value in stated:
                    yield f"{answer}.value.where({_test(item, '=', value)}).exists()"
            case "is_not":
                yield f"{answer}.value.all({_test(item, '!=', stated)})"
            case _:
                yield f"{answer}.value.where({_test(item, _OPERATORS[name], stated)}).exists()"


def _is_doubtful(item: Item) -> bool:
    """Tell whether two options differ in their system only: FHIRPath here compares codes."""
    codes = [option.code.rpartition("|")[2] for option in item.answer_option]
    return len(set(codes)) != len(codes)


def _test(item: Item, operator: str, value: Scalar) -> str:
    # A quantity compares by its number: the form states one unit for every answer to it.
    subject = {ItemType.CHOICE: "code", ItemType.QUANTITY: "value"}.get(item.type, "$this")
    text = str(value).rpartition("|")[2] if item.type is ItemType.CHOICE else value
    return f"{subject} {operator} {_literal(item, text)}"


def _literal(item: Item, value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return _number(value)
    return f"@{value}" if item.type is ItemType.DATE else quoted(value)


def _number(value: int | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
