"""A page keeps its edges, folds with the window, and shows what has the focus."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.page import Page
from screening_app.gui.theme.current import theme
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.step_rail import StepRail
from screening_app.gui.widgets.step_strip import StepStrip
from tests.gui.widgets.component_sheet import STEPS
from tests.helpers.appearance import shown, wear
from tests.helpers.overflow import overflows


def question(rows: int = 3) -> Page:
    """Return a page with rows to tick, and an action bar."""
    page = Page("Innan du frågar", lead="Allt ska stämma.", width=Size.QUESTION)
    checks = Column(gap=Space.XS)
    for number in range(1, rows + 1):
        second = "Gäller också den som säger sig vara ett stöd." if number in {2, 4} else ""
        text = "Vi är ensamma i ett stängt rum"
        checks.addWidget(CheckRow(f"row-{number}", text, digit=number, second=second))
    page.body.addLayout(checks)
    back, forward = Button("Tillbaka", icon="left"), Button("Fortsätt", kind="primary", key="Enter")
    page.set_actions(back, forward, "Återstår: tolk och skärm", middle=Button("Kan inte fråga nu", key="N"))
    return page


def in_window(qtbot: QtBot, page: Page, width: int, height: int) -> QWidget:
    """Return a window of this size around the page and its rail."""
    window = QWidget()
    row = Row(window, gap=Space.NONE)
    if page.rail is not None:
        row.addWidget(page.rail)
    row.addWidget(page, 1)
    shown(qtbot, window, width, height)
    settle()
    return window


def settle() -> None:
    """Let layouts and what they put off come to rest."""
    for _ in range(3):
        QApplication.processEvents()


def place(widget: QWidget) -> QRect:
    """Return where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def test_action_bar_keeps_the_edges_of_the_column(qtbot: QtBot) -> None:
    page = question()
    window = in_window(qtbot, page, 1280, 720)
    row = page.findChildren(CheckRow)[0]
    back, *_, forward = sorted(page.findChildren(Button), key=lambda button: place(button).x())

    assert window.isVisible()
    assert (place(row).left(), place(row).right()) == (place(back).left(), place(forward).right())
    assert row.width() == Size.QUESTION


def test_a_scroll_bar_moves_nothing_sideways(qtbot: QtBot) -> None:
    short, long = question(3), question(30)
    windows = [in_window(qtbot, page, 1280, 720) for page in (short, long)]

    assert all(window.isVisible() for window in windows)
    assert place(short.findChildren(CheckRow)[0]).x() == place(long.findChildren(CheckRow)[0]).x()
    assert short.findChildren(CheckRow)[0].width() == long.findChildren(CheckRow)[0].width()


def test_six_rows_fit_whole_at_640(qtbot: QtBot) -> None:
    page = question(6)
    window = in_window(qtbot, page, 1280, 640 - Size.TOP_BAR)
    area = page.findChild(QScrollArea)

    assert window.isVisible()
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0


def test_focus_scrolls_what_it_lands_on_into_view(qtbot: QtBot) -> None:
    page = question(30)
    window = in_window(qtbot, page, 1280, 720)
    last = page.findChildren(CheckRow)[-1]
    last.setFocus()
    settle()
    area = page.findChild(QScrollArea)

    assert window.isVisible()
    assert area is not None
    assert place(area.viewport()).contains(place(last))


def test_what_had_the_focus_for_a_moment_is_not_scrolled_to(qtbot: QtBot) -> None:
    page = question(30)
    window = in_window(qtbot, page, 1280, 720)
    page.findChildren(CheckRow)[-1].setFocus()
    page.findChildren(Button)[0].setFocus()
    settle()
    area = page.findChild(QScrollArea)

    assert window.isVisible()
    assert area is not None
    assert area.verticalScrollBar().value() == 0


def test_the_page_begins_where_it_says(qtbot: QtBot) -> None:
    page = question()
    page.first_focus = page.findChildren(CheckRow)[1]
    window = in_window(qtbot, page, 1280, 720)
    page.activated()

    assert window.isVisible()
    assert page.first_focus.hasFocus()


def test_the_rail_folds_to_a_line_at_150_percent(qtbot: QtBot, qapp: QApplication) -> None:
    page = question()
    rail = StepRail(title="K-2048", caption="Påbörjat 14.18")
    rail.set_steps(STEPS)
    page.rail = rail
    window = in_window(qtbot, page, 1280, 720)
    strip = page.findChild(StepStrip)
    assert strip is not None
    before = (page.folded, strip.isVisible())
    wear(qapp, factor=1.5)
    settle()

    assert window.isVisible()
    assert (before, (page.folded, strip.isVisible())) == ((False, False), (True, True))


def test_the_rail_folds_in_a_narrow_window(qtbot: QtBot) -> None:
    page = question()
    page.rail = StepRail(title="K-2048")
    window = in_window(qtbot, page, 980, 720)

    assert window.isVisible()
    assert page.folded
    strip = page.findChild(StepStrip)
    assert strip is not None
    assert strip.isVisible()


def test_text_is_larger_in_a_roomy_window(qtbot: QtBot) -> None:
    window = in_window(qtbot, question(), 1920, 1080)

    assert window.size() == QSize(1920, 1080)
    assert theme().tokens.factor == 1.15


def test_nothing_is_cut_off_at_200_percent(qtbot: QtBot, qapp: QApplication) -> None:
    wear(qapp, factor=2.0)
    page = question(6)
    page.rail = StepRail(title="K-2048")
    page.rail.set_steps(STEPS)
    window = in_window(qtbot, page, 1280, 720)

    assert window.width() == 1280
    assert overflows(window) == []


def test_of_three_banners_the_oldest_goes(qtbot: QtBot) -> None:
    page = question()
    qtbot.addWidget(page)
    banners = [page.banner("info", text) for text in ("ett", "två", "tre")]
    shown(qtbot, page)

    assert [banner.isVisible() for banner in banners[1:]] == [True, True]
    assert page.heading == "Innan du frågar"


def test_a_banner_can_be_taken_back_twice(qtbot: QtBot) -> None:
    page = question()
    qtbot.addWidget(page)
    banner = page.banner("warn", "Numren är gamla.")
    page.remove_banner(banner)
    page.remove_banner(banner)

    assert not banner.isVisible()


def test_other_actions_replace_those_before(qtbot: QtBot) -> None:
    page = shown(qtbot, question())
    page.set_actions(None, Button("Avsluta", kind="primary"))
    settle()

    assert [button.text() for button in page.findChildren(Button) if button.isVisible()] == ["Avsluta"]


def test_a_page_without_heading_begins_with_its_content(qtbot: QtBot) -> None:
    page = Page("", width=Size.QUESTION)
    option = Option("no", "Nej", digit=1)
    page.body.addWidget(option)
    shown(qtbot, page)

    assert place(option).y() < Size.OPTION


@pytest.mark.parametrize("width", [1280, 1000, 960])
@pytest.mark.parametrize("factor", [1.0, 1.3, 1.5, 2.0])
def test_nothing_overlaps_at_any_size(qtbot: QtBot, qapp: QApplication, width: int, factor: float) -> None:
    wear(qapp, factor=factor)
    page = question(6)
    page.rail = StepRail(title="K-2048", caption="Påbörjat 14.18")
    page.rail.set_steps(STEPS)
    window = in_window(qtbot, page, width, 600)

    assert overflows(window) == []


def test_nothing_overlaps_while_the_window_grows(qtbot: QtBot) -> None:
    page = question(6)
    window = in_window(qtbot, page, 960, 600)
    for width in range(960, 1_400, 40):
        window.resize(width, 640)
        settle()

        assert overflows(window) == []


def test_the_edges_are_kept_when_a_scroll_bar_goes_and_comes(qtbot: QtBot) -> None:
    page = question(12)
    window = in_window(qtbot, page, 1280, 720)
    row, forward = page.findChildren(CheckRow)[0], max(page.findChildren(Button), key=lambda b: place(b).x())
    edges = []
    for height in (720, 1000, 720):
        window.resize(1280, height)
        settle()
        edges.append((place(row).left(), place(row).right(), place(forward).right()))

    assert edges == [(250, 1029, 1029)] * 3


def test_the_edges_are_kept_when_the_content_shrinks(qtbot: QtBot) -> None:
    page = question(12)
    window = in_window(qtbot, page, 1280, 720)
    rows = page.findChildren(CheckRow)
    for row in rows[3:]:
        row.hide()
    settle()

    assert window.isVisible()
    assert (place(rows[0]).left(), place(rows[0]).right()) == (250, 1029)
