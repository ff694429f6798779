"""Correcting an answer of a closed conversation in the real window, by keyboard (L-53)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.records import ResponseStatus
from screening_app.gui.pages import Place
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.amend import AmendPage
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import OpeningRow, Option
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language, use_pseudo_locale
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation
from screening_app.services.preferences import Preferences, ThemeChoice, keep_preferences
from screening_app.settings import catalogs_folder
from tests.gui.shell.desk import Told, standing, tables
from tests.gui.shell.held import held
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

ASK = StepId("w4-ask")
REASON = "Fel rad i protokollet"


class Desk:
    """A conversation that was held, and the window."""

    def __init__(self, library: FileFormLibrary, name: str = "no") -> None:
        self.session, self.screening = held(library, name)
        self.person = next(iter(tables(self.session).persons))

    def open(self, qtbot: QtBot, width: int = 1280, height: int = 720) -> Shell:
        """Open the window at Today."""
        shell = Shell(self.session, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(width, height)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell

    def answer(self, link_id: str) -> Answer | None:
        """Return what stands in the asking step."""
        read = resume_conversation(self.session, self.screening)
        return read.records[ASK].answers.given.get(AnswerKey(LinkId(link_id)))

    @property
    def status(self) -> ResponseStatus:
        """Return how the conversation stands."""
        return tables(self.session).screenings[self.screening].status


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


def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> AmendPage:
    """Open the page, and wait until the answers stand on it."""
    shell.amend(desk.screening)
    return there(qtbot, shell)


def there(qtbot: QtBot, shell: Shell) -> AmendPage:
    """Wait until the answers stand on the page."""
    page = shell.page
    assert isinstance(page, AmendPage)
    qtbot.waitUntil(lambda: page.findChild(OpeningRow) is not None, timeout=5_000)
    qtbot.wait(20)
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def write(qtbot: QtBot, text: str) -> None:
    """Write where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, text)


def tab_to(qtbot: QtBot, name: str) -> None:
    """Press Tab until the focus is on what has this name."""
    for _ in range(150):
        focus = QApplication.focusWidget()
        assert focus is not None
        around = (focus, focus.parentWidget())
        if any(one is not None and one.objectName() == name for one in around):
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(name)


def texts(page: AmendPage) -> list[str]:
    """Return what the page says."""
    return [one.text() for one in page.findChildren(Prose) if one.isVisible()]


def ask(qtbot: QtBot, page: AmendPage, code: str) -> None:
    """Choose an answer."""
    row = page.findChild(OpeningRow, code)
    assert row is not None
    row.pick()
    qtbot.wait(20)


def confirm(qtbot: QtBot, page: AmendPage, code: str, option: str) -> None:
    """Come to the page that says what follows."""
    ask(qtbot, page, code)
    found = page.findChild(Option, option)
    assert found is not None
    found.pick()
    reason = page.findChild(Field, "reason")
    assert reason is not None
    reason.value = REASON
    page.presenter.go_on()
    qtbot.wait(20)


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


STAGES = ("choose", "ask", "written", "confirm", "done", "person")


def show(qtbot: QtBot, shell: Shell, desk: Desk, stage: str) -> None:
    """Show the page in one of its states."""
    page = opened(qtbot, shell, desk)
    match stage:
        case "ask":
            ask(qtbot, page, "w7-danger-signs/weapon-used")
        case "written":
            ask(qtbot, page, "w5-what-happened/own-words")
        case "confirm":
            confirm(qtbot, page, "w7-danger-signs/weapon-used", "yes")
        case "done" | "person":
            option = "no" if desk.status is ResponseStatus.AMENDED else "yes"
            confirm(qtbot, page, "w7-danger-signs/weapon-used", option)
            page.presenter.go_on()
    if stage == "person":
        shell.person(desk.person)
    qtbot.wait(60)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
@pytest.mark.parametrize("stage", STAGES)
def test_tab_follows_the_eye(qtbot: QtBot, told: Desk, stage: str, width: int, height: int) -> None:
    shell = told.open(qtbot, width, height)
    show(qtbot, shell, told, stage)

    found = stops(shell)

    assert len(found) > 4
    assert disorders(found) == []
    assert unreached(shell, found) == []


LOOKS = {
    "mirrored": (1280, 720, 100, ThemeChoice.LIGHT, False),
    "low": (1280, 640, 100, ThemeChoice.LIGHT, False),
    "dark": (1920, 1080, 100, ThemeChoice.DARK, False),
    "large": (1280, 720, 200, ThemeChoice.LIGHT, False),
    "high contrast": (1280, 720, 100, ThemeChoice.HC_DARK, False),
    "least": (960, 600, 130, ThemeChoice.HC_LIGHT, True),
    "largest and long": (1280, 720, 200, ThemeChoice.LIGHT, True),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_has_its_room(qtbot: QtBot, told: Desk, qapp: QApplication, look: str, code: str) -> None:
    width, height, percent, theme, pseudo = LOOKS[look]
    apply_appearance(qapp, Appearance(theme=theme.value, factor=percent / 100))
    keep_preferences(told.session, Preferences(theme=theme, percent=percent, language=code))
    shell = told.open(qtbot, width, height)
    if pseudo:
        use_pseudo_locale()
    if look == "mirrored":
        shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for stage in STAGES:
        show(qtbot, shell, told, stage)
        assert overflows(shell) == [], stage


@pytest.mark.parametrize("stage", STAGES)
def test_every_control_has_a_name(qtbot: QtBot, told: Desk, stage: str) -> None:
    shell = told.open(qtbot)
    show(qtbot, shell, told, stage)

    assert shell.page is not None
    controls = [*shell.page.findChildren(Button), *shell.page.findChildren(OpeningRow)]
    assert all(one.accessibleName() or one.text() for one in controls if one.isVisible())
