"""The check on texts finds what is cut off or lies over something else, and nothing in the sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.theme.apply import ThemeChoice
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _
from screening_app.i18n import use_pseudo_locale
from tests.gui.widgets.component_sheet import NOTE, STEPS, component_sheet
from tests.helpers.appearance import shown, wear
from tests.helpers.overflow import overflows


def test_a_text_lower_than_its_lines_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    note = Prose(NOTE, parent=window)
    shown(qtbot, window)
    note.setGeometry(0, 0, 200, 40)

    [line] = overflows(window)

    assert line.endswith(f"needs height {note.heightForWidth(200)}, has 40")


@pytest.mark.parametrize("make", [lambda text: Prose(text, wrap=False), Button, QLabel])
def test_a_text_narrower_than_its_line_is_found(qtbot: QtBot, make: type[QWidget]) -> None:
    window = QWidget()
    label = make("Socialsekreterare")  # type: ignore[arg-type]
    label.setParent(window)
    shown(qtbot, window)
    label.setGeometry(0, 0, 50, 60)

    assert any("needs width" in line for line in overflows(window))


def test_a_text_cut_off_by_what_it_stands_in_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    box = QWidget(window)
    box.setObjectName("box")
    note = Prose("Sparat 14.32", parent=box)
    shown(qtbot, window)
    box.setGeometry(0, 0, 60, 40)
    note.setGeometry(20, 0, 100, 30)

    assert [line for line in overflows(window) if "cut off by QWidget 'box'" in line]


def test_a_text_under_the_edge_of_what_does_not_scroll_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    note = Prose("Sparat 14.32", parent=window)
    shown(qtbot, window, 400, 100)
    note.setGeometry(0, 90, 200, 30)

    assert [line for line in overflows(window) if "cut off" in line]


def scrolled(column: QWidget) -> QScrollArea:
    """Return the column in an area that scrolls up and down only."""
    area = QScrollArea()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(column)
    return area


def test_a_text_that_is_scrolled_away_is_no_fault(qtbot: QtBot) -> None:
    column = QWidget()
    column.setFixedSize(300, 900)
    Prose("Sparat 14.32", parent=column).setGeometry(0, 800, 200, 30)

    assert overflows(shown(qtbot, scrolled(column), 400, 200)) == []


def test_a_text_beside_what_is_scrolled_is_found(qtbot: QtBot) -> None:
    column = QWidget()
    column.setFixedSize(900, 900)
    Prose("Sparat 14.32", parent=column).setGeometry(500, 10, 200, 30)

    assert [line for line in overflows(shown(qtbot, scrolled(column), 400, 200)) if "cut off" in line]


def test_a_text_over_another_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    one, other = Prose("Nej", parent=window), Prose("Ja", parent=window)
    shown(qtbot, window)
    one.setGeometry(0, 0, 100, 30)
    other.setGeometry(60, 20, 100, 30)

    assert overflows(window) == ["Prose 'Nej': lies over Prose 'Ja'"]


def test_a_hidden_text_is_no_fault(qtbot: QtBot) -> None:
    window = QWidget()
    note = Prose(NOTE, parent=window)
    shown(qtbot, window)
    note.setGeometry(0, 0, 100, 10)
    note.hide()

    assert overflows(window) == []


def fitted(qtbot: QtBot, window: QWidget, width: int) -> QWidget:
    """Return the window, open and as high as its content."""
    shown(qtbot, window, width, 100)
    layout = window.layout()
    assert layout is not None
    window.resize(width, layout.heightForWidth(width))
    QApplication.processEvents()
    return window


@pytest.mark.parametrize("theme", ["light", "dark", "hc-light", "hc-dark"])
def test_sheet_fits_in_every_theme(qtbot: QtBot, qapp: QApplication, theme: ThemeChoice) -> None:
    wear(qapp, theme)

    assert overflows(fitted(qtbot, component_sheet(), 1700)) == []


@pytest.mark.parametrize("factor", [1.15, 1.3, 1.5, 1.75, 2.0])
def test_sheet_fits_at_every_text_size(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    wear(qapp, factor=factor)

    assert overflows(fitted(qtbot, component_sheet(columns=1), 1216)) == []


def test_sheet_fits_read_from_the_right(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert overflows(fitted(qtbot, component_sheet(), 1700)) == []


def test_sheet_fits_after_the_text_grew_in_place(qtbot: QtBot, qapp: QApplication) -> None:
    window = fitted(qtbot, component_sheet(columns=1), 1216)
    wear(qapp, factor=2.0)
    QApplication.processEvents()
    layout = window.layout()
    assert layout is not None
    window.resize(1216, layout.heightForWidth(1216))
    QApplication.processEvents()

    assert overflows(window) == []


def test_long_sentences_wrap(qtbot: QtBot) -> None:
    use_pseudo_locale(1.4)
    window = QWidget()
    column = QVBoxLayout(window)
    for text in (_("Not answered"), _("Prefers not to answer"), *(step.title for step in STEPS)):
        column.addWidget(Option(text, text * 4, digit=1))
        column.addWidget(Button(text, key="Enter"))

    assert overflows(fitted(qtbot, window, 260)) == []
