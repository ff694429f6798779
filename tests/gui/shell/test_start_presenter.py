"""Beginning reads the form: a wrong digit asks for a reason, and nothing begins while something is wrong."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from stdnum import luhn

from screening_app.domain.access import Regime
from screening_app.domain.answers import PartialDate
from screening_app.domain.ids import PersonId
from screening_app.domain.person import CaseKind, IdentityKind, Person, ProtectionLevel, completed_years
from screening_app.gui.presenters.start import StartForm, StartModel, StartPresenter
from screening_app.gui.views.start import start_page
from screening_app.gui.widgets.prose import Prose
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.session import Session
from tests.gui.shell.desk import FakeNavigation, named_person, tables
from tests.helpers import fakes
from tests.services.libraries import altered, without_pathways

RIGHT = "19811218042" + luhn.calc_check_digit("811218042")
WRONG = RIGHT[:-1] + str((int(RIGHT[-1]) + 1) % 10)
UNLINKED = "https://samtalsstod.example/core/pathway-user-of-violence"
NAMED = StartForm(kind="identified", name=" Testa   Påhittad ", number_kind="pnr")


class View:
    """Keeps what it was shown."""

    def __init__(self) -> None:
        self.model: StartModel | None = None
        self.errors: Mapping[str, str] = {}
        self.reason_asked = ""
        self.problem = ""

    def show_model(self, model: StartModel) -> None:
        self.model = model

    def show_errors(self, errors: Mapping[str, str]) -> None:
        self.errors = errors

    def ask_reason(self, sentence: str) -> None:
        self.reason_asked = sentence

    def show_problem(self, text: str) -> None:
        self.problem = text


class Begun:
    """A presenter with its view and where it led."""

    def __init__(self, desk: Session, person: PersonId | None = None) -> None:
        self.desk, self.view, self.navigation = desk, View(), FakeNavigation()
        self.presenter = StartPresenter(self.view, desk, self.navigation, person)
        self.presenter.show()

    def begin(self, form: StartForm) -> Person | None:
        self.presenter.begin(form)
        persons = tables(self.desk).persons
        return next(reversed(persons.values()), None) if self.navigation.went else None


def test_a_case_needs_to_be_kept_in_some_way_and_a_name_if_with_name(desk: Session) -> None:
    begun = Begun(desk)

    assert begun.presenter.missing(StartForm()) == "Left: how the case is kept"
    assert begun.presenter.missing(StartForm(kind="identified", name=" ")) == "Left: name"
    assert begun.presenter.missing(StartForm(kind="anonymous")) == ""
    assert begun.begin(StartForm()) is None
    assert not tables(desk).persons


@pytest.mark.parametrize("kind", ["pseudonym", "anonymous"])
def test_a_nameless_case_carries_nothing_but_an_age(desk: Session, kind: str) -> None:
    person = Begun(desk).begin(replace(NAMED, kind=kind, number=RIGHT, born="37"))

    assert person is not None
    assert person.kind is CaseKind(kind)
    assert (person.name, person.identity_number, person.birth_date) == (None, None, None)
    assert next(iter(tables(desk).screenings.values())).age == 37


def test_a_birth_date_without_a_name_is_refused_with_a_sentence(desk: Session) -> None:
    begun = Begun(desk)

    assert begun.begin(StartForm(kind="anonymous", born="1988-05-02")) is None
    assert begun.view.errors["born"].startswith("Write the age in years.")


def test_a_named_person_is_kept_as_the_pack_stores_numbers(desk: Session) -> None:
    form = replace(NAMED, number=f"{RIGHT[2:8]}-{RIGHT[8:]}", born="1981-12-18", protection="secrecy-flag")

    person = Begun(desk).begin(form)

    assert person is not None
    assert (person.name, person.identity_kind, person.identity_number) == (
        "Testa Påhittad",
        IdentityKind.PNR,
        RIGHT,
    )
    assert person.birth_date == PartialDate(1981, 12, 18)
    assert person.protection is ProtectionLevel.SECRECY_FLAG
    assert next(iter(tables(desk).screenings.values())).age == 44


def test_the_number_tells_neither_birth_date_nor_age(desk: Session) -> None:
    person = Begun(desk).begin(replace(NAMED, number=RIGHT))

    assert person is not None
    assert person.birth_date is None
    assert next(iter(tables(desk).screenings.values())).age is None


def test_a_wrong_check_digit_asks_for_a_reason_and_then_lets_go_on(desk: Session) -> None:
    begun = Begun(desk)

    assert begun.begin(replace(NAMED, number=WRONG)) is None
    assert begun.view.reason_asked == "The check digit does not match. Read the number once more."
    assert not tables(desk).persons

    person = begun.begin(replace(NAMED, number=WRONG, number_reason="urgent"))

    assert person is not None
    assert person.identity_number == WRONG


def test_no_number_is_unknown_and_not_a_stop(desk: Session) -> None:
    person = Begun(desk).begin(NAMED)

    assert person is not None
    assert (person.identity_kind, person.identity_number) == (IdentityKind.UNKNOWN, None)


def test_a_kind_without_a_number_keeps_none(desk: Session) -> None:
    person = Begun(desk).begin(replace(NAMED, number_kind="refused", number="left from before"))

    assert person is not None
    assert (person.identity_kind, person.identity_number) == (IdentityKind.REFUSED, None)


@pytest.mark.parametrize(("field", "text"), [("number", "123"), ("name", "x" * 201), ("born", "soon")])
def test_what_cannot_stand_is_told_at_its_field(desk: Session, field: str, text: str) -> None:
    begun = Begun(desk)

    assert begun.begin(replace(NAMED, **{field: text})) is None
    assert list(begun.view.errors) == [field]


@pytest.mark.parametrize("born", ["2027-01-01", "2027", "1700", "26/12"])
def test_nobody_is_born_tomorrow_or_three_hundred_years_ago(desk: Session, born: str) -> None:
    begun = Begun(desk)

    assert begun.begin(replace(NAMED, born=born)) is None
    assert "born" in begun.view.errors


@pytest.mark.parametrize("born", ["2026", "1988", "1988-05", "2026-11-22"])
def test_a_birth_date_may_be_known_in_part(desk: Session, born: str) -> None:
    person = Begun(desk).begin(replace(NAMED, born=born))

    assert person is not None
    assert str(person.birth_date) == born


def test_somebody_with_a_record_is_not_asked_who_it_is(busy: Session) -> None:
    person = named_person(busy)
    begun = Begun(busy, person)

    assert begun.view.model is not None
    assert begun.view.model.kinds == ()
    before = len(tables(busy).persons)
    begun.presenter.begin(StartForm(born="44"))

    assert len(tables(busy).persons) == before
    assert begun.navigation.went[0][0] == "conversation"


def again(desk: Session, **known: str) -> Begun:
    """Return the page for a named person who has a record, with what is known of them."""
    person = Begun(desk).begin(replace(NAMED, **known))
    assert person is not None
    return Begun(desk, person.id)


def last_age(desk: Session) -> int | None:
    return list(tables(desk).screenings.values())[-1].age


def test_a_known_birth_date_is_not_asked_again_and_tells_the_age(desk: Session) -> None:
    begun = again(desk, born="1985-03-09")

    assert begun.view.model is not None
    assert not begun.view.model.asks_age
    begun.presenter.begin(StartForm())

    assert begun.navigation.went
    assert last_age(desk) == 41


def test_a_known_birth_date_tells_the_age_on_the_day_it_was_held(desk: Session) -> None:
    begun = again(desk, born="1985-03-09")

    begun.presenter.begin(StartForm(held="2026-03-08 14:30"))

    assert last_age(desk) == 40


def test_a_named_person_states_a_birth_date_later_and_it_is_kept(desk: Session) -> None:
    begun = again(desk)
    assert begun.view.model is not None
    assert begun.view.model.asks_age

    person = begun.begin(StartForm(born="1985-03-09"))

    assert begun.view.errors == {}
    assert person is not None
    assert person.birth_date == PartialDate(1985, 3, 9)
    assert last_age(desk) == 41
    assert not asks_age(Begun(desk, person.id))


def asks_age(begun: Begun) -> bool:
    assert begun.view.model is not None
    return begun.view.model.asks_age


def test_an_age_is_taken_of_a_named_person_whose_birth_date_nobody_knows(desk: Session) -> None:
    begun = again(desk)

    person = begun.begin(StartForm(born="44"))

    assert person is not None
    assert person.birth_date is None
    assert last_age(desk) == 44


@pytest.mark.parametrize("born", ["7", "42", "1986-03-09", "1986"])
def test_what_goes_against_the_year_of_birth_on_record_is_refused(desk: Session, born: str) -> None:
    begun = again(desk, born="1985")
    assert asks_age(begun)

    assert begun.begin(StartForm(born=born)) is None
    assert begun.view.errors == {"born": "That does not match the birth date on record."}


@pytest.mark.parametrize(("born", "age"), [("40", 40), ("41", 41), ("1985-12-24", 40)])
def test_the_rest_of_a_birth_date_known_in_part_is_taken(desk: Session, born: str, age: int) -> None:
    assert again(desk, born="1985").begin(StartForm(born=born)) is not None

    assert last_age(desk) == age


def test_a_time_before_the_birth_date_on_record_is_refused(desk: Session) -> None:
    begun = again(desk, born="1985-03-09")

    assert begun.begin(StartForm(held="1985-03-08 14:30")) is None
    assert list(begun.view.errors) == ["held"]


@pytest.mark.parametrize("kind", ["identified", "pseudonym"])
def test_the_page_says_by_case_number_whom_it_is_about(desk: Session, kind: str) -> None:
    person = Begun(desk).begin(replace(NAMED, kind=kind))
    assert person is not None
    model = Begun(desk, person.id).view.model

    assert model is not None
    assert model.lead == f"Case {person.case_number}."
    assert model.takes_date == (kind == "identified")


def test_a_birth_date_for_a_case_without_a_name_is_refused_again(desk: Session) -> None:
    person = Begun(desk).begin(replace(NAMED, kind="pseudonym"))
    assert person is not None
    begun = Begun(desk, person.id)

    assert begun.begin(StartForm(born="1985-03-09")) is None
    assert begun.view.errors["born"].startswith("Write the age in years.")


def test_a_person_out_of_reach_begins_nothing(desk: Session) -> None:
    begun = Begun(desk, PersonId("nobody"))

    begun.presenter.begin(StartForm())

    assert begun.view.problem
    assert begun.navigation.went == []


def test_a_unit_without_a_guide_is_told_so(tmp_path: Path) -> None:
    begun = Begun(fakes.session(without_pathways(tmp_path)))

    assert begun.view.model is not None
    assert begun.view.model.problem == "No conversation guide ships for this kind of unit yet."
    assert begun.presenter.missing(StartForm(kind="anonymous"))


def test_the_usual_pathway_is_chosen_beforehand_and_never_an_unlinked_one(library: FileFormLibrary) -> None:
    usual = Begun(fakes.session(library)).view.model
    none_usual = Begun(fakes.session(library, regime=Regime.INTL))

    assert usual is not None
    assert usual.pathway == usual.pathways[0].code == "https://samtalsstod.example/se/pathway-health|1.0.0"
    assert usual.pathways[1].code.startswith(UNLINKED)
    assert none_usual.view.model is not None
    assert none_usual.view.model.pathway == ""
    assert [offer.code.partition("|")[0] for offer in none_usual.view.model.pathways] == [UNLINKED]
    assert none_usual.presenter.missing(StartForm(kind="anonymous")) == "Left: which conversation"


def test_another_pathway_than_the_usual_one_can_be_chosen(desk: Session) -> None:
    person = Begun(desk).begin(StartForm(kind="pseudonym", pathway=f"{UNLINKED}|1.0.0"))

    assert person is not None
    (run,) = tables(desk).screenings.values()
    assert run.pathway == f"{UNLINKED}|1.0.0"


def test_a_pathway_that_cannot_be_used_is_shown_with_the_reason(tmp_path: Path) -> None:
    forms = altered(tmp_path, "core/prepare.yaml", 'status: "active"', 'status: "draft"')
    begun = Begun(fakes.session(forms))

    assert begun.view.model is not None
    health, other = begun.view.model.pathways
    assert health.refused
    assert "prepare|1.0.0 is not in use" in health.second
    assert not other.refused
    assert begun.view.model.pathway == ""
    assert begun.presenter.missing(StartForm(kind="anonymous")) == "Left: which conversation"


def test_going_back_stores_nothing(desk: Session) -> None:
    begun = Begun(desk)

    begun.presenter.back()

    assert begun.navigation.went == [("back", "")]
    assert not tables(desk).persons


@pytest.mark.parametrize(("born", "age"), [("1988-11-22", 38), ("1988-11-23", 37), ("1988-11", None)])
def test_years_are_completed_on_the_day(born: str, age: int | None) -> None:
    assert completed_years(PartialDate.parse(born), fakes.FakeClock().now().date()) == age


def test_a_second_enter_begins_nothing_more(desk: Session) -> None:
    begun = Begun(desk)
    begun.begin(NAMED)
    begun.begin(NAMED)

    assert len(tables(desk).persons) == 1
    assert len(tables(desk).screenings) == 1


def test_a_number_that_somebody_within_reach_has_begins_no_second_record(desk: Session) -> None:
    Begun(desk).begin(replace(NAMED, number=RIGHT))
    again = Begun(desk)
    again.begin(replace(NAMED, name="Någon Annan", number=RIGHT))

    assert len(tables(desk).persons) == 1
    assert again.view.errors["number"].startswith("Somebody with that number is here already.")


def test_a_number_of_somebody_out_of_reach_is_told_to_nobody(desk: Session) -> None:
    Begun(desk).begin(replace(NAMED, number=RIGHT))
    tables(desk).relations.clear()
    again = Begun(desk)
    again.begin(replace(NAMED, name="Någon Annan", number=RIGHT))

    assert len(tables(desk).persons) == 2
    assert not again.view.errors


@pytest.mark.parametrize("born", ["", "1985-03-09"])
def test_the_page_asks_for_an_age_only_where_no_birth_date_tells_it(
    qtbot: QtBot, desk: Session, born: str
) -> None:
    person = Begun(desk).begin(replace(NAMED, born=born))
    assert person is not None
    page = start_page(desk, FakeNavigation(), person_id=person.id)
    qtbot.addWidget(page)

    field = page.findChild(QWidget, "born")
    assert field is not None
    assert field.isVisibleTo(page) == (not born)
    assert page.first_focus is not None
    assert page.first_focus.isVisibleTo(page)
    assert f"Case {person.case_number}." in [one.text() for one in page.findChildren(Prose)]
