"""Flags: rules about single answers that hold whatever any sum says (FORMS 3.8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screening_app.domain.ids import LinkId
from screening_app.domain.result import Evidence, Flag
from screening_app.engine.condition import Condition, Reason
from screening_app.engine.scope import Frame
from screening_app.questionnaire.model import FlagRule


@dataclass(frozen=True, slots=True, eq=False)
class FlagPlan:
    """A flag rule, ready to run."""

    rule: FlagRule
    when: Condition

    def raised(self, frame: Frame, order: Mapping[LinkId, int]) -> Flag:
        """Return the flag with the answers that raised it, in the form's order."""
        rule = self.rule
        return Flag(
            id=rule.id,
            level=rule.level,
            text=rule.text,
            action=rule.action,
            evidence=evidence_of(self.when, frame, order),
        )


def evidence_of(when: Condition, frame: Frame, order: Mapping[LinkId, int]) -> tuple[Evidence, ...]:
    """Return the answers that make a condition hold, or fail, in the form's order."""
    found = [reason for reason in when.because(frame) if reason.answer is not None]
    if len(found) > 1:
        found = _once(found, order)
    return tuple(
        Evidence(key=reason.key, answer=reason.answer) for reason in found if reason.answer is not None
    )


def _once(reasons: Iterable[Reason], order: Mapping[LinkId, int]) -> list[Reason]:
    """Return each place once, by instance and reading order, however the rule is written (FORMS 3.11)."""
    found = {(reason.key.instance, order[reason.key.link_id]): reason for reason in reasons}
    return [found[place] for place in sorted(found)]
