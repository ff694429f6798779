"""A person's page by keyboard: what is to be done, results in their place, objections, results over time."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from screening_app.domain.follow_up import FollowUpOutcome
from screening_app.gui.shell import Shell
from screening_app.gui.views.follow_ups import FollowUpCard
from screening_app.gui.views.results import ResultsPanel
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.trend_chart import TrendChart
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.objections import objections_of
from tests.gui.looks import Look, look
from tests.gui.shell.desk import tables
from tests.gui.shell.test_fit import settle
from tests.gui.shell.told_desk import ToldDesk, page_of, part, trend_of
from tests.helpers.overflow import overflows

__all__ = ["look"]


@pytest.fixture
def told(library: FileFormLibrary) -> ToldDesk:
    """Return a desk with somebody who told."""
    return ToldDesk(library)


def press(qtbot: QtBot, button: Button) -> None:
    """Press a button by its key."""
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def asking_again(card: FollowUpCard) -> Button:
    """Return the button that opens the form of what should have been done the day before."""
    buttons = card.findChildren(Button, "change-follow-up")
    return next(one for one in buttons if one.accessibleName().startswith("Change Ask again"))


def shown(shell: Shell) -> str:
    """Return every text that can be seen."""
    labels = page_of(shell).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def opened_results(qtbot: QtBot, shell: Shell) -> ResultsPanel:
    """Open the results of the conversation and wait for them."""
    panel = part(shell, ResultsPanel, "results")
    press(qtbot, panel.button)
    qtbot.waitUntil(lambda: panel.findChild(Button, "object") is not None, timeout=5_000)
    return panel


def test_everything_on_record_stands_on_one_timeline(qtbot: QtBot, told: ToldDesk) -> None:
    text = shown(told.open(qtbot))

    for said in (
        "Asked, tells of violence or fear",
        "To Socialtjänsten Norr.",
        "Copy 2, control line 12 · 0123456789abcdef.",
        "Done in the emergency",
        "Contact tried",
        "Phone call: No",
    ):
        assert said in text


def test_something_is_done_by_keyboard_and_goes_to_the_timeline(qtbot: QtBot, told: ToldDesk) -> None:
    shell = told.open(qtbot)
    card = part(shell, FollowUpCard, "follow-ups")

    press(qtbot, asking_again(card))
    outcome = QApplication.focusWidget()
    assert isinstance(outcome, QComboBox)
    qtbot.keyClicks(outcome, "No")
    qtbot.keyClick(outcome, Qt.Key.Key_Down)
    note = card.findChildren(QPlainTextEdit)[0]
    qtbot.keyClicks(note, "two calls")
    chosen = outcome.currentData()
    press(qtbot, part(card, Button, "save-follow-up"))

    one = tables(told.session).follow_ups[told.overdue]
    assert one.outcome is FollowUpOutcome(chosen)
    text = shown(shell)
    assert "two calls" in text
    assert "Saved." in text
    assert told.overdue not in {row.objectName() for row in card.findChildren(QLabel)}


def test_something_is_put_off_by_its_day(qtbot: QtBot, told: ToldDesk) -> None:
    shell = told.open(qtbot)
    card = part(shell, FollowUpCard, "follow-ups")
    press(qtbot, asking_again(card))
    day = next(one for one in card.findChildren(QLineEdit) if one.isVisible())

    qtbot.keyClicks(day, "2027-02-26")
    press(qtbot, part(card, Button, "save-follow-up"))

    one = tables(told.session).follow_ups[told.overdue]
    assert (one.is_open, one.due_on) == (True, dt.date(2027, 2, 26))


def test_a_day_that_is_none_is_said_at_its_field_and_nothing_is_stored(qtbot: QtBot, told: ToldDesk) -> None:
    shell = told.open(qtbot)
    before = dict(tables(told.session).follow_ups)
    card = part(shell, FollowUpCard, "follow-ups")
    press(qtbot, part(card, Button, "add-follow-up"))
    day = next(one for one in card.findChildren(QLineEdit) if one.isVisible())

    qtbot.keyClicks(day, "soon")
    press(qtbot, part(card, Button, "save-new"))

    assert "Write a day, such as 2027-02-26." in shown(shell)
    assert QApplication.focusWidget() is day
    assert tables(told.session).follow_ups == before


def test_something_is_added_by_hand(qtbot: QtBot, told: ToldDesk) -> None:
    shell = told.open(qtbot)
    before = len(tables(told.session).follow_ups)
    card = part(shell, FollowUpCard, "follow-ups")
    press(qtbot, part(card, Button, "add-follow-up"))
    day = next(one for one in card.findChildren(QLineEdit) if one.isVisible())

    qtbot.keyClicks(day, "2026-11-24")
    qtbot.keyClick(day, Qt.Key.Key_Return)

    assert len(tables(told.session).follow_ups) == before + 1
    assert "24 November" in shown(shell)


def test_results_open_in_their_place_with_rule_evidence_own_view_and_judgement(
    qtbot: QtBot, told: ToldDesk
) -> None:
    shell = told.open(qtbot)
    assert "Single answers that count" not in shown(shell)

    panel = opened_results(qtbot, shell)

    text = shown(shell)
    for said in (
        "Single answers that count whatever the total",
        "Rule in “",
        "total",
        "The person's own view",
        "The professional's judgement",
        "No result means that the situation is without danger.",
    ):
        assert said in text
    press(qtbot, panel.button)
    assert "Single answers that count" not in shown(shell)


def test_an_objection_is_noted_beside_an_answer(qtbot: QtBot, told: ToldDesk) -> None:
    shell = told.open(qtbot)
    panel = opened_results(qtbot, shell)
    answers = list(tables(told.session).events)

    press(qtbot, part(panel, Button, "object"))
    about = QApplication.focusWidget()
    assert isinstance(about, QComboBox)
    about.setCurrentIndex(1)
    wanted = about.currentData()
    qtbot.keyClicks(panel.findChildren(QPlainTextEdit)[0], "It was in March.")
    press(qtbot, part(panel, Button, "note-objection"))

    (found,) = objections_of(told.session, told.person)
    assert found.about is not None
    assert f"{found.about[0]}/{found.about[1]}" == wanted
    text = shown(shell)
    assert "“It was in March.”" in text
    assert "The person considers something not right" in text
    assert tables(told.session).events == answers


def test_an_empty_objection_is_said_at_its_field(qtbot: QtBot, told: ToldDesk) -> None:
    shell = told.open(qtbot)
    panel = opened_results(qtbot, shell)
    press(qtbot, part(panel, Button, "object"))

    press(qtbot, part(panel, Button, "note-objection"))

    assert "Write what the person considers not right" in shown(shell)
    assert objections_of(told.session, told.person) == ()


def test_results_over_time_are_a_chart_in_words_and_a_table_that_keys_reach(
    qtbot: QtBot, told: ToldDesk
) -> None:
    told.measured_again(-60, lowest=1, highest=1)
    told.measured_again(-20, lowest=2, highest=5, band="incomplete: 2 to 5", bandText=None)
    shell = told.open(qtbot)

    card = trend_of(shell)
    chart = card.findChild(TrendChart)
    table = part(card, QTableView, "trend-table")

    assert chart is not None
    said = QAccessible.queryAccessibleInterface(chart).text(QAccessible.Text.Name)
    assert said.startswith("How has “Signs of danger” changed?")
    assert "23 September 2026: 1. 2 November 2026: 2 to 5. 22 November 2026: 4 to 7." in said
    cells = [[table.model().index(row, column).data() for column in range(3)] for row in range(3)]
    assert [row[:2] for row in cells] == [
        ["23 September 2026", "1"],
        ["2 November 2026", "2 to 5"],
        ["22 November 2026", "4 to 7"],
    ]
    assert cells[1][2] == "Incomplete"
    assert table.focusPolicy() & Qt.FocusPolicy.TabFocus
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1


def test_one_result_is_no_chart(qtbot: QtBot, told: ToldDesk) -> None:
    shell = told.open(qtbot)

    assert shell.findChild(TrendChart) is None
    assert "Results over time" not in shown(shell)


def test_every_text_of_the_open_page_has_its_room(qtbot: QtBot, told: ToldDesk, look: Look) -> None:
    told.measured_again(-20, lowest=2, highest=5, band="incomplete: 2 to 5", bandText=None)
    shell = told.open(qtbot, look.width, look.height)
    panel = opened_results(qtbot, shell)
    part(panel, Button, "object").click()
    card = part(shell, FollowUpCard, "follow-ups")
    card.findChildren(Button, "change-follow-up")[0].click()
    part(card, Button, "add-follow-up").click()
    settle(qtbot)

    assert overflows(shell) == []
