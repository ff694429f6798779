"""The report of a concern for a child on the compose page: which child is chosen, and seen."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.jobs import Jobs
from screening_app.gui.theme.layout import Column
from screening_app.gui.views.compose_parts import BasisCard, ChildCard
from screening_app.gui.widgets.option import Option
from screening_app.services.referral_order import CHILD_REPORT, KINDS
from tests.gui.compose.desk import ComposeDesk, closed_script
from tests.gui.compose.test_compose_page import Opened, jobs
from tests.helpers.overflow import overflows

__all__ = ["jobs"]

BOARD = "Socialnämnden i Exempelkommun"


@pytest.fixture
def report(desk: ComposeDesk) -> ComposeDesk:
    """Return a desk at which the report was chosen, and no child yet."""
    desk.presenter.choose_kind(CHILD_REPORT)
    return desk


def test_no_child_is_chosen_beforehand_where_there_are_several(report: ComposeDesk) -> None:
    model = report.view.model

    assert (model.children, model.child) == (((1, "Barn A"), (2, "Barn B")), 0)
    assert "which child" in model.missing
    before = len(report.view.papers)
    report.presenter.choose_basis("CHILD_REPORT")
    assert len(report.view.papers) == before


def test_the_paper_of_the_chosen_child_is_shown_to_the_board_that_was_told(report: ComposeDesk) -> None:
    report.presenter.choose_child(1)

    model = report.view.model
    assert (model.child, model.recipient, model.asks_consent) == (1, BOARD, False)
    paper = report.view.papers[-1][0].decode()
    assert "Barn A" in paper
    assert "Barn B" not in paper
    assert model.missing == "Left: 1 condition"


def test_another_child_takes_back_what_was_ticked_and_opened(report: ComposeDesk) -> None:
    report.presenter.choose_child(1)
    report.presenter.tick(0, met=True)
    report.presenter.include("w6-children/child-school@1", included=True)
    assert report.view.model.missing == ""

    report.presenter.choose_child(2)

    model = report.view.model
    assert not model.ticked
    assert not any(row.included for row in model.locations)
    assert "Barn A" not in report.view.papers[-1][0].decode()


def test_another_document_is_about_no_child(report: ComposeDesk) -> None:
    report.presenter.choose_child(1)
    report.presenter.choose_kind(KINDS[0])

    assert (report.view.model.children, report.view.model.child) == ((), 0)


def test_it_is_made_of_the_child_that_was_chosen(report: ComposeDesk) -> None:
    report.presenter.choose_child(2)
    report.presenter.set_typed(BOARD, "")
    report.presenter.tick(0, met=True)
    report.presenter.print_on(lambda _pdf, _name: None)

    assert report.view.problem == ""
    pdf, decided = report.view.papers[-1]
    assert decided
    assert "Barn B" in pdf.decode()
    assert "Barn A" not in pdf.decode()


def test_the_card_shows_the_children_and_tells_which_was_picked(report: ComposeDesk, qtbot: QtBot) -> None:
    page, card = QWidget(), ChildCard()
    qtbot.addWidget(page)
    Column(page).addWidget(card)
    page.show()
    card.show_model(report.view.model)
    assert card.isVisible()
    rows = card.findChildren(Option)
    assert [row.checked for row in rows] == [False, False]

    with qtbot.waitSignal(card.chosen) as told:
        rows[1].click()

    assert told.args == [2]


def test_the_bases_of_another_document_are_gone_from_the_card(desk: ComposeDesk, qtbot: QtBot) -> None:
    page, card = QWidget(), BasisCard()
    qtbot.addWidget(page)
    Column(page).addWidget(card)
    page.show()
    card.show_model(desk.view.model)
    before = [row.code for row in card.findChildren(Option)]
    assert "CONSENT" in before

    desk.presenter.choose_kind(CHILD_REPORT)
    card.show_model(desk.view.model)
    qtbot.wait(50)

    shown = [row.code for row in card.findChildren(Option) if row.isVisible()]
    assert [code for code in shown if not code.startswith("condition-")] == ["CHILD_REPORT"]
    assert card.option(1) is card.first


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
def test_the_child_is_chosen_on_the_page_and_nothing_is_cut_off(
    qtbot: QtBot, jobs: Jobs, width: int, height: int
) -> None:
    opened = Opened(qtbot, jobs, closed_script(), width, height)
    kind = opened.page.findChild(Option, CHILD_REPORT)
    assert kind is not None
    kind.click()
    qtbot.waitUntil(lambda: opened.page.findChild(Option, "child-2") is not None, timeout=20_000)
    child = opened.page.findChild(Option, "child-2")
    assert child is not None
    assert child.isVisible()

    child.click()
    qtbot.waitUntil(lambda: child.checked, timeout=20_000)
    qtbot.wait(100)

    assert overflows(opened.page) == []
