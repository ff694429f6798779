"""The watch: who touches what, and the keys that work on top of everything."""

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.desk import HIDE_KEY, LOCK_KEY
from screening_app.gui.watch import Watch

_GUARDS = list[QWidget]()


def watching(qtbot: QtBot, pressed: list[str], seconds: float = 100) -> Watch:
    """Return a watch over the whole application."""
    app = qtbot_app()
    keys = {LOCK_KEY: lambda: pressed.append("lock"), HIDE_KEY: lambda: pressed.append("hide")}
    watch = Watch(seconds=seconds, keys=keys, parent=app)
    app.installEventFilter(watch)
    # A widget that nobody keeps is gone before the end, and what it should have done then is not done.
    guard = QLineEdit()
    _GUARDS.append(guard)
    qtbot.addWidget(guard, before_close_func=lambda _widget: app.removeEventFilter(watch))
    return watch


def qtbot_app() -> QApplication:
    """Return the application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def test_standing_keys_work_in_a_modal_dialog_and_type_nothing(qtbot: QtBot) -> None:
    pressed = list[str]()
    watching(qtbot, pressed)
    dialog = QDialog()
    edit = QLineEdit(dialog)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClick(edit, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(edit, Qt.Key.Key_F12)
    QTest.keyClick(edit, Qt.Key.Key_L)

    assert (pressed, edit.text()) == (["lock", "hide"], "l")


def test_time_runs_out_only_when_nobody_touches_anything(qtbot: QtBot) -> None:
    watch = watching(qtbot, [], seconds=2.5)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    with qtbot.waitSignal(watch.ticked, timeout=3000):
        pass
    QTest.keyClick(edit, Qt.Key.Key_A)
    after_touch = watch.remaining()
    with qtbot.waitSignal(watch.expired, timeout=5000):
        pass

    assert after_touch > 2.4


def test_what_the_program_does_by_itself_is_nobody_touching(qtbot: QtBot) -> None:
    watch = watching(qtbot, [])
    before = watch.remaining()
    QApplication.sendEvent(QObject(), QEvent(QEvent.Type.MouseMove))

    assert watch.remaining() <= before


def test_sleep_is_noticed_at_the_next_tick(qtbot: QtBot) -> None:
    watch = watching(qtbot, [])
    watch._drift -= 60
    with qtbot.waitSignal(watch.slept, timeout=3000):
        pass


def test_keys_differ() -> None:
    assert QKeyCombination(Qt.Key.Key_L) not in (LOCK_KEY, HIDE_KEY)


def held(target: QWidget, key: Qt.Key, text: str = "", *, times: int = 5) -> None:
    """Hold a key: one press, then presses that the system repeats."""
    for number in range(times):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, number > 0)
            QApplication.sendEvent(target, event)


class Counting(QWidget):
    """Counts the keys it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = list[int]()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Count."""
        self.keys.append(event.key())


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_N])
def test_a_held_key_is_one_press(qtbot: QtBot, key: Qt.Key) -> None:
    watching(qtbot, [])
    page = Counting()
    qtbot.addWidget(page)
    page.show()
    page.setFocus()
    held(page, key)

    assert page.keys == [key]


def test_keys_that_only_move_may_be_held(qtbot: QtBot) -> None:
    watching(qtbot, [])
    page = Counting()
    qtbot.addWidget(page)
    page.show()
    page.setFocus()
    held(page, Qt.Key.Key_Down)

    assert page.keys == [Qt.Key.Key_Down] * 5


def test_text_may_be_held_only_where_it_was_begun(qtbot: QtBot) -> None:
    watching(qtbot, [])
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = QLineEdit(), QLineEdit()
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first)
    held(first, Qt.Key.Key_1, "1", times=3)
    second.setFocus()
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
    QApplication.sendEvent(second, event)

    assert (first.text(), second.text()) == ("111", "")
