"""Keys and backups in the real window on a real vault, by keyboard."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import NewColleague, Unlocked, open_session
from screening_app.domain.access import Role
from screening_app.gui.errands import Errands
from screening_app.gui.keeper import Keeper
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.shell import Shell
from screening_app.gui.views.rotating import Rotating
from screening_app.gui.widgets.button import Button
from screening_app.services.backup_plan import BackupPlan
from screening_app.services.preferences import Preferences, keep_preferences
from screening_app.vault.foot import read_foot
from tests.e2e.desk import LOGIN, PASSPHRASE
from tests.gui.looks import Look, look
from tests.gui.shell.desk import Told, kept, standing
from tests.gui.shell.test_fit import settle
from tests.gui.shell.test_keyboard import focused, press, type_sheet
from tests.gui.shell.upkeep_desk import (
    NEW,
    PATIENCE_MS,
    bo,
    folder,
    keeper,
    rotated,
    tab_to,
    texts,
    unlocked,
    window,
    write,
)
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

__all__ = ["folder", "keeper", "look", "rotated", "unlocked", "window"]
PAGES = ("upkeep", "passphrase", "key-file", "users", "sheets", "backups")


def test_a_backup_is_planned_made_and_proven_by_keyboard_while_the_window_works(
    qtbot: QtBot, window: Shell, keeper: Keeper, tmp_path: Path
) -> None:
    press(qtbot, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    press(qtbot, Qt.Key.Key_5)
    assert window.here.name == "backups"
    assert focused().objectName() == "folder"
    write(str(tmp_path / "backups"))
    press(qtbot, Qt.Key.Key_Return)
    window.people()
    qtbot.waitUntil(lambda: keeper.state is None, timeout=PATIENCE_MS)

    window.upkeep("backups")
    qtbot.waitUntil(lambda: "Proven today" in texts(window), timeout=PATIENCE_MS)
    prove = next(one for one in window.findChildren(Button) if one.objectName().startswith("prove-"))
    tab_to(qtbot, prove.objectName())
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "came back and were checked" in texts(window), timeout=PATIENCE_MS)

    assert "No recovery yet" in texts(window)  # in the bar, which says the graver first
    window.home()
    assert "Backup proven today" in texts(window)
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_the_window_says_how_far_it_is_and_stops_when_told_to(
    qtbot: QtBot, window: Shell, keeper: Keeper, tmp_path: Path
) -> None:
    keeper.upkeep.keep_plan(BackupPlan(folder=str(tmp_path / "backups"), keep=3))
    window.upkeep("backups")

    press(qtbot, Qt.Key.Key_Return)
    keeper.cancel()
    qtbot.waitUntil(lambda: keeper.state is None, timeout=PATIENCE_MS)
    settle(qtbot)

    assert "Cancelled" in texts(window)
    # Cancelled while it was being proven, the backup itself is whole and stays.
    assert all(read_foot(file) for file in (tmp_path / "backups").iterdir())
    assert not list(keeper.upkeep.scratch.glob("*"))
    assert keeper.safeguards().problem == ""


def test_a_backup_that_is_due_comes_by_itself_and_one_a_day(
    qtbot: QtBot, window: Shell, keeper: Keeper, tmp_path: Path
) -> None:
    keeper.upkeep.keep_plan(BackupPlan(folder=str(tmp_path / "backups"), keep=3))
    weekday = dt.datetime.now(dt.UTC).astimezone().weekday()

    keeper.begin_if_due()
    qtbot.waitUntil(lambda: keeper.state is None, timeout=PATIENCE_MS)
    keeper.begin_if_due()
    qtbot.waitUntil(lambda: keeper.state is None, timeout=PATIENCE_MS)

    assert len(list((tmp_path / "backups").iterdir())) == (1 if weekday < 5 else 0)


def test_a_target_that_is_gone_is_a_sentence_on_today_and_no_dialog(
    qtbot: QtBot, window: Shell, keeper: Keeper, tmp_path: Path
) -> None:
    keeper.upkeep.keep_plan(BackupPlan(folder=str(tmp_path / "unplugged"), keep=3))
    window.home()

    keeper.back_up()
    qtbot.waitUntil(lambda: keeper.state is None, timeout=PATIENCE_MS)
    settle(qtbot)

    assert window.here.name == "home"
    assert "The backup did not come about" in texts(window)
    assert "unplugged" in texts(window)
    assert QApplication.activeModalWidget() is None


def test_today_leads_to_what_is_missing(qtbot: QtBot, window: Shell) -> None:
    assert "No recovery yet" in texts(window)
    tab_to(qtbot, "to-sheets")

    press(qtbot, Qt.Key.Key_Space)

    assert window.here.name == "sheets"


def test_sheets_are_made_and_tried_by_keyboard_and_today_says_so(
    qtbot: QtBot, window: Shell, keeper: Keeper
) -> None:
    window.upkeep("sheets")
    assert focused().objectName() == "make-sheets"
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: focused().objectName() == "print-sheets", timeout=PATIENCE_MS)
    tab_to(qtbot, "show-sheets")
    press(qtbot, Qt.Key.Key_Space)
    made = words_shown(window)
    tab_to(qtbot, "try-sheets")
    press(qtbot, Qt.Key.Key_Return)
    assert focused().objectName() == "word-1-1"

    for words in made[:2]:
        type_sheet(qtbot, words)
    assert focused().objectName() == "rehearse"
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "two of them were tried" in texts(window), timeout=PATIENCE_MS)

    assert keeper.safeguards().is_rehearsed
    window.home()
    assert "Recovery not tried yet" not in texts(window)
    assert "No recovery yet" not in texts(window)


def words_shown(window: QWidget) -> list[str]:
    """Return the words of each sheet that the page shows."""
    shown = [text for text in texts(window).splitlines() if "33\N{NO-BREAK SPACE}" in text]
    return [" ".join(part.split("\N{NO-BREAK SPACE}")[1] for part in text.split("  ")) for text in shown]


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_rotation_shows_nothing_else_and_ends_at_the_lock_screen(
    qtbot: QtBot, keeper: Keeper, unlocked: Unlocked, folder: Path, cancelled: bool
) -> None:
    locked, errands = list[LockReason](), kept(Errands())
    page = Rotating(
        keeper.upkeep.rotate, errands, numbers=lambda found: found(()), lock=locked.append, takes_key=False
    )
    qtbot.addWidget(kept(page))
    page.show()
    if cancelled:
        errands.cancel()
    qtbot.waitUntil(lambda: errands.state is None, timeout=PATIENCE_MS)
    settle(qtbot)

    page.forward()

    assert locked == [LockReason.USER if cancelled else LockReason.NEW_KEY]
    assert ("keep the key they had" in texts(page)) is cancelled
    unlocked.close()
    with open_session(folder, LOGIN, PASSPHRASE) as session:
        assert session.user.login == LOGIN
    assert (folder / "records-2.db").exists() is not cancelled


def test_a_window_that_keeps_nothing_has_no_keys(shell: Shell) -> None:
    for name in PAGES:
        shell.upkeep(name)
        assert "Nothing is kept here" in texts(shell)


@pytest.mark.parametrize("name", PAGES)
def test_tab_follows_the_eye(qtbot: QtBot, window: Shell, name: str) -> None:
    window.upkeep(name)
    qtbot.wait(60)
    found = stops(window)

    assert disorders(found) + unreached(window, found) == []


def test_every_text_has_its_room(
    qtbot: QtBot, unlocked: Unlocked, keeper: Keeper, told: Told, tmp_path: Path, look: Look
) -> None:
    keep_preferences(unlocked.session, Preferences(theme=look.theme, percent=look.percent))
    keeper.upkeep.keep_plan(BackupPlan(folder=str(tmp_path / "backups"), keep=3))
    keeper.back_up()
    qtbot.waitUntil(lambda: keeper.state is None, timeout=PATIENCE_MS)
    shell = Shell(unlocked.session, replace(standing(told), keeper=keeper))
    qtbot.addWidget(kept(shell))
    shell.resize(look.width, look.height)
    shell.show()
    for name in ("home", *PAGES):
        shell.go_to(name)
        qtbot.wait(60)
        assert overflows(shell) == [], name
    shell.upkeep("users")
    for button in ("rotate", "add-user"):
        found = shell.findChild(Button, button)
        assert found is not None
        found.click()
        settle(qtbot)
        assert overflows(shell) == [], button
    keeper.upkeep.add_user(NewColleague(login="bo", name="Bo Ek", role=Role.STAFF), NEW)
    shell.upkeep("user", bo(keeper).id)
    for digit in (Qt.Key.Key_2, Qt.Key.Key_1):
        press(qtbot, digit)
        settle(qtbot)
        assert overflows(shell) == [], digit
    turning = Rotating(
        lambda _progress: None,
        kept(Errands()),
        numbers=lambda found: found(()),
        lock=list[LockReason]().append,
        takes_key=True,
    )
    qtbot.addWidget(kept(turning))
    turning.resize(look.width, look.height)
    turning.show()
    settle(qtbot)
    assert overflows(turning) == []
