"""Fields, banners, steps, intervals and the ring around the focus."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.theme.layout import Column
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.gui.widgets.interval import Interval
from screening_app.gui.widgets.step_rail import StepRail, spoken_step
from screening_app.gui.widgets.step_strip import StepStrip
from tests.gui.widgets.component_sheet import STEPS, WRONG
from tests.helpers.appearance import shown


def described(widget: QWidget) -> str:
    """Return what a screen reader says after a widget's name."""
    heard = QAccessible.queryAccessibleInterface(widget)
    assert heard is not None
    return heard.text(QAccessible.Text.Description)


def test_a_field_is_named_by_its_label_and_described_by_its_hint(qtbot: QtBot) -> None:
    field = Field("Personnummer", hint="ÅÅÅÅMMDD-NNNN")
    qtbot.addWidget(field)

    assert field.input.accessibleName() == "Personnummer"
    assert described(field.input) == "ÅÅÅÅMMDD-NNNN"


def test_an_error_is_shown_and_said(qtbot: QtBot) -> None:
    field = shown(qtbot, Field("Personnummer"))
    field.show_error(WRONG)

    assert described(field.input) == WRONG
    assert field.input.property("error") is True


def test_an_error_can_be_taken_back(qtbot: QtBot) -> None:
    field = shown(qtbot, Field("Personnummer"))
    before = field.sizeHint().height()
    field.show_error(WRONG)
    field.clear_error()

    assert described(field.input) == ""
    assert field.sizeHint().height() == before


def test_what_is_typed_is_told(qtbot: QtBot) -> None:
    field = shown(qtbot, Field("Namn"))

    with qtbot.waitSignal(field.changed, timeout=1_000):
        qtbot.keyClicks(field.input, "M")

    assert field.value == "M"


def test_a_secret_is_not_shown(qtbot: QtBot) -> None:
    field = Field("Lösenfras", secret=True)
    qtbot.addWidget(field)

    assert isinstance(field.input, QLineEdit)
    assert field.input.echoMode() == QLineEdit.EchoMode.Password


def test_a_choice_gives_its_code(qtbot: QtBot) -> None:
    field = Field("Språk", choices=(("ar", "Arabiska"), ("sv", "Svenska")))
    qtbot.addWidget(field)
    field.value = "sv"

    assert field.value == "sv"


def test_tab_leaves_a_field_of_several_lines(qtbot: QtBot) -> None:
    window = QWidget()
    column = Column(window)
    first, second = Field("Anteckning", multiline=True), Field("Namn")
    column.addWidget(first)
    column.addWidget(second)
    shown(qtbot, window)
    first.input.setFocus()
    qtbot.keyClick(first.input, Qt.Key.Key_Tab)

    assert second.input.hasFocus()


def test_a_banner_does_its_action(qtbot: QtBot) -> None:
    done: list[str] = []
    banner = shown(
        qtbot, Banner("warn", "Numren är gamla.", action="Visa", on_action=lambda: done.append("x"))
    )
    assert banner.button is not None
    qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)

    assert done == ["x"]


def test_a_done_step_can_be_opened(qtbot: QtBot) -> None:
    rail = shown(qtbot, StepRail(title="K-2048"), 240, 500)
    rail.set_steps(STEPS)
    place = rail.list.visualRect(rail.list.model().index(0, 0)).center()

    with qtbot.waitSignal(rail.picked, timeout=1_000) as picked:
        qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert picked.args == ["prepare"]


def test_a_coming_step_cannot(qtbot: QtBot) -> None:
    rail = shown(qtbot, StepRail(title="K-2048"), 240, 500)
    rail.set_steps(STEPS)
    rail.list.setCurrentIndex(rail.list.model().index(4, 0))

    with qtbot.assertNotEmitted(rail.picked):
        qtbot.keyClick(rail.list, Qt.Key.Key_Return)


def test_the_rail_is_a_list_that_says_where_we_are(qtbot: QtBot) -> None:
    rail = shown(qtbot, StepRail(title="K-2048"), 240, 500)
    rail.set_steps(STEPS)
    heard = QAccessible.queryAccessibleInterface(rail.list)

    assert heard is not None
    assert heard.role() == QAccessible.Role.List
    assert heard.child(2).text(QAccessible.Text.Name) == "Fråga, step 3 of 5, in progress"


def test_a_step_is_said_with_its_state() -> None:
    assert [spoken_step(mark, n, 5) for n, mark in enumerate(STEPS, 1)] == [
        "step 1 of 5, done",
        "step 2 of 5, done",
        "step 3 of 5, in progress",
        "step 4 of 5, skipped",
        "step 5 of 5, not yet",
    ]


def test_the_folded_rail_opens_done_steps_only(qtbot: QtBot) -> None:
    rail = StepRail(title="K-2048")
    qtbot.addWidget(rail)
    strip = StepStrip(rail)
    qtbot.addWidget(strip)
    rail.set_steps(STEPS)
    actions = strip.menu().actions()

    with qtbot.waitSignal(rail.picked, timeout=1_000) as picked:
        actions[1].trigger()

    assert picked.args == ["before"]
    assert [action.isEnabled() for action in actions] == [True, True, False, False, False]


def test_an_interval_is_said_in_words(qtbot: QtBot) -> None:
    interval = Interval(8, 14, 38, limits=(8, 14), bands=("Varierande", "Ökad", "Allvarlig"))
    qtbot.addWidget(interval)

    assert interval.accessibleName() == "Total between 8 and 14 of 38"
    assert interval.accessibleDescription() == "Varierande from 0, Ökad from 8, Allvarlig from 14"


def test_a_certain_total_is_said_as_one_number(qtbot: QtBot) -> None:
    interval = Interval(9, 9, 38)
    qtbot.addWidget(interval)

    assert interval.accessibleName() == "Total 9 of 38"


def test_names_of_bands_that_would_meet_go_under_each_other(qtbot: QtBot) -> None:
    interval = Interval(8, 14, 38, limits=(8, 14), bands=("Varierande", "Ökad", "Allvarlig"))
    qtbot.addWidget(interval)

    assert interval.heightForWidth(160) > interval.heightForWidth(900)


def two_buttons(qtbot: QtBot) -> tuple[QWidget, FocusRing, Button, Field]:
    """Return a window with a ring, a button and a field."""
    window = QWidget()
    column = Column(window)
    button, field = Button("Spara"), Field("Namn")
    column.addWidget(button)
    column.addWidget(field)
    ring = FocusRing(window)
    shown(qtbot, window, 400, 300)
    window.activateWindow()
    return window, ring, button, field


def test_the_ring_is_around_what_the_keyboard_reached(qtbot: QtBot) -> None:
    window, ring, button, _ = two_buttons(qtbot)
    button.setFocus(Qt.FocusReason.TabFocusReason)

    assert ring.target is button
    assert ring.ring().topLeft() == button.mapTo(window, QPoint(0, 0))


def test_the_ring_follows_what_moves(qtbot: QtBot) -> None:
    window, ring, button, _ = two_buttons(qtbot)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    window.resize(400, 500)
    button.move(50, 200)

    assert ring.ring().topLeft() == QPoint(50, 200)
    assert ring.size() == window.size()


def test_the_ring_lets_the_pointer_through(qtbot: QtBot) -> None:
    window, ring, button, _ = two_buttons(qtbot)

    assert window.childAt(button.geometry().center()) is button
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_the_ring_survives_what_it_was_around(qtbot: QtBot) -> None:
    _window, ring, button, field = two_buttons(qtbot)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.deleteLater()
    qtbot.wait(1)
    field.input.setFocus()

    assert ring.target is field.input


def test_the_ring_goes_with_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    FocusRing(window)
    button = Button("Spara", parent=window)
    window.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)

    # Fails on an exception in what the ring still listens to.
    with qtbot.waitSignal(window.destroyed, timeout=1_000):
        window.deleteLater()


def click(widget: QWidget) -> None:
    """Click as the system would: on the window, at the place of a widget."""
    window = widget.window()
    handle = window.windowHandle()
    assert handle is not None
    place = widget.mapTo(window, widget.rect().center())
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(handle, left, none, place)


def test_the_ring_stays_away_from_what_was_clicked(qtbot: QtBot) -> None:
    _window, ring, button, field = two_buttons(qtbot)
    field.input.setFocus()
    click(button)

    assert button.hasFocus()
    assert ring.target is None


def test_the_ring_is_always_around_a_field(qtbot: QtBot) -> None:
    _window, ring, _, field = two_buttons(qtbot)
    click(field.input)

    assert ring.target is field.input


@pytest.mark.parametrize("multiline", [False, True])
def test_a_field_leaves_the_emergency_key_to_the_page(qtbot: QtBot, multiline: bool) -> None:
    field = Field("Name", multiline=multiline)
    qtbot.addWidget(field)
    claimed = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    claimed.accept()

    assert field.eventFilter(field.input, claimed)
    assert not claimed.isAccepted()


def test_a_list_to_choose_from_is_labelled_by_what_stands_above_it(qtbot: QtBot) -> None:
    field = Field("Country", choices=(("se", "Sweden"),))
    qtbot.addWidget(field)

    labels = [one.text() for one in field.findChildren(QLabel) if one.buddy() is field.input]

    assert labels == ["Country"]
