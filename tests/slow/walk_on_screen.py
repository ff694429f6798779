"""Walks vignettes in a window on an X server, every key from outside as a hand would press it.

A program of its own: ``python -m tests.slow.walk_on_screen PATHWAY:VIGNETTE…``; one line of JSON for each.
"""

import json
import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.gui.app import qt_application
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.tour.typist import Lost, Typist
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation
from screening_app.settings import catalogs_folder, shipped_folder
from tests.gui.conversation.walking import Told, Walker, begun, told
from tests.gui.shell.desk import Told as Process
from tests.gui.shell.desk import standing
from tests.slow.keyboard import Keyboard

SHIFT = 0xFFE1
_NAMED = {
    Qt.Key.Key_Return: 0xFF0D,
    Qt.Key.Key_Tab: 0xFF09,
    Qt.Key.Key_Escape: 0xFF1B,
    Qt.Key.Key_Backspace: 0xFF08,
    Qt.Key.Key_Down: 0xFF54,
    Qt.Key.Key_End: 0xFF57,
    Qt.Key.Key_Space: 0x20,
}
_LONGEST_S = 5.0
_SHIFTED = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ+:")


class _Releases(QObject):
    """Counts keys that came up in the application."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count; keep nothing back."""
        if event.type() == QEvent.Type.KeyRelease and event.spontaneous() and _watched.isWindowType():
            self.count += 1
        return False


class Hand(Typist):
    """Presses keys on the X server, and waits until the window has taken each."""

    keyboard: Keyboard
    releases: _Releases

    def strike(self, focus: QWidget, key: Qt.Key, text: str) -> None:
        """Press a key on the server."""
        sign = _NAMED.get(key) or ord(text.lower())
        self._press(sign, shifted=text in _SHIFTED)

    def write(self, text: str) -> None:
        """Type a text letter by letter."""
        for letter in text:
            self.pressed.append(letter)
            self._press(ord(letter if letter in "+:" else letter.lower()), shifted=letter in _SHIFTED)

    def _press(self, sign: int, *, shifted: bool) -> None:
        wanted = self.releases.count + (2 if shifted else 1)
        self.keyboard.press(sign, holding=SHIFT if shifted else None)
        end = time.monotonic() + _LONGEST_S
        while self.releases.count < wanted:
            if time.monotonic() > end:
                raise Lost(hex(sign))
            QApplication.processEvents()
        QApplication.processEvents()


def typeable(raw: object) -> object:
    """Return a stated answer with letters that every keyboard has."""
    if isinstance(raw, str):
        return raw.replace("…", "x")
    if isinstance(raw, list):
        return [typeable(one) for one in raw]
    if isinstance(raw, dict):
        return {key: typeable(one) for key, one in raw.items()}
    return raw


def walk(one: Told, library: FileFormLibrary, keyboard: Keyboard, releases: _Releases) -> dict[str, object]:
    """Walk one vignette in a window; return what came of it and how many keys it took."""
    desk, conversation = begun(library, one)
    shell = Shell(desk, standing(Process()))
    shell.resize(1280, 720)
    shell.show()
    shell.conversation(conversation.screening.id)
    end = time.monotonic() + _LONGEST_S
    while not shell.isActiveWindow() and time.monotonic() < end:
        shell.activateWindow()
        QApplication.processEvents()
    hand = Hand(shell)
    hand.keyboard, hand.releases = keyboard, releases
    walker = Walker(typist=hand, steps={step: dict(said) for step, said in _steps(one).items()})
    walker.to_the_end()
    stored = resume_conversation(desk, conversation.screening.id).screening
    shell.close()
    shell.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return {
        "walk": str(one),
        "outcome": stored.outcome,
        "status": stored.status,
        "keys": len(hand.pressed),
        "enter": hand.pressed.count("Enter"),
        "refused": walker.refused,
    }


def _steps(one: Told) -> dict[str, dict[str, object]]:
    return {step: {key: typeable(raw) for key, raw in said.items()} for step, said in one.steps.items()}


def main(names: list[str]) -> int:
    """Walk the vignettes of these names."""
    use_language("en", catalogs_folder())
    app = qt_application()
    apply_appearance(app, Appearance(theme="light"))
    releases = _Releases()
    app.installEventFilter(releases)
    keyboard = Keyboard(os.environ["DISPLAY"])
    library = FileFormLibrary(shipped_folder("forms"))
    every = {str(one): one for one in told()}
    for name in names:
        sys.stdout.write(json.dumps(walk(every[name], library, keyboard, releases)) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
