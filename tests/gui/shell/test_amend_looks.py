"""The page on corrections has room for every text and a name for every control, and Tab follows the eye."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.records import ResponseStatus
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import OpeningRow
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.settings import catalogs_folder
from tests.gui.looks import Look, look
from tests.gui.shell.amend_desk import (
    Desk,
    ask,
    confirm,
    opened,
)
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

__all__ = ["look"]


@pytest.fixture
def told(library: FileFormLibrary, qapp: QApplication) -> Iterator[Desk]:
    """Return a desk where the person told."""
    apply_appearance(qapp, Appearance(theme="light"))
    yield Desk(library, "yes")
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


STAGES = ("choose", "ask", "written", "confirm", "urgent", "done", "person")


def show(qtbot: QtBot, shell: Shell, desk: Desk, stage: str) -> None:
    """Show the page in one of its states."""
    page = opened(qtbot, shell, desk)
    match stage:
        case "ask":
            ask(qtbot, page, "w7-danger-signs/weapon-used")
        case "written":
            ask(qtbot, page, "w5-what-happened/own-words")
        case "confirm":
            confirm(qtbot, page, "w7-danger-signs/weapon-used", "yes")
        case "urgent":
            confirm(qtbot, page, "w5-danger/today", "yes")
        case "done" | "person":
            option = "no" if desk.status is ResponseStatus.AMENDED else "yes"
            confirm(qtbot, page, "w7-danger-signs/weapon-used", option)
            page.presenter.go_on()
    if stage == "person":
        shell.person(desk.person)
    qtbot.wait(60)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("stage", STAGES)
def test_tab_follows_the_eye(qtbot: QtBot, told: Desk, stage: str, width: int, height: int) -> None:
    shell = told.open(qtbot, width, height)
    show(qtbot, shell, told, stage)

    found = stops(shell)

    assert len(found) > 4
    assert disorders(found) == []
    assert unreached(shell, found) == []


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_has_its_room(qtbot: QtBot, told: Desk, look: Look, code: str) -> None:
    shell = look.opened(told.session, partial(told.open, qtbot), code)
    for stage in STAGES:
        show(qtbot, shell, told, stage)
        assert overflows(shell) == [], stage


@pytest.mark.parametrize("stage", STAGES)
def test_every_control_has_a_name(qtbot: QtBot, told: Desk, stage: str) -> None:
    shell = told.open(qtbot)
    show(qtbot, shell, told, stage)

    assert shell.page is not None
    controls = [*shell.page.findChildren(Button), *shell.page.findChildren(OpeningRow)]
    assert all(one.accessibleName() or one.text() for one in controls if one.isVisible())
