"""Forms among the worlds: each question under its address, each condition as a formula."""

from decimal import Decimal

from screening_app.questionnaire.conditions import group_of
from screening_app.questionnaire.lint.formula import (
    FALSE,
    TRUE,
    Ask,
    Formula,
    Joined,
    Named,
    Negated,
    Open,
    both,
)
from screening_app.questionnaire.lint.worlds import Entangled, Worlds
from screening_app.questionnaire.model import ScoreRule
from screening_app.questionnaire.outline import Entry, Outline
from screening_app.questionnaire.predicate import (
    All,
    AnyOf,
    Defined,
    Every,
    Not,
    Predicate,
    QuestionIs,
    ScoreIs,
    Some,
)


class Asking:
    """The questions of one form, or of the forms of a pathway's steps.

    Scores count by their range. Ages, bands, outcomes and earlier responses stay open.

    Attributes:
        worlds: In which it can be worked out whether a formula holds.
    """

    def __init__(self) -> None:
        self.worlds = Worlds()
        self._enabled: dict[str, Formula] = {}
        self._scores: dict[str, ScoreRule] = {}

    def add_form(self, outline: Outline, prefix: str = "", around: Formula = TRUE) -> None:
        """Add every item of a form.

        Args:
            prefix: Of every address, such as ``step/``.
            around: When the form is asked at all.
        """
        for name, score in outline.scores.items():
            self._scores[prefix + name] = score
        for entry in outline.entries:
            key = prefix + entry.item.link_id
            above = self._enabled[prefix + entry.around[-1].link_id] if entry.around else around
            enabled = both(above, self.own(entry, prefix))
            self._enabled[key] = enabled
            self.worlds.add(key, entry.item, enabled)

    def own(self, entry: Entry, prefix: str = "") -> Formula:
        """Return the condition of the item itself."""
        condition = entry.item.enable_when
        return TRUE if condition is None else self.formula(condition, prefix)

    def around(self, entry: Entry) -> Formula:
        """Return when the group around an item of a form without prefix is asked."""
        return self._enabled[entry.around[-1].link_id] if entry.around else TRUE

    def formula(self, predicate: Predicate, prefix: str = "") -> Formula:
        """Return a condition as a formula."""
        match predicate:
            case All():
                return Joined(tuple(self.formula(part, prefix) for part in predicate.all), decisive=False)
            case AnyOf():
                return Joined(tuple(self.formula(part, prefix) for part in predicate.any), decisive=True)
            case Not():
                return Negated(self.formula(predicate.not_, prefix))
            case Every() | Some():
                return self._quantified(predicate, prefix)
            case QuestionIs():
                key = prefix + predicate.question
                return Ask(key, predicate) if key in self._enabled else _open(predicate, prefix)
            case ScoreIs():
                return self._score(predicate, prefix)
            case Defined():
                return Named(predicate.defined)
            case _:
                return _open(predicate, prefix)

    def _quantified(self, predicate: Every | Some, prefix: str) -> Formula:
        """``some`` needs a group that is asked and a part that can hold; ``every`` fails only then."""
        group = self._enabled.get(prefix + group_of(predicate), TRUE)
        inner = self.formula(predicate.holds, prefix)
        if isinstance(predicate, Some):
            return both(group, _open(predicate, prefix) if self._may_hold(inner) else FALSE)
        return Negated(both(group, _open(predicate, prefix) if self._may_hold(Negated(inner)) else FALSE))

    def _may_hold(self, formula: Formula) -> bool:
        try:
            return self.worlds.can_hold(formula)
        except Entangled:
            return True

    def _score(self, leaf: ScoreIs, prefix: str) -> Formula:
        rule = self._scores.get(prefix + leaf.score)
        name = leaf.operators()[0]
        bound = getattr(leaf, name)
        if rule is None or isinstance(bound, bool) or not isinstance(bound, int | Decimal):
            return _open(leaf, prefix)
        low, high = rule.range
        possible, sure = {
            "at_least": (high >= bound, low >= bound),
            "more_than": (high > bound, low > bound),
            "at_most": (low <= bound, high <= bound),
            "less_than": (low < bound, high < bound),
        }[name]
        if not possible:
            return FALSE
        return TRUE if sure and rule.when is None and rule.sum is not None else _open(leaf, prefix)


def _open(predicate: Predicate, prefix: str) -> Open:
    return Open(f"{prefix} {predicate!r}")
