"""No text of the desk or of set-up is cut off or overlapped, at any size, theme and length of words."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.gui.views.patterns import PatternCard
from screening_app.gui.views.set_up import SetUp
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.word_field import WordField
from screening_app.services.preferences import Preferences, keep_preferences
from screening_app.services.session import Session
from tests.gui.looks import Look, look
from tests.gui.shell.desk import PaperDesk, Told, named_person, now_and_here, standing
from tests.gui.shell.test_patterns import suspicious
from tests.gui.shell.test_set_up_presenter import FIRST, SECOND, UNIT, user
from tests.helpers import fakes
from tests.helpers.overflow import overflows

__all__ = ["look"]


def search(shell: Shell, text: str) -> None:
    shell.people()
    page = shell.page
    assert page is not None
    field = page.findChild(QLineEdit, "search")
    assert field is not None
    field.setText(text)
    # The page before has a button of this name, too, and may not be gone yet.
    button = page.findChild(Button, "find")
    assert button is not None
    button.click()


def tick_paper(shell: Shell) -> None:
    shell.start()
    page = shell.page
    assert page is not None
    tick = page.findChild(CheckRow, "on-paper")
    assert tick is not None
    tick.pick()
    field = page.findChild(QLineEdit, "held")
    assert field is not None
    field.setText("soon")
    field.textEdited.emit("soon")


def ask_reason(shell: Shell) -> None:
    shell.start()
    named = shell.findChild(Option, "identified")
    assert named is not None
    named.pick()
    for name, text in (("name", "Testa"), ("number", "198112180001"), ("born", "soon")):
        field = shell.findChild(QLineEdit, name)
        assert field is not None
        field.setText(text)
        field.textEdited.emit(text)
    button = shell.findChild(Button, "begin")
    assert button is not None
    button.click()


def test_every_text_of_the_desk_has_its_room(qtbot: QtBot, busy: Session, look: Look) -> None:
    keep_preferences(busy, Preferences(theme=look.theme, percent=look.percent))
    told = Told()
    shell = Shell(busy, standing(told))
    qtbot.addWidget(shell)
    shell.resize(look.width, look.height)
    shell.show()
    told.ticked.emit(161)
    pages: dict[str, Callable[[], None]] = {
        "home": shell.home,
        "people": shell.people,
        "found": lambda: search(shell, "testa"),
        "nobody": lambda: search(shell, "nobody"),
        "person": lambda: shell.person(named_person(busy)),
        "start": shell.start,
        "reason": lambda: ask_reason(shell),
        "on paper": lambda: tick_paper(shell),
        "again": lambda: shell.start_with(named_person(busy)),
        "appearance": shell.appearance,
    }
    for name, show in pages.items():
        show()
        settle(qtbot)
        assert overflows(shell) == [], name


def test_every_text_of_a_desk_that_was_left_for_days_has_its_room(
    qtbot: QtBot, busy: Session, look: Look
) -> None:
    later = fakes.FakeClock(busy.clock.now() + dt.timedelta(days=3))
    left = replace(busy, clock=later)
    keep_preferences(left, Preferences(theme=look.theme, percent=look.percent))
    shell = Shell(left, standing(Told()))
    qtbot.addWidget(shell)
    shell.resize(look.width, look.height)
    shell.show()

    shell.home()

    settle(qtbot)
    assert len(shell.findChildren(Badge)) >= 2
    assert overflows(shell) == []


def test_every_text_of_patterns_over_time_has_its_room(qtbot: QtBot, busy: Session, look: Look) -> None:
    keep_preferences(busy, Preferences(theme=look.theme, percent=look.percent))
    shell = Shell(busy, standing(Told()))
    qtbot.addWidget(shell)
    shell.resize(look.width, look.height)
    shell.show()
    shell.person(suspicious(busy))
    qtbot.waitUntil(lambda: shell.findChild(PatternCard) is not None, timeout=5_000)
    settle(qtbot)
    assert overflows(shell) == []
    entries = shell.findChild(Button, "entries")
    assert entries is not None

    entries.click()

    settle(qtbot)
    assert overflows(shell) == []


def test_every_text_of_set_up_has_its_room(qtbot: QtBot, tmp_path: Path, look: Look) -> None:
    set_up = SetUp(
        PaperDesk(tmp_path),
        now_and_here,
        folder=tmp_path / "vault",
        finished=lambda _folder: None,
        numbers=lambda found: found(()),
        speak=lambda _code: None,
        put_back=lambda: None,
    )
    qtbot.addWidget(set_up)
    set_up.resize(look.width, look.height)
    set_up.show()
    for values in ({"folder": str(tmp_path / "vault")}, UNIT, user("anna", FIRST), user("bo", SECOND), {}):
        set_up.presenter.forward({})
        settle(qtbot)
        assert overflows(set_up) == []
        set_up.presenter.forward(values)
        settle(qtbot)
        assert overflows(set_up) == []
    show = set_up.findChild(Button, "show-sheets")
    assert show is not None
    show.click()
    settle(qtbot)
    assert overflows(set_up) == []
    set_up.presenter.forward({})
    type_words(set_up, set_up.presenter.sheets[0].split())
    type_words(set_up, ["strange", "wo", "mountain"], sheet=2)
    set_up.presenter.ask_to_postpone()
    settle(qtbot)
    assert overflows(set_up) == []


def type_words(window: QWidget, words: Sequence[str], *, sheet: int = 1) -> None:
    """Write words into the fields of a sheet."""
    for number, word in enumerate(words, start=1):
        field = window.findChild(WordField, f"word-{sheet}-{number}")
        assert field is not None
        field.setText(word)
        field.typed.emit()


def settle(qtbot: QtBot) -> None:
    """Let the layout come to rest."""
    for _ in range(3):
        QApplication.processEvents()
    qtbot.wait(1)
