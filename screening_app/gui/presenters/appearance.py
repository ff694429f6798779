"""Text and contrast: theme, size and language, changed in place and kept for the user."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.i18n import gettext as _
from screening_app.i18n import language
from screening_app.services.preferences import (
    TEXT_SIZES,
    Preferences,
    ThemeChoice,
    keep_preferences,
    preferences_of,
)
from screening_app.services.session import Session

Apply = Callable[[Preferences], None]
"""Puts wishes on the window at once; the window hands them to the lock screen too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several, by code."""

    code: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceModel:
    """What the page shows."""

    themes: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    languages: tuple[Choice, ...]


class AppearanceView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: AppearanceModel) -> None:
        """Show the choices."""

    def show_problem(self, text: str) -> None:
        """Show that the choice was not kept."""


class AppearancePresenter:
    """Applies a choice at once, then keeps it."""

    def __init__(
        self, view: AppearanceView, session: Session, navigation: DeskNavigation, apply: Apply
    ) -> None:
        self._view, self._session, self._navigation, self._apply = view, session, navigation, apply

    def show(self) -> None:
        """Show what is chosen."""
        self._view.show_model(appearance_model(preferences_of(self._session)))

    def choose_theme(self, code: str) -> None:
        """Use another theme."""
        self._use(replace(preferences_of(self._session), theme=ThemeChoice(code)))

    def choose_size(self, code: str) -> None:
        """Use another size of text."""
        self._use(replace(preferences_of(self._session), percent=int(code)))

    def choose_language(self, code: str) -> None:
        """Speak another language; every page is made anew."""
        self._use(replace(preferences_of(self._session), language=code))

    def back(self) -> None:
        """Return to where the user came from."""
        self._navigation.back()

    def _use(self, wanted: Preferences) -> None:
        if wanted == preferences_of(self._session):
            return
        try:
            keep_preferences(self._session, wanted)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
        else:
            self._view.show_model(appearance_model(wanted))
        # Somebody who needs large text needs it now, kept or not.
        self._apply(wanted)


def appearance_model(now: Preferences) -> AppearanceModel:
    """Return the choices with those that are in use marked."""
    # Translators: sv "Som datorn", "Ljust", "Mörkt", "Hög kontrast, ljus", "Hög kontrast, mörk".
    themes = {
        ThemeChoice.SYSTEM: _("Same as the computer"),
        ThemeChoice.LIGHT: _("Light"),
        ThemeChoice.DARK: _("Dark"),
        ThemeChoice.HC_LIGHT: _("High contrast, light"),
        ThemeChoice.HC_DARK: _("High contrast, dark"),
    }
    speaking = now.language or language()
    return AppearanceModel(
        themes=tuple(
            Choice(code=str(code), text=text, chosen=code is now.theme) for code, text in themes.items()
        ),
        sizes=tuple(
            Choice(code=str(size), text=_("{percent} %").format(percent=size), chosen=size == now.percent)
            for size in TEXT_SIZES
        ),
        # Each language is named in itself, so that it is found by those who read no other.
        languages=tuple(
            Choice(code=code, text=name, chosen=code == speaking)
            for code, name in (("sv", "Svenska"), ("en", "English"))
        ),
    )
