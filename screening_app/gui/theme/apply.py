"""Puts a theme and a text size on the application, and follows the system where nobody chose."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication

from screening_app.gui.theme.current import theme
from screening_app.gui.theme.fonts import load_fonts, role_font
from screening_app.gui.theme.palette import palette
from screening_app.gui.theme.sheet import sheet
from screening_app.gui.theme.style import StillStyle
from screening_app.gui.theme.tokens import THEMES, Tokens
from screening_app.gui.theme.window_class import ROOMY_FACTOR, is_roomy

ThemeChoice = Literal["system", "light", "dark", "hc-light", "hc-dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """What a person chose in Text and contrast.

    Attributes:
        theme: Code of a theme, or ``system`` to follow the computer's setting.
        factor: Text size, one of ``tokens.FACTORS``.
    """

    theme: ThemeChoice = "system"
    factor: float = 1.0


class NoApplication(RuntimeError):
    """A window was made before the application: a bug of ours."""


def application() -> QApplication:
    """Return the running application.

    Raises:
        NoApplication: If there is none yet.
    """
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise NoApplication
    return running


class _Applied:
    """What is on the application now: one for the whole process, as the style sheet is."""

    appearance = Appearance()
    roomy = False
    following = False
    styled = False


def apply_appearance(app: QApplication, appearance: Appearance) -> None:
    """Put a theme and text size on the whole application, at once."""
    _Applied.appearance = appearance
    if not _Applied.styled:
        app.setStyle(StillStyle())
        _Applied.styled = True
    _follow(app)
    _put(app, tokens_for(appearance, app.styleHints()))


def appearance_in_use() -> Appearance:
    """Return what was chosen last, to be handed over at a lock."""
    return _Applied.appearance


def fit_window(app: QApplication, window: QSize) -> None:
    """Use the larger text of a roomy window, unless the person chose larger still (VISUAL 3)."""
    roomy = is_roomy(window)
    if roomy != _Applied.roomy:
        _Applied.roomy = roomy
        _put(app, tokens_for(_Applied.appearance, app.styleHints()))


def _put(app: QApplication, tokens: Tokens) -> None:
    load_fonts()
    if tokens == theme().tokens and app.styleSheet():
        return
    with _no_collection():
        theme().tokens = tokens
        app.setFont(role_font("body"))
        app.setPalette(palette(tokens))
        app.setStyleSheet(sheet(tokens, rtl=app.layoutDirection() == Qt.LayoutDirection.RightToLeft))
    theme().use(tokens)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from deleting widgets while Qt walks over all of them.

    Polishing calls back into Python, which may collect garbage there; a page of an earlier window
    that goes then is a widget that Qt still has in its list, and a crash (seen in tests).
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def tokens_for(appearance: Appearance, hints: QStyleHints) -> Tokens:
    """Return the tokens of an appearance; the person's own choice wins over the system's."""
    contrast = hints.accessibility().contrastPreference()
    system = system_theme(hints.colorScheme(), contrast)
    name = system if appearance.theme == "system" else appearance.theme
    least = ROOMY_FACTOR if _Applied.roomy else 0.0
    return THEMES[name].scaled(max(appearance.factor, least))


def system_theme(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> str:
    """Return the code of the theme that the system's settings ask for."""
    dark = scheme == Qt.ColorScheme.Dark
    if contrast == Qt.ContrastPreference.HighContrast:
        return "hc-dark" if dark else "hc-light"
    return "dark" if dark else "light"


def _follow(app: QApplication) -> None:
    if _Applied.following:
        return
    hints = app.styleHints()
    again = partial(_reapply, app)
    hints.colorSchemeChanged.connect(again)
    hints.accessibility().contrastPreferenceChanged.connect(again)
    _Applied.following = True


def _reapply(app: QApplication, *_changed: object) -> None:
    _put(app, tokens_for(_Applied.appearance, app.styleHints()))
