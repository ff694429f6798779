"""Correcting an answer of a closed conversation in the real window, by keyboard (L-53)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from screening_app.domain.answers import Answer
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.records import ResponseStatus
from screening_app.gui.pages import Place
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import OpeningRow, Option
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.settings import catalogs_folder
from tests.gui.shell.amend_desk import (
    REASON,
    Desk,
    ask,
    confirm,
    opened,
    press,
    tab_to,
    texts,
    there,
    urgent,
    write,
)
from tests.gui.shell.desk import tables


@pytest.fixture
def desk(library: FileFormLibrary, qapp: QApplication) -> Iterator[Desk]:
    apply_appearance(qapp, Appearance(theme="light"))
    yield Desk(library)
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


@pytest.fixture
def told(library: FileFormLibrary, qapp: QApplication) -> Iterator[Desk]:
    """Return a desk where the person told."""
    apply_appearance(qapp, Appearance(theme="light"))
    yield Desk(library, "yes")
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


def test_an_answer_is_corrected_from_the_person_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.person(desk.person)
    tab_to(qtbot, "amend")
    press(qtbot, Qt.Key.Key_Return)
    assert shell.here == Place("amend", screening=desk.screening)
    page = there(qtbot, shell)

    tab_to(qtbot, "w4-ask/hurt")
    press(qtbot, Qt.Key.Key_Return)
    assert "Stands now: No" in texts(page)
    press(qtbot, Qt.Key.Key_2)
    tab_to(qtbot, "reason")
    write(qtbot, REASON)
    tab_to(qtbot, "forward")
    press(qtbot, Qt.Key.Key_Return)
    assert desk.answer("hurt") == Answer(values=("no",))
    assert "The outcome of the conversation changes" in texts(page)
    press(qtbot, Qt.Key.Key_Return)

    assert desk.answer("hurt") == Answer(values=("yes",))
    assert "The answer is corrected" in texts(page)
    assert "This waits on Today now" in texts(page)
    press(qtbot, Qt.Key.Key_Return)
    assert shell.here == Place("person", person=desk.person)
    said = [one.text() for one in shell.findChildren(Prose)]
    assert "An answer was corrected" in said
    assert f"Why: {REASON}" in said
    assert {"Before: No", "Now: Yes"} <= set(said)


def test_what_it_raised_stands_on_today(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk)
    confirm(qtbot, page, "w4-ask/hurt", "yes")
    press(qtbot, Qt.Key.Key_Return)

    shell.home()

    said = [one.text() for one in shell.findChildren(Prose) if one.isVisible()]
    assert any("Look at a correction" in text for text in said)
    assert FollowUpKind.AMENDED in {one.kind for one in tables(desk.session).follow_ups.values()}


def test_escape_goes_one_stage_back_and_keeps_what_was_written(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.person(desk.person)
    page = opened(qtbot, shell, desk)
    confirm(qtbot, page, "w4-ask/hurt", "yes")

    press(qtbot, Qt.Key.Key_Escape)
    reason = page.findChild(Field, "reason")
    chosen = page.findChild(Option, "yes")
    assert reason is not None
    assert chosen is not None
    assert (reason.value, chosen.checked) == (REASON, True)
    assert not page.keep_typed()
    press(qtbot, Qt.Key.Key_Escape)
    assert page.findChild(OpeningRow, "w4-ask/hurt") is not None
    press(qtbot, Qt.Key.Key_Escape)

    assert shell.here == Place("person", person=desk.person)
    assert desk.status is ResponseStatus.COMPLETED


def test_a_danger_that_a_correction_tells_of_leads_to_the_emergency(qtbot: QtBot, told: Desk) -> None:
    shell = told.open(qtbot)
    page = opened(qtbot, shell, told)
    confirm(qtbot, page, "w5-danger/today", "yes")
    assert len(urgent(page)) == 1
    press(qtbot, Qt.Key.Key_Return)
    (banner,) = urgent(page)
    assert told.status is ResponseStatus.AMENDED
    assert banner.button is not None

    banner.button.click()

    assert shell.here == Place("emergency", screening=told.screening)


def test_a_key_that_is_held_down_makes_no_correction(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk)
    confirm(qtbot, page, "w4-ask/hurt", "yes")
    focus = QApplication.focusWidget()
    assert focus is not None
    held_down = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )

    QApplication.sendEvent(focus, held_down)

    assert desk.status is ResponseStatus.COMPLETED


def test_without_a_reason_or_another_answer_it_says_so_where_it_is_missing(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = opened(qtbot, shell, desk)
    ask(qtbot, page, "w4-ask/hurt")

    page.presenter.go_on()
    assert "That answer stands there already. Choose another one, or leave it. Nothing was stored." in texts(
        page
    )
    press(qtbot, Qt.Key.Key_2)
    page.presenter.go_on()

    assert "Write why the answer is corrected. Nothing was stored." in texts(page)
    focus = QApplication.focusWidget()
    reason = page.findChild(Field, "reason")
    assert reason is not None
    assert focus is reason.input


def test_a_typed_answer_is_read_as_in_the_conversation(qtbot: QtBot, told: Desk) -> None:
    shell = told.open(qtbot)
    page = opened(qtbot, shell, told)
    ask(qtbot, page, "w10-offer/next-date")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    write(qtbot, "32/13")
    page.presenter.go_on()
    problem = page.findChild(Prose, "answer-problem")
    assert problem is not None
    assert problem.isVisible()

    field.selectAll()
    write(qtbot, "3/12")
    reason = page.findChild(Field, "reason")
    assert reason is not None
    reason.value = REASON
    page.presenter.go_on()

    assert "3 December 2026" in texts(page)


def test_a_way_of_contact_is_not_read_in_passing(qtbot: QtBot, told: Desk) -> None:
    shell = told.open(qtbot)
    page = opened(qtbot, shell, told)

    rows = page.findChildren(OpeningRow)
    assert len(rows) > 40
    assert not [row for row in rows if "070-555" in row._second or "tulpan" in row._second]
    ask(qtbot, page, "w11-contact/code-word-you")
    assert any("tulpan" in text for text in texts(page))


def test_a_corrected_way_of_contact_stands_on_no_timeline(qtbot: QtBot, told: Desk) -> None:
    shell = told.open(qtbot)
    page = opened(qtbot, shell, told)
    ask(qtbot, page, "w11-contact/code-word-you")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    write(qtbot, "plommon")
    reason = page.findChild(Field, "reason")
    assert reason is not None
    reason.value = REASON
    page.presenter.go_on()
    press(qtbot, Qt.Key.Key_Return)
    assert told.status is ResponseStatus.AMENDED

    shell.person(told.person)

    assert shell.page is not None
    said = " ".join(one.text() for one in shell.page.findChildren(Prose))
    assert "An answer was corrected" in said
    assert "plommon" not in said
    assert "tulpan" not in said


def test_the_list_is_narrowed_by_words(qtbot: QtBot, told: Desk) -> None:
    shell = told.open(qtbot)
    page = opened(qtbot, shell, told)

    write(qtbot, "WORD")

    shown = [row.accessibleName() for row in page.findChildren(OpeningRow) if row.isVisible()]
    assert 0 < len(shown) < 6
    assert all("word" in name.casefold() for name in shown)


def test_a_draft_cannot_be_corrected(qtbot: QtBot, desk: Desk) -> None:
    stored = tables(desk.session).screenings
    stored[desk.screening] = replace(stored[desk.screening], status=ResponseStatus.STOPPED)
    shell = desk.open(qtbot)

    shell.amend(desk.screening)

    page = shell.page
    assert page is not None
    qtbot.waitUntil(lambda: page.findChild(Banner) is not None, timeout=5_000)


def test_the_person_leads_to_what_may_be_taken_home_after_a_yes_only(
    qtbot: QtBot, desk: Desk, told: Desk
) -> None:
    shell = told.open(qtbot)
    shell.person(told.person)
    tab_to(qtbot, "take-home")
    press(qtbot, Qt.Key.Key_Space)
    assert shell.here == Place("take-home", screening=told.screening)
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("person", person=told.person)

    other = desk.open(qtbot)
    other.person(desk.person)
    assert other.findChild(Button, "take-home") is None
