"""The tour's typist with the keys of Qt's own test library, which shortcuts take as they do a keyboard's."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.gui.tour import typist as tour
from screening_app.gui.tour.typist import Answers, answers_by_step, pages_to_closing
from screening_app.services.script import Script
from screening_app.services.script_file import read_script as read_script_file
from tests.helpers.surroundings import CHECKOUT


class Typist(tour.Typist):
    """Presses keys in a shell."""

    def strike(self, focus: QWidget, key: Qt.Key, _text: str) -> None:
        """Have a key go down and up again, and let the window work."""
        QTest.keyClick(focus, key)
        QApplication.processEvents()


def read_script(name: str) -> Script:
    """Return an answers file of the demo."""
    return read_script_file(CHECKOUT / "resources" / "demo" / f"{name}.answers.yaml")


def merged(script: Script) -> dict[str, dict[str, object]]:
    """Return the answers of each step, all parts of the file together."""
    return answers_by_step(script)


def walk_questions(typist: Typist, steps: Mapping[str, Answers], groups: Mapping[str, str]) -> None:
    """Answer page after page as the file says, until the closing page shows."""
    for _screen in pages_to_closing(typist, steps, groups):
        pass
