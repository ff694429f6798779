"""Keys and backups in the real window on a real vault: the fixtures, and how they are used by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import Unlocked, unlock
from screening_app.bootstrap.entry import KeyHolder
from screening_app.bootstrap.upkeep import Upkeep
from screening_app.domain.access import Role
from screening_app.gui.errands import Errands
from screening_app.gui.keeper import Keeper
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk
from tests.gui.shell.desk import Told, kept, standing
from tests.gui.shell.test_keyboard import focused, press

NEW = "nio blå elefanter dricker saft"
PATIENCE_MS = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desk", role=Role.ADMINISTRATOR).vault


@pytest.fixture
def unlocked(folder: Path) -> Iterator[Unlocked]:
    opened = unlock(folder, LOGIN, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def keeper(unlocked: Unlocked, tmp_path: Path, rotated: list[str]) -> Keeper:
    (tmp_path / "backups").mkdir()
    return kept(Keeper(Upkeep.of(unlocked, tmp_path / "data"), kept(Errands()), rotated.append))


@pytest.fixture
def rotated() -> list[str]:
    """Return whose key was to be taken away."""
    return []


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, unlocked: Unlocked, keeper: Keeper, told: Told
) -> Iterator[Shell]:
    apply_appearance(qapp, Appearance(theme="light"))
    made = Shell(unlocked.session, replace(standing(told), keeper=keeper))
    qtbot.addWidget(kept(made))
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    yield made
    apply_appearance(qapp, Appearance(theme="light"))


def texts(window: QWidget) -> str:
    """Return everything that a label shows."""
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def tab_to(qtbot: QtBot, name: str) -> None:
    for _press in range(60):
        if focused().objectName() == name:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(name)


def write(text: str) -> None:
    field = focused()
    assert isinstance(field, QLineEdit)
    field.setText(text)  # key events hold no å here
    field.textEdited.emit(text)


def bo(keeper: Keeper) -> KeyHolder:
    """Return what Bo's key is now."""
    return next(one for one in keeper.upkeep.key_holders() if one.login == "bo")


def write_passphrase(qtbot: QtBot) -> None:
    """Write the new passphrase twice, and go on."""
    for _time in range(2):
        write(NEW)
        press(qtbot, Qt.Key.Key_Tab)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return a folder that stands in for a removable medium."""
    made = tmp_path / "stick"
    made.mkdir()
    return made
