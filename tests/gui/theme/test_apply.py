"""A theme is put on everything at once, and follows the system where nobody chose."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot

from screening_app.gui.theme.apply import Appearance, apply_appearance, fit_window, system_theme
from screening_app.gui.theme.current import theme
from screening_app.gui.theme.tokens import DARK, LIGHT


def test_a_theme_changes_palette_and_sheet(qapp: QApplication) -> None:
    apply_appearance(qapp, Appearance(theme="dark"))

    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.bg
    assert DARK.primary in qapp.styleSheet()


def test_widgets_are_told_of_a_change(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme().changed, timeout=1_000):
        apply_appearance(qapp, Appearance(theme="light", factor=1.3))


def test_the_same_again_costs_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme().changed):
        apply_appearance(qapp, Appearance(theme="light"))


@pytest.mark.parametrize(
    ("scheme", "contrast", "name"),
    [
        (Qt.ColorScheme.Unknown, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.NoPreference, "light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.NoPreference, "dark"),
        (Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast, "hc-light"),
        (Qt.ColorScheme.Dark, Qt.ContrastPreference.HighContrast, "hc-dark"),
    ],
)
def test_the_systems_settings_name_a_theme(
    scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference, name: str
) -> None:
    assert system_theme(scheme, contrast) == name


def test_a_change_of_the_system_is_followed(qapp: QApplication) -> None:
    apply_appearance(qapp, Appearance(theme="system"))
    theme().tokens = DARK

    # The offscreen platform has no setting to change; it can only say that one was.
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert theme().tokens.name == "light"


def test_the_persons_choice_wins_over_the_system(qapp: QApplication) -> None:
    apply_appearance(qapp, Appearance(theme="hc-dark"))

    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)

    assert theme().tokens.name == "hc-dark"


def test_a_roomy_window_has_larger_text(qapp: QApplication) -> None:
    fit_window(qapp, QSize(1920, 1080))

    assert theme().tokens.factor == 1.15


def test_a_larger_choice_wins_over_the_roomy_window(qapp: QApplication) -> None:
    apply_appearance(qapp, Appearance(theme="light", factor=1.5))
    fit_window(qapp, QSize(1920, 1080))

    assert theme().tokens == LIGHT.scaled(1.5)


@pytest.mark.parametrize(
    "hint", [QStyle.StyleHint.SH_Widget_Animation_Duration, QStyle.StyleHint.SH_UnderlineShortcut]
)
def test_nothing_moves_and_nothing_is_underlined(qapp: QApplication, hint: QStyle.StyleHint) -> None:
    assert qapp.style().styleHint(hint) == 0
