"""From Today to a conversation, and through set-up, without a pointer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import open_session
from screening_app.domain.access import Role
from screening_app.gui.presenters.set_up import SetUpStep
from screening_app.gui.set_up_desk import ProcessSetUpDesk
from screening_app.gui.shell import Shell
from screening_app.gui.views.set_up import SetUp
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import language, use_language
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder, load_settings
from tests.gui.shell.desk import NAME, named_person, tables
from tests.gui.shell.test_set_up_presenter import FIRST, SECOND
from tests.helpers.front import bring_to_front

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def test_a_nameless_conversation_begins_with_three_keys(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    before = len(tables(busy).screenings)

    press(qtbot, Qt.Key.Key_N, CONTROL)
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_Return)

    assert len(tables(busy).screenings) == before + 1
    assert shell.here.name == "conversation"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_on_today_is_the_one_obvious_action(qtbot: QtBot, shell: Shell, key: Qt.Key) -> None:
    press(qtbot, key)

    assert shell.here.name == "start"


@pytest.mark.parametrize(
    ("stands_on", "leads_to"), [("find", "people"), ("people", "people"), ("emergency", "emergency")]
)
def test_enter_presses_the_button_that_has_the_focus(
    qtbot: QtBot, shell: Shell, stands_on: str, leads_to: str
) -> None:
    for _stop in range(40):
        if focused().objectName() != stands_on:
            press(qtbot, Qt.Key.Key_Tab)

    press(qtbot, Qt.Key.Key_Return)

    assert shell.here.name == leads_to


def test_a_digit_typed_into_a_field_is_text_and_chooses_nothing(
    qtbot: QtBot, shell: Shell, busy: Session
) -> None:
    shell.start()
    press(qtbot, Qt.Key.Key_1)
    qtbot.keyClicks(focused(), "Testa 3")

    assert isinstance(focused(), QLineEdit)
    press(qtbot, Qt.Key.Key_Return)

    person = list(tables(busy).persons.values())[-1]
    assert person.name == "Testa 3"


def test_esc_leaves_the_beginning_and_stores_nothing(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    before = len(tables(busy).persons)
    shell.start()

    press(qtbot, Qt.Key.Key_Escape)

    assert shell.here.name == "home"
    assert len(tables(busy).persons) == before


def test_a_person_is_found_and_opened(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    press(qtbot, Qt.Key.Key_F, CONTROL)
    qtbot.keyClicks(focused(), NAME.split()[0])
    press(qtbot, Qt.Key.Key_Return)
    assert focused().objectName() == "people"

    press(qtbot, Qt.Key.Key_Return)

    assert shell.here.person == named_person(busy)


def at_once(work: Callable[[], None], done: Callable[[], None], _failed: object) -> None:
    """Do the work here and now."""
    work()
    done()


@pytest.fixture
def finished() -> list[Path]:
    """Return where set-up said that the vault is."""
    return []


@pytest.fixture
def set_up(qtbot: QtBot, tmp_path: Path, finished: list[Path]) -> SetUp:
    made = SetUp(
        ProcessSetUpDesk(tmp_path / "data"),
        at_once,
        folder=tmp_path / "vault",
        finished=finished.append,
        numbers=lambda found: found(()),
        speak=lambda code: use_language(code, catalogs_folder()),
        put_back=lambda: None,
    )
    qtbot.addWidget(made)
    made.show()
    bring_to_front(qtbot, made)
    return made


def test_what_is_wrong_with_a_passphrase_stands_in_sight_however_low_the_window(
    qtbot: QtBot, set_up: SetUp
) -> None:
    set_up.resize(1280, 600)
    press(qtbot, Qt.Key.Key_Return)
    for text in ("Region Exempel", "Mottagning Linden", "010-555 01 00"):
        qtbot.keyClicks(focused(), text)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return)
    while focused().objectName() != "passphrase":
        press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), "kort")
    for _try in range(2):
        press(qtbot, Qt.Key.Key_Return)
        qtbot.wait(50)

        field = focused().parentWidget()
        assert isinstance(field, Field)
        said = next(
            one for one in field.findChildren(Prose) if one.property("role") == "error" and one.text()
        )
        area = set_up.findChild(QScrollArea)
        assert area is not None
        seen = area.viewport().rect()
        below = said.mapTo(area.viewport(), said.rect().bottomLeft()).y()
        assert seen.top() <= below <= seen.bottom()
        area.verticalScrollBar().setValue(0)


def test_set_up_by_keyboard_makes_a_real_vault_for_two_and_tries_its_recovery(
    qtbot: QtBot, set_up: SetUp, finished: list[Path], tmp_path: Path
) -> None:
    press(qtbot, Qt.Key.Key_Return)
    for text in ("Region Exempel", "Mottagning Linden", "010-555 01 00"):
        qtbot.keyClicks(focused(), text)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return)
    for login, passphrase in (("anna", FIRST), ("bo", SECOND)):
        for text in (login.capitalize(), login):
            qtbot.keyClicks(focused(), text)
            press(qtbot, Qt.Key.Key_Tab)
        press(qtbot, Qt.Key.Key_Tab)
        for _ in range(2):
            focused().setText(passphrase)  # type: ignore[attr-defined]  # key events hold no å here
            press(qtbot, Qt.Key.Key_Tab)
        press(qtbot, Qt.Key.Key_Backtab)
        press(qtbot, Qt.Key.Key_Return)
    assert set_up.page is not None
    assert set_up.page.objectName() == SetUpStep.SHEETS
    assert finished == []
    sheets = set_up.presenter.sheets
    while focused().objectName() != "show-sheets":
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return)
    while focused().objectName() != "forward":
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return)
    assert set_up.page.objectName() == SetUpStep.REHEARSAL

    for words in sheets[1:]:
        type_sheet(qtbot, words)
    assert focused().objectName() == "forward"
    press(qtbot, Qt.Key.Key_Return)

    assert finished == [tmp_path / "vault"]
    with open_session(tmp_path / "vault", "bo", SECOND) as session:
        assert (session.user.role, session.unit.name) == (Role.SUPERVISOR, "Mottagning Linden")
        assert (session.safeguards.has_recovery, session.safeguards.is_rehearsed) == (True, True)
    assert load_settings(tmp_path / "data").vault == tmp_path / "vault"


def type_sheet(qtbot: QtBot, words: str) -> None:
    """Type four letters of each word, and go on: by Tab, as the page says, or with Space."""
    for at, word in enumerate(words.split()):
        qtbot.keyClicks(focused(), word[:4])
        press(qtbot, Qt.Key.Key_Tab if at % 2 else Qt.Key.Key_Space)


def test_set_up_speaks_the_other_language_and_keeps_what_was_typed(qtbot: QtBot, set_up: SetUp) -> None:
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "Region Exempel")
    button = set_up.findChild(QWidget, "language")
    assert button is not None

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert language() == "sv"
    field = next(one for one in set_up.findChildren(QLineEdit, "authority") if one.isVisible())
    assert field.text() == "Region Exempel"


def test_the_emergency_numbers_are_there_before_anything_is(qtbot: QtBot, set_up: SetUp) -> None:
    press(qtbot, Qt.Key.Key_E, CONTROL)
    numbers = set_up.findChild(QWidget, "public-numbers")
    assert numbers is not None
    assert numbers.isVisible()

    qtbot.keyClick(numbers, Qt.Key.Key_Escape)

    assert set_up.page is not None
    assert set_up.page.isVisible()
