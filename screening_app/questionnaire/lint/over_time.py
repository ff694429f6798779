"""Rules of the rules over time: they ask for what exists, read what is there, and are tried (FORMS 4)."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from screening_app.domain.ids import Canonical
from screening_app.domain.result import FlagLevel
from screening_app.questionnaire.conditions import asked
from screening_app.questionnaire.lint.cases import answer_breaches
from screening_app.questionnaire.lint.corpus import VIGNETTES, Corpus
from screening_app.questionnaire.lint.form import barred
from screening_app.questionnaire.lint.reach import reach_breaches
from screening_app.questionnaire.model import FlagRule, ItemType, Questionnaire
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.over_time import (
    Differ,
    FormScore,
    OverTimeVignette,
    OverTimeVignettes,
    RuleOverTime,
    RulesOverTime,
    Sign,
)
from screening_app.questionnaire.pack import ForbiddenTerms
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.predicate import All, AnyOf, Predicate, QuestionIs, ScoreIs, Some
from screening_app.questionnaire.references import leaf_breaches
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.steps import split
from screening_app.questionnaire.structure import Breach, twice

_LONGEST_MONTH = 31
_READ = frozenset({"is_", "in_", "includes", "at_least", "at_most", "more_than", "less_than", "answered"})
_POINTS_READ = frozenset({"at_least", "more_than"})
_FREE = frozenset({ItemType.STRING, ItemType.TEXT})


def over_time_breaches(
    model: RulesOverTime | OverTimeVignettes, path: Path, corpus: Corpus
) -> Iterator[Breach]:
    """Yield what is wrong with the rules over time, or with their vignettes."""
    if isinstance(model, RulesOverTime):
        yield from _rules(model, path, corpus)
    else:
        yield from _histories(model, path, corpus)


def _rules(rules: RulesOverTime, path: Path, corpus: Corpus) -> Iterator[Breach]:
    ids: list[tuple[str, TreePath]] = [(rule.id, ("rule", i)) for i, rule in enumerate(rules.rule)]
    yield from twice("duplicate-id", "id", ids)
    used = {name for rule in rules.rule for name in rule.signs()}
    for name, parts in rules.sign.items():
        if name not in used:
            yield Breach("unused-sign", ("sign", name), {"name": name})
        for index, part in enumerate(parts):
            yield from _sign(part, ("sign", name, index), corpus)
    for index, rule in enumerate(rules.rule):
        here: TreePath = ("rule", index)
        yield from _rule(rule, here, rules, corpus)
        for terms in corpus.everywhere(ForbiddenTerms):
            # The page that shows it may be read by whoever sits beside.
            yield from barred(rule.text, (*here, "text"), "said-to-person", terms)
    yield from _tried(rules, path, corpus)


def _outline(url: str, corpus: Corpus) -> Outline | None:
    """Return the newest version of a form."""
    versions = [form for form in corpus.everywhere(Questionnaire) if form.url == url]
    newest = max(versions, key=lambda form: form.version.split("."), default=None)
    return corpus.outline(newest.canonical) if newest else None


def _sign(sign: Sign, path: TreePath, corpus: Corpus) -> Iterator[Breach]:
    if sign.form is None or sign.holds is None:
        yield from _outcome(sign, path, corpus)
        return
    outline = _outline(sign.form, corpus)
    if outline is None:
        yield Breach("unknown-form", path, {"form": sign.form})
        return
    where: TreePath = (*path, "holds")
    found = [*_absence(sign.holds, where)]
    for part in asked(sign.holds, where):
        found += leaf_breaches(part, outline, ())
    yield from found
    if not found and _never_holds(sign.holds, outline.form):
        yield Breach("never-holds", where, {})


def _absence(predicate: Predicate, path: TreePath) -> Iterator[Breach]:
    """Yield each part that an answer which is missing could make hold."""
    match predicate:
        case All():
            for index, part in enumerate(predicate.all):
                yield from _absence(part, (*path, "all", index))
        case AnyOf():
            for index, part in enumerate(predicate.any):
                yield from _absence(part, (*path, "any", index))
        case Some():
            yield from _absence(predicate.holds, (*path, "holds"))
        case QuestionIs() if predicate.operators()[0] in _READ and predicate.answered is not False:
            return
        case ScoreIs() if predicate.operators()[0] in _POINTS_READ:
            return
        case _:
            yield Breach("reads-absence", path, {})


def _never_holds(predicate: Predicate, form: Questionnaire) -> bool:
    """Tell whether the form would find the condition impossible, were it one of its flags."""
    probe = FlagRule(id="probe", when=predicate, level=FlagLevel.ATTENTION, text={}, action=())
    probed = form.model_copy(update={"flag": (probe,)})
    found = (b for b in reach_breaches(Outline(probed)) if b.path[:1] == ("flag",))
    return any(breach.code == "never-holds" for breach in found)


def _outcome(sign: Sign, path: TreePath, corpus: Corpus) -> Iterator[Breach]:
    rules = [rule for pathway in corpus.everywhere(Pathway) for rule in pathway.outcome]
    known = {rule.id for rule in rules}
    for name in sign.outcome:
        if name not in known:
            yield Breach("unknown-outcome", (*path, "outcome"), {"outcome": name})
    reasons = {code for name in sign.outcome for code in _reasons(name, corpus)}
    for reason in sign.reason:
        if reason not in reasons:
            yield Breach("unknown-reason", (*path, "reason"), {"reason": reason})


def _reasons(outcome: str, corpus: Corpus) -> Iterator[str]:
    for pathway in corpus.everywhere(Pathway):
        for rule in pathway.outcome:
            if rule.id != outcome or rule.reason is None:
                continue
            step_id, link_id = split(rule.reason)
            form = next((step.questionnaire for step in pathway.step if step.id == step_id), None)
            outline = corpus.outline(form)
            entry = outline.entry(link_id) if outline else None
            yield from (option.code for option in (entry.item.answer_option if entry else ()))


def _rule(rule: RuleOverTime, path: TreePath, rules: RulesOverTime, corpus: Corpus) -> Iterator[Breach]:
    for name in rule.signs():
        if name not in rules.sign:
            yield Breach("unknown-sign", path, {"name": name})
    if _days_needed(rule) > rule.period.months * _LONGEST_MONTH:
        yield Breach("never-in-period", path, {"rule": rule.id})
    for score in rule.rise:
        yield from _score(score, (*path, "rise"), corpus)
    for flags in rule.new_flag:
        yield from _flags(flags.form, flags.flag, (*path, "new-flag"), corpus)
    if rule.differ is not None:
        yield from _differ(rule.differ, (*path, "differ"), corpus)


def _score(score: FormScore, path: TreePath, corpus: Corpus) -> Iterator[Breach]:
    outline = _outline(score.form, corpus)
    if outline is None:
        yield Breach("unknown-form", path, {"form": score.form})
    elif score.score not in outline.scores:
        yield Breach("unknown-score", path, {"score": score.score})


def _days_needed(rule: RuleOverTime) -> int:
    """Return how many days the pattern takes up at least."""
    if rule.count is not None:
        return (rule.count.at_least - 1) * (rule.count.apart.days if rule.count.apart else 1)
    if rule.after is not None:
        return (rule.after.wait.days if rule.after.wait else 0) + (rule.after.then is not None)
    return 0


def _flags(form: str, flags: Iterable[str], path: TreePath, corpus: Corpus) -> Iterator[Breach]:
    outline = _outline(form, corpus)
    if outline is None:
        yield Breach("unknown-form", path, {"form": form})
        return
    known = {flag.id for flag in outline.form.flag}
    for flag in flags:
        if flag not in known:
            yield Breach("unknown-flag", path, {"flag": flag})


def _differ(differ: Differ, path: TreePath, corpus: Corpus) -> Iterator[Breach]:
    outline = _outline(differ.form, corpus)
    if outline is None:
        yield Breach("unknown-form", path, {"form": differ.form})
        return
    for link_id in filter(None, (differ.question, differ.same)):
        entry = outline.entry(link_id)
        if entry is None:
            yield Breach("unknown-link-id", path, {"link_id": link_id})
        elif entry.item.type in _FREE or not entry.item.is_answerable:
            yield Breach("not-comparable", path, {"link_id": link_id})


def _tried(rules: RulesOverTime, path: Path, corpus: Corpus) -> Iterator[Breach]:
    beside = path.with_name(path.name.removesuffix(".yaml") + VIGNETTES)
    file = corpus.files.get(beside)
    if file is None:
        yield Breach("vignettes-missing", (), {"file": beside.name})
        return
    if not isinstance(file.model, OverTimeVignettes):
        return
    raised = {notice.rule for vignette in file.model.vignette for notice in vignette.notice}
    below = {rule for vignette in file.model.vignette for rule in vignette.below}
    for index, rule in enumerate(rules.rule):
        if rule.id not in raised:
            yield Breach("vignette-rule-raised", ("rule", index), {"rule": rule.id})
        if rule.id not in below:
            yield Breach("vignette-rule-below", ("rule", index), {"rule": rule.id})


def _histories(vignettes: OverTimeVignettes, path: Path, corpus: Corpus) -> Iterator[Breach]:
    beside = corpus.beside(path, RulesOverTime)
    rules = next((one for one in beside if one.version == vignettes.over_time), None)
    if rules is None:
        params = {"canonical": f"over-time|{vignettes.over_time}"}
        yield Breach("vignette-of-other-form", ("over-time",), params)
        return
    named: list[tuple[str, TreePath]] = [(v.id, ("vignette", i)) for i, v in enumerate(vignettes.vignette)]
    yield from twice("duplicate-id", "id", named)
    known = {rule.id for rule in rules.rule}
    for index, vignette in enumerate(vignettes.vignette):
        yield from _history(vignette, ("vignette", index), known, corpus)


def _history(vignette: OverTimeVignette, path: TreePath, rules: set[str], corpus: Corpus) -> Iterator[Breach]:
    ids: list[tuple[str, TreePath]] = [
        (conversation.id, (*path, "history", index)) for index, conversation in enumerate(vignette.history)
    ]
    yield from twice("duplicate-id", "id", ids)
    for index, conversation in enumerate(vignette.history):
        for canonical, answers in conversation.answers.items():
            here: TreePath = (*path, "history", index, "answers", canonical)
            outline = corpus.outline(Canonical(canonical))
            if outline is None:
                yield Breach("unknown-form", here, {"form": canonical})
            else:
                yield from answer_breaches(answers, here, outline)
    told = [name for notice in vignette.notice for name in notice.conversation]
    for name in (*(notice.rule for notice in vignette.notice), *vignette.below):
        if name not in rules:
            yield Breach("vignette-unknown-name", path, {"name": name})
    for name in told:
        if name not in {conversation.id for conversation in vignette.history}:
            yield Breach("vignette-unknown-name", path, {"name": name})
