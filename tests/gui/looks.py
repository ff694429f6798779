"""The looks in which every page has room for every text: size, theme, text size, long words, direction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.i18n import use_language, use_pseudo_locale
from screening_app.services.preferences import Preferences, ThemeChoice, keep_preferences
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder


@dataclass(frozen=True, slots=True)
class Look:
    """A window and how it is set."""

    name: str
    width: int = 1280
    height: int = 720
    theme: ThemeChoice = ThemeChoice.LIGHT
    percent: int = 100
    pseudo: bool = False
    mirrored: bool = False

    def opened(self, session: Session, open_it: Callable[[int, int], Shell], language: str) -> Shell:
        """Return the window of a session in this look."""
        chosen = Preferences(theme=self.theme, percent=self.percent, language=language)
        keep_preferences(session, chosen)
        shell = open_it(self.width, self.height)
        if self.pseudo:
            # The window has taken the person's language.
            use_pseudo_locale()
        return shell


LOOKS: Final = (
    Look("compact"),
    Look("tight", height=640),
    Look("roomy-dark", 1920, 1080, ThemeChoice.DARK),
    Look("large", percent=200),
    Look("high-contrast", theme=ThemeChoice.HC_DARK),
    Look("long-words", pseudo=True),
    Look("least-and-long", 960, 600, ThemeChoice.HC_LIGHT, 130, pseudo=True),
    Look("largest-and-long", percent=200, pseudo=True),
    Look("mirrored", mirrored=True),
)


@pytest.fixture(params=LOOKS, ids=lambda look: look.name)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Look]:
    """Return a look, worn by the application."""
    wanted: Look = request.param
    use_language("en", catalogs_folder())
    if wanted.pseudo:
        use_pseudo_locale()
    if wanted.mirrored:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    apply_appearance(qapp, Appearance(theme=wanted.theme.value, factor=wanted.percent / 100))
    yield wanted
    use_language("en", catalogs_folder())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    apply_appearance(qapp, Appearance(theme="light"))
