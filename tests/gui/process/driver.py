"""The application with somebody at the desk: takes orders on its standard input, one line of JSON each.

Started as a program of its own, and re-executed with the application at every lock: the input outlives
that. It only presses keys and asks what is there; what happens then is the product's.
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

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot  # noqa: E402
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget  # noqa: E402

from screening_app.gui import app as product  # noqa: E402
from screening_app.gui.clipboard import lend  # noqa: E402
from screening_app.gui.handover import VARIABLE  # noqa: E402
from screening_app.gui.start import window_options  # noqa: E402

if TYPE_CHECKING:
    from screening_app.bootstrap import Unlocked
    from screening_app.gui.standing import Standing

# Nothing heavy is imported here: the time from a lock to the painted lock screen is measured with it.

Order = dict[str, str]
HELD = list[object]()


class Placeholder(QWidget):
    """Shows everything the vault holds of its people, as the product's pages would."""

    def __init__(self, unlocked: "Unlocked", standing: "Standing") -> None:
        super().__init__()
        self.setObjectName("shell")
        self.unlocked, self.standing = unlocked, standing
        column = QVBoxLayout(self)
        for text in _texts(unlocked):
            column.addWidget(QLabel(text))
        self.edit = QLineEdit()
        column.addWidget(self.edit)


def _texts(unlocked: "Unlocked") -> list[str]:
    session = unlocked.session
    texts = list[str]()
    with session.records.read() as uow:
        for screening in uow.screenings.drafts(access=session.access):
            person = uow.persons.get(screening.person, access=session.access)
            texts += [person.name or "", person.identity_number or ""]
            for response in uow.screenings.responses(screening.id, access=session.access):
                for event in uow.screenings.events(response.id, access=session.access):
                    answer = event.change.answer if event.change else None
                    texts += map(str, answer.values if answer else ())
    return texts


class Driver(QObject):
    """Carries out orders on the GUI thread."""

    came = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shell: Placeholder | None = None
        self.came.connect(self._carry_out, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def make_shell(self, unlocked: "Unlocked", application: product.Application) -> QWidget:
        """Make the pages after unlock."""
        from screening_app.gui.desk import watch_over  # noqa: PLC0415 (after unlock)

        self.shell = Placeholder(unlocked, watch_over(unlocked, application))
        say(event="opened")
        return self.shell

    def make_pages(self, unlocked: "Unlocked", application: product.Application) -> QWidget:
        """Make the product's own pages."""
        from screening_app.gui.desk import make_desk  # noqa: PLC0415 (after unlock)

        page = make_desk(unlocked, application)
        # Said once the page is there to be seen.
        QTimer.singleShot(0, lambda: say(event="opened"))
        return page

    def _listen(self) -> None:
        while line := read_line():
            self.came.emit(line)

    @Slot(str)
    def _carry_out(self, line: str) -> None:
        order: Order = json.loads(line)
        getattr(self, f"do_{order.pop('do')}")(**order)

    def do_state(self) -> None:
        """Say what is there."""
        frame = frame_of()
        page = getattr(frame, "page", lambda: None)() if frame else None
        say(
            event="state",
            page=page.objectName() if page else "",
            title=frame.windowTitle() if frame else "",
            texts=texts_of(page) if page else [],
            tree=accessible_texts(),
            modules=[name for name in sys.modules if "." not in name],
            windows=sum(widget.isVisible() for widget in QApplication.topLevelWidgets()),
        )

    def do_unlock(self, login: str, passphrase: str) -> None:
        """Type name and passphrase and press Enter, as somebody at the desk would."""
        for name, text in (("login", login), ("passphrase", passphrase)):
            found = field(name)
            found.setFocus()
            found.clear()
            type_text(found, text)
        # Strings that are let go of may be overwritten any time: one that stays shows that the scan sees it.
        HELD.append(passphrase)
        say(event="typed")
        self._enter()

    def _enter(self) -> None:
        """Press Enter, and again while the lock screen says that the next try has to wait."""
        press(field("passphrase"), Qt.Key.Key_Return)
        if field("passphrase").text():
            QTimer.singleShot(50, self._enter)

    def do_key(self, key: str, text: str = "", modifier: str = "NoModifier") -> None:
        """Press a key where the focus is."""
        target = focus()
        say(event="pressed", at=time.monotonic())
        if text:
            for letter in text:
                type_text(focus(), letter)
        else:
            press(target, Qt.Key[f"Key_{key}"], Qt.KeyboardModifier[modifier])
        say(event="returned", at=time.monotonic())

    def do_press(self, name: str) -> None:
        """Press a button by its name, once it is there to be pressed."""
        from screening_app.gui.widgets.button import Button  # noqa: PLC0415 (not before the first paint)

        frame = frame_of()
        found = frame.findChild(Button, name) if frame else None
        if found is None or not found.isVisible():
            QTimer.singleShot(20, lambda: self.do_press(name))
        else:
            found.click()
            say(event="pressed")

    def do_type(self, words: str) -> None:
        """Type the first letters of each word where the focus is, and go on with Space."""
        for word in words.split():
            type_text(focus(), word[:4])
            press(focus(), Qt.Key.Key_Space)
        QTimer.singleShot(0, lambda: say(event="typed", focus=focus().objectName()))

    def do_fill(self, name: str, text: str) -> None:
        """Type a text into a field that is there."""
        type_text(field(name), text)
        say(event="typed")

    def do_settled(self) -> None:
        """Say when the neutral page has gone."""
        assert self.shell is not None
        if self.shell.standing.hide.is_hidden:
            QTimer.singleShot(5, self.do_settled)
        else:
            say(event="settled")

    def do_close_box(self) -> None:
        """Close the box with the last sentence, once it is there."""
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(5, self.do_close_box)
        else:
            box.close()

    def do_late_window(self) -> None:
        """Open another window, as something that was under way may do."""
        late = QLabel("late")
        late.setWindowFlag(Qt.WindowType.Window)
        HELD.append(late)
        late.show()
        QTimer.singleShot(50, lambda: say(event="late"))

    def do_tried(self) -> None:
        """Say when the small field of the neutral page is empty again."""
        if field("code").text():
            QTimer.singleShot(5, self.do_tried)
        else:
            say(event="tried")

    def do_close_window(self) -> None:
        """Close the window."""
        frame_of().close()  # type: ignore[union-attr]

    def do_idle(self) -> None:
        """Let the time run out."""
        from screening_app.gui.watch import Watch  # noqa: PLC0415 (not before the first paint)

        (watch,) = frame_of().findChildren(Watch)  # type: ignore[union-attr]
        watch._seconds = 0
        say(event="pressed", at=time.monotonic())
        watch._tick()

    def do_screen_saver(self) -> None:
        """Let the system say that the screen is locked."""
        from screening_app.gui.system_lock import SystemLock  # noqa: PLC0415 (a real one listens in the product)

        listener = frame_of().findChild(SystemLock) if frame_of() else None  # type: ignore[union-attr]
        say(event="pressed", at=time.monotonic())
        listener.on_change(True)  # type: ignore[union-attr]

    def do_fail(self) -> None:
        """Fail unexpectedly, with something that nobody may see in the message."""
        say(event="pressed", at=time.monotonic())
        secret = (self.shell.findChild(QLabel) if self.shell else None) or QLabel("nothing")
        raise ValueError(secret.text())

    def do_fail_beside(self) -> None:
        """Fail unexpectedly in another thread."""
        say(event="pressed", at=time.monotonic())
        threading.Thread(target=lambda: int("no number")).start()

    def do_dialog(self) -> None:
        """Open a dialog that waits for an answer, and refuses to be closed."""
        dialog = Stubborn(frame_of())
        QTimer.singleShot(0, lambda: say(event="dialog", shown=dialog.isVisible()))
        dialog.exec()
        say(event="dialog-left")

    def do_print(self) -> None:
        """Open the print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415 (slow)

        dialog = QPrintDialog(frame_of())
        QTimer.singleShot(0, lambda: say(event="dialog", shown=dialog.isVisible()))
        dialog.exec()

    def do_job(self) -> None:
        """Start work that holds the writer for a long time."""
        assert self.shell is not None
        unlocked = self.shell.unlocked

        def work() -> None:
            with unlocked.session.records.write() as uow:
                uow.office.store_setting("held", "1")
                say(event="busy")
                time.sleep(30)

        jobs = self.shell.standing.jobs
        jobs.run(work, owner=self, success=lambda _done: None, failure=lambda _error: None)

    def do_backup(self) -> None:
        """Make a backup, and be in the middle of it for a long time."""
        from tests.gui.process.own_backup import begin_slow  # noqa: PLC0415 (after unlock)

        begin_slow(self.shell, self, say)

    def do_own_backup(self, folder: str) -> None:
        """Make and prove a backup as the window does: by its own keeper, beside everything else."""
        from tests.gui.process.own_backup import begin  # noqa: PLC0415 (after unlock)

        begin(self.shell, folder, say)

    def do_copy(self, text: str) -> None:
        """Fill the clipboard, as pages do."""
        lend(text)
        say(event="copied")

    def do_clipboard(self) -> None:
        """Say what the clipboard holds."""
        say(event="clipboard", text=QApplication.clipboard().text())

    def do_wait_hidden(self) -> None:
        """Let a minute go by behind the neutral page."""
        assert self.shell is not None
        say(event="pressed", at=time.monotonic())
        for _second in range(60):
            self.shell.standing.hide._timer.timeout.emit()


class Stubborn(QDialog):
    """A dialog that nobody can close."""

    def closeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Refuse."""
        event.ignore()

    def reject(self) -> None:
        """Refuse."""


def frame_of() -> QWidget | None:
    """Return the window."""
    return next((widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "frame"), None)


def field(name: str) -> QLineEdit:
    """Return a field of the window."""
    frame = frame_of()
    found = frame.findChild(QLineEdit, name) if frame else None
    assert isinstance(found, QLineEdit), name
    return found


def focus() -> QWidget:
    """Return what gets the keys; without a window manager no window is active, but each has its focus."""
    window = QApplication.activeModalWidget() or frame_of()
    assert window is not None
    return QApplication.focusWidget() or window.focusWidget() or window


def press(
    target: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 (not before the first paint)

    QTest.keyClick(target, key, modifier)


def type_text(target: QWidget, text: str) -> None:
    """Type a text; QTest knows no keys for å, ä and ö."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = ord(letter.upper())
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))


def texts_of(page: QWidget) -> list[str]:
    """Return the words on a page."""
    return [label.text() for label in page.findChildren(QLabel) if label.text() and label.isVisible()]


def accessible_texts() -> list[str]:
    """Return every name and value that an assistive technology can walk to."""
    found = list[str]()

    def walk(node: QAccessibleInterface | None) -> None:
        if node is None:
            return
        kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        found.extend(filter(None, map(node.text, kinds)))
        for at in range(node.childCount()):
            walk(node.child(at))

    for window in QApplication.topLevelWindows():
        walk(QAccessible.queryAccessibleInterface(window.accessibleRoot().object()))
    return found


def read_line() -> str:
    """Read one line and not a byte more: the rest is for the process after the next lock."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return ""
        line += byte
    return line.decode()


def say(**facts: object) -> None:
    """Tell the test something."""
    os.write(1, json.dumps(facts).encode() + b"\n")


def main() -> int:
    """Run the application with the driver beside it."""
    if "keep" not in os.environ.get("DRIVER_RESTARTS", ""):
        _forget_restarts()
    driver = Driver()
    HELD.append(driver)
    say(event="started", pid=os.getpid(), at=time.monotonic())
    options = window_options(sys.argv[1:])
    assert options is not None
    if os.environ.get("DRIVER_PAGES") == "product":
        return product.run_application(options, shell=driver.make_pages)
    make: Callable[[Unlocked, product.Application], QWidget] = driver.make_shell
    return product.run_application(options, shell=make)


def _forget_restarts() -> None:
    """Twenty locks in a row are the test's doing, and not a process that cannot stay up."""
    if VARIABLE in os.environ:
        handover = json.loads(os.environ[VARIABLE])
        os.environ[VARIABLE] = json.dumps(handover | {"restarts": []})


if __name__ == "__main__":
    sys.exit(main())
