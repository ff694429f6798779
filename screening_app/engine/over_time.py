"""Rules over the record of one person: what is raised, by which entries (DESIGN 6).

A notice is raised only by what stands in the record: an answer that is missing never raises one.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.domain.notice import Notice, Trigger, Unread
from screening_app.domain.result import FlagLevel
from screening_app.engine.history import PastConversation
from screening_app.engine.patterns import Look, triggers_of, unread_by
from screening_app.engine.signs import CompiledRules, Record, in_order
from screening_app.questionnaire.over_time import RuleOverTime

_MONTHS = 12
_SOONEST = tuple(FlagLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """What the rules say of a record.

    Attributes:
        notices: What asks for action soonest first, else in the order of the rules.
        unread: What could not be asked: it neither raises nor clears anything.
    """

    notices: tuple[Notice, ...] = ()
    unread: tuple[Unread, ...] = ()


def look_over_time(
    compiled: CompiledRules, conversations: Sequence[PastConversation], today: dt.date
) -> OverTime:
    """Return the notices that a record raises; the order in which it is handed in does not matter.

    An entry dated after today counts too: a clock that was set back must hide nothing.
    """
    record = Record(compiled, conversations)
    notices: list[Notice] = []
    unread: set[Unread] = set()
    for rule in compiled.rules.rule:
        look = Look(record=record, since=months_before(today, rule.period.months), today=today)
        triggers = in_order(triggers_of(rule, look))
        if triggers:
            notices.append(_notice(rule, triggers))
        unread |= {Unread(rule.id, form) for form in unread_by(rule, look)}
    return OverTime(
        notices=tuple(sorted(notices, key=lambda notice: _SOONEST.index(notice.level))),
        unread=tuple(sorted(unread)),
    )


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day so many calendar months earlier, or the last day of a shorter month."""
    year, index = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    if year < dt.MINYEAR:
        return dt.date.min
    return dt.date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def _notice(rule: RuleOverTime, triggers: tuple[Trigger, ...]) -> Notice:
    return Notice(
        rule=rule.id,
        text=rule.text,
        level=rule.level,
        source=rule.evidence.source or "",
        verified=rule.evidence.verified,
        triggers=triggers,
    )
