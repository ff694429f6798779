"""A unit's own file for a form that ships: what it may change of it, and what it may not."""

from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.versions.difference import Effect
from screening_app.questionnaire.versions.form import form_differences
from screening_app.questionnaire.versions.texts import is_wording

_RULES = frozenset({Effect.DRAFTS, Effect.ASKS, Effect.SCORES})
_OPEN = frozenset({Effect.JUDGE, Effect.MEANING})
_KEPT = frozenset({"contentClass", "status"})
"""Aspects that wording does not touch, and that decide on which paper an answer stands, or who may use it."""


def refused_difference(shipped: Questionnaire, own: Questionnaire) -> tuple[str, str] | None:
    """Return the first thing that a unit's own file changes and may not: its place, and what it is.

    A question may be put in other words where they are the owner's, under a licence, or where somebody
    compared them and names it under ``reworded``. Who is asked something else under a name that gates and
    duties read would pass them unseen. A form with a score, a flag or an owner asks and counts what ships;
    another may ask more or less: the check of its pathway holds the gates.
    """
    licensed = own.provenance.wording == "official"
    is_instrument = bool(shipped.score or shipped.flag)
    for one in form_differences(shipped, own):
        if one.aspect in _KEPT or (is_instrument and one.effects & _RULES):
            return one.place, one.what
        if not licensed and is_wording(one) and one.effects & _OPEN:
            return one.place, one.what
    if shipped.provenance.permission != own.provenance.permission and not licensed:
        return "provenance", "permission"
    return None
