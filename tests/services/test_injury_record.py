"""D-6, the record of injuries: account apart from findings, never a certificate (story 11)."""

from pathlib import Path

import pytest

from screening_app.domain.document import Section
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.errors import ConsentMissing
from screening_app.services.referral import Made, Order, make_referral
from screening_app.services.referral_order import INJURIES, NothingExamined
from screening_app.services.script import ScriptRun, run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from tests.helpers import fakes
from tests.services.test_referral import DEMO, RECIPIENT, Press, made, order

EXAMINED = """\
  - step: "w8-injuries"
    answers:
      exam-consent: "yes-part"
      photo-consent: "some"
      exam-date: "2025-01-20"
      exam-time: "14.30"
      exam-place: "Mottagningen, rum 4"
      examiner: "Barnmorska, AE"
      present: "Undersköterska BF"
      identity-checked: "Legitimation"
      told-words: "Han tog mig om armen och halsen."
      told-when: "I lördags kväll"
      told-means: ["grip", "neck"]
      mark:
        - mark-place: "front:upper-arm-front-left:770,270"
          mark-region: "upper-arm"
          mark-side: "left"
          mark-type: "bruise"
          mark-length: 40
          mark-width: {absent: "unknown"}
          mark-form: "oval"
          mark-colour: ["blue", "yellow"]
          mark-pain: "some"
          mark-age-told: "Tre dagar"
          mark-note: "Oval missfärgning, två rundade fläckar intill."
          photo:
            - {photo-file: "AAAA", photo-shows: "overview", photo-scale: "no"}
            - {photo-file: "BBBB", photo-shows: "close-up", photo-scale: "yes"}
        - mark-place: "head-right:neck-right:450,800"
          mark-region: "neck"
          mark-side: "right"
          mark-type: "redness"
          mark-length: {absent: "unknown"}
          mark-width: {absent: "unknown"}
          mark-form: {absent: "unknown"}
          mark-colour: ["red"]
          mark-pain: {absent: "declined"}
          mark-age-told: {absent: "unknown"}
      neck-acts: "yes"
      neck-signs: ["none"]
      head: "no"
      pregnant: "no"
      traces: "no"
      negative-findings: ["abdomen", "back"]
      care: "here"
      again-date: "2025-01-23"
"""


def script_with_injuries(folder: Path) -> Path:
    """Write the demo's conversation with an examination in it."""
    text = DEMO.read_text(encoding="utf-8")
    changed = text.replace('injured: ["earlier"]', 'injured: ["now"]')
    assert changed != text
    place = changed.index('  - step: "w6-children"')
    path = folder / "injuries.answers.yaml"
    path.write_text(
        changed[:place] + EXAMINED.replace("AAAA", "a" * 64).replace("BBBB", "b" * 64) + changed[place:],
        encoding="utf-8",
    )
    return path


@pytest.fixture
def told(desk: Session, tmp_path: Path) -> ScriptRun:
    """Return a closed conversation with two marks, two pictures and what had none."""
    return run_script(desk, "pathway-health", read_script(script_with_injuries(tmp_path)), source="injuries")


def record(desk: Session, told: ScriptRun, language: str = "sv") -> Made:
    """Return the record of injuries."""
    return made(desk, order(told, kind=INJURIES, language=language))


def section(document: Made, heading: str) -> Section:
    """Return a section by its heading."""
    return next(one for one in document.referral.sections if one.heading == heading)


def text_of(part: Section) -> str:
    """Return all that a section says."""
    return "\n".join(f"{row.label}: {line.text}" for row in part.rows for line in row.lines)


def test_the_account_stands_in_quotation_marks_apart_from_the_findings(
    desk: Session, told: ScriptRun
) -> None:
    document = record(desk, told)
    account, findings = section(document, "Personen uppger"), section(document, "Fynd")

    quoted = [line.text for row in account.rows for line in row.lines if line.quote]
    assert "Han tog mig om armen och halsen." in quoted
    assert "Tre dagar" in text_of(account)
    assert "lördags" in text_of(account)
    for said in ("Han tog", "Tre dagar", "lördags", "Ålder"):
        assert said not in text_of(findings)
    for found in ("Blåmärke", "40", "Oval"):
        assert found not in text_of(account)


def test_who_got_a_report_on_a_child_may_get_the_record(desk: Session, tmp_path: Path) -> None:
    path = script_with_injuries(tmp_path)
    text = path.read_text(encoding="utf-8")
    changed = text.replace("Socialnämnden i Exempelkommun", RECIPIENT)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    told = run_script(desk, "pathway-health", read_script(path), source="injuries")

    assert record(desk, told).referral.letterhead.recipient == RECIPIENT


def test_each_mark_has_its_number_place_side_kind_and_size(desk: Session, told: ScriptRun) -> None:
    findings = section(record(desk, told), "Fynd")
    first, second = findings.rows[:2]

    assert (first.label, second.label) == ("Fynd 1", "Fynd 2")
    told_first = first.lines[0].text
    for said in ("Överarm, framsida, vänster", "Sida: Vänster", "Blåmärke", "40", "Ej mätt", "Blå, gul"):
        assert said in told_first
    assert "Vet inte" not in told_first
    assert "Sida: Höger" in second.lines[0].text


def test_the_map_shows_the_marks_with_the_numbers_of_the_table_and_says_them(
    desk: Session, told: ScriptRun
) -> None:
    figure = section(record(desk, told), "Fynd").figure

    assert figure is not None
    assert [(number, spot.region) for number, spot in figure.marks] == [
        ("1", "upper-arm-front-left"),
        ("2", "neck-right"),
    ]
    assert "1: Överarm, framsida, vänster" in figure.alt
    assert "2: Hals, från sidan, höger" in figure.alt


def test_what_was_examined_without_findings_is_said(desk: Session, told: ScriptRun) -> None:
    assert "Undersökt utan fynd: Mage, rygg" in text_of(section(record(desk, told), "Fynd"))


def test_pictures_are_listed_by_their_mark_with_what_they_show_and_the_ruler(
    desk: Session, told: ScriptRun
) -> None:
    listed = section(record(desk, told), "Bildförteckning")

    assert [row.label for row in listed.rows] == ["Bild 1.1", "Bild 1.2"]
    assert "Översikt" in listed.rows[0].lines[0].text
    assert "Linjal i bilden: Nej" in listed.rows[0].lines[0].text
    assert "Närbild" in listed.rows[1].lines[0].text
    assert "a" * 64 not in text_of(listed)


def test_the_day_of_the_next_examination_stands_there(desk: Session, told: ScriptRun) -> None:
    assert "23 januari 2025" in text_of(section(record(desk, told), "Ny undersökning"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_says_that_it_is_no_certificate_and_its_title_never_names_one(
    desk: Session, told: ScriptRun, library: FileFormLibrary, language: str
) -> None:
    document = record(desk, told, language)
    barred = library.packs("se").documents.document(INJURIES).title_never

    notes = " ".join(one.note or "" for one in document.referral.sections)
    assert {"sv": "inte rättsintyg", "en": "not a forensic certificate"}[language] in notes
    for name in (document.referral.title, document.referral.neutral_title, document.file_name):
        assert not any(term in name.casefold() for term in barred)
        assert "skad" not in document.file_name


def test_nothing_else_of_the_conversation_stands_there(desk: Session, told: ScriptRun) -> None:
    everything = repr(record(desk, told).referral)

    for secret in ("070-555 01 23", "tulpan", "Björkskolan", "Barn A", "Jag såg bara hans hand"):
        assert secret not in everything


def test_it_needs_a_consent_for_its_recipient(desk: Session, told: ScriptRun) -> None:
    with pytest.raises(ConsentMissing):
        made(desk, order(told, kind=INJURIES, recipient="Någon annan"))


def test_a_referral_tells_nothing_of_the_marks(desk: Session, told: ScriptRun) -> None:
    referral = made(desk, order(told)).referral

    assert all(one.figure is None for one in referral.sections)
    assert "front:" not in repr([one.rows for one in referral.sections])


def test_without_an_examination_there_is_no_record(desk: Session) -> None:
    told = run_script(desk, "pathway-health", read_script(DEMO), source="yes")
    wanted = Order(
        screening=told.conversation.screening.id, recipient=RECIPIENT, basis="CONSENT", kind=INJURIES
    )
    with pytest.raises(NothingExamined):
        make_referral(desk, wanted, render=Press(), check=fakes.check_signature)
