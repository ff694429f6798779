"""The lock screen asks for a key file only where one is needed, and for a passphrase of one's own first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from screening_app.bootstrap import NewColleague, Unlocked, add_user
from screening_app.bootstrap.entry import change_key_file
from screening_app.domain.access import Role
from screening_app.gui.entrance import Entrance
from screening_app.gui.jobs import Jobs
from screening_app.gui.start import Start
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.vault.errors import KeyFileNeeded, PassphraseIsTemporary, WeakPassphrase
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, Desk, make_desk
from tests.gui.process.test_lock_screen import begun, lock_screen

OWN = "elva gula giraffer sjunger opera"
GIVEN = "åtta lila noshörningar dricker saft"
FILE = Path("/media/stick/a.key")


def test_who_needs_a_key_file_is_asked_for_it_before_the_passphrase() -> None:
    presenter, view, entrance = begun()
    presenter.consider_login("anna")
    entrance.find["anna"](())
    entrance.find["anna"]([FILE])

    assert view.key_files == [FILE]
    presenter.submit("anna", "secret", key_file=FILE)
    assert entrance.beside == [(FILE, "")]


def test_what_is_found_for_a_login_that_was_changed_meanwhile_is_not_shown() -> None:
    presenter, view, entrance = begun()
    presenter.consider_login("anna")
    presenter.consider_login("bo")
    entrance.find["anna"]([FILE])

    assert view.key_files is None


def test_a_quick_enter_without_the_file_is_told_and_the_file_asked_for() -> None:
    presenter, view, entrance = begun()
    presenter.submit("anna", "secret")
    entrance.find.clear()
    entrance.refuse(KeyFileNeeded())

    assert "needs the key file" in view.problem
    assert "anna" in entrance.find


def test_a_given_passphrase_leads_to_ones_own_typed_twice_and_to_nothing_else() -> None:
    presenter, view, entrance = begun()
    presenter.submit("bo", "given", own="typed by chance")
    assert entrance.beside == [(None, "")]
    entrance.refuse(PassphraseIsTemporary())
    assert view.asks_for_own

    for own, again in (("", ""), ("one", "another")):
        presenter.submit("bo", "given", own=own, again=again)
        assert view.problem
    presenter.submit("bo", "given", own="weak", again="weak")
    entrance.refuse(WeakPassphrase(length=12))
    assert view.asks_for_own
    presenter.submit("bo", "given", own="own", again="own")

    assert entrance.beside == [(None, ""), (None, "weak"), (None, "own")]


def test_another_user_begins_anew() -> None:
    presenter, view, entrance = begun()
    presenter.submit("bo", "given")
    entrance.refuse(PassphraseIsTemporary())
    presenter.consider_login("anna")

    assert not view.asks_for_own
    presenter.submit("anna", "secret", own="left over", again="left over")
    assert entrance.beside[-1] == (None, "")


def test_the_fields_appear_when_they_are_needed_and_have_names(qtbot: QtBot) -> None:
    page, entrance = lock_screen(qtbot)
    assert not any(part.isVisible() for part in (page.key_file, page.own, page.again))
    qtbot.keyClicks(page.login.input, "anna")
    qtbot.keyClick(page.login.input, Qt.Key.Key_Return)
    entrance.find["anna"]([FILE])
    assert page.key_file.isVisible()
    assert page.key_file.file == FILE

    qtbot.keyClicks(page.passphrase.input, "given")
    qtbot.keyClick(page.passphrase.input, Qt.Key.Key_Return)
    entrance.refuse(PassphraseIsTemporary())
    for field in (page.passphrase, page.own, page.again):
        qtbot.keyClicks(field.input, "words")
        qtbot.keyClick(field.input, Qt.Key.Key_Return)

    assert entrance.beside[-1] == (FILE, "words")
    assert (page.passphrase.value, page.own.value, page.again.value) == ("", "", "")
    assert all(field.input.accessibleName() for field in (page.own, page.again))


def test_of_several_files_none_is_chosen_for_anybody_and_another_login_forgets_them(qtbot: QtBot) -> None:
    page, entrance = lock_screen(qtbot)
    page.presenter.consider_login("anna")
    entrance.find["anna"]([FILE, FILE.with_name("b.key")])
    assert chosen(page) is None
    known = page.key_file.findChild(QComboBox)
    assert known is not None
    known.setCurrentIndex(2)
    assert page.key_file.file == FILE.with_name("b.key")

    page.presenter.consider_login("bo")
    assert chosen(page) is None
    assert not page.key_file.isVisible()


def test_the_dialog_is_ours_waits_for_nothing_and_goes_with_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    page, entrance = lock_screen(qtbot)
    page.presenter.consider_login("anna")
    entrance.find["anna"](())

    page.key_file.other.click()

    dialog = page.key_file.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.fileSelected.emit(str(tmp_path / "c.key"))
    assert page.key_file.file == tmp_path / "c.key"
    dialog.close()


def chosen(page: LockScreen) -> Path | None:
    """Return the key file that is chosen now."""
    return page.key_file.file


class Opened:
    """The real way in, with what it opened."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.unlocked: Unlocked | None = None
        start = Start(
            data_dir=desk.folder, vault=desk.vault, language="en", theme="system", factor=1.0, handover=None
        )
        self.jobs = Jobs()
        self.entrance = Entrance(start, self.jobs, self._keep)
        self.page = LockScreen(self.entrance, None, language="English")
        qtbot.addWidget(self.page)
        self.page.show()

    @property
    def is_in(self) -> bool:
        """Tell whether somebody got in."""
        return self.unlocked is not None

    def _keep(self, unlocked: Unlocked) -> None:
        self.unlocked = unlocked


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a vault with an administrator."""
    return make_desk(tmp_path / "desk", role=Role.ADMINISTRATOR)


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Iterator[Opened]:
    """Return the way into it."""
    way = Opened(desk, qtbot)
    yield way
    if way.unlocked is not None:
        way.unlocked.close()
    way.entrance.let_go()


def test_a_real_vault_opens_with_the_file_that_was_chosen(
    desk: Desk, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    change_key_file(desk.vault, LOGIN, PASSPHRASE, tmp_path / "stick" / "a.key", kdf=CHEAP)
    page = opened.page
    qtbot.keyClicks(page.login.input, LOGIN)
    qtbot.keyClick(page.login.input, Qt.Key.Key_Return)
    qtbot.waitUntil(page.key_file.isVisible)
    page.key_file.offer([tmp_path / "stick" / "a.key"])

    page.passphrase.value = PASSPHRASE
    qtbot.keyClick(page.passphrase.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.unlocked is not None, timeout=20_000)

    assert opened.unlocked is not None
    opened.unlocked.confirm(PASSPHRASE)


def test_a_real_given_passphrase_is_replaced_at_the_lock_screen(
    desk: Desk, opened: Opened, qtbot: QtBot
) -> None:
    new = NewColleague(login="bo", name="Bo", role=Role.STAFF)
    add_user(desk.vault, LOGIN, PASSPHRASE, new=new, new_passphrase=GIVEN, temporary=True, kdf=CHEAP)
    page = opened.page
    page.login.value = "bo"
    page.passphrase.value = GIVEN
    page.button.click()
    qtbot.waitUntil(page.own.isVisible, timeout=20_000)
    assert not opened.is_in

    page.passphrase.value, page.own.value, page.again.value = GIVEN, OWN, OWN
    page.button.click()
    qtbot.waitUntil(lambda: opened.unlocked is not None, timeout=20_000)

    assert opened.unlocked is not None
    opened.unlocked.confirm(OWN)
