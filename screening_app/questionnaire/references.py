"""What conditions read: it exists, it comes before, its values fit (FORMS 3.2, 3.3)."""

from collections.abc import Iterator

from screening_app.domain.result import INCOMPLETE
from screening_app.questionnaire.conditions import Asked, asked, group_of
from screening_app.questionnaire.limits import NUMERIC, fits
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.order import order_breaches
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.predicate import (
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

_ORDERED = NUMERIC | {ItemType.DATE}
_ORDER_OPERATORS = frozenset({"at_least", "at_most", "more_than", "less_than"})


def reference_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield what is wrong with what the conditions of a form read."""
    for predicate, path, chain in _conditions(outline):
        for part in asked(predicate, path):
            yield from leaf_breaches(part, outline, chain)
    yield from order_breaches(outline)


def _conditions(outline: Outline) -> Iterator[tuple[Predicate, TreePath, tuple[str, ...]]]:
    """Yield every condition, where it stands, and the repeating groups around its owner."""
    for entry in outline.entries:
        if entry.item.enable_when is not None:
            yield entry.item.enable_when, (*entry.path, "enableWhen"), entry.repeating
    for index, score in enumerate(outline.form.score):
        if score.when is not None:
            yield score.when, ("score", index, "when"), ()
    for index, flag in enumerate(outline.form.flag):
        yield flag.when, ("flag", index, "when"), ()


def leaf_breaches(part: Asked, outline: Outline, chain: tuple[str, ...]) -> Iterator[Breach]:
    """Yield what is wrong with one leaf, read from inside the repeating groups of ``chain``."""
    leaf = part.leaf
    match leaf:
        case QuestionIs():
            yield from _question(leaf.question, leaf, part, outline, {*chain, *part.opened})
        case ScoreIs() | BandIs():
            yield from _score(leaf, part.path, outline)
        case Every() | Some():
            yield from _group(group_of(leaf), part, outline, {*chain, *part.opened})
        case Prior():
            yield from _question(leaf.prior, leaf, part, outline, {*chain, *part.opened})
        case OutcomeIs():
            yield Breach("not-in-a-form", part.path, {"word": "outcome"})
        case Defined():
            yield Breach("not-in-a-form", part.path, {"word": "defined"})
        case _:
            pass  # an age asks nothing of the form


def _question(
    link_id: str, leaf: QuestionIs | Prior, part: Asked, outline: Outline, inside: set[str]
) -> Iterator[Breach]:
    entry = outline.entry(link_id)
    if entry is None:
        yield Breach("unknown-link-id", part.path, {"link_id": link_id})
    elif not entry.item.is_answerable:
        yield Breach("not-answerable", part.path, {"link_id": link_id})
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


def _operands(leaf: QuestionIs | Prior, item: Item, path: TreePath) -> Iterator[Breach]:
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
