"""What must be known before what: no circles, and no reading ahead (FORMS 3.2)."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from screening_app.questionnaire.conditions import asked, group_of
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.predicate import BandIs, Every, Predicate, QuestionIs, ScoreIs, Some
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach

_SCORE = "score "
"""Begins the name of a score among the names of items; no link id holds a blank before its end."""


def order_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield the circle that conditions go round in, or each item that reads a later one.

    An item needs what its condition reads and the group around it; a score needs what it sums and
    what its own condition reads. A circle is printed whole.
    """
    reads = _reads(outline)
    graph = {name: set(parts) for name, parts in reads.items()}
    for entry in outline.entries:
        if entry.around:
            graph[entry.item.link_id].add(entry.around[-1].link_id)
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        yield _circle([str(name) for name in error.args[1]], outline, reads)
        return
    yield from _ahead(outline, reads, order)


def _reads(outline: Outline) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in outline.entries:
        found[entry.item.link_id] = _names(entry.item.enable_when, outline)
    for name, score in outline.scores.items():
        summed = [link_id for link_id in score.sum or () if link_id in outline.by_link_id]
        found[_SCORE + name] = [*summed, *_names(score.when, outline)]
    return found


def _names(predicate: Predicate | None, outline: Outline) -> list[str]:
    """Return the items and scores that a condition reads and that exist."""
    if predicate is None:
        return []
    names: dict[str, None] = {}
    for part in asked(predicate, ()):
        leaf = part.leaf
        if isinstance(leaf, QuestionIs) and leaf.question in outline.by_link_id:
            names[leaf.question] = None
        elif isinstance(leaf, Every | Some) and group_of(leaf) in outline.by_link_id:
            names[group_of(leaf)] = None
        elif isinstance(leaf, ScoreIs | BandIs):
            score = leaf.score if isinstance(leaf, ScoreIs) else leaf.band
            if score in outline.scores:
                names[_SCORE + score] = None
    return list(names)


def _circle(names: list[str], outline: Outline, reads: Mapping[str, list[str]]) -> Breach:
    # graphlib lists each name before the one that needs it; people follow it the other way round.
    circle = list(reversed(names))
    owner = next((name for name, read in pairwise(circle) if read in reads[name]), circle[0])
    return Breach("circular-reference", _place(owner, outline), {"path": " → ".join(circle)})


def _place(name: str, outline: Outline) -> TreePath:
    entry = outline.entry(name)
    if entry is not None:
        return (*entry.path, "enableWhen")
    ids = [score.id for score in outline.form.score]
    return ("score", ids.index(name.removeprefix(_SCORE)), "when")


def _ahead(outline: Outline, reads: Mapping[str, list[str]], order: list[str]) -> Iterator[Breach]:
    """Yield each item that needs one further down, straight or through a score."""
    latest: dict[str, str] = {}
    for name in order:
        if name.startswith(_SCORE):
            needed = (outline.entry(latest.get(read, read)) for read in reads[name])
            last = max((entry for entry in needed if entry), key=lambda entry: entry.order, default=None)
            if last is not None:
                latest[name] = last.item.link_id
    for entry in outline.entries:
        for read in reads[entry.item.link_id]:
            link_id = latest.get(read, read)
            known = outline.entry(link_id)
            if known is not None and known.order > entry.order:
                yield Breach("forward-reference", (*entry.path, "enableWhen"), {"link_id": link_id})
