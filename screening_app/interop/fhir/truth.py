"""Three-valued logic of FHIRPath as two predicates of ours: when it is true, and when it is false.

FHIRPath knows a third state, empty, in which neither holds: so ``(x = 1).not()`` is not true of an
unanswered x, while ``not: {question: x, is: 1}`` is. Both sides are kept until the end.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from screening_app.questionnaire.predicate import All, AnyOf, Not, Predicate, QuestionIs, Scalar

Side = Predicate | bool
"""A predicate, or what is the same whatever is answered."""


@dataclass(frozen=True, slots=True)
class Truth:
    """When an expression is true, and when it is false; otherwise it is empty."""

    yes: Side
    no: Side

    def negated(self) -> "Truth":
        """Return ``not()`` of it: empty stays empty."""
        return Truth(self.no, self.yes)


def certain(side: Side) -> Truth:
    """Return what is false whenever it is not true."""
    return Truth(side, opposite(side))


def opposite(side: Side) -> Side:
    """Return what holds whenever the side does not."""
    if isinstance(side, bool):
        return not side
    return side.not_ if isinstance(side, Not) else Not.model_validate({"not": side})


def all_of(sides: Iterable[Side]) -> Side:
    """Return what holds when every side does."""
    parts = list(sides)
    if any(part is False for part in parts):
        return False
    return _joined(All, parts, "all")


def any_of(sides: Iterable[Side]) -> Side:
    """Return what holds when one side does."""
    parts = list(sides)
    if any(part is True for part in parts):
        return True
    return _joined(AnyOf, parts, "any")


def _joined(kind: type[All | AnyOf], sides: list[Side], key: str) -> Side:
    flat: list[Predicate] = []
    for side in sides:
        if isinstance(side, bool):
            continue
        inner = getattr(side, key) if isinstance(side, kind) else (side,)
        flat += [part for part in inner if part not in flat]
    if not flat:
        return key == "all"
    flat = flat if key == "all" else _gathered(flat)
    return flat[0] if len(flat) == 1 else kind.model_validate({key: flat})


def _gathered(parts: list[Predicate]) -> list[Predicate]:
    """Return alternatives with those about the same question in one: ``is`` and ``is`` make ``in``."""
    values: dict[str, list[Scalar]] = {}
    others: list[Predicate] = []
    for part in parts:
        if isinstance(part, QuestionIs) and part.operators() in {("is_",), ("in_",)}:
            stated = part.in_ if part.is_ is None else (part.is_,)
            values.setdefault(part.question, []).extend(stated or ())
        else:
            others.append(part)
    if len(values) + len(others) == len(parts):
        return parts
    gathered = [one_of(question, list(dict.fromkeys(found))) for question, found in values.items()]
    return [*(side for side in gathered if not isinstance(side, bool)), *others]


def asks(link_id: str, operator: str, value: object) -> Predicate:
    """Return a predicate about one question, such as ``asks("hurt", "is", "yes")``."""
    return QuestionIs.model_validate({"question": link_id, operator: value})


def one_of(link_id: str, codes: Iterable[Scalar]) -> Side:
    """Return that one of these codes was chosen."""
    chosen = tuple(codes)
    if not chosen:
        return False
    return asks(link_id, "is", chosen[0]) if len(chosen) == 1 else asks(link_id, "in", chosen)
