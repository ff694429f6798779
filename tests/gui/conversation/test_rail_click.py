"""A click on the rail leaves the page its keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from screening_app.gui.presenters.conversation_models import QuestionPage
from screening_app.gui.widgets.step_rail import StepRail
from tests.gui.conversation.test_keyboard import to_first_question
from tests.gui.conversation.typist import Typist


def click(typist: Typist, row: int) -> None:
    """Click a step of the rail."""
    (rail,) = [one for one in typist.shell.findChildren(StepRail) if one.isVisible()]
    steps = rail.list
    place = steps.visualRect(steps.model().index(row, 0)).center()
    QTest.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def test_a_click_on_a_coming_step_changes_nothing_and_digits_go_on_answering(typist: Typist) -> None:
    to_first_question(typist)
    before = typist.shows(QuestionPage).question.key
    stood_on = QApplication.focusWidget()

    click(typist, 7)
    assert typist.shows(QuestionPage).question.key == before
    assert QApplication.focusWidget() is stood_on

    typist.press("1")
    assert typist.shows(QuestionPage).question.key != before
