"""``forms check``: the linter's rules, and every vignette run through the engine (FORMS 4, 5)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import fold
from screening_app.domain.ids import Canonical, StepId
from screening_app.domain.result import Score
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation, evaluate
from screening_app.engine.form import CompiledForm, compile_form
from screening_app.engine.pathway import CompiledPathway, PathwayState, compile_pathway, evaluate_pathway
from screening_app.engine.signs import CompiledRules
from screening_app.questionnaire.errors import Finding, FormNotFound
from screening_app.questionnaire.lint.corpus import Corpus
from screening_app.questionnaire.linter import lint
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.over_time import OverTimeVignette, OverTimeVignettes, RulesOverTime
from screening_app.questionnaire.source import Source
from screening_app.questionnaire.vignette import (
    ExpectedScore,
    FormVignette,
    FormVignettes,
    PathwayExpectation,
    PathwayVignette,
    PathwayVignettes,
)
from screening_app.services.over_time_check import expected_and_found, look_at
from screening_app.services.ports import Clock
from screening_app.services.vignette_words import ANSWERS, differing_in_words

Facts = dict[str, object]
Vignettes = FormVignettes | PathwayVignettes | OverTimeVignettes
Vignette = FormVignette | PathwayVignette | OverTimeVignette


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found.

    Attributes:
        vignettes: How many were run; those of a file with findings are not.
    """

    files: int
    vignettes: int
    findings: tuple[Finding, ...]


def check_forms(
    paths: Iterable[Path], clock: Clock, *, alone: bool = False, shipped: Path | None = None
) -> CheckReport:
    """Return what is wrong with form files, and vignettes that come out differently.

    Args:
        alone: Look into no other file than these.
        shipped: Folder of the forms that ship, for the check of a unit's own.

    Raises:
        FormFileUnreadable: If a path does not exist or the disk does not give it.
    """
    linted = lint(paths, alone=alone, shipped=shipped)
    runner = _Runner(linted.corpus, Circumstances(today=clock.now().astimezone().date()))
    count, findings = 0, list(linted.findings)
    broken = {finding.file for finding in findings}
    for path in linted.paths:
        file = linted.corpus.files[path]
        if not isinstance(file.model, Vignettes) or file.source is None:
            continue
        if broken and not _stands(file.model, path, linted.corpus, broken):
            continue
        vignettes: tuple[Vignette, ...] = file.model.vignette
        for index, vignette in enumerate(vignettes):
            count += 1
            difference = runner.difference(file.model, vignette)
            if difference is not None:
                findings.append(_finding(file.source, index, *difference))
    return CheckReport(files=len(linted.paths), vignettes=count, findings=tuple(findings))


def _stands(vignettes: Vignettes, path: Path, corpus: Corpus, broken: set[str]) -> bool:
    """Tell whether vignettes of a form can be run although something is wrong in other files."""
    if not isinstance(vignettes, FormVignettes) or str(path) in broken:
        return False
    return any(
        isinstance(file.model, Questionnaire)
        and file.model.canonical == vignettes.questionnaire
        and str(other) not in broken
        for other, file in corpus.files.items()
    )


def _finding(source: Source, index: int, expected: str, found: str) -> Finding:
    said = source.finding("vignette-differs", ("vignette", index))
    # What differs is said whole: ids and numbers of the form, and no text of it.
    return replace(said, params=(("expected", expected), ("found", found)))


class _Forms(Mapping[Canonical, CompiledForm]):
    """The forms of a corpus, compiled when they are asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._compiled: dict[Canonical, CompiledForm] = {}

    def __getitem__(self, canonical: Canonical) -> CompiledForm:
        if canonical not in self._compiled:
            outline = self._corpus.outline(canonical)
            if outline is None:
                raise KeyError(canonical)
            self._compiled[canonical] = compile_form(outline.form)
        return self._compiled[canonical]

    def __iter__(self) -> Iterator[Canonical]:
        return (form.canonical for form in self._corpus.everywhere(Questionnaire))

    def __len__(self) -> int:
        return len(set(self))


class _Runner:
    """Runs vignettes; compiles each form and pathway once."""

    def __init__(self, corpus: Corpus, circumstances: Circumstances) -> None:
        self._corpus = corpus
        self._circumstances = circumstances
        self._forms = _Forms(corpus)
        self._pathways: dict[Canonical, CompiledPathway] = {}
        self._rules: CompiledRules | None = None
        self._scores: dict[str, Score] = {}

    def difference(self, vignettes: Vignettes, vignette: Vignette) -> tuple[str, str] | None:
        """Return what was expected and what came out, in words, where they differ; else ``None``."""
        self._scores = {}
        try:
            if isinstance(vignettes, FormVignettes) and isinstance(vignette, FormVignette):
                pair = self._form(self._forms[vignettes.questionnaire], vignette)
            elif isinstance(vignettes, PathwayVignettes) and isinstance(vignette, PathwayVignette):
                pair = self._pathway(vignettes.pathway, vignette)
            elif isinstance(vignettes, OverTimeVignettes) and isinstance(vignette, OverTimeVignette):
                pair = self._over_time(vignettes.over_time, vignette)
            else:
                return None
        except ScreeningAppError as error:
            pair = {ANSWERS: ""}, {ANSWERS: error.describe()}
        return differing_in_words(*pair, self._scores)

    def _form(self, form: CompiledForm, vignette: FormVignette) -> tuple[Facts, Facts]:
        evaluation = self._evaluation(form, vignette.answers, self._circumstances)
        self._scores = {score.id: score for score in evaluation.scores}
        expect = vignette.expect
        expected: Facts = {"score": _stated(expect.score), "flag": sorted(expect.flag)}
        found: Facts = {
            "score": dict(_computed(evaluation)),
            "flag": sorted(flag.id for flag in evaluation.flags),
        }
        return expected, found

    def _over_time(self, version: str, vignette: OverTimeVignette) -> tuple[Facts, Facts]:
        rules = next(one for one in self._corpus.everywhere(RulesOverTime) if one.version == version)
        if self._rules is None or self._rules.rules is not rules:
            self._rules = CompiledRules(rules)
        expected, found = expected_and_found(vignette, look_at(self._rules, vignette, self._forms))
        return {"notice": expected}, {"notice": found}

    def _pathway(self, canonical: Canonical, vignette: PathwayVignette) -> tuple[Facts, Facts]:
        pathway = self._corpus.pathway(canonical)
        if pathway is None:
            raise FormNotFound(name=canonical)
        if canonical not in self._pathways:
            self._pathways[canonical] = compile_pathway(pathway, self._forms)
        compiled = self._pathways[canonical]
        circumstances = Circumstances(today=self._circumstances.today, age=vignette.age)
        evaluations = {
            step: self._evaluation(compiled.forms_by_step[step], answers, circumstances)
            for step, answers in vignette.answers.items()
        }
        state = evaluate_pathway(compiled, evaluations, circumstances)
        found = _route_found(state)
        scores = {
            f"{step}/{name}": points for step, one in evaluations.items() for name, points in _computed(one)
        }
        self._scores = {f"{step}/{one.id}": one for step, part in evaluations.items() for one in part.scores}
        found["score"] = {address: scores.get(address) for address in vignette.expect.score}
        expected = _route_expected(vignette.expect)
        if vignette.expect.flag is not None:
            steps = {address.partition("/")[0] for address in vignette.expect.flag}
            raised = [(step, flag.id) for step in steps for flag in evaluations[StepId(step)].flags]
            expected["flag"] = sorted(vignette.expect.flag)
            found["flag"] = sorted(f"{step}/{flag}" for step, flag in raised)
        return expected, found

    def _evaluation(
        self, form: CompiledForm, answers: Mapping[str, object], circumstances: Circumstances
    ) -> Evaluation:
        return evaluate(form, fold(read_changes(form, answers)), circumstances)


def _stated(scores: Mapping[str, ExpectedScore]) -> dict[str, object]:
    return {name: (score.lowest, score.highest, score.band) for name, score in scores.items()}


def _computed(evaluation: Evaluation) -> Iterator[tuple[str, object]]:
    for score in evaluation.scores:
        yield score.id, (score.lowest, score.highest, score.band)


def _route_expected(expect: PathwayExpectation) -> Facts:
    return {
        "outcome": expect.outcome,
        "reason": expect.reason,
        "step": list(expect.step),
        "gate": list(expect.gate),
        "unfinished": list(expect.closing.step),
        "need": [(need.id, need.names) for need in expect.closing.need],
        "close": expect.close,
        "score": _stated(expect.score),
    }


def _route_found(state: PathwayState) -> Facts:
    return {
        "outcome": state.outcome.id if state.outcome else None,
        "reason": state.outcome.reason if state.outcome else None,
        "step": [step.step.id for step in state.steps if step.reachable],
        "gate": list(state.gate_refusals),
        "unfinished": list(state.unfinished),
        "need": [(need.id, need.names) for need in state.needs],
        "close": state.can_close,
    }
