"""The page of what newer forms change: reached from Today and the person, used by keys, kept by default."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.gui.pages import Place
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.conversation import resume_conversation
from screening_app.services.people import NewPerson
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder, shipped_folder
from tests.gui.looks import Look, look
from tests.gui.shell.desk import Told, standing
from tests.helpers import fakes
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.newer_forms import ASKED, GONE, write_own_prepare
from tests.helpers.overflow import overflows
from tests.services.conftest import say

__all__ = ["look"]


class Draft:
    """A draft beside a unit's own newer form, and the window."""

    def __init__(self, library: FileFormLibrary, folder: Path) -> None:
        desk = fakes.session(library)
        pathway = pathways_allowed(desk)[0].canonical
        begun = begin_with_new(desk, NewPerson(kind=CaseKind.PSEUDONYM), pathway)
        begun = say(desk, begun, "w1-prepare", {"reason": "routine", "time-left": 15})
        write_own_prepare(folder)
        self.id: ScreeningId = begun.screening.id
        self.person: PersonId = begun.screening.person
        self.desk: Session = replace(desk, forms=FileFormLibrary(shipped_folder("forms"), folder))

    def open(self, qtbot: QtBot, width: int = 1280, height: int = 720) -> Shell:
        """Open the window at Today."""
        shell = Shell(self.desk, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(width, height)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell


@pytest.fixture
def draft(library: FileFormLibrary, tmp_path: Path, qapp: QApplication) -> Iterator[Draft]:
    apply_appearance(qapp, Appearance(theme="light"))
    yield Draft(library, tmp_path)
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


def button(window: QWidget, name: str) -> Button:
    """Return a button of the page shown."""
    page = window.page if isinstance(window, Shell) else window
    assert page is not None
    found = page.findChild(Button, name)
    assert found is not None
    return found


def texts(shell: Shell) -> list[str]:
    """Return every text of the page shown."""
    assert shell.page is not None
    return [one.text() for one in shell.page.findChildren(Prose)]


def ready(qtbot: QtBot, shell: Shell) -> None:
    """Wait until the forms are compared."""
    qtbot.waitUntil(lambda: button(shell, "move").isEnabled(), timeout=5_000)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


@pytest.mark.parametrize("place", ["home", "person"])
def test_a_draft_with_newer_forms_leads_to_what_changes(qtbot: QtBot, draft: Draft, place: str) -> None:
    shell = draft.open(qtbot)
    if place == "person":
        shell.person(draft.person)
    see = button(shell, "see-changes")

    qtbot.keyClick(see, Qt.Key.Key_Space)

    assert shell.here == Place("move", screening=draft.id)
    ready(qtbot, shell)
    assert GONE in texts(shell)
    assert any(ASKED in text for text in texts(shell))


def test_a_draft_in_the_newest_version_says_nothing(qtbot: QtBot, shell: Shell) -> None:
    shell.home()

    assert shell.page is not None
    assert shell.page.findChild(Button, "see-changes") is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_escape_and_the_button_that_has_the_focus_keep_the_draft(
    qtbot: QtBot, draft: Draft, key: Qt.Key
) -> None:
    shell = draft.open(qtbot)
    shell.newer_version(draft.id)
    ready(qtbot, shell)
    assert QApplication.focusWidget() is button(shell, "keep")

    press(qtbot, key)

    assert shell.here == Place("home")
    assert not resume_conversation(draft.desk, draft.id).is_closed


def test_moving_opens_the_conversation_in_the_newer_version_and_back_is_today(
    qtbot: QtBot, draft: Draft
) -> None:
    shell = draft.open(qtbot)
    shell.newer_version(draft.id)
    ready(qtbot, shell)
    button(shell, "move").setFocus()

    press(qtbot, Qt.Key.Key_Space)

    assert shell.here.name == "conversation"
    assert shell.here.screening not in (None, draft.id)
    assert resume_conversation(draft.desk, draft.id).is_closed
    shell.back()
    assert shell.here == Place("home")


def test_the_page_says_why_a_conversation_that_is_closed_cannot_move(qtbot: QtBot, draft: Draft) -> None:
    shell = draft.open(qtbot)
    shell.newer_version(draft.id)
    ready(qtbot, shell)
    button(shell, "move").click()
    shell.newer_version(draft.id)
    assert shell.page is not None
    page = shell.page

    qtbot.waitUntil(lambda: page.findChild(Banner) is not None, timeout=5_000)

    assert not button(shell, "move").isEnabled()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("place", ["home", "person", "move"])
def test_tab_follows_the_eye(qtbot: QtBot, draft: Draft, place: str, width: int, height: int) -> None:
    shell = draft.open(qtbot, width, height)
    show(qtbot, shell, draft, place)

    found = stops(shell)

    assert len(found) > 4
    assert disorders(found) == []
    assert unreached(shell, found) == []


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_has_its_room(qtbot: QtBot, draft: Draft, look: Look, code: str) -> None:
    shell = look.opened(draft.desk, partial(draft.open, qtbot), code)
    for place in ("home", "person", "move"):
        show(qtbot, shell, draft, place)
        assert overflows(shell) == [], place


def show(qtbot: QtBot, shell: Shell, draft: Draft, place: str) -> None:
    """Show a page and wait until it stands still."""
    if place == "person":
        shell.person(draft.person)
    elif place == "move":
        shell.newer_version(draft.id)
        ready(qtbot, shell)
    else:
        shell.home()
    qtbot.wait(40)
