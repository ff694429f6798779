"""Today, people, person, and text and contrast decide without a window."""

import datetime as dt
from dataclasses import replace

import pytest

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import PersonNotFound
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.appearance import AppearanceModel, AppearancePresenter
from screening_app.gui.presenters.home import HomeModel, HomePresenter
from screening_app.gui.presenters.patterns import PatternsModel
from screening_app.gui.presenters.people import PeoplePresenter, PersonRow
from screening_app.gui.presenters.person import PersonModel, PersonPresenter
from screening_app.gui.presenters.results import ResultsModel
from screening_app.gui.presenters.status import status_of
from screening_app.gui.presenters.timeline import TimelineRow
from screening_app.gui.presenters.trends import TrendModel
from screening_app.gui.presenters.when import day_and_time, minutes_and_seconds
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new, pathways_allowed
from screening_app.services.people import NewPerson
from screening_app.services.preferences import Preferences, ThemeChoice, preferences_of
from screening_app.services.session import Safeguards, Session
from tests.gui.shell.desk import NAME, FakeNavigation, at_once, named_person, tables
from tests.helpers import fakes


class Shown:
    """A view that keeps what it was shown."""

    def __init__(self) -> None:
        self.problem = ""
        self.said = ""
        self.rows: tuple[PersonRow, ...] | None = None
        self.home: HomeModel | None = None
        self.person: PersonModel | None = None
        self.look: AppearanceModel | None = None

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_rows(self, rows: tuple[PersonRow, ...], said: str) -> None:
        self.rows, self.said = rows, said

    def show_nothing_asked(self) -> None:
        self.rows = None


class HomeShown(Shown):
    def show_model(self, model: HomeModel) -> None:
        self.home = model


class PersonShown(Shown):
    def __init__(self) -> None:
        super().__init__()
        self.patterns: PatternsModel | None = None
        self.added: tuple[TimelineRow, ...] = ()
        self.trends: tuple[TrendModel, ...] = ()
        self.results: ResultsModel | None = None
        self.remark = ""

    def show_model(self, model: PersonModel) -> None:
        self.person = model

    def show_patterns(self, model: PatternsModel) -> None:
        self.patterns = model

    def show_timeline(self, rows: tuple[TimelineRow, ...]) -> None:
        self.added = rows

    def show_trends(self, trends: tuple[TrendModel, ...], remark: str = "") -> None:
        self.trends, self.remark = trends, remark

    def show_results(self, model: ResultsModel) -> None:
        self.results = model

    def show_results_problem(self, screening: ScreeningId, text: str) -> None:
        self.remark = text

    def show_noted(self, said: str) -> None:
        self.said = said


class LookShown(Shown):
    def show_model(self, model: AppearanceModel) -> None:
        self.look = model


def home_of(desk: Session) -> HomeModel:
    view = HomeShown()
    HomePresenter(view, desk, FakeNavigation()).show()
    assert view.home is not None
    return view.home


def test_today_names_nobody_and_says_that_there_is_no_recovery(busy: Session) -> None:
    model = home_of(busy)

    assert NAME not in repr(model)
    assert "198112180001" not in repr(model)
    assert "No recovery yet" in [notice.title for notice in model.notices]
    assert model.heading == "Sunday 22 November"


def test_a_draft_is_told_by_number_place_and_time(busy: Session) -> None:
    first, second = home_of(busy).drafts

    assert first.step == "Step 1 of 9: Prepare"
    assert first.when.startswith("today ")
    assert (first.number, first.total) == (1, 9)
    assert first.case_number != second.case_number


def test_a_draft_that_was_left_for_more_than_a_day_says_so(busy: Session) -> None:
    start = busy.clock.now()
    for hours, badge in ((23, ""), (25, "Open for more than a day")):
        later = replace(busy, clock=fakes.FakeClock(start + dt.timedelta(hours=hours)))

        assert {draft.badge for draft in home_of(later).drafts} == {badge}


def test_drafts_beyond_the_first_eight_are_counted_and_shown_when_asked(desk: Session) -> None:
    pathway = pathways_allowed(desk)[0].canonical
    for _ in range(10):
        begin_with_new(desk, NewPerson(kind=CaseKind.ANONYMOUS), pathway)
    view = HomeShown()
    presenter = HomePresenter(view, desk, FakeNavigation())

    presenter.show()
    assert view.home is not None
    assert (len(view.home.drafts), view.home.more) == (8, "2 more conversations are begun.")
    presenter.show_all()
    assert (len(view.home.drafts), view.home.more) == (10, "")


def test_today_leads_to_start_search_and_drafts(busy: Session) -> None:
    navigation = FakeNavigation()
    presenter = HomePresenter(HomeShown(), busy, navigation)
    draft = home_of(busy).drafts[0].screening

    presenter.begin()
    presenter.find()
    presenter.resume(draft)

    assert navigation.went == [("start", ""), ("people", ""), ("conversation", draft)]


def test_a_role_that_asks_nobody_is_offered_no_conversation(library: FileFormLibrary) -> None:
    assert not home_of(fakes.session(library, as_user=fakes.user("kim", Role.ADMINISTRATOR))).may_ask


def search(desk: Session, text: str) -> Shown:
    view = Shown()
    PeoplePresenter(view, desk, FakeNavigation()).search(text)
    return view


@pytest.mark.parametrize("text", ["testa", " Testa  Påh ", "198112180001", "19811218-0001", "811218-0001"])
def test_a_person_is_found_by_name_and_by_number_in_any_form(busy: Session, text: str) -> None:
    view = search(busy, text)

    assert view.rows is not None
    assert [row.name for row in view.rows] == [NAME]
    assert view.rows[0].number == "19811218-0001"
    assert view.rows[0].protection == "Confidentiality flag"
    assert view.said == "1 match"


def test_a_nameless_case_is_found_by_its_number(busy: Session) -> None:
    nameless = next(p for p in tables(busy).persons.values() if p.name is None)

    view = search(busy, nameless.case_number)

    assert view.rows is not None
    assert [row.person for row in view.rows] == [nameless.id]


def test_nobody_and_somebody_out_of_reach_give_the_same_answer(busy: Session) -> None:
    bo = fakes.session(busy.forms, records=fakes.FakeRecords(tables(busy).unit, []), as_user=fakes.user("bo"))
    out_of_reach = search(bo, "testa")

    nobody = search(busy, "nobodyatall")

    assert (nobody.rows, nobody.said) == (out_of_reach.rows, out_of_reach.said) == ((), "No match")


def test_a_search_is_on_record_by_its_kind_and_an_empty_one_is_none(busy: Session) -> None:
    before = len(tables(busy).audit)
    search(busy, "   ")
    assert len(tables(busy).audit) == before

    search(busy, "testa")

    event = tables(busy).audit[-1]
    assert event.action is AuditAction.SEARCHED
    assert "testa" not in (event.body or "")


def test_no_more_than_fifty_are_listed(desk: Session) -> None:
    pathway = pathways_allowed(desk)[0].canonical
    for number in range(51):
        begin_with_new(desk, NewPerson(kind=CaseKind.IDENTIFIED, name=f"Testa {number}"), pathway)

    view = search(desk, "testa")

    assert view.rows is not None
    assert len(view.rows) == 50
    assert "first 50" in view.said


def person_of(desk: Session, person_id: PersonId) -> PersonShown:
    view = PersonShown()
    PersonPresenter(view, desk, person_id, FakeNavigation(), at_once).show()
    return view


def test_a_persons_page_shows_head_protection_and_runs(busy: Session) -> None:
    model = person_of(busy, named_person(busy)).person

    assert model is not None
    assert model.title == NAME
    assert "19811218-0001" in model.facts
    assert model.protection == "Confidentiality flag"
    draft, done = model.runs
    assert draft.is_draft
    assert (done.is_draft, done.title) == (False, "Not asked")
    assert done.lines[0].startswith("No privacy")


def test_a_person_without_patterns_over_time_is_shown_none(busy: Session) -> None:
    assert person_of(busy, named_person(busy)).patterns is None


def test_a_nameless_persons_page_is_headed_by_the_case_number(busy: Session) -> None:
    nameless = next(p for p in tables(busy).persons.values() if p.name is None)

    model = person_of(busy, nameless.id).person

    assert model is not None
    assert model.title == nameless.case_number
    assert model.facts == "Kept by case number, without a name."


def test_a_person_out_of_reach_is_told_like_nobody_and_on_record(busy: Session) -> None:
    view = person_of(busy, PersonId("nobody"))

    assert view.person is None
    assert view.problem == PersonNotFound().describe()
    assert tables(busy).audit[-1].action is AuditAction.PERSON_OPENED


def test_a_persons_page_leads_on(busy: Session) -> None:
    navigation = FakeNavigation()
    person = named_person(busy)
    presenter = PersonPresenter(PersonShown(), busy, person, navigation, at_once)
    run = next(iter(tables(busy).screenings))

    presenter.begin()
    presenter.go_on(run)
    presenter.compose(run)

    assert navigation.went == [("start", person), ("conversation", run), ("compose", run)]


def test_a_choice_of_appearance_holds_at_once_and_is_kept(desk: Session) -> None:
    applied: list[Preferences] = []
    view = LookShown()
    presenter = AppearancePresenter(view, desk, FakeNavigation(), applied.append)
    presenter.show()

    presenter.choose_theme("hc-dark")
    presenter.choose_size("175")
    presenter.choose_language("sv")

    wanted = Preferences(theme=ThemeChoice.HC_DARK, percent=175, language="sv")
    assert applied[-1] == preferences_of(desk) == wanted
    assert view.look is not None
    assert [choice.code for choice in view.look.themes if choice.chosen] == ["hc-dark"]
    assert [choice.code for choice in view.look.sizes if choice.chosen] == ["175"]


def test_the_same_choice_again_changes_nothing(desk: Session) -> None:
    applied: list[Preferences] = []
    presenter = AppearancePresenter(LookShown(), desk, FakeNavigation(), applied.append)

    presenter.choose_theme("system")

    assert applied == []


def test_the_status_bar_counts_down_and_says_what_is_not_there() -> None:
    now = dt.datetime(2026, 11, 22, 13, 32, tzinfo=dt.UTC)

    status = status_of(remaining=161, saved_at=now, safeguards=Safeguards(), now=now)

    assert status.locks == "Locks in 2:41"
    assert status.saved.startswith("Everything is saved ")
    assert status.safety == "No recovery and no backup yet"


def test_nothing_is_said_of_what_is_not_known() -> None:
    now = dt.datetime(2026, 11, 22, 13, 32, tzinfo=dt.UTC)

    status = status_of(remaining=None, saved_at=None, safeguards=Safeguards(has_recovery=True), now=now)

    assert (status.locks, status.saved, status.safety) == ("", "", "No proven backup yet")


@pytest.mark.parametrize(
    ("has_recovery", "days", "said"),
    [
        (False, 3, "No recovery yet"),
        (True, 0, "Backup proven today"),
        (True, 1, "Backup proven 1 day ago"),
        (True, 12, "Backup proven 12 days ago"),
        (True, -1, "Backup proven today"),
    ],
)
def test_the_days_since_a_proven_backup_are_counted(has_recovery: bool, days: int, said: str) -> None:
    now = dt.datetime(2026, 11, 22, 13, 32, tzinfo=dt.UTC)
    safeguards = Safeguards(has_recovery=has_recovery, proven_at=now - dt.timedelta(days=days))

    assert status_of(remaining=None, saved_at=None, safeguards=safeguards, now=now).safety == said


def test_days_are_told_as_they_are_spoken_of() -> None:
    now = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)

    assert day_and_time(now, now).startswith("today")
    assert day_and_time(now - dt.timedelta(days=1), now).startswith("yesterday")
    assert day_and_time(now - dt.timedelta(days=5), now) == "17 November"
    assert day_and_time(now - dt.timedelta(days=400), now).endswith("2025")
    assert minutes_and_seconds(5) == "0:05"
