"""Rules of vignettes: they name what exists, and leave no rule untried (FORMS 4)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from screening_app.domain.ids import StepId
from screening_app.questionnaire.limits import fits
from screening_app.questionnaire.lint.corpus import VIGNETTES, Corpus
from screening_app.questionnaire.model import Questionnaire, ScoreRule
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.source import TreePath
from screening_app.questionnaire.structure import Breach, twice
from screening_app.questionnaire.vignette import (
    FormVignette,
    FormVignettes,
    PathwayExpectation,
    PathwayVignette,
    PathwayVignettes,
    StatedAbsence,
    StatedAnswer,
)


def presence_breaches(form: Questionnaire, path: Path, corpus: Corpus) -> Iterator[Breach]:
    """Yield what the vignettes beside a form leave untried."""
    beside = _beside(path)
    file = corpus.files.get(beside)
    has_rules = bool(form.flag) or any(score.band for score in form.score)
    if file is None:
        if has_rules:
            yield Breach("vignettes-missing", (), {"file": beside.name})
        return
    if not isinstance(file.model, FormVignettes):
        return
    if file.model.questionnaire != form.canonical:
        params = {"file": beside.name, "canonical": file.model.questionnaire}
        yield Breach("vignettes-of-other-version", ("version",), params)
        return
    tried = file.model.vignette
    for index, score in enumerate(form.score):
        yield from _score(score, ("score", index), tried)
    expected = {flag for vignette in tried for flag in vignette.expect.flag}
    for index, flag in enumerate(form.flag):
        if flag.id not in expected:
            yield Breach("vignette-flag", ("flag", index), {"flag": flag.id})


def route_presence_breaches(pathway: Pathway, path: Path, corpus: Corpus) -> Iterator[Breach]:
    """Yield outcomes, gates and closing duties that the vignettes beside a pathway leave untried."""
    beside = _beside(path)
    file = corpus.files.get(beside)
    if file is None:
        yield Breach("vignettes-missing", (), {"file": beside.name})
        return
    if not isinstance(file.model, PathwayVignettes):
        return
    if file.model.pathway != pathway.canonical:
        params = {"file": beside.name, "canonical": file.model.pathway}
        yield Breach("vignettes-of-other-version", ("version",), params)
        return
    yield from _untried(pathway, [vignette.expect for vignette in file.model.vignette])


def _untried(pathway: Pathway, expected: list[PathwayExpectation]) -> Iterator[Breach]:
    outcomes = {expect.outcome for expect in expected}
    for index, outcome in enumerate(pathway.outcome):
        if outcome.id not in outcomes:
            yield Breach("vignette-outcome", ("outcome", index), {"outcome": outcome.id})
    gates = {step for expect in expected for step in expect.gate}
    for index, step in enumerate(pathway.step):
        if step.gate is not None and step.id not in gates:
            yield Breach("vignette-gate", ("step", index, "gate"), {"step": step.id})
    needs = {need.id for expect in expected for need in expect.closing.need}
    for index, rule in enumerate(pathway.closing):
        if rule.id not in needs:
            yield Breach("vignette-closing", ("closing", index), {"rule": rule.id})


def _beside(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".yaml") + VIGNETTES)


def _score(score: ScoreRule, path: TreePath, tried: tuple[FormVignette, ...]) -> Iterator[Breach]:
    if score.sum is None:
        return
    results = [v.expect.score[score.id] for v in tried if score.id in v.expect.score]
    exact = {result.lowest for result in results if result.lowest == result.highest}
    for lower, upper in pairwise(sorted(score.band, key=lambda band: band.from_)):
        for total in (lower.to, upper.from_):
            if total not in exact:
                yield Breach("vignette-band-boundary", path, {"score": score.id, "total": total})
    if not any(result.lowest != result.highest for result in results):
        yield Breach("vignette-missing-answer", path, {"score": score.id})


def vignette_breaches(vignettes: FormVignettes, corpus: Corpus) -> Iterator[Breach]:
    """Yield what form vignettes name that their form does not hold."""
    outline = corpus.outline(vignettes.questionnaire)
    if outline is None:
        if not corpus.is_broken(vignettes.questionnaire):
            yield Breach("vignette-of-other-form", ("questionnaire",), {"canonical": vignettes.questionnaire})
        return
    flags = {flag.id for flag in outline.form.flag}
    yield from twice("duplicate-id", "id", _ids([vignette.id for vignette in vignettes.vignette]))
    for index, vignette in enumerate(vignettes.vignette):
        here: TreePath = ("vignette", index)
        yield from answer_breaches(vignette.answers, (*here, "answers"), outline)
        for name in (*vignette.expect.score, *vignette.expect.flag):
            if name not in outline.scores and name not in flags:
                yield Breach("vignette-unknown-name", (*here, "expect"), {"name": name})


def route_breaches(vignettes: PathwayVignettes, corpus: Corpus) -> Iterator[Breach]:
    """Yield what pathway vignettes name that the forms of their steps do not hold."""
    pathway = corpus.pathway(vignettes.pathway)
    if pathway is None:
        if not corpus.is_broken(vignettes.pathway):
            yield Breach("vignette-of-other-form", ("pathway",), {"canonical": vignettes.pathway})
        return
    forms = {step.id: corpus.outline(step.questionnaire) for step in pathway.step}
    yield from twice("duplicate-id", "id", _ids([vignette.id for vignette in vignettes.vignette]))
    known = {*forms, *(outcome.id for outcome in pathway.outcome), *(rule.id for rule in pathway.closing)}
    for index, vignette in enumerate(vignettes.vignette):
        here: TreePath = ("vignette", index)
        yield from _route_answers(vignette, here, pathway, forms)
        expect = vignette.expect
        needs = (need.id for need in expect.closing.need)
        for name in (*expect.step, *expect.gate, *expect.closing.step, *needs, expect.outcome):
            if name is not None and name not in known:
                yield Breach("vignette-unknown-name", (*here, "expect"), {"name": name})


def _route_answers(
    vignette: PathwayVignette, here: TreePath, pathway: Pathway, forms: Mapping[StepId, Outline | None]
) -> Iterator[Breach]:
    asking = {step.id for step in pathway.step if step.questionnaire is not None}
    for step, answers in vignette.answers.items():
        outline = forms.get(step)
        if outline is not None:
            yield from answer_breaches(answers, (*here, "answers", step), outline)
        elif step not in asking:  # a form that is missing or cannot be understood has findings of its own
            yield Breach("vignette-unknown-name", (*here, "answers", step), {"name": step})


def _ids(names: list[str]) -> Iterator[tuple[str, TreePath]]:
    for index, name in enumerate(names):
        yield name, ("vignette", index)


def answer_breaches(
    answers: Mapping[str, StatedAnswer], path: TreePath, outline: Outline
) -> Iterator[Breach]:
    """Yield the answers of a set that a form does not take."""
    for link_id, stated in answers.items():
        entry = outline.entry(link_id)
        here = (*path, link_id)
        if entry is None:
            yield Breach("vignette-unknown-name", here, {"name": link_id})
        elif isinstance(stated, StatedAbsence):
            if stated.absent not in entry.item.absent:
                params = {"link_id": link_id, "reason": stated.absent.value}
                yield Breach("absent-reason-not-allowed", here, params)
        else:
            for index, value in enumerate(stated if isinstance(stated, tuple) else (stated,)):
                if isinstance(value, Mapping):
                    yield from answer_breaches(value, (*here, index), outline)
                elif not fits(value, entry.item):
                    yield Breach("unknown-code", here, {"code": value, "link_id": link_id})
