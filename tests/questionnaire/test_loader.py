"""A form file becomes a model, or an error that says where and what to do (FORMS 2)."""

import hashlib
from pathlib import Path

import pytest

from screening_app.domain.ids import LinkId
from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.loader import (
    load_pathway,
    load_questionnaire,
    parse_pathway,
    parse_questionnaire,
)
from screening_app.questionnaire.model import Audience, ContentClass
from screening_app.questionnaire.outline import Outline
from tests.questionnaire.examples import FORM, GLOSSARY, PATHWAY, VIGNETTES, broken

NAME = "small.yaml"


def error(text: str) -> FormError:
    """Return the error that a form is refused with."""
    with pytest.raises(FormError) as caught:
        parse_questionnaire(text, NAME)
    return caught.value


def test_a_form_knows_its_text_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(FORM.encode())

    form = load_questionnaire(path)

    assert form.source_text == FORM
    assert form.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert form.canonical == "https://example.org/core/small|1.0.0"


def test_a_stored_text_gives_the_same_form_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(FORM.encode())
    form = load_questionnaire(path)

    assert parse_questionnaire(form.source_text, "stored") == form


def test_a_stored_text_gives_the_same_pathway_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(PATHWAY.encode())
    pathway = load_pathway(path)

    assert parse_pathway(pathway.source_text, "stored") == pathway


def test_a_named_list_stands_on_the_item_that_names_it() -> None:
    outline = Outline(parse_questionnaire(FORM, NAME))

    item = outline.by_link_id["afraid"].item
    assert [option.code for option in item.answer_option] == ["no", "yes"]
    assert item.answer_value_set == "#no-yes"


def test_content_class_and_audience_come_from_the_nearest_group_that_states_them() -> None:
    text = broken(
        FORM,
        '    contentClass: "third-person"\n',
        '    contentClass: "third-person"\n    audience: "staff"\n',
    )
    outline = Outline(parse_questionnaire(text, NAME))

    assert outline.by_link_id["child-label"].item.content_class is ContentClass.THIRD_PERSON
    assert outline.by_link_id["child-lives"].item.content_class is ContentClass.LOCATION
    assert outline.by_link_id["child-label"].item.audience is Audience.STAFF
    assert outline.by_link_id["hurt"].item.audience is Audience.PERSON


def test_an_item_in_a_repeating_group_knows_it() -> None:
    outline = Outline(parse_questionnaire(FORM, NAME))

    assert outline.by_link_id["decision"].repeating == (LinkId("child"),)
    assert outline.by_link_id["hurt"].repeating == ()


def test_a_mistake_names_file_line_link_id_and_remedy() -> None:
    text = broken(
        FORM, 'enableWhen: {question: "hurt", is: "yes"}', 'enableWhen: {question: "hrut", is: "yes"}'
    )

    refusal = error(text)

    line = text[: text.index("hrut")].count("\n") + 1
    assert (refusal.finding.line, refusal.finding.link_id) == (line, "when")
    assert refusal.describe() == (
        f"small.yaml:{line}: when: hrut is named here and does not exist. "
        "Correct the link id. [unknown-link-id]"
    )
    assert str(refusal) == "form/mistake"


def test_a_mistake_inside_a_condition_is_found_at_its_own_line() -> None:
    text = broken(
        FORM,
        '    when: {some: "child", holds: {question: "child-lives", is: "here"}}\n',
        '    when:\n      some: "child"\n      holds:\n'
        '        question: "child-lives"\n        iss: "here"\n',
    )

    findings = {finding.code: finding for finding in error(text).findings}

    assert findings["unknown-key"].line == text[: text.index("iss:")].count("\n") + 1
    assert findings["unknown-key"].link_id == "child-here"


def test_every_mistake_is_told_in_the_order_of_the_file() -> None:
    text = broken(FORM, 'type: "integer"', 'type: "number"').replace('status: "active"', 'status: "brisk"')

    refusal = error(text)

    assert [finding.code for finding in refusal.findings] == ["not-in-vocabulary", "not-in-vocabulary"]
    assert [finding.line for finding in refusal.findings] == sorted(f.line for f in refusal.findings)


def test_a_circle_is_printed_whole() -> None:
    text = FORM.replace(
        '    text: {sv: "Första frågan", en: "First question"}\n',
        '    text: {sv: "Första frågan", en: "First question"}\n'
        '    enableWhen: {question: "when", is: "now"}\n',
    )

    finding = error(text).finding

    assert finding.code == "circular-reference"
    assert "hurt → when → hurt" in finding.message or "when → hurt → when" in finding.message


def test_a_group_that_reads_its_own_child_is_a_circle() -> None:
    text = broken(
        FORM,
        '    text: {sv: "Barn", en: "Child"}\n',
        '    text: {sv: "Barn", en: "Child"}\n'
        '    enableWhen: {some: "child", holds: {question: "child-label", answered: true}}\n',
    )

    assert error(text).finding.code == "circular-reference"


def test_an_error_never_repeats_the_whole_value() -> None:
    secret = "x" * 5_000
    text = broken(FORM, 'version: "1.0.0"', f'version: "1.0.0"\n{secret}: "1"')

    assert len(error(text).describe()) < 400


def test_of_a_nested_repeating_group_every_group_must_be_named() -> None:
    text = broken(
        FORM,
        '      - linkId: "child-label"\n',
        '      - linkId: "event"\n        type: "group"\n        repeats: true\n        item:\n'
        '          - {linkId: "event-when", type: "date", text: {sv: "a", en: "b"}}\n'
        '      - linkId: "child-label"\n',
    )
    flat = broken(text, '{question: "child-lives", is: "here"}}', '{question: "event-when", answered: true}}')
    whole = broken(
        text,
        '{question: "child-lives", is: "here"}}',
        '{some: "event", holds: {question: "event-when", answered: true}}}',
    )

    assert error(flat).finding.code == "needs-every-or-some"
    assert parse_questionnaire(whole, NAME).flag[0].id == "child-here"


def test_a_step_may_not_wait_for_a_later_one() -> None:
    text = broken(
        PATHWAY, '    gate: {must: {question: "one/minutes"', '    gate: {must: {question: "two/minutes"'
    )

    with pytest.raises(FormError) as caught:
        parse_pathway(text, NAME)

    assert (caught.value.finding.code, caught.value.finding.link_id) == ("forward-reference", "two")


def test_a_definition_may_use_earlier_ones_only() -> None:
    text = broken(PATHWAY, '{score: "one/total", at-least: 2}', '{defined: "any-yes"}')

    with pytest.raises(FormError) as caught:
        parse_pathway(text, NAME)

    assert caught.value.finding.code == "unknown-definition"


def test_definitions_that_double_each_other_cost_nothing() -> None:
    lines = ['  d0: {question: "one/hurt", is: "yes"}']
    lines += [f'  d{n}: {{any: [{{defined: "d{n - 1}"}}, {{defined: "d{n - 1}"}}]}}' for n in range(1, 60)]
    text = broken(PATHWAY, "define:\n", "define:\n" + "\n".join(lines) + "\n")

    assert len(parse_pathway(text, NAME).define) == 62


@pytest.mark.parametrize("text", [PATHWAY, VIGNETTES, GLOSSARY, "add: []\n"])
def test_a_file_of_another_kind_is_said_to_be_no_form(text: str) -> None:
    with pytest.raises(FormError) as refused:
        parse_questionnaire(text, "other.yaml")

    assert refused.value.finding.code == "not-a-form"
