"""Conditions of a form that can never hold, or always hold (FORMS 4).

Every way of answering is weighed, with the conditions of the groups around an item and of the
questions that it reads.
"""

from collections.abc import Iterator

from screening_app.questionnaire.conditions import asked
from screening_app.questionnaire.lint.asking import Asking
from screening_app.questionnaire.lint.formula import TRUE, Formula, Negated, both
from screening_app.questionnaire.lint.worlds import Entangled
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.predicate import All, AnyOf, Predicate, QuestionIs
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach


def reach_breaches(outline: Outline) -> Iterator[Breach]:
    """Yield conditions that decide nothing, questions never asked, and reasons never given."""
    asking = Asking()
    asking.add_form(outline)
    for entry in outline.entries:
        yield from _item(entry, asking, outline)
    form = outline.form
    rules = [("score", index, score.when) for index, score in enumerate(form.score)]
    rules += [("flag", index, flag.when) for index, flag in enumerate(form.flag)]
    for section, index, condition in rules:
        if condition is not None:
            yield from condition_breaches(condition, (section, index, "when"), asking)
            yield from _reasons(condition, (section, index, "when"), outline)


def _item(entry: Entry, asking: Asking, outline: Outline) -> Iterator[Breach]:
    condition, around = entry.item.enable_when, asking.around(entry)
    path: TreePath = (*entry.path, "enableWhen")
    try:
        reached = asking.worlds.reaches(entry.item.link_id)
        above = reached or not entry.around or asking.worlds.reaches(entry.around[-1].link_id)
    except Entangled:
        # What stands inside an entangled group hangs on the same questions: it is said once.
        if condition is not None:
            yield Breach("too-entangled", path, {})
        return
    if entry.item.required and not reached:
        yield Breach("required-never-asked", entry.path, {"link_id": entry.item.link_id})
    if condition is not None:
        if above:
            yield from condition_breaches(condition, path, asking, around=around)
        yield from _reasons(condition, path, outline)


def condition_breaches(
    predicate: Predicate, path: TreePath, asking: Asking, *, around: Formula = TRUE, always: bool = True
) -> Iterator[Breach]:
    """Yield whether a condition, or one of its alternatives, can never hold, or always holds.

    Args:
        around: What holds wherever the condition matters.
        always: Whether it is a mistake if it always holds.
    """
    try:
        formula = asking.formula(predicate)
        if not asking.worlds.can_hold(both(around, formula)):
            yield Breach("never-holds", path, {})
            return
        if always and not asking.worlds.can_hold(both(around, Negated(formula))):
            yield Breach("always-holds", path, {})
            return
        for part, here in _alternatives(predicate, path):
            if not asking.worlds.can_hold(both(around, asking.formula(part))):
                yield Breach("never-holds", here, {})
    except Entangled:
        yield Breach("too-entangled", path, {})


def _alternatives(predicate: Predicate, path: TreePath) -> Iterator[tuple[Predicate, TreePath]]:
    """Yield every part that stands beside others under ``any``, in however many ``all`` and ``any``."""
    if isinstance(predicate, All):
        for index, part in enumerate(predicate.all):
            yield from _alternatives(part, (*path, "all", index))
    elif isinstance(predicate, AnyOf):
        for index, part in enumerate(predicate.any):
            here = (*path, "any", index)
            if len(predicate.any) > 1:
                yield part, here
            yield from _alternatives(part, here)


def _reasons(predicate: Predicate, path: TreePath, outline: Outline) -> Iterator[Breach]:
    for part in asked(predicate, path):
        leaf = part.leaf
        entry = outline.entry(leaf.question) if isinstance(leaf, QuestionIs) else None
        if entry is None or not isinstance(leaf, QuestionIs):
            continue
        for reason in leaf.absent or ():
            if reason not in entry.item.absent:
                params = {"link_id": entry.item.link_id, "reason": reason.value}
                yield Breach("absent-reason-not-allowed", part.path, params)
