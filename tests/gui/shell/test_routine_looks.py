"""The pages of the unit's routine have room for every text, and Tab follows the eye on them."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.widgets.button import Button
from screening_app.i18n import use_pseudo_locale
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.preferences import Preferences, ThemeChoice, keep_preferences
from tests.gui.shell.routine_desk import CONTACT, fill_in, lead_session, part, window_of
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

pytestmark = pytest.mark.usefixtures("in_english")
PLACES = ("routine", "when", "which", "interval", "steps", "markers", "contacts", "contact")


def show(qtbot: QtBot, shell: Shell, place: str) -> None:
    """Show a page and wait until it stands still."""
    if place == "markers":
        shell.markers()
    elif place == "contacts":
        shell.contacts()
    elif place == "contact":
        shell.contacts()
        part(shell, Button, f"change-{CONTACT.id}").click()
    else:
        shell.routine("" if place == "routine" else place)
    qtbot.wait(40)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("place", PLACES)
def test_tab_follows_the_eye(
    qtbot: QtBot, library: FileFormLibrary, place: str, width: int, height: int
) -> None:
    lead = lead_session(library)
    fill_in(lead)
    shell = window_of(qtbot, lead, width, height)
    show(qtbot, shell, place)

    found = stops(shell)

    assert len(found) > 4
    assert disorders(found) == []
    assert unreached(shell, found) == []


LOOKS = {
    "low": (1280, 640, 100, ThemeChoice.LIGHT, False),
    "dark": (1920, 1080, 100, ThemeChoice.DARK, False),
    "large": (1280, 720, 200, ThemeChoice.LIGHT, False),
    "high contrast": (1280, 720, 100, ThemeChoice.HC_DARK, False),
    "least": (960, 600, 130, ThemeChoice.HC_LIGHT, True),
    "largest and long": (1280, 720, 200, ThemeChoice.LIGHT, True),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_every_text_has_its_room(
    qtbot: QtBot, library: FileFormLibrary, qapp: QApplication, look: str, code: str, filled: bool
) -> None:
    width, height, percent, theme, pseudo = LOOKS[look]
    lead = lead_session(library)
    if filled:
        fill_in(lead)
    apply_appearance(qapp, Appearance(theme=theme.value, factor=percent / 100))
    keep_preferences(lead, Preferences(theme=theme, percent=percent, language=code))
    shell = window_of(qtbot, lead, width, height)
    if pseudo:
        use_pseudo_locale()
    for place in PLACES[:-1] if not filled else PLACES:
        show(qtbot, shell, place)
        assert overflows(shell) == [], place
