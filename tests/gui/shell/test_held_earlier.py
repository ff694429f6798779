"""A conversation held on paper is entered by keyboard, with the time on the paper and honest words."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.records import Screening
from screening_app.gui.presenters.start import StartForm
from screening_app.gui.presenters.typed_answers import read_moment
from screening_app.gui.shell import Shell
from screening_app.gui.views.conversation import ConversationPage
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.i18n import use_language
from screening_app.services.conversation import resume_conversation
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.shell.desk import named_person, tables
from tests.gui.shell.test_keyboard import CONTROL, focused, press
from tests.gui.shell.test_start_presenter import NAMED, Begun
from tests.helpers.overflow import overflows
from tests.services.conftest import SAFE, say

TODAY = dt.date(2026, 11, 22)


def here(*when: int) -> dt.datetime:
    """Return a time as the clock on the wall has it."""
    return dt.datetime(*when).astimezone(dt.UTC)  # type: ignore[arg-type]


def run_of(desk: Session) -> Screening:
    """Return the run begun last."""
    return list(tables(desk).screenings.values())[-1]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20 14:30", here(2026, 11, 20, 14, 30)),
        (" 20/11 14.30 ", here(2026, 11, 20, 14, 30)),
        ("yesterday 9.05", here(2026, 11, 21, 9, 5)),
        ("i går 09:05", here(2026, 11, 21, 9, 5)),
        ("2026-11-20", None),
        ("14:30", None),
        ("2026-11 14:30", None),
        ("2026-02-30 14:30", None),
        ("2026-11-20 24:30", None),
        ("2026-11-20 14:3", None),
        ("", None),
        ("soon 14:30", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, moment: dt.datetime | None) -> None:
    assert read_moment(text, today=TODAY) == moment


def test_ticking_paper_asks_when(desk: Session) -> None:
    begun = Begun(desk)

    assert begun.presenter.missing(StartForm(kind="anonymous", held="")) == "Left: when it was held"
    assert begun.presenter.missing(StartForm(kind="anonymous")) == ""


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ("last week", "Write day and time"),
        ("2026-11-23 08:00", "That time has not come yet."),
        ("1981-12-17 08:00", "That is before the person can have been born."),
    ],
)
def test_a_time_that_cannot_be_is_said_at_its_field_and_nothing_begins(
    desk: Session, held: str, sentence: str
) -> None:
    begun = Begun(desk)

    assert begun.begin(replace(NAMED, born="1981-12-18", held=held)) is None
    assert begun.view.errors["held"].startswith(sentence)
    assert not tables(desk).persons


def test_somebody_is_as_old_as_on_the_day_of_the_paper(desk: Session) -> None:
    Begun(desk).begin(replace(NAMED, born="1981-11-21", held="2026-11-20 10:00"))

    assert (run_of(desk).age, run_of(desk).asked_at) == (44, here(2026, 11, 20, 10))


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "Friday 20 November 2026 at 14:30"), ("sv", "Fredag 20 november 2026 kl. 14.30")],
)
def test_the_page_says_how_the_time_was_understood(desk: Session, code: str, words: str) -> None:
    begun = Begun(desk)
    use_language(code, catalogs_folder())

    assert begun.presenter.held_in_words(StartForm(held="20/11 14:30")) == words
    assert begun.presenter.held_in_words(StartForm(held="20/11")) == ""


def begin_on_paper(qtbot: QtBot) -> None:
    """Begin a nameless conversation that was held on paper, with nothing but keys."""
    press(qtbot, Qt.Key.Key_N, CONTROL)
    press(qtbot, Qt.Key.Key_3)
    while focused().objectName() != "on-paper":
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    assert focused().objectName() == "held"
    qtbot.keyClicks(focused(), "2026-11-20 14:30")
    press(qtbot, Qt.Key.Key_Return)


def texts(shell: Shell, kind: type[QWidget]) -> str:
    """Return what stands in the widgets of a kind."""
    return " ".join(one.accessibleName() or one.text() for one in shell.findChildren(kind))  # type: ignore[attr-defined]


def page_of(shell: Shell) -> ConversationPage:
    """Return the page of the conversation."""
    assert isinstance(shell.page, ConversationPage)
    return shell.page


def test_a_paper_is_entered_with_nothing_but_keys(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    begin_on_paper(qtbot)

    assert shell.here.name == "conversation"
    assert run_of(busy).asked_at == here(2026, 11, 20, 14, 30)
    assert "record what was said and done 20 November at 14:30" in texts(shell, Banner)


def test_the_pages_before_asking_speak_of_then(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    begin_on_paper(qtbot)
    page_of(shell).presenter.open_step("w2-safe-check")
    assert "It was not asked" in texts(shell, Button)
    assert "Cannot ask now" not in texts(shell, Button)

    say(busy, resume_conversation(busy, run_of(busy).id), "w2-safe-check", SAFE)
    shell.conversation(run_of(busy).id)
    page_of(shell).presenter.open_step("w3-inform")

    assert "Was said as written" in texts(shell, Button)


def test_a_conversation_of_today_speaks_of_now(qtbot: QtBot, shell: Shell) -> None:
    press(qtbot, Qt.Key.Key_N, CONTROL)
    press(qtbot, Qt.Key.Key_3)
    press(qtbot, Qt.Key.Key_Return)

    page_of(shell).presenter.open_step("w2-safe-check")

    assert "Cannot ask now" in texts(shell, Button)
    assert "Entered from paper" not in texts(shell, Banner)


def test_the_timeline_tells_both_times_and_stands_in_the_order_of_asking(
    qtbot: QtBot, shell: Shell, busy: Session
) -> None:
    person = named_person(busy)
    shell.start_with(person)
    while focused().objectName() != "on-paper":
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Space)
    qtbot.keyClicks(focused(), "2026-11-01 14:30")
    press(qtbot, Qt.Key.Key_Return)
    entered = run_of(busy).id

    shell.person(person)

    qtbot.waitUntil(lambda: "Asked 1 November at 14:30" in _all_text(shell), timeout=5_000)
    assert "entered 22 November at" in _all_text(shell)
    assert entered == run_of(busy).id


def test_every_text_of_it_has_its_room(qtbot: QtBot, shell: Shell) -> None:
    shell.resize(960, 600)
    begin_on_paper(qtbot)
    page = page_of(shell)
    for step in ("w1-prepare", "w2-safe-check", "w3-inform"):
        page.presenter.open_step(step)
        qtbot.wait(30)
        assert overflows(shell) == [], step


def _all_text(shell: Shell) -> str:
    page = shell.page
    assert page is not None
    return " ".join(
        f"{one.accessibleName()} {getattr(one, 'text', str)()}" for one in page.findChildren(QWidget)
    )
