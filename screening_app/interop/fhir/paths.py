"""Paths of FHIRPath that lead to an item, its answers, their codes or their weights."""

from screening_app.interop.fhir.fhirpath import Call, Index, Literal, Member, Node, Operation, This, Variable
from screening_app.interop.fhir.ground import CHOICE, THIS, Ref, Scope, Unclear
from screening_app.interop.fhir.urls import ABSENT_REASON, WEIGHTS
from screening_app.questionnaire.model import ItemType

_RESOURCE = frozenset({"resource", "rootResource"})
_TYPED_VALUES = {
    "valueCoding": {CHOICE},
    "valueBoolean": {ItemType.BOOLEAN},
    "valueInteger": {ItemType.INTEGER},
    "valueDecimal": {ItemType.DECIMAL},
    "valueDate": {ItemType.DATE},
    "valueString": {ItemType.STRING, ItemType.TEXT},
    "valueQuantity": {ItemType.QUANTITY},
}


def resolve(node: Node, scope: Scope) -> Ref:
    """Return where a path leads.

    Raises:
        Unclear: If it is no path that is known here.
    """
    scope.budget.spend()
    match node:
        case Variable(name) if name in scope.variables:
            inner, written_in = scope.variables[name]
            return resolve(inner, written_in)
        case Variable(name) if name in _RESOURCE:
            return Ref("root")
        case This() if scope.this is not None:
            return scope.this
        case Member(target, name):
            return _member(resolve(target, scope), name, scope)
        case Call(target, name, arguments):
            return _weighed(node, scope) or _call(resolve(target, scope), name, arguments, scope)
        case Index(target, Literal(position)) if position == 0:
            return _one(resolve(target, scope), scope)
    raise Unclear("expression-not-recognised")


_STEPS = {
    ("root", "item"): "items",
    ("item", "item"): "items",
    ("item", "answer"): "answer",
    ("answer", "value"): "value",
    ("reason-extension", "value"): "reason",
    ("weight-extension", "value"): "weight",
    ("weight-extension", "valueDecimal"): "weight",
    ("weight-extension", "valueInteger"): "weight",
}


def _member(ref: Ref, name: str, scope: Scope) -> Ref:
    step = _STEPS.get((ref.kind, name))
    if step is not None:
        return Ref(step, ref.link_ids)
    types = {scope.ground.question(link_id).type for link_id in ref.link_ids}
    if ref.kind == "answer" and types <= _TYPED_VALUES.get(name, set()):
        return Ref("value", ref.link_ids)
    if (ref.kind, name) == ("value", "code") and types == {CHOICE}:
        return Ref("code", ref.link_ids)
    if (ref.kind, name) == ("value", "value") and types == {ItemType.QUANTITY}:
        return Ref("amount", ref.link_ids)
    raise Unclear("expression-not-recognised")


def _call(ref: Ref, name: str, arguments: tuple[Node, ...], scope: Scope) -> Ref:
    match name, arguments:
        case "descendants", () if ref.kind in {"root", "item"}:
            return Ref("all", ref.link_ids)
        case "repeat", (Member(This(), "item"),) if ref.kind in {"root", "item"}:
            return Ref("all", ref.link_ids)
        case "where", (criterion,) if ref.kind in {"all", "items"}:
            return _items(ref, _link_ids(criterion), scope)
        case (("first" | "single" | "last"), ()):
            return _one(ref, scope)
        case (("ordinal" | "weight"), ()) if ref.kind == "value":
            for link_id in ref.link_ids:
                _check_weighed(link_id, scope)
            return Ref("weight", ref.link_ids)
        case "extension", (Literal(url),) if ref.kind == "answer" and url == ABSENT_REASON:
            return Ref("reason-extension", ref.link_ids)
    raise Unclear("expression-not-recognised")


def _one(ref: Ref, scope: Scope) -> Ref:
    """The first of at most one is that one; of several it depends on an order that is not recorded."""
    if ref.kind in {"answer", "value", "code", "weight"} and scope.is_single(ref):
        return ref
    if ref.kind == "item" and not scope.unopened(ref.link_id):
        return ref
    raise Unclear("several-answers")


def _link_ids(criterion: Node) -> tuple[str, ...]:
    """Return the link ids that a ``where`` picks out."""
    match criterion:
        case Operation("=", Member(This(), "linkId"), Literal(str() as link_id)):
            return (link_id,)
        case Operation("=", Literal(str() as link_id), Member(This(), "linkId")):
            return (link_id,)
        case Operation("or", left, right):
            return (*_link_ids(left), *_link_ids(right))
        case Operation("in", Member(This(), "linkId"), texts):
            return union(texts)
    raise Unclear("expression-not-recognised")


def union(node: Node) -> tuple[str, ...]:
    """Return the texts of ``'a' | 'b' | …``.

    Raises:
        Unclear: If it is something else.
    """
    match node:
        case Literal(str() as text):
            return (text,)
        case Operation("|", left, right):
            return tuple(dict.fromkeys((*union(left), *union(right))))
    raise Unclear("expression-not-recognised")


def _items(below: Ref, link_ids: tuple[str, ...], scope: Scope) -> Ref:
    for link_id in link_ids:
        place = scope.ground.places.get(link_id)
        if place is None:
            raise Unclear("reads-unknown")
        above = below.link_ids[0] if below.link_ids else None
        leads = place.parent == above if below.kind == "items" else above is None or above in place.around
        if not leads:
            raise Unclear("path-leads-nowhere")
    return Ref("item", link_ids)


def _weighed(node: Call, scope: Scope) -> Ref | None:
    """Return the question whose chosen option is looked up in the form for its weight, if this does.

    ``%questionnaire.item.where(linkId=…).answerOption.where(valueCoding.code=…).extension(…).value``
    """
    match node:
        case Call(Member(Call(_, "where", (picked,)), "extension"), "where", (url,)):
            pass
        case Call(Call(_, "where", (picked,)), "extension", (Literal(str() as address),)):
            url = Operation("=", Member(THIS, "url"), Literal(address))
        case _:
            return None
    option = node.target.target if isinstance(node.target, Member) else node.target
    match option, url, picked:
        case (
            Call(Member(items, "answerOption"), "where", _),
            Operation("=", Member(This(), "url"), Literal(str() as address)),
            Operation("=", Member(Member(This(), "valueCoding" | "value"), "code"), chosen),
        ) if address in WEIGHTS:
            answered = resolve(chosen, scope)
        case _:
            return None
    if answered.kind != "code" or _asked_of(items) != answered.link_ids or not scope.is_single(answered):
        raise Unclear("expression-not-recognised")
    _check_weighed(answered.link_id, scope)
    return Ref("weight-extension", answered.link_ids)


def _asked_of(node: Node) -> tuple[str, ...] | None:
    """Return the link ids that a path through ``%questionnaire`` ends in."""
    match node:
        case Call(target, "where", (criterion,)) if _in_questionnaire(target):
            return _link_ids(criterion)
    return None


def _in_questionnaire(node: Node) -> bool:
    match node:
        case Variable("questionnaire"):
            return True
        case Member(target, "item") | Call(target, "descendants" | "repeat" | "where", _):
            return _in_questionnaire(target)
    return False


def _check_weighed(link_id: str, scope: Scope) -> None:
    item = scope.ground.question(link_id)
    if item.type is not CHOICE or any(option.item_weight is None for option in item.answer_option):
        raise Unclear("not-weighed")
