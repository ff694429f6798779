"""In the person's hands: one form, large, and no key that leads to anything of staff's (DESIGN 7)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.answers import AnswerKey
from screening_app.domain.events import Source
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.rehearsal import Rehearsal
from screening_app.gui.shell import Shell
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.conversation import ConversationPage
from screening_app.gui.views.hand_over import HandOver
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.i18n import language, use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation, start_conversation
from screening_app.services.hand_over import NothingToHandOver
from screening_app.services.people import NewPerson, register_person
from screening_app.services.resume import remembered_place
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.conversation.given import ASK, FROM, Given, given_screen, press
from tests.gui.shell.desk import Told, standing, tables
from tests.helpers import fakes
from tests.services.conftest import ready_to_ask, say

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
K = Qt.Key
STAFF_KEYS = [
    *[(key, CONTROL) for key in (K.Key_E, K.Key_D, K.Key_K, K.Key_N, K.Key_F, K.Key_P, K.Key_Period)],
    *[(key, CONTROL) for key in (K.Key_Plus, K.Key_Minus, K.Key_0, K.Key_Question, K.Key_Tab, K.Key_W)],
    *[(key, ALT) for key in (K.Key_1, K.Key_2, K.Key_3, K.Key_4, K.Key_5, K.Key_6, K.Key_7, K.Key_Left)],
    *[(getattr(K, f"Key_{letter}"), Qt.KeyboardModifier.NoModifier) for letter in "DHJKMNRTX"],
    *[(key, Qt.KeyboardModifier.NoModifier) for key in (K.Key_F1, K.Key_Escape, K.Key_Plus, K.Key_Menu)],
    (K.Key_F12, SHIFT),
    (K.Key_F10, Qt.KeyboardModifier.NoModifier),
]
"""Every key of staff's pages, of the desk and of Qt's own windows; those that lock are pressed elsewhere."""


@pytest.fixture
def desk(library: FileFormLibrary) -> Session:
    """Return a desk."""
    return fakes.session(library)


@pytest.fixture
def given(qtbot: QtBot, desk: Session) -> Iterator[Given]:
    """Return a conversation at its first question, at the screen."""
    yield given_screen(qtbot, desk)
    use_language("en", catalogs_folder())


# Before it.


def test_staff_hand_over_with_two_keys_and_not_before_a_last_question(qtbot: QtBot, given: Given) -> None:
    page = given.shell.page
    assert isinstance(page, ConversationPage)

    press(K.Key_H)
    assert "Is the person alone with you?" in given.texts
    assert given.told.alone == []
    qtbot.wait(600)
    press(K.Key_Return)

    ((alone, _keep),) = given.told.alone
    assert isinstance(alone, HandOver)


def test_an_enter_that_comes_too_soon_hands_nothing_over(given: Given) -> None:
    press(K.Key_H)
    given.shell.page.presenter._moment.begin()  # type: ignore[union-attr]
    press(K.Key_Escape)
    press(K.Key_Return)

    assert given.told.alone == []


@pytest.mark.parametrize("step", ["w1-prepare", "w2-safe-check", "w3-inform"])
def test_a_page_of_staff_is_not_handed_over(qtbot: QtBot, given: Given, step: str) -> None:
    page = given.shell.page
    assert isinstance(page, ConversationPage)
    page.presenter.open_step(step)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=2_000)

    press(K.Key_H)
    qtbot.wait(30)

    assert "Is the person alone" not in given.texts
    assert page.findChild(Button, "hand-over") is None


def test_a_step_that_asks_the_person_nothing_is_refused(given: Given) -> None:
    with pytest.raises(NothingToHandOver):
        given.hand_over((StepId("w1-prepare"), AnswerKey(LinkId("reason"))))


# In the person's hands.


def test_nothing_of_staffs_is_shown_or_told_to_a_screen_reader(given: Given) -> None:
    case = next(iter(tables(given.desk).persons.values())).case_number
    assert case in given.texts

    given.hand_over()

    assert "Is there anyone close to you" in given.texts
    for word in (case, "Testa", "Emergency", "For you:", "After a yes", "Plan", "Examples:", "anna", "Anna"):
        assert word not in given.texts
    assert given.frame.windowTitle() == "Conversation Support"


def test_no_key_of_staff_leads_anywhere(qtbot: QtBot, given: Given) -> None:
    page = given.hand_over()
    qtbot.wait(50)
    before, shown = len(tables(given.desk).events), given.texts

    for key, held in STAFF_KEYS:
        press(key, held)
        assert given.frame.page() is page, key
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [given.frame], key
        assert given.texts == shown, key

    assert len(tables(given.desk).events) == before
    assert given.told.alone == []
    assert given.locked == []


def test_the_same_keys_do_something_while_staff_have_the_screen(given: Given) -> None:
    press(K.Key_E, CONTROL)

    assert given.shell.here.name == "emergency"


def test_what_staff_saw_is_gone_and_not_only_covered(qtbot: QtBot, given: Given) -> None:
    shell = given.shell
    gone = list[int]()
    shell.destroyed.connect(lambda: gone.append(1))

    given.hand_over()

    qtbot.waitUntil(lambda: bool(gone), timeout=2_000)


def test_an_answer_is_stored_at_once_and_marked_as_the_persons(given: Given) -> None:
    given.hand_over()

    press(K.Key_2)

    event = tables(given.desk).events[-1]
    assert event.change is not None
    assert (event.change.key.link_id, event.source) == ("controlled", Source.PERSON)
    assert event.change.answer is not None
    assert event.change.answer.values == ("yes",)


def test_not_answering_is_as_large_as_answering_and_the_words_are_the_persons(given: Given) -> None:
    page = given.hand_over()
    options = page.findChildren(Option)

    assert [one.accessibleName() for one in options] == [
        "No",
        "Yes",
        "I do not want to answer",
        "I do not know",
    ]
    assert len({one.height() for one in options}) == 1
    assert options[0].height() >= Size.HANDOVER


def test_what_was_answered_in_another_form_is_not_told(given: Given) -> None:
    say(given.desk, resume_conversation(given.desk, given.screening), "w4-ask", {"hurt": "yes"})

    given.hand_over((StepId("w5-danger"), AnswerKey(LinkId("grave"))))

    assert "Told earlier" not in given.texts
    assert not any(one.isChecked() for one in given.frame.findChildren(Option))


def test_there_is_no_way_back_before_the_first_question(given: Given) -> None:
    page = given.hand_over()

    assert page.findChild(Button, "back") is None
    press(K.Key_Backspace)
    assert given.frame.page() is page
    press(K.Key_1)
    press(K.Key_Return)
    press(K.Key_Backspace)
    assert "Question 1 of 5" in given.texts


def test_without_an_answer_nobody_goes_on(given: Given) -> None:
    given.hand_over()

    press(K.Key_Return)

    assert "Question 1 of 5" in given.texts


def test_at_the_end_no_answer_is_shown_and_enter_locks(given: Given) -> None:
    given.hand_over()
    for _question in range(5):
        press(K.Key_3)
        press(K.Key_Return)

    assert "Thank you. You are done." in given.texts
    assert given.frame.findChildren(Option) == [] or not any(
        one.isVisible() for one in given.frame.findChildren(Option)
    )
    assert set(given.answered().values()) == {"declined"}
    assert given.locked == []
    press(K.Key_Return)
    assert given.locked == ["locked"]


def test_the_end_locks_by_itself(qtbot: QtBot, given: Given) -> None:
    page = given.hand_over()
    page._over.setInterval(20)
    for _question in range(5):
        press(K.Key_1)
        press(K.Key_Return)

    qtbot.waitUntil(lambda: given.locked == ["locked"], timeout=20_000)


def test_stopping_and_closing_lock(given: Given) -> None:
    page = given.hand_over()
    stop = page.findChild(Button, "stop")
    assert stop is not None

    stop.click()
    given.frame.close()

    assert given.locked == ["locked", "locked"]


def test_hidden_there_is_no_way_back_but_the_lock(qtbot: QtBot, given: Given) -> None:
    page = given.hand_over()
    press(K.Key_1)
    hide = page.findChild(Button, "hide")
    assert hide is not None

    hide.click()
    assert isinstance(given.frame.page(), NeutralPage)
    assert "close to you" not in given.texts
    press(K.Key_A)

    assert given.locked == [str(LockReason.USER)]
    assert given.answered() == {"controlled": "no"}


def test_staff_stand_where_they_stood_and_hear_that_the_person_answered(qtbot: QtBot, given: Given) -> None:
    given.hand_over()
    for key in (K.Key_2, K.Key_Return, K.Key_1, K.Key_Return):
        press(key)
    conversation = resume_conversation(given.desk, given.screening)
    assert remembered_place(given.desk, conversation) == FROM

    shell = Shell(given.desk, standing(Told()))
    qtbot.addWidget(shell)
    shell.resize(1280, 720)
    shell.show()

    assert shell.here.screening == given.screening
    page = shell.page
    assert isinstance(page, ConversationPage)
    assert page.presenter.standing == ASK
    banners = " ".join(one.accessibleName() for one in page.findChildren(Banner))
    assert "The person answered here alone." in banners


def test_a_grave_answer_given_alone_stands_above_the_page(qtbot: QtBot, given: Given) -> None:
    say(given.desk, resume_conversation(given.desk, given.screening), "w4-ask", {"hurt": "yes"})
    given.hand_over((StepId("w5-danger"), AnswerKey(LinkId("today"))))
    yes = given.frame.findChild(Option, "yes")
    assert yes is not None
    yes.pick()

    shell = Shell(given.desk, standing(Told()))
    qtbot.addWidget(shell)
    shell.show()

    page = shell.page
    assert isinstance(page, ConversationPage)
    banners = " ".join(one.accessibleName() for one in page.findChildren(Banner))
    assert "Afraid of today." in banners


def test_the_person_reads_another_language_and_staffs_stays(qtbot: QtBot, given: Given) -> None:
    page = given.hand_over()
    press(K.Key_1)
    turn = page.findChild(Button, "language-sv")
    assert turn is not None

    turn.click()

    assert "Finns det någon nära dig" in given.texts
    assert "Dölj skärmen" in given.texts
    chosen = [
        one.accessibleName() for one in page.findChildren(Option) if one.isVisible() and one.isChecked()
    ]
    assert chosen == ["Nej"]
    assert language() == "sv"


def test_what_cannot_be_stored_is_said_and_nobody_goes_on(given: Given) -> None:
    given.hand_over()

    tables(given.desk).relations.clear()

    press(K.Key_1)

    assert "Not saved." in given.texts
    press(K.Key_Return)
    assert "Question 1 of 5" in given.texts


def test_practice_hands_over_too(qtbot: QtBot, desk: Session) -> None:
    use_language("en", catalogs_folder())
    person = register_person(desk, NewPerson(kind=CaseKind.PSEUDONYM))
    conversation = ready_to_ask(desk, start_conversation(desk, person.id, "pathway-health"))
    ended = list[str]()
    practice = Rehearsal(desk, conversation.screening.id, lambda: ended.append("ended"))
    qtbot.addWidget(practice.frame)
    practice.frame.show()

    practice.shell.hand_over(conversation.screening.id, FROM)

    page = practice.frame.page()
    assert isinstance(page, HandOver)
    assert any("Practice." in one.accessibleName() for one in page.findChildren(Banner))
    stop = page.findChild(Button, "stop")
    assert stop is not None
    stop.click()
    assert ended == ["ended"]
