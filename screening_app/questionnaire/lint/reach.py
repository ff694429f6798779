"""Conditions that can never hold, as far as a look at single questions tells (FORMS 4).

Only what must hold together is weighed: the parts of ``all``, down through the groups around an
item and through the conditions of the questions that it reads. ``any`` and ``not`` are passed over.
"""

from collections.abc import Iterator

from screening_app.domain.answers import AbsentReason
from screening_app.questionnaire.conditions import asked
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.predicate import All, Predicate, QuestionIs
from screening_app.questionnaire.structure import Breach

_FAR_ENOUGH = 400
"""So many conditions are weighed together at most; what is never reached is left to people."""

_State = object
"""What one question can be: a value, a reason for absence, or ``None`` when nothing is recorded."""


def reach_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield items and flags whose condition contradicts itself, and reasons that are never given."""
    for entry in outline.entries:
        path = (*entry.path, "enableWhen")
        if entry.item.enable_when is not None:
            if not _may_hold(_demands(_own(entry), outline), outline):
                yield Breach("never-holds", path, {})
            yield from _reasons(entry.item.enable_when, path, outline)
    for index, flag in enumerate(outline.form.flag):
        if not _may_hold(_demands([flag.when], outline), outline):
            yield Breach("never-holds", ("flag", index, "when"), {})
        yield from _reasons(flag.when, ("flag", index, "when"), outline)


def _reasons(predicate: Predicate, path: tuple[str | int, ...], outline: Outline) -> Iterator[Breach]:
    for part in asked(predicate, path):
        leaf = part.leaf
        entry = outline.entry(leaf.question) if isinstance(leaf, QuestionIs) else None
        if entry is None or not isinstance(leaf, QuestionIs):
            continue
        for reason in leaf.absent or ():
            if reason not in entry.item.absent:
                params = {"link_id": entry.item.link_id, "reason": reason.value}
                yield Breach("absent-reason-not-allowed", part.path, params)


def _demands(conditions: list[Predicate], outline: Outline) -> list[QuestionIs]:
    """Return all that must hold together: conditions, and those of the questions that they read.

    Goes round by a list of its own: a form may chain thousands of questions.
    """
    found: list[QuestionIs] = []
    seen: set[str] = set()
    waiting = list(conditions)
    while waiting and len(found) < _FAR_ENOUGH:
        predicate = waiting.pop()
        if isinstance(predicate, All):
            waiting += predicate.all
        elif isinstance(predicate, QuestionIs):
            found.append(predicate)
            entry = outline.entry(predicate.question)
            if entry is not None and _needs_a_value(predicate) and predicate.question not in seen:
                seen.add(predicate.question)
                waiting += _own(entry)
    return found


def _own(entry: Entry) -> list[Predicate]:
    """Return the conditions of an item and of the groups around it."""
    return [item.enable_when for item in (*entry.around, entry.item) if item.enable_when is not None]


def _needs_a_value(leaf: QuestionIs) -> bool:
    """Tell whether it holds only when the question is enabled and has a value."""
    return leaf.is_not is None and leaf.answered is not False and leaf.recorded is not False


def _may_hold(demands: list[QuestionIs], outline: Outline) -> bool:
    possible: dict[str, set[_State]] = {}
    for leaf in demands:
        entry = outline.entry(leaf.question)
        if entry is None or not _is_finite(entry.item):
            continue
        states = possible.setdefault(leaf.question, _states(entry.item))
        states &= {state for state in states if _agrees(state, leaf)}
        if not states:
            return False
    return True


def _is_finite(item: Item) -> bool:
    return item.type in {ItemType.CHOICE, ItemType.BOOLEAN} and not item.repeats


def _states(item: Item) -> set[_State]:
    values = [True, False] if item.type is ItemType.BOOLEAN else [o.code for o in item.answer_option]
    return {*values, *item.absent, None}


def _agrees(state: _State, leaf: QuestionIs) -> bool:
    """Tell whether a question in this state makes the leaf hold; comparisons pass as possible."""
    is_reason = isinstance(state, AbsentReason)
    has_value = state is not None and not is_reason
    checks: dict[str, bool] = {
        "is_": has_value and state == leaf.is_,
        "is_not": not has_value or state != leaf.is_not,
        "in_": has_value and state in (leaf.in_ or ()),
        "includes": has_value and all(state == wanted for wanted in leaf.includes or ()),
        "answered": has_value is leaf.answered,
        "recorded": (state is not None) is leaf.recorded,
        "absent": is_reason and state in (leaf.absent or ()),
    }
    return checks.get(leaf.operators()[0], True)
