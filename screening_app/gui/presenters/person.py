"""One person: who it is, what protects them, and everything on record, newest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.contact_words import ContactForms
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.patterns import PatternsModel, patterns_model, patterns_problem
from screening_app.gui.presenters.results import ResultsModel, place_of, results_of
from screening_app.gui.presenters.timeline import RunRow, TimelineRow, timeline
from screening_app.gui.presenters.trends import TrendModel, trend_model
from screening_app.gui.presenters.wording import date_in_words, text_of
from screening_app.i18n import gettext as _
from screening_app.services.contact import form_on_contact, form_on_follow_up
from screening_app.services.happenings import Happenings, happenings_of
from screening_app.services.objections import note_objection
from screening_app.services.over_time import Patterns, patterns_of
from screening_app.services.person_file import PersonFile, open_file
from screening_app.services.session import Session
from screening_app.services.trends import Trend, trends_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonModel:
    """What the page shows.

    Attributes:
        title: The name, or the case number of a nameless case.
        facts: One line under it.
        protection: Label of the protection that stands, or empty.
        rows: Everything on record, newest first.
        problem: Why only the conversations are shown, or empty.
    """

    title: str
    facts: str
    protection: str
    rows: tuple[TimelineRow, ...]
    problem: str = ""

    @property
    def runs(self) -> tuple[RunRow, ...]:
        """Return the conversations among them."""
        return tuple(row for row in self.rows if isinstance(row, RunRow))


class PersonView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: PersonModel) -> None:
        """Show the person."""

    def show_timeline(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show the timeline anew, after something was added to it."""

    def show_patterns(self, model: PatternsModel) -> None:
        """Show what stands out over time."""

    def show_trends(self, trends: tuple[TrendModel, ...], remark: str = "") -> None:
        """Show how results changed, or that they could not be read."""

    def show_results(self, model: ResultsModel) -> None:
        """Show what a conversation came to, in its place."""

    def show_results_problem(self, screening: ScreeningId, text: str) -> None:
        """Show there why it cannot be looked at, or why an objection was not stored."""

    def show_noted(self, said: str) -> None:
        """Say that an objection was stored."""

    def show_problem(self, text: str) -> None:
        """Show why nobody is shown."""


class PersonPresenter:
    """Shows a person and leads on from there."""

    def __init__(
        self,
        view: PersonView,
        session: Session,
        person_id: PersonId,
        navigation: DeskNavigation,
        beside: Beside,
    ) -> None:
        self._view, self._session, self._navigation = view, session, navigation
        self._person_id, self._beside = person_id, beside
        self._file: PersonFile | None = None

    def show(self) -> None:
        """Open the person; that is on record, whether or not there is one within reach."""
        try:
            file = self._file = open_file(self._session, self._person_id)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        beside, problem = self._happenings()
        self._view.show_model(self._model(file, beside, problem))
        # Every conversation is read for these: the page does not wait.
        self._beside(lambda: patterns_of(self._session, file), self._found, self._not_found)
        self._beside(lambda: trends_of(self._session, self._person_id), self._measured, self._not_measured)

    def refresh(self) -> None:
        """Show the timeline anew; who is looked at is on record already."""
        if self._file is not None:
            beside, _problem = self._happenings()
            self._view.show_timeline(timeline(self._file, beside, self._today(), self._words))

    def results(self, screening_id: ScreeningId) -> None:
        """Show what a conversation came to."""
        self._beside(
            lambda: results_of(self._session, screening_id),
            self._view.show_results,
            lambda error: self._view.show_results_problem(screening_id, _describe(error)),
        )

    def object_to(self, screening_id: ScreeningId, answer: str, text: str) -> None:
        """Note what the person considers not right.

        Args:
            answer: Code of the answer it is about; empty for the conversation as a whole.
        """
        try:
            note_objection(self._session, screening_id, text, about=place_of(answer))
        except ScreeningAppError as error:
            self._view.show_results_problem(screening_id, error.describe())
            return
        self.refresh()
        # Translators: sv "Antecknat. Det står på tidslinjen; svaret är oförändrat."
        self._view.show_noted(_("Noted. It stands on the timeline; the answer is as it was."))

    def _happenings(self) -> tuple[Happenings, str]:
        try:
            return happenings_of(self._session, self._person_id), ""
        except ScreeningAppError as error:
            return Happenings(), error.describe()

    def _words(self) -> ContactForms:
        return ContactForms(
            agreement=form_on_contact(self._session), follow_up=form_on_follow_up(self._session)
        )

    def _found(self, patterns: Patterns) -> None:
        model = patterns_model(patterns, self._today())
        if not model.is_empty:
            self._view.show_patterns(model)

    def _not_found(self, error: Exception) -> None:
        self._view.show_patterns(patterns_problem(error))

    def _measured(self, trends: tuple[Trend, ...]) -> None:
        if trends:
            self._view.show_trends(tuple(map(trend_model, trends)))

    def _not_measured(self, error: Exception) -> None:
        # Translators: sv "Resultat över tid kunde inte läsas."
        said = [_("Results over time could not be read.")]
        if isinstance(error, ScreeningAppError):
            said.append(error.describe())
        self._view.show_trends((), " ".join(said))

    def _today(self) -> dt.date:
        return self._session.clock.now().astimezone().date()

    def begin(self) -> None:
        """Begin a new conversation with this person."""
        self._navigation.start_with(self._person_id)

    def contact(self) -> None:
        """Show how the person may be contacted."""
        self._navigation.contact(self._person_id)

    def go_on(self, screening_id: ScreeningId) -> None:
        """Go on with a draft, or look at a finished conversation."""
        self._navigation.conversation(screening_id)

    def see_changes(self, screening_id: ScreeningId) -> None:
        """Show what newer versions of its forms change in a draft."""
        self._navigation.newer_version(screening_id)

    def compose(self, screening_id: ScreeningId) -> None:
        """Make a document from a finished conversation."""
        self._navigation.compose(screening_id)

    def journal(self, screening_id: ScreeningId) -> None:
        """Show the text for the journal of a finished conversation."""
        self._navigation.journal(screening_id)

    def take_home(self, screening_id: ScreeningId) -> None:
        """Show what the person may take home of a finished conversation's plan."""
        self._navigation.take_home(screening_id)

    def amend(self, screening_id: ScreeningId) -> None:
        """Correct an answer of a finished conversation."""
        self._navigation.amend(screening_id)

    def _model(self, file: PersonFile, beside: Happenings, problem: str) -> PersonModel:
        return PersonModel(
            title=file.person.name or file.person.case_number,
            facts=_facts(file),
            protection=text_of(file.protection),
            rows=timeline(file, beside, self._today(), self._words),
            problem=problem,
        )


def _describe(error: Exception) -> str:
    if isinstance(error, ScreeningAppError):
        return error.describe()
    # Translators: sv "Samtalet kunde inte läsas."
    return _("The conversation could not be read.")


def _facts(file: PersonFile) -> str:
    """Return the line under the title: sentences side by side, each whole."""
    person, facts = file.person, list[str]()
    if person.name:
        # Translators: sv "Ärende {number}."
        facts.append(_("Case {number}.").format(number=person.case_number))
    if person.birth_date:
        facts.append(_("Born {date}.").format(date=date_in_words(person.birth_date)))
    if file.number:
        facts.append(_("{kind}: {number}.").format(kind=text_of(file.number_label), number=file.number))
    if person.kind is CaseKind.PSEUDONYM:
        facts.append(_("Kept by case number, without a name."))
    if person.kind is CaseKind.ANONYMOUS:
        facts.append(_("Kept without any identity."))
    return " ".join(facts)
