"""The forms that ship keep every rule, and hold together as one country (FORMS 2 to 7)."""

import re
import time
from pathlib import Path

import pytest

from screening_app.domain.answers import Answer
from screening_app.engine.constraints import answer_breaches
from screening_app.questionnaire.conditions import asked, group_of
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.linter import check
from screening_app.questionnaire.loader import load_vignettes
from screening_app.questionnaire.model import ContentClass, Questionnaire
from screening_app.questionnaire.outline import Outline
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.questionnaire.pathway import Pathway
from screening_app.questionnaire.predicate import Every, QuestionIs, Some
from tests.helpers.surroundings import CHECKOUT

FORMS = CHECKOUT / "forms"
LIBRARY = FileFormLibrary(FORMS)
DECISION = "w6-children/report-decision"


@pytest.fixture(scope="module")
def pathway() -> Pathway:
    """Return the Swedish health pathway."""
    return LIBRARY.find_pathway("pathway-health")


@pytest.fixture(scope="module")
def referral() -> DocumentType:
    """Return D-2."""
    return LIBRARY.packs("se").documents.document("referral-social-services")


def forms_of(pathway: Pathway) -> dict[str, Questionnaire]:
    """Return the form of each step that has one."""
    return {s.id: LIBRARY.questionnaire(s.questionnaire) for s in pathway.step if s.questionnaire}


def test_no_shipped_file_breaks_a_rule() -> None:
    assert [str(finding) for finding in check([FORMS])] == []


def test_every_form_and_pathway_opens_by_its_canonical() -> None:
    for canonical in LIBRARY.canonicals():
        assert LIBRARY.form(canonical).canonical == canonical


@pytest.mark.parametrize("path", sorted(FORMS.rglob("*.vignettes.yaml")), ids=lambda path: path.name)
def test_every_vignette_file_opens_and_stands_beside_its_form(path: Path) -> None:
    assert load_vignettes(path).vignette
    assert path.with_name(path.name.replace(".vignettes", "")).is_file()


def test_the_health_pathway_with_all_its_forms_opens_quickly() -> None:
    begun = time.process_time()
    library = FileFormLibrary(FORMS)
    library.packs("se")
    for step in library.find_pathway("pathway-health").step:
        if step.questionnaire is not None:
            library.questionnaire(step.questionnaire)

    assert time.process_time() - begun < 1.5


def test_nothing_is_reviewed_before_somebody_has_signed() -> None:
    assert not LIBRARY.packs("se").is_reviewed


def test_every_adapted_form_waits_for_permission() -> None:
    forms = [LIBRARY.form(canonical) for canonical in LIBRARY.canonicals()]

    assert {form.provenance.permission for form in forms if form.provenance.wording == "adapted"} == {
        "needed"
    }


@pytest.mark.parametrize("rule", ["child-decided", "child-reason"])
def test_closing_decides_about_every_child(pathway: Pathway, rule: str) -> None:
    closing = next(closing for closing in pathway.closing if closing.id == rule)
    parts = list(asked(closing.must, ()))

    assert {group_of(p.leaf) for p in parts if isinstance(p.leaf, Every)} == {"w6-children/child"}
    assert closing.names == "w6-children/child-label"
    reads = {p.leaf.question for p in parts if isinstance(p.leaf, QuestionIs) and p.opened}
    assert DECISION in reads


def test_closing_with_a_yes_to_children_needs_at_least_one_child(pathway: Pathway) -> None:
    closing = next(closing for closing in pathway.closing if closing.id == "child-decided")

    assert any(isinstance(part.leaf, Some) for part in asked(closing.must, ()))


def test_a_child_is_decided_once_and_no_answer_about_it_may_be_left_to_declining(pathway: Pathway) -> None:
    item = Outline(forms_of(pathway)["w6-children"]).by_link_id["report-decision"].item

    assert item.required
    assert item.absent == ()


def test_every_field_of_the_referral_is_filled_by_data(referral: DocumentType) -> None:
    assert all(field.from_ for _, field in referral.fields())


def test_location_stands_in_the_referral_only_where_it_is_opened(referral: DocumentType) -> None:
    assert ContentClass.LOCATION not in referral.allowed_class
    assert ContentClass.LOCATION in referral.opened_class
    opened = {a for _, f in referral.fields() if f.content_class is ContentClass.LOCATION for a in f.from_}
    assert opened == {f"w6-children/{name}" for name in ("child-lives", "child-now", "child-school")}


def test_the_authority_that_got_a_report_is_no_place_where_anybody_is(pathway: Pathway) -> None:
    item = Outline(forms_of(pathway)["w6-children"]).by_link_id["report-recipient"].item

    assert item.content_class is ContentClass.ORDINARY


@pytest.mark.parametrize("time", ["14.30", "9:05", "00:00", "23:59"])
def test_the_time_of_an_examination_is_taken_as_people_write_it(pathway: Pathway, time: str) -> None:
    assert list(breaches_of_the_time(pathway, time)) == []


@pytest.mark.parametrize("time", ["99:99", "24:00", "12:60", "1430", "kl 14", "14.3"])
def test_what_is_no_time_of_day_is_no_time_of_an_examination(pathway: Pathway, time: str) -> None:
    assert "answer/wrong-format" in breaches_of_the_time(pathway, time)


def breaches_of_the_time(pathway: Pathway, time: str) -> list[str]:
    """Return what keeps a text from standing as the time of the examination."""
    item = Outline(forms_of(pathway)["w8-injuries"]).by_link_id["exam-time"].item
    assert item.help
    answer = Answer(values=(time,))
    return [code for code, _params in answer_breaches(item, answer, re.compile(item.regex or ""))]


def test_the_whole_contact_agreement_stands_on_its_own_page_and_nowhere_else(
    pathway: Pathway, referral: DocumentType
) -> None:
    form = forms_of(pathway)["w11-contact"]
    agreed = {f"w11-contact/{item.link_id}" for item, _ in form.walk() if item.is_answerable}
    own = {a for section, f in referral.fields() if section.own_page for a in f.from_}
    elsewhere = {a for section, f in referral.fields() if not section.own_page for a in f.from_}

    assert agreed - own == {"w11-contact/you-reach-us"}
    assert not {a for a in elsewhere if a.startswith("w11-contact/")}


def test_what_is_dangerous_if_disclosed_and_the_plan_never_reach_the_referral(
    pathway: Pathway, referral: DocumentType
) -> None:
    addresses = {address for _, field in referral.fields() for address in field.from_}
    dangerous = {
        f"{step}/{item.link_id}"
        for step, form in forms_of(pathway).items()
        for item, _ in form.walk()
        if item.content_class is ContentClass.DANGER_IF_DISCLOSED
    }

    assert dangerous
    assert addresses.isdisjoint(dangerous)
    assert not {address for address in addresses if address.startswith("w9-plan/")}
