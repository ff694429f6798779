"""The text for the journal in the real window, by keyboard (W-12)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.audit import AuditAction
from screening_app.gui.pages import Place
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.journal import JournalPage
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.settings import catalogs_folder
from tests.gui.looks import Look, look
from tests.gui.shell.desk import Told, standing, tables
from tests.gui.shell.held import DEMO, OPEN, TOLD, held
from tests.helpers import fakes
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

__all__ = ["look"]


class Desk:
    """A conversation that was held, and the window."""

    def __init__(self, library: FileFormLibrary) -> None:
        self.session, self.screening = held(library)
        self.person = next(iter(tables(self.session).persons))

    def open(self, qtbot: QtBot, width: int = 1280, height: int = 720) -> Shell:
        """Open the window at Today."""
        shell = Shell(self.session, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(width, height)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell

    @property
    def copies(self) -> list[str]:
        """Return which parts were copied, by the record."""
        events = [one for one in tables(self.session).audit if one.action is AuditAction.TEXT_COPIED]
        return [json.loads(event.body or "")["part"] for event in events]


@pytest.fixture
def desk(library: FileFormLibrary, qapp: QApplication) -> Iterator[Desk]:
    apply_appearance(qapp, Appearance(theme="light"))
    yield Desk(library)
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))
    QApplication.clipboard().clear()


def part(shell: Shell, name: str) -> Prose:
    """Return what is said under a button that copies."""
    assert shell.page is not None
    found = shell.page.findChild(Prose, f"copied-{name}")
    assert found is not None
    return found


def there(qtbot: QtBot, shell: Shell) -> None:
    """Wait until the text stands on the page."""
    page = shell.page
    assert isinstance(page, JournalPage)
    qtbot.waitUntil(lambda: page.findChild(Prose, "copied-protected") is not None, timeout=5_000)
    qtbot.wait(40)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def test_both_parts_are_copied_by_keyboard_after_a_conversation(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.conversation(desk.screening)

    press(qtbot, Qt.Key.Key_J)
    assert shell.here == Place("journal", screening=desk.screening)
    there(qtbot, shell)
    press(qtbot, Qt.Key.Key_1)
    assert QApplication.clipboard().text() == OPEN
    assert part(shell, "open").text().startswith("Copied ")
    press(qtbot, Qt.Key.Key_2)

    assert TOLD in QApplication.clipboard().text()
    assert part(shell, "protected").text().startswith("Copied ")
    assert desk.copies == ["open", "protected"]
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("conversation", screening=desk.screening)


@pytest.mark.parametrize("way", ["key", "button"])
def test_a_closed_conversation_leads_to_the_person(qtbot: QtBot, desk: Desk, way: str) -> None:
    shell = desk.open(qtbot)
    shell.conversation(desk.screening)

    if way == "key":
        press(qtbot, Qt.Key.Key_P)
    else:
        assert shell.page is not None
        row = shell.page.findChild(Button, "person")
        assert row is not None
        row.click()

    assert shell.here == Place("person", person=desk.person)


def test_the_person_leads_to_the_text_and_enter_copies_what_has_the_focus(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.person(desk.person)
    assert shell.page is not None
    row = shell.page.findChild(Button, "journal")
    assert row is not None
    qtbot.keyClick(row, Qt.Key.Key_Return)
    there(qtbot, shell)

    press(qtbot, Qt.Key.Key_Return)

    assert QApplication.clipboard().text() == OPEN
    assert desk.copies == ["open"]


def test_what_is_copied_is_what_the_page_shows(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.journal(desk.screening)
    there(qtbot, shell)
    press(qtbot, Qt.Key.Key_2)

    assert shell.page is not None
    shown = [one.text() for one in shell.page.findChildren(Prose)]
    assert all(paragraph in shown for paragraph in QApplication.clipboard().text().split("\n\n"))


def test_nothing_on_the_page_can_be_marked_and_copied_past_the_record(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.journal(desk.screening)
    there(qtbot, shell)

    assert shell.page is not None
    for text in shell.page.findChildren(Prose):
        assert text.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_nothing_jumps_when_the_second_part_is_copied(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot, height=640)
    shell.journal(desk.screening)
    there(qtbot, shell)
    before = part(shell, "protected").mapTo(shell, part(shell, "protected").rect().topLeft())

    press(qtbot, Qt.Key.Key_2)
    qtbot.wait(40)

    assert part(shell, "protected").mapTo(shell, part(shell, "protected").rect().topLeft()) == before


def test_j_does_nothing_while_the_conversation_is_open(qtbot: QtBot, library: FileFormLibrary) -> None:
    session = fakes.session(library)
    script = read_script(DEMO / "no.answers.yaml").model_copy(update={"close": False})
    run = run_script(session, "pathway-health", script, source="open")
    shell = Shell(session, standing(Told()))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.conversation(run.conversation.screening.id)
    here = shell.here

    press(qtbot, Qt.Key.Key_J)

    assert shell.here == here


def test_a_text_that_cannot_be_had_says_why(qtbot: QtBot, desk: Desk) -> None:
    events = next(iter(tables(desk.session).responses))
    tables(desk.session).responses[events] = replace(tables(desk.session).responses[events], signature=b"")
    shell = desk.open(qtbot)
    shell.journal(desk.screening)
    assert shell.page is not None
    page = shell.page

    qtbot.waitUntil(lambda: page.findChild(Banner) is not None, timeout=5_000)
    press(qtbot, Qt.Key.Key_2)

    assert desk.copies == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("place", ["closed", "journal"])
def test_tab_follows_the_eye(qtbot: QtBot, desk: Desk, place: str, width: int, height: int) -> None:
    shell = desk.open(qtbot, width, height)
    show(qtbot, shell, desk, place)

    found = stops(shell)

    assert len(found) > 4
    assert disorders(found) == []
    assert unreached(shell, found) == []


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_has_its_room(qtbot: QtBot, desk: Desk, look: Look, code: str) -> None:
    shell = look.opened(desk.session, partial(desk.open, qtbot), code)
    for place in ("closed", "person", "journal"):
        show(qtbot, shell, desk, place)
        assert overflows(shell) == [], place


def show(qtbot: QtBot, shell: Shell, desk: Desk, place: str) -> None:
    """Show a page and wait until it stands still."""
    if place == "person":
        shell.person(desk.person)
    elif place == "closed":
        shell.conversation(desk.screening)
    else:
        shell.journal(desk.screening)
        there(qtbot, shell)
    qtbot.wait(40)


def test_every_control_has_a_name_and_its_key_is_told(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.journal(desk.screening)
    there(qtbot, shell)

    assert shell.page is not None
    buttons = {one.objectName(): one for one in shell.page.findChildren(Button)}
    assert buttons["copy-open"].accessibleName() == "Copy the open part"
    assert buttons["copy-protected"].accessibleName() == "Copy the protected part"
    assert shell.page.accessibleName() == "Text for the journal"
    cards = [one.accessibleName() for one in shell.page.findChildren(Card)]
    assert cards == ["Open part", "Protected part"]
