"""Notices over time: what the record of one person shows only when its entries stand together (DESIGN 6)."""

import datetime as dt
from dataclasses import dataclass

from screening_app.domain.ids import Canonical, ScreeningId, StepId
from screening_app.domain.result import Evidence, FlagLevel
from screening_app.i18n import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An entry that a notice rests on.

    Attributes:
        on: The day of the entry.
        step: Where the response stands; ``None`` where the outcome of the conversation triggered.
        form: Exact version of the response's form.
        evidence: The answers that triggered, in the form's order.
        outcome: The outcome that triggered.
        reason: Code of that outcome's reason.
    """

    screening: ScreeningId
    on: dt.date
    step: StepId | None = None
    form: Canonical | None = None
    evidence: tuple[Evidence, ...] = ()
    outcome: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A rule over time that was met.

    Attributes:
        rule: Id of the rule.
        level: How soon it asks for action; it says nothing of how great a danger is.
        source: Where the link between its signs and violence was read; empty where it is our own.
        verified: The rule itself was read in a source.
        triggers: The entries it rests on, oldest first; never empty.
    """

    rule: str
    text: Text
    level: FlagLevel
    source: str
    verified: bool
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, order=True)
class Unread:
    """An older version of a form that a rule could not be asked of: its questions were others then."""

    rule: str
    form: Canonical
