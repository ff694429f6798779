"""Nothing typed is lost, whatever covers the page and however full the disk is; nor is a tick."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.conversation_models import QuestionPage
from screening_app.gui.presenters.emergency_ticks import UNSAVED
from screening_app.gui.views.conversation import ConversationPage
from screening_app.gui.views.emergency import EmergencyPage
from screening_app.gui.views.start import StartPage
from screening_app.gui.widgets.field import Field
from screening_app.services.conversation_state import Conversation
from screening_app.services.emergency import recorded_ticks
from screening_app.services.session import Session
from screening_app.vault.errors import DiskFull
from tests.gui.conversation.conftest import Sit, begun
from tests.gui.conversation.test_presenter import FullDisk, present
from tests.gui.conversation.test_unseen import hit, told_a_yes
from tests.gui.conversation.typist import Typist
from tests.helpers.fake_records import FakeRecords

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def disk(desk: Session) -> FullDisk:
    """Return the records of the desk on a disk that can be full."""
    records = FullDisk(desk.unit, [desk.user])
    if not isinstance(desk.records, FakeRecords):
        raise TypeError
    records.tables = desk.records.tables
    return records


@pytest.fixture
def desk_on_disk(desk: Session, disk: FullDisk) -> Session:
    """Return the desk on that disk."""
    return replace(desk, records=disk)


@pytest.fixture
def planning(sit: Sit, desk_on_disk: Session) -> Typist:
    """Return somebody at a question that is answered in their own words."""
    conversation = begun(desk_on_disk, CaseKind.PSEUDONYM)
    told_a_yes(desk_on_disk, conversation)
    typist = sit(desk_on_disk, conversation)
    typist.page.presenter.open_step("w9-plan")
    typist.press("1")
    assert question(typist) == "early-signs"
    return typist


def question(typist: Typist) -> str:
    """Return the key of the question shown."""
    return typist.shows(QuestionPage).question.key


def written(typist: Typist) -> str:
    """Return what stands in the field that has the focus."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    assert typist.page.isAncestorOf(focus)
    return focus.toPlainText()


def emergency(typist: Typist) -> EmergencyPage:
    """Open the panel by its key."""
    QTest.keyClick(QApplication.focusWidget() or typist.shell, Qt.Key.Key_E, CONTROL)
    QApplication.processEvents()
    page = typist.shell.page
    assert isinstance(page, EmergencyPage)
    return page


def warnings(typist: Typist) -> list[str]:
    """Return what the banners of the page say."""
    page = typist.shell.page
    assert page is not None
    return [banner.accessibleName() for banner in page.notices.banners]


def test_half_a_text_is_there_again_after_the_emergency_panel_at_the_same_question(planning: Typist) -> None:
    planning.write("han blir tyst")
    emergency(planning)
    hit(Qt.Key.Key_Escape)

    assert question(planning) == "early-signs"
    assert written(planning) == "han blir tyst"


def test_half_a_text_is_there_again_after_a_lock_at_the_same_question(
    planning: Typist, desk_on_disk: Session
) -> None:
    planning.write("han blir tyst")
    assert planning.shell.keep_typed()

    _presenter, view, _ = present(desk_on_disk, planning.page.presenter.conversation)

    screen = view.screens[-1]
    assert isinstance(screen, QuestionPage)
    assert (screen.question.key, screen.question.value) == ("early-signs", "han blir tyst")


def test_a_lock_over_the_emergency_panel_keeps_what_is_half_typed_beneath_it(
    planning: Typist, desk_on_disk: Session, disk: FullDisk
) -> None:
    conversation = planning.page.presenter.conversation
    planning.write("han blir tyst")
    disk.full = True
    emergency(planning)
    assert not planning.shell.keep_typed()
    disk.full = False
    assert planning.shell.keep_typed()

    _presenter, view, _ = present(desk_on_disk, conversation)

    screen = view.screens[-1]
    assert isinstance(screen, QuestionPage)
    assert (screen.question.key, screen.question.value) == ("early-signs", "han blir tyst")


def test_who_goes_on_after_a_pause_in_typing_comes_back_at_the_next_question(
    planning: Typist, desk_on_disk: Session
) -> None:
    planning.write("han blir tyst")
    planning.page.presenter.save_typed()
    planning.press("Enter")
    after = question(planning)
    assert after != "early-signs"

    _presenter, view, _ = present(desk_on_disk, planning.page.presenter.conversation)

    assert view.question == after


def test_a_choice_of_several_comes_back_at_its_own_question(
    desk: Session, conversation: Conversation
) -> None:
    told_a_yes(desk, conversation)
    presenter, view, _ = present(desk, conversation)
    presenter.choose("today", "no")
    presenter.choose("grave", "weapon")
    assert view.question == "grave"

    _again, later, _ = present(desk, conversation)

    assert later.question == "grave"


def test_on_a_full_disk_the_text_is_there_after_the_panel_and_is_said_not_to_be_saved(
    planning: Typist, disk: FullDisk
) -> None:
    disk.full = True
    planning.write("han blir tyst")
    emergency(planning)
    hit(Qt.Key.Key_Escape)

    assert written(planning) == "han blir tyst"
    assert warnings(planning) == [DiskFull().describe()]
    assert planning.shows(QuestionPage).question.unsaved == "Not saved."


def test_on_a_full_disk_nobody_leaves_what_is_not_saved_without_being_told(
    planning: Typist, disk: FullDisk
) -> None:
    disk.full = True
    planning.write("han blir tyst")

    for leave in (planning.page.presenter.go_back, planning.page.presenter.pause):
        leave()
        QApplication.processEvents()
        assert isinstance(planning.shell.page, ConversationPage)
        assert written(planning) == "han blir tyst"
        assert warnings(planning) == [DiskFull().describe()]


def test_what_was_not_saved_is_tried_again_by_itself_and_the_warning_goes(
    planning: Typist, disk: FullDisk, qtbot: QtBot
) -> None:
    disk.full = True
    planning.write("han blir tyst")
    qtbot.waitUntil(lambda: bool(warnings(planning)))
    assert written(planning) == "han blir tyst"

    disk.full = False

    qtbot.waitUntil(lambda: not warnings(planning))
    assert written(planning) == "han blir tyst"
    assert not planning.shows(QuestionPage).question.unsaved


def test_the_cursor_stays_where_it_was_when_a_warning_appears(
    planning: Typist, disk: FullDisk, qtbot: QtBot
) -> None:
    disk.full = True
    planning.write("han tyst")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    cursor = focus.textCursor()
    cursor.setPosition(4)
    focus.setTextCursor(cursor)
    qtbot.waitUntil(lambda: bool(warnings(planning)))

    planning.write("blir ")

    assert written(planning) == "han blir tyst"


def test_a_tick_that_is_not_stored_says_so_and_is_stored_once_there_is_room(
    planning: Typist, desk_on_disk: Session, disk: FullDisk, qtbot: QtBot
) -> None:
    screening = planning.page.presenter.conversation.screening.id
    disk.full = True
    panel = emergency(planning)

    hit(Qt.Key.Key_1)

    assert panel.rows[0].checked
    assert panel.rows[0].accessibleDescription().endswith("not saved")
    assert warnings(planning) == [DiskFull().describe()]
    disk.full = False
    qtbot.waitUntil(lambda: not warnings(planning), timeout=8_000)
    assert not panel.rows[0].accessibleDescription().endswith("not saved")
    assert [tick.step for tick in recorded_ticks(desk_on_disk, screening)] == [panel.rows[0].code]


def test_a_tick_that_is_not_stored_outlives_the_panel_and_the_lock_tells_of_it(
    planning: Typist, desk_on_disk: Session, disk: FullDisk
) -> None:
    screening = planning.page.presenter.conversation.screening.id
    disk.full = True
    panel = emergency(planning)
    hit(Qt.Key.Key_1, Qt.Key.Key_Escape)
    assert warnings(planning) == [DiskFull().describe()]
    assert not planning.shell.keep_typed()

    disk.full = False
    assert planning.shell.keep_typed()

    assert UNSAVED == {}
    assert [tick.step for tick in recorded_ticks(desk_on_disk, screening)] == [panel.rows[0].code]


def test_leaving_on_a_full_disk_with_nothing_typed_leads_to_today(planning: Typist, disk: FullDisk) -> None:
    disk.full = True
    planning.page.presenter.pause()

    assert planning.shell.here.name == "home"


def test_what_was_filled_in_before_a_conversation_is_there_after_the_panel(planning: Typist) -> None:
    planning.page.presenter.pause()
    planning.shell.start()
    page = planning.shell.page
    assert isinstance(page, StartPage)
    hit(Qt.Key.Key_1)
    planning.write("Testa")
    emergency(planning)
    hit(Qt.Key.Key_Escape)

    focus = QApplication.focusWidget()
    assert planning.shell.page is page
    assert focus is not None
    assert page.isAncestorOf(focus)
    assert "Testa" in [field.value for field in page.findChildren(Field)]
