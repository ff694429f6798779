"""The page that composes a document, for the report on a child and what goes with it, in every look."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.compose_writing import WritingCard
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.i18n import use_language, use_pseudo_locale
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.preferences import Preferences, ThemeChoice, keep_preferences
from screening_app.services.referral_order import APPENDIX, CHILD_REPORT, INJURIES
from screening_app.services.script import Script
from screening_app.services.script_file import read_script
from screening_app.settings import catalogs_folder
from tests.gui.compose.test_writing import WORDS, leaking
from tests.gui.shell.held import held
from tests.gui.shell.routine_desk import window_of
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows
from tests.services.test_injury_record import script_with_injuries

WAIT_MS = 20_000


class Look(NamedTuple):
    """A window and how it is set."""

    width: int = 1280
    height: int = 720
    theme: ThemeChoice = ThemeChoice.LIGHT
    percent: int = 100
    language: str = "sv"
    pseudo: bool = False
    mirrored: bool = False


LOOKS = {
    "swedish": Look(),
    "dark and low": Look(height=640, theme=ThemeChoice.DARK, language="en"),
    "high contrast": Look(theme=ThemeChoice.HC_DARK),
    "large": Look(percent=200),
    "mirrored": Look(mirrored=True),
    "least and long": Look(960, 600, ThemeChoice.HC_LIGHT, 130, "en", pseudo=True),
    "largest and long": Look(percent=200, language="en", pseudo=True),
}

Open = Callable[[Script], Shell]


@pytest.fixture(params=list(LOOKS.values()), ids=list(LOOKS))
def open_at(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, library: FileFormLibrary
) -> Iterator[Open]:
    """Return what opens the page for a conversation, in one look after the other."""
    look: Look = request.param

    def open_it(script: Script) -> Shell:
        session, screening = held(library, script=script)
        keep_preferences(session, Preferences(theme=look.theme, percent=look.percent, language=look.language))
        apply_appearance(qapp, Appearance(theme=look.theme.value, factor=look.percent / 100))
        if look.mirrored:
            qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        shell = window_of(qtbot, session, look.width, look.height)
        if look.pseudo:
            use_pseudo_locale()
        shell.compose(screening)
        return shell

    yield open_it
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


def pick(qtbot: QtBot, shell: Shell, *names: str) -> None:
    """Choose one after the other, each once it is there."""
    for name in names:
        pick_one(qtbot, shell, name)


def pick_one(qtbot: QtBot, shell: Shell, name: str) -> None:
    """Click an option once it is there, and wait until it is chosen."""
    qtbot.waitUntil(lambda: shell.findChild(Option, name) is not None, timeout=WAIT_MS)
    option = shell.findChild(Option, name)
    assert option is not None
    option.click()
    qtbot.waitUntil(lambda: option.checked, timeout=WAIT_MS)


def until_offered(qtbot: QtBot, shell: Shell, switch: str) -> None:
    """Wait until what can be chosen has been looked up beside the window, with a certain switch."""
    qtbot.waitUntil(lambda: shell.findChild(QCheckBox, switch) is not None, timeout=WAIT_MS)


def until_paper(qtbot: QtBot, shell: Shell, words: str) -> None:
    """Wait until a page of the paper is shown on which certain words stand."""

    def is_there() -> bool:
        area = shell.findChild(QScrollArea, "sheet-area")
        return area is not None and area.isVisible() and words in area.accessibleDescription()

    qtbot.waitUntil(is_there, timeout=WAIT_MS)


def is_sound(qtbot: QtBot, shell: Shell) -> None:
    """Check that every text has its room, and, where lines begin at the left, that Tab follows the eye."""
    qtbot.wait(100)
    assert overflows(shell) == []
    if shell.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return
    found = stops(shell)
    assert (disorders(found), unreached(shell, found)) == ([], [])


def test_report_and_appendix_have_room_and_tab_follows_the_eye(qtbot: QtBot, open_at: Open) -> None:
    shell = open_at(leaking())
    pick(qtbot, shell, CHILD_REPORT, "child-1")
    qtbot.waitUntil(lambda: shell.findChild(Button, "leave-out") is not None, timeout=WAIT_MS)
    leave_out = shell.findChild(Button, "leave-out")
    assert leave_out is not None
    is_sound(qtbot, shell)

    leave_out.click()
    until_paper(qtbot, shell, "Barn A")
    assert shell.findChild(Button, f"put-back {WORDS}") is not None
    is_sound(qtbot, shell)

    for name, switch in ((APPENDIX, "record:contact@1"), ("child-1", "w6-children/child-lives@1")):
        pick(qtbot, shell, name)
        until_offered(qtbot, shell, switch)
    pick(qtbot, shell, "CHILD_REPORT")
    until_paper(qtbot, shell, "Bilaga S")
    is_sound(qtbot, shell)
    card = shell.findChild(WritingCard)
    assert card is not None
    assert len([one for one in card.findChildren(QPlainTextEdit) if one.isVisible()]) == 5


def test_the_record_of_injuries_has_room_and_tab_follows_the_eye(
    qtbot: QtBot, open_at: Open, tmp_path: Path
) -> None:
    shell = open_at(read_script(script_with_injuries(tmp_path)))

    pick(qtbot, shell, INJURIES)
    until_paper(qtbot, shell, "Skadedokumentation")

    is_sound(qtbot, shell)
