"""The window as the tour finds its way in it: what is shown, and the parts that can be pressed."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QKeyCombination
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from screening_app.gui.app import Application
from screening_app.gui.shell import Shell
from screening_app.gui.tour.typist import Lost, send_key
from screening_app.gui.widgets.button import Button

WIDTH, HEIGHT = 1280, 720
"""Of the window that is shown to people who have none."""

_ROUNDS = 4

Part = TypeVar("Part", bound=QWidget)
Until = Callable[[], object]
Steps = Generator[Until, None, None]
"""A walk: it goes on each time what it gave has come true, and the window works in between."""


@dataclass(frozen=True)
class Stage:
    """One window of the application.

    Attributes:
        application: As it runs, from start to lock.
    """

    application: Application

    @property
    def frame(self) -> QWidget:
        """The window."""
        return self.application.frame

    @property
    def shown(self) -> QWidget | None:
        """What is shown in it."""
        return self.application.frame.page()

    def shows(self, kind: type[QWidget]) -> bool:
        """Whether that is shown in it."""
        return isinstance(self.shown, kind)

    @property
    def shell(self) -> Shell:
        """The pages after unlock."""
        shown = self.shown
        if not isinstance(shown, Shell):
            raise Lost(type(shown).__name__)
        return shown

    def find(self, kind: type[Part], name: str) -> Part | None:
        """Return the part of the window that can be seen and has this name, if it is there."""
        return next((part for part in self.frame.findChildren(kind, name) if part.isVisible()), None)

    def part(self, kind: type[Part], name: str) -> Part:
        """Return the part of the window that can be seen and has this name."""
        found = self.find(kind, name)
        if found is None:
            raise Lost(name)
        return found

    def press(self, name: str) -> None:
        """Press a button."""
        self.part(Button, name).click()

    def fill(self, name: str, text: str) -> None:
        """Write a text into a field."""
        field = self.part(QLineEdit, name)
        field.setFocus()
        field.clear()
        send_key(field, QKeyCombination(), text)

    def strike(self, key: QKeyCombination) -> None:
        """Press a key that works everywhere."""
        send_key(QApplication.focusWidget() or self.frame, key)

    def fit(self, width: int = WIDTH, height: int = HEIGHT) -> None:
        """Give the window a size, and have it be the one in front: keys go nowhere else."""
        if self.frame.size().toTuple() != (width, height):
            self.frame.showNormal()
            self.frame.resize(width, height)
        self.frame.activateWindow()

    def work_done(self) -> Until:
        """Return what comes true when all is done that has been begun beside the window."""
        done = list[object]()
        jobs = self.application.jobs
        jobs.run(lambda: None, owner=jobs, success=done.append, failure=done.append)
        return lambda: done


def settled() -> Steps:
    """Let the layout come to rest."""
    for _round in range(_ROUNDS):
        yield _at_once


def _at_once() -> bool:
    return True
