"""FHIRPath as its specification words it, for one form: a second opinion that shares no code with ours.

Knows answers of single questions, booleans in three states, and the operators that the tests draw.
"""

from collections.abc import Mapping

from screening_app.interop.fhir.fhirpath import Call, Literal, Member, Node, Nothing, Operation, parse

Raw = str | bool | int
Collection = list[Raw]


class Reckoner:
    """Reckons with one set of answers.

    Args:
        weights: Points of each option, by question and code.
    """

    def __init__(self, answers: Mapping[str, Raw], weights: Mapping[str, Mapping[str, int]]) -> None:
        self._answers = answers
        self._weights = weights

    def enabled(self, expression: str) -> bool:
        """Return whether an item with this condition is asked: only a true one asks."""
        return self.collection(parse(expression)) == [True]

    def collection(self, node: Node) -> Collection:
        """Return what an expression comes to."""
        match node:
            case Literal(bool() as value) | Literal(str() as value):
                return [value]
            case Literal(value):
                return [int(str(value))]
            case Nothing():
                return []
            case Operation(operator, left, right):
                return self._operation(operator, self.collection(left), self.collection(right))
            case Call(target, name, arguments):
                return self._call(target, name, arguments)
            case Member(target, "answer" | "value"):
                return self.collection(target)
            case Member(target, "code"):
                return self.collection(target)
        raise NotImplementedError(type(node).__name__)

    def _call(self, target: Node, name: str, arguments: tuple[Node, ...]) -> Collection:
        match name, arguments:
            case "where", (Operation("=", _, Literal(str() as link_id)),):
                return [self._answers[link_id]] if link_id in self._answers else []
            case "exists", ():
                return [bool(self.collection(target))]
            case "empty", ():
                return [not self.collection(target)]
            case "not", ():
                return [not value for value in self.collection(target)]
            case "iif", (holds, then, *other):
                chosen = then if self.collection(holds) == [True] else other[0] if other else Nothing()
                return self.collection(chosen)
            case "weight", ():
                return self._weight(target)
        raise NotImplementedError(name)

    def _weight(self, target: Node) -> Collection:
        match target:
            case Member(Member(Call(_, "where", (Operation("=", _, Literal(str() as link_id)),)), _), _):
                return [self._weights[link_id][str(code)] for code in self.collection(target)]
        raise NotImplementedError("weight")

    def _operation(self, operator: str, left: Collection, right: Collection) -> Collection:
        if operator in {"and", "or", "xor", "implies"}:
            return _logic(operator, left[0] if left else None, right[0] if right else None)
        if not left or not right:
            return []
        one, other = left[0], right[0]
        if operator in {"=", "!="}:
            return [(one == other) is (operator == "=")]
        if isinstance(one, str) or isinstance(other, str):
            raise NotImplementedError(operator)
        results = {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}
        return (
            [results[operator]] if operator in results else [one + other if operator == "+" else one * other]
        )


def _logic(operator: str, one: Raw | None, other: Raw | None) -> Collection:
    """The truth tables of the specification, with ``None`` for empty."""
    if operator == "implies":
        return _logic("or", None if one is None else not one, other)
    if operator == "xor":
        return [] if one is None or other is None else [bool(one) != bool(other)]
    decisive = operator == "or"
    if one is decisive or other is decisive:
        return [decisive]
    return [] if one is None or other is None else [not decisive]
