"""A pathway on paper, blank: every question and option of its forms, its stops, and nothing of any person."""

import json
from pathlib import Path

import pytest

from screening_app.documents.referral import ReferralPdf
from screening_app.domain.access import Regime
from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import Canonical
from screening_app.domain.person import CaseKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.model import Item
from screening_app.services.begin import pathways_allowed
from screening_app.services.blank_guide import make_blank_guide
from screening_app.services.on_paper import Paper
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.documents.reading import FONTS, structure_of
from tests.gui.shell.desk import NAME, tables
from tests.gui.shell.test_duties import UNITS
from tests.helpers import fakes
from tests.helpers.verapdf import validate_all

RENDER = ReferralPdf(FONTS)
HEALTH = Canonical("https://samtalsstod.example/se/pathway-health|1.0.0")


@pytest.fixture(scope="module")
def library() -> FileFormLibrary:
    """Return the forms that ship."""
    return FileFormLibrary(shipped_folder("forms"))


@pytest.fixture
def desk(library: FileFormLibrary) -> Session:
    """Return a session with a person whose name may not appear."""
    session = fakes.session(library)
    register_person(session, NewPerson(kind=CaseKind.IDENTIFIED, name=NAME))
    return session


def said(paper: Paper) -> str:
    """Return every word of it, in reading order."""
    return "".join(structure_of(paper.pdf).words().split())


def asked(items: tuple[Item, ...]) -> list[Item]:
    """Return every item that a person or staff see."""
    return [one for item in items for one in (item, *asked(item.item)) if one.text and not one.read_only]


@pytest.mark.parametrize(("regime", "country"), UNITS)
def test_every_question_and_every_option_stands_on_the_paper(
    library: FileFormLibrary, regime: Regime, country: str
) -> None:
    session = fakes.session(library, regime=regime, country=country)
    language = library.packs(country).documents.record_language
    for choice in pathways_allowed(session):
        words = said(make_blank_guide(session, choice.canonical, render=RENDER))
        for step in library.pathway(choice.canonical).step:
            form = library.questionnaire(step.questionnaire) if step.questionnaire else None
            for item in asked(form.item) if form else []:
                assert "".join((item.text or {})[language].split()) in words, item.link_id
                for option in item.answer_option:
                    assert "".join(option.display[language].split()) in words, option.code


def test_the_stop_stands_at_every_step_with_a_gate(desk: Session) -> None:
    paper = make_blank_guide(desk, HEALTH, render=RENDER)

    gated = [
        section.heading
        for section in paper.sheet.sections
        if any(line.text.startswith("Stopp:") for row in section.rows for line in row.lines)
    ]
    steps = {step.title["sv"]: step for step in desk.forms.pathway(HEALTH).step}
    assert gated
    assert all(steps[heading].gate is not None for heading in gated)


def test_what_is_asked_only_after_some_answers_says_so(desk: Session) -> None:
    paper = make_blank_guide(desk, HEALTH, render=RENDER)

    (section,) = [one for one in paper.sheet.sections if one.heading == "Är det läge att fråga?"]
    lines = [row.lines[0].text for row in section.rows]
    assert "(Bara om svaren hittills leder hit.) Vem följde med (namn och relation)?" in lines
    assert "Finns det barn i rummet?" in lines


def test_it_holds_nothing_of_any_person_and_the_emergency_number(desk: Session) -> None:
    words = said(make_blank_guide(desk, HEALTH, render=RENDER))

    assert "".join(NAME.split()) not in words
    assert "ring112" in words


def test_it_is_on_record_and_its_name_is_neutral(desk: Session, library: FileFormLibrary) -> None:
    paper = make_blank_guide(desk, HEALTH, render=RENDER)

    decided, rendered = tables(desk).audit[-2:]
    assert (decided.action, rendered.action) == (AuditAction.DOCUMENT_DECIDED, AuditAction.DOCUMENT_RENDERED)
    assert json.loads(decided.body or "")["kind"] == "blank-guide"
    assert library.packs("se").forbidden.found_in(paper.file_name, "sv", "file-name") == ()


def test_every_box_to_tick_is_empty(desk: Session) -> None:
    paper = make_blank_guide(desk, HEALTH, render=RENDER)

    assert "■" not in said(paper)
    assert said(paper).count("□") > 100


def test_verapdf_finds_nothing_wrong(desk: Session, tmp_path: Path) -> None:
    path = tmp_path / "guide.pdf"
    path.write_bytes(make_blank_guide(desk, HEALTH, render=RENDER).pdf)

    assert validate_all([path])[path]["ua1"] == []
