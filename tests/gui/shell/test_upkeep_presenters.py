"""Sheets and backups: what is said, what is asked once, and what is never done."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest

from screening_app.gui.presenters.backups import (
    BackupsModel,
)
from screening_app.gui.presenters.long_work import WorkState
from screening_app.gui.presenters.sheets import SheetsPresenter
from screening_app.gui.presenters.upkeep import upkeep_model
from screening_app.services.backup_plan import BackupPlan
from screening_app.services.session import Safeguards
from screening_app.vault.errors import SheetsDoNotBelong
from tests.gui.shell.desk import at_once

AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


class View:
    """Keeps what any of the pages was told."""

    def __init__(self) -> None:
        self.errors: Mapping[str, str] = {}
        self.problem = self.done = self.working = self.asked = self.missing_said = self.said = ""
        self.is_good = True
        self.made: tuple[str, ...] = ()
        self.entered: tuple[str, ...] = ()
        self.missing = "words"
        self.can_try = self.told = False
        self.model: BackupsModel | None = None
        self.plan: BackupPlan | None = None
        self.state: WorkState | None = None

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.errors = errors

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_done(self, text: str) -> None:
        self.done = text

    def show_working(self, text: str) -> None:
        self.working = text

    def show_standing(self, text: str, *, is_good: bool, can_try: bool) -> None:
        self.said, self.is_good, self.can_try = text, is_good, can_try

    def ask_renewal(self, text: str) -> None:
        self.asked = text

    def show_made(self, sheets: tuple[str, ...]) -> None:
        self.made = sheets

    def show_entry(self) -> None:
        self.made = ()

    def show_missing(self, text: str) -> None:
        self.missing_said = text

    def tell_safeguards(self) -> None:
        self.told = True

    def show_plan(self, plan: BackupPlan) -> None:
        self.plan = plan

    def show_model(self, model: BackupsModel) -> None:
        self.model = model

    def show_work(self, state: WorkState | None) -> None:
        self.state = state

    def show_said(self, text: str, *, is_good: bool) -> None:
        self.said, self.is_good = text, is_good


@pytest.fixture
def view() -> View:
    return View()


class Sheets:
    """Sheets in memory."""

    def __init__(self, *, has: bool = False) -> None:
        self.now = Safeguards(has_recovery=has)
        self.made = 0
        self.tried: list[tuple[str, ...]] = []

    def safeguards(self) -> Safeguards:
        return self.now

    def make_sheets(self) -> tuple[str, ...]:
        self.made += 1
        self.now = Safeguards(has_recovery=True)
        return ("one", "two", "three")

    def rehearse(self, sheets: Sequence[str]) -> None:
        self.tried.append(tuple(sheets))
        if "foreign" in sheets:
            raise SheetsDoNotBelong
        self.now = Safeguards(has_recovery=True, is_rehearsed=True)


def test_first_sheets_are_made_at_once_given_out_and_tried(view: View) -> None:
    desk = Sheets()
    presenter = SheetsPresenter(view, desk, at_once)
    presenter.show()
    assert not view.can_try

    presenter.ask_renewal()
    assert view.asked == ""
    assert view.made == ("one", "two", "three")
    assert view.missing_said == "Print the sheets or save them first."
    presenter.given()
    presenter.try_them()
    presenter.rehearse()
    assert desk.tried == []  # not typed yet
    view.entered, view.missing = ("one", "two"), ""
    presenter.rehearse()

    assert desk.now.is_rehearsed
    assert view.is_good
    assert view.told


def test_sheets_that_exist_are_replaced_only_after_it_was_said(view: View) -> None:
    desk = Sheets(has=True)
    presenter = SheetsPresenter(view, desk, at_once)

    presenter.ask_renewal()
    assert "open nothing any more" in view.asked
    assert desk.made == 0

    presenter.make()
    assert desk.made == 1


def test_foreign_sheets_are_a_sentence(view: View) -> None:
    presenter = SheetsPresenter(view, Sheets(has=True), at_once)
    presenter.try_them()
    view.entered, view.missing = ("foreign", "two"), ""

    presenter.rehearse()

    assert view.problem == SheetsDoNotBelong().describe()
    assert not view.told


def test_the_page_offers_only_what_is_the_users_to_look_after() -> None:
    model = upkeep_model(Safeguards(), may_administer=False, now=AT)
    assert [row.place for row in model.rows] == ["passphrase", "key-file"]
    assert "administrator" in model.remark

    model = upkeep_model(
        Safeguards(has_recovery=True, is_rehearsed=True, proven_at=AT), may_administer=True, now=AT
    )

    assert [row.place for row in model.rows] == ["passphrase", "key-file", "users", "sheets", "backups"]
    assert [row.second for row in model.rows[3:]] == ["Tried.", "Backup proven today"]
