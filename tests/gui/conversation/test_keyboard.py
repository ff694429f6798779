"""Whole conversations with key presses only: a no, not asked, a yes; the keys are counted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.ids import StepId
from screening_app.domain.person import CaseKind
from screening_app.domain.records import ResponseStatus
from screening_app.gui.presenters.conversation_models import (
    AfterYesPage,
    ClosedPage,
    ClosingPage,
    GatePage,
    InformPage,
    PreparePage,
    QuestionPage,
)
from screening_app.gui.views.conversation import ConversationPage
from screening_app.gui.views.emergency import EmergencyPage
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit, begun
from tests.gui.conversation.test_presenter import YES
from tests.gui.conversation.typist import Typist, merged, read_script, walk_questions
from tests.services.conftest import ready_to_ask, say

CONDITIONS = 8


def to_first_question(typist: Typist) -> None:
    """Prepare, make the room safe, and tell first."""
    typist.press("1", "Enter")
    typist.press(*[str(digit) for digit in range(1, CONDITIONS + 1)], "Enter")
    typist.press("Enter")


def test_a_no_is_five_digits_and_one_enter_from_the_first_question_to_the_stored_outcome(
    typist: Typist, desk: Session, conversation: Conversation
) -> None:
    to_first_question(typist)
    before = len(typist.pressed)
    assert typist.shows(QuestionPage)

    typist.press("1", "1", "1", "1", "1", "Enter")

    keys = typist.pressed[before:]
    print(f"\nfirst question to asked-no: {len(keys)} keys ({' '.join(keys)}); whole: {len(typist.pressed)}")
    stored = resume_conversation(desk, conversation.screening.id).screening
    assert (stored.outcome, stored.status) == ("asked-no", ResponseStatus.COMPLETED)
    assert typist.shows(ClosedPage)
    assert keys == ["1"] * 5 + ["Enter"]


def test_not_asked_is_two_activations_from_the_gate_to_the_stored_outcome(
    typist: Typist, desk: Session, conversation: Conversation
) -> None:
    typist.press("1", "Enter")
    assert typist.shows(GatePage)
    before = len(typist.pressed)

    typist.press("n", "1")

    stored = resume_conversation(desk, conversation.screening.id).screening
    print(f"\ngate to not-asked: {len(typist.pressed) - before} keys; whole: {len(typist.pressed)}")
    assert (stored.outcome, stored.reason) == ("not-asked", "partner-present")
    assert stored.status is ResponseStatus.COMPLETED
    assert len(typist.pressed) - before == 2


def test_a_yes_goes_from_the_first_page_to_closed_by_keyboard_as_the_script_says(
    sit: Sit, desk: Session
) -> None:
    script = merged(read_script("yes"))
    conversation = begun(desk, CaseKind.IDENTIFIED)
    typist = sit(desk, conversation)

    typist.prepare(script["w1-prepare"])
    typist.gate(script["w2-safe-check"])
    typist.press("Enter")
    typist.press("2", "2")
    typist.somebody_came()
    assert typist.shows(GatePage)
    typist.press("2", "Enter")
    assert typist.shows(QuestionPage).question.key == "forced-sex"
    walk_questions(typist, script, {"w6-children": "child", "w11-contact": "channel"})
    extra = next(one for one in typist.shows(ClosingPage).extra if one.id == "w7-danger-signs")
    typist.press(str(extra.digit))
    walk_questions(typist, script, {})
    assert not typist.shows(ClosingPage).needs
    typist.press("Enter")

    now = resume_conversation(desk, conversation.screening.id)
    print(f"\nyes to closed: {len(typist.pressed)} keys, of them {typist.pressed.count('Enter')} Enter")
    assert now.screening.outcome == "asked-yes"
    assert [len(numbers) for numbers in now.records[StepId("w6-children")].answers.instances.values()] == [2]
    assert typist.shows(ClosedPage)


def test_the_emergency_panel_is_one_key_away_and_its_ticks_are_stored(typist: Typist, desk: Session) -> None:
    to_first_question(typist)
    typist.shell.emergency()
    panel = typist.shell.page
    assert isinstance(panel, EmergencyPage)

    typist.press("1", "2")

    assert [row.checked for row in panel.rows[:3]] == [True, True, False]
    typist.press("Esc")
    assert typist.shows(QuestionPage)


def test_backspace_goes_back_and_the_answer_is_kept_and_can_be_changed(typist: Typist) -> None:
    to_first_question(typist)
    typist.press("1")
    typist.press("Backspace")
    assert [one.code for one in typist.shows(QuestionPage).question.options if one.chosen] == ["no"]

    typist.press("2")
    typist.press("Backspace")

    assert [one.code for one in typist.shows(QuestionPage).question.options if one.chosen] == ["yes"]


def test_f1_shows_what_happens_after_a_yes_and_leads_back(typist: Typist) -> None:
    to_first_question(typist)

    typist.press("F1")
    assert typist.shows(AfterYesPage)
    typist.press("F1")

    assert typist.shows(QuestionPage)


def test_enter_does_not_pass_over_a_question_to_the_person_without_an_answer(typist: Typist) -> None:
    to_first_question(typist)
    before = typist.screen

    typist.press("Enter", "Enter")

    assert typist.screen == before


def test_enter_does_not_pass_an_open_gate_condition(typist: Typist) -> None:
    typist.press("1", "Enter", "1", "2", "3", "Enter")

    assert typist.shows(GatePage)


def test_pages_come_in_order_before_the_first_question(typist: Typist) -> None:
    assert typist.shows(PreparePage)
    typist.press("1", "Enter")
    assert typist.shows(GatePage)
    typist.press(*"12345678", "Enter")
    assert typist.shows(InformPage)


@pytest.mark.parametrize("keys", [("n",), ("n", "Esc")])
def test_asking_why_not_stores_nothing_by_itself(
    typist: Typist, desk: Session, conversation: Conversation, keys: tuple[str, ...]
) -> None:
    typist.press("1", "Enter", *keys)

    assert resume_conversation(desk, conversation.screening.id).screening.outcome is None


def test_who_types_faster_than_the_window_draws_still_has_the_focus(typist: Typist, qtbot: QtBot) -> None:
    typist.press("1", "Enter")

    for key in (Qt.Key.Key_N, Qt.Key.Key_1):
        # Nothing else happens before the next key.
        QTest.keyClick(QApplication.focusWidget() or typist.shell, key)
    qtbot.wait(50)

    focus = QApplication.focusWidget()
    assert typist.shows(ClosedPage)
    assert focus is not None
    assert focus.objectName() == "forward"


def test_what_is_written_without_a_pause_is_stored_all_the_same(typist: Typist, desk: Session) -> None:
    page = typist.shell.page
    assert isinstance(page, ConversationPage)
    page._typed("time-left", "2")
    first = page._pause.remainingTime()
    QTest.qWait(120)
    page._typed("time-left", "25")

    assert page._pause.remainingTime() <= first - 80


@pytest.mark.parametrize(("stands_on", "shows"), [("after-yes", AfterYesPage), ("back", InformPage)])
def test_enter_presses_the_button_that_has_the_focus_and_does_not_go_on(
    typist: Typist, stands_on: str, shows: type
) -> None:
    to_first_question(typist)
    typist.tab_to(stands_on)

    typist.press("Enter")

    assert typist.shows(shows)


def test_enter_on_pause_leaves_the_conversation(typist: Typist) -> None:
    to_first_question(typist)
    typist.tab_to("pause")

    typist.press("Enter")

    assert typist.shell.here.name == "home"


@pytest.mark.parametrize("stands_on", ["pause", "somebody-came", "lock"])
def test_the_keys_of_the_page_work_wherever_the_focus_is(typist: Typist, stands_on: str) -> None:
    to_first_question(typist)
    typist.press("1")
    second = typist.shows(QuestionPage).question.key
    typist.tab_to(stands_on)

    typist.press("Backspace")
    assert typist.shows(QuestionPage).question.key != second
    typist.tab_to(stands_on)
    typist.press("1")

    assert typist.shows(QuestionPage).question.key == second


def test_enter_on_the_closing_page_closes_though_more_may_still_be_asked(typist: Typist) -> None:
    to_first_question(typist)
    typist.press("1", "1", "1", "1", "1")
    assert typist.shows(ClosingPage).extra

    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "forward"


def test_a_suspicion_is_written_although_nothing_was_asked(
    typist: Typist, desk: Session, conversation: Conversation
) -> None:
    typist.press("1", "Enter", "n")
    also = typist.shows(GatePage).also
    assert [step.id for step in also] == ["w4-suspicion"]

    typist.press(str(also[0].digit))
    assert typist.shows(GatePage).then == "w4-suspicion"
    typist.press("1")

    assert typist.shell.here.name == "home", "somebody may be in the room"
    stored = resume_conversation(desk, conversation.screening.id)
    assert stored.screening.status is ResponseStatus.IN_PROGRESS
    reason = stored.records[StepId("w2-safe-check")].evaluation.effective
    assert [answer.values for key, answer in reason.items() if key.link_id == "cannot-ask"] == [
        ("partner-present",)
    ]
    typist.shell.conversation(conversation.screening.id)
    assert typist.shows(QuestionPage).question.key == "behaviour-signs"


def test_what_is_typed_beside_a_condition_is_stored_with_the_next_tick(typist: Typist) -> None:
    typist.press("1", "Enter")
    said = {"interpreter": "professional", "interpreter-accepted": "yes", "interpreter-mode": "phone"}
    typist.say_conditions({**said, "interpreter-language": "dari"})

    typist.press("6", "7", "8")

    rows = {row.key: row for row in typist.shows(GatePage).rows}
    assert {detail.key: detail.value for detail in rows["interpreter"].details} == {
        "interpreter-accepted": "yes",
        "interpreter-mode": "phone",
        "interpreter-language": "dari",
        "interpreter-id": "",
    }
    assert all(rows[key].done for key in ("interpreter", "capacity", "time", "screen"))


def test_a_step_at_the_end_is_left_by_the_place_of_the_rail_that_it_belongs_to(
    typist: Typist, desk: Session, conversation: Conversation
) -> None:
    say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    typist.shell.home()
    typist.shell.conversation(conversation.screening.id)
    typist.page.presenter.open_step("w13-follow-up")
    assert typist.shows(QuestionPage).question.key == "contact-read"

    typist.tab_to("steps")
    typist.press("End", "Enter")

    assert typist.shows(ClosingPage)
