"""Every part of every page of a conversation has a name in the language in use; no screen is needed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.i18n import use_language
from screening_app.services.conversation_state import Conversation
from screening_app.services.preferences import Preferences, keep_preferences
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.accessible.known import Known
from tests.gui.conversation.conftest import Sit, conversation, desk, library, no_ticks_waiting, sit
from tests.gui.conversation.test_pictures import conversation_pages

__all__ = ["conversation", "desk", "library", "no_ticks_waiting", "sit"]

STORED = ("Barn A", "Barn B")


def names(shell: Shell) -> list[str]:
    """Return what a screen reader calls each part that takes the focus."""
    return [
        QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
        for part in shell.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_part_of_a_conversation_is_named_in_the_language_in_use(
    sit: Sit, desk: Session, conversation: Conversation, qtbot: QtBot, code: str
) -> None:
    use_language(code, catalogs_folder())
    keep_preferences(desk, Preferences(language=code))
    typist = sit(desk, conversation)
    known, unnamed, strange = Known(code, STORED), dict[str, int](), dict[str, list[str]]()

    for name, go in conversation_pages(typist):
        go()
        qtbot.wait(20)
        said = names(typist.shell)
        print(f"{code} {name}: {len(said)} parts, {said.count('')} unnamed")
        assert len(said) > 3
        unnamed[name], strange[name] = said.count(""), known.strange(said)

    assert not any(unnamed.values()), unnamed
    assert not any(strange.values()), strange


def test_a_name_in_the_other_language_is_strange() -> None:
    assert Known("sv", ()).strange(["Show the summary", "Visa sammanställningen"]) == ["Show the summary"]
    assert Known("en", ()).strange(["Show the summary", "Visa sammanställningen"]) == [
        "Visa sammanställningen"
    ]
