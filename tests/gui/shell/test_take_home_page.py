"""The page for what the person takes home, in the real window, by keyboard (W-9, story 12)."""

import json
from collections.abc import Iterator
from functools import partial

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.audit import AuditAction
from screening_app.gui.pages import Place
from screening_app.gui.printing import PrinterRefused
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.take_home import TakeHomePage
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.take_home import TakeHome
from screening_app.settings import catalogs_folder
from tests.gui.looks import Look, look
from tests.gui.shell.contact_desk import press
from tests.gui.shell.desk import Told, standing, tables
from tests.gui.shell.held import held
from tests.helpers.agreements import planned
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

__all__ = ["look"]


class Desk:
    """A conversation with a plan that was held and closed, and the window."""

    def __init__(self, library: FileFormLibrary) -> None:
        self.session, self.screening = held(library, script=planned())

    def open(self, qtbot: QtBot, width: int = 1280, height: int = 720) -> Shell:
        """Open the window at Today."""
        shell = Shell(self.session, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(width, height)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell

    def page(self, qtbot: QtBot, shell: Shell) -> TakeHomePage:
        """Show the page and wait until the choices stand there."""
        shell.take_home(self.screening)
        page = shell.page
        assert isinstance(page, TakeHomePage)
        qtbot.waitUntil(lambda: page.findChild(QWidget, "oral") is not None, timeout=5_000)
        qtbot.wait(40)
        return page

    @property
    def kept(self) -> list[str]:
        """Return which choices were recorded."""
        notes = [json.loads(one.body or "") for one in tables(self.session).notes]
        return [one["what"] for one in notes if one["kind"] == "take-home"]

    def actions(self, action: AuditAction) -> int:
        """Return how often something is on record."""
        return len([one for one in tables(self.session).audit if one.action is action])


@pytest.fixture
def desk(library: FileFormLibrary, qapp: QApplication) -> Iterator[Desk]:
    apply_appearance(qapp, Appearance(theme="light"))
    yield Desk(library)
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))


def shown(page: QWidget) -> str:
    """Return every text that is seen."""
    return "\n".join(one.text() for one in page.findChildren(Prose) if one.isVisible())


def seen(page: QWidget, name: str) -> bool:
    """Tell whether a part is seen."""
    found = page.findChild(QWidget, name)
    assert found is not None
    return found.isVisible()


def test_t_leads_from_the_closed_conversation_and_esc_back(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    shell.conversation(desk.screening)

    press(qtbot, Qt.Key.Key_T)

    assert shell.here == Place("take-home", screening=desk.screening)
    page = shell.page
    assert isinstance(page, TakeHomePage)
    qtbot.waitUntil(lambda: page.findChild(QWidget, "oral") is not None, timeout=5_000)
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("conversation", screening=desk.screening)


def test_only_spoken_is_two_keys_and_prints_nothing(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)

    press(qtbot, Qt.Key.Key_1)
    assert not seen(page, "look")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.wait(40)

    assert desk.kept == ["oral"]
    assert "Nothing was printed" in shown(page)
    assert tables(desk.session).documents == {}


def test_nothing_is_chosen_or_ticked_beforehand(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)

    assert page.typed().what is None
    press(qtbot, Qt.Key.Key_Return)
    qtbot.wait(40)

    assert desk.kept == []
    press(qtbot, Qt.Key.Key_2)
    assert page.typed().ticks == frozenset()
    assert page.typed().heading == "Att handla"


def test_another_form_asks_the_three_questions_anew(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)
    press(qtbot, Qt.Key.Key_3)
    tick_all(qtbot, page)
    assert len(page.typed().ticks) == 3

    press(qtbot, Qt.Key.Key_2)

    assert page.typed().ticks == frozenset()


def tick_all(qtbot: QtBot, page: TakeHomePage) -> None:
    """Tick the three questions by keyboard."""
    for name in ("safe", "talked", "wanted"):
        row = page.findChild(QWidget, name)
        assert row is not None
        qtbot.keyClick(row, Qt.Key.Key_Space)


@pytest.mark.parametrize("digit", [Qt.Key.Key_2, Qt.Key.Key_3])
def test_with_a_question_open_no_printer_is_asked_for(qtbot: QtBot, desk: Desk, digit: Qt.Key) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)
    press(qtbot, digit)
    row = page.findChild(QWidget, "safe")
    assert row is not None
    qtbot.keyClick(row, Qt.Key.Key_Space)

    qtbot.keyClick(button(page, "forward"), Qt.Key.Key_Return)
    qtbot.wait(40)

    assert "all three questions" in shown(page)
    assert tables(desk.session).documents == {}


def button(page: TakeHomePage, name: str) -> Button:
    """Return a button by its name."""
    found = page.findChild(Button, name)
    assert found is not None
    return found


def test_a_telling_word_is_named_with_its_place_before_a_printer_is_asked_for(
    qtbot: QtBot, desk: Desk
) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)
    press(qtbot, Qt.Key.Key_2)
    tick_all(qtbot, page)
    write(page, "Mjölk\nring polisen")

    qtbot.keyClick(button(page, "forward"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "polis" in shown(page), timeout=5_000)

    assert "Line 2" in shown(page)
    assert tables(desk.session).documents == {}


def write(page: TakeHomePage, text: str) -> None:
    """Write the lines of the card."""
    lines = page.findChild(QWidget, "lines")
    assert lines is not None
    typed = lines.findChild(QPlainTextEdit)
    assert typed is not None
    typed.setPlainText(text)


def test_it_is_printed_as_it_was_shown_and_the_questions_are_open_again(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)
    press(qtbot, Qt.Key.Key_2)
    tick_all(qtbot, page)
    write(page, "Mjölk")
    printed: list[tuple[bytes, str]] = []

    page.presenter.print_on(lambda pdf, name: printed.append((pdf, name)))
    qtbot.waitUntil(lambda: "Sent to the printer: lista." in shown(page), timeout=5_000)

    ((pdf, name),) = printed
    (sheet,) = pypdfium2.PdfDocument(pdf)
    assert sheet.get_textpage().get_text_range().split() == ["Att", "handla", "Mjölk"]
    assert name == "lista"
    assert page.typed().ticks == frozenset()
    assert desk.kept == ["card"]
    assert desk.actions(AuditAction.EXPORTED) == 1


def test_a_printer_that_refuses_is_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)
    press(qtbot, Qt.Key.Key_2)
    tick_all(qtbot, page)
    write(page, "Mjölk")

    def refuse(_pdf: bytes, _name: str) -> None:
        raise PrinterRefused

    page.presenter.print_on(refuse)
    qtbot.waitUntil(lambda: "did not take the document" in shown(page), timeout=5_000)


def test_digits_are_written_into_a_line_and_choose_nothing(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)
    press(qtbot, Qt.Key.Key_2)
    lines = page.findChild(QPlainTextEdit)
    assert lines is not None
    lines.setFocus()

    qtbot.keyClicks(lines, "070-1")

    assert (page.typed().what, page.typed().lines) == (TakeHome.CARD, "070-1")
    assert page.keep_typed() is False


def test_who_keeps_it_is_recorded(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = desk.page(qtbot, shell)
    press(qtbot, Qt.Key.Key_4)
    trusted = page.findChild(QWidget, "trusted")
    assert trusted is not None
    typed = trusted.findChild(QLineEdit)
    assert typed is not None
    typed.setText("Eva")

    qtbot.keyClick(button(page, "forward"), Qt.Key.Key_Return)

    assert desk.kept == ["trusted"]


def show(qtbot: QtBot, shell: Shell, desk: Desk, stage: str) -> TakeHomePage:
    """Show the page in one of its states."""
    page = desk.page(qtbot, shell)
    if stage != "begun":
        press(qtbot, {"card": Qt.Key.Key_2, "paper": Qt.Key.Key_3, "trusted": Qt.Key.Key_4}[stage])
    qtbot.wait(40)
    return page


STAGES = ("begun", "card", "paper", "trusted")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("stage", STAGES)
def test_tab_follows_the_eye(qtbot: QtBot, desk: Desk, stage: str, width: int, height: int) -> None:
    shell = desk.open(qtbot, width, height)
    show(qtbot, shell, desk, stage)

    found = stops(shell)

    assert len(found) > 4
    assert disorders(found) == []
    assert unreached(shell, found) == []


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_has_its_room(qtbot: QtBot, desk: Desk, look: Look, code: str) -> None:
    shell = look.opened(desk.session, partial(desk.open, qtbot), code)
    for stage in STAGES:
        show(qtbot, shell, desk, stage)
        assert overflows(shell) == [], stage
    shell.conversation(desk.screening)
    qtbot.wait(40)
    assert overflows(shell) == []


def test_every_control_has_a_name(qtbot: QtBot, desk: Desk) -> None:
    shell = desk.open(qtbot)
    page = show(qtbot, shell, desk, "paper")

    assert page.accessibleName() == "Take home"
    assert all(one.accessibleName() or one.text() for one in page.findChildren(Button) if one.isVisible())
    assert [one.accessibleName() for one in page.findChildren(Card) if one.isVisible()] == [
        "How does the person want the plan?",
        "Asked each time",
        "What stands on it",
    ]
