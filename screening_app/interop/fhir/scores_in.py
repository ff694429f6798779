"""Items that reckon their value from others, as scores of ours where they are sums of weights."""

from decimal import Decimal

from screening_app.interop.fhir.expressions import parsed, stated
from screening_app.interop.fhir.ground import Scope, Unclear, within_bounds
from screening_app.interop.fhir.points import sum_of
from screening_app.interop.fhir.remarks import Remarks
from screening_app.interop.fhir.resource import Item
from screening_app.interop.fhir.texts import Texts
from screening_app.interop.fhir.urls import CALCULATED, ENABLE_WHEN
from screening_app.questionnaire.model import ScoreRule
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.points import points_of

_NUMBERS = frozenset({"integer", "decimal", "quantity"})


def score_of(item: Item, scope: Scope, texts: Texts, remarks: Remarks) -> ScoreRule | None:
    """Return the score that an item reckons; ``None``, and a note, if it is no sum of weights.

    Its range waits for ``ranged``: what it comes to hangs on conditions that are not read yet.
    """
    expressions = [stated(one) for one in item.extensions(CALCULATED)]
    try:
        node = parsed(expressions[0] if len(expressions) == 1 else None)
        ids, missing = within_bounds(lambda: sum_of(node, scope))
        _check(item, scope)
    except Unclear as reason:
        text = "; ".join(one.text for one in expressions if one)
        remarks.add(item.link_id, "calculatedExpression", str(reason), text)
        return None
    return ScoreRule.model_validate(
        {
            "id": item.link_id,
            "sum": ids,
            "missing": missing,
            "range": (0, 0),
            "title": texts.sentence(item.text, item.text_more) if item.text else None,
        }
    )


def ranged(rule: ScoreRule, outline: Outline) -> ScoreRule:
    """Return the score with the range that its items come to, unless it states one."""
    if rule.sum is None or any(rule.range):
        return rule
    ends = [points_of(entry) for one in rule.sum if (entry := outline.entry(one)) is not None]
    zero = Decimal(0)
    span = (sum((low for low, _ in ends), zero), sum((high for _, high in ends), zero))
    return rule.model_copy(update={"range": span})


def _check(item: Item, scope: Scope) -> None:
    place = scope.ground.places[item.link_id]
    if item.type not in _NUMBERS:
        raise Unclear("expression-not-recognised")
    if item.enable_when or item.extensions(ENABLE_WHEN) or place.may_be_hidden or place.groups:
        raise Unclear("score-under-condition")
