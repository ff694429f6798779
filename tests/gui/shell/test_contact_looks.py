"""The page on contact in every state: order, room and names."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as NotInTime
from pytestqt.qtbot import QtBot

from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.contact_words import RuleRow
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.contact import ContactPage
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.people import NewPerson, register_person
from screening_app.settings import catalogs_folder
from tests.gui.looks import Look, look
from tests.gui.shell.contact_desk import Desk, opened, press, way
from tests.helpers.agreements import PHONE
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

__all__ = ["look"]


@pytest.fixture
def desk(library: FileFormLibrary, qapp: QApplication) -> Iterator[Desk]:
    apply_appearance(qapp, Appearance(theme="light"))
    yield Desk(library)
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


def show(qtbot: QtBot, shell: Shell, desk: Desk, stage: str) -> ContactPage:
    """Show the page in one of its states."""
    person = desk.person
    if stage == "nothing":
        person = register_person(desk.session, NewPerson(kind=CaseKind.PSEUDONYM)).id
    page = opened(qtbot, shell, person)
    match stage:
        case "asking":
            way(page).ask_within()
        case "reason":
            way(page).ask_reason("Write why.")
        case "shown":
            way(page).show_address(PHONE, (RuleRow(label="Word we say", text="kanel"),))
        case "attempt":
            press(qtbot, Qt.Key.Key_A)
        case "until":
            press(qtbot, Qt.Key.Key_S)
    qtbot.wait(40)
    return page


_REST_MS = 2_000
STAGES = ("rules", "nothing", "asking", "reason", "shown", "attempt", "until")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("stage", STAGES)
def test_tab_follows_the_eye(qtbot: QtBot, desk: Desk, stage: str, width: int, height: int) -> None:
    shell = desk.open(qtbot, width, height)
    show(qtbot, shell, desk, stage)

    found = stops(shell)

    assert len(found) > 4
    assert disorders(found) == []
    assert unreached(shell, found) == []


def without_room(qtbot: QtBot, shell: Shell) -> list[str]:
    """Return the texts that have no room once the page has come to rest."""
    with suppress(NotInTime):
        qtbot.waitUntil(lambda: not overflows(shell), timeout=_REST_MS)
    return overflows(shell)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_has_its_room(qtbot: QtBot, desk: Desk, look: Look, code: str) -> None:
    shell = look.opened(desk.session, partial(desk.open, qtbot), code)
    for stage in STAGES:
        show(qtbot, shell, desk, stage)
        assert without_room(qtbot, shell) == [], stage
    shell.person(desk.person)
    assert without_room(qtbot, shell) == []


def test_every_control_has_a_name(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = show(qtbot, shell, desk, "attempt")

    assert page.accessibleName() == "Contact"
    assert all(one.accessibleName() or one.text() for one in page.findChildren(Button) if one.isVisible())
    assert [one.accessibleName() for one in page.findChildren(Card) if one.isVisible()] == [
        "Contact in these ways only",
        "Phone call",
        "Attempts",
    ]
