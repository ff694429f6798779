"""The patterns that a rule over time may be: how often, more than before, new, different, and then not."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from screening_app.domain.answers import Value
from screening_app.domain.ids import Canonical
from screening_app.domain.notice import Trigger
from screening_app.domain.result import Evidence, Score
from screening_app.engine.flags import FlagPlan
from screening_app.engine.foresight import is_ruled_out
from screening_app.engine.form import CompiledForm
from screening_app.engine.signs import Placed, Record, Seen
from screening_app.questionnaire.over_time import After, Count, Differ, FormFlags, FormScore, RuleOverTime

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A record seen from one day, as far back as a rule looks.

    Attributes:
        since: First day of the period.
    """

    record: Record
    since: dt.date
    today: dt.date

    def entries(self, sign: str) -> list[Seen]:
        """Return the entries that hold a sign, oldest first."""
        return self.record.entries(sign, self.since)

    def responses(self, form: str) -> list[Placed]:
        """Return the responses to any version of a form, oldest first."""
        return self.record.responses(form, self.since)


def triggers_of(rule: RuleOverTime, look: Look) -> Iterator[Trigger]:
    """Yield the entries that meet a rule; none if it is not met."""
    if rule.count is not None:
        yield from (seen.trigger() for seen in _counted(rule.count, look))
    if rule.after is not None:
        yield from (seen.trigger() for seen in _after(rule.after, look))
    if rule.differ is not None:
        yield from _differing(rule.differ, look)
    for score in rule.rise:
        yield from _risen(score, look)
    for flags in rule.new_flag:
        yield from _newly_raised(flags, look)


def unread_by(rule: RuleOverTime, look: Look) -> Iterator[Canonical]:
    """Yield the versions of forms in the record that a rule cannot be asked of."""
    for sign in rule.signs():
        yield from look.record.unreadable(sign, look.since)
    if rule.differ is not None:
        asked = {rule.differ.question, rule.differ.same or rule.differ.question}
        yield from _lacking(look, rule.differ.form, lambda form: asked <= form.items.keys())
    for score in rule.rise:
        yield from _not_comparable(score, look)
    for flags in rule.new_flag:
        yield from _without_flags(flags, look)


def _lacking(look: Look, form: str, has: Callable[[CompiledForm], bool]) -> Iterator[Canonical]:
    for version in dict.fromkeys(placed.form for placed in look.responses(form)):
        if not has(version):
            yield version.canonical


def _without_flags(flags: FormFlags, look: Look) -> Iterator[Canonical]:
    asked = set(flags.flag)
    yield from _lacking(look, flags.form, lambda form: asked <= _plans(form).keys())


def _counted(count: Count, look: Look) -> Iterator[Seen]:
    found = look.entries(count.sign)
    apart = dt.timedelta(days=count.apart.days) if count.apart else _ONE_DAY
    times, last = 0, None
    for seen in found:
        if last is None or seen.on - last >= apart:
            times, last = times + 1, seen.on
    beside = look.entries(count.with_) if count.with_ else []
    if times >= count.at_least and (beside or not count.with_):
        yield from (*found, *beside)


def _after(after: After, look: Look) -> Iterator[Seen]:
    firsts = look.entries(after.first)
    if not firsts:
        return
    anchors = firsts
    if after.then is not None:
        anchors = [one for one in look.entries(after.then) if one.on > firsts[0].on]
    wait = dt.timedelta(days=after.wait.days) if after.wait else dt.timedelta(0)
    due = [one for one in anchors if look.today - one.on >= wait]
    if due and after.without is not None:
        # What may have come since counts as come: a notice is raised only when it is certain.
        came = list(look.record.possible(after.without, look.since))
        due = [one for one in due if not any(_is_since(other, one) for other in came)]
    if due:
        yield from (one for one in firsts if one.on <= due[-1].on)
        yield from due


def _is_since(other: Seen, one: Seen) -> bool:
    """Tell whether an entry came after another; on the same day, one of another conversation counts."""
    return other.on > one.on or (other.on == one.on and other.screening != one.screening)


class _Answered(NamedTuple):
    placed: Placed
    values: frozenset[Value]
    about: frozenset[Value]


def _differing(differ: Differ, look: Look) -> Iterator[Trigger]:
    within = dt.timedelta(days=differ.within.days)
    found = [_answered(placed, differ) for placed in look.responses(differ.form)]
    given = [one for one in found if one.values]
    for index, one in enumerate(given):
        for other in given[index + 1 :]:
            if other.placed.on - one.placed.on > within:
                break
            about_the_same = differ.same is None or one.about & other.about
            if about_the_same and not one.values & other.values:
                yield one.placed.trigger(_of_both(one.placed, differ))
                yield other.placed.trigger(_of_both(other.placed, differ))


def _answered(placed: Placed, differ: Differ) -> _Answered:
    values: set[Value] = set()
    about: set[Value] = set()
    for key, answer in placed.response.evaluation.effective.items():
        if key.link_id == differ.question:
            values.update(answer.values)
        elif key.link_id == differ.same:
            about.update(answer.values)
    return _Answered(placed, frozenset(values), frozenset(about))


def _of_both(placed: Placed, differ: Differ) -> tuple[Evidence, ...]:
    effective = placed.response.evaluation.effective
    return tuple(
        Evidence(key=key, answer=answer)
        for key, answer in effective.items()
        if key.link_id in {differ.question, differ.same} and answer.values
    )


class _Scored(NamedTuple):
    placed: Placed
    score: Score
    measure: object


def _risen(wanted: FormScore, look: Look) -> Iterator[Trigger]:
    """Yield the latest response that lies above an earlier one for certain, and the latest of those."""
    scored = list(_scored(wanted, look))
    for index in range(len(scored) - 1, 0, -1):
        later = scored[index]
        if later.score.lowest <= min(one.score.highest for one in scored[:index]):
            continue
        for earlier in reversed(scored[:index]):
            if _is_above(later, earlier):
                yield earlier.placed.trigger(_carrying(earlier.score))
                yield later.placed.trigger(_carrying(later.score))
                return


def _scored(wanted: FormScore, look: Look) -> Iterator[_Scored]:
    measures: dict[CompiledForm, object] = {}
    for placed in look.responses(wanted.form):
        form = placed.form
        if form not in measures:
            measures[form] = _measure(form, wanted.score)
        for score in placed.response.evaluation.scores:
            if score.id == wanted.score:
                yield _Scored(placed, score, measures[form])


def _is_above(later: _Scored, earlier: _Scored) -> bool:
    return (
        later.placed.on > earlier.placed.on
        and later.score.lowest > earlier.score.highest
        and later.measure == earlier.measure
    )


def _carrying(score: Score) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(key=part.key, answer=part.answer)
        for part in score.counted
        if part.answer is not None and part.lowest > 0
    )


def _measure(form: CompiledForm, name: str) -> Mapping[str, Mapping[str, Decimal | None]] | None:
    """Return what a score counts: two versions that count otherwise are not compared."""
    rule = next((rule for rule in form.questionnaire.score if rule.id == name), None)
    if rule is None or rule.sum is None:
        return None
    return {
        link_id: {option.code: option.item_weight for option in form.items[link_id].answer_option}
        for link_id in rule.sum
    }


def _not_comparable(score: FormScore, look: Look) -> Iterator[Canonical]:
    placed = look.responses(score.form)
    if placed:
        latest = _measure(placed[-1].form, score.score)
        yield from _lacking(
            look, score.form, lambda form: latest is not None and _measure(form, score.score) == latest
        )


def _newly_raised(flags: FormFlags, look: Look) -> Iterator[Trigger]:
    placed = look.responses(flags.form)
    raised = [{flag.id for flag in one.response.evaluation.flags} for one in placed]
    plans = {form: _plans(form) for form in {one.form for one in placed}}
    for flag in flags.flag:
        yes = [one for one, ids in zip(placed, raised, strict=True) if flag in ids]
        if yes:
            no = [one for one, ids in zip(placed, raised, strict=True) if flag not in ids]
            yield from _new_since(
                [(one, plans[one.form][flag]) for one in no if flag in plans[one.form]],
                [(one, plans[one.form][flag]) for one in yes],
            )


def _new_since(
    without: list[tuple[Placed, FlagPlan]], raised: list[tuple[Placed, FlagPlan]]
) -> Iterator[Trigger]:
    """Yield the last response where the flag certainly did not stand, and those after it where it does."""
    latest = raised[-1][0].on
    for before, plan in reversed(without):
        if before.on < latest and is_ruled_out(plan.when, before.response.evaluation):
            yield before.trigger(before.because([plan.when]))
            yield from (one.trigger(one.because([own.when])) for one, own in raised if one.on > before.on)
            return


def _plans(form: CompiledForm) -> Mapping[str, FlagPlan]:
    return {plan.rule.id: plan for plan in form.flags}
