"""The unit's routine in the real window: written by keyboard, read by the others (L-25, W-1)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.person import CaseKind
from screening_app.domain.records import ResponseStatus
from screening_app.domain.unit_routine import Reach, RoutineItem, UnitRoutine
from screening_app.gui.pages import Place
from screening_app.gui.views.routine import RoutinePage
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.option import OpeningRow, Option
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_again, begin_with_new, pathways_allowed
from screening_app.services.people import NewPerson
from screening_app.services.unit_routine import routine_of, write_item
from tests.gui.shell.desk import tables
from tests.gui.shell.routine_desk import (
    CONTACT,
    TEXT,
    beside,
    fill_in,
    lead_session,
    part,
    press,
    type_text,
    window_of,
)

pytestmark = pytest.mark.usefixtures("in_english")
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_method_lead_fills_in_the_routine_by_keyboard(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    press(qtbot, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    assert shell.here == Place("routine")
    press(qtbot, Qt.Key.Key_Return)
    assert shell.here == Place("routine", about="who-asks")

    type_text("Barnmorskan frågar.")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert shell.here == Place("routine", about="which")
    press(qtbot, Qt.Key.Key_2)
    press(qtbot, Qt.Key.Key_Tab)
    while not isinstance(QApplication.focusWidget(), QPlainTextEdit):
        press(qtbot, Qt.Key.Key_Tab)
    type_text("Alla gravida")
    press(qtbot, Qt.Key.Key_Escape)

    assert shell.here == Place("routine")
    routine = routine_of(lead)
    assert routine.texts[RoutineItem.WHO_ASKS] == "Barnmorskan frågar."
    assert routine.texts[RoutineItem.WHICH] == "Alla gravida"
    assert routine.reach is Reach.GROUPS


@pytest.mark.parametrize("way", ["lock", "emergency", "home", "tab"])
def test_nothing_typed_is_lost_whichever_way_the_field_is_left(
    qtbot: QtBot, library: FileFormLibrary, way: str
) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.routine("when")
    type_text(TEXT)
    assert routine_of(lead) == UnitRoutine()

    match way:
        case "lock":
            assert shell.keep_typed()
        case "emergency":
            shell.emergency()
        case "home":
            shell.home()
        case _:
            press(qtbot, Qt.Key.Key_Tab)

    assert routine_of(lead).texts[RoutineItem.WHEN] == TEXT


def test_what_cannot_be_saved_is_told_before_the_page_is_left(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.routine("interval")
    type_text("ofta")

    press(qtbot, Qt.Key.Key_Escape)

    assert shell.here == Place("routine", about="interval")
    assert not shell.keep_typed()
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("routine")
    assert routine_of(lead).months is None


@pytest.mark.parametrize("typed", ["0", "121", "-1", "1.5", "99999999999999999999"])
def test_an_interval_that_cannot_be_meant_says_so(qtbot: QtBot, library: FileFormLibrary, typed: str) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.routine("interval")
    type_text(typed)

    assert not shell.keep_typed()

    assert part(shell, QLineEdit, "text").property("error") is True


def test_others_read_the_routine_and_have_no_field(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    fill_in(lead)
    shell = window_of(qtbot, beside(lead, library))
    shell.routine("when")

    assert shell.page is not None
    assert shell.page.findChildren(QPlainTextEdit) == []
    assert any(one.text().startswith(TEXT) for one in shell.page.findChildren(Prose))
    shell.contacts()
    assert shell.page.findChildren(Button, f"confirm-{CONTACT.id}") == []
    press(qtbot, Qt.Key.Key_C)
    assert [one for one in tables(lead).audit if one.action is AuditAction.REFUSED] == []


def test_what_is_missing_is_said_on_the_page_and_on_today_until_it_is_there(
    qtbot: QtBot, library: FileFormLibrary
) -> None:
    lead = lead_session(library)
    staff = beside(lead, library)
    shell = window_of(qtbot, staff)
    assert shell.page is not None
    opened = shell.page.findChild(Button, "to-routine")
    assert opened is not None

    opened.click()

    assert shell.here == Place("routine")
    assert "18 of 18" in shell.page.findChildren(Banner)[0].accessibleName()
    fill_in(lead)
    shell.routine()
    assert shell.page.findChildren(Banner) == []
    shell.home()
    assert shell.page.findChild(Button, "to-routine") is None


def test_the_button_leads_to_the_first_item_that_is_missing(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    write_item(lead, RoutineItem.WHO_ASKS, "Alla")
    shell = window_of(qtbot, lead)
    shell.routine()

    part(shell, Button, "fill-in").click()

    assert shell.here == Place("routine", about="which")


def test_a_step_is_turned_off_and_on_by_its_digit(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.routine("steps")

    press(qtbot, Qt.Key.Key_1)
    assert len(routine_of(lead).steps_off) == 1
    press(qtbot, Qt.Key.Key_1)

    assert routine_of(lead).steps_off == frozenset()
    assert part(shell, Option, "https://samtalsstod.example/se/pathway-health#w4-hark").checked


def test_staff_save_the_routine_as_a_file_with_a_neutral_name(
    qtbot: QtBot, library: FileFormLibrary, tmp_path: Path
) -> None:
    lead = lead_session(library)
    fill_in(lead)
    shell = window_of(qtbot, beside(lead, library))
    shell.routine()
    page = shell.page
    assert isinstance(page, RoutinePage)

    page.save_to(page.routine, tmp_path)

    qtbot.waitUntil(lambda: page.findChild(Banner) is not None, timeout=20_000)
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("rutin-")
    assert file.read_bytes().startswith(b"%PDF")


def test_a_folder_that_takes_no_file_is_told_before_anything_is_decided(
    qtbot: QtBot, library: FileFormLibrary, tmp_path: Path
) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.routine()
    page = shell.page
    assert isinstance(page, RoutinePage)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")

    page.save_to(page.routine, in_the_way)

    qtbot.waitUntil(lambda: not page.findChildren(Button, "fill-in"), timeout=20_000)
    assert [one.action for one in tables(lead).audit] == []


# Contacts


def test_a_place_of_the_pack_is_filled_in_and_confirmed_by_one_key(
    qtbot: QtBot, library: FileFormLibrary
) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.contacts()
    part(shell, Button, "change-local-social-emergency").click()
    field = part(shell, QLineEdit, "number")
    field.setFocus()
    type_text("010-555 02 00")
    press(qtbot, Qt.Key.Key_Return)

    assert routine_of(lead).contacts[0].number == "010-555 02 00"
    part(shell, Button, "confirm-local-social-emergency").setFocus()
    press(qtbot, Qt.Key.Key_C)

    assert routine_of(lead).contacts[0].confirmed_on == lead.today()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "confirm-local-social-emergency"


def test_a_number_that_ships_is_confirmed_too_and_the_day_shows(
    qtbot: QtBot, library: FileFormLibrary
) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.contacts()

    part(shell, Button, "confirm-kvinnofridslinjen").click()

    assert routine_of(lead).checked["kvinnofridslinjen"].number == "020-50 50 50"
    assert shell.page is not None
    shown = [one.text() for one in shell.page.findChildren(Badge) if one.isVisible()]
    assert [text for text in shown if text.startswith("Confirmed ")] == ["Confirmed 22 November"]


def test_a_contact_of_its_own_needs_a_name_and_a_number(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.contacts()
    part(shell, Button, "add-contact").click()
    part(shell, QLineEdit, "name").setText("Tjejjouren Exempel")

    part(shell, Button, "save").click()
    assert routine_of(lead).contacts == ()
    part(shell, QLineEdit, "number").setText("010-555 04 00")
    needs = part(shell, QComboBox, "need")
    needs.setCurrentIndex(needs.findData("support"))
    part(shell, Button, "save").click()

    (made,) = routine_of(lead).contacts
    assert (made.name, made.need) == ("Tjejjouren Exempel", "support")


def test_a_contact_that_is_being_written_is_kept_at_a_lock(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.contacts()
    part(shell, Button, "change-local-refuge").click()
    part(shell, QLineEdit, "number").setText("010-555 05 00")

    assert shell.keep_typed()

    assert routine_of(lead).contacts[0].id == "local-refuge"


def test_a_contact_is_taken_away_only_after_it_was_asked(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    fill_in(lead)
    shell = window_of(qtbot, lead)
    shell.contacts()
    part(shell, Button, f"change-{CONTACT.id}").click()
    part(shell, Button, "remove").click()
    press(qtbot, Qt.Key.Key_Escape)
    assert len(routine_of(lead).contacts) == 1

    part(shell, Button, "remove").click()
    part(shell, Button, "decide-yes").click()

    assert routine_of(lead).contacts == ()


def test_the_units_own_emergency_number_stands_on_the_panel(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    fill_in(lead)
    shell = window_of(qtbot, beside(lead, library))

    shell.emergency()

    assert part(shell, Prose, "emergency").text() == "112"
    assert part(shell, Prose, CONTACT.id).text() == CONTACT.number


def test_every_confirmation_is_on_record_without_a_name(library: FileFormLibrary) -> None:
    lead = lead_session(library)
    fill_in(lead)

    bodies = [one.body or "" for one in tables(lead).audit]

    assert all(CONTACT.name not in body and TEXT not in body for body in bodies)
    assert {json.loads(body)["item"] for body in bodies} >= {"contacts", "when", "interval"}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_can_open_every_page(qtbot: QtBot, library: FileFormLibrary, role: Role) -> None:
    lead = lead_session(library)
    fill_in(lead)
    shell = window_of(qtbot, beside(lead, library, role))

    for item in ("", *RoutineItem):
        if item != RoutineItem.CONTACTS:
            shell.routine(item)
            assert shell.page is not None
            assert shell.page.accessibleName()
    shell.routine()
    assert len(part(shell, OpeningRow, "contacts").accessibleName()) > 4


# Before the question


def test_whoever_prepares_sees_the_routine_and_when_the_person_was_last_asked(
    qtbot: QtBot, library: FileFormLibrary
) -> None:
    lead = lead_session(library)
    fill_in(lead)
    staff = beside(lead, library)
    first = begin_with_new(staff, NewPerson(kind=CaseKind.PSEUDONYM), pathways_allowed(staff)[0].canonical)
    run = tables(staff).screenings[first.screening.id]
    tables(staff).screenings[run.id] = replace(
        run, status=ResponseStatus.COMPLETED, outcome="asked-no", closed_at=run.started_at
    )
    again = begin_again(staff, run.person, pathways_allowed(staff)[0].canonical)
    shell = window_of(qtbot, staff)

    shell.conversation(again.screening.id)

    said = [one.text() for one in part(shell, Card, "routine").findChildren(Prose)]
    assert f"{TEXT} (when)" in said
    assert not any("not filled in" in text for text in said)
    assert shell.page is not None
    notes = [one.accessibleName() for one in shell.page.findChildren(StaffNote)]
    assert any(
        note.startswith("The person was last asked on 22 November") and "from 22 May" in note
        for note in notes
    ), notes


def test_before_go_live_the_prepare_page_says_what_is_missing(qtbot: QtBot, library: FileFormLibrary) -> None:
    staff = beside(lead_session(library), library)
    begun = begin_with_new(staff, NewPerson(kind=CaseKind.PSEUDONYM), pathways_allowed(staff)[0].canonical)
    shell = window_of(qtbot, staff)

    shell.conversation(begun.screening.id)

    said = " ".join(one.text() for one in part(shell, Card, "routine").findChildren(Prose))
    assert "18 of 18" in said
