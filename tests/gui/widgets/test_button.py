"""A button says what it does, with which key, and why not yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.widgets.button import Button
from tests.helpers.appearance import shown, wear


def test_a_button_that_is_not_ready_does_nothing(qtbot: QtBot) -> None:
    button = shown(qtbot, Button("Fortsätt", kind="primary"))
    button.set_ready(False, "Återstår: tolk och skärm")

    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.keyClick(button, Qt.Key.Key_Space)
        button.click()


def test_a_button_that_is_not_ready_says_why_and_can_be_reached(qtbot: QtBot) -> None:
    button = shown(qtbot, Button("Fortsätt", kind="primary"))
    button.set_ready(False, "Återstår: tolk och skärm")
    button.setFocus()

    assert button.hasFocus()
    assert button.accessibleDescription() == "Återstår: tolk och skärm"


def test_a_button_that_became_ready_works(qtbot: QtBot) -> None:
    button = shown(qtbot, Button("Fortsätt", kind="primary"))
    button.set_ready(False, "Återstår: tolk")
    button.set_ready(True)

    with qtbot.waitSignal(button.clicked, timeout=1_000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert button.accessibleDescription() == ""


def test_the_name_is_the_visible_text(qtbot: QtBot) -> None:
    button = Button("Spara & stäng")
    qtbot.addWidget(button)

    assert button.accessibleName() == "Spara & stäng"
    assert button.shortcut().isEmpty()


def test_heights_are_those_of_the_design(qtbot: QtBot) -> None:
    buttons = [Button("Spara", size="small"), Button("Spara"), Button("Spara", size="large")]
    for button in buttons:
        qtbot.addWidget(button)

    assert [button.sizeHint().height() for button in buttons] == [32, 40, 52]


def test_from_150_percent_only_the_filled_button_and_hide_show_keys(qtbot: QtBot, qapp: QApplication) -> None:
    def room_for_key(**kind: object) -> bool:
        with_key, without = Button("Nästa", key="Enter", **kind), Button("Nästa", **kind)  # type: ignore[arg-type]
        qtbot.addWidget(with_key)
        qtbot.addWidget(without)
        return with_key.sizeHint().width() > without.sizeHint().width()

    assert room_for_key()
    wear(qapp, factor=1.5)

    assert not room_for_key()
    assert room_for_key(kind="primary")
    assert room_for_key(key_stays=True)


def test_words_wrap_where_there_is_no_room(qtbot: QtBot) -> None:
    button = shown(qtbot, Button("Fortsätt till planen"))
    button.resize(button.minimumSizeHint().width(), 40)

    assert button.sizeHint().height() > 60
