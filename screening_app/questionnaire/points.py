"""What a score can come to, and whether range and bands say the same (FORMS 3.6, 3.7)."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import gcd

from screening_app.domain.answers import AbsentReason
from screening_app.domain.result import INCOMPLETE
from screening_app.questionnaire.model import Band, Item, ItemType, ScoreRule
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach, twice

_ZERO = Decimal(0)


def score_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield what is wrong with the scores of a form."""
    for index, score in enumerate(outline.form.score):
        path: TreePath = ("score", index)
        yield from _bands(score, path, outline)
        if score.sum is None:
            if not score.judgement:
                yield Breach("score-without-sum", path, {})
            continue
        summed = list(_summed(score, path, outline))
        yield from (part for part in summed if isinstance(part, Breach))
        entries = [part for part in summed if isinstance(part, Entry)]
        if len(entries) == len(summed):
            yield from _range(score, entries, path)


def _summed(score: ScoreRule, path: TreePath, outline: Outline) -> Iterator[Entry | Breach]:
    named: list[tuple[str, TreePath]] = [(name, (*path, "sum", i)) for i, name in enumerate(score.sum or ())]
    yield from twice("duplicate-link-id", "link_id", named)
    for link_id, here in named:
        entry = outline.entry(link_id)
        if entry is None:
            yield Breach("unknown-link-id", here, {"link_id": link_id})
        elif entry.repeating:
            yield Breach("scored-in-repeating-group", here, {"link_id": link_id})
        elif not is_scorable(entry.item):
            yield Breach("not-scorable", here, {"link_id": link_id})
        else:
            yield entry


def is_scorable(item: Item) -> bool:
    """Tell whether an item is a choice whose every option carries points."""
    weighed = all(option.item_weight is not None for option in item.answer_option)
    return item.type is ItemType.CHOICE and bool(item.answer_option) and weighed


def points_of(entry: Entry) -> tuple[Decimal, Decimal]:
    """Return the fewest and the most points that an item can come to.

    One that may be hidden, or answered "not applicable", can come to nothing (FORMS 3.6).
    """
    item = entry.item
    weights = [option.item_weight or _ZERO for option in item.answer_option]
    ends = [min(weights), max(weights)]
    if item.repeats:
        together = [o.item_weight or _ZERO for o in item.answer_option if not o.exclusive]
        ends.append(sum((weight for weight in together if weight > 0), _ZERO))
    if entry.may_be_hidden or AbsentReason.NOT_APPLICABLE in item.absent:
        ends.append(_ZERO)
    return min(ends), max(ends)


def _range(score: ScoreRule, entries: list[Entry], path: TreePath) -> Iterator[Breach]:
    ends = [points_of(entry) for entry in entries]
    lowest = sum((low for low, _ in ends), _ZERO)
    highest = sum((high for _, high in ends), _ZERO)
    if score.range != (lowest, highest):
        stated = f"{score.range[0]:f}–{score.range[1]:f}"
        params: dict[str, object] = {"stated": stated, "lowest": lowest, "highest": highest}
        yield Breach("range-not-points", (*path, "range"), params)


def step_of(score: ScoreRule, outline: Outline) -> Decimal:
    """Return the smallest step between two totals of a score: the common divisor of all points."""
    weights = [
        option.item_weight or _ZERO
        for link_id in score.sum or ()
        if (entry := outline.entry(link_id)) is not None
        for option in entry.item.answer_option
    ]
    digits = max((-int(weight.normalize().as_tuple().exponent) for weight in weights), default=0)
    scale = 10 ** max(digits, 0)
    step = gcd(*(abs(int(weight * scale)) for weight in weights))
    return Decimal(step) / scale if step else Decimal(1)


def _bands(score: ScoreRule, path: TreePath, outline: Outline) -> Iterator[Breach]:
    """Bands tile the range: no total falls in two of them or in none."""
    named: list[tuple[str, TreePath]] = [(b.id, (*path, "band", i)) for i, b in enumerate(score.band)]
    yield from twice("duplicate-id", "id", named)
    for name, here in named:
        if name == INCOMPLETE:
            yield Breach("reserved-band", here, {"id": name})
    if score.band:
        yield from _tiling(score, path, step_of(score, outline))


def _tiling(score: ScoreRule, path: TreePath, step: Decimal) -> Iterator[Breach]:
    order: list[tuple[Band, TreePath]] = [(b, (*path, "band", i)) for i, b in enumerate(score.band)]
    order.sort(key=lambda placed: (placed[0].from_, placed[0].to))
    (first, first_path), (last, last_path) = order[0], order[-1]
    for band, here in order:
        if band.to < band.from_:
            yield Breach("band-overlap", here, {"first": band.id, "second": band.id})
    if first.from_ != score.range[0]:
        yield Breach("band-gap", first_path, {"low": score.range[0], "high": first.from_})
    for (lower, _), (upper, here) in pairwise(order):
        if upper.from_ <= lower.to:
            yield Breach("band-overlap", here, {"first": lower.id, "second": upper.id})
        elif upper.from_ - lower.to > step:
            yield Breach("band-gap", here, {"low": lower.to, "high": upper.from_})
    if last.to != score.range[1]:
        yield Breach("band-gap", last_path, {"low": last.to, "high": score.range[1]})
