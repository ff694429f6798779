"""No step of the rail is dead: every panel of every pathway opens, and contacts fit what was told (W-10)."""

import datetime as dt
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.access import Regime, Role
from screening_app.domain.ids import StepId
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.conversation import ConversationPresenter
from screening_app.gui.presenters.conversation_models import ClosingPage, PlacePage
from screening_app.gui.presenters.panel_models import PanelPage
from screening_app.gui.presenters.panel_steps import PANELS
from screening_app.gui.presenters.rail import steps_of_place
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.conversation import ConversationPage
from screening_app.i18n import use_pseudo_locale
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new
from screening_app.services.conversation_state import Conversation
from screening_app.services.needs import needs_of
from screening_app.services.people import NewPerson
from screening_app.services.preferences import Preferences, ThemeChoice, keep_preferences
from screening_app.services.script import run_script
from screening_app.services.session import Session
from tests.gui.conversation.test_presenter import Shown
from tests.gui.conversation.typist import read_script
from tests.gui.shell.desk import FakeNavigation, Told, standing
from tests.gui.shell.routine_desk import CONTACT, fill_in, press
from tests.helpers import fakes
from tests.helpers.overflow import overflows
from tests.services.conftest import ready_to_ask, say

YES = {"controlled": "yes", "hurt": "no", "forced-sex": "no", "money-digital": "no", "afraid": "no"}
PATHWAYS = {
    "pathway-health": (Regime.HSL_PUBLIC, "se"),
    "pathway-social": (Regime.SOC_MUNICIPAL, "se"),
    "gb/pathway": (Regime.INTL, "gb"),
}


@dataclass
class Desk:
    """A presenter with what it showed and where it led."""

    presenter: ConversationPresenter
    shown: Shown
    navigation: FakeNavigation


def at(session: Session, conversation: Conversation) -> Desk:
    """Sit down with a conversation."""
    shown, navigation = Shown(), FakeNavigation()
    presenter = ConversationPresenter(shown, session, conversation.screening.id, navigation)
    presenter.open()
    return Desk(presenter, shown, navigation)


def told_yes(session: Session, name: str) -> Conversation:
    """Return a conversation with a yes, and danger today."""
    canonical = next(one for one in session.forms.pathways() if f"/{name}|" in one)
    begun = begin_with_new(session, NewPerson(kind=CaseKind.PSEUDONYM), canonical)
    begun = ready_to_ask(session, begun)
    begun = say(session, begun, "w4-ask", YES)
    return say(session, begun, "w5-danger", {"today": "here"})


@pytest.mark.parametrize("name", PATHWAYS)
def test_every_panel_of_a_pathway_is_on_the_rail_and_opens(library: FileFormLibrary, name: str) -> None:
    regime, country = PATHWAYS[name]
    session = fakes.session(library, regime=regime, country=country)
    conversation = told_yes(session, name)
    panels = [state.step for state in conversation.state.steps if state.step.panel is not None]
    assert {step.panel for step in panels} == {"danger", "refer", "document", "follow-up"}

    for step in panels:
        desk = at(session, conversation)
        assert conversation.step(step.id).enabled
        assert step.id in steps_of_place(conversation, step.rail)
        desk.presenter.open_step(step.id)
        if step.panel == "danger":
            assert desk.navigation.went == [("emergency", conversation.screening.id)]
        else:
            screen = desk.shown.screens[-1]
            assert isinstance(screen, PanelPage)
            assert screen.lead or screen.ways


def test_no_pathway_that_ships_has_a_panel_that_leads_nowhere(library: FileFormLibrary) -> None:
    steps = [step for name in library.pathways() for step in library.pathway(name).step]

    assert {step.panel for step in steps if step.panel is not None} <= PANELS


def test_the_place_on_the_rail_and_the_closing_page_list_the_contacts(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    desk = at(session, told_yes(session, "pathway-health"))

    desk.presenter.open_place("plan")
    place = desk.shown.screens[-1]
    desk.presenter.open_place("close")
    closing = desk.shown.screens[-1]

    assert isinstance(place, PlacePage)
    assert "w10-refer" in [step.id for step in place.steps]
    assert isinstance(closing, ClosingPage)
    assert {"w10-refer", "w12-document", "w13-plan-follow-up"} <= {step.id for step in closing.extra}


def test_contacts_are_those_of_the_needs_that_were_told_the_units_first(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    records = session.records
    assert isinstance(records, fakes.FakeRecords)
    fill_in(fakes.session(library, records=records, as_user=fakes.user("malin", Role.METHOD_LEAD)))
    conversation = told_yes(session, "pathway-health")
    offers = {"offer-police": "declined", "offer-refuge": "accepted"}
    conversation = say(session, conversation, "w10-offer", offers)

    raised = {need.kind.id: need for need in needs_of(session, conversation) if need.is_raised}

    assert set(raised) == {"danger", "refuge"}
    assert [one.id for one in raised["danger"].contacts] == [CONTACT.id, "emergency"]
    offered = raised["refuge"].offered
    assert offered is not None
    assert offered[1].values == ("accepted",)


def test_the_panel_shows_what_was_offered_and_how_fresh_a_number_is(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    conversation = told_yes(session, "pathway-health")
    say(session, conversation, "w10-offer", {"offer-support": "accepted"})
    desk = at(session, conversation)

    desk.presenter.open_step("w10-refer")

    screen = desk.shown.screens[-1]
    assert isinstance(screen, PanelPage)
    groups = {group.title: group for group in screen.groups}
    support = groups["Support centre, helpline or support service"]
    assert support.said == "Offered, wanted"
    numbers = {row.number: row for row in support.rows}
    assert numbers["020-50 50 50"].badge == "Never confirmed"
    assert numbers["020-50 50 50"].is_open
    assert "Anyone" in numbers["020-50 50 50"].second


def test_an_answer_that_no_longer_counts_raises_no_need(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    conversation = told_yes(session, "pathway-health")
    conversation = say(session, conversation, "w4-ask", {"controlled": "no"})
    assert not conversation.step(StepId("w5-danger")).enabled

    assert [need for need in needs_of(session, conversation) if need.is_raised] == []


def test_follow_up_shows_what_was_agreed_and_leads_to_where_it_is_changed(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    conversation = told_yes(session, "pathway-health")
    conversation = say(
        session, conversation, "w10-offer", {"next-kind": "visit", "next-date": str(dt.date(2026, 12, 1))}
    )
    desk = at(session, conversation)

    desk.presenter.open_step("w13-plan-follow-up")

    screen = desk.shown.screens[-1]
    assert isinstance(screen, PanelPage)
    assert len(screen.groups[0].rows) == 2
    (way,) = screen.ways
    assert (way.act, way.argument) == ("open_step", "w10-offer")


# In the window


def window(qtbot: QtBot, session: Session, width: int = 1280, height: int = 720) -> Shell:
    """Open the window."""
    shell = Shell(session, standing(Told()))
    qtbot.addWidget(shell)
    shell.resize(width, height)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


def test_after_closing_contacts_are_one_key_away_and_escape_comes_back(
    qtbot: QtBot, library: FileFormLibrary
) -> None:
    session = fakes.session(library)
    run = run_script(session, "pathway-health", read_script("yes"), source="yes")
    shell = window(qtbot, session)
    shell.conversation(run.conversation.screening.id)
    page = shell.page
    assert isinstance(page, ConversationPage)
    before = page.screen_shown

    press(qtbot, Qt.Key.Key_1)
    assert isinstance(page.screen_shown, PanelPage)
    press(qtbot, Qt.Key.Key_Escape)

    assert page.screen_shown == before


LOOKS = {"low": (1280, 640, 100, False), "large": (1280, 720, 200, True), "least": (960, 600, 130, True)}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_of_the_panels_has_its_room(
    qtbot: QtBot, library: FileFormLibrary, qapp: QApplication, look: str, code: str
) -> None:
    width, height, percent, pseudo = LOOKS[look]
    session = fakes.session(library)
    conversation = told_yes(session, "pathway-health")
    apply_appearance(qapp, Appearance(theme="light", factor=percent / 100))
    keep_preferences(session, Preferences(theme=ThemeChoice.LIGHT, percent=percent, language=code))
    shell = window(qtbot, session, width, height)
    if pseudo:
        use_pseudo_locale()
    shell.conversation(conversation.screening.id)
    page = shell.page
    assert isinstance(page, ConversationPage)
    for step in ("w10-refer", "w12-document", "w13-plan-follow-up"):
        page.presenter.open_step(step)
        qtbot.wait(40)
        assert overflows(shell) == [], step
