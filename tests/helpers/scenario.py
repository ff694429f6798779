"""A response without a screen: answer, add, remove, and look at what follows."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey, Answers, Value
from screening_app.domain.events import Change, EventKind, fold
from screening_app.domain.ids import Canonical, LinkId
from screening_app.domain.result import Flag, Score
from screening_app.engine.answer_sets import read_changes
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.evaluation import Evaluation, evaluate
from screening_app.engine.explanation import points
from screening_app.engine.form import CompiledForm, compile_form
from screening_app.engine.pathway import CompiledPathway, compile_pathway
from screening_app.questionnaire.loader import load_pathway, load_questionnaire
from screening_app.questionnaire.model import Questionnaire

FORMS = Path(__file__).parents[2] / "forms"
TODAY = dt.date(2026, 3, 2)
_BESIDE = (".vignettes",)


def form_files() -> list[Path]:
    """Return every questionnaire file that ships."""
    files = [*(FORMS / "core").glob("*.yaml"), *(FORMS / "instruments").glob("*.yaml")]
    others = ("pathway", "over-time")
    forms = (file for file in files if not any(word in file.stem for word in others))
    return sorted(file for file in forms if not file.stem.endswith(_BESIDE))


def pathway_files() -> list[Path]:
    """Return every pathway file that ships."""
    return sorted(file for file in FORMS.rglob("*pathway*.yaml") if not file.stem.endswith(_BESIDE))


def form_name(file: Path) -> str:
    """Return a short name for a test, such as ``core/hits``."""
    return file.relative_to(FORMS).with_suffix("").as_posix()


@cache
def shipped_form(name: str) -> CompiledForm:
    """Return a shipped form, such as ``core/children``, ready to run."""
    return compile_form(load_questionnaire(FORMS / f"{name}.yaml"))


@cache
def shipped_forms() -> Mapping[Canonical, CompiledForm]:
    """Return every shipped form, ready to run."""
    forms = [shipped_form(form_name(file)) for file in form_files()]
    return {form.canonical: form for form in forms}


@cache
def shipped_pathway(name: str) -> CompiledPathway:
    """Return a shipped pathway, such as ``se/pathway-health``, ready to run."""
    return compile_pathway(load_pathway(FORMS / f"{name}.yaml"), shipped_forms())


def small_form(**body: object) -> CompiledForm:
    """Return a form of these keys (``item``, ``score``, ``flag`` …), the rest filled in."""
    whole = {
        "url": "https://example.org/small",
        "version": "1.0.0",
        "status": "active",
        "title": {"en": "Small"},
        "languages": ["en"],
        "provenance": {
            "wording": "own",
            "scoring": "own",
            "basis": "a test",
            "owner": None,
            "licence": "own text",
            "permission": "not-needed",
            "citation": None,
        },
        "audience": "person",
        **body,
    }
    return compile_form(Questionnaire.model_validate(whole))


def choice(link_id: str, *codes: str, **more: object) -> dict[str, object]:
    """Return a choice item; a code may carry its weight: ``yes=1``."""
    options = []
    for code in codes or ("no=0", "yes=1"):
        name, _, weight = code.partition("=")
        option: dict[str, object] = {"code": name, "display": {"en": name}}
        options.append({**option, "itemWeight": Decimal(weight)} if weight else option)
    return {
        "linkId": link_id,
        "type": "choice",
        "text": {"en": link_id},
        "answerOption": options,
        "absent": [reason.value for reason in AbsentReason],
        "contentClass": "statement",
        **more,
    }


def item(link_id: str, kind: str, **more: object) -> dict[str, object]:
    """Return an item of another type."""
    return {
        "linkId": link_id,
        "type": kind,
        "text": {"en": link_id},
        "contentClass": "statement",
        **more,
    }


def group(link_id: str, *items: Mapping[str, object], **more: object) -> dict[str, object]:
    """Return a group of items."""
    return {"linkId": link_id, "type": "group", "text": {"en": link_id}, "item": list(items), **more}


def total(*link_ids: str, **more: object) -> dict[str, object]:
    """Return a score over these items."""
    return {"id": "total", "sum": list(link_ids), "range": [0, 100], **more}


def band(name: str, low: int, high: int) -> dict[str, object]:
    """Return a band of a score."""
    return {"id": name, "from": low, "to": high, "text": {"en": name}}


def flag(name: str, when: object, **more: object) -> dict[str, object]:
    """Return a flag rule."""
    return {"id": name, "when": when, "level": "same-day", "text": {"en": name}, "action": [], **more}


class Scenario:
    """One response, changed step by step; every look evaluates from scratch."""

    def __init__(
        self, form: CompiledForm, *, age: int | None = None, prior: Mapping[Canonical, Answers] | None = None
    ) -> None:
        self.form = form
        self.answers = Answers()
        self.circumstances = Circumstances(TODAY, age, prior or {})

    @classmethod
    def of(cls, form: CompiledForm, answers: Mapping[str, object], *, age: int | None = None) -> "Scenario":
        """Return the response that a set of answers makes, as vignettes hold them."""
        return cls(form, age=age).apply(read_changes(form, answers))

    def apply(self, changes: Iterable[Change]) -> "Scenario":
        """Make these changes."""
        self.answers = fold(changes, self.answers)
        return self

    def answer(self, key: str, *values: Value) -> "Scenario":
        """Answer at ``linkId`` or ``linkId@1.2``."""
        change = Change(kind=EventKind.ANSWERED, key=AnswerKey.parse(key), answer=Answer(values))
        return self.apply([change])

    def absent(self, key: str, reason: AbsentReason = AbsentReason.DECLINED) -> "Scenario":
        """Record why there is no answer."""
        answer = Answer(absent=reason)
        return self.apply([Change(kind=EventKind.ANSWERED, key=AnswerKey.parse(key), answer=answer)])

    def clear(self, key: str) -> "Scenario":
        """Take an answer back."""
        return self.apply([Change(kind=EventKind.CLEARED, key=AnswerKey.parse(key))])

    def add(self, key: str) -> "Scenario":
        """Add an instance, such as ``child@1``."""
        return self.apply([Change(kind=EventKind.INSTANCE_ADDED, key=AnswerKey.parse(key))])

    def remove(self, key: str) -> "Scenario":
        """Remove an instance."""
        return self.apply([Change(kind=EventKind.INSTANCE_REMOVED, key=AnswerKey.parse(key))])

    def without(self, keys: Iterable[AnswerKey]) -> "Scenario":
        """Return another response without what was given at these places."""
        other = Scenario(self.form)
        other.circumstances = self.circumstances
        gone = set(keys)
        given = {key: answer for key, answer in self.answers.given.items() if key not in gone}
        other.answers = replace(self.answers, given=given)
        return other

    @property
    def now(self) -> Evaluation:
        """Return what the answers mean."""
        return evaluate(self.form, self.answers, self.circumstances)

    @property
    def enabled(self) -> list[str]:
        """Return the enabled places."""
        return [str(place.key) for place in self.now.places if place.enabled]

    @property
    def missing(self) -> list[str]:
        """Return the required places that lack an answer."""
        return [str(key) for key in self.now.missing]

    def score(self, name: str = "total") -> Score:
        """Return a score."""
        return next(score for score in self.now.scores if score.id == name)

    def result(self, name: str = "total") -> tuple[int | str, int | str, str | None]:
        """Return lowest, highest and band of a score, whole points as whole numbers."""
        score = self.score(name)
        return points(score.lowest), points(score.highest), score.band

    @property
    def flags(self) -> list[str]:
        """Return the flags raised."""
        return [flag.id for flag in self.now.flags]

    def flag(self, name: str) -> Flag:
        """Return a flag that is raised."""
        return next(flag for flag in self.now.flags if flag.id == name)


def link(link_id: str) -> AnswerKey:
    """Return the key of a place outside repeating groups."""
    return AnswerKey(LinkId(link_id))
