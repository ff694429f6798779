"""Looking for a person: one field, one list, and the same answer for nobody as for out of reach."""

from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId
from screening_app.domain.person import Person, ProtectionLevel
from screening_app.gui.presenters.desk_navigation import DeskNavigation
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import gettext as _
from screening_app.i18n import ngettext
from screening_app.services.find import find_persons
from screening_app.services.identity import shown_number
from screening_app.services.session import Session

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One match.

    Attributes:
        name: Empty for a nameless case.
        number: As the pack shows it, or empty.
        protection: What stands of protected data, or empty.
    """

    person: PersonId
    case_number: str
    name: str
    number: str
    protection: str


class PeopleView(Protocol):
    """What the presenter asks of the page."""

    def show_rows(self, rows: tuple[PersonRow, ...], said: str) -> None:
        """Show the matches and a sentence about them."""

    def show_nothing_asked(self) -> None:
        """Show the page before a search."""

    def show_problem(self, text: str) -> None:
        """Show what went wrong."""


class PeoplePresenter:
    """Looks people up and opens them."""

    def __init__(self, view: PeopleView, session: Session, navigation: DeskNavigation) -> None:
        self._view, self._session, self._navigation = view, session, navigation

    def search(self, text: str) -> None:
        """Look for what was typed; each search is on record by its kind, not its text."""
        if not text.strip():
            self._view.show_nothing_asked()
            return
        try:
            people = find_persons(self._session, text, limit=MOST)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        self._view.show_rows(tuple(map(self._row, people)), _said(len(people)))

    def open(self, person_id: PersonId) -> None:
        """Show a person."""
        self._navigation.person(person_id)

    def begin(self) -> None:
        """Begin a conversation with somebody new."""
        self._navigation.start()

    def _row(self, person: Person) -> PersonRow:
        identity = self._session.forms.packs(self._session.unit.country).identity
        stored = person.identity_number
        protected = person.protection is not ProtectionLevel.NONE
        return PersonRow(
            person=person.id,
            case_number=person.case_number,
            name=person.name or "",
            number=shown_number(identity.number_kind(person.identity_kind), stored) if stored else "",
            protection=text_of(identity.protection_of(person.protection).label) if protected else "",
        )


def _said(count: int) -> str:
    if count == 0:
        # Translators: sv "Ingen träff". The same whether nobody is there or nobody is within reach.
        return _("No match")
    if count >= MOST:
        return _("The first {count} matches. Write more of the name.").format(count=MOST)
    return ngettext("{count} match", "{count} matches", count).format(count=count)
