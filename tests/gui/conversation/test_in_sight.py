"""Enter and Space act on what is seen: after a page key, and on words that go on below."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.presenters.conversation_models import InformPage, QuestionPage
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.widgets.button import Button
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.test_keyboard import to_first_question
from tests.gui.conversation.test_unseen import hit
from tests.gui.conversation.typist import Typist
from tests.services.conftest import SAFE, say


@pytest.fixture
def small(sit: Sit, desk: Session, conversation: Conversation, qapp: QApplication, qtbot: QtBot) -> Typist:
    """Return somebody before the words that come first, in the smallest window with the largest text."""
    ready = say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    say(desk, ready, "w2-safe-check", SAFE)
    typist = sit(desk, conversation)
    apply_appearance(qapp, Appearance(theme="light", factor=2.0))
    typist.shell.resize(960, 600)
    qtbot.wait(60)
    return typist


def test_words_that_go_on_below_are_not_called_said_before_they_were_shown(
    small: Typist, qtbot: QtBot
) -> None:
    small.shows(InformPage)
    presses = 0
    while not small.page.is_seen_to_the_end:
        hit(Qt.Key.Key_Return)
        qtbot.wait(20)
        small.shows(InformPage)
        presses += 1
    assert presses > 1

    hit(Qt.Key.Key_Return)
    small.shows(QuestionPage)


def test_the_button_shows_them_first_too(small: Typist, qtbot: QtBot) -> None:
    forward = small.page.findChild(Button, "forward")
    assert forward is not None

    forward.click()
    qtbot.wait(20)

    assert isinstance(small.screen, InformPage)
    assert small.page.scrolled > 0


def test_after_a_page_key_the_focus_is_on_something_in_sight(
    typist: Typist, qtbot: QtBot, qapp: QApplication
) -> None:
    to_first_question(typist)
    apply_appearance(qapp, Appearance(theme="light", factor=2.0))
    typist.shell.resize(960, 600)
    qtbot.wait(60)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        qtbot.wait(20)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert typist.page.shows_whole(focus) or isinstance(focus, Button)
