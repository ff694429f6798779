"""Tab visits what can be used in the order in which it is drawn, on the pages around the conversations."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.access import Regime
from screening_app.gui.presenters.hide import neutral_content
from screening_app.gui.presenters.lock_screen import PublicNumber
from screening_app.gui.shell import Shell
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.views.pin import PinDialog
from screening_app.gui.views.set_up import SetUp
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.i18n import use_language
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.shell.desk import NAME, PaperDesk, named_person, now_and_here
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.front import bring_to_front

NUMBERS = (PublicNumber(need="Danger now", name="Emergency", number="112", note=""),)


def faults(window: QWidget, most: int = 0) -> list[str]:
    """Return what is wrong with Tab here, and print how many stops it makes."""
    found = stops(window)
    print(f"{len(found)} stops of Tab")
    assert len(found) > most
    return disorders(found) + [f"never: {one}" for one in unreached(window, found)]


def search(shell: Shell) -> None:
    shell.people()
    field = shell.findChild(QLineEdit, "search")
    assert field is not None
    field.setText(NAME)
    field.returnPressed.emit()


def start_named(shell: Shell) -> None:
    shell.start()
    next(one for one in shell.findChildren(Option, "identified")).pick()


PAGES: dict[str, Callable[[Shell, Session], object]] = {
    "today": lambda shell, _desk: shell.home(),
    "people": lambda shell, _desk: shell.people(),
    "matches": lambda shell, _desk: search(shell),
    "person": lambda shell, desk: shell.person(named_person(desk)),
    "start": lambda shell, _desk: shell.start(),
    "start with a name": lambda shell, _desk: start_named(shell),
    "appearance": lambda shell, _desk: shell.appearance(),
    "emergency": lambda shell, _desk: shell.emergency(),
}


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("page", PAGES)
def test_tab_follows_the_eye(
    qtbot: QtBot, shell: Shell, busy: Session, page: str, width: int, height: int
) -> None:
    shell.resize(width, height)
    PAGES[page](shell, busy)
    qtbot.wait(40)

    wrong = faults(shell, most=7)

    assert not wrong, "\n".join(wrong)


def test_tab_follows_the_eye_after_the_window_became_narrow_and_wide_again(
    qtbot: QtBot, shell: Shell
) -> None:
    for width in (960, 1280):
        shell.resize(width, 720)
        qtbot.wait(40)
        assert not faults(shell, most=7)


def test_shift_tab_goes_back_the_same_way(qtbot: QtBot, shell: Shell) -> None:
    start_named(shell)
    qtbot.wait(40)
    forth = [stop.name for stop in stops(shell)]

    back = [stop.name for stop in stops(shell, key=Qt.Key.Key_Backtab)]

    assert back == [forth[0], *reversed(forth[1:])]


@pytest.fixture
def set_up(qtbot: QtBot, tmp_path: Path) -> SetUp:
    made = SetUp(
        PaperDesk(tmp_path / "data"),
        now_and_here,
        folder=tmp_path / "vault",
        finished=lambda _folder: None,
        numbers=lambda found: found(NUMBERS),
        speak=lambda code: use_language(code, catalogs_folder()),
        put_back=lambda: None,
    )
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    bring_to_front(qtbot, made)
    return made


STEPS = {
    "place": ("folder", {}),
    "unit": (
        "authority",
        {"authority": "A", "unit": "B", "phone": "1", "country": "se", "regime": str(Regime.HSL_PUBLIC)},
    ),
    "first-user": (
        "name",
        {"name": "Anna", "login": "anna", "role": "staff"}
        | dict.fromkeys(("passphrase", "passphrase-again"), "sju gula bilar i en sjö"),
    ),
    "second-user": (
        "name",
        {"name": "Bo", "login": "bo", "role": "supervisor"}
        | dict.fromkeys(("passphrase", "passphrase-again"), "fem blå hus vid ett berg"),
    ),
    "sheets": ("print-sheets", {}),
    "rehearsal": ("word-1-1", {}),
}


def test_every_step_of_set_up_begins_in_its_first_field_and_tab_follows_the_eye(
    qtbot: QtBot, set_up: SetUp, tmp_path: Path
) -> None:
    began, wrong = dict[str, str](), list[str]()
    for step, (_first, values) in STEPS.items():
        assert set_up.page is not None
        assert set_up.page.objectName() == step
        focus = QApplication.focusWidget()
        began[step] = focus.objectName() if focus is not None else ""
        qtbot.wait(20)
        wrong += [f"{step}: {line}" for line in faults(set_up, most=2)]
        set_up.presenter.given()
        set_up.presenter.forward(values | ({"folder": str(tmp_path / "new")} if step == "place" else {}))

    assert began == {step: first for step, (first, _values) in STEPS.items()}
    assert not wrong, "\n".join(wrong)


def test_enter_goes_on_by_one_step_and_complains_of_nothing_yet(qtbot: QtBot, set_up: SetUp) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None

    qtbot.keyClick(focus, Qt.Key.Key_Return)
    qtbot.wait(20)

    assert set_up.page is not None
    assert set_up.page.objectName() == "unit"
    fields = set_up.page.findChildren(Field)
    assert [field.input.property("error") for field in fields] == [False] * len(fields)


def test_the_other_language_begins_in_the_first_field_too(qtbot: QtBot, set_up: SetUp) -> None:
    button = set_up.findChild(QWidget, "language")
    assert button is not None

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.wait(20)

    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "folder"
    assert not faults(set_up, most=2)


def test_tab_follows_the_eye_in_the_dialog_for_six_digits(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = PinDialog(lambda _pin: None, window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)

    assert not faults(dialog, most=2)


def test_the_neutral_page_offers_one_field_when_it_is_asked_for(qtbot: QtBot) -> None:
    page = NeutralPage()
    page.show_content(neutral_content(dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)))
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    page.ask()

    assert {stop.name.split()[1] for stop in stops(page)} == {"code", "neutral"}
