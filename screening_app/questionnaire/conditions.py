"""What a condition reads, and where in it each word stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.questionnaire.predicate import (
    Age,
    All,
    AnyOf,
    BandIs,
    Defined,
    Every,
    Not,
    OutcomeIs,
    Predicate,
    Prior,
    QuestionIs,
    ScoreIs,
    Some,
)
from screening_app.questionnaire.source import TreePath

Leaf = QuestionIs | ScoreIs | BandIs | Age | OutcomeIs | Prior | Defined


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of a condition that reads something.

    Attributes:
        opened: Repeating groups that ``every`` and ``some`` around it go through, outermost first.
        path: Where it stands in the file.
    """

    leaf: Leaf | Every | Some
    opened: tuple[str, ...]
    path: TreePath


def asked(predicate: Predicate, path: TreePath, opened: tuple[str, ...] = ()) -> Iterator[Asked]:
    """Yield every leaf of a condition, and every ``every`` and ``some``, in reading order."""
    match predicate:
        case All():
            for index, part in enumerate(predicate.all):
                yield from asked(part, (*path, "all", index), opened)
        case AnyOf():
            for index, part in enumerate(predicate.any):
                yield from asked(part, (*path, "any", index), opened)
        case Not():
            yield from asked(predicate.not_, (*path, "not"), opened)
        case Every():
            yield Asked(predicate, opened, path)
            yield from asked(predicate.holds, (*path, "holds"), (*opened, predicate.every))
        case Some():
            yield Asked(predicate, opened, path)
            yield from asked(predicate.holds, (*path, "holds"), (*opened, predicate.some))
        case _:
            yield Asked(predicate, opened, path)


def group_of(quantified: Every | Some) -> str:
    """Return the group that ``every`` or ``some`` goes through."""
    return quantified.every if isinstance(quantified, Every) else quantified.some
