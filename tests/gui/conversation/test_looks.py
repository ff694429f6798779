"""Where things stand on the conversation's pages: whole without scrolling, and never jumping (VISUAL 3)."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.presenters.conversation_models import GatePage, InformPage, OutcomePage, QuestionPage
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.theme.fonts import ROLES
from screening_app.gui.views.gate import GateView
from screening_app.gui.widgets.action_bar import ActionBar
from screening_app.gui.widgets.badge import Badge
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.check_row import CheckRow
from screening_app.gui.widgets.more_below import MoreBelow
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.script import Script
from screening_app.gui.widgets.staff_note import StaffNote
from screening_app.gui.widgets.step_strip import StepStrip
from screening_app.i18n import use_language
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.typist import Typist, merged, read_script

Open = Callable[..., Typist]


@pytest.fixture
def open_at(
    sit: Sit, desk: Session, conversation: Conversation, qapp: QApplication, qtbot: QtBot
) -> Iterator[Open]:
    """Return what opens the conversation in a language, a height and a text size."""

    def open_it(language: str = "sv", height: int = 720, factor: float = 1.0) -> Typist:
        use_language(language, catalogs_folder())
        typist = sit(desk, conversation)
        apply_appearance(qapp, Appearance(theme="light", factor=factor))
        typist.shell.resize(1280, height)
        qtbot.wait(20)
        return typist

    yield open_it
    use_language("en", catalogs_folder())


def settle(qtbot: QtBot) -> None:
    """Let layouts and what they put off come to rest."""
    qtbot.wait(40)


def area_of(typist: Typist) -> QScrollArea:
    """Return what the page scrolls in."""
    area = typist.page.findChild(QScrollArea)
    assert area is not None
    return area


def at_gate(typist: Typist, qtbot: QtBot) -> GateView:
    """Answer the first page and return the gate."""
    typist.prepare(merged(read_script("yes"))["w1-prepare"])
    settle(qtbot)
    return gate_of(typist)


def gate_of(typist: Typist) -> GateView:
    """Return the gate that is shown."""
    content = typist.page.content
    assert isinstance(content, GateView)
    return content


def top_of(widget: QWidget) -> int:
    """Return how far below the window's edge a part begins."""
    return widget.mapTo(widget.window(), QPoint(0, 0)).y()


@pytest.mark.parametrize("height", [720, 640])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_gate_is_whole_without_scrolling(open_at: Open, qtbot: QtBot, height: int, language: str) -> None:
    typist = open_at(language, height)
    at_gate(typist, qtbot)
    for row in gate_of(typist).findChildren(CheckRow):
        row.setFocus()
        settle(qtbot)

        assert area_of(typist).verticalScrollBar().maximum() == 0
    assert len(gate_of(typist).findChildren(CheckRow)) == 8


def test_the_note_of_a_condition_moves_nothing(open_at: Open, qtbot: QtBot) -> None:
    gate = at_gate(open_at(), qtbot)
    rows = gate.findChildren(CheckRow)
    seen = set()
    for row in rows:
        row.setFocus()
        settle(qtbot)
        seen.add((*(top_of(one) for one in rows), gate.height()))
        notes = [note for note in gate.findChildren(StaffNote) if note.isVisible()]

        assert len(notes) == (row.code in {"alone", "children", "interpreter", "capacity"})
    assert len(seen) == 1


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_bar_names_what_is_missing_and_keeps_its_height(
    open_at: Open, qtbot: QtBot, language: str
) -> None:
    typist = open_at(language)
    at_gate(typist, qtbot)
    bar = typist.page.findChild(ActionBar)
    assert bar is not None
    heights = {bar.height()}
    while missing := typist.shows(GatePage).missing:
        row = next(row for row in typist.shows(GatePage).rows if not row.done)
        name = {"sv": "ostörd tid", "en": "time without interruptions"}[language]

        assert row.key != "time" or name in missing
        assert missing.partition(": ")[2][0].isalpha()
        typist.press(str(row.digit))
        settle(qtbot)
        heights.add(bar.height())
    assert len(heights) == 1


def test_enter_goes_to_the_first_condition_that_is_missing(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at()
    at_gate(typist, qtbot)
    typist.press("1", "2")
    back = typist.page.findChild(Button, "back")
    assert back is not None
    gate_of(typist).findChildren(CheckRow)[7].setFocus()
    typist.press("Enter")
    focus = QApplication.focusWidget()

    assert isinstance(focus, CheckRow)
    assert focus.code == "companion"


def at_inform(typist: Typist, qtbot: QtBot) -> None:
    """Answer until the words that come first are shown."""
    at_gate(typist, qtbot)
    typist.press(*"12345678", "Enter")
    settle(qtbot)
    typist.shows(InformPage)


def test_space_shows_the_rest_of_what_is_said_and_enter_says_it(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at()
    at_inform(typist, qtbot)
    bar = area_of(typist).verticalScrollBar()
    sign = typist.page.findChild(QWidget, "more-below")
    assert sign is not None
    began = (bar.value(), sign.isVisible())
    pressed = 0
    while sign.isVisible():
        typist.press("Space")
        settle(qtbot)
        pressed += 1
    typist.shows(InformPage)
    ended = bar.value()
    typist.press("Enter")

    assert began == (0, True)
    assert pressed in {1, 2}
    assert ended == bar.maximum() or bar.maximum() == 0
    typist.shows(QuestionPage)


def test_what_is_said_first_is_as_large_as_a_question(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at()
    at_inform(typist, qtbot)
    script = typist.page.findChild(Script)
    assert script is not None
    said = [prose for prose in script.findChildren(Prose) if prose.text() in typist.shows(InformPage).script]

    assert len(said) == 6
    assert {prose.font().pixelSize() for prose in said} == {ROLES["question"].size}


def at_question(typist: Typist, qtbot: QtBot) -> None:
    """Answer until the first question is shown."""
    at_inform(typist, qtbot)
    typist.press("Enter")
    settle(qtbot)
    typist.shows(QuestionPage)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_a_question_opens_at_its_first_word(open_at: Open, qtbot: QtBot, factor: float) -> None:
    typist = open_at(factor=factor)
    at_question(typist, qtbot)
    bar, focus = area_of(typist).verticalScrollBar(), QApplication.focusWidget()
    opened = bar.value()
    typist.press("Down", "Down")
    settle(qtbot)
    now = QApplication.focusWidget()

    assert opened == 0
    assert isinstance(focus, Option)
    assert now is not None
    assert now is not focus
    assert top_of(now) + now.height() <= top_of(area_of(typist)) + area_of(typist).height()


def test_the_question_after_the_emergency_opens_at_its_first_word_too(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at(factor=2.0)
    at_question(typist, qtbot)
    bar = area_of(typist).verticalScrollBar()
    opened = list[tuple[str, int]]()
    for _question in range(4):
        asked = typist.shows(QuestionPage).question.key
        typist.page.presenter.emergency()
        settle(qtbot)
        typist.leave_emergency()
        settle(qtbot)
        opened.append((asked, bar.value()))
        typist.press("1")
        settle(qtbot)

    assert bar.maximum() > 0
    assert len({asked for asked, _at in opened}) == len(opened)
    assert [at for _asked, at in opened] == [0] * len(opened)


def test_what_is_read_stays_where_it_is_while_the_note_is_put_away(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at(factor=2.0)
    at_question(typist, qtbot)
    bar = area_of(typist).verticalScrollBar()
    typist.page.presenter.toggle_note()
    settle(qtbot)
    stayed = bar.value()
    typist.press("Down", "Down")
    settle(qtbot)
    reached = bar.value()
    typist.page.presenter.toggle_note()
    settle(qtbot)
    focus = QApplication.focusWidget()

    assert stayed == 0
    assert reached > 0
    assert isinstance(focus, Option)
    assert typist.page.shows_whole(focus)


def test_the_page_keys_scroll_wherever_the_focus_is(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at(factor=2.0)
    at_question(typist, qtbot)
    bar = area_of(typist).verticalScrollBar()
    typist.press("Page Down")
    down = bar.value()
    typist.press("Page Up")

    assert 0 < down <= bar.maximum()
    assert bar.value() == 0
    focus = QApplication.focusWidget()
    assert focus is not None
    assert not focus.visibleRegion().isEmpty()


def at_results(typist: Typist, qtbot: QtBot) -> OutcomePage:
    """Show the results after a yes, with one answer missing."""
    at_question(typist, qtbot)
    typist.press("2", "3", "Enter", "1", "1", "2")
    typist.leave_emergency()
    typist.page.presenter.show_results()
    settle(qtbot)
    return typist.shows(OutcomePage)


def test_no_result_is_harmless_is_said_once_and_stays_in_sight(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at()
    page = at_results(typist, qtbot)
    said = [prose for prose in typist.page.findChildren(Prose) if page.standing in prose.text()]
    seen = [prose for prose in said if prose.isVisible()]
    bar = typist.page.findChild(ActionBar)
    assert bar is not None

    assert len(seen) == 1
    assert bar.isAncestorOf(seen[0])


def test_what_is_unanswered_stands_beside_the_heading(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at()
    page = at_results(typist, qtbot)
    heading = next(one for one in typist.page.findChildren(Prose) if one.text() == page.heading)
    badge = next(one for one in typist.page.findChildren(Badge) if one.text() == page.unanswered)
    beside = top_of(heading) <= top_of(badge) <= top_of(heading) + heading.height()
    typist.page.presenter.leave_overlay()
    settle(qtbot)

    assert beside
    assert not [one for one in typist.page.findChildren(Badge) if one.text() == page.unanswered]


def test_answers_in_rows_stand_under_each_other(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at()
    settle(qtbot)
    options = [one for one in typist.page.findChildren(Option) if one.isVisible()]
    places = {(one.mapTo(typist.page, QPoint(0, 0)).x(), one.width()) for one in options}
    rows = {one.mapTo(typist.page, QPoint(0, 0)).y() for one in options}

    assert len(options) > 2 * 3
    assert len(rows) > 3
    # Three columns; one pixel of the width belongs to one of them.
    assert len({x for x, _width in places}) == 3
    assert max(width for _x, width in places) - min(width for _x, width in places) <= 1


class Pictures(QObject):
    """Notes at every painting of a page whether it goes on below, and whether that is said."""

    def __init__(self, typist: Typist) -> None:
        super().__init__()
        self._typist = typist
        self.seen: list[tuple[bool, bool]] = []
        typist.page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        sign = self._typist.page.findChild(MoreBelow)
        if event.type() == QEvent.Type.Paint and sign is not None and sign.key:
            bar = area_of(self._typist).verticalScrollBar()
            self.seen.append((bar.value() < bar.maximum(), sign.isVisible()))
        return False


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_that_there_is_more_below_is_said_in_the_first_picture(
    open_at: Open, qtbot: QtBot, factor: float
) -> None:
    typist = open_at(factor=factor)
    at_gate(typist, qtbot)
    pictures = Pictures(typist)
    typist.gate(merged(read_script("yes"))["w2-safe-check"])
    settle(qtbot)
    page = typist.shows(InformPage)

    assert page.script
    assert (True, True) in pictures.seen
    assert (True, False) not in pictures.seen


def test_a_rule_is_told_in_words_of_the_form(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at()
    page = at_results(typist, qtbot)

    assert page.flags
    assert all("Frågor om nära relationer" in flag.rule for flag in page.flags)
    assert not [flag.rule for flag in page.flags if "afraid" in flag.rule or "any-yes" in flag.rule]


def test_the_strip_of_steps_is_as_wide_as_the_window(open_at: Open, qtbot: QtBot) -> None:
    typist = open_at(factor=2.0)
    at_question(typist, qtbot)
    screening = typist.page.screening_id
    typist.shell.home()
    typist.shell.conversation(screening)
    settle(qtbot)
    strip = typist.page.findChild(StepStrip)
    assert strip is not None

    assert strip.width() == typist.shell.width()
