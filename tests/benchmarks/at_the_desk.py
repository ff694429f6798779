"""The application with somebody in a hurry at its keyboard; says on its output how long each thing took.

A program of its own: at each lock the application re-executes it, and it begins again. Times are from
the key press until the picture that follows has reached the X server.
"""

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from screening_app.__main__ import harden

harden()

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Signal  # noqa: E402 (what is hardened may load more)
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget  # noqa: E402

from screening_app.gui import app as product  # noqa: E402
from screening_app.gui.frame import Frame  # noqa: E402
from screening_app.gui.handover import VARIABLE  # noqa: E402
from screening_app.gui.presenters.navigation import LockReason  # noqa: E402
from screening_app.gui.start import window_options  # noqa: E402

if TYPE_CHECKING:
    from screening_app.bootstrap import Unlocked
    from screening_app.gui.views.conversation import ConversationPage

HIDES = 2
QUESTIONS = 4
"""Of the enquiry, after which the next one shows by itself."""
_SETTLED_S = 2.0
_PAGES_BEFORE_S = 4.0
_AGAIN_S = 0.05
_LONGEST_S = 20


class Hurried(QObject):
    """Unlocks, hides, answers and locks, as soon as each is possible."""

    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shell: QWidget | None = None
        self.unlocked: Unlocked | None = None
        self.passphrase = ""
        self._pictures = 0
        self._since: float | None = None
        self._began = False
        self.looked.connect(self._consider, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._remind, daemon=True).start()

    def make_shell(self, unlocked: "Unlocked", application: product.Application) -> QWidget:
        """Make the product's pages."""
        from screening_app.gui.desk import make_desk  # noqa: PLC0415 (as the product does it)

        self.unlocked, self.shell = unlocked, make_desk(unlocked, application)
        return self.shell

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count what is painted."""
        if event.type() == QEvent.Type.Paint:
            self._pictures += 1
        return False

    def _remind(self) -> None:
        while not self._began:
            time.sleep(_AGAIN_S)
            self.looked.emit()

    def _consider(self) -> None:
        """Begin once the lock screen has been there long enough for everything to be loaded behind it."""
        frame = _frame()
        page = frame.page() if frame else None
        if self._began or page is None or page.objectName() != "lock-screen":
            return
        self._since = self._since or time.monotonic()
        if time.monotonic() - self._since > _SETTLED_S:
            self._began = True
            self._work()

    def _work(self) -> None:
        from tests.e2e.desk import LOGIN, PASSPHRASE  # noqa: PLC0415 (heavy, and no part of the start)

        self.passphrase = PASSPHRASE
        app = QApplication.instance()
        frame = _frame()
        if app is None or frame is None:
            raise RuntimeError("no window")
        app.installEventFilter(self)
        _fill("login", LOGIN)
        _fill("passphrase", PASSPHRASE)
        enter = _field("passphrase")
        self._measure("unlock", enter, Qt.Key.Key_Return, lambda: frame.page() is self.shell)
        for _time in range(HIDES):
            self._hide(frame)
        self._answer()
        say(event="lock", at=time.monotonic())
        QTest.keyClick(_focused(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def _measure(self, event: str, target: QWidget, key: Qt.Key, is_so: Callable[[], bool]) -> None:
        """Press a key and say how long it took until it was so, and was painted."""
        before, begun = self._pictures, time.monotonic()
        QTest.keyClick(target, key)
        _until(lambda: is_so() and self._pictures > before)
        QApplication.sync()
        say(event=event, ms=(time.monotonic() - begun) * 1000)

    def _hide(self, frame: Frame) -> None:
        from screening_app.gui.views.neutral import NeutralPage  # noqa: PLC0415 (after unlock)

        self._measure("hide", _focused(), Qt.Key.Key_F12, lambda: isinstance(frame.page(), NeutralPage))
        page = frame.page()
        if isinstance(page, NeutralPage):
            page.entered.emit(self.passphrase)
        _until(lambda: frame.page() is self.shell)

    def _answer(self) -> None:
        """Answer the questions of the enquiry, no sooner than one gets there by the pages before."""
        from screening_app.gui.presenters.conversation_models import QuestionPage  # noqa: PLC0415 (after unlock)
        from screening_app.gui.shell import Shell  # noqa: PLC0415
        from screening_app.gui.views.conversation import ConversationPage  # noqa: PLC0415
        from tests.benchmarks.asking import at_the_first_question  # noqa: PLC0415

        shell = self.shell
        if self.unlocked is None:
            raise RuntimeError("not unlocked")
        if not isinstance(shell, Shell):
            raise TypeError(shell)
        shell.conversation(at_the_first_question(self.unlocked.session))
        page = shell.page
        if not isinstance(page, ConversationPage):
            raise TypeError(page)
        _rest(_PAGES_BEFORE_S)
        for _time in range(QUESTIONS):
            _until(lambda: isinstance(page.screen_shown, QuestionPage))
            self._measure("question", _focused(), Qt.Key.Key_2, _another(page))
        shell.home()
        _until(lambda: shell.page is not page)


def _another(page: "ConversationPage") -> Callable[[], bool]:
    """Return what tells whether another question is shown than now."""
    asked = page.screen_shown
    return lambda: page.screen_shown is not None and page.screen_shown is not asked


def _frame() -> Frame | None:
    found = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Frame))
    return next(found, None)


def _field(name: str) -> QLineEdit:
    frame = _frame()
    found = frame.findChild(QLineEdit, name) if frame else None
    if found is None:
        raise LookupError(name)
    return found


def _fill(name: str, text: str) -> None:
    field = _field(name)
    field.setFocus()
    field.clear()
    field.insert(text)


def _focused() -> QWidget:
    widget = QApplication.focusWidget() or _frame()
    if widget is None:
        raise LookupError("focus")
    return widget


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()


def _rest(seconds: float) -> None:
    """Let the window go on by itself, as it does while somebody reads."""
    rest = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), rest.quit)
    rest.exec()


def say(**facts: object) -> None:
    """Tell the benchmark something."""
    os.write(1, json.dumps(facts).encode() + b"\n")


def main() -> int:
    """Run the application; that it locks often is the benchmark's doing and no sign of trouble."""
    if VARIABLE in os.environ:
        handover = json.loads(os.environ[VARIABLE])
        if handover["reason"] == LockReason.ERROR:
            say(event="failed", where=handover["where"])
            return 1
        os.environ[VARIABLE] = json.dumps(handover | {"restarts": []})
    hurried = Hurried()
    return product.run_application(window_options(sys.argv[1:]) or {}, shell=hurried.make_shell)


if __name__ == "__main__":
    sys.exit(main())
