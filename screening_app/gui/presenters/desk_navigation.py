"""Where the pages at the desk may lead besides what every page may do."""

from typing import Protocol

from screening_app.domain.ids import PersonId, ScreeningId, UserId
from screening_app.gui.presenters.navigation import Navigation


class DeskNavigation(Navigation, Protocol):
    """The window, as home, people, person, start and appearance see it."""

    def people(self) -> None:
        """Show the search for a person."""

    def start_with(self, person_id: PersonId) -> None:
        """Begin a conversation with somebody who has a record."""

    def contact(self, person_id: PersonId) -> None:
        """Show how a person may be contacted."""

    def appearance(self) -> None:
        """Show text and contrast."""

    def amend(self, screening_id: ScreeningId) -> None:
        """Correct an answer of a closed conversation."""

    def newer_version(self, screening_id: ScreeningId) -> None:
        """Show what newer versions of its forms change in a draft."""

    def upkeep(self, page: str = "upkeep", user: UserId | None = None) -> None:
        """Show keys and backups, or one page of them.

        Args:
            page: ``passphrase``, ``key-file``, ``users``, ``user``, ``sheets`` or ``backups``.
            user: Whom the page ``user`` is about.
        """

    def routine(self, item: str = "") -> None:
        """Show the unit's routine, or one item of it.

        Args:
            item: Its code; empty for the whole.
        """

    def contacts(self) -> None:
        """Show the unit's contacts."""

    def markers(self) -> None:
        """Show who may mark the genital area on the body map."""
