"""Conditions of forms and pathways in one shape, in which it can be worked out whether they ever hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.questionnaire.predicate import QuestionIs


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always the same."""

    value: bool


@dataclass(frozen=True, slots=True)
class Open:
    """What no answer of these questions tells, such as an age: it may hold or not, but is one thing."""

    name: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A leaf about the question ``key``."""

    key: str
    leaf: QuestionIs


@dataclass(frozen=True, slots=True)
class Joined:
    """``all`` of the parts, or ``any``: one part of the value ``decisive`` decides."""

    parts: tuple["Formula", ...]
    decisive: bool


@dataclass(frozen=True, slots=True)
class Negated:
    """Holds when its part does not."""

    part: "Formula"


@dataclass(frozen=True, slots=True)
class Named:
    """A definition of the pathway, worked out once."""

    name: str


Formula = Fixed | Open | Ask | Joined | Negated | Named

TRUE = Fixed(value=True)
FALSE = Fixed(value=False)


def both(*parts: Formula) -> Formula:
    """Return what holds when all of these do."""
    kept = tuple(part for part in parts if part != TRUE)
    return kept[0] if len(kept) == 1 else Joined(kept, decisive=False)


def parts_of(formula: Formula) -> Iterator[Ask | Open | Named]:
    """Yield every leaf in it, and every name of a definition."""
    waiting = [formula]
    while waiting:
        part = waiting.pop()
        match part:
            case Joined():
                waiting += part.parts
            case Negated():
                waiting.append(part.part)
            case Ask() | Open() | Named():
                yield part
