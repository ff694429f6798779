"""Signs of rules over time, looked for in the record: which entries hold them, and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening_app.domain.ids import Canonical, ScreeningId, StepId
from screening_app.domain.notice import Trigger
from screening_app.domain.result import Evidence
from screening_app.engine.condition import Condition
from screening_app.engine.errors import FormCannotRun
from screening_app.engine.flags import evidence_of
from screening_app.engine.foresight import is_ruled_out
from screening_app.engine.form import CompiledForm
from screening_app.engine.history import DatedResponse, PastConversation
from screening_app.engine.names import Names
from screening_app.engine.predicates import compile_predicate
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.over_time import RulesOverTime, Sign


@dataclass(frozen=True, slots=True)
class FormSigns:
    """The signs that one version of a form may hold.

    Attributes:
        conditions: By sign; a sign that does not ask this form is left out.
        unreadable: Signs that ask for what this version does not have.
    """

    conditions: Mapping[str, tuple[Condition, ...]]
    unreadable: frozenset[str]


class CompiledRules:
    """Rules over time, ready to run; what they ask of a version of a form is compiled once and kept.

    Attributes:
        outcomes: By outcome, the signs that it is, each with the reasons asked for.
    """

    def __init__(self, rules: RulesOverTime) -> None:
        self.rules = rules
        self.outcomes: Mapping[str, Sequence[tuple[str, tuple[str, ...]]]] = _by_outcome(rules)
        self._ready: dict[CompiledForm, FormSigns] = {}

    def signs_in(self, form: CompiledForm) -> FormSigns:
        """Return what the signs ask of this version of a form."""
        ready = self._ready.get(form)
        if ready is None:
            ready = self._ready[form] = _compiled(self.rules, form)
        return ready


@dataclass(frozen=True, slots=True)
class Placed:
    """A response with the conversation it is part of."""

    screening: ScreeningId
    response: DatedResponse

    @property
    def on(self) -> dt.date:
        """The day it was begun."""
        return self.response.on

    @property
    def form(self) -> CompiledForm:
        """The version of the form that it answers."""
        return self.response.evaluation.form

    def trigger(self, evidence: tuple[Evidence, ...]) -> Trigger:
        """Return it as what a notice rests on."""
        return Trigger(
            screening=self.screening,
            on=self.response.on,
            step=self.response.step,
            form=self.form.canonical,
            evidence=evidence,
        )

    def because(self, conditions: Iterable[Condition]) -> tuple[Evidence, ...]:
        """Return the answers that make conditions hold, or fail."""
        evaluation = self.response.evaluation
        frame, order = (evaluation.root,), evaluation.form.order
        return merged(part for one in conditions for part in evidence_of(one, frame, order))


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry that holds a sign: a response with the conditions that hold of it, or a conversation."""

    on: dt.date
    screening: ScreeningId
    placed: Placed | None
    conditions: tuple[Condition, ...] = ()
    outcome: str | None = None
    reason: str | None = None

    def trigger(self) -> Trigger:
        """Return it as what a notice rests on, with the answers."""
        if self.placed is not None:
            return self.placed.trigger(self.placed.because(self.conditions))
        return Trigger(screening=self.screening, on=self.on, outcome=self.outcome, reason=self.reason)


class Record:
    """One person's record, laid out for rules; the order in which entries are handed in is forgotten."""

    def __init__(self, compiled: CompiledRules, conversations: Sequence[PastConversation]) -> None:
        self._compiled, self._conversations = compiled, conversations
        self._by_url: dict[str, list[Placed]] = defaultdict(list)
        self._seen: dict[str, list[Seen]] = defaultdict(list)
        self._unreadable: list[tuple[Placed, frozenset[str]]] = []
        for conversation in conversations:
            for response in conversation.responses:
                self._lay_out(Placed(conversation.screening, response))
        self._see_outcomes()
        for placed in self._by_url.values():
            placed.sort(key=lambda one: (one.on, one.screening, one.response.step))
        for seen in self._seen.values():
            seen.sort(key=lambda one: (one.on, one.screening))

    def responses(self, url: str, since: dt.date) -> list[Placed]:
        """Return the responses to any version of a form from that day on, oldest first."""
        return [placed for placed in self._by_url.get(url, ()) if placed.on >= since]

    def entries(self, sign: str, since: dt.date) -> list[Seen]:
        """Return the entries from that day on that hold a sign, oldest first."""
        return [seen for seen in self._seen.get(sign, ()) if seen.on >= since]

    def possible(self, sign: str, since: dt.date) -> Iterator[Seen]:
        """Yield the entries from that day on that hold a sign or, for all that is on record, may hold it.

        A response with an answer missing, or of a version that cannot be asked, may hold it; so may a
        conversation that has come to nothing yet.
        """
        yield from self.entries(sign, since)
        parts = self._compiled.rules.sign[sign]
        for url in _urls(parts):
            for placed in self.responses(url, since):
                if not self._is_ruled_out(sign, placed):
                    yield Seen(placed.on, placed.screening, placed)
        if any(part.outcome for part in parts):
            for conversation in self._conversations:
                if conversation.outcome is None:
                    yield Seen(conversation.on, conversation.screening, None)

    def unreadable(self, sign: str, since: dt.date) -> Iterator[Canonical]:
        """Yield the versions of forms, answered since that day, that cannot be asked for a sign."""
        for placed, signs in self._unreadable:
            if sign in signs and placed.on >= since:
                yield placed.form.canonical

    def _lay_out(self, placed: Placed) -> None:
        form = placed.form
        self._by_url[form.questionnaire.url].append(placed)
        frame = (placed.response.evaluation.root,)
        signs = self._compiled.signs_in(form)
        if signs.unreadable:
            self._unreadable.append((placed, signs.unreadable))
        for sign, conditions in signs.conditions.items():
            holding = [condition for condition in conditions if condition.holds(frame)]
            if holding:
                self._seen[sign].append(Seen(placed.on, placed.screening, placed, tuple(holding)))

    def _see_outcomes(self) -> None:
        wanted = self._compiled.outcomes
        for one in self._conversations:
            for sign, reasons in wanted.get(one.outcome or "", ()):
                if not reasons or one.reason in reasons:
                    seen = Seen(one.on, one.screening, None, outcome=one.outcome, reason=one.reason)
                    self._seen[sign].append(seen)

    def _is_ruled_out(self, sign: str, placed: Placed) -> bool:
        signs = self._compiled.signs_in(placed.form)
        evaluation = placed.response.evaluation
        conditions = signs.conditions.get(sign, ())
        return sign not in signs.unreadable and all(is_ruled_out(one, evaluation) for one in conditions)


def _urls(parts: Iterable[Sign]) -> Iterable[str]:
    return dict.fromkeys(part.form for part in parts if part.form is not None)


def _by_outcome(rules: RulesOverTime) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name, parts in rules.sign.items():
        for part in parts:
            for outcome in part.outcome:
                found[outcome].append((name, part.reason))
    return found


def _compiled(rules: RulesOverTime, form: CompiledForm) -> FormSigns:
    conditions: dict[str, tuple[Condition, ...]] = {}
    unreadable: set[str] = set()
    outline = Outline(form.questionnaire)
    for name, parts in rules.sign.items():
        for part in parts:
            if part.holds is None or part.form != form.questionnaire.url:
                continue
            try:
                condition = compile_predicate(part.holds, _names(outline, name))
            except FormCannotRun:
                unreadable.add(name)
            else:
                conditions[name] = (*conditions.get(name, ()), condition)
    return FormSigns(conditions, frozenset(unreadable))


def _names(outline: Outline, owner: str) -> Names:
    return Names(form=outline.form.canonical, owner=owner, forms={"": outline}, slots=(("", ""),), defined={})


def merged(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return each answer once, where it came first."""
    return tuple({one.key: one for one in evidence}.values())


def in_order(triggers: Iterable[Trigger]) -> tuple[Trigger, ...]:
    """Return triggers oldest first, each response and each outcome once, with all its answers."""
    found: dict[tuple[dt.date, ScreeningId, StepId], Trigger] = {}
    for trigger in triggers:
        key = (trigger.on, trigger.screening, trigger.step or StepId(""))
        before = found.get(key)
        found[key] = trigger if before is None else _together(before, trigger)
    return tuple(found[key] for key in sorted(found))


def _together(one: Trigger, other: Trigger) -> Trigger:
    return Trigger(
        screening=one.screening,
        on=one.on,
        step=one.step,
        form=one.form,
        evidence=merged((*one.evidence, *other.evidence)),
        outcome=one.outcome,
        reason=one.reason,
    )
