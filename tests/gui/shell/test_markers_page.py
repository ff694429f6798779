"""A method lead names who may mark the genital area, by keyboard and on record (W-8)."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.gui.pages import Place
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.option import OpeningRow, Option
from screening_app.gui.widgets.prose import Prose
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.marks import restricted_roles
from tests.gui.shell.desk import tables
from tests.gui.shell.routine_desk import beside, lead_session, part, press, window_of

pytestmark = pytest.mark.usefixtures("in_english")
NOBODY = "Nobody may mark the genital area on the body map."


def test_a_role_is_named_and_taken_back_by_its_digit_and_that_is_on_record(
    qtbot: QtBot, library: FileFormLibrary
) -> None:
    lead = lead_session(library)
    shell = window_of(qtbot, lead)
    shell.routine()
    row = part(shell, OpeningRow, "markers")
    row.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert shell.here == Place("markers")
    assert part(shell, Prose, "who-may").text() == NOBODY

    press(qtbot, Qt.Key.Key_1)

    assert restricted_roles(lead) == {Role.STAFF}
    assert part(shell, Option, "staff").checked
    assert not part(shell, Option, "supervisor").checked
    assert part(shell, Prose, "who-may").text() != NOBODY
    press(qtbot, Qt.Key.Key_1)
    assert restricted_roles(lead) == frozenset()
    changed = [one for one in tables(lead).audit if one.action is AuditAction.SETTING_CHANGED]
    assert len(changed) == 2
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("routine")


def test_others_read_who_may_and_change_nothing(qtbot: QtBot, library: FileFormLibrary) -> None:
    staff = beside(lead_session(library), library)
    shell = window_of(qtbot, staff)
    shell.markers()

    assert shell.page is not None
    assert part(shell, Prose, "who-may").text() == NOBODY
    assert not shell.page.findChildren(Option)
    assert not shell.page.findChildren(Banner)
    press(qtbot, Qt.Key.Key_1)
    assert restricted_roles(staff) == frozenset()


def test_a_setting_that_cannot_be_read_is_said(qtbot: QtBot, library: FileFormLibrary) -> None:
    lead = lead_session(library)
    tables(lead).settings["body-map.restricted-roles"] = "[7]"
    shell = window_of(qtbot, lead)

    shell.markers()

    assert shell.page is not None
    assert shell.page.findChildren(Banner)
    assert not shell.page.findChildren(Option)
