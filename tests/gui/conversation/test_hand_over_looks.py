"""The page in the person's hands has room for every word, at any size, theme and direction."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from screening_app.domain.person import CaseKind
from screening_app.gui.views.hand_over import HandOver
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import start_conversation
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.conversation.given import FROM, Given, given_screen, press
from tests.gui.looks import Look, look
from tests.gui.shell.test_fit import settle
from tests.helpers import fakes
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.front import bring_to_front
from tests.helpers.overflow import overflows
from tests.services.conftest import ready_to_ask, say

__all__ = ["look"]

K = Qt.Key


@pytest.fixture
def desk(library: FileFormLibrary) -> Session:
    """Return a desk."""
    return fakes.session(library)


@pytest.fixture
def given(qtbot: QtBot, desk: Session) -> Iterator[Given]:
    """Return a conversation at its first question, at the screen."""
    yield given_screen(qtbot, desk)
    use_language("en", catalogs_folder())


@pytest.mark.parametrize("mirrored", [False, True], ids=["as drawn", "mirrored"])
def test_every_text_has_its_room_and_tab_follows_the_eye(
    qtbot: QtBot, qapp: QApplication, desk: Session, look: Look, mirrored: bool
) -> None:
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    conversation = ready_to_ask(desk, start_conversation(desk, person.id, "pathway-health"))
    say(desk, conversation, "w4-ask", {"afraid": "yes"})
    page = HandOver(desk, conversation.screening.id, FROM, hide=print, lock=print)
    if mirrored:
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(page)
    page.resize(look.width, look.height)
    page.show()
    bring_to_front(qtbot, page)
    for at in range(8):
        settle(qtbot)
        assert overflows(page) == [], at
        press(K.Key_1)
        press(K.Key_Return)
    assert page.presenter._is_over


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
def test_tab_follows_the_eye(qtbot: QtBot, given: Given, width: int, height: int) -> None:
    given.frame.resize(width, height)
    page = given.hand_over()
    press(K.Key_1)
    press(K.Key_Return)
    qtbot.wait(40)

    found = stops(given.frame)

    assert disorders(found) + unreached(page, found) == []


@pytest.mark.parametrize("number", range(2))
def test_a_question_opens_at_its_top(qtbot: QtBot, given: Given, number: int) -> None:
    given.frame.resize(960, 600)
    page = given.hand_over()
    for _question in range(number):
        press(K.Key_1)
        press(K.Key_Return)
    qtbot.wait(60)

    area = next(one for one in page.findChildren(QScrollArea) if one.isVisible())

    assert area.verticalScrollBar().value() == 0
