"""The pages of the unit's routine have room for every text, and Tab follows the eye on them."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.gui.widgets.button import Button
from screening_app.questionnaire.library import FileFormLibrary
from tests.gui.looks import Look, look
from tests.gui.shell.routine_desk import CONTACT, fill_in, lead_session, part, window_of
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

__all__ = ["look"]

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


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_every_text_has_its_room(
    qtbot: QtBot, library: FileFormLibrary, look: Look, code: str, filled: bool
) -> None:
    lead = lead_session(library)
    if filled:
        fill_in(lead)
    shell = look.opened(lead, partial(window_of, qtbot, lead), code)
    for place in PLACES[:-1] if not filled else PLACES:
        show(qtbot, shell, place)
        assert overflows(shell) == [], place
