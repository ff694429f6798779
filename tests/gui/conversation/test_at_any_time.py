"""What can be done at any time: seen at every size, with a key that works wherever one stands."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.ids import StepId
from screening_app.gui.presenters.conversation_models import GatePage, QuestionPage
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.widgets.button import Button
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.test_alarms import told
from tests.gui.conversation.typist import Typist
from tests.services.conftest import ready_to_ask

__all__ = ["told"]
AT_ANY_TIME = {"somebody-came": "F2", "pause": "F3"}


def strike(key: Qt.Key) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def stored_of(desk: Session, conversation: Conversation) -> str:
    """Return what is on record of what happened."""
    stored = resume_conversation(desk, conversation.screening.id)
    return str(stored.records[StepId("w5-what-happened")].answers.given)


@pytest.fixture
def writing(sit: Sit, desk: Session, told: Conversation) -> Typist:
    """Return somebody who writes in a field."""
    typist = sit(desk, told)
    typist.page.presenter.open_step("w5-what-happened")
    typist.write("half")
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    return typist


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1280, 640)])
def test_both_are_in_sight_with_their_keys_at_every_size(
    sit: Sit,
    desk: Session,
    conversation: Conversation,
    qtbot: QtBot,
    qapp: QApplication,
    size: tuple[int, int],
    factor: float,
) -> None:
    ready_to_ask(desk, conversation)
    typist = sit(desk, conversation)
    apply_appearance(qapp, Appearance(theme="light", factor=factor))
    typist.shell.resize(*size)
    qtbot.wait(60)

    column = typist.page.findChild(QWidget, "column")
    assert column is not None
    assert (typist.shell.width(), typist.shell.height()) == size
    for name, key in AT_ANY_TIME.items():
        (button,) = [one for one in typist.shell.findChildren(Button, name) if one.isVisible()]
        place = QRect(button.mapTo(typist.shell, QPoint(0, 0)), button.size())
        assert typist.shell.rect().contains(place)
        assert button.width() >= button.sizeHint().width()
        assert not column.isAncestorOf(button), "it would scroll away"
        assert button.shown_key == key


def test_somebody_came_in_while_a_field_was_being_written_in(
    writing: Typist, desk: Session, told: Conversation
) -> None:
    strike(Qt.Key.Key_F2)

    assert isinstance(writing.screen, GatePage)
    assert "half" in stored_of(desk, told)


def test_pause_leaves_for_today_and_keeps_what_was_written(
    writing: Typist, desk: Session, told: Conversation
) -> None:
    strike(Qt.Key.Key_F3)

    assert writing.shell.here.name == "home"
    assert "half" in stored_of(desk, told)


def test_at_the_gate_the_key_says_nothing(typist: Typist) -> None:
    typist.press("1", "Enter")
    gate = typist.shows(GatePage)

    strike(Qt.Key.Key_F2)

    assert typist.screen == gate


def test_on_a_page_shown_on_top_the_key_says_nothing(sit: Sit, desk: Session, told: Conversation) -> None:
    typist = sit(desk, told)
    typist.press("F1")
    shown = typist.screen
    assert not isinstance(shown, QuestionPage)

    strike(Qt.Key.Key_F2)

    assert typist.screen == shown
