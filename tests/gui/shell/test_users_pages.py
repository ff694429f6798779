"""Users, passphrases and key files in the real window on a real vault, by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import NewColleague, Unlocked, credential_with, open_session
from screening_app.domain.access import Role
from screening_app.gui.entrance import Entrance
from screening_app.gui.jobs import Jobs
from screening_app.gui.keeper import Keeper
from screening_app.gui.shell import Shell
from screening_app.gui.start import Start
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.vault.errors import PassphraseIsTemporary
from tests.e2e.desk import LOGIN, PASSPHRASE
from tests.gui.shell.desk import kept
from tests.gui.shell.test_fit import settle
from tests.gui.shell.test_keyboard import focused, press
from tests.gui.shell.upkeep_desk import (
    NEW,
    PATIENCE_MS,
    bo,
    folder,
    keeper,
    rotated,
    stick,
    tab_to,
    texts,
    unlocked,
    window,
    write,
    write_passphrase,
)

__all__ = ["folder", "keeper", "rotated", "stick", "unlocked", "window"]


def test_somebody_gets_a_key_by_keyboard_and_loses_it_after_one_question(
    qtbot: QtBot, window: Shell, folder: Path, rotated: list[str]
) -> None:
    window.upkeep("users")
    assert focused().objectName() == "add-user"
    press(qtbot, Qt.Key.Key_Space)
    for text in ("Bo Ek", "bo"):
        write(text)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    write_passphrase(qtbot)
    tab_to(qtbot, "give-key")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Bo Ek has a key now" in texts(window), timeout=PATIENCE_MS)
    # It opens the way to a passphrase of Bo's own, as the page says, and nothing else.
    with pytest.raises(PassphraseIsTemporary):
        open_session(folder, "bo", NEW, write=False).__enter__()

    tab_to(qtbot, "change-bo")
    press(qtbot, Qt.Key.Key_Space)
    assert window.here.name == "user"
    press(qtbot, Qt.Key.Key_3)
    assert focused().objectName() == "decide-no"
    press(qtbot, Qt.Key.Key_Escape)
    assert rotated == []
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)

    assert rotated == ["bo"]


def test_somebody_is_shut_out_let_in_and_given_a_passphrase_and_a_key_file_by_keyboard(
    qtbot: QtBot, window: Shell, keeper: Keeper, folder: Path, stick: Path
) -> None:
    keeper.upkeep.add_user(NewColleague(login="bo", name="Bo Ek", role=Role.STAFF), NEW)
    window.upkeep("users")
    tab_to(qtbot, "change-bo")
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_2)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "until you let them in again" in texts(window), timeout=PATIENCE_MS)
    assert not bo(keeper).is_active
    press(qtbot, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "Bo Ek gets in again" in texts(window), timeout=PATIENCE_MS)
    assert bo(keeper).is_active

    press(qtbot, Qt.Key.Key_1)
    write_passphrase(qtbot)
    write(str(stick))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Bo Ek gets in with that passphrase" in texts(window), timeout=PATIENCE_MS)

    (made,) = stick.iterdir()
    assert f"Its name is {made.name}." in texts(window)
    assert bo(keeper).needs_key_file
    with pytest.raises(PassphraseIsTemporary):
        open_session(folder, "bo", credential_with(NEW, made), write=False).__enter__()
    press(qtbot, Qt.Key.Key_Escape)
    assert window.here.name == "users"


def test_forms_open_again_after_they_were_left(qtbot: QtBot, window: Shell, keeper: Keeper) -> None:
    keeper.upkeep.add_user(NewColleague(login="bo", name="Bo Ek", role=Role.STAFF), NEW)
    window.upkeep("users")
    for _time in range(2):
        press(qtbot, Qt.Key.Key_Space)
        assert focused().objectName() == "name"
        write("Cecilia")
        press(qtbot, Qt.Key.Key_Return)  # the others are missing
        settle(qtbot)
        press(qtbot, Qt.Key.Key_Escape)
        settle(qtbot)
        assert focused().objectName() == "add-user"
    window.upkeep("user", bo(keeper).id)
    for _time in range(2):
        press(qtbot, Qt.Key.Key_1)
        press(qtbot, Qt.Key.Key_Return)
        settle(qtbot)
        press(qtbot, Qt.Key.Key_Escape)
        settle(qtbot)
    press(qtbot, Qt.Key.Key_2)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "until you let them in again" in texts(window), timeout=PATIENCE_MS)

    assert window.here.name == "user"


def test_a_form_for_a_passphrase_is_left_by_esc_with_nothing_in_it(
    qtbot: QtBot, window: Shell, keeper: Keeper
) -> None:
    keeper.upkeep.add_user(NewColleague(login="bo", name="Bo Ek", role=Role.STAFF), NEW)
    window.upkeep("user", bo(keeper).id)
    press(qtbot, Qt.Key.Key_1)
    write(NEW)

    press(qtbot, Qt.Key.Key_Escape)

    assert window.here.name == "user"
    assert focused().objectName() == "give"
    assert all(not one.text() for one in window.findChildren(QLineEdit))


def test_one_makes_a_key_file_that_the_lock_screen_then_asks_for_by_name(
    qtbot: QtBot, window: Shell, unlocked: Unlocked, folder: Path, stick: Path
) -> None:
    press(qtbot, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    press(qtbot, Qt.Key.Key_2)
    assert window.here.name == "key-file"
    write(PASSPHRASE)
    press(qtbot, Qt.Key.Key_Tab)
    write(str(stick))
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The key file is made." in texts(window), timeout=PATIENCE_MS)
    (made,) = stick.iterdir()
    unlocked.close()

    start = Start(
        data_dir=folder.parent, vault=folder, language="en", theme="system", factor=1.0, handover=None
    )
    ways = list[Unlocked]()
    entrance = Entrance(start, kept(Jobs()), ways.append)
    page = LockScreen(entrance, None, language="English")
    qtbot.addWidget(kept(page))
    window.hide()
    page.show()
    qtbot.keyClicks(page.login.input, LOGIN)
    qtbot.keyClick(page.login.input, Qt.Key.Key_Return)
    qtbot.waitUntil(page.key_file.isVisible, timeout=PATIENCE_MS)
    named = page.findChild(QComboBox, "key-file-list")
    assert named is not None
    assert named.accessibleName() == "Key file"
    page.key_file.offer([made])
    page.passphrase.value = PASSPHRASE
    qtbot.keyClick(page.passphrase.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(ways), timeout=PATIENCE_MS)

    ways[0].close()
    entrance.let_go()


def test_the_rule_about_key_files_is_changed_by_keyboard_after_one_question(
    qtbot: QtBot, window: Shell, keeper: Keeper
) -> None:
    window.upkeep("users")
    tab_to(qtbot, "key-file-rule")
    press(qtbot, Qt.Key.Key_Space)
    assert focused().objectName() == "decide-no"
    assert not keeper.upkeep.key_files_required()
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)

    assert keeper.upkeep.key_files_required()
    assert "Everybody needs a key file." in texts(window)


def test_one_changes_ones_own_passphrase_by_keyboard(qtbot: QtBot, window: Shell, folder: Path) -> None:
    window.upkeep("passphrase")
    for text in (PASSPHRASE, NEW, NEW):
        write(text)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Backtab)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The passphrase is changed" in texts(window), timeout=PATIENCE_MS)

    assert all(not one.text() for one in window.findChildren(QLineEdit))
    with open_session(folder, LOGIN, NEW, write=False) as session:
        assert session.user.login == LOGIN
