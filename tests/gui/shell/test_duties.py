"""The helper on duties: at most four questions, the law of the day and the regime, and nothing stored."""

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.access import Regime
from screening_app.gui.pages import Place
from screening_app.gui.presenters.duties import DutiesPresenter, DutyModel, DutyQuestionModel
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.views.duties import DutiesPage
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import use_pseudo_locale
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.pack_duties import MOST_QUESTIONS, Duty
from screening_app.services.preferences import Preferences, ThemeChoice, keep_preferences
from screening_app.services.session import Session
from tests.gui.shell.desk import tables
from tests.gui.shell.routine_desk import press, window_of
from tests.helpers import fakes
from tests.helpers.focus_order import disorders, stops, unreached
from tests.helpers.overflow import overflows

pytestmark = pytest.mark.usefixtures("in_english")
UNITS = [
    (Regime.HSL_PUBLIC, "se"),
    (Regime.HSL_PRIVATE, "se"),
    (Regime.SOC_MUNICIPAL, "se"),
    (Regime.SOC_PRIVATE, "se"),
    (Regime.INTL, "gb"),
]


@dataclass
class Shown:
    """A view that remembers what it was given."""

    questions: list[DutyQuestionModel] = field(default_factory=list)
    duties: list[DutyModel] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def show_question(self, model: DutyQuestionModel) -> None:
        """Remember it."""
        self.questions.append(model)

    def show_duty(self, model: DutyModel) -> None:
        """Remember it."""
        self.duties.append(model)

    def show_problem(self, text: str) -> None:
        """Remember it."""
        self.problems.append(text)


def walked(session: Session, answers: str) -> Shown:
    """Answer y or n, in order."""
    shown = Shown()
    presenter = DutiesPresenter(shown, session)
    presenter.show()
    for answer in answers:
        presenter.answer(yes=answer == "y")
    return shown


@pytest.mark.parametrize(("regime", "country"), UNITS)
def test_every_way_ends_in_a_duty_after_at_most_four_questions(
    library: FileFormLibrary, regime: Regime, country: str
) -> None:
    session = fakes.session(library, regime=regime, country=country)
    ends = set[str]()
    ways = [""]
    while ways:
        way = ways.pop()
        shown = walked(session, way)
        if not shown.duties:
            assert len(way) < MOST_QUESTIONS
            ways += [way + "y", way + "n"]
            continue
        (duty,) = shown.duties
        assert duty.text
        assert duty.steps
        ends.add(duty.text)
    assert len(ends) >= 4


def test_a_regime_that_the_pack_does_not_know_is_told(library: FileFormLibrary) -> None:
    session = fakes.session(library, regime=Regime.INTL, country="se")

    assert walked(session, "").problems


def test_a_child_is_a_duty_by_the_provision_of_the_day(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    (duty,) = walked(session, "ny").duties

    assert duty.is_must
    assert any(reference == "SoL (2025:400) 19 kap. 1 §" for reference, _text in duty.law)
    assert not any("2001:453" in reference for reference, _text in duty.law)
    before = replace(session, clock=fakes.FakeClock(dt.datetime(2025, 6, 1, 9, tzinfo=dt.UTC)))
    (earlier,) = walked(before, "ny").duties
    assert [reference for reference, _text in earlier.law] == ["SoL (2001:453) 14 kap. 1 §"]


def test_a_provision_that_nobody_has_read_says_so(library: FileFormLibrary) -> None:
    session = fakes.session(library, regime=Regime.INTL, country="gb")

    (duty,) = walked(session, "ny").duties

    assert "Children Act 1989 and 2004 (not checked)" in [reference for reference, _text in duty.law]
    assert duty.caution


@pytest.mark.parametrize(("regime", "secrecy"), [(Regime.HSL_PUBLIC, "25"), (Regime.SOC_MUNICIPAL, "26")])
def test_only_law_of_the_units_own_regime_is_shown(
    library: FileFormLibrary, regime: Regime, secrecy: str
) -> None:
    (duty,) = walked(fakes.session(library, regime=regime), "nnnn").duties

    packs = library.packs("se")
    shown = {reference for reference, _text in duty.law}
    allowed = {one.reference for one in packs.legal.provision if regime in one.regime}
    assert shown <= allowed
    assert any(f"{secrecy} kap." in reference for reference in shown)


def test_nothing_is_stored_and_nobody_is_opened(library: FileFormLibrary) -> None:
    session = fakes.session(library)
    walked(session, "nnnn")

    assert tables(session).audit == []
    assert tables(session).settings == {}


def test_no_answer_of_a_pack_is_marked_verified_while_nobody_reviewed_it(library: FileFormLibrary) -> None:
    for country in ("se", "gb"):
        pack = library.packs(country).duties
        assert pack.is_reviewed or not any(duty.verified for duty in pack.answer)
        assert all(isinstance(duty, Duty) for duty in pack.answer)


# In the window


def test_today_leads_there_by_one_key_and_escape_comes_back(qtbot: QtBot, library: FileFormLibrary) -> None:
    shell = window_of(qtbot, fakes.session(library))

    press(qtbot, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert shell.here == Place("duties")
    press(qtbot, Qt.Key.Key_Escape)

    assert shell.here == Place("home")


def test_the_emergency_panel_leads_there_by_one_key_and_comes_back_to_it(
    qtbot: QtBot, library: FileFormLibrary
) -> None:
    shell = window_of(qtbot, fakes.session(library))
    shell.people()
    shell.emergency()

    press(qtbot, Qt.Key.Key_D)
    assert shell.here == Place("duties")
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here.name == "emergency"
    press(qtbot, Qt.Key.Key_Escape)

    assert shell.here == Place("people")


def test_digits_answer_and_backspace_goes_back(qtbot: QtBot, library: FileFormLibrary) -> None:
    shell = window_of(qtbot, fakes.session(library))
    shell.duties()
    first = texts(shell)

    press(qtbot, Qt.Key.Key_2)
    second = texts(shell)
    press(qtbot, Qt.Key.Key_1)
    assert any("report to the social board at once" in text for text in texts(shell))
    press(qtbot, Qt.Key.Key_Backspace)
    assert texts(shell) == second
    press(qtbot, Qt.Key.Key_Backspace)
    assert texts(shell) == first
    press(qtbot, Qt.Key.Key_Backspace)

    assert shell.here == Place("home")


def texts(shell: Shell) -> list[str]:
    """Return what the page says."""
    page = shell.page
    assert isinstance(page, DutiesPage)
    return [one.text() for one in page.findChildren(Prose) if one.isVisible()]


LOOKS = {
    "low": (1280, 640, 100, ThemeChoice.LIGHT, False),
    "large": (1280, 720, 200, ThemeChoice.DARK, False),
    "least": (960, 600, 130, ThemeChoice.HC_LIGHT, True),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_text_has_its_room_and_tab_follows_the_eye(
    qtbot: QtBot, library: FileFormLibrary, qapp: QApplication, look: str, code: str
) -> None:
    width, height, percent, theme, pseudo = LOOKS[look]
    session = fakes.session(library)
    apply_appearance(qapp, Appearance(theme=theme.value, factor=percent / 100))
    if pseudo:
        use_pseudo_locale()
    language = None if pseudo else code
    keep_preferences(session, Preferences(theme=theme, percent=percent, language=language))
    shell = window_of(qtbot, session, width, height)
    assert overflows(shell) == []
    shell.duties()
    for key in (None, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_2):
        if key is not None:
            press(qtbot, key)
        assert overflows(shell) == []
        found = stops(shell)
        assert disorders(found) == []
        assert unreached(shell, found) == []
