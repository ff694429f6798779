"""Every page opens at its top, its focus in sight and its edges even, at any size of text (VISUAL 3)."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.services.session import Session
from screening_app.services.today import desk_today
from tests.gui.shell.test_standing_still import place
from tests.helpers.appearance import wear

Go = Callable[[Shell, Session], object]

PAGES: dict[str, Go] = {
    "today": lambda shell, _session: shell.home(),
    "start": lambda shell, _session: shell.start(),
    "people": lambda shell, _session: shell.people(),
    "emergency": lambda shell, _session: shell.emergency(),
    "appearance": lambda shell, _session: shell.appearance(),
    "conversation": lambda shell, session: shell.conversation(desk_today(session).drafts[0].screening),
}


def area_of(shell: Shell) -> QScrollArea:
    """Return what the page scrolls in."""
    assert shell.page is not None
    area = shell.page.findChild(QScrollArea)
    assert area is not None
    return area


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_at_its_top_with_its_focus_in_sight(
    qtbot: QtBot, qapp: QApplication, shell: Shell, busy: Session, name: str, factor: float
) -> None:
    wear(qapp, factor=factor)
    qtbot.wait(20)
    PAGES[name](shell, busy)
    qtbot.wait(100)
    area, focus = area_of(shell), QApplication.focusWidget()
    assert focus is not None

    assert area.verticalScrollBar().value() == 0
    assert place(area.viewport()).contains(place(focus).topLeft())
    # A row that is cut at the foot has its words in sight.
    assert place(focus).center().y() < place(area.viewport()).bottom()


@pytest.mark.parametrize("height", [560, 720])
@pytest.mark.parametrize("name", PAGES)
def test_the_edges_of_a_page_are_even_whether_it_scrolls_or_not(
    qtbot: QtBot, shell: Shell, busy: Session, name: str, height: int
) -> None:
    shell.resize(1280, height)
    PAGES[name](shell, busy)
    qtbot.wait(60)
    area, page = area_of(shell), shell.page
    bar, content = area.verticalScrollBar(), area.widget()
    qtbot.waitUntil(lambda: bar.isVisible() == (bar.maximum() > 0))
    qtbot.wait(20)
    layout = content.layout() if content is not None else None
    assert page is not None
    assert content is not None
    assert layout is not None
    margins = layout.contentsMargins()
    start = place(content).left() + margins.left() - place(page).left()
    end = place(page).right() - place(content).right() + margins.right()

    assert start == end


def test_in_the_largest_text_more_than_half_of_a_low_window_is_the_pages(
    qtbot: QtBot, qapp: QApplication, shell: Shell, busy: Session
) -> None:
    wear(qapp, factor=2.0)
    PAGES["conversation"](shell, busy)
    qtbot.wait(100)

    assert shell.height() == 720
    assert area_of(shell).viewport().height() > shell.height() * 0.58
