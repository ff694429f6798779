"""What differs between two versions of a pathway is said."""

import pytest

from screening_app.questionnaire.condition_words import items_of
from screening_app.questionnaire.loader import parse_pathway, parse_questionnaire
from screening_app.questionnaire.versions.difference import Difference, Effect
from screening_app.questionnaire.versions.route import items_at, pathway_differences
from tests.questionnaire.examples import FORM, PATHWAY, broken

LATER = 'follow-up:\n  - {id: "later", kind: "plan", when: {question: "one/afraid", is: "yes"}, days: 7}\n'


def differences(new: str) -> dict[tuple[str, str], Difference]:
    """Return what differs from the example, by place and aspect."""
    before, after = parse_pathway(PATHWAY, "old.yaml"), parse_pathway(new, "new.yaml")
    form = parse_questionnaire(FORM, "small.yaml")
    find = items_at(after, {form.canonical: items_of(form)})
    return {(one.place, one.aspect): one for one in pathway_differences(before, after, find, find)}


def test_a_pathway_does_not_differ_from_itself() -> None:
    assert differences(PATHWAY) == {}


@pytest.mark.parametrize(
    ("old", "new", "place", "aspect"),
    [
        ('version: "1.2.0"', 'version: "1.3.0"', "", "version"),
        ('regime: ["HSL_PUBLIC"]', 'regime: ["HSL_PRIVATE"]', "", "regime"),
        ('{score: "one/total", at-least: 2}', '{score: "one/total", at-least: 1}', "hurt", "when"),
        ('regime: ["HSL_PUBLIC"]', 'regime: ["HSL_PUBLIC"]\ncountry: "se"', "", "country"),
        ("\nclosing:", '\nconsents: {defined: "hurt"}\nclosing:', "", "when"),
        ("\nclosing:", f"\n{LATER}closing:", "later", "when"),
        (
            "\nclosing:",
            '\ninterruption: {question: "one/afraid", code: "yes"}\nclosing:',
            "",
            "interruption",
        ),
        ('basis: "test"', 'basis: "trial"', "", "provenance.basis"),
        ('title: {sv: "Ett", en: "One"}', 'title: {sv: "Ett", en: "Once"}', "one", "title.en"),
        ("optional: true", "optional: false", "paper", "optional"),
        ("    switchable: true\n", "", "paper", "switchable"),
        ('panel: "document"', 'panel: "inform"', "paper", "content"),
        ('question: "one/minutes", answered: true', 'question: "one/minutes", is: 5', "two", "when"),
        ('else: "no"', 'else: "yes"', "two", "gate.else"),
        ('reason: "one/afraid"', 'reason: "one/hurt"', "yes", "outcome.reason"),
        ('is: "none-reported"', 'is: "positive"', "no", "when"),
        ('outcome: ["yes"]', 'outcome: ["no"]', "decided", "closing.outcome"),
        ('en: "A decision is missing', 'en: "The decision is missing', "decided", "closing.text.en"),
    ],
)
def test_each_change_is_said(old: str, new: str, place: str, aspect: str) -> None:
    found = differences(broken(PATHWAY, old, new))

    assert (place, aspect) in found
    assert found[place, aspect].sentence.endswith(".")


def test_conditions_are_said_in_the_words_of_the_forms() -> None:
    found = differences(
        broken(PATHWAY, 'question: "one/minutes", answered: true', 'question: "one/hurt", is: "no"')
    )

    assert found["two", "when"].before == "“How many minutes?” has a value"
    assert found["two", "when"].after == "“First question” is “No”"


def test_a_step_that_is_gone_touches_drafts_and_a_new_one_asks_for_more() -> None:
    paper = PATHWAY[PATHWAY.index('  - id: "paper"\n') : PATHWAY.index("outcome:\n")]
    without = PATHWAY.replace(paper, "")
    gone = differences(without)["paper", "step"]
    more = differences(PATHWAY.replace(paper, paper + paper.replace('"paper"', '"sheet"')))["sheet", "step"]

    assert gone.effects == {Effect.DRAFTS}
    assert more.effects == {Effect.ASKS}


def test_outcomes_and_duties_that_come_and_go_are_said() -> None:
    closing = PATHWAY[PATHWAY.index("closing:\n") :]
    line = '  - {id: "no", when: {band: "one/total", is: "none-reported"}, text: {sv: "Nej", en: "No"}}\n'
    more = PATHWAY.replace(line, line + line.replace('"no"', '"never"'))

    assert differences(PATHWAY.replace(closing, ""))["decided", "when"].kind.value == "gone"
    assert differences(more)["never", "when"].kind.value == "new"
    assert ("", "outcome.order") not in differences(more)


def test_what_is_defined_is_what_outcomes_rest_on() -> None:
    found = differences(
        broken(PATHWAY, '{score: "one/total", at-least: 2}', '{score: "one/total", at-least: 1}')
    )

    assert found["hurt", "when"].effects == {Effect.ASKS, Effect.SCORES}


def test_another_form_in_a_step_is_for_a_person_to_judge_unless_the_forms_are_compared_too() -> None:
    new = parse_pathway(PATHWAY.replace("core/small|1.0.0", "core/small|1.1.0"), "new.yaml")
    old = parse_pathway(PATHWAY, "old.yaml")

    alone = {one.place: one.effects for one in pathway_differences(old, new)}
    together = {one.place: one.effects for one in pathway_differences(old, new, with_forms=True)}

    assert alone == {"one": {Effect.DRAFTS, Effect.JUDGE}, "two": {Effect.DRAFTS, Effect.JUDGE}}
    assert together == {"one": {Effect.DRAFTS}, "two": {Effect.DRAFTS}}


@pytest.mark.parametrize(
    ("old", "new", "aspect"),
    [
        ('kind: "plan"', 'kind: "contact"', "follow-up.kind"),
        ("days: 7", "days: 8", "follow-up.days"),
        ("days: 7", "days: 7, latest: 9", "follow-up.latest"),
        ("days: 7", 'days: 7, each: "two/child"', "follow-up.each"),
        ("days: 7", 'from: "one/minutes"', "follow-up.from"),
        ('is: "yes"}, days', 'is: "no"}, days', "when"),
    ],
)
def test_each_change_of_what_is_left_to_be_done_is_said(old: str, new: str, aspect: str) -> None:
    with_it = PATHWAY.replace("closing:", f"{LATER}closing:")
    before = parse_pathway(with_it, "old.yaml")
    after = parse_pathway(with_it.replace(LATER, broken(LATER, old, new)), "new.yaml")

    found = {(one.place, one.aspect) for one in pathway_differences(before, after)}

    assert ("later", aspect) in found
