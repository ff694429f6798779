"""Users, passphrase, sheets and backups: what is said, what is asked once, and what is never done."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest

from screening_app.bootstrap import check_passphrase
from screening_app.domain.access import Role
from screening_app.domain.errors import AccessDenied
from screening_app.domain.ids import UserId
from screening_app.gui.presenters.backups import (
    BackupsModel,
)
from screening_app.gui.presenters.long_work import WorkState
from screening_app.gui.presenters.sheets import SheetsPresenter
from screening_app.gui.presenters.upkeep import upkeep_model
from screening_app.gui.presenters.users import PassphrasePresenter, UserRow, UsersPresenter
from screening_app.services.backup_plan import BackupPlan
from screening_app.services.colleagues import Colleague
from screening_app.services.new_unit import NewColleague
from screening_app.services.session import Safeguards
from screening_app.vault.errors import LoginTaken, SheetsDoNotBelong, WrongPassphrase
from tests.gui.shell.desk import at_once
from tests.helpers.fakes import FakeClock

NEW = "nio blå elefanter dricker saft"
OLD = "sju gröna krokodiler äter pizza"
AT = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


def colleague(login: str, *, is_self: bool = False) -> Colleague:
    return Colleague(
        id=UserId(login), login=login, name=login.title(), role=Role.STAFF, since=AT, is_self=is_self
    )


class View:
    """Keeps what any of the pages was told."""

    def __init__(self) -> None:
        self.rows: tuple[UserRow, ...] = ()
        self.errors: Mapping[str, str] = {}
        self.problem = self.done = self.working = self.asked = self.missing_said = self.said = ""
        self.is_good = True
        self.rotated: list[str] = []
        self.made: tuple[str, ...] = ()
        self.entered: tuple[str, ...] = ()
        self.missing = "words"
        self.can_try = self.told = False
        self.model: BackupsModel | None = None
        self.plan: BackupPlan | None = None
        self.state: WorkState | None = None

    def show_rows(self, rows: tuple[UserRow, ...]) -> None:
        self.rows = rows

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.errors = errors

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_done(self, text: str) -> None:
        self.done = text

    def show_working(self, text: str) -> None:
        self.working = text

    def ask_removal(self, login: str, title: str, text: str) -> None:
        self.asked = f"{title} {text}"

    def rotate(self, login: str) -> None:
        self.rotated.append(login)

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


class Keys:
    """Users in memory."""

    def __init__(self) -> None:
        self.people = [colleague("anna", is_self=True), colleague("bo")]
        self.added: list[NewColleague] = []
        self.changed: list[str] = []

    def colleagues(self) -> Sequence[Colleague]:
        return self.people

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        check_passphrase(passphrase, login=login)

    def add_user(self, new: NewColleague, passphrase: str) -> None:
        if any(one.login == new.login for one in self.people):
            raise LoginTaken
        self.added.append(new)
        self.people.append(colleague(new.login))

    def change_passphrase(self, old: str, new: str) -> None:
        if old != OLD:
            raise WrongPassphrase
        self.changed.append(new)


@pytest.fixture
def view() -> View:
    return View()


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def users(view: View, keys: Keys) -> UsersPresenter:
    made = UsersPresenter(view, keys, FakeClock(), at_once)
    made.show()
    return made


def person(login: str = "cecilia", passphrase: str = NEW) -> dict[str, str]:
    typed = {"passphrase": passphrase, "passphrase-again": passphrase}
    return {"name": " Cecilia   Ek ", "login": login, "role": "supervisor", **typed}


def test_the_list_says_who_with_which_role_since_when_and_who_one_is(
    users: UsersPresenter, view: View
) -> None:
    assert [(row.name, row.about, row.may_go) for row in view.rows] == [
        ("Anna (you)", "Staff · anna · since 20 November", False),
        ("Bo", "Staff · bo · since 20 November", True),
    ]


def test_somebody_gets_a_key_and_stands_in_the_list(users: UsersPresenter, view: View, keys: Keys) -> None:
    users.add(person())

    assert [(new.name, new.login, new.role) for new in keys.added] == [
        ("Cecilia Ek", "cecilia", Role.SUPERVISOR)
    ]
    assert "Cecilia Ek has a key now" in view.done
    assert len(view.rows) == 3


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"passphrase": "sommar2026"}, "passphrase"),
        ({"passphrase-again": NEW + "x"}, "passphrase-again"),
    ],
)
def test_a_key_that_will_not_do_is_said_at_its_field(
    users: UsersPresenter, view: View, keys: Keys, values: dict[str, str], field: str
) -> None:
    users.add(person() | values)

    assert field in view.errors
    assert keys.added == []


def test_a_login_that_is_taken_is_a_sentence_and_can_be_tried_again(
    users: UsersPresenter, view: View, keys: Keys
) -> None:
    users.add(person("bo"))
    assert view.problem == LoginTaken().describe()

    users.add(person())

    assert len(keys.added) == 1


def test_a_key_is_taken_away_only_after_it_was_said_what_happens(users: UsersPresenter, view: View) -> None:
    users.ask_removal("bo")
    assert "Bo cannot unlock any more" in view.asked
    assert "Old backups still open" in view.asked
    assert view.rotated == []

    users.remove("bo")

    assert view.rotated == ["bo"]


def test_nobody_unknown_is_asked_about(users: UsersPresenter, view: View) -> None:
    users.ask_removal("nobody")

    assert view.asked == ""


def test_whoever_may_not_look_is_told(view: View, keys: Keys) -> None:
    class Refusing(Keys):
        def colleagues(self) -> Sequence[Colleague]:
            raise AccessDenied

    UsersPresenter(view, Refusing(), FakeClock(), at_once).show()

    assert view.problem == AccessDenied().describe()


def test_ones_own_passphrase_needs_the_one_of_now(view: View, keys: Keys) -> None:
    presenter = PassphrasePresenter(view, keys, "anna", at_once)
    typed = {"old": "another one", "passphrase": NEW, "passphrase-again": NEW}
    presenter.change(typed)
    assert view.problem == WrongPassphrase().describe()
    assert keys.changed == []

    presenter.change(typed | {"old": OLD})

    assert keys.changed == [NEW]
    assert view.done == "The passphrase is changed."


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
    assert [row.place for row in model.rows] == ["passphrase"]
    assert "administrator" in model.remark

    model = upkeep_model(
        Safeguards(has_recovery=True, is_rehearsed=True, proven_at=AT), may_administer=True, now=AT
    )

    assert [row.place for row in model.rows] == ["passphrase", "users", "sheets", "backups"]
    assert [row.second for row in model.rows[2:]] == ["Tried.", "Backup proven today"]
