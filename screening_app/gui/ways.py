"""Where pages lead: each way names a place, and the shell goes there."""

from screening_app.domain.ids import PersonId, ScreeningId, UserId
from screening_app.gui.pages import Place


class Ways:
    """The part of ``DeskNavigation`` that leads to another page."""

    def _go(self, place: Place) -> None:
        raise NotImplementedError

    def home(self) -> None:
        """Show Today."""
        self._go(Place("home"))

    def people(self) -> None:
        """Show the search for a person."""
        self._go(Place("people"))

    def start(self) -> None:
        """Begin a conversation with somebody new."""
        self._go(Place("start"))

    def start_with(self, person_id: PersonId) -> None:
        """Begin a conversation with somebody who has a record."""
        self._go(Place("start", person=person_id))

    def appearance(self) -> None:
        """Show text and contrast."""
        self._go(Place("appearance"))

    def conversation(self, screening_id: ScreeningId) -> None:
        """Go on with a conversation where it was left."""
        self._go(Place("conversation", screening=screening_id))

    def person(self, person_id: PersonId) -> None:
        """Show a person."""
        self._go(Place("person", person=person_id))

    def contact(self, person_id: PersonId) -> None:
        """Show how a person may be contacted."""
        self._go(Place("contact", person=person_id))

    def compose(self, screening_id: ScreeningId) -> None:
        """Compose a document from a closed conversation."""
        self._go(Place("compose", screening=screening_id))

    def journal(self, screening_id: ScreeningId) -> None:
        """Show the text for the journal of a closed conversation."""
        self._go(Place("journal", screening=screening_id))

    def take_home(self, screening_id: ScreeningId) -> None:
        """Show what the person may take home of a closed conversation's plan."""
        self._go(Place("take-home", screening=screening_id))

    def amend(self, screening_id: ScreeningId) -> None:
        """Correct an answer of a closed conversation."""
        self._go(Place("amend", screening=screening_id))

    def newer_version(self, screening_id: ScreeningId) -> None:
        """Show what newer versions of its forms change in a draft."""
        self._go(Place("move", screening=screening_id))

    def upkeep(self, page: str = "upkeep", user: UserId | None = None) -> None:
        """Show keys and backups, or one page of them."""
        self._go(Place(page, user=user))

    def routine(self, item: str = "") -> None:
        """Show the unit's routine, or one item of it."""
        self._go(Place("routine", about=item))

    def contacts(self) -> None:
        """Show the unit's contacts."""
        self._go(Place("contacts"))

    def markers(self) -> None:
        """Show who may mark the genital area on the body map."""
        self._go(Place("markers"))

    def duties(self) -> None:
        """Show what must be done in a situation, by a few questions; works without any person."""
        self._go(Place("duties"))
