"""D-12: the unit's routine as a tagged paper without any person, on record before its bytes leave (L-25)."""

import hashlib
import json
from pathlib import Path

import pytest

from screening_app.documents.referral import ReferralPdf
from screening_app.domain.audit import AuditAction
from screening_app.domain.person import CaseKind
from screening_app.domain.unit_routine import RoutineItem
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.audit import verify_audit
from screening_app.services.on_paper import Paper
from screening_app.services.people import NewPerson, register_person
from screening_app.services.routine_paper import KIND, make_routine_paper
from screening_app.services.session import Session
from screening_app.services.unit_routine import write_item
from screening_app.settings import shipped_folder
from tests.documents.reading import FONTS, structure_of
from tests.gui.shell.desk import NAME, tables
from tests.gui.shell.routine_desk import CONTACT, TEXT, beside, fill_in, lead_session
from tests.helpers import fakes
from tests.helpers.verapdf import validate_all

RENDER = ReferralPdf(FONTS)


@pytest.fixture(scope="module")
def library() -> FileFormLibrary:
    """Return the forms that ship."""
    return FileFormLibrary(shipped_folder("forms"))


@pytest.fixture
def lead(library: FileFormLibrary) -> Session:
    """Return a method lead's session with a routine that is filled in."""
    session = lead_session(library)
    fill_in(session)
    return session


def made(session: Session) -> Paper:
    """Return the paper."""
    return make_routine_paper(session, render=RENDER)


def said(paper: Paper) -> str:
    """Return every word of it, in reading order."""
    return " ".join(structure_of(paper.pdf).words().split())


def test_every_item_stands_on_the_paper_with_its_text(lead: Session) -> None:
    words = said(made(lead))

    for item in RoutineItem:
        if item not in {RoutineItem.INTERVAL, RoutineItem.CONTACTS, RoutineItem.STEPS}:
            assert f"({item})" in words
    assert "6 månader" in words
    assert f"{CONTACT.name}: {CONTACT.number}" in words
    assert "HARK: används" in words
    assert "Inte ifyllt" not in words


def test_what_is_missing_says_so(library: FileFormLibrary) -> None:
    session = lead_session(library)
    write_item(session, RoutineItem.WHEN, TEXT)

    words = said(made(session))

    assert "17 av 18 punkter saknas" in words
    assert words.count("Inte ifyllt.") >= 17


def test_a_paper_made_by_staff_names_who_wrote_the_routine(lead: Session, library: FileFormLibrary) -> None:
    words = said(made(beside(lead, library)))

    assert "av Malin" in words
    assert "Upprättad av: Anna" in words


def test_no_word_of_any_person_reaches_it(lead: Session, library: FileFormLibrary) -> None:
    staff = beside(lead, library)
    person = register_person(staff, NewPerson(kind=CaseKind.IDENTIFIED, name=NAME))

    words = said(made(staff))

    assert NAME not in words
    assert person.case_number not in words


def test_the_decision_is_printed_and_the_bytes_are_on_record_before_they_leave(lead: Session) -> None:
    paper = made(lead)

    decided, rendered = tables(lead).audit[-2:]
    assert decided.action is AuditAction.DOCUMENT_DECIDED
    assert json.loads(decided.body or "")["kind"] == KIND
    assert f"{decided.seq} · {decided.mac.hex()[:16]}" in said(paper)
    assert rendered.action is AuditAction.DOCUMENT_RENDERED
    assert rendered.object == decided.object
    assert json.loads(rendered.body or "")["sha256"] == hashlib.sha256(paper.pdf).hexdigest()
    assert not verify_audit(lead, fakes.check_signature).faults


def test_names_outside_the_paper_are_neutral(lead: Session, library: FileFormLibrary) -> None:
    paper = made(lead)
    forbidden = library.packs("se").forbidden

    assert paper.file_name == f"rutin-{paper.sheet.letterhead.registration_number}.pdf"
    assert forbidden.found_in(paper.file_name, "sv", "file-name") == ()
    assert forbidden.found_in(paper.sheet.neutral_title, "sv", "file-name") == ()


def test_no_secrecy_marking_stands_on_a_paper_that_holds_nothing_secret(lead: Session) -> None:
    assert "SEKRETESS" not in said(made(lead))


def test_the_british_unit_has_it_in_english(library: FileFormLibrary) -> None:
    session = fakes.session(library, country="gb")

    assert "Who asks" in said(made(session))


def test_verapdf_finds_nothing_wrong(lead: Session, tmp_path: Path) -> None:
    path = tmp_path / "routine.pdf"
    path.write_bytes(made(lead).pdf)

    assert validate_all([path])[path]["ua1"] == []
