"""A form of ours goes out as FHIR and comes back as a form that behaves the same (FORMS 6)."""

import random
from functools import cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.domain.ids import LinkId
from screening_app.engine.form import CompiledForm, compile_form
from screening_app.interop.errors import NotSayable
from screening_app.interop.exporting import export_questionnaire
from screening_app.interop.fhir.json_text import Json, Resource, write_json
from screening_app.interop.fhir.urls import HIDDEN, ITEM_WEIGHT
from screening_app.interop.importing import import_form
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.import_report import ImportedForm
from tests.engine.responses import answer_sets
from tests.helpers.oracle import Tree, tree
from tests.helpers.scenario import (
    FORMS,
    Scenario,
    band,
    choice,
    form_files,
    form_name,
    group,
    item,
    shipped_form,
    small_form,
    total,
)

NAMES = [form_name(file) for file in form_files()]
SCORED = ["instruments/hark", "instruments/hits", "instruments/e-hits", "instruments/da-5"]


@cache
def there_and_back(name: str) -> ImportedForm:
    """Return a shipped form, exported and imported again."""
    return back(shipped_form(name).questionnaire)


def back(form: Questionnaire) -> ImportedForm:
    """Return a form, exported and imported again."""
    return import_form(write_json(export_questionnaire(form)).encode(), "form.json")


@cache
def returned(name: str) -> CompiledForm:
    """Return a shipped form that was there and back, ready to run."""
    return compile_form(there_and_back(name).form)


def raw(name: str) -> Tree:
    """Return a shipped form as plain data."""
    return tree(yaml.safe_load((FORMS / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_form_of_ours_is_left_out(name: str) -> None:
    report = there_and_back(name).report

    assert report.not_evaluated == ()
    assert report.canonical == shipped_form(name).canonical


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_it_behaves_the_same_when_it_comes_back(name: str, data: st.DataObject) -> None:
    answers = data.draw(answer_sets(raw(name)))

    before = Scenario.of(shipped_form(name), answers).now
    after = Scenario.of(returned(name), answers).now

    assert [(one.key, one.enabled, one.required) for one in after.places] == [
        (one.key, one.enabled, one.required) for one in before.places
    ]
    assert after.scores == before.scores
    assert [(flag.id, flag.level, flag.action) for flag in after.flags] == [
        (flag.id, flag.level, flag.action) for flag in before.flags
    ]
    assert (after.effective, after.missing, after.hidden) == (before.effective, before.missing, before.hidden)


@pytest.mark.parametrize("name", NAMES)
def test_the_words_and_their_provenance_come_back(name: str) -> None:
    def words(form: Questionnaire) -> list[object]:
        items = [
            (one.text, one.help, one.short_text, one.content_class, one.absent) for one, _ in form.walk()
        ]
        return [form.title, form.languages, form.provenance, form.audience, form.contained, *items]

    assert words(there_and_back(name).form) == words(shipped_form(name).questionnaire)


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_back_goes_out_again_the_same(name: str) -> None:
    first = export_questionnaire(shipped_form(name).questionnaire)

    assert export_questionnaire(there_and_back(name).form) == first


@pytest.mark.parametrize("name", SCORED)
def test_weights_and_sums_are_written_for_others_too(name: str) -> None:
    text = write_json(export_questionnaire(shipped_form(name).questionnaire))

    assert ITEM_WEIGHT in text
    assert ".weight()" in text
    assert HIDDEN in text


def test_every_resource_says_that_it_is_restricted_and_about_violence() -> None:
    for name in NAMES:
        meta = export_questionnaire(shipped_form(name).questionnaire)["meta"]
        assert isinstance(meta, dict)
        labels = meta["security"]
        assert isinstance(labels, list)
        assert {label["code"] for label in labels if isinstance(label, dict)} >= {"R", "SDV"}


def test_a_sum_that_somebody_changed_in_one_place_only_is_not_believed() -> None:
    exported = export_questionnaire(shipped_form("instruments/hark").questionnaire)
    text = write_json(exported).replace(".weight().sum() + ", ".weight().sum() - ", 1)

    made = import_form(text.encode(), "form.json")

    assert made.form.score == ()
    assert "own-extension-disagrees" in {part.reason for part in made.report.not_evaluated}


def test_a_condition_that_fhir_cannot_say_is_refused_by_name() -> None:
    scored = total("a", range=[0, 1], band=[band("no", 0, 0), band("yes", 1, 1)])
    form = small_form(
        item=[choice("a"), item("b", "boolean", enableWhen={"band": "total", "is": "yes"})], score=[scored]
    )

    with pytest.raises(NotSayable) as caught:
        export_questionnaire(form.questionnaire)

    assert "b" in caught.value.describe()


CONDITIONS: list[dict[str, object]] = [
    {"question": "n", "is": 3},
    {"question": "n", "is-not": 3},
    {"question": "n", "in": [1, 2]},
    {"question": "n", "at-most": 2},
    {"question": "n", "more-than": 2},
    {"question": "d", "less-than": "2026-03"},
    {"question": "d", "is-not": "2026"},
    {"question": "x", "at-least": 1},
    {"question": "s", "is": "it's \\ so"},
    {"question": "m", "includes": ["a", "b"]},
    {"question": "m", "is-not": "a"},
    {"question": "c", "absent": ["declined", "unknown"]},
    {"question": "c", "recorded": True},
    {"question": "c", "answered": False},
    {"not": {"question": "c", "is": "yes"}},
    {
        "all": [
            {"question": "b", "is": True},
            {"any": [{"question": "n", "is": 1}, {"question": "c", "is": "no"}]},
        ]
    },
    {"some": "g", "holds": {"question": "k", "is": "yes"}},
    {"every": "g", "holds": {"not": {"question": "k", "is": "yes"}}},
    {"score": "total", "at-least": 1},
    {"score": "total", "less-than": 2},
]


def conditional(condition: dict[str, object]) -> CompiledForm:
    """Return a form of all types with one item under a condition."""
    return small_form(
        item=[
            choice("c"),
            choice("e", "no=0", "yes=2"),
            choice("m", "a", "b", "z", repeats=True),
            item("b", "boolean"),
            item("n", "integer", minValue=0, maxValue=3),
            item("x", "decimal"),
            item("d", "date"),
            item("s", "string"),
            group("g", choice("k"), repeats=True),
            item("last", "boolean", enableWhen=condition),
        ],
        score=[total("c", "e", range=[0, 3])],
    )


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_condition_means_the_same_when_it_comes_back(condition: dict[str, object]) -> None:
    form = conditional(condition)
    made = back(form.questionnaire)
    again = compile_form(made.form)
    dice = random.Random(4)  # noqa: S311 (the same every time)

    assert made.report.not_evaluated == ()
    seen = set()
    for _ in range(150):
        answers = drawn(dice)
        seen.add(asked(form, answers))
        assert asked(again, answers) is asked(form, answers), answers
    assert seen == {True, False}


def asked(form: CompiledForm, answers: dict[str, object]) -> bool:
    """Return whether the last item is asked."""
    places = Scenario.of(form, answers).now.places
    return next(place.enabled for place in places if place.key.link_id == LinkId("last"))


def drawn(dice: random.Random) -> dict[str, object]:
    """Return some answers."""
    absent = [{"absent": "declined"}, {"absent": "not-applicable"}, {"absent": "unknown"}]
    kinds: dict[str, list[object]] = {
        "c": ["no", "yes", *absent],
        "e": ["no", "yes", *absent],
        "m": [["a"], ["b"], ["a", "b"], ["z"]],
        "b": [True, False],
        "n": [0, 1, 2, 3],
        "x": [0, 1, 2.5],
        "d": ["2026", "2026-03", "2026-02-01", "2025"],
        "s": ["it's \\ so", "other"],
        "g": [[], [{"k": "yes"}], [{"k": "no"}, {"k": "yes"}], [{}]],
    }
    return {name: dice.choice(values) for name, values in kinds.items() if dice.random() < 0.7}


def items_of(exported: Resource) -> list[Json]:
    """Return the items of a resource."""
    found = exported["item"]
    assert isinstance(found, list)
    return found
