"""Sums of weights with their guards, as score rules: what an absent answer does decides (FORMS 3.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as OneOf

from screening_app.interop.fhir.fhirpath import Call, Literal, Node, Nothing, Operation, Variable
from screening_app.interop.fhir.ground import Ref, Scope, Unclear
from screening_app.interop.fhir.paths import resolve

Missing = OneOf["require-all", "zero-once-started"]


@dataclass(frozen=True, slots=True)
class _Term:
    """A weight in a sum; ``zero``: an absent answer counts as 0 there, and does not empty the sum."""

    link_id: str
    zero: bool


def sum_of(node: Node, scope: Scope) -> tuple[tuple[str, ...], Missing]:
    """Return the questions that an expression adds up, and what an absent answer does to it.

    Raises:
        Unclear: If it is no sum of weights, or does with absent answers what our scores do not.
    """
    node, guard, every = _guarded(_named(node, scope), scope)
    terms = list(_terms(node, scope))
    ids = tuple(term.link_id for term in terms)
    if not ids or len(set(ids)) != len(ids):
        raise Unclear("expression-not-recognised")
    if scope.owner in ids:
        raise Unclear("reads-around-itself")
    if guard is not None and set(guard) != set(ids):
        raise Unclear("guard-not-of-the-sum")
    if every or all(not term.zero for term in terms):
        _check_all_asked(ids, scope)
        return ids, "require-all"
    if not all(term.zero for term in terms):
        raise Unclear("expression-not-recognised")
    if guard is None:
        raise Unclear("zero-before-started")
    return ids, "zero-once-started"


def _check_all_asked(ids: tuple[str, ...], scope: Scope) -> None:
    """An item that is not asked empties the file's sum, and adds 0 to ours."""
    if any(scope.ground.places[link_id].may_be_hidden for link_id in ids):
        raise Unclear("sum-of-hidden")


def _named(node: Node, scope: Scope) -> Node:
    """Return what a variable stands for; its own names are read where it was written."""
    while isinstance(node, Variable) and node.name in scope.variables:
        scope.budget.spend()
        node = scope.variables[node.name][0]
    return node


def _guarded(node: Node, scope: Scope) -> tuple[Node, tuple[str, ...] | None, bool]:
    """Return the sum without its guard, the questions that the guard asks for, and whether for all."""
    match node:
        case Call(_, "iif", (guard, inner)) | Call(_, "iif", (guard, inner, Nothing())):
            pass
        case _:
            return node, None, False
    guard = _named(guard, scope)
    every = isinstance(guard, Operation) and guard.operator == "and"
    return _named(inner, scope), tuple(_existing(guard, "and" if every else "or", scope)), every


def _existing(node: Node, word: str, scope: Scope) -> Iterator[str]:
    node = _named(node, scope)
    match node:
        case Operation(operator, left, right) if operator == word:
            yield from _existing(left, word, scope)
            yield from _existing(right, word, scope)
        case Call(target, "exists", ()):
            ref = resolve(target, scope)
            if ref.kind not in {"answer", "value", "code", "weight"}:
                raise Unclear("expression-not-recognised")
            if word == "and" and len(ref.link_ids) > 1:
                raise Unclear("expression-not-recognised")
            yield from ref.link_ids
        case _:
            raise Unclear("expression-not-recognised")


def _terms(node: Node, scope: Scope) -> Iterator[_Term]:
    scope.budget.spend()
    node = _named(node, scope)
    match node:
        case Operation("+", left, right):
            yield from _terms(left, scope)
            yield from _terms(right, scope)
        case Call(_, "iif", (guard, inner, Literal(Decimal() as otherwise))) if otherwise == 0:
            (link_id,) = _one_weight(inner, scope)
            if tuple(_existing(guard, "or", scope)) != (link_id,):
                raise Unclear("guard-not-of-the-sum")
            yield _Term(link_id, zero=True)
        case Call(target, "sum", ()):
            ref = _weights(target, scope)
            yield from (_Term(link_id, zero=True) for link_id in ref.link_ids)
        case Call(target, "round", (Literal(Decimal()),) | ()):
            yield from _rounded(target, scope)
        case _:
            (link_id,) = _one_weight(node, scope)
            yield _Term(link_id, zero=False)


def _rounded(node: Node, scope: Scope) -> Iterator[_Term]:
    terms = list(_terms(node, scope))
    for term in terms:
        weights = [o.item_weight or Decimal(0) for o in scope.ground.question(term.link_id).answer_option]
        if any(weight != weight.to_integral_value() for weight in weights):
            raise Unclear("not-exact")
    yield from terms


def _one_weight(node: Node, scope: Scope) -> tuple[str]:
    ref = _weights(node, scope)
    if not scope.is_single(ref):
        raise Unclear("several-answers")
    return (ref.link_id,)


def _weights(node: Node, scope: Scope) -> Ref:
    ref = resolve(node, scope)
    if ref.kind != "weight":
        raise Unclear("expression-not-recognised")
    if any(scope.ground.places[link_id].groups for link_id in ref.link_ids):
        raise Unclear("several-answers")
    return ref
