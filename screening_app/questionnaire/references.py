"""What conditions read: it exists, it comes before, its values fit (FORMS 3.2, 3.3)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from screening_app.domain.answers import PartialDate
from screening_app.domain.result import INCOMPLETE
from screening_app.questionnaire.conditions import Asked, asked, group_of
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.predicate import (
    Age,
    BandIs,
    Defined,
    Every,
    OutcomeIs,
    Predicate,
    Prior,
    QuestionIs,
    ScoreIs,
    Some,
)
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach

_NUMERIC = frozenset({ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY})
_ORDERED = _NUMERIC | {ItemType.DATE}
_ORDER_OPERATORS = frozenset({"at_least", "at_most", "more_than", "less_than"})


def reference_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield what is wrong with what the conditions of a form read."""
    for part in _conditions(outline):
        yield from leaf_breaches(part, outline, _chain(part.path, outline))
    yield from _order(outline)
    for entry in outline.entries:
        initial = entry.item.initial
        if initial is not None and not fits(initial, entry.item):
            yield Breach("wrong-initial", (*entry.path, "initial"), {"link_id": entry.item.link_id})


def _conditions(outline: Outline) -> Iterator[Asked]:
    for entry in outline.entries:
        yield from _asked(entry.item.enable_when, (*entry.path, "enableWhen"))
    for index, score in enumerate(outline.form.score):
        yield from _asked(score.when, ("score", index, "when"))
    for index, flag in enumerate(outline.form.flag):
        yield from asked(flag.when, ("flag", index, "when"))


def _asked(predicate: Predicate | None, path: TreePath) -> Iterator[Asked]:
    if predicate is not None:
        yield from asked(predicate, path)


def _chain(path: TreePath, outline: Outline) -> tuple[str, ...]:
    """Return the repeating groups around the item that owns a condition."""
    if "enableWhen" not in path:
        return ()
    owner = path[: path.index("enableWhen")]
    return next((entry.repeating for entry in outline.entries if entry.path == owner), ())


def leaf_breaches(part: Asked, outline: Outline, chain: tuple[str, ...]) -> Iterator[Breach]:
    """Yield what is wrong with one leaf, read from inside the repeating groups of ``chain``."""
    leaf = part.leaf
    match leaf:
        case QuestionIs():
            yield from _question(leaf, part, outline, {*chain, *part.opened})
        case ScoreIs() | BandIs():
            yield from _score(leaf, part.path, outline)
        case Every() | Some():
            yield from _group(group_of(leaf), part, outline, {*chain, *part.opened})
        case Prior():
            yield from _prior(leaf, part.path, outline)
        case OutcomeIs():
            yield Breach("not-in-a-form", part.path, {"word": "outcome"})
        case Defined():
            yield Breach("not-in-a-form", part.path, {"word": "defined"})
        case Age():
            pass


def _prior(leaf: Prior, path: TreePath, outline: Outline) -> Iterator[Breach]:
    if leaf.prior not in outline.by_link_id:
        yield Breach("unknown-link-id", path, {"link_id": leaf.prior})


def _question(leaf: QuestionIs, part: Asked, outline: Outline, inside: set[str]) -> Iterator[Breach]:
    entry = outline.entry(leaf.question)
    name = {"link_id": leaf.question}
    if entry is None:
        yield Breach("unknown-link-id", part.path, name)
    elif not entry.item.is_answerable:
        yield Breach("not-answerable", part.path, name)
    else:
        yield from _scope(entry, part.path, inside)
        yield from _operands(leaf, entry.item, part.path)


def _scope(entry: Entry, path: TreePath, inside: set[str]) -> Iterator[Breach]:
    group = next((group for group in entry.repeating if group not in inside), None)
    if group is not None:
        yield Breach("needs-every-or-some", path, {"link_id": entry.item.link_id, "group": group})


def _group(group: str, part: Asked, outline: Outline, inside: set[str]) -> Iterator[Breach]:
    entry = outline.entry(group)
    if entry is None:
        yield Breach("unknown-link-id", part.path, {"link_id": group})
    elif not entry.item.is_repeating_group:
        yield Breach("not-a-repeating-group", part.path, {"link_id": group})
    else:
        yield from _scope(entry, part.path, inside)


def _score(leaf: ScoreIs | BandIs, path: TreePath, outline: Outline) -> Iterator[Breach]:
    name = leaf.score if isinstance(leaf, ScoreIs) else leaf.band
    score = outline.scores.get(name)
    if score is None:
        yield Breach("unknown-score", path, {"score": name})
    elif isinstance(leaf, BandIs) and leaf.is_ not in {INCOMPLETE, *(band.id for band in score.band)}:
        yield Breach("unknown-band", path, {"score": name, "band": leaf.is_})


def _operands(leaf: QuestionIs, item: Item, path: TreePath) -> Iterator[Breach]:
    operator = leaf.operators()[0]
    if operator in {"answered", "recorded", "absent"}:
        return
    if operator in _ORDER_OPERATORS and item.type not in _ORDERED:
        yield Breach("wrong-operator", path, {"link_id": item.link_id})
        return
    stated = getattr(leaf, operator)
    for value in stated if isinstance(stated, tuple) else (stated,):
        if fits(value, item):
            continue
        if item.type is ItemType.CHOICE:
            yield Breach("unknown-code", path, {"code": value, "link_id": item.link_id})
        else:
            yield Breach("wrong-operand", path, {"link_id": item.link_id, "expected": item.type.value})


def fits(value: object, item: Item) -> bool:
    """Tell whether a value of a definition can be an answer to an item."""
    if item.type is ItemType.CHOICE:
        return isinstance(value, str) and item.option(value) is not None
    if item.type is ItemType.BOOLEAN:
        return isinstance(value, bool)
    if item.type is ItemType.INTEGER:
        return isinstance(value, int) and not isinstance(value, bool)
    if item.type in _NUMERIC:
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    if item.type is ItemType.DATE:
        return isinstance(value, str) and is_date(value)
    return isinstance(value, str)


def is_date(text: str) -> bool:
    """Tell whether the text is a full or partial date."""
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True


def _order(outline: Outline) -> Iterator[Breach]:
    """Native forms read backwards only; a circle is printed whole (FORMS 3.2)."""
    reads: dict[str, list[str]] = {e.item.link_id: _read_by(e, outline) for e in outline.entries}
    graph: dict[str, set[str]] = {name: set(parts) for name, parts in reads.items()}
    for entry in outline.entries:
        if entry.around:
            graph[entry.item.link_id].add(entry.around[-1].link_id)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield _circle([str(name) for name in error.args[1]], outline, reads)
        return
    for entry in outline.entries:
        for link_id in reads[entry.item.link_id]:
            if outline.by_link_id[link_id].order > entry.order:
                yield Breach("forward-reference", (*entry.path, "enableWhen"), {"link_id": link_id})


def _circle(names: list[str], outline: Outline, reads: dict[str, list[str]]) -> Breach:
    # graphlib lists each name before the one that reads it; people follow it the other way round.
    circle = list(reversed(names))
    owner = next((name for name, read in pairwise(circle) if read in reads[name]), circle[0])
    return Breach(
        "circular-reference", (*outline.by_link_id[owner].path, "enableWhen"), {"path": " → ".join(circle)}
    )


def _read_by(entry: Entry, outline: Outline) -> list[str]:
    """Return the link ids that an item's own condition reads and that exist."""
    condition = entry.item.enable_when
    if condition is None:
        return []
    names: Iterable[str] = (name for part in asked(condition, ()) for name in _names(part, outline))
    return list(dict.fromkeys(name for name in names if name in outline.by_link_id))


def _names(part: Asked, outline: Outline) -> tuple[str, ...]:
    leaf = part.leaf
    if isinstance(leaf, QuestionIs):
        return (leaf.question,)
    if isinstance(leaf, Every | Some):
        return (group_of(leaf),)
    if isinstance(leaf, ScoreIs | BandIs):
        score = outline.scores.get(leaf.score if isinstance(leaf, ScoreIs) else leaf.band)
        return tuple(score.sum or ()) if score else ()
    return ()
