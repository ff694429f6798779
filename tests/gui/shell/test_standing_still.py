"""Nothing jumps from page to page: sides, bars and edges stay, and who is at the desk stays named."""

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.presenters.status import status_of
from screening_app.gui.shell import Shell
from screening_app.gui.theme.tokens import Size
from screening_app.gui.views.bars import StatusBar, TopBar
from screening_app.gui.views.emergency import EmergencyPage
from screening_app.gui.views.navigation_bar import NavigationBar
from screening_app.gui.views.person_table import PersonTableView
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.step_rail import StepRail
from screening_app.services.session import Safeguards, Session
from screening_app.services.today import desk_today
from tests.gui.shell.test_fit import search
from tests.helpers.appearance import shown, wear
from tests.helpers.overflow import overflows


def place(widget: QWidget) -> QRect:
    """Return where a part is in the window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def heading(shell: Shell) -> QRect:
    """Return where the page's heading is."""
    page = shell.page
    assert page is not None
    return place(next(one for one in page.findChildren(Prose) if one.text() == page.heading))


def test_the_emergency_panel_leaves_the_navigation_and_the_heading_where_they_are(
    qtbot: QtBot, shell: Shell
) -> None:
    shell.people()
    qtbot.wait(20)
    before = (place(shell.findChildren(NavigationBar)[0]), heading(shell).topLeft())
    shell.emergency()
    qtbot.wait(20)
    [bar] = [one for one in shell.findChildren(NavigationBar) if one.isVisible()]

    assert (place(bar), heading(shell).topLeft()) == before


def test_the_emergency_panel_leaves_the_rail_of_a_conversation_and_lets_it_rest(
    qtbot: QtBot, shell: Shell, busy: Session
) -> None:
    shell.conversation(desk_today(busy).drafts[0].screening)
    qtbot.wait(20)
    [rail] = [one for one in shell.findChildren(StepRail) if one.isVisible()]
    before = place(rail)
    shell.emergency()
    qtbot.wait(20)
    [now] = [one for one in shell.findChildren(StepRail) if one.isVisible()]
    resting = not now.isEnabled()
    same = place(now) == before
    shell.back()
    qtbot.wait(20)
    [again] = [one for one in shell.findChildren(StepRail) if one.isVisible()]

    assert same
    assert resting
    assert place(again) == before
    assert again.isEnabled()


def test_the_numbers_stand_beside_the_steps_where_there_is_room(qtbot: QtBot, shell: Shell) -> None:
    shell.emergency()
    qtbot.wait(20)
    page = shell.page
    assert isinstance(page, EmergencyPage)
    number = page.findChild(Prose, "emergency")
    number = number or next(one for one in page.findChildren(Prose) if one.text() == "112")

    assert place(number).left() > place(page.rows[0]).right()


@pytest.mark.parametrize(
    ("factor", "said"),
    [
        (1.0, {"Everything is saved 17:17", "No recovery and no backup yet", "English"}),
        (1.5, {"No recovery and no backup yet"}),
        (2.0, {"Saved 17:17", "No recovery yet"}),
    ],
)
def test_who_is_at_the_desk_and_that_nobody_can_recover_is_always_told(
    qtbot: QtBot, qapp: QApplication, factor: float, said: set[str]
) -> None:
    wear(qapp, factor=factor)
    bar = StatusBar(user="Anna Exempelsson", language="English")
    saved_at = dt.datetime(2026, 11, 22, 17, 17).astimezone()
    bar.show_status(status_of(remaining=841, saved_at=saved_at, safeguards=Safeguards(), now=saved_at))
    shown(qtbot, bar, 1280, 80)
    words = {one.text() for one in bar.findChildren(Prose) if one.isVisible()}

    assert {"Anna Exempelsson", "Locks in 14:01"} | said <= words
    assert overflows(bar) == []


def test_that_nobody_can_recover_is_told_in_any_width(qtbot: QtBot, qapp: QApplication) -> None:
    wear(qapp, factor=2.0)
    bar = StatusBar(user="Anna Exempelsson", language="English")
    now = dt.datetime.now(dt.UTC)
    bar.show_status(status_of(remaining=841, saved_at=now, safeguards=Safeguards(), now=now))
    shown(qtbot, bar, 640, 80)
    words = {one.text() for one in bar.findChildren(Prose) if one.isVisible()}

    assert words == {"Locks in 14:01", "No recovery yet"}
    assert overflows(bar) == []


def first_ink(image: QImage, rows: range, start: int) -> int:
    """Return the first column, from one on, in which something dark is written."""
    for column in range(start, image.width()):
        if any(QColor(image.pixel(column, row)).lightness() < 100 for row in rows):
            return column
    return -1


def test_the_heads_of_a_table_stand_over_their_columns(qtbot: QtBot, shell: Shell) -> None:
    search(shell, "testa")
    qtbot.wait(50)
    [table] = shell.findChildren(PersonTableView)
    assert table.model().rowCount() == 1
    image = table.grab().toImage()
    head = first_ink(image, range(8, 30), 6)
    row = first_ink(image, range(50, 75), 6)

    assert head > Size.MARK_QUIET // 2
    assert abs(head - row) <= 1


def test_the_key_that_hides_everything_is_told_at_any_size(qtbot: QtBot, qapp: QApplication) -> None:
    widths = []
    for key in (True, False):
        wear(qapp, factor=2.0)
        bar = shown(qtbot, TopBar("Barnmorskemottagningen Norr"), 1280, 110)
        if not key:
            bar.hide_button.set_key(None)
        widths.append(bar.hide_button.sizeHint().width())

        assert overflows(bar) == []
    assert widths[0] > widths[1]
