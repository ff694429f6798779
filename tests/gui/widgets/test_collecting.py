"""Garbage is collected between events, and nowhere else."""

import gc
import weakref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.collecting import Collecting
from screening_app.gui.page import Page
from screening_app.gui.theme.apply import ThemeChoice
from tests.gui.widgets.test_page import question
from tests.helpers.appearance import wear


class Kept:
    """An object that keeps itself, so that only collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_python_does_not_collect_by_itself(collecting: Collecting) -> None:
    assert not gc.isenabled()


def test_what_nobody_holds_goes_when_there_is_enough_of_it(qtbot: QtBot, collecting: Collecting) -> None:
    gone = weakref.ref(Kept())
    heap: list[list[int]] = []

    def collected() -> bool:
        # What other tests left may be let go of meanwhile, and is subtracted: so more comes each time.
        heap.extend([number] for number in range(gc.get_threshold()[0]))
        return gone() is None

    assert gone() is not None
    qtbot.waitUntil(collected, timeout=5_000)


@pytest.mark.parametrize("again", range(3))
def test_dropped_pages_do_not_end_the_process(qapp: QApplication, again: int) -> None:
    themes: tuple[ThemeChoice, ThemeChoice] = ("dark", "light")
    for number in range(15):
        page: Page = question(6)
        page.resize(800, 600)
        page.show()
        qapp.processEvents()
        wear(qapp, themes[number % 2])
        page.hide()
        page.rail = None
        page.__dict__["itself"] = page

    assert not gc.isenabled()
