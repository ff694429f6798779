"""Expressions and variables of a file, found and parsed; none is ever run (FORMS 1)."""

from dataclasses import dataclass

from screening_app.interop.fhir.fhirpath import Node, NotParsed, parse
from screening_app.interop.fhir.ground import Ground, Ref, Scope, Unclear
from screening_app.interop.fhir.resource import Element, Extension, Item, Questionnaire
from screening_app.interop.fhir.urls import FHIRPATH, VARIABLE


@dataclass(frozen=True, slots=True)
class Stated:
    """An expression as the file words it."""

    text: str
    language: str | None
    name: str | None


def stated(extension: Extension) -> Stated | None:
    """Return the expression of an extension, if it holds one."""
    value = extension.value
    if value is None or value[0] != "Expression" or not isinstance(value[1], dict):
        return None
    text, language, name = (value[1].get(key) for key in ("expression", "language", "name"))
    if not isinstance(text, str):
        return None
    return Stated(
        text, language if isinstance(language, str) else None, name if isinstance(name, str) else None
    )


def parsed(expression: Stated | None) -> Node:
    """Return the tree of an expression.

    Raises:
        Unclear: If it is no FHIRPath that is known here.
    """
    if expression is None or expression.language != FHIRPATH:
        raise Unclear("expression-not-fhirpath")
    try:
        return parse(expression.text)
    except NotParsed:
        raise Unclear("expression-not-recognised") from None


def scopes(form: Questionnaire, ground: Ground) -> dict[str, Scope]:
    """Return for each item the scope of its expressions: variables of its own and of those around it."""
    whole = _with_variables(Scope(ground, Ref("root")), form)
    found: dict[str, Scope] = {}

    def visit(items: list[Item], above: Scope) -> None:
        for item in items:
            groups = ground.places[item.link_id].groups
            mine = Scope(ground, Ref("item", (item.link_id,)), above.variables, groups, item.link_id)
            found[item.link_id] = _with_variables(mine, item)
            visit(item.item, found[item.link_id])

    visit(form.item, whole)
    return found


def _with_variables(scope: Scope, element: Element) -> Scope:
    """Return the scope with the variables that an element states; each sees those before it."""
    for extension in element.extensions(VARIABLE):
        expression = stated(extension)
        if expression is None or expression.name is None:
            continue
        try:
            node = parsed(expression)
        except Unclear:
            # One that is not understood hides an outer one of its name all the same.
            variables = {name: value for name, value in scope.variables.items() if name != expression.name}
        else:
            variables = {**scope.variables, expression.name: (node, scope)}
        scope = Scope(scope.ground, scope.this, variables, scope.opened, scope.owner)
    return scope
