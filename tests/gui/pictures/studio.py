"""The product's own window off the screen, on a real vault, in front of a camera."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from screening_app.gui.app import Application
from screening_app.gui.desk import make_desk
from screening_app.gui.shell import Shell
from screening_app.gui.start import find_start
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.i18n import PSEUDO_VARIABLE, use_language
from screening_app.services.preferences import Preferences, ThemeChoice
from screening_app.settings import catalogs_folder
from tests.helpers.overflow import overflows

PATIENCE_S = 60
SPOKEN = "sv"
_COLOURS = 256
_STRETCH = "1.4"


class NeverCame(AssertionError):
    """The window did not show what it should."""


@dataclass(frozen=True, slots=True)
class Look:
    """A window and how it is set.

    Attributes:
        name: End of the picture's name; the usual look has none.
        pseudo: Whether every sentence is longer than it is.
    """

    name: str = ""
    width: int = 1280
    height: int = 720
    theme: ThemeChoice = ThemeChoice.LIGHT
    percent: int = 100
    pseudo: bool = False


USUAL = Look()
OTHERS = (
    Look("dark", theme=ThemeChoice.DARK),
    Look("1920", 1920, 1080),
    Look("text200", percent=200),
    Look("high-contrast", theme=ThemeChoice.HC_DARK),
    Look("640-high", height=640),
    Look("long-words", pseudo=True),
)


@dataclass
class Studio:
    """Takes pictures of one window at a time.

    Attributes:
        folder: Where the pictures go.
        faults: Of each picture, the texts that have no room.
    """

    app: QApplication
    folder: Path
    faults: dict[str, list[str]] = field(default_factory=dict)
    _open: Application | None = None

    def open(self, data: Path, vault: Path) -> None:
        """Show the window as at a start of the application with these folders."""
        if self._open is not None:
            self._open.frame.hide()
        start = find_start({"--data-dir": str(data), "--vault": str(vault), "--lang": SPOKEN}, None)
        use_language(SPOKEN, catalogs_folder())
        self._open = Application(self.app, start, shell=make_desk)
        self._open.begin()
        apply_appearance(self.app, Appearance(theme="light"))
        self.fit(USUAL)

    @property
    def frame(self) -> QWidget:
        """The window."""
        if self._open is None:
            raise NeverCame("window")
        return self._open.frame

    @property
    def shown(self) -> QWidget | None:
        """What is shown in it."""
        return self._open.frame.page() if self._open else None

    @property
    def shell(self) -> Shell:
        """The pages after unlock."""
        if not isinstance(self.shown, Shell):
            raise NeverCame(str(self.shown))
        return self.shown

    def wait_for_work(self) -> None:
        """Wait until everything is done that has been begun beside the window."""
        done = list[object]()
        jobs = self.shell.jobs
        jobs.run(lambda: None, owner=jobs, success=done.append, failure=done.append)
        self.wait("work", lambda: done)

    def fit(self, look: Look) -> None:
        """Give the window the size of a look."""
        self.frame.showNormal()
        self.frame.resize(look.width, look.height)
        settle()

    def wait(self, what: str, is_so: Callable[[], object]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > end:
                raise NeverCame(what)
            self.app.processEvents()
            time.sleep(0.005)
        settle()

    def wear(self, look: Look) -> None:
        """Put a look on the shell and its page; what is shown is made anew."""
        os.environ.pop(PSEUDO_VARIABLE, None)
        if look.pseudo:
            os.environ[PSEUDO_VARIABLE] = _STRETCH
        for language in ("en", SPOKEN):
            self.shell.use_preferences(Preferences(theme=look.theme, percent=look.percent, language=language))
        self.fit(look)

    def take(self, name: str, look: Look = USUAL) -> None:
        """Save what is shown and note what has no room."""
        settle()
        found = overflows(self.frame)
        full = f"{name}-{look.name}" if look.name else name
        if found:
            self.faults[full] = found
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self.frame.grab().save(buffer, "PNG")
        image = Image.open(BytesIO(buffer.data().data())).convert("RGB")
        image.quantize(_COLOURS, dither=Image.Dither.NONE).save(self.folder / f"{full}.png", optimize=True)

    def take_all(self, name: str, go: Callable[[], None]) -> None:
        """Take a page in every look.

        Args:
            go: Leads to the page, from wherever the window is.
        """
        for look in OTHERS:
            self.wear(look)
            go()
            self.take(name, look)
        self.wear(USUAL)
        go()
        self.take(name)


def settle() -> None:
    """Let the layout come to rest."""
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
