"""Options and check rows say what was chosen, and never choose by themselves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.theme.layout import Column
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.option import Option
from tests.helpers.appearance import shown

LONG = "Ja, under det senaste året, och det har hänt mer än en gång under den tiden"


Group = Callable[..., list[Option]]


@pytest.fixture
def group(qtbot: QtBot) -> Group:
    """Return a maker of three options in a window that is shown."""
    window = QWidget()

    def make(*, multiple: bool = False) -> list[Option]:
        column = Column(window)
        options = [Option(code, code.title(), digit=n, multiple=multiple) for n, code in enumerate("abc", 1)]
        for option in options:
            column.addWidget(option)
        shown(qtbot, window, 600, 300)
        return options

    return make


def test_space_picks_an_option(qtbot: QtBot, group: Group) -> None:
    first, *_ = group()

    with qtbot.waitSignal(first.picked, timeout=1_000) as picked:
        qtbot.keyClick(first, Qt.Key.Key_Space)

    assert picked.args == ["a"]


def test_a_click_picks_an_option(qtbot: QtBot, group: Group) -> None:
    first, *_ = group()

    with qtbot.waitSignal(first.picked, timeout=1_000):
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)

    assert first.checked


def test_picking_again_says_so_again(qtbot: QtBot, group: Group) -> None:
    first, *_ = group()
    first.pick()

    with qtbot.waitSignal(first.picked, timeout=1_000):
        first.pick()


def test_of_single_options_one_is_chosen(qtbot: QtBot, group: Group) -> None:
    options = group()
    options[0].pick()
    options[1].pick()

    assert [option.checked for option in options] == [False, True, False]


def test_of_several_options_all_can_be_chosen(qtbot: QtBot, group: Group) -> None:
    options = group(multiple=True)
    options[0].pick()
    options[1].pick()

    assert [option.checked for option in options] == [True, True, False]


def test_an_answer_can_be_taken_back(qtbot: QtBot, group: Group) -> None:
    first, *_ = group()
    first.pick()
    first.checked = False

    assert not first.checked


def test_showing_an_answer_is_not_picking_it(qtbot: QtBot, group: Group) -> None:
    first, *_ = group()

    with qtbot.assertNotEmitted(first.picked):
        first.checked = True


@pytest.mark.parametrize(("key", "at"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 2), (Qt.Key.Key_Right, 1)])
def test_arrows_move_the_focus_and_choose_nothing(qtbot: QtBot, group: Group, key: Qt.Key, at: int) -> None:
    options = group()
    options[0].pick()
    options[0].setFocus()

    qtbot.keyClick(options[0], key)

    assert options[at].hasFocus()
    assert [option.checked for option in options] == [True, False, False]


def test_nothing_shifts_when_an_answer_is_chosen(qtbot: QtBot) -> None:
    option = Option("year", LONG, digit=1)
    qtbot.addWidget(option)
    before = [option.heightForWidth(width) for width in range(200, 900, 7)]
    option.checked = True

    assert [option.heightForWidth(width) for width in range(200, 900, 7)] == before


def test_a_long_answer_wraps(qtbot: QtBot) -> None:
    option = Option("year", LONG, digit=1)
    qtbot.addWidget(option)

    assert option.heightForWidth(300) > option.heightForWidth(900) == 50


@pytest.mark.parametrize(
    ("row", "role"),
    [
        (lambda: Option("no", "Nej", digit=1), QAccessible.Role.RadioButton),
        (lambda: Option("no", "Nej", digit=1, multiple=True), QAccessible.Role.CheckBox),
        (lambda: CheckRow("alone", "Nej", digit=1), QAccessible.Role.CheckBox),
    ],
)
def test_screen_readers_hear_role_name_key_and_state(
    qtbot: QtBot, row: type[Option], role: QAccessible.Role
) -> None:
    made = row()  # type: ignore[call-arg]
    qtbot.addWidget(made)
    made.checked = True
    heard = QAccessible.queryAccessibleInterface(made)

    assert heard is not None
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (role, "Nej")
    assert heard.text(QAccessible.Text.Description) == "Key 1"
    assert heard.state().checked


def test_screen_readers_hear_the_place_in_the_group(qtbot: QtBot) -> None:
    option = Option("no", "Nej", digit=1)
    qtbot.addWidget(option)
    option.set_position(1, 3)

    assert option.accessibleDescription() == "Key 1, 1 of 3"


def test_an_ampersand_is_no_shortcut(qtbot: QtBot) -> None:
    option = Option("both", "Han & hon", digit=1)
    qtbot.addWidget(option)

    assert option.accessibleName() == "Han & hon"
    assert option.shortcut().isEmpty()


def test_a_ticked_row_says_when(qtbot: QtBot) -> None:
    row = CheckRow("alone", "Lämna inte personen ensam", digit=1)
    qtbot.addWidget(row)
    row.set_time("14.32")

    assert row.accessibleDescription() == "Key 1, 14.32"


def test_rows_are_lower_in_a_low_window(qtbot: QtBot) -> None:
    row = CheckRow("alone", "Vi är ensamma i ett stängt rum", digit=1)
    qtbot.addWidget(row)
    before = row.heightForWidth(600)
    row.set_tight(True)

    assert (before, row.heightForWidth(600)) == (62, 56)


def test_another_second_line_is_measured_anew(qtbot: QtBot) -> None:
    row = CheckRow("doctor", "Hämta läkare eller chef", second="Jourtelefon 3417")
    qtbot.addWidget(row)
    before = row.heightForWidth(400)
    row.set_second(LONG * 2)

    assert row.heightForWidth(400) > before
