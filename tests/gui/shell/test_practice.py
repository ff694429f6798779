"""Practice: the windows of every day with made-up people; the band stands, and nothing leaves."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from screening_app.domain.access import Regime
from screening_app.domain.person import CaseKind
from screening_app.domain.records import ResponseStatus
from screening_app.gui.appearing import LANGUAGE_NAMES
from screening_app.gui.practice import Practice
from screening_app.gui.presenters.set_up_words import unit_kinds
from screening_app.gui.rehearsal import Rehearsal, band_text
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.home import HomePage
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.views.practice import PracticeChoice
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_language
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.conversation import resume_conversation
from screening_app.services.journal import JournalText, Part, record_copy
from screening_app.services.leaving import NothingLeaves
from screening_app.services.people import NewPerson
from screening_app.services.preferences import Preferences
from screening_app.services.today import desk_today
from screening_app.settings import catalogs_folder
from tests.gui.conversation.conftest import no_ticks_waiting
from tests.gui.conversation.typist import Typist
from tests.gui.conversation.walking import Told, Walker, one_of_each, told
from tests.gui.looks import Look, look
from tests.gui.process.test_lock_screen import FakeEntrance
from tests.gui.shell.test_fit import settle
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.front import bring_to_front
from tests.helpers.overflow import overflows

__all__ = ["look", "no_ticks_waiting"]

WALKED = {
    "se/pathway-health": ("se", Regime.HSL_PUBLIC),
    "se/pathway-social": ("se", Regime.SOC_MUNICIPAL),
    "gb/pathway": ("gb", Regime.INTL),
    "core/pathway-user-of-violence": ("se", Regime.SOC_PRIVATE),
}
WALKS = [one for one in one_of_each(told()) if one.outcome == "asked-yes"]

Open = Callable[..., Practice]


@pytest.fixture
def ended() -> list[str]:
    """Return how often practice was ended."""
    return []


@pytest.fixture
def open_practice(qtbot: QtBot, qapp: QApplication, ended: list[str]) -> Iterator[Open]:
    """Return what opens the window of a country, at a kind of unit if one is named."""
    opened = list[Practice]()

    def open_it(country: str = "se", regime: Regime | None = None, look: Look | None = None) -> Practice:
        wanted = look or Look("compact")
        apply_appearance(qapp, Appearance(theme=wanted.theme.value, factor=wanted.percent / 100))
        chosen = Preferences(theme=wanted.theme, percent=wanted.percent)
        shown = Practice(country, chosen, lambda: ended.append("ended"))
        opened.append(shown)
        shown.begin()
        if regime is not None and shown.desk is None:
            shown.practise(regime)
        shown.frame.resize(wanted.width, wanted.height)
        shown.frame.show()
        bring_to_front(qtbot, shown.frame)
        return shown

    yield open_it
    for shown in opened:
        if shown.desk is not None:
            qapp.removeEventFilter(shown.desk.watch)
        # Pages first: what they still look up needs the tables.
        delete(shown.frame)
        shown.close()
    apply_appearance(qapp, Appearance(theme="light"))


def desk_of(shown: Practice) -> Rehearsal:
    assert shown.desk is not None
    return shown.desk


def said(window: QWidget) -> str:
    return "\n".join(one.text() for one in window.findChildren(Prose) if one.isVisible())


def press(
    window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def test_the_kind_of_unit_is_chosen_with_one_key(open_practice: Open) -> None:
    shown = open_practice()
    assert isinstance(shown.frame.page(), PracticeChoice)

    press(shown.frame, Qt.Key.Key_3)

    assert desk_of(shown).shell.session.unit.regime is Regime.SOC_MUNICIPAL


def test_a_country_with_one_kind_of_unit_asks_nothing(open_practice: Open) -> None:
    shown = open_practice("gb")

    assert desk_of(shown).shell.session.unit.regime is Regime.INTL


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_the_choice_is_left_with_the_keys_that_leave_hide_and_lock(
    open_practice: Open, ended: list[str], key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    press(open_practice().frame, key, modifier)

    assert ended == ["ended"]


@pytest.mark.parametrize("regime", Regime)
def test_today_waits_with_made_up_people_in_each_kind_of_unit(open_practice: Open, regime: Regime) -> None:
    country = "gb" if regime is Regime.INTL else "se"
    shown = open_practice(country, regime)
    shell = desk_of(shown).shell

    assert isinstance(shell.page, HomePage)
    today = desk_today(shell.session)
    assert (len(today.drafts), len(today.waiting)) == (1, 2)
    assert [draft.problem for draft in today.drafts] == [""]


def test_the_band_stands_on_today_and_on_every_page_after_it(open_practice: Open) -> None:
    shown = open_practice("se", Regime.HSL_PUBLIC)
    shell = desk_of(shown).shell
    for go in (shell.home, shell.people, shell.start, shell.appearance, shell.duties, shell.emergency):
        go()
        bands = [one for one in shown.frame.findChildren(Banner) if one.accessibleName() == band_text()]
        assert [band.isVisible() for band in bands] == [True]


def test_nobody_is_warned_of_recovery_and_backups_where_nothing_is_kept(open_practice: Open) -> None:
    shown = open_practice("se", Regime.HSL_PUBLIC)

    words = said(shown.frame)

    assert "Practice" in words
    assert "recovery" not in words.lower()
    assert "backup" not in words.lower()
    assert "saved" not in words.lower()


def test_keys_and_backups_are_not_there(open_practice: Open) -> None:
    shown = open_practice("se", Regime.HSL_PUBLIC)
    desk_of(shown).shell.upkeep()

    assert "Nothing is kept here, so there are no keys and no backups." in said(shown.frame)


@pytest.mark.parametrize("one", WALKS, ids=str)
def test_a_conversation_is_held_to_its_end_by_keyboard_and_no_document_follows(
    open_practice: Open, one: Told
) -> None:
    shown = open_practice(*WALKED[one.pathway])
    shell: Shell = desk_of(shown).shell
    session = shell.session
    (pathway,) = [
        choice.canonical for choice in pathways_allowed(session) if one.pathway in str(choice.canonical)
    ]
    kinds = [str(answers["case-kind"]) for answers in one.steps.values() if "case-kind" in answers]
    kind = CaseKind(kinds[0] if kinds else "pseudonym")
    named = "Testperson Ek" if kind is CaseKind.IDENTIFIED else None
    run = begin_with_new(session, NewPerson(kind=kind, name=named), pathway).screening
    shell.conversation(run.id)

    Walker(typist=Typist(shell), steps=one.steps).to_the_end()

    stored = resume_conversation(session, run.id).screening
    assert (stored.outcome, stored.status) == (one.outcome, ResponseStatus.COMPLETED)
    for go in (shell.compose, shell.take_home):
        go(run.id)
        assert "This is practice. No document is made" in said(shown.frame)


def test_every_pathway_of_each_kind_of_unit_may_be_begun(open_practice: Open) -> None:
    for regime in (Regime.HSL_PRIVATE, Regime.SOC_PRIVATE):
        session = desk_of(open_practice("se", regime)).shell.session
        choices = pathways_allowed(session)
        assert len(choices) == 2
        for choice in choices:
            assert choice.refusal == ""
            begun = begin_with_new(session, NewPerson(kind=CaseKind.ANONYMOUS), choice.canonical)
            assert begun.screening.pathway == choice.canonical


def test_quick_hide_covers_practice_and_gives_it_back(qtbot: QtBot, open_practice: Open) -> None:
    shown = open_practice("se", Regime.HSL_PUBLIC)
    QApplication.processEvents()
    press(shown.frame, Qt.Key.Key_F12)
    neutral = shown.frame.page()
    assert isinstance(neutral, NeutralPage)
    assert band_text() not in said(shown.frame)

    neutral.entered.emit("whatever")

    qtbot.waitUntil(lambda: shown.frame.page() is desk_of(shown).shell, timeout=5000)


def test_the_key_that_locks_ends_practice(open_practice: Open, ended: list[str]) -> None:
    shown = open_practice("se", Regime.HSL_PUBLIC)

    press(shown.frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert ended == ["ended"]


def test_closing_the_window_ends_practice(open_practice: Open, ended: list[str]) -> None:
    open_practice("se", Regime.HSL_PUBLIC).frame.close()

    assert ended == ["ended"]


def test_another_practice_knows_nothing_of_the_first(open_practice: Open) -> None:
    first = desk_of(open_practice("se", Regime.HSL_PUBLIC)).shell.session
    second = desk_of(open_practice("se", Regime.HSL_PUBLIC)).shell.session
    drafts = [{draft.screening for draft in desk_today(one).drafts} for one in (first, second)]

    assert not drafts[0] & drafts[1]


def test_the_text_for_the_journal_is_read_and_not_copied(open_practice: Open) -> None:
    session = desk_of(open_practice("se", Regime.HSL_PUBLIC)).shell.session
    draft = desk_today(session).drafts[0]
    text = JournalText(
        screening=draft.screening,
        case_number=draft.case_number,
        language="sv",
        open_part="open",
        protected="protected",
        classes=(),
        withheld=(),
        seen_by=None,
    )

    parts: tuple[Part, ...] = ("open", "protected")
    for part in parts:
        with pytest.raises(NothingLeaves):
            record_copy(session, text, part)


@pytest.mark.parametrize("name", ["print-routine", "save-routine"])
def test_a_paper_of_the_unit_asks_for_no_printer_and_no_folder(
    qtbot: QtBot, open_practice: Open, name: str
) -> None:
    shown = open_practice("se", Regime.HSL_PUBLIC)
    desk_of(shown).shell.routine()
    button = shown.frame.findChild(Button, name)
    assert button is not None

    button.click()
    settle(qtbot)

    assert "This is practice. No document is made" in said(shown.frame)
    assert QApplication.activeModalWidget() is None


def test_every_text_of_the_choice_has_its_room(qtbot: QtBot, open_practice: Open, look: Look) -> None:
    shown = open_practice(look=look)
    settle(qtbot)

    assert isinstance(shown.frame.page(), PracticeChoice)
    assert overflows(shown.frame) == []


def test_every_text_of_today_has_its_room_under_the_band(
    qtbot: QtBot, open_practice: Open, look: Look
) -> None:
    shown = open_practice("se", Regime.HSL_PUBLIC, look)
    settle(qtbot)

    assert overflows(shown.frame) == []


def test_tab_follows_the_eye_in_the_choice(open_practice: Open) -> None:
    shown = open_practice()
    found = stops(shown.frame)

    assert len(found) == len(unit_kinds())  # four kinds with a guide, and the way out
    assert disorders(found) + unreached(shown.frame, found) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_text_of_the_lock_screen_has_its_room(qtbot: QtBot, look: Look, language: str) -> None:
    if not look.pseudo:
        use_language(language, catalogs_folder())
    page = LockScreen(FakeEntrance(), None, language=LANGUAGE_NAMES[language])
    qtbot.addWidget(page)
    page.resize(look.width, look.height)
    page.show()
    settle(qtbot)

    assert overflows(page) == []


def test_the_way_to_practice_is_reached_and_begun_by_keyboard(qtbot: QtBot) -> None:
    page = LockScreen(FakeEntrance(), None, language="Svenska")
    qtbot.addWidget(page)
    page.show()
    bring_to_front(qtbot, page)
    found = stops(page)
    asked = list[str]()
    page.practice_asked.connect(lambda: asked.append("asked"))

    assert disorders(found) + unreached(page, found) == []
    page.practice.setFocus()
    press(page, Qt.Key.Key_Return)
    assert asked == ["asked"]


def test_practice_is_begun_once_while_its_window_is_there(qtbot: QtBot) -> None:
    page = LockScreen(FakeEntrance(), None, language="Svenska")
    qtbot.addWidget(page)
    asked = list[str]()
    page.practice_asked.connect(lambda: asked.append("asked"))

    page.show_practising(True)
    page.practice.click()
    assert (asked, page.practice.accessibleDescription()) == ([], "Practice has a window of its own.")
    page.show_practising(False)
    page.practice.click()

    assert asked == ["asked"]
