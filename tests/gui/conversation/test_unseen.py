"""No key confirms what nobody can have seen: real presses, and a clock that goes on when told."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from screening_app.domain.ids import StepId
from screening_app.gui.presenters.conversation_models import (
    ClosedPage,
    ClosingPage,
    GatePage,
    InformPage,
    QuestionPage,
)
from screening_app.gui.shell import Shell
from screening_app.gui.views.conversation import ConversationPage
from screening_app.gui.views.emergency import EmergencyPage
from screening_app.gui.widgets.option import Option
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.emergency import recorded_ticks, standing
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.typist import Typist
from tests.helpers.still_clock import StillClock
from tests.services.conftest import ready_to_ask, say

LONG = 800
YES = {"controlled": "yes", "hurt": "no", "forced-sex": "no", "money-digital": "no", "afraid": "no"}


@pytest.fixture
def clock() -> StillClock:
    """Return the time as the window sees it."""
    return StillClock()


@pytest.fixture
def desk(desk: Session, clock: StillClock) -> Session:
    """Return the desk with that clock."""
    return replace(desk, clock=clock)


@pytest.fixture
def asking(sit: Sit, desk: Session, conversation: Conversation, clock: StillClock) -> Typist:
    """Return somebody who has read the first question."""
    ready_to_ask(desk, conversation)
    typist = sit(desk, conversation)
    clock.pass_by(LONG)
    return typist


def told_a_yes(desk: Session, conversation: Conversation) -> None:
    """Answer up to whether there is danger today."""
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})


def hit(*keys: Qt.Key) -> None:
    """Press keys as fast as they come."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        QApplication.processEvents()


def shown(typist: Typist) -> object:
    """Return the page of the window, or what the conversation shows."""
    page = typist.shell.page
    return page.screen_shown if isinstance(page, ConversationPage) else page


def panel_of(shell: Shell) -> EmergencyPage:
    """Return the emergency panel, which is open."""
    assert isinstance(shell.page, EmergencyPage)
    return shell.page


def ticks(desk: Session, conversation: Conversation) -> dict[str, object]:
    """Return what is recorded as done in the emergency."""
    done = standing(recorded_ticks(desk, conversation.screening.id))
    return {str(step): at for step, at in done.items()}


# The panel that opens by itself.


@pytest.fixture
def alarmed(sit: Sit, desk: Session, conversation: Conversation, clock: StillClock) -> Typist:
    """Return somebody whose answer has just opened the panel: it is not safe to go home today."""
    told_a_yes(desk, conversation)
    typist = sit(desk, conversation)
    clock.pass_by(LONG)
    assert isinstance(typist.screen, QuestionPage)
    assert typist.screen.question.key == "today"
    hit(Qt.Key.Key_2)
    panel_of(typist.shell)
    return typist


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Backspace])
def test_a_key_meant_for_the_next_question_does_nothing_in_a_panel_that_opened_by_itself(
    alarmed: Typist, desk: Session, conversation: Conversation, key: Qt.Key
) -> None:
    hit(key, key)

    assert not any(row.checked for row in panel_of(alarmed.shell).rows)
    assert ticks(desk, conversation) == {}


def test_the_panel_takes_keys_once_the_keyboard_has_been_still(
    alarmed: Typist, desk: Session, conversation: Conversation, clock: StillClock
) -> None:
    clock.pass_by(600)
    hit(Qt.Key.Key_2)
    clock.pass_by(600)
    hit(Qt.Key.Key_2)
    assert ticks(desk, conversation) == {}

    clock.pass_by(LONG)
    hit(Qt.Key.Key_2)

    assert list(ticks(desk, conversation)) == [panel_of(alarmed.shell).rows[1].code]


def test_a_clock_that_was_set_back_does_not_keep_the_panel_from_working(
    alarmed: Typist, desk: Session, conversation: Conversation, clock: StillClock
) -> None:
    clock.pass_by(-3_600_000)
    hit(Qt.Key.Key_2)

    assert len(ticks(desk, conversation)) == 1


def test_tab_in_the_panel_is_deliberate_and_what_comes_after_it_counts(
    alarmed: Typist, desk: Session, conversation: Conversation
) -> None:
    hit(Qt.Key.Key_Tab, Qt.Key.Key_Space)

    assert list(ticks(desk, conversation)) == [panel_of(alarmed.shell).rows[0].code]


def test_a_click_in_the_panel_counts_at_once(
    alarmed: Typist, desk: Session, conversation: Conversation
) -> None:
    QTest.mouseClick(panel_of(alarmed.shell).rows[3], Qt.MouseButton.LeftButton)

    assert list(ticks(desk, conversation)) == [panel_of(alarmed.shell).rows[3].code]


def test_esc_leaves_the_panel_at_once(alarmed: Typist) -> None:
    hit(Qt.Key.Key_Escape)

    assert isinstance(shown(alarmed), QuestionPage)


def test_a_panel_that_was_asked_for_acts_at_once(
    asking: Typist, desk: Session, conversation: Conversation
) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    hit(Qt.Key.Key_1)

    assert list(ticks(desk, conversation)) == [panel_of(asking.shell).rows[0].code]


# Enter right after what moved on by itself.


@pytest.fixture
def planning(sit: Sit, desk: Session, conversation: Conversation, clock: StillClock) -> Typist:
    """Return somebody whose digit has just led to the plan's first question, which may be left out."""
    told_a_yes(desk, conversation)
    typist = sit(desk, conversation)
    typist.page.presenter.open_step("w9-plan")
    clock.pass_by(LONG)
    hit(Qt.Key.Key_1)
    return typist


def test_enter_right_after_a_digit_does_not_pass_an_optional_question_unseen(
    planning: Typist, clock: StillClock
) -> None:
    after = planning.screen
    assert isinstance(after, QuestionPage)
    assert after.may_skip

    hit(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert planning.screen == after

    clock.pass_by(LONG)
    hit(Qt.Key.Key_Return)
    assert planning.screen != after


def test_enter_twice_at_the_gate_does_not_say_that_all_was_told(
    typist: Typist, clock: StillClock, desk: Session, conversation: Conversation
) -> None:
    clock.pass_by(LONG)
    typist.press("1", "Enter")
    clock.pass_by(LONG)
    typist.press(*"12345678")
    typist.shows(GatePage)

    hit(Qt.Key.Key_Return, Qt.Key.Key_Return)
    typist.shows(InformPage)
    record = resume_conversation(desk, conversation.screening.id).records[StepId("w3-inform")]
    assert not record.is_begun

    clock.pass_by(LONG)
    typist.press("Enter")
    typist.shows(QuestionPage)


def test_five_digits_and_one_enter_are_taken_as_fast_as_they_come(asking: Typist) -> None:
    hit(*[Qt.Key.Key_1] * 5, Qt.Key.Key_Return)

    assert isinstance(asking.screen, ClosedPage)


def test_enter_after_every_digit_reaches_the_same_end(asking: Typist) -> None:
    for _question in range(5):
        hit(Qt.Key.Key_1, Qt.Key.Key_Return)

    assert isinstance(asking.screen, ClosedPage)


def test_enter_counts_at_once_where_something_was_written_on_the_page(planning: Typist) -> None:
    before = planning.screen

    hit(Qt.Key.Key_A, Qt.Key.Key_Return)

    assert planning.screen != before


def test_a_double_click_answers_one_question(asking: Typist) -> None:
    first = asking.screen
    view = asking.page.content
    assert view is not None
    option = next(iter(view.findChildren(Option)))
    place = option.mapTo(asking.shell, option.rect().center())

    QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    second = asking.screen
    below = asking.shell.childAt(place)
    assert isinstance(below, Option)
    QTest.mouseDClick(below, Qt.MouseButton.LeftButton)

    assert second != first
    assert asking.screen == second


# Keys that run on from one page into another.


@pytest.fixture
def following_up(sit: Sit, desk: Session, conversation: Conversation, clock: StillClock) -> Typist:
    """Return somebody who has read a question whose next ones offer other answers."""
    told_a_yes(desk, conversation)
    typist = sit(desk, conversation)
    typist.page.presenter.open_step("w7-own-view")
    clock.pass_by(LONG)
    return typist


def answered(desk: Session, conversation: Conversation, step: str) -> int:
    """Return how many questions of a step have an answer."""
    stored = resume_conversation(desk, conversation.screening.id)
    return len(stored.records[StepId(step)].answers.given)


def test_a_date_written_one_page_late_answers_one_question_at_most(
    following_up: Typist, desk: Session, conversation: Conversation, clock: StillClock
) -> None:
    for key in (Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_Slash, Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_Return):
        clock.pass_by(150)
        hit(key)

    assert answered(desk, conversation, "w7-own-view") == 1


def test_a_sign_that_means_nothing_stops_what_comes_with_it(
    asking: Typist, desk: Session, conversation: Conversation, clock: StillClock
) -> None:
    hit(Qt.Key.Key_9)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_1):
        clock.pass_by(200)
        hit(key)
    assert answered(desk, conversation, "w4-ask") == 0

    clock.pass_by(400)
    hit(Qt.Key.Key_1)
    assert answered(desk, conversation, "w4-ask") == 1


def test_the_space_bar_answers_nothing_on_a_page_of_another_kind_that_has_just_come(
    following_up: Typist, desk: Session, conversation: Conversation, clock: StillClock
) -> None:
    hit(Qt.Key.Key_2, Qt.Key.Key_Space)
    assert answered(desk, conversation, "w7-own-view") == 1

    clock.pass_by(LONG)
    hit(Qt.Key.Key_Space)
    assert answered(desk, conversation, "w7-own-view") == 2


def test_a_sixth_digit_opens_nothing_at_the_end(asking: Typist) -> None:
    hit(*[Qt.Key.Key_1] * 6)

    assert isinstance(asking.screen, ClosingPage)


def test_no_page_that_came_by_itself_takes_a_letter_for_a_command_at_once(
    typist: Typist, clock: StillClock
) -> None:
    clock.pass_by(LONG)
    typist.press("1")
    clock.pass_by(LONG)
    hit(Qt.Key.Key_Return, Qt.Key.Key_N)

    assert typist.shows(GatePage).reasons is None
