"""What calls for action at once: all of it stays in reach until somebody has turned to it (W-5)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.gui.presenters.alarms import alarms_of
from screening_app.gui.views.emergency import EmergencyPage
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.prose import Prose
from screening_app.services.conversation import add_instance, give_answer
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.test_presenter import CHILDREN, YES, present
from tests.gui.conversation.test_whereabouts import AFRAID, WEAPON
from tests.gui.conversation.typist import Typist
from tests.services.conftest import ready_to_ask, say

ALONE = "A child is alone with the person using violence. Call social services or the emergency number now."
CARE = "A child needs protection or care today."


@pytest.fixture
def told(desk: Session, conversation: Conversation) -> Conversation:
    """Return a conversation in which the questions were answered with a yes."""
    ready = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    return say(desk, ready, "w4-ask", {"who": ["partner"], "when": ["past-year"]})


@pytest.fixture
def two_children(desk: Session, told: Conversation) -> Conversation:
    """Return it with two children, of whom one is alone with the person and one needs care."""
    conversation, step = say(desk, told, "w6-children", CHILDREN), StepId("w6-children")
    for name, question, code in (
        ("Nils", "child-now", "with-person-using-violence"),
        ("Ada", "child-needs-urgent", "yes"),
    ):
        conversation, child = add_instance(desk, conversation, step, AnswerKey(LinkId("child")))
        for link_id, value in (("child-label", name), (question, code)):
            key = AnswerKey(LinkId(link_id), child.instance)
            conversation = give_answer(desk, conversation, step, key, Answer(values=(value,)))
    return conversation


def alarm_of(typist: Typist) -> list[str]:
    """Return what the banners of the page say about danger."""
    return [one.accessibleName() for one in typist.page.notices.banners if one.property("card") == "danger"]


def test_a_child_is_named_as_everywhere_on_screen(desk: Session, two_children: Conversation) -> None:
    assert [one.text for one in alarms_of(two_children)] == [f"Nils: {ALONE}", f"Ada: {CARE}"]


def test_a_newer_alarm_leaves_the_older_one_in_reach_on_later_steps_too(
    desk: Session, told: Conversation
) -> None:
    presenter, view, _ = present(desk, told)
    presenter.choose("today", "yes")
    presenter.choose("grave", "weapon")
    presenter.open_step("w9-plan")

    alarm = view.frames[-1].alarm
    assert alarm is not None
    assert alarm.text.split("\n") == [WEAPON, AFRAID]


def test_of_many_alarms_the_banner_counts_what_emergency_lists(
    sit: Sit, desk: Session, told: Conversation
) -> None:
    say(
        desk,
        told,
        "w5-danger",
        {"today": "here", "grave": ["choked", "weapon", "threat-kill"], "others-now": "alone-with"},
    )
    typist = sit(desk, told)
    (said,) = alarm_of(typist)
    assert len(said.split("\n")) == 2
    assert said.endswith("5 more answers call for action now. Emergency lists them all.")

    typist.page.notices.banners[0].button.click()  # type: ignore[union-attr]

    panel = typist.shell.page
    assert isinstance(panel, EmergencyPage)
    words = {prose.text() for prose in panel.findChildren(Prose)}
    assert {WEAPON, AFRAID, said.split("\n")[0]} <= words


def test_whoever_opened_emergency_has_seen_them_and_a_new_one_comes_alone(
    sit: Sit, desk: Session, told: Conversation
) -> None:
    say(desk, told, "w5-danger", {"today": "yes"})
    typist = sit(desk, told)
    assert alarm_of(typist) == [AFRAID]

    QTest.keyClick(typist.page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    typist.press("Esc")
    assert alarm_of(typist) == []

    typist.page.presenter.open_step("w5-danger")
    typist.page.presenter.go_on()
    typist.page.presenter.choose("grave", "weapon")
    assert alarm_of(typist) == [WEAPON]


def test_a_panel_that_opened_by_itself_leaves_the_banner(sit: Sit, desk: Session, told: Conversation) -> None:
    typist = sit(desk, told)
    typist.press("2")
    assert isinstance(typist.shell.page, EmergencyPage)

    typist.press("Esc")

    assert alarm_of(typist) == [AFRAID]


def test_an_alarm_is_told_once_and_stands_still_from_page_to_page(
    sit: Sit, desk: Session, told: Conversation
) -> None:
    say(desk, told, "w5-danger", {"today": "yes"})
    typist = sit(desk, told)
    first = list(typist.page.notices.banners)
    presenter = typist.page.presenter

    presenter.choose("grave", "none")
    presenter.open_step("w9-plan")

    assert typist.page.notices.banners == first
    assert len(typist.page.findChildren(Banner)) == 1


def test_nobody_who_came_in_reads_what_was_told(sit: Sit, desk: Session, told: Conversation) -> None:
    say(desk, told, "w5-danger", {"today": "yes"})
    typist = sit(desk, told)

    typist.page.presenter.somebody_came()

    assert alarm_of(typist) == []


def test_after_a_lock_what_holds_is_said_again(sit: Sit, desk: Session, two_children: Conversation) -> None:
    typist = sit(desk, two_children)

    assert alarm_of(typist) == [f"Nils: {ALONE}\nAda: {CARE}"]
