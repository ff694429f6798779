"""Points as an interval: nobody's silence is counted as a No (FORMS 3.6, 3.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey, Value
from screening_app.domain.result import INCOMPLETE, Counted, Score
from screening_app.engine.condition import Condition
from screening_app.engine.scope import Frame, Scope
from screening_app.questionnaire.model import Band, Item, ItemType, ScoreRule

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A scored item.

    Attributes:
        points: Of each option.
        least, most: What an absent answer may have been worth.
        ready: What each single option counts, made once.
        nothing: What it counts as long as nothing is recorded.
        disabled: What it counts while it is not asked.
    """

    key: AnswerKey
    points: Mapping[Value, Decimal]
    least: Decimal
    most: Decimal
    ready: Mapping[Value, Counted]
    nothing: Counted
    disabled: Counted


@dataclass(frozen=True, slots=True, eq=False)
class ScorePlan:
    """A score rule, ready to run; ``parts`` in the form's order."""

    rule: ScoreRule
    parts: tuple[Part, ...]
    when: Condition | None


def is_scorable(item: Item) -> bool:
    """Tell whether an item is a choice of which every option carries points."""
    weighed = all(option.item_weight is not None for option in item.answer_option)
    return item.type is ItemType.CHOICE and bool(item.answer_option) and weighed


def plan_part(item: Item) -> Part:
    """Return a scored item with all that can be known of it before it is answered."""
    key = AnswerKey(item.link_id)
    points: dict[Value, Decimal] = {option.code: option.item_weight or _ZERO for option in item.answer_option}
    least, most = _ends(item)
    return Part(
        key=key,
        points=points,
        least=least,
        most=most,
        ready={
            code: Counted(key=key, answer=Answer((code,)), lowest=worth, highest=worth)
            for code, worth in points.items()
        },
        nothing=Counted(key=key, answer=None, lowest=least, highest=most),
        disabled=Counted(key=key, answer=None, lowest=_ZERO, highest=_ZERO),
    )


def _ends(item: Item) -> tuple[Decimal, Decimal]:
    """Return the fewest and most points of one answer: one option, or some that may stand together."""
    single = [option.item_weight or _ZERO for option in item.answer_option]
    if not item.repeats:
        return min(single), max(single)
    together = [option.item_weight or _ZERO for option in item.answer_option if not option.exclusive]
    fewest = sum((worth for worth in together if worth < 0), _ZERO)
    most = sum((worth for worth in together if worth > 0), _ZERO)
    # A sum of nothing is no answer: at least one option stands.
    ends = [*single, *(worth for worth in (fewest, most) if worth)]
    return min(ends), max(ends)


def compute_score(plan: ScorePlan, frame: Frame, *, uncertain: bool) -> Score | None:
    """Return the score; ``None`` where it is not meant for this person (``when``).

    Args:
        uncertain: Whether an absent answer may enable or disable a scored item of the form.
    """
    if plan.when is not None and not plan.when.holds(frame):
        return None
    scope = frame[-1]
    counted = [_count(part, scope, uncertain=uncertain) for part in plan.parts]
    lowest = highest = _ZERO
    for part in counted:
        lowest += part.lowest
        highest += part.highest
    total = _total(plan, scope, lowest, highest)
    rule = plan.rule
    band = _band(rule, lowest, highest, total)
    return Score(
        id=rule.id,
        lowest=lowest,
        highest=highest,
        # "Not applicable" adds nothing, so a total may fall below the fewest points of the options.
        minimum=min(rule.range[0], lowest),
        maximum=max(rule.range[1], highest),
        band=(band.id if band is not None else INCOMPLETE) if rule.band else None,
        band_text=band.text if band is not None else None,
        cutoff=rule.cutoff.variant if rule.cutoff else None,
        cutoff_text=rule.cutoff.text if rule.cutoff else None,
        source=rule.cutoff.source if rule.cutoff else None,
        counted=tuple(counted),
        missing=rule.missing,
        total=total,
    )


def _count(part: Part, scope: Scope, *, uncertain: bool) -> Counted:
    link_id = part.key.link_id
    if not uncertain:
        return _worth(part, scope.answers.get(link_id)) if link_id in scope.on else part.disabled
    asked = scope.outlook.get(link_id)
    if asked is False:
        return part.disabled
    worth = _worth(part, scope.answers.get(link_id))
    if asked:
        return worth
    # An absent answer elsewhere may enable or disable it: it may also come to nothing.
    return Counted(
        key=part.key, answer=worth.answer, lowest=min(worth.lowest, _ZERO), highest=max(worth.highest, _ZERO)
    )


def _worth(part: Part, answer: Answer | None) -> Counted:
    if answer is None:
        return part.nothing
    if len(answer.values) == 1:
        ready = part.ready.get(answer.values[0])
        if ready is not None:
            return ready
    if answer.absent is AbsentReason.NOT_APPLICABLE:
        return Counted(key=part.key, answer=answer, lowest=_ZERO, highest=_ZERO)
    worth = _points(part, answer)
    least, most = (part.least, part.most) if worth is None else (worth, worth)
    return Counted(key=part.key, answer=answer, lowest=least, highest=most)


def _points(part: Part, answer: Answer) -> Decimal | None:
    """Return the points of an answer; ``None`` if it has no value, or none that the form knows."""
    known = [part.points.get(value) for value in answer.values]
    found = [worth for worth in known if worth is not None]
    return sum(found, _ZERO) if found and len(found) == len(known) else None


def _total(plan: ScorePlan, scope: Scope, lowest: Decimal, highest: Decimal) -> Decimal | None:
    """Return what the form's own policy on absent answers comes to (FORMS 3.6)."""
    # No part's fewest points are above its most, so the sums meet only where every part's do.
    certain = lowest == highest
    if plan.rule.missing == "interval":
        return lowest if certain else None
    answers = [scope.answers.get(part.key.link_id) for part in plan.parts]
    if plan.rule.missing == "zero-once-started":
        pairs = zip(plan.parts, answers, strict=True)
        known = [_points(part, answer) for part, answer in pairs if answer is not None]
        found = [worth for worth in known if worth is not None]
        return sum(found, _ZERO) if found else None
    asked = zip(plan.parts, answers, strict=True)
    return lowest if certain and all(_is_settled(part, answer, scope) for part, answer in asked) else None


def _is_settled(part: Part, answer: Answer | None, scope: Scope) -> bool:
    if part.key.link_id not in scope.on:
        return True
    return answer is not None and (answer.absent is None or answer.absent is AbsentReason.NOT_APPLICABLE)


def _band(rule: ScoreRule, lowest: Decimal, highest: Decimal, total: Decimal | None) -> Band | None:
    """Return the band that both ends fall in; under other policies, the band of their total."""
    if rule.missing == "interval":
        band = _band_of(rule, lowest)
        return band if band is _band_of(rule, highest) else None
    return None if total is None else _band_of(rule, total)


def _band_of(rule: ScoreRule, total: Decimal) -> Band | None:
    return next((band for band in rule.band if band.from_ <= total <= band.to), None)
