"""Patterns over time on a person's page: what is said, what it rests on, and where the entries lead."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.ids import Canonical, LinkId, PersonId, ScreeningId, StepId
from screening_app.domain.notice import Notice, Trigger, Unread
from screening_app.domain.result import Evidence, FlagLevel
from screening_app.gui.pages import Place
from screening_app.gui.presenters.patterns import PatternsModel, patterns_model, patterns_problem
from screening_app.gui.presenters.person import PersonModel, PersonPresenter
from screening_app.gui.presenters.results import ResultsModel
from screening_app.gui.presenters.timeline import TimelineRow
from screening_app.gui.presenters.trends import TrendModel
from screening_app.gui.shell import Shell
from screening_app.gui.views.patterns import PatternCard
from screening_app.gui.widgets.button import Button
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_again, pathways_allowed
from screening_app.services.errors import BrokenResponse
from screening_app.services.over_time import Patterns
from screening_app.services.session import Session
from tests.gui.shell.desk import FakeNavigation, at_once, named_person, tables
from tests.services.conftest import ready_to_ask, say

INJURY = Canonical("https://samtalsstod.example/core/injury|1.0.0")
TODAY = dt.date(2026, 11, 22)
SUSPICION = {"body-signs": ["not-match", "late"], "seen-heard": "ett blåmärke", "asked": "yes-no"}
NO = {"controlled": "no", "hurt": "no", "forced-sex": "no", "money-digital": "no", "afraid": "no"}


@pytest.fixture
def patterns(library: FileFormLibrary) -> Patterns:
    """Return one notice that rests on an outcome and on a response."""
    told = Evidence(key=AnswerKey(LinkId("told-means")), answer=Answer(values=("fall", "hand")))
    triggers = (
        Trigger(screening=ScreeningId("one"), on=dt.date(2025, 12, 1), outcome="suspicion"),
        Trigger(
            screening=ScreeningId("two"),
            on=dt.date(2026, 3, 1),
            step=StepId("w8-injuries"),
            form=INJURY,
            evidence=(told,),
        ),
    )
    notice = Notice(
        rule="r",
        text={"en": "Twice."},
        level=FlagLevel.SAME_DAY,
        source="A study",
        verified=False,
        triggers=triggers,
    )
    return Patterns(
        notices=(notice,),
        unread=(),
        unreadable=(),
        forms={INJURY: library.questionnaire(INJURY)},
        outcomes={ScreeningId("one"): {"en": "Suspicion remains"}},
        unverified={"en": "A proposal."},
    )


def suspicious(busy: Session) -> PersonId:
    """Have suspicion remain after a conversation with the named person; return the person."""
    person = named_person(busy)
    begun = begin_again(busy, person, pathways_allowed(busy)[0].canonical)
    say(busy, say(busy, ready_to_ask(busy, begun), "w4-ask", NO), "w4-suspicion", SUSPICION)
    return person


def test_a_notice_says_what_it_rests_on_and_that_its_rule_is_a_proposal(patterns: Patterns) -> None:
    (notice,) = patterns_model(patterns, TODAY).notices

    assert (notice.text, notice.urgency) == ("Twice.", "To decide on today")
    assert notice.basis == "Rests on 2 entries. Source: A study. A proposal."


def test_a_verified_rule_without_a_source_of_its_own_says_neither(patterns: Patterns) -> None:
    notice = replace(patterns.notices[0], source="", verified=True, level=FlagLevel.ATTENTION)

    (shown,) = patterns_model(replace(patterns, notices=(notice,)), TODAY).notices

    assert (shown.urgency, shown.basis) == ("", "Rests on 2 entries.")


def test_entries_stand_newest_first_with_day_kind_and_answers(patterns: Patterns) -> None:
    newest, oldest = patterns_model(patterns, TODAY).notices[0].entries

    assert (newest.screening, newest.title) == ("two", "1 March, Injuries")
    assert newest.answers == "How, as the person reports: Fall, Hand or fist"
    assert (oldest.screening, oldest.title) == ("one", "1 December 2025, Suspicion remains")
    assert oldest.answers == ""


def test_an_entry_whose_outcome_has_no_words_still_has_its_day(patterns: Patterns) -> None:
    entries = patterns_model(replace(patterns, outcomes={}), TODAY).notices[0].entries

    assert entries[1].title == "1 December 2025"


def test_what_could_not_be_read_is_said_so_that_silence_is_not_taken_for_nothing(patterns: Patterns) -> None:
    nothing = replace(patterns, notices=())
    gone = replace(nothing, unreadable=(ScreeningId("x"),))
    older = replace(nothing, unread=(Unread("r", INJURY), Unread("s", INJURY)))

    assert patterns_model(nothing, TODAY).is_empty
    assert patterns_model(gone, TODAY).remark.startswith("1 conversation could not be read")
    assert patterns_model(older, TODAY).remark.endswith("the questions were others then: Injuries.")


def test_a_search_that_failed_is_said_with_its_reason() -> None:
    said = patterns_problem(BrokenResponse()).remark

    assert said == f"Patterns over time could not be read. {BrokenResponse().describe()}"
    assert patterns_problem(ValueError("secret")).remark == "Patterns over time could not be read."


class Shown:
    """A page that keeps what it was shown."""

    def __init__(self) -> None:
        self.patterns: PatternsModel | None = None

    def show_model(self, model: PersonModel) -> None:
        """Take the person."""

    def show_problem(self, text: str) -> None:
        raise AssertionError(text)

    def show_patterns(self, model: PatternsModel) -> None:
        self.patterns = model

    def show_timeline(self, rows: tuple[TimelineRow, ...]) -> None:
        raise AssertionError(rows)

    def show_trends(self, trends: tuple[TrendModel, ...], remark: str = "") -> None:
        """Take the charts, or why there are none."""

    def show_results(self, model: ResultsModel) -> None:
        raise AssertionError(model)

    def show_results_problem(self, screening: ScreeningId, text: str) -> None:
        raise AssertionError(screening, text)

    def show_noted(self, said: str) -> None:
        raise AssertionError(said)


def test_the_page_is_shown_the_notices_of_its_person(busy: Session) -> None:
    view = Shown()

    PersonPresenter(view, busy, suspicious(busy), FakeNavigation(), at_once).show()

    assert view.patterns is not None
    assert [notice.rule for notice in view.patterns.notices] == ["explanation-doubted"]
    assert "Injury that does not match" in view.patterns.notices[0].entries[0].answers


def test_the_page_is_told_when_nothing_could_be_read(busy: Session) -> None:
    view, person = Shown(), suspicious(busy)

    def fails(work: object, success: object, failure: object) -> None:
        assert callable(failure)
        failure(BrokenResponse())

    PersonPresenter(view, busy, person, FakeNavigation(), fails).show()

    assert view.patterns is not None
    assert view.patterns.remark


def card_of(shell: Shell, qtbot: QtBot) -> PatternCard:
    """Wait for the card on the page of a person."""
    qtbot.waitUntil(lambda: shell.findChild(PatternCard) is not None, timeout=5_000)
    card = shell.findChild(PatternCard)
    assert card is not None
    return card


def shown_texts(widget: QWidget) -> list[str]:
    """Return every text that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def part(widget: QWidget, name: str) -> Button:
    """Return a button by its object name."""
    found = widget.findChild(Button, name)
    assert found is not None
    return found


def test_entries_are_shown_when_asked_for_and_lead_to_their_conversation(
    qtbot: QtBot, shell: Shell, busy: Session
) -> None:
    shell.person(suspicious(busy))
    card = card_of(shell, qtbot)
    entries = part(card, "entries")
    assert not part(card, "entry").isVisible()

    entries.setFocus()
    qtbot.keyClick(entries, Qt.Key.Key_Space)

    assert part(card, "entry").isVisible()
    assert entries.text() == "Hide"
    part(card, "entry").setFocus()
    qtbot.keyClick(part(card, "entry"), Qt.Key.Key_Space)
    run = list(tables(busy).screenings)[-1]
    assert shell.here == Place("conversation", screening=run)


def test_entries_are_hidden_again(qtbot: QtBot, shell: Shell, busy: Session) -> None:
    shell.person(suspicious(busy))
    card = card_of(shell, qtbot)

    part(card, "entries").click()
    part(card, "entries").click()

    assert not part(card, "entry").isVisible()
    assert part(card, "entries").text() == "Show the entry"


def test_a_person_without_patterns_has_no_card_and_the_whole_width(
    qtbot: QtBot, shell: Shell, busy: Session
) -> None:
    shell.person(named_person(busy))
    done: list[bool] = []
    # Jobs are done in order: after this one the card would be there.
    shell.jobs.run(lambda: True, owner=shell, success=done.append, failure=lambda _error: None)
    qtbot.waitUntil(lambda: done == [True])

    assert shell.findChild(PatternCard) is None


def test_neither_today_nor_the_list_of_people_says_anything_of_patterns(
    qtbot: QtBot, shell: Shell, busy: Session
) -> None:
    suspicious(busy)

    for code in ("home", "people"):
        shell.go_to(code)
        assert not [text for text in shown_texts(shell) if "attern" in text or "explanation" in text]
