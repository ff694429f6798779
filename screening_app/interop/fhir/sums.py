"""A score's sum as FHIRPath: a value only where it is certain, as the form's policy asks (FORMS 3.6)."""

from collections.abc import Sequence
from decimal import Decimal

from screening_app.domain.answers import AbsentReason
from screening_app.interop.fhir.fhirpath import quoted
from screening_app.interop.fhir.urls import ABSENT_REASON
from screening_app.questionnaire.model import Item, ScoreRule


def sum_expression(rule: ScoreRule) -> str:
    """Return the expression of a score.

    FHIRPath has no intervals. Under ``interval`` and ``require-all`` the total is there when every
    question is answered: where the interval may be wider, there is none.
    """
    answers = [f"%resource.descendants().where(linkId={quoted(one)}).answer.value" for one in rule.sum or ()]
    if rule.missing == "zero-once-started":
        guard = " or ".join(f"{answer}.exists()" for answer in answers)
    else:
        guard = " and ".join(f"{answer}.exists()" for answer in answers)
    total = " + ".join(f"{answer}.weight().sum()" for answer in answers)
    return f"iif({guard}, {total}, {{}})"


def end_expressions(items: Sequence[Item]) -> tuple[str, str] | None:
    """Return the lowest and the highest total as FHIRPath; ``None`` if these items need more words.

    Args:
        items: Those that are added up, each of them always asked.
    """
    if any((option.item_weight or 0) < 0 for item in items for option in item.answer_option):
        return None
    low, high = [], []
    for item in items:
        weights = [option.item_weight or Decimal(0) for option in item.answer_option]
        several = [option.item_weight or Decimal(0) for option in item.answer_option if not option.exclusive]
        low.append(_end(item, min(weights)))
        high.append(_end(item, max(*weights, sum(several, Decimal(0))) if item.repeats else max(weights)))
    return " + ".join(low), " + ".join(high)


def _end(item: Item, absent: Decimal) -> str:
    """Return what an item adds at one end: its points, or without an answer ``absent`` (FORMS 3.6)."""
    answer = f"%resource.descendants().where(linkId={quoted(item.link_id)}).answer"
    otherwise = format(absent.normalize(), "f")
    if absent and AbsentReason.NOT_APPLICABLE in item.absent:
        reason = f"{answer}.extension({quoted(ABSENT_REASON)}).value = 'not-applicable'"
        otherwise = f"iif({reason}, 0, {otherwise})"
    return f"iif({answer}.value.exists(), {answer}.value.weight().sum(), {otherwise})"
