"""What eyes see and screen readers hear in the table of persons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from screening_app.domain.ids import PersonId
from screening_app.gui.presenters.people import PersonRow
from screening_app.gui.views.person_table import PersonTable, PersonTableView
from screening_app.i18n import use_language
from screening_app.settings import catalogs_folder

NAMELESS = PersonRow(person=PersonId("1"), case_number="AB12-CD34", name="", number="", protection="")
NAMED = PersonRow(
    person=PersonId("2"),
    case_number="EF56-GH78",
    name="Testa Påhittad",
    number="19811218-0001",
    protection="Sekretessmarkering",
)
EMPTY = {
    "sv": ["Inget namn", "Inget nummer", "Inga skyddade uppgifter"],
    "en": ["No name", "No number", "No protected data"],
}


def cells(role: Qt.ItemDataRole, row: PersonRow) -> list[object]:
    table = PersonTable()
    table.show((row,))
    return [table.data(table.index(0, column), role) for column in range(1, table.columnCount())]


def test_a_cell_with_nothing_in_it_stays_empty_for_the_eye() -> None:
    assert cells(Qt.ItemDataRole.DisplayRole, NAMELESS) == ["", "", ""]


@pytest.mark.parametrize("code", EMPTY)
def test_a_screen_reader_hears_what_an_empty_cell_means(qtbot: QtBot, code: str) -> None:
    use_language(code, catalogs_folder())
    table = PersonTable()
    table.show((NAMELESS,))
    view = PersonTableView(table)
    qtbot.addWidget(view)

    said = QAccessible.queryAccessibleInterface(view)
    parts = [said.child(at) for at in range(said.childCount())]
    heard = [part.text(QAccessible.Text.Name) for part in parts if part.role() is QAccessible.Role.Cell]

    assert heard == [NAMELESS.case_number, *EMPTY[code]]


def test_a_screen_reader_hears_a_filled_cell_as_it_is_written() -> None:
    assert cells(Qt.ItemDataRole.AccessibleTextRole, NAMED) == cells(Qt.ItemDataRole.DisplayRole, NAMED)
