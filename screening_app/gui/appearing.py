"""Puts a user's wishes on the window: theme, size of text, language."""

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from screening_app.gui.theme.apply import Appearance, apply_appearance, fit_window
from screening_app.i18n import language
from screening_app.services.preferences import Preferences

LANGUAGE_NAMES: Final = {"sv": "Svenska", "en": "English"}
"""Each language in itself."""

_WHOLE: Final = 100


def put_on(wanted: Preferences, speak: Callable[[str], None], window: QSize) -> None:
    """Put the wishes on the whole application.

    Args:
        speak: Changes the language, for the lock screen after a lock too.
        window: Size of the window, which may have room for more.
    """
    if wanted.language is not None and wanted.language != language():
        speak(wanted.language)
    app = cast("QApplication", QApplication.instance())
    apply_appearance(app, Appearance(theme=wanted.theme.value, factor=wanted.percent / _WHOLE))
    fit_window(app, window)
