"""The window after unlock: standing actions from everywhere, one page at a time, sizes and languages."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.ids import ScreeningId
from screening_app.gui.pages import Place
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.shell import Shell
from screening_app.gui.theme.current import theme
from screening_app.gui.views.navigation_bar import NavigationBar, destinations
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.navigation_row import NavigationRow
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.step_rail import StepRail
from screening_app.i18n import language
from screening_app.services.preferences import preferences_of
from screening_app.services.session import Session
from screening_app.services.today import desk_today
from tests.gui.shell.desk import NAME, Told, named_person

DESK = ("home", "people", "start", "appearance")
STANDING = ("emergency", "hide", "lock")


def texts(shell: QWidget) -> str:
    """Return every text that a label of the window shows."""
    return "\n".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


def button(shell: Shell, name: str) -> Button:
    """Return a button by its object name."""
    found = shell.findChild(Button, name)
    assert found is not None
    return found


def press(qtbot: QtBot, shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or shell, key, modifier)


@pytest.mark.parametrize("code", DESK)
def test_standing_actions_are_at_the_same_place_on_every_page(shell: Shell, code: str) -> None:
    before = {name: button(shell, name).geometry() for name in STANDING}

    shell.go_to(code)

    assert {name: button(shell, name).geometry() for name in STANDING} == before
    places = [before[name].x() for name in STANDING]
    assert places == sorted(places)


def test_lock_and_hide_go_straight_to_the_process(shell: Shell, told: Told) -> None:
    button(shell, "lock").click()
    button(shell, "hide").click()

    assert told.locked == [LockReason.USER]
    assert told.hidden == 1


def test_every_control_has_a_name(shell: Shell) -> None:
    for code in DESK:
        shell.go_to(code)
        nameless = [
            widget
            for widget in shell.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not widget.accessibleName()
        ]
        assert nameless == [], code


def test_resting_pages_name_nobody(shell: Shell) -> None:
    for code in DESK:
        shell.go_to(code)
        assert NAME not in texts(shell)
        assert "198112180001" not in texts(shell)
    assert shell.windowTitle() == ""


def test_the_keys_of_the_desk_lead_about(qtbot: QtBot, shell: Shell) -> None:
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    seen = []
    for key, modifier in (
        (Qt.Key.Key_2, alt),
        (Qt.Key.Key_5, alt),
        (Qt.Key.Key_F, control),
        (Qt.Key.Key_1, alt),
        (Qt.Key.Key_N, control),
    ):
        press(qtbot, shell, key, modifier)
        seen.append(shell.here.name)

    assert seen == ["people", "appearance", "people", "home", "start"]


def test_from_a_persons_page_a_new_conversation_is_with_that_person(
    qtbot: QtBot, shell: Shell, busy: Session
) -> None:
    person = named_person(busy)
    shell.person(person)

    press(qtbot, shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert shell.here == Place("start", person=person)


def test_back_leads_through_the_pages_and_ends_at_today(shell: Shell, busy: Session) -> None:
    shell.people()
    shell.person(named_person(busy))
    shell.back()
    assert shell.here.name == "people"
    shell.back()
    shell.back()
    assert shell.here.name == "home"


def test_the_navigation_marks_where_one_is(shell: Shell, busy: Session) -> None:
    shell.person(named_person(busy))

    here = [row.objectName() for row in shell.findChildren(NavigationRow) if row.isChecked()]
    assert here == ["people"]


def test_only_one_page_stays_alive(qtbot: QtBot, shell: Shell) -> None:
    first = shell.page
    assert first is not None
    with qtbot.waitSignal(first.destroyed, timeout=2_000):
        shell.people()


def test_a_page_that_cannot_be_opened_says_why_and_leads_on(shell: Shell) -> None:
    shell.conversation(ScreeningId("nobody"))

    assert "No person matches" in texts(shell)


def test_the_time_to_the_lock_and_of_the_last_commit_are_in_the_bar(
    shell: Shell, told: Told, busy: Session
) -> None:
    shell.person(named_person(busy))

    told.ticked.emit(161)

    assert "Locks in 2:41" in texts(shell)
    assert "Everything is saved" in texts(shell)
    assert "No recovery and no backup yet" in texts(shell)


def test_another_language_makes_every_text_anew_and_is_kept(shell: Shell, busy: Session) -> None:
    shell.appearance()
    assert shell.page is not None

    option = shell.page.findChild(Option, "sv")
    assert option is not None
    option.pick()

    assert language() == "sv"
    assert preferences_of(busy).language == "sv"
    assert shell.here.name == "appearance"
    assert "Svenska" in texts(shell)


def test_text_grows_by_key_and_goes_back(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    control = Qt.KeyboardModifier.ControlModifier

    press(qtbot, shell, Qt.Key.Key_Plus, control)
    press(qtbot, shell, Qt.Key.Key_Plus, control)
    assert theme().tokens.factor == 1.3
    assert preferences_of(busy).percent == 130

    press(qtbot, shell, Qt.Key.Key_0, control)
    assert theme().tokens.factor == 1.0


def test_large_text_lays_the_navigation_across(qtbot: QtBot, shell: Shell) -> None:
    for _ in range(5):
        shell.resize_text(1)

    qtbot.waitUntil(lambda: visible_bar(shell).width() == shell.width())


def test_large_text_leaves_no_rail_behind_under_the_bars(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    draft = desk_today(busy).drafts[0].screening
    shell.conversation(draft)
    assert [rail.isVisible() for rail in shell.findChildren(StepRail)] == [True]
    shell.home()
    for _ in range(5):
        shell.resize_text(1)

    shell.conversation(draft)

    qtbot.waitUntil(lambda: shell.here.name == "conversation")
    assert shell.findChildren(StepRail) != []
    assert [rail for rail in shell.findChildren(StepRail) if rail.isVisible()] == []


def test_a_narrow_window_does_the_same_and_a_wide_one_takes_it_back(qtbot: QtBot, shell: Shell) -> None:
    shell.resize(960, 600)
    qtbot.waitUntil(lambda: visible_bar(shell).width() == 960)

    shell.resize(1280, 720)
    qtbot.waitUntil(lambda: visible_bar(shell).width() < 300)


def visible_bar(shell: Shell) -> NavigationBar:
    """Return the navigation that is shown."""
    (bar,) = [bar for bar in shell.findChildren(NavigationBar) if bar.isVisible()]
    return bar


def test_after_quick_hide_the_focus_returns_to_the_page(qtbot: QtBot, shell: Shell) -> None:
    shell.people()
    assert shell.page is not None
    button(shell, "lock").setFocus()

    shell.setFocus(Qt.FocusReason.OtherFocusReason)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert shell.page.isAncestorOf(focused)


def test_the_emergency_key_works_on_top_of_a_dialog_and_turns_it_down(qtbot: QtBot, shell: Shell) -> None:
    dialog = QDialog(shell)
    seen: list[int] = []
    dialog.finished.connect(seen.append)
    QTimer.singleShot(
        0, dialog, lambda: qtbot.keyClick(dialog, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    )

    dialog.exec()

    assert seen == [QDialog.DialogCode.Rejected]
    assert shell.here.name == "emergency"
    shell.back()
    assert shell.here.name == "home"


def smallest(qtbot: QtBot, shell: Shell) -> None:
    """Make the window as small, and its text as large, as they come."""
    shell.resize(960, 600)
    for _ in range(5):
        shell.resize_text(1)
    qtbot.waitUntil(lambda: visible_bar(shell).width() == 960)


def test_in_the_smallest_window_the_navigation_is_one_line_and_leaves_no_place_out(
    qtbot: QtBot, shell: Shell
) -> None:
    smallest(qtbot, shell)
    for place in destinations():
        shell.go_to(place.code)
        bar = visible_bar(shell)
        qtbot.wait(20)
        rows = [row for row in bar.findChildren(NavigationRow) if row.isVisible()]
        listed = [action.objectName() for action in bar.menu().actions()]

        assert {row.y() for row in rows} == {0}
        assert place.code in [row.objectName() for row in rows]
        assert sorted([*listed, *(row.objectName() for row in rows)]) == sorted(
            one.code for one in destinations()
        )

    unseen = visible_bar(shell).menu().actions()[0]
    unseen.trigger()
    assert shell.here.name == unseen.objectName()


def test_in_the_smallest_window_the_emergency_panel_has_the_room_and_shows_its_number(
    qtbot: QtBot, shell: Shell
) -> None:
    smallest(qtbot, shell)
    shell.emergency()
    qtbot.wait(40)
    page = shell.page
    assert page is not None
    numbers = [one for one in page.findChildren(Prose) if one.text() == "112" and one.isVisible()]
    step = next(iter(page.findChildren(CheckRow)))

    assert not [bar for bar in shell.findChildren(NavigationBar) if bar.isVisible()]
    assert any(page.shows_whole(number) for number in numbers)
    assert page.shows_whole(step)
    assert [button(shell, name).shown_key for name in STANDING] == ["Ctrl E", "F12", "Ctrl L"]

    shell.back()
    assert visible_bar(shell).isVisible()
