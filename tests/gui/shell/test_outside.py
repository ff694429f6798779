"""Recovery with sheets and putting a backup back, before anybody holds a key; by keyboard, on real vaults."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import check_passphrase, keys, open_session
from screening_app.bootstrap.backups import back_up_vault
from screening_app.bootstrap.sheets import TypedWords
from screening_app.domain.access import Role
from screening_app.gui.errands import Errands
from screening_app.gui.views.outside import Outside
from screening_app.gui.views.put_back import ProcessPutBackDesk, PutBack
from screening_app.gui.views.recover import Recover
from screening_app.gui.widgets.button import Button
from screening_app.settings import load_settings
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk
from tests.gui.looks import Look, look
from tests.gui.shell.desk import kept, now_and_here
from tests.gui.shell.test_fit import settle, type_words
from tests.gui.shell.test_keyboard import focused, press, type_sheet
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

__all__ = ["look"]
NEW = "nio blå elefanter dricker saft"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """Return a vault with sheets."""
    folder = make_desk(tmp_path_factory.mktemp("outside")).vault
    return folder, keys.make_recovery_sheets(folder, LOGIN, PASSPHRASE)


@pytest.fixture
def vault(prepared: tuple[Path, tuple[str, ...]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared[0], tmp_path / "vault"))


@pytest.fixture
def sheets(prepared: tuple[Path, tuple[str, ...]]) -> tuple[str, ...]:
    return prepared[1]


class Desk:
    """Recovers on a real vault, with a passphrase that costs little."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault

    def sheet_words(self) -> TypedWords:
        return TypedWords()

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        check_passphrase(passphrase, login=login)

    def try_sheets(self, sheets: Sequence[str]) -> None:
        keys.rehearse_recovery(self.vault, sheets)

    def recover(self, sheets: Sequence[str], *, login: str, name: str, passphrase: str) -> None:
        keys.recover_vault(self.vault, sheets, login=login, name=name, passphrase=passphrase, kdf=CHEAP)


@pytest.fixture
def ended() -> list[object]:
    """Return how the page was left."""
    return []


def shown(qtbot: QtBot, page: Outside) -> None:
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    qtbot.waitExposed(page)
    page.setFocus()
    QApplication.processEvents()


@pytest.fixture
def recover(qtbot: QtBot, vault: Path, ended: list[object]) -> Recover:
    page = kept(
        Recover(
            Desk(vault),
            now_and_here,
            numbers=lambda found: found(()),
            left=lambda: ended.append("left"),
            finished=lambda: ended.append("finished"),
        )
    )
    shown(qtbot, page)
    return page


def test_two_sheets_and_a_new_passphrase_open_the_records_by_keyboard(
    qtbot: QtBot, recover: Recover, vault: Path, sheets: tuple[str, ...], ended: list[object]
) -> None:
    for words in sheets[:2]:
        type_sheet(qtbot, words)
    assert focused().objectName() == "forward"
    press(qtbot, Qt.Key.Key_Return)
    for text in ("Cecilia Ek", "cecilia"):
        qtbot.keyClicks(focused(), text)
        press(qtbot, Qt.Key.Key_Tab)
    for _time in range(2):
        focused().setText(NEW)  # type: ignore[attr-defined]  # key events hold no å here
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Backtab)
    press(qtbot, Qt.Key.Key_Return)

    assert ended == ["finished"]
    with open_session(vault, "cecilia", NEW) as session:
        assert session.user.role is Role.ADMINISTRATOR
    with open_session(vault, LOGIN, PASSPHRASE) as session:
        assert session.user.login == LOGIN


def test_sheets_of_another_vault_are_a_sentence_and_change_nothing(
    qtbot: QtBot, recover: Recover, vault: Path, tmp_path: Path, ended: list[object]
) -> None:
    other = make_desk(tmp_path / "other").vault
    before = (vault / "vault.json").read_bytes()
    for words in keys.make_recovery_sheets(other, LOGIN, PASSPHRASE)[:2]:
        type_sheet(qtbot, words)

    press(qtbot, Qt.Key.Key_Return)

    assert recover.page is not None
    assert any("do not open this vault" in text for text in said(recover))
    assert ended == []
    assert (vault / "vault.json").read_bytes() == before


def said(page: QWidget) -> list[str]:
    """Return the banners."""
    return [one.accessibleName() for one in page.findChildren(QWidget) if one.property("card") == "warn"]


def test_a_word_that_stands_on_no_sheet_is_marked_and_said(
    qtbot: QtBot, recover: Recover, sheets: tuple[str, ...]
) -> None:
    words = sheets[0].split()
    for word in (words[0][:4], "zzzz"):
        qtbot.keyClicks(focused(), word)
        press(qtbot, Qt.Key.Key_Tab)

    wrong = recover.findChild(QWidget, "word-1-2")
    assert wrong is not None
    assert wrong.property("error") is True
    assert wrong.accessibleDescription() == "This word stands on no sheet"
    right = recover.findChild(QWidget, "word-1-1")
    assert right is not None
    assert not right.property("error")


def test_backspace_in_an_empty_field_goes_back_and_tab_takes_the_only_word(
    qtbot: QtBot, recover: Recover
) -> None:
    qtbot.keyClicks(focused(), "acad")
    assert focused().text() == "academic"  # type: ignore[attr-defined]
    press(qtbot, Qt.Key.Key_Tab)
    assert focused().objectName() == "word-1-2"

    press(qtbot, Qt.Key.Key_Backspace)

    assert focused().objectName() == "word-1-1"


def test_the_way_back_changes_nothing(qtbot: QtBot, recover: Recover, ended: list[object]) -> None:
    button = recover.findChild(Button, "back")
    assert button is not None

    button.click()

    assert ended == ["left"]


@pytest.fixture
def put_back(qtbot: QtBot, tmp_path: Path, ended: list[object]) -> PutBack:
    page = kept(
        PutBack(
            ProcessPutBackDesk(tmp_path / "data"),
            kept(Errands()),
            numbers=lambda found: found(()),
            left=lambda: ended.append("left"),
            finished=ended.append,
        )
    )
    shown(qtbot, page)
    return page


def fill(qtbot: QtBot, file: Path, folder: Path) -> None:
    qtbot.keyClicks(focused(), str(file))
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(focused(), str(folder))
    press(qtbot, Qt.Key.Key_Return)


def test_a_backup_is_put_back_by_keyboard_and_its_place_is_settled(
    qtbot: QtBot, put_back: PutBack, vault: Path, tmp_path: Path, ended: list[object]
) -> None:
    back_up_vault(vault, LOGIN, PASSPHRASE, tmp_path / "copy.samtalsstod")

    fill(qtbot, tmp_path / "copy.samtalsstod", tmp_path / "new" / "place")
    qtbot.waitUntil(lambda: focused().objectName() == "forward", timeout=10_000)
    press(qtbot, Qt.Key.Key_Return)

    assert ended == [tmp_path / "new" / "place"]
    assert load_settings(tmp_path / "data").vault == tmp_path / "new" / "place"
    with open_session(tmp_path / "new" / "place", LOGIN, PASSPHRASE) as session:
        assert session.user.login == LOGIN


def test_nothing_is_ever_put_over_a_vault(
    qtbot: QtBot, put_back: PutBack, vault: Path, tmp_path: Path, ended: list[object]
) -> None:
    back_up_vault(vault, LOGIN, PASSPHRASE, tmp_path / "copy.samtalsstod")
    before = (vault / "records-1.db").read_bytes()

    fill(qtbot, tmp_path / "copy.samtalsstod", vault)

    field = put_back.findChild(QWidget, "folder")
    assert field is not None
    assert "already" in field.accessibleDescription()
    assert (vault / "records-1.db").read_bytes() == before
    assert ended == []


def test_what_is_no_backup_is_a_sentence(qtbot: QtBot, put_back: PutBack, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("a note that is long enough to be looked at", encoding="utf-8")

    fill(qtbot, tmp_path / "note", tmp_path / "new")

    qtbot.waitUntil(lambda: bool(said(put_back)), timeout=10_000)
    assert "no backup of a vault" in said(put_back)[0]
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("page", ["recover", "put_back"])
def test_tab_follows_the_eye(qtbot: QtBot, request: pytest.FixtureRequest, page: str) -> None:
    window: Outside = request.getfixturevalue(page)
    found = stops(window)

    assert disorders(found) + unreached(window, found) == []


def test_every_text_of_recovery_and_of_putting_back_has_its_room(
    qtbot: QtBot, look: Look, vault: Path, tmp_path: Path, ended: list[object]
) -> None:
    recovering = Recover(
        Desk(vault), now_and_here, numbers=lambda found: found(()), left=nothing, finished=nothing
    )
    restoring = PutBack(
        ProcessPutBackDesk(tmp_path),
        kept(Errands()),
        numbers=lambda found: found(()),
        left=nothing,
        finished=ended.append,
    )
    for window in (recovering, restoring):
        kept(window)
        qtbot.addWidget(window)
        window.resize(look.width, look.height)
        window.show()
        settle(qtbot)
        assert overflows(window) == []
    type_words(recovering, ["strange", "wo", "mountain"])
    settle(qtbot)
    assert overflows(recovering) == []
    recovering.show_person()
    settle(qtbot)
    assert overflows(recovering) == []
    restoring.forward()
    restoring.show_done(tmp_path, "Something long is said here, as it is when everything is there again.")
    settle(qtbot)
    assert overflows(restoring) == []


def nothing() -> None:
    """Do nothing."""
