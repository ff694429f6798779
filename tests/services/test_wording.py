"""The owner's words stand in place of ours; what is asked, counted and flagged does not change."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from screening_app.domain.ids import LinkId
from screening_app.engine.form import compile_form
from screening_app.questionnaire.grammar import model_of
from screening_app.questionnaire.loader import load_vignettes, parse_questionnaire
from screening_app.questionnaire.model import Questionnaire
from screening_app.questionnaire.source import read_source
from screening_app.questionnaire.vignette import FormVignettes
from screening_app.questionnaire.writer import form_text
from screening_app.services.wording import (
    ADAPTED_NOTE,
    NotAnInstrument,
    OwnerMissing,
    Ownership,
    Reworded,
    Wording,
    WordingDoesNotMatch,
    reword,
)
from tests.helpers.scenario import FORMS, Scenario, form_files, form_name, shipped_form

NONE = "In no language of the form does the file have all texts, in words other than ours."
OWNER = Ownership(owner="The Owner", licence="Licence 7", date=dt.date(2026, 3, 2))
ADAPTED = [
    form_name(file)
    for file in form_files()
    if shipped_form(form_name(file)).questionnaire.provenance.wording == "adapted"
]


def stated(name: str) -> Questionnaire:
    """Return a shipped form as its file states it."""
    form, findings = model_of(Questionnaire, read_source(FORMS / f"{name}.yaml"))
    assert form is not None
    assert not findings
    return form


def official(name: str, languages: tuple[str, ...] = ("sv", "en"), *, staff: bool = False) -> Wording:
    """Return a licensed file's texts for a form."""

    def text(*parts: str) -> Mapping[str, str]:
        return {code: f"{code} official {' '.join(parts)}" for code in languages}

    form = shipped_form(name).questionnaire
    items = [item for item, _ in form.walk() if item.is_answerable]
    items = [item for item in items if staff or item.audience == form.audience]
    return Wording(
        title=text("title"),
        questions={item.link_id: text(item.link_id) for item in items},
        options={
            (item.link_id, option.code): text(item.link_id, option.code)
            for item in items
            for option in item.answer_option
        },
    )


def reworded(name: str, wording: Wording | None = None) -> Reworded:
    """Return a shipped form in its owner's words."""
    return reword(stated(name), wording or official(name), OWNER)


def differences(name: str, wording: Wording) -> tuple[str, ...]:
    """Return why a file does not match."""
    with pytest.raises(WordingDoesNotMatch) as caught:
        reworded(name, wording)
    return caught.value.differences


@pytest.mark.parametrize("name", ADAPTED)
def test_every_adapted_form_takes_its_owners_words_and_keeps_its_vignettes(name: str) -> None:
    form = parse_questionnaire(form_text(reworded(name).form), name)

    cases = load_vignettes(FORMS / f"{name}.vignettes.yaml")
    assert isinstance(cases, FormVignettes)
    before = shipped_form(name)
    after = compile_form(form)
    for case in cases.vignette:
        then, now = Scenario.of(before, case.answers), Scenario.of(after, case.answers)
        assert [(s.id, s.lowest, s.highest, s.band) for s in now.now.scores] == [
            (s.id, s.lowest, s.highest, s.band) for s in then.now.scores
        ]
        assert now.flags == then.flags
        assert [key for key in then.enabled if key != ADAPTED_NOTE] == now.enabled


def test_the_form_says_whose_words_they_are_and_since_when() -> None:
    provenance = reworded("instruments/hits").form.provenance

    assert provenance.wording == "official"
    assert (provenance.owner, provenance.licence) == ("The Owner", "Licence 7")
    assert provenance.date == dt.date(2026, 3, 2)
    assert provenance.permission == "needed"


def test_nothing_in_the_form_says_that_it_is_adapted() -> None:
    text = form_text(reworded("instruments/hits").form).lower()

    assert "adapted" not in text
    assert "anpassad" not in text


def test_a_label_of_ours_does_not_stand_beside_the_owners_question() -> None:
    form = reworded("instruments/hits").form

    assert {item.link_id for item, _ in form.walk() if item.short_text} == {"group"}


def test_a_language_that_the_file_lacks_is_no_language_of_the_form_any_more() -> None:
    made = reworded("instruments/hits", official("instruments/hits", ("sv",)))

    assert made.form.languages == ("sv",)
    assert made.lost == ("en",)
    assert made.form.title == {"sv": "sv official title"}


def test_a_language_that_the_form_lacks_is_left_out() -> None:
    made = reworded("instruments/hits", official("instruments/hits", ("sv", "en", "fi")))

    assert made.left_out == ("fi",)


def test_options_that_differ_by_question_stand_with_their_question() -> None:
    form = reworded("instruments/hits").form

    assert form.contained == ()
    assert all(item.answer_option for item, _ in form.walk() if item.type == "choice")


def test_options_that_are_the_same_for_all_stand_once() -> None:
    wording = official("instruments/hits")
    same = {(name, code): {"sv": code, "en": code} for name, code in wording.options}

    made = reworded("instruments/hits", replace(wording, options=same))

    assert len(made.form.contained) == 1


def test_options_that_become_the_same_stand_once_too() -> None:
    wording = official("instruments/wast-short")
    same = {(name, code): {"sv": code, "en": code} for name, code in wording.options}

    form = reworded("instruments/wast-short", replace(wording, options=same)).form

    assert [one.id for one in form.contained] == ["options-1"]
    assert {item.answer_value_set for item, _ in form.walk() if item.is_answerable} == {"#options-1"}


def test_what_is_missing_or_too_much_is_named_one_by_one() -> None:
    wording = official("instruments/hits")
    questions = {**wording.questions, "kicks": {"sv": "x"}}
    del questions["shouts"]
    options = {**wording.options, ("hurts", "daily"): {"sv": "x"}}
    del options["hurts", "never"]

    found = differences("instruments/hits", Wording(questions=questions, options=options))

    assert found == (
        "The file has no title for the form.",
        "hurts, option never: the file has no text for it.",
        "hurts, option daily: the form has no such option.",
        "shouts: the file has no text for it.",
        "kicks: the form has no such question.",
        "shouts: the file has options but no text for it.",
    )


def test_a_file_without_any_whole_language_is_refused() -> None:
    wording = official("instruments/hits", ("fi",))

    assert differences("instruments/hits", wording) == (NONE,)


def test_our_own_words_are_nobody_elses() -> None:
    form = shipped_form("instruments/hits").questionnaire
    items = [item for item, _ in form.walk() if item.text]
    ours = Wording(
        title={"sv": "HITS", "en": "HITS"},
        questions={item.link_id: item.text for item in items if item.text},
        options={(item.link_id, one.code): one.display for item in items for one in item.answer_option},
    )

    assert differences("instruments/hits", ours) == (NONE,)


def test_a_language_that_the_file_leaves_in_our_words_is_dropped() -> None:
    wording = official("instruments/hits")
    form = shipped_form("instruments/hits").questionnaire
    ours = {item.link_id: item.text["en"] for item, _ in form.walk() if item.text}
    half = {name: {**texts, "en": ours[LinkId(name)]} for name, texts in wording.questions.items()}

    made = reworded("instruments/hits", replace(wording, questions=half))

    assert made.form.languages == ("sv",)
    assert made.lost == ("en",)


def test_the_sentence_names_every_difference() -> None:
    with pytest.raises(WordingDoesNotMatch) as caught:
        reworded("instruments/hits", Wording(title={"sv": "x"}))

    assert "insults: the file has no text for it." in caught.value.describe().splitlines()


def test_our_own_forms_take_nobodys_words() -> None:
    with pytest.raises(NotAnInstrument):
        reworded("core/routine-enquiry")


@pytest.mark.parametrize(("owner", "licence"), [(" ", "x"), ("x", "")])
def test_words_without_owner_or_licence_are_refused(owner: str, licence: str) -> None:
    nobody = Ownership(owner=owner, licence=licence, date=dt.date(2026, 3, 2))

    with pytest.raises(OwnerMissing):
        reword(stated("instruments/hits"), official("instruments/hits"), nobody)


def test_options_that_read_the_same_are_named() -> None:
    wording = official("instruments/hark")
    (question, code), (_, other) = [
        key for key in wording.options if key[0] == next(iter(wording.questions))
    ][:2]
    same = {**wording.options, (question, other): wording.options[question, code]}

    with pytest.raises(WordingDoesNotMatch) as refused:
        reword(stated("instruments/hark"), replace(wording, options=same), OWNER)

    assert refused.value.differences == (
        f"{question}, options {code} and {other}: the file has the same text for both.",
    )


def test_a_blank_text_is_named_as_missing() -> None:
    wording = official("instruments/hark")
    question, code = next(iter(wording.options))
    blank = {**wording.options, (question, code): dict[str, str]()}

    with pytest.raises(WordingDoesNotMatch) as refused:
        reword(stated("instruments/hark"), replace(wording, options=blank), OWNER)

    assert refused.value.differences == (f"{question}, option {code}: the file has no text for it.",)
