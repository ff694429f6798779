"""Set-up makes nothing before both are named, keeps nobody's passphrase, and tries its recovery."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from screening_app.bootstrap import check_passphrase
from screening_app.bootstrap.sheets import TypedWords
from screening_app.domain.access import Regime, Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.gui.presenters.set_up import SetUpModel, SetUpPlan, SetUpPresenter, SetUpStep
from screening_app.services.sheets_on_paper import SheetFile
from screening_app.vault.errors import DiskFull, SheetsDoNotBelong, SynchronisedFolder
from screening_app.vault.sheets import combine, split

FIRST = "sju gröna krokodiler äter pizza"
SECOND = "åtta lila noshörningar dricker"
KEY = bytes(range(32))
SHEETS = split(KEY)
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
        self.tried: list[tuple[str, ...]] = []
        self.refuses: Exception | None = None

    def check_place(self, folder: Path) -> None:
        if "Dropbox" in folder.parts:
            raise SynchronisedFolder(folder=str(folder), kind="Dropbox")

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        check_passphrase(passphrase, login=login)

    def make(self, plan: SetUpPlan) -> tuple[str, ...]:
        if self.refuses is not None:
            raise self.refuses
        self.made.append(plan)
        return SHEETS

    def rehearse(self, folder: Path, sheets: Sequence[str]) -> None:
        assert folder == self.made[0].folder
        self.tried.append(tuple(sheets))
        if combine(sheets) != KEY:
            raise SheetsDoNotBelong

    def sheet_words(self) -> TypedWords:
        return TypedWords()

    def printed_sheets(self, sheets: Sequence[str]) -> bytes:
        return b""

    def sheet_files(self, sheets: Sequence[str]) -> tuple[SheetFile, ...]:
        return ()

    def has_guide(self, regime: Regime) -> bool:
        return regime in {Regime.HSL_PUBLIC, Regime.HSL_PRIVATE}


class View:
    """Keeps what it was shown."""

    def __init__(self) -> None:
        self.model: SetUpModel | None = None
        self.errors: Mapping[str, str] = {}
        self.problem = ""
        self.working = ""
        self.left = ""
        self.postponing = ""
        self.entered: tuple[str, ...] = ()
        self.missing = "nothing is typed yet"
        self.finished: Path | None = None

    def show_model(self, model: SetUpModel) -> None:
        self.model = model

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.errors = errors

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_working(self, text: str) -> None:
        self.working = text

    def show_missing(self, text: str) -> None:
        self.left = text

    def show_postponing(self, text: str) -> None:
        self.postponing = text

    def type(self, *sheets: str) -> None:
        """Have these sheets typed, each right in itself."""
        self.entered, self.missing = sheets, ""

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

    def stands_at(self, step: SetUpStep) -> bool:
        """Tell whether that is the step shown now."""
        return self.step is step

    def is_left(self) -> bool:
        """Tell whether set-up is over."""
        return self.view.finished is not None

    def go(self, *steps: Mapping[str, str]) -> None:
        for values in ({"folder": str(self.folder)}, UNIT, *steps):
            self.presenter.forward(values)


def run(work: Callable[[], None], done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
    try:
        work()
    except ScreeningAppError as error:
        failed(error)
    else:
        done()


@pytest.fixture
def set_up(tmp_path: Path) -> SetUp:
    return SetUp(tmp_path / "vault")


def test_four_steps_make_a_vault_for_two(set_up: SetUp) -> None:
    set_up.go(user("anna", FIRST))
    assert set_up.desk.made == []
    assert set_up.stands_at(SetUpStep.SECOND)

    set_up.presenter.forward(user("bo", SECOND, Role.SUPERVISOR))

    (plan,) = set_up.desk.made
    assert (plan.folder, plan.regime, plan.unit) == (set_up.folder, Regime.HSL_PUBLIC, "Mottagning Linden")
    assert (plan.first.login, plan.first.passphrase) == ("anna", FIRST)
    assert (plan.second.login, plan.second.role) == ("bo", Role.SUPERVISOR)
    assert FIRST not in repr(plan)
    assert set_up.stands_at(SetUpStep.SHEETS)
    assert not set_up.is_left()


@pytest.fixture
def made(set_up: SetUp) -> SetUp:
    """Return set-up once the vault is made."""
    set_up.go(user("anna", FIRST), user("bo", SECOND))
    return set_up


def test_sheets_that_nobody_has_are_not_tried(made: SetUp) -> None:
    made.presenter.settled()
    assert made.view.left == "Print the sheets or save them first."

    made.presenter.forward({})
    assert made.stands_at(SetUpStep.SHEETS)
    made.presenter.given()
    made.presenter.forward({})

    assert made.stands_at(SetUpStep.REHEARSAL)


def test_there_is_no_way_back_once_the_records_exist(made: SetUp) -> None:
    made.presenter.back({})

    assert made.stands_at(SetUpStep.SHEETS)
    assert made.view.model is not None
    assert not made.view.model.can_go_back


@pytest.fixture
def trying(made: SetUp) -> SetUp:
    """Return set-up at its last step."""
    made.presenter.given()
    made.presenter.forward({})
    return made


def test_any_two_sheets_end_it(trying: SetUp) -> None:
    trying.presenter.forward({})
    assert not trying.is_left()
    trying.view.type(SHEETS[2], SHEETS[0])

    trying.presenter.forward({})

    assert trying.desk.tried == [(SHEETS[2], SHEETS[0])]
    assert trying.view.finished == trying.folder
    assert trying.presenter.sheets == ()


@pytest.mark.parametrize("typed", [(SHEETS[0], SHEETS[0]), split(bytes(32))[:2]])
def test_the_same_sheet_twice_or_foreign_ones_are_a_sentence(trying: SetUp, typed: tuple[str, ...]) -> None:
    trying.view.type(*typed)

    trying.presenter.forward({})

    assert trying.view.problem
    assert not trying.is_left()
    trying.view.type(*SHEETS[:2])
    trying.presenter.forward({})
    assert trying.view.finished == trying.folder


def test_postponing_says_first_what_it_means(trying: SetUp) -> None:
    trying.presenter.ask_to_postpone()
    assert "everything is lost" in trying.view.postponing
    assert not trying.is_left()

    trying.presenter.postpone()

    assert trying.view.finished == trying.folder
    assert trying.desk.tried == []


def test_nothing_is_postponed_before_there_is_anything(set_up: SetUp) -> None:
    set_up.presenter.postpone()

    assert not set_up.is_left()


def test_a_synchronised_folder_is_refused_with_its_sentence(set_up: SetUp, tmp_path: Path) -> None:
    set_up.presenter.forward({"folder": str(tmp_path / "Dropbox" / "vault")})

    assert set_up.stands_at(SetUpStep.PLACE)
    assert "Dropbox" in set_up.view.errors["folder"]


def test_a_relative_folder_is_refused(set_up: SetUp) -> None:
    set_up.presenter.forward({"folder": "vault"})

    assert set_up.view.errors["folder"] == "Write the whole path of the folder."


def test_no_field_may_stay_empty(set_up: SetUp) -> None:
    set_up.presenter.forward({"folder": str(set_up.folder)})

    set_up.presenter.forward({"authority": " ", "country": "se", "regime": "", "unit": "x" * 121})

    assert set(set_up.view.errors) == {"authority", "unit", "phone", "regime"}
    assert set_up.view.errors["regime"] == "Choose one."
    assert set_up.stands_at(SetUpStep.UNIT)


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
    assert set_up.stands_at(SetUpStep.FIRST)


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
    assert set_up.stands_at(SetUpStep.SECOND)


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

    assert set_up.stands_at(SetUpStep.PLACE)


def test_a_full_disk_is_told_and_can_be_tried_again(set_up: SetUp) -> None:
    set_up.desk.refuses = DiskFull()
    set_up.go(user("anna", FIRST), user("bo", SECOND))

    assert set_up.view.problem == DiskFull().describe()
    assert set_up.stands_at(SetUpStep.SECOND)
    set_up.desk.refuses = None
    set_up.presenter.forward(user("bo", SECOND))
    assert set_up.stands_at(SetUpStep.SHEETS)


def test_the_strength_of_a_passphrase_is_a_sentence_not_a_gauge(set_up: SetUp) -> None:
    strength = set_up.presenter.strength

    assert strength({}) == ""
    assert strength({"passphrase": "anna1234567890", "login": "anna"}).startswith(
        "That passphrase is too easy"
    )
    assert strength({"passphrase": FIRST, "login": "anna"}) == "Strong enough. Longer is stronger."
