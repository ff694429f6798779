"""What the rows of an XLSForm are called, for conditions that read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from screening_app.interop.xpath import Answer, Call, Column, NotTranslated, Operation, Tree, parts
from screening_app.questionnaire.model import ItemType


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A row that conditions may read.

    Attributes:
        type: ``None`` for what has no answer: groups and notes.
        multiple: Whether several options may be chosen.
        variants: Link id and codes of each item it became: a choice filter makes several of one row.
        row: Its number on the survey sheet.
        repeats: Names of the repeats around it, outermost first.
    """

    name: str
    type: ItemType | None
    multiple: bool = False
    variants: tuple[tuple[str, tuple[str, ...]], ...]
    row: int
    repeats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """A row of type ``calculate``."""

    tree: Tree
    row: int


@dataclass(slots=True)
class Names:
    """All of them.

    Attributes:
        scores: The calculations that became scores.
        read: The calculations that a condition reads.
        lost: Rows that are not carried over.
        written: The name of every row, those still to come included.
    """

    answers: dict[str, Known] = field(default_factory=dict)
    calculations: dict[str, Calculated] = field(default_factory=dict)
    scores: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    written: frozenset[str] = frozenset()

    def known(self, name: str, *, row: int, inside: tuple[str, ...]) -> Known:
        """Return the row of a name, if an expression in a row may read it.

        Args:
            row: Of the expression.
            inside: Names of the repeats around the expression.

        Raises:
            NotTranslated: If it does not exist, comes later, has no answer, or stands in another repeat.
        """
        known = self.answers.get(name)
        if known is None:
            later = "reads-later" if name in self.written else "unknown-answer"
            raise NotTranslated("reads-lost" if name in self.lost else later, name=name)
        if known.type is None:
            raise NotTranslated("wrong-comparison", name=name)
        if known.row >= row:
            raise NotTranslated("reads-later", name=name)
        outside = [repeat for repeat in known.repeats if repeat not in inside]
        if outside:
            raise NotTranslated("inside-repeat", name=name, repeat=outside[-1])
        return known

    def written_out(self, tree: Tree) -> Tree:
        """Return a tree in which calculations that are no scores stand as what they calculate.

        Raises:
            NotTranslated: If calculations go round in a circle, or it grows too large.
        """
        return _Substitution(self).of(tree, (), 0)


_MOST_PARTS = 2_000
_DEEPEST = 150


class _Substitution:
    """Puts calculations where they are read; counts, since each may read others twice."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._parts = 0

    def of(self, tree: Tree, within: tuple[str, ...], depth: int) -> Tree:
        self._parts += 1
        if self._parts > _MOST_PARTS or depth > _DEEPEST:
            raise NotTranslated("too-many-branches")
        match tree:
            case Answer(name) if name in self._names.calculations and name not in self._names.scores:
                if name in within:
                    raise NotTranslated("calculation-circle", name=name)
                self._names.read.add(name)
                return self.of(self._names.calculations[name].tree, (*within, name), depth + 1)
            case Call(name, arguments):
                return Call(name, tuple(self.of(part, within, depth + 1) for part in arguments))
            case Operation(sign, one, other):
                return Operation(sign, self.of(one, within, depth + 1), self.of(other, within, depth + 1))
        return tree


def answers_read(tree: Tree) -> Iterator[str]:
    """Yield the name of every answer that a tree reads, as often as it does."""
    return (part.name for part in parts(tree) if isinstance(part, Answer))


def with_columns(tree: Tree, cells: Mapping[str, Tree]) -> Tree:
    """Return a tree with the cells of one option in place of the names of columns.

    Raises:
        NotTranslated: If there is no such column.
    """
    match tree:
        case Call(name, arguments):
            return Call(name, tuple(with_columns(part, cells) for part in arguments))
        case Operation(sign, one, other):
            return Operation(sign, with_columns(one, cells), with_columns(other, cells))
        case Column(name) if name in cells:
            return cells[name]
        case Column(name):
            raise NotTranslated("unknown-answer", name=name)
    return tree
