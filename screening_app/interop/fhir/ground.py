"""What expressions of an imported form may read: its items as they were translated, in their places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from screening_app.interop.fhir.fhirpath import Node, This
from screening_app.questionnaire.model import Item, ItemType, ScoreRule


class Unclear(ValueError):
    """An expression or condition that is not translated; the text is the code of the reason."""


_Result = TypeVar("_Result")


def within_bounds(read: Callable[[], _Result]) -> _Result:
    """Return what reading an expression comes to; variables may lead through each other without end.

    Raises:
        Unclear: If it leads too deep.
    """
    try:
        return read()
    except RecursionError:
        raise Unclear("expression-too-long") from None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands.

    Attributes:
        item: As translated; ``None`` if it is not asked here.
        order: Position in reading order.
        around: Link ids around it in the file, outermost first.
        groups: The repeating groups among them.
        may_be_hidden: Whether a condition of its own or around it may hide it.
    """

    link_id: str
    item: Item | None
    order: int
    around: tuple[str, ...]
    groups: tuple[str, ...]
    may_be_hidden: bool

    @property
    def parent(self) -> str | None:
        """Return the link id right above it."""
        return self.around[-1] if self.around else None


@dataclass
class Ground:
    """The form as far as it is translated; scores are added as they are found.

    Attributes:
        ends: Expressions of the lowest and highest totals of a form of ours: score, and whether lowest.
    """

    places: Mapping[str, Place]
    scores: dict[str, ScoreRule] = field(default_factory=dict)
    ends: "dict[Node, tuple[str, bool]]" = field(default_factory=dict)

    def place(self, link_id: str) -> Place:
        """Return the place of an item that is asked here.

        Raises:
            Unclear: If the file has none, or it is not asked.
        """
        place = self.places.get(link_id)
        if place is None:
            raise Unclear("reads-unknown")
        if place.item is None:
            raise Unclear("reads-not-asked")
        return place

    def question(self, link_id: str) -> Item:
        """Return a question that is asked here.

        Raises:
            Unclear: If there is none, or it takes no answer.
        """
        item = self.place(link_id).item
        if item is None or not item.is_answerable:
            raise Unclear("reads-not-asked")
        return item


@dataclass
class Budget:
    """How many nodes may still be looked at: variables may multiply without end."""

    left: int = 5_000

    def spend(self) -> None:
        """Take one.

        Raises:
            Unclear: If none is left.
        """
        self.left -= 1
        if self.left < 0:
            raise Unclear("expression-too-long")


@dataclass(frozen=True, slots=True)
class Ref:
    """A path that leads into the response.

    Attributes:
        kind: ``root all items item answer value code amount weight reason-extension reason``.
        link_ids: The items it leads to; for ``all`` and ``items`` what it looks below, if anything.
    """

    kind: str
    link_ids: tuple[str, ...] = ()

    @property
    def link_id(self) -> str:
        """Return the one item it leads to.

        Raises:
            Unclear: If it leads to several.
        """
        if len(self.link_ids) != 1:
            raise Unclear("several-answers")
        return self.link_ids[0]


@dataclass(frozen=True, slots=True)
class Scope:
    """From where an expression is read.

    Attributes:
        this: What ``$this`` and a bare path begin from; ``None`` where that is not known.
        variables: Expressions by name, each with the scope that it was written in.
        opened: Repeating groups of which one instance is looked at.
        owner: The item whose condition or value it is; ``None`` for the whole form.
    """

    ground: Ground
    this: Ref | None = None
    variables: Mapping[str, "tuple[Node, Scope]"] = field(default_factory=dict)
    opened: tuple[str, ...] = ()
    owner: str | None = None
    budget: Budget = field(default_factory=Budget)

    def at(self, this: Ref, *, opened: tuple[str, ...] = ()) -> "Scope":
        """Return the same scope from another place."""
        inside = (*self.opened, *opened)
        return Scope(self.ground, this, self.variables, inside, self.owner, self.budget)

    def unopened(self, link_id: str) -> tuple[str, ...]:
        """Return the repeating groups around an item of which every instance is meant."""
        return tuple(group for group in self.ground.place(link_id).groups if group not in self.opened)

    def is_single(self, ref: Ref) -> bool:
        """Tell whether at most one answer stands there."""
        return not self.ground.question(ref.link_id).repeats and not self.unopened(ref.link_id)


CHOICE = ItemType.CHOICE
THIS = This()
