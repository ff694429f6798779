"""What a conversation leaves to be done later, and by which day (W-13)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screening_app.domain.answers import PartialDate
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import LinkId
from screening_app.engine.condition import Condition
from screening_app.engine.names import Names
from screening_app.engine.predicates import compile_predicate
from screening_app.engine.scope import Frame
from screening_app.questionnaire.pathway import FollowUpRule


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """Something to do by a day."""

    on: dt.date
    kind: FollowUpKind


@dataclass(frozen=True, slots=True, eq=False)
class FollowUpPlan:
    """A rule of what is left to be done, ready to run.

    Attributes:
        group: Slot and link id of the group whose instances are gone through.
        day: Slot and link id of the question that holds the day.
    """

    rule: FollowUpRule
    when: Condition
    group: tuple[int, LinkId] | None
    day: tuple[int, LinkId] | None

    def due(self, frame: Frame, closing: dt.date) -> Iterator[Due]:
        """Yield what is due if the conversation is closed on that day."""
        for own in self._frames(frame):
            if self.when.holds(own) and (start := self._start(own, closing)) is not None:
                day = start + dt.timedelta(days=self.rule.days)
                latest = self.rule.latest
                if latest is not None:
                    day = min(day, closing + dt.timedelta(days=latest))
                yield Due(day, self.rule.kind)

    def _frames(self, frame: Frame) -> Iterable[Frame]:
        if self.group is None:
            return (frame,)
        slot, group = self.group
        return ((*frame, scope) for scope in frame[slot].instances(group))

    def _start(self, frame: Frame, closing: dt.date) -> dt.date | None:
        if self.day is None:
            return closing
        slot, link_id = self.day
        answer = frame[slot].answers.get(link_id)
        value = answer.values[0] if answer is not None and answer.values else None
        if not isinstance(value, PartialDate):
            return None
        # Only a month or a year was said: its first day, for early is better than late.
        return dt.date(value.year, value.month or 1, value.day or 1)


def plan_follow_up(rule: FollowUpRule, names: Names) -> FollowUpPlan:
    """Return the rule, ready to run.

    Raises:
        FormCannotRun: If it names what does not exist or cannot be read from there.
    """
    own = names.of(f"follow-up {rule.id}")
    group = None
    if rule.each is not None:
        step, entry = own.entry(rule.each)
        if not entry.item.is_repeating_group:
            raise own.broken("not-a-repeating-group")
        group = (own.slot(step, entry), entry.item.link_id)
        own = own.inside(step, entry.item.link_id)
    day = None
    if rule.from_ is not None:
        step, entry = own.entry(rule.from_)
        day = (own.slot(step, entry), entry.item.link_id)
    return FollowUpPlan(rule, compile_predicate(rule.when, own), group, day)


def due_of(plans: Iterable[FollowUpPlan], frame: Frame, closing: dt.date) -> tuple[Due, ...]:
    """Return everything due, the earliest first; the same thing on the same day once."""
    return tuple(sorted({due for plan in plans for due in plan.due(frame, closing)}))
