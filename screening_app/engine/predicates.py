"""Predicates compiled once to closures (FORMS 1, 2, 3.3)."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.ids import LinkId
from screening_app.domain.result import INCOMPLETE, Counted, Score
from screening_app.engine.condition import Condition, Reason
from screening_app.engine.names import Names
from screening_app.engine.operators import ORDERS, match_answer
from screening_app.engine.scope import Frame, Scope
from screening_app.questionnaire.model import Band, Item
from screening_app.questionnaire.predicate import (
    Age,
    All,
    AnyOf,
    BandIs,
    Defined,
    Every,
    Not,
    OutcomeIs,
    Predicate,
    Prior,
    QuestionIs,
    ScoreIs,
    Some,
)

_RAISED_BY_POINTS = frozenset({"at_least", "more_than"})


def compile_predicate(predicate: Predicate, names: Names) -> Condition:
    """Return the predicate, ready to run.

    Raises:
        FormCannotRun: If it names something that does not exist or cannot be read from here.
    """
    match predicate:
        case All():
            return _combined([compile_predicate(part, names) for part in predicate.all], decisive=False)
        case AnyOf():
            return _combined([compile_predicate(part, names) for part in predicate.any], decisive=True)
        case Not():
            return _not(compile_predicate(predicate.not_, names))
        case Every():
            return _quantified(predicate.every, predicate.holds, names, decisive=False)
        case Some():
            return _quantified(predicate.some, predicate.holds, names, decisive=True)
        case Defined():
            return names.definition(predicate.defined)
        case _:
            return _leaf(predicate, names)


def _leaf(leaf: QuestionIs | ScoreIs | BandIs | Age | OutcomeIs | Prior, names: Names) -> Condition:
    match leaf:
        case QuestionIs():
            return _question(leaf, names)
        case ScoreIs():
            return _score(leaf, names)
        case BandIs():
            return _band(leaf, names)
        case Age():
            return _age(leaf, names)
        case OutcomeIs():
            return _outcome(leaf, names)
        case _:
            return _prior(leaf, names)


def _combined(parts: Sequence[Condition], *, decisive: bool) -> Condition:
    """Return ``all`` (one false part decides) or ``any`` (one true part decides)."""
    holding = tuple(part.holds for part in parts)

    def holds(frame: Frame) -> bool:
        for part in holding:
            if part(frame) is decisive:
                return decisive
        return not decisive

    def because(frame: Frame) -> tuple[Reason, ...]:
        verdict = holds(frame)
        chosen = [part for part in parts if part.holds(frame) is verdict]
        return tuple(reason for part in chosen for reason in part.because(frame))

    def outlook(frame: Frame) -> bool | None:
        return _decided((part.outlook(frame) for part in parts), decisive=decisive)

    return Condition(holds, because, outlook)


def _decided(verdicts: Iterable[bool | None], *, decisive: bool) -> bool | None:
    known = set(verdicts)
    if decisive in known:
        return decisive
    return None if None in known else not decisive


def _not(part: Condition) -> Condition:
    def outlook(frame: Frame) -> bool | None:
        verdict = part.outlook(frame)
        return None if verdict is None else not verdict

    def because(frame: Frame) -> tuple[Reason, ...]:
        return tuple(reason._replace(negated=not reason.negated) for reason in part.because(frame))

    return Condition(lambda frame: not part.holds(frame), because, outlook)


def _quantified(address: str, predicate: Predicate, names: Names, *, decisive: bool) -> Condition:
    """Return ``every`` (one failing instance decides) or ``some`` (one holding instance decides)."""
    step, entry = names.entry(address)
    group, slot = entry.item.link_id, names.slot(step, entry)
    if not entry.item.is_repeating_group:
        raise names.broken("not-a-repeating-group")
    part = compile_predicate(predicate, names.inside(step, group))

    def holds(frame: Frame) -> bool:
        for scope in frame[slot].instances(group):
            if part.holds((*frame, scope)) is decisive:
                return decisive
        return not decisive

    def because(frame: Frame) -> tuple[Reason, ...]:
        inner = _inside(frame, slot, group)
        chosen = [own for own in inner if part.holds(own) is holds(frame)]
        reasons = tuple(reason for own in chosen for reason in part.because(own))
        return reasons if inner else _of_group(frame[slot], step, group)

    def outlook(frame: Frame) -> bool | None:
        if group in frame[slot].unsettled:
            return None
        return _decided(map(part.outlook, _inside(frame, slot, group)), decisive=decisive)

    return Condition(holds, because, outlook)


def _inside(frame: Frame, slot: int, group: LinkId) -> list[Frame]:
    return [(*frame, scope) for scope in frame[slot].instances(group)]


def _of_group(scope: Scope, step: str, group: LinkId) -> tuple[Reason, ...]:
    """Return the group itself as the reason where it has no instance."""
    return (Reason(step, AnswerKey(group, scope.path), None, group in scope.on),)


def _question(leaf: QuestionIs, names: Names) -> Condition:
    step, entry = names.entry(leaf.question)
    link_id, slot = entry.item.link_id, names.slot(step, entry)
    match = _match(leaf, entry.item, names)
    at_root = AnswerKey(link_id)

    def holds(frame: Frame) -> bool:
        return match(frame[slot].answers.get(link_id))

    def because(frame: Frame) -> tuple[Reason, ...]:
        scope = frame[slot]
        key = AnswerKey(link_id, scope.path) if scope.path else at_root
        return (Reason(step, key, scope.answers.get(link_id), link_id in scope.on),)

    def outlook(frame: Frame) -> bool | None:
        scope = frame[slot]
        return None if link_id in scope.unsettled else match(scope.answers.get(link_id))

    return Condition(holds, because, outlook)


def _match(leaf: QuestionIs | Prior, item: Item, names: Names) -> Callable[[Answer | None], bool]:
    if not item.is_answerable:
        raise names.broken("not-answerable")
    try:
        return match_answer(leaf, item)
    except ValueError as error:
        rule = str(error)
    raise names.broken(rule)


def _score(leaf: ScoreIs, names: Names) -> Condition:
    step, rule, slot = names.score(leaf.score)
    name = leaf.operators()[0]
    order, bound = ORDERS[name], _number(getattr(leaf, name), names)
    raised = name in _RAISED_BY_POINTS

    def certain(score: Score) -> bool:
        return order(score.lowest if raised else score.highest, bound)

    def outlook(frame: Frame) -> bool | None:
        score = frame[slot].facts.scores.get(rule.id)
        if score is None:
            return None
        if certain(score):
            return True
        return None if order(score.highest if raised else score.lowest, bound) else False

    def holds(frame: Frame) -> bool:
        score = frame[slot].facts.scores.get(rule.id)
        return score is not None and certain(score)

    def because(frame: Frame) -> tuple[Reason, ...]:
        carried = raised and holds(frame)
        return _counted(frame[slot], rule.id, step, lambda part: not carried or part.lowest > 0)

    return Condition(holds, because, outlook)


def _band(leaf: BandIs, names: Names) -> Condition:
    step, rule, slot = names.score(leaf.band)
    band = next((band for band in rule.band if band.id == leaf.is_), None)
    if band is None and leaf.is_ != INCOMPLETE:
        raise names.broken("unknown-band")

    def holds(frame: Frame) -> bool:
        score = frame[slot].facts.scores.get(rule.id)
        return score is not None and score.band == leaf.is_

    def outlook(frame: Frame) -> bool | None:
        score = frame[slot].facts.scores.get(rule.id)
        if score is None:
            return None
        now = score.band == leaf.is_
        settled = now if score.is_certain and score.total is not None else _settled(score, band)
        return settled if settled is now else None

    def because(frame: Frame) -> tuple[Reason, ...]:
        return _counted(frame[slot], rule.id, step, lambda _: True)

    return Condition(holds, because, outlook)


def _settled(score: Score, band: Band | None) -> bool | None:
    """Tell whether every total that is still possible lies in the band, or none."""
    if band is None:
        return None
    if band.from_ <= score.lowest and score.highest <= band.to:
        return True
    return False if score.highest < band.from_ or score.lowest > band.to else None


def _counted(scope: Scope, score_id: str, step: str, chosen: Callable[[Counted], bool]) -> tuple[Reason, ...]:
    score = scope.facts.scores.get(score_id)
    parts = () if score is None else score.counted
    return tuple(
        Reason(step, part.key, part.answer, part.key.link_id in scope.on) for part in parts if chosen(part)
    )


def _number(stated: object, names: Names) -> Decimal:
    if isinstance(stated, bool) or not isinstance(stated, int | Decimal):
        raise names.broken("wrong-operand")
    return Decimal(stated)


def _age(leaf: Age, names: Names) -> Condition:
    name = leaf.operators()[0]
    order, bound = ORDERS[name], _number(getattr(leaf, name), names)

    def holds(frame: Frame) -> bool:
        age = frame[0].facts.circumstances.age
        return age is not None and order(Decimal(age), bound)

    return _of_no_answer(holds)


def _outcome(leaf: OutcomeIs, names: Names) -> Condition:
    if not names.knows_outcome:
        raise names.broken("outcome-not-known-here")
    return _of_no_answer(lambda frame: frame[0].facts.outcome == leaf.is_)


def _prior(leaf: Prior, names: Names) -> Condition:
    step, entry = names.entry(leaf.prior)
    if entry.repeating:
        raise names.broken("needs-every-or-some")
    canonical = names.forms[step].form.canonical
    match = _match(leaf, entry.item, names)
    key = AnswerKey(LinkId(entry.item.link_id))

    def holds(frame: Frame) -> bool:
        prior = frame[0].facts.circumstances.prior.get(canonical)
        return prior is not None and match(prior.given.get(key))

    return _of_no_answer(holds)


def _of_no_answer(holds: Callable[[Frame], bool]) -> Condition:
    """Return a condition that reads no answer of this response, so that none can change it."""
    return Condition(holds, lambda _: (), holds)
