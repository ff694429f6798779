"""How a vignette differs from what the answers give, in words with ids and values."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from screening_app.domain.result import INCOMPLETE, Score
from screening_app.i18n import N_, gettext, ngettext

Facts = Mapping[str, object]
"""What a vignette states or the engine gives, by kind; the same kinds on both sides."""

ANSWERS = "answers"
"""Kind of the one fact that the answers are possible at all."""

_KINDS: Mapping[str, str] = {
    "flag": N_("flags: {value}"),
    "outcome": N_("outcome: {value}"),
    "reason": N_("reason: {value}"),
    "step": N_("steps that can be reached: {value}"),
    "gate": N_("gates that refuse: {value}"),
    "unfinished": N_("unfinished steps: {value}"),
    "need": N_("needed before closing: {value}"),
    "close": N_("can be closed: {value}"),
    "notice": N_("notices: {value}"),
}


def differing_in_words(
    expected: Facts, found: Facts, scores: Mapping[str, Score] | None = None
) -> tuple[str, str] | None:
    """Return what was expected and what came, only where they differ; ``None`` if nowhere.

    Args:
        scores: What the engine computed, for the points that each question gave.
    """
    kinds = [kind for kind in expected if expected[kind] != found[kind]]
    if not kinds:
        return None
    sides: tuple[list[str], list[str]] = [], []
    for kind in kinds:
        for side, words in zip(sides, _words(kind, expected[kind], found[kind], scores or {}), strict=True):
            side.extend(words)
    return "; ".join(sides[0]), "; ".join(sides[1])


def _words(
    kind: str, expected: object, found: object, scores: Mapping[str, Score]
) -> tuple[list[str], list[str]]:
    if kind == "score" and isinstance(expected, Mapping) and isinstance(found, Mapping):
        names = [name for name in {**expected, **found} if expected.get(name) != found.get(name)]
        return (
            [_score(name, expected.get(name)) for name in names],
            [_score(name, found.get(name)) + _points(scores.get(name)) for name in names],
        )
    if kind == ANSWERS:
        return [gettext("answers that the form takes")], [str(found)]
    said = gettext(_KINDS[kind])
    left, right = _apart(expected, found)
    return [said.format(value=_value(left))], [said.format(value=_value(right))]


def _apart(expected: object, found: object) -> tuple[object, object]:
    """Return of two lists only what the other lacks, unless they differ in their order alone."""
    if not isinstance(expected, list) or not isinstance(found, list):
        return expected, found
    left = [part for part in expected if part not in found]
    right = [part for part in found if part not in expected]
    return (left, right) if left or right else (expected, found)


def _value(value: object) -> str:
    match value:
        case None | []:
            return gettext("none")
        case bool():
            return gettext("yes") if value else gettext("no")
        case list():
            return ", ".join(map(_value, value))
        case Mapping():
            return ", ".join(f"{name} ({_value(of)})" for name, of in value.items()) or gettext("none")
        case (str() as name, tuple() as names):
            return f"{name} ({', '.join(names)})" if names else name
    return str(value)


def _score(name: str, stated: object) -> str:
    match stated:
        case (Decimal() as lowest, Decimal() as highest, band):
            text = f"{name}: {points_in_words(lowest, highest)}"
            if band == INCOMPLETE:
                return f"{text}, {gettext('incomplete')}"
            return f"{text}, {band}" if band else text
    return gettext("{score}: no sum").format(score=name)


def points_in_words(lowest: Decimal, highest: Decimal) -> str:
    """Return points, or from how few to how many they may be."""
    if lowest == highest:
        whole = int(lowest) if lowest == lowest.to_integral_value() else 2
        return ngettext("{points} point", "{points} points", whole).format(points=lowest)
    return gettext("{low} to {high} points").format(low=lowest, high=highest)


def _points(score: Score | None) -> str:
    """Return what each question gave, in brackets."""
    parts = list(_parts(score)) if score is not None else []
    return f" ({', '.join(parts)})" if parts else ""


def _parts(score: Score) -> Iterator[str]:
    for one in score.counted:
        points = str(one.lowest) if one.lowest == one.highest else f"{one.lowest}–{one.highest}"
        yield f"{one.key} {points}"
