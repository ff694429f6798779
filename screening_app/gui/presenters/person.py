"""One person: who it is, what protects them, and the conversations, newest first."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.patterns import PatternsModel, patterns_model, patterns_problem
from screening_app.gui.presenters.when import short_day
from screening_app.gui.presenters.wording import date_in_words, text_of, time_in_words
from screening_app.i18n import gettext as _
from screening_app.services.over_time import Patterns, patterns_of
from screening_app.services.person_file import PersonFile, Run, open_file
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A conversation with the person.

    Attributes:
        is_draft: It waits to be gone on with; else it is closed, and documents can be made from it.
        has_text: Whether there is a text for the journal: it came to an outcome.
        has_newer: Whether newer versions of its forms are there.
    """

    screening: ScreeningId
    day: str
    title: str
    detail: str
    is_draft: bool
    has_text: bool = False
    has_newer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonModel:
    """What the page shows.

    Attributes:
        title: The name, or the case number of a nameless case.
        facts: One line under it.
        protection: Label of the protection that stands, or empty.
    """

    title: str
    facts: str
    protection: str
    runs: tuple[RunRow, ...]


class PersonView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: PersonModel) -> None:
        """Show the person."""

    def show_patterns(self, model: PatternsModel) -> None:
        """Show what stands out over time."""

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

    def show(self) -> None:
        """Open the person; that is on record, whether or not there is one within reach."""
        try:
            file = open_file(self._session, self._person_id)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._view.show_model(self._model(file))
        # Every conversation is read for it: the page does not wait.
        self._beside(lambda: patterns_of(self._session, file), self._found, self._not_found)

    def _found(self, patterns: Patterns) -> None:
        model = patterns_model(patterns, self._today())
        if not model.is_empty:
            self._view.show_patterns(model)

    def _not_found(self, error: Exception) -> None:
        self._view.show_patterns(patterns_problem(error))

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

    def _model(self, file: PersonFile) -> PersonModel:
        today = self._today()
        return PersonModel(
            title=file.person.name or file.person.case_number,
            facts=_facts(file),
            protection=text_of(file.protection),
            runs=tuple(_row(run, today) for run in file.runs),
        )


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


def _row(run: Run, today: dt.date) -> RunRow:
    return RunRow(
        screening=run.id,
        day=short_day(run.started_at.astimezone().date(), today),
        title=_title(run),
        detail=_detail(run),
        is_draft=not run.finished,
        has_text=run.finished and not run.moved,
        has_newer=run.has_newer,
    )


def _title(run: Run) -> str:
    if not run.finished:
        # Translators: sv "Påbörjat samtal".
        return _("Conversation begun")
    if run.moved:
        # Translators: shown instead of an outcome, for a draft that was moved to newer forms.
        return _("Continued in another conversation, with newer forms.")
    if run.outcome is None:
        return _("The outcome cannot be read. Have the records checked.")
    return text_of(run.outcome)


def _detail(run: Run) -> str:
    details = [text_of(run.reason)] if run.reason else []
    details.append(_("Begun {time}.").format(time=time_in_words(run.started_at)))
    if run.author:
        details.append(_("Held by {name}.").format(name=run.author))
    return " ".join(f"{part}." if not part.endswith(".") else part for part in details)
