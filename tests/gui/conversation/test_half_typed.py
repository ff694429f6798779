"""Half-typed words that no form takes, and why an outcome was unsaid: never dropped without a word."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from screening_app.gui.presenters.conversation_models import ClosingPage, QuestionModel
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from screening_app.services.unsaid import kept_why
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.test_presenter import YES, FullDisk, Shown, present
from tests.gui.conversation.typist import Typist
from tests.helpers.fake_records import FakeRecords
from tests.services.conftest import ready_to_ask, say

HALF = "en halvtimme"
WHY = "Partnern kom tillbaka in i rummet"


def time_left(view: Shown) -> QuestionModel:
    """Return the question about time as it is shown."""
    questions: tuple[QuestionModel, ...] = getattr(view.screens[-1], "questions", ())
    return next(one for one in questions if one.key == "time-left")


@pytest.mark.parametrize("leave", ["pause", "go_back", "open_place"])
def test_half_a_number_is_told_of_before_it_is_left_out(
    desk: Session, conversation: Conversation, leave: str
) -> None:
    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    presenter, view, navigation = present(desk, conversation)
    presenter.open_place("prepare")
    shown = len(view.screens)
    presenter.keep("time-left", HALF)

    def go() -> None:
        if leave == "open_place":
            presenter.open_place("close")
        else:
            getattr(presenter, leave)()

    go()
    assert navigation.went == []
    assert time_left(view).value == HALF
    assert time_left(view).error == (
        "Write a whole number, such as 25. It is not saved; leave once more to leave it out."
    )

    go()
    assert navigation.went == [("home", "")] or len(view.screens) > shown + 1


def test_what_is_mended_after_that_is_stored_on_leaving(desk: Session, conversation: Conversation) -> None:
    say(desk, conversation, "w1-prepare", {"reason": "routine", "case-kind": "pseudonym"})
    presenter, _view, navigation = present(desk, conversation)
    presenter.open_place("prepare")
    presenter.keep("time-left", HALF)
    presenter.pause()
    presenter.keep("time-left", "3o")
    presenter.pause()
    assert navigation.went == []

    presenter.keep("time-left", "30")
    presenter.pause()

    assert navigation.went == [("home", "")]
    presenter, view, _ = present(desk, conversation)
    presenter.open_place("prepare")
    assert time_left(view).value == "30"


@pytest.fixture
def unsaid(desk: Session, conversation: Conversation) -> Conversation:
    """Return a conversation that ends in a no after a yes."""
    told = say(desk, ready_to_ask(desk, conversation), "w4-ask", YES)
    return say(desk, told, "w4-ask", dict.fromkeys(YES, "no"))


def test_why_an_outcome_was_unsaid_is_there_again_and_goes_when_it_is_on_record(
    desk: Session, unsaid: Conversation
) -> None:
    presenter, _view, _ = present(desk, unsaid)
    presenter.write_why(WHY)
    assert presenter.keep_typed()

    presenter, view, _ = present(desk, unsaid)
    closing = view.screens[-1]
    assert isinstance(closing, ClosingPage)
    assert closing.because == WHY
    presenter.go_on()

    assert view.question == "ClosedPage"
    assert kept_why(desk, unsaid.screening.id) == ""


def test_why_is_not_lost_on_a_full_disk_without_a_word(desk: Session, unsaid: Conversation) -> None:
    disk = FullDisk(desk.unit, [desk.user])
    if not isinstance(desk.records, FakeRecords):
        raise TypeError
    disk.tables = desk.records.tables
    on_disk = replace(desk, records=disk)
    presenter, view, navigation = present(on_disk, unsaid)
    presenter.write_why(WHY)
    disk.full = True
    presenter.save_typed()
    banner = view.frames[-1].banner
    assert banner is not None
    presenter.pause()
    assert navigation.went == []
    assert not presenter.keep_typed()

    disk.full = False
    presenter.save_typed()
    presenter.pause()

    assert navigation.went == [("home", "")]
    assert kept_why(on_disk, unsaid.screening.id) == WHY


def test_why_is_stored_in_a_pause_of_typing_and_may_be_taken_back(
    sit: Sit, desk: Session, unsaid: Conversation, qtbot: QtBot
) -> None:
    typist: Typist = sit(desk, unsaid)
    field = typist.page.findChild(QLineEdit)
    assert field is not None
    for text in (WHY, ""):
        field.setText(text)
        field.textEdited.emit(text)
        qtbot.waitUntil(partial(is_kept, desk, unsaid, text), timeout=10_000)

    assert typist.page.isVisible()


def is_kept(desk: Session, conversation: Conversation, text: str) -> bool:
    return kept_why(desk, conversation.screening.id) == text
