"""Flags: rules about single answers that hold whatever any sum says (FORMS 3.8)."""

from collections.abc import Mapping
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId
from screening_app.domain.result import Evidence, Flag
from screening_app.engine.condition import Condition
from screening_app.engine.scope import Frame
from screening_app.questionnaire.model import FlagRule


@dataclass(frozen=True, slots=True, eq=False)
class FlagPlan:
    """A flag rule, ready to run."""

    rule: FlagRule
    when: Condition

    def raised(self, frame: Frame, order: Mapping[LinkId, int]) -> Flag:
        """Return the flag with the answers that raised it, in the form's order."""
        found = {
            reason.key: Evidence(key=reason.key, answer=reason.answer)
            for reason in self.when.because(frame)
            if reason.answer is not None
        }

        def place(key: AnswerKey) -> tuple[tuple[int, ...], int]:
            return (key.instance, order[key.link_id])

        rule = self.rule
        return Flag(
            id=rule.id,
            level=rule.level,
            text=rule.text,
            action=rule.action,
            evidence=tuple(found[key] for key in sorted(found, key=place)),
        )
