"""The watch: who touches what, and the keys that work on top of everything."""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from screening_app.gui.desk import HIDE_KEY, LOCK_KEY
from screening_app.gui.watch import Watch


def watching(qtbot: QtBot, pressed: list[str], seconds: float = 100) -> Watch:
    """Return a watch over the whole application."""
    app = qtbot_app()
    keys = {LOCK_KEY: lambda: pressed.append("lock"), HIDE_KEY: lambda: pressed.append("hide")}
    watch = Watch(seconds=seconds, keys=keys, parent=app)
    app.installEventFilter(watch)
    qtbot.addWidget(QLineEdit(), before_close_func=lambda _widget: app.removeEventFilter(watch))
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
