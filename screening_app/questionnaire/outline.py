"""A form laid out for look-up: each item with what stands around it and where in the file."""

from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.ids import LinkId
from screening_app.questionnaire.model import Item, Questionnaire, ScoreRule
from screening_app.questionnaire.source import TreePath


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in its place.

    Attributes:
        order: Position in reading order, from 0.
        around: The groups it stands in, outermost first.
    """

    item: Item
    order: int
    around: tuple[Item, ...]
    path: TreePath

    @property
    def repeating(self) -> tuple[LinkId, ...]:
        """Link ids of the repeating groups around it, outermost first."""
        return tuple(group.link_id for group in self.around if group.is_repeating_group)

    @property
    def may_be_hidden(self) -> bool:
        """Tell whether a condition of its own or of a group around it may hide it."""
        return any(item.enable_when is not None for item in (*self.around, self.item))


class Outline:
    """Look-up of a form's items and scores; of a link id used twice the first counts."""

    def __init__(self, form: Questionnaire) -> None:
        self.form = form
        self.entries: tuple[Entry, ...] = tuple(
            Entry(item, order, around, path)
            for order, (item, around, path) in enumerate(_walk(form.item, (), ()))
        )
        self.by_link_id: dict[str, Entry] = {entry.item.link_id: entry for entry in reversed(self.entries)}
        self.scores: dict[str, ScoreRule] = {score.id: score for score in reversed(form.score)}

    def entry(self, link_id: str) -> Entry | None:
        """Return the item of this link id in its place."""
        return self.by_link_id.get(link_id)


def _walk(
    items: tuple[Item, ...], around: tuple[Item, ...], path: TreePath
) -> Iterator[tuple[Item, tuple[Item, ...], TreePath]]:
    for index, item in enumerate(items):
        here = (*path, "item", index)
        yield item, around, here
        yield from _walk(item.item, (*around, item), here)
