"""Set-up makes nothing before the last step, keeps nobody's passphrase, and needs two key holders."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from screening_app.bootstrap import check_passphrase
from screening_app.domain.access import Regime, Role
from screening_app.gui.presenters.set_up import SetUpModel, SetUpPlan, SetUpPresenter, SetUpStep
from screening_app.vault.errors import DiskFull, SynchronisedFolder

FIRST = "sju gröna krokodiler äter pizza"
SECOND = "åtta lila noshörningar dricker"
UNIT = {
    "authority": "Region Exempel",
    "unit": "Mottagning Linden",
    "phone": "010-555 01 00",
    "country": "se",
    "regime": "HSL_PUBLIC",
}


def user(login: str, passphrase: str, role: Role = Role.STAFF) -> dict[str, str]:
    return {
        "name": login.capitalize(),
        "login": login,
        "role": str(role),
        "passphrase": passphrase,
        "passphrase-again": passphrase,
    }


class Desk:
    """Makes nothing but notes."""

    def __init__(self) -> None:
        self.made: list[SetUpPlan] = []
        self.refuses: Exception | None = None

    def check_place(self, folder: Path) -> None:
        if "Dropbox" in folder.parts:
            raise SynchronisedFolder(folder=str(folder), kind="Dropbox")

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        check_passphrase(passphrase, login=login)

    def make(self, plan: SetUpPlan) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.made.append(plan)

    def has_guide(self, regime: Regime) -> bool:
        return regime in {Regime.HSL_PUBLIC, Regime.HSL_PRIVATE}


class View:
    """Keeps what it was shown."""

    def __init__(self) -> None:
        self.model: SetUpModel | None = None
        self.errors: Mapping[str, str] = {}
        self.problem = ""
        self.working = ""
        self.finished: Path | None = None

    def show_model(self, model: SetUpModel) -> None:
        self.model = model

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.errors = errors

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_working(self, text: str) -> None:
        self.working = text

    def finish(self, folder: Path) -> None:
        self.finished = folder


class SetUp:
    """A presenter with everything around it."""

    def __init__(self, folder: Path) -> None:
        self.view, self.desk, self.folder = View(), Desk(), folder
        self.presenter = SetUpPresenter(self.view, self.desk, run, folder=folder)
        self.presenter.show()

    @property
    def step(self) -> SetUpStep:
        assert self.view.model is not None
        return self.view.model.step

    def go(self, *steps: Mapping[str, str]) -> None:
        for values in ({"folder": str(self.folder)}, UNIT, *steps):
            self.presenter.forward(values)


def run(work: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
    try:
        work()
    except DiskFull as error:
        failed(error)
    else:
        done()


@pytest.fixture
def set_up(tmp_path: Path) -> SetUp:
    return SetUp(tmp_path / "vault")


def test_five_steps_make_a_vault_for_two(set_up: SetUp) -> None:
    set_up.go(user("anna", FIRST), user("bo", SECOND, Role.SUPERVISOR))
    assert set_up.desk.made == []
    assert set_up.step is SetUpStep.RECOVERY

    set_up.presenter.forward({})

    (plan,) = set_up.desk.made
    assert (plan.folder, plan.regime, plan.unit) == (set_up.folder, Regime.HSL_PUBLIC, "Mottagning Linden")
    assert (plan.first.login, plan.first.passphrase) == ("anna", FIRST)
    assert (plan.second.login, plan.second.role) == ("bo", Role.SUPERVISOR)
    assert set_up.view.finished == set_up.folder
    assert FIRST not in repr(plan)


def test_the_last_step_says_plainly_that_there_is_no_recovery(set_up: SetUp) -> None:
    set_up.go(user("anna", FIRST), user("bo", SECOND))

    assert set_up.view.model is not None
    assert "no recovery yet" in set_up.view.model.words.heading
    assert set_up.view.model.words.notice_title == "If both forget, everything is lost"


def test_a_synchronised_folder_is_refused_with_its_sentence(set_up: SetUp, tmp_path: Path) -> None:
    set_up.presenter.forward({"folder": str(tmp_path / "Dropbox" / "vault")})

    assert set_up.step is SetUpStep.PLACE
    assert "Dropbox" in set_up.view.errors["folder"]


def test_a_relative_folder_is_refused(set_up: SetUp) -> None:
    set_up.presenter.forward({"folder": "vault"})

    assert set_up.view.errors["folder"] == "Write the whole path of the folder."


def test_no_field_may_stay_empty(set_up: SetUp) -> None:
    set_up.presenter.forward({"folder": str(set_up.folder)})

    set_up.presenter.forward({"authority": " ", "country": "se", "regime": "", "unit": "x" * 121})

    assert set(set_up.view.errors) == {"authority", "unit", "phone", "regime"}
    assert set_up.view.errors["regime"] == "Choose one."
    assert set_up.step is SetUpStep.UNIT


def test_a_unit_without_a_guide_is_told_so_before_it_is_chosen(set_up: SetUp) -> None:
    set_up.presenter.forward({"folder": str(set_up.folder)})

    assert set_up.view.model is not None
    regimes = {choice.code: choice.second for choice in set_up.view.model.words.fields[-1].choices}
    assert "No conversation guide" not in regimes["HSL_PUBLIC"]
    assert "No conversation guide" in regimes["SOC_MUNICIPAL"]
    assert set(regimes) == set(Regime)


def test_a_weak_passphrase_is_refused(set_up: SetUp) -> None:
    set_up.go(user("anna", "sommar2026"))

    assert "passphrase" in set_up.view.errors
    assert set_up.step is SetUpStep.FIRST


def test_two_that_are_not_alike_are_refused(set_up: SetUp) -> None:
    set_up.go(user("anna", FIRST) | {"passphrase-again": FIRST.upper()})

    assert list(set_up.view.errors) == ["passphrase-again"]


@pytest.mark.parametrize(
    ("second", "field"),
    [
        (user(" ANNA ", SECOND), "login"),
        (user("bo", FIRST), "passphrase"),
        (user("bo", SECOND, Role.METHOD_LEAD), "role"),
    ],
)
def test_the_second_holder_is_somebody_else_with_another_passphrase(
    set_up: SetUp, second: Mapping[str, str], field: str
) -> None:
    set_up.go(user("anna", FIRST, Role.ADMINISTRATOR), second)

    assert list(set_up.view.errors) == [field]
    assert set_up.step is SetUpStep.SECOND


def test_going_back_keeps_what_was_typed_but_shows_no_passphrase(set_up: SetUp) -> None:
    set_up.go(user("anna", FIRST))

    set_up.presenter.back({})

    assert set_up.view.model is not None
    assert set_up.view.model.step is SetUpStep.FIRST
    assert set_up.view.model.values["login"] == "anna"
    assert FIRST not in repr(set_up.view.model.values)


def test_there_is_nothing_before_the_first_step(set_up: SetUp) -> None:
    set_up.go()

    for _ in range(4):
        set_up.presenter.back({})

    assert set_up.step is SetUpStep.PLACE


def test_a_full_disk_is_told_and_can_be_tried_again(set_up: SetUp) -> None:
    set_up.go(user("anna", FIRST), user("bo", SECOND))
    set_up.desk.refuses = DiskFull()

    set_up.presenter.forward({})

    assert set_up.view.problem == DiskFull().describe()
    assert set_up.view.finished is None
    set_up.desk.refuses = None
    set_up.presenter.forward({})
    assert set_up.view.finished == set_up.folder


def test_the_strength_of_a_passphrase_is_a_sentence_not_a_gauge(set_up: SetUp) -> None:
    strength = set_up.presenter.strength

    assert strength({}) == ""
    assert strength({"passphrase": "anna1234567890", "login": "anna"}).startswith(
        "That passphrase is too easy"
    )
    assert strength({"passphrase": FIRST, "login": "anna"}) == "Strong enough. Longer is stronger."
