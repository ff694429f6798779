"""What the lock screen says and does, without a process around it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.presenters.lock_screen import (
    Locked,
    LockScreenPresenter,
    PublicNumber,
    why_locked,
)
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.vault.errors import VaultOpenElsewhere, WrongPassphrase

AT = dt.datetime(2026, 11, 26, 14, 32, tzinfo=dt.UTC)
EMERGENCY = PublicNumber(need="Danger now", name="Emergency", number="112", note="Day and night")
HELPLINE = PublicNumber(need="Support", name="Helpline", number="020-50 50 50", note="")


@dataclass
class FakeEntrance:
    """Keeps what it was asked; answers when told to."""

    waits: float = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    beside: list[tuple[Path | None, str]] = field(default_factory=list)
    refuse: Callable[[Exception], None] = field(default=lambda _error: None)
    find: dict[str, Callable[[Sequence[Path] | None], None]] = field(default_factory=dict)

    def unlock(
        self,
        login: str,
        passphrase: str,
        refused: Callable[[Exception], None],
        *,
        key_file: Path | None = None,
        own: str = "",
    ) -> None:
        """Remember the try."""
        self.asked.append((login, passphrase))
        self.beside.append((key_file, own))
        self.refuse = refused

    def key_files(self, login: str, found: Callable[[Sequence[Path] | None], None]) -> None:
        """Remember who is asked about."""
        self.find[login] = found

    def delay(self) -> dt.timedelta:
        """Return the wait."""
        return dt.timedelta(seconds=self.waits)

    def numbers(self, found: Callable[[Sequence[PublicNumber]], None]) -> None:
        """Give two numbers."""
        found([EMERGENCY, HELPLINE])


@dataclass
class FakeView:
    """Keeps what it was shown."""

    note: str = ""
    problem: str = ""
    ready: bool = False
    missing: str = ""
    forgotten: int = 0
    key_files: Sequence[Path] | None = None
    asks_for_own: bool = False
    numbers: Sequence[PublicNumber] = ()

    def show_note(self, text: str) -> None:
        """Keep it."""
        self.note = text

    def show_problem(self, text: str) -> None:
        """Keep it."""
        self.problem = text

    def set_ready(self, ready: bool, missing: str) -> None:
        """Keep it."""
        self.ready, self.missing = ready, missing

    def forget_passphrase(self) -> None:
        """Count it."""
        self.forgotten += 1

    def show_key_files(self, files: Sequence[Path] | None) -> None:
        """Keep them."""
        self.key_files = files

    def ask_for_own(self, wanted: bool) -> None:
        """Keep it."""
        self.asks_for_own = wanted

    def show_numbers(self, numbers: Sequence[PublicNumber], remark: str) -> None:
        """Keep them."""
        self.numbers = numbers


def begun(
    *, waits: float = 0, locked: Locked | None = None
) -> tuple[LockScreenPresenter, FakeView, FakeEntrance]:
    """Return a presenter at its beginning, with its view and entrance."""
    view, entrance = FakeView(), FakeEntrance(waits=waits)
    presenter = LockScreenPresenter(view, entrance, locked)
    presenter.begin()
    return presenter, view, entrance


def test_it_says_when_and_why_it_locked() -> None:
    _presenter, view, _entrance = begun(locked=Locked(reason=LockReason.INACTIVITY, at=AT, minutes=3))

    assert view.note == "Locked at 14:32 after 3 minutes without activity. Everything is saved."


@pytest.mark.parametrize("reason", [LockReason.HIDDEN_TOO_LONG, LockReason.WRONG_PIN, LockReason.USER])
def test_after_a_quick_hide_it_says_no_more_than_after_any_lock(reason: LockReason) -> None:
    assert why_locked(Locked(reason=reason, at=AT, minutes=3)) == "Locked at 14:32. Everything is saved."


@pytest.mark.parametrize("reason", LockReason)
def test_it_never_says_that_all_is_saved_when_something_is_not(reason: LockReason) -> None:
    said = why_locked(Locked(reason=reason, at=AT, minutes=3, all_is_saved=False))

    assert "Everything is saved" not in said
    assert said.startswith("Locked at 14:32. What was being written last could not be saved")


def test_an_error_is_named_by_kind_and_place() -> None:
    said = why_locked(Locked(reason=LockReason.ERROR, at=AT, minutes=3, where="KeyError, page.py:7"))

    assert "(KeyError, page.py:7)" in said


def test_a_fresh_start_says_nothing() -> None:
    assert begun()[1].note == ""


def test_passphrase_is_forgotten_as_soon_as_it_was_used() -> None:
    presenter, view, entrance = begun()
    presenter.submit("anna", "secret")

    assert (entrance.asked, view.forgotten, view.ready) == ([("anna", "secret")], 1, False)


def test_nothing_is_tried_without_a_name_or_a_passphrase() -> None:
    presenter, view, entrance = begun()
    presenter.submit(" ", "secret")
    presenter.submit("anna", "")

    assert (entrance.asked, view.problem) == ([], "Write user name and passphrase.")


def test_a_second_try_waits_for_the_first() -> None:
    presenter, _view, entrance = begun()
    presenter.submit("anna", "one")
    presenter.submit("anna", "two")

    assert entrance.asked == [("anna", "one")]


def test_a_refusal_is_one_sentence_and_the_wait_is_counted_down() -> None:
    presenter, view, entrance = begun()
    presenter.submit("anna", "wrong")
    entrance.waits = 1.2
    entrance.refuse(WrongPassphrase())

    assert view.problem.startswith(WrongPassphrase().describe())
    assert (view.ready, view.missing) == (False, "The next try is possible in 2 seconds.")
    presenter.submit("anna", "early")
    presenter.tick()
    assert view.missing == "The next try is possible in 1 second."
    presenter.tick()
    assert (view.ready, view.missing) == (True, "")
    assert entrance.asked == [("anna", "wrong")]


def test_after_several_wrong_tries_it_says_that_the_wait_grows_and_who_can_help() -> None:
    presenter, view, entrance = begun()
    for waits in (0, 0, 1, 2, 4):
        presenter.submit("anna", "wrong")
        entrance.waits = waits
        entrance.refuse(WrongPassphrase())

        assert view.problem.startswith(WrongPassphrase().describe())
        assert ("A colleague with a key can help, or two recovery sheets." in view.problem) == bool(waits)
        assert ("Each wrong try makes the wait longer" in view.problem) == bool(waits)
        while not view.ready:
            assert view.missing.startswith("The next try is possible in")
            presenter.tick()


def test_what_was_loaded_beside_a_try_does_not_open_the_button_again() -> None:
    presenter, view, _entrance = begun()
    presenter.submit("anna", "secret")
    presenter.consider_delay()

    assert (view.ready, view.missing) == (False, "Opening. This takes about a second.")


def test_an_open_vault_elsewhere_is_said_before_anybody_types() -> None:
    presenter, view, _entrance = begun()
    presenter.warn(VaultOpenElsewhere(since="2026-11-26 08:00").describe())

    assert view.problem.startswith("The records have been open in another window since 2026-11-26 08:00")


def test_an_unexpected_error_is_not_put_in_words_here() -> None:
    presenter, _view, entrance = begun()
    presenter.submit("anna", "secret")

    with pytest.raises(ZeroDivisionError):
        entrance.refuse(ZeroDivisionError())


def test_numbers_come_without_a_key() -> None:
    presenter, view, _entrance = begun()
    presenter.show_numbers()

    assert view.numbers == [EMERGENCY, HELPLINE]


def lock_screen(qtbot: QtBot) -> tuple[LockScreen, FakeEntrance]:
    """Return the page on a screen."""
    entrance = FakeEntrance()
    page = LockScreen(entrance, None, language="English")
    qtbot.addWidget(page)
    page.show()
    return page, entrance


def test_name_and_passphrase_are_typed_and_entered_by_keyboard(qtbot: QtBot) -> None:
    page, entrance = lock_screen(qtbot)
    qtbot.keyClicks(page.login.input, "anna")
    qtbot.keyClicks(page.passphrase.input, "secret")
    qtbot.keyClick(page.passphrase.input, Qt.Key.Key_Return)

    assert entrance.asked == [("anna", "secret")]
    assert page.passphrase.value == ""


def test_caps_lock_is_noticed_from_what_is_typed(qtbot: QtBot) -> None:
    page, _entrance = lock_screen(qtbot)
    assert not page.caps.isVisible()
    qtbot.keyClick(page.passphrase.input, "A")
    assert page.caps.isVisible()
    qtbot.keyClick(page.passphrase.input, "A", Qt.KeyboardModifier.ShiftModifier)

    assert not page.caps.isVisible()


def test_emergency_numbers_take_one_key_and_escape_leads_back(qtbot: QtBot) -> None:
    page, _entrance = lock_screen(qtbot)
    qtbot.mouseClick(page.urgent, Qt.MouseButton.LeftButton)
    assert "112" in [child.text() for child in page.findChildren(type(page.note)) if child.isVisible()]
    page._numbers.left.emit()

    assert page.login.isVisible()


def test_all_that_takes_the_focus_beside_the_numbers_has_a_name(qtbot: QtBot) -> None:
    page, _entrance = lock_screen(qtbot)
    qtbot.mouseClick(page.urgent, Qt.MouseButton.LeftButton)

    stops = [
        part
        for part in page.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert len(stops) > 3
    unnamed = [
        part
        for part in stops
        if not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip()
    ]
    assert unnamed == []
