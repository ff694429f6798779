"""Which page stands at which place; each is imported when it is first shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId, ScreeningId, UserId
from screening_app.domain.unit_routine import RoutineItem
from screening_app.i18n import N_
from screening_app.services.leaving import refuse_in_practice

if TYPE_CHECKING:
    from screening_app.gui.page import Page
    from screening_app.gui.shell import Shell


UPKEEP = ("upkeep", "passphrase", "key-file", "users", "user", "sheets", "backups")
"""Pages about keys and backups."""

ROUTINE = ("routine", "contacts", "markers")
"""Pages about the unit's routine."""


class NothingKept(ScreeningAppError):
    """A window that keeps nothing has no keys and no backups."""

    code = "window/nothing-kept"
    user_message = N_("Nothing is kept here, so there are no keys and no backups.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the window is: a page, and whom or what it is about, by id.

    Attributes:
        name: Code of the page; the navigation uses the same.
        by_itself: Whether an answer led there, and nobody's key.
        about: Code of what a page is about that is nobody's data, such as an item of the routine.
    """

    name: str
    person: PersonId | None = None
    screening: ScreeningId | None = None
    by_itself: bool = False
    user: UserId | None = None
    about: str = ""

    @property
    def is_desk(self) -> bool:
        """Whether it is one of the pages around the conversations."""
        return self.name in {"home", "people", "person", "contact", "appearance", "duties", *ROUTINE, *UPKEEP}

    @property
    def destination(self) -> str:
        """The place of the navigation that it belongs to."""
        places = {
            **dict.fromkeys(_OF_PERSON, "people"),
            **dict.fromkeys(UPKEEP, "upkeep"),
            **dict.fromkeys(ROUTINE, "routine"),
        }
        return places.get(self.name, self.name)


def make_page(place: Place, shell: "Shell") -> "Page":
    """Return the page of a place, new.

    Raises:
        ScreeningAppError: If it cannot be opened; its sentence says why.
    """
    if place.name in _OF_DOCUMENTS:
        refuse_in_practice(shell.session)
    if place.screening is not None and place.name in _OF_SCREENING:
        return _OF_SCREENING[place.name](shell, place.screening)
    if place.person is not None and place.name in _OF_PERSON:
        return _OF_PERSON[place.name](shell, place.person)
    return _PLACES.get(place.name, _home)(shell, place)


def _home(shell: "Shell", _place: Place) -> "Page":
    from screening_app.gui.views.home import home_page  # noqa: PLC0415 (when first shown)

    return home_page(shell.session, shell)


def _people(shell: "Shell", _place: Place) -> "Page":
    from screening_app.gui.views.people import people_page  # noqa: PLC0415 (when first shown)

    return people_page(shell.session, shell)


def _person(shell: "Shell", person: PersonId) -> "Page":
    from screening_app.gui.views.person import person_page  # noqa: PLC0415 (when first shown)

    return person_page(shell.session, person, shell, jobs=shell.jobs)


def _contact(shell: "Shell", person: PersonId) -> "Page":
    from screening_app.gui.views.contact import contact_page  # noqa: PLC0415 (when first shown)

    return contact_page(shell.session, person, shell, jobs=shell.jobs)


def _start(shell: "Shell", place: Place) -> "Page":
    from screening_app.gui.views.start import start_page  # noqa: PLC0415 (when first shown)

    return start_page(shell.session, shell, person_id=place.person)


def _appearance(shell: "Shell", _place: Place) -> "Page":
    from screening_app.gui.views.appearance import appearance_page  # noqa: PLC0415 (when first shown)

    return appearance_page(shell.session, shell, shell.use_preferences)


def _upkeep(shell: "Shell", place: Place) -> "Page":
    from screening_app.gui.views.upkeep import upkeep_page  # noqa: PLC0415 (when first shown)

    if shell.keeper is None:
        raise NothingKept
    return upkeep_page(place, shell, shell.keeper)


def _routine(shell: "Shell", place: Place) -> "Page":
    from screening_app.gui.views import (  # noqa: PLC0415 (when first shown)
        known_contacts,
        markers,
        routine,
        routine_item,
    )

    if place.name == "markers":
        return markers.markers_page(shell.session, shell)
    if place.name == "contacts":
        return known_contacts.contacts_page(shell.session, shell)
    if place.about:
        return routine_item.routine_item_page(shell.session, shell, RoutineItem(place.about))
    return routine.routine_page(shell.session, shell, jobs=shell.jobs)


def _conversation(shell: "Shell", screening: ScreeningId) -> "Page":
    from screening_app.gui.views.conversation import conversation_page  # noqa: PLC0415 (when first shown)

    return conversation_page(shell.session, screening, shell, shell.jobs)


def _compose(shell: "Shell", screening: ScreeningId) -> "Page":
    from screening_app.gui.views.compose import compose_page  # noqa: PLC0415 (when first shown)

    return compose_page(shell.session, screening, shell, jobs=shell.jobs)


def _journal(shell: "Shell", screening: ScreeningId) -> "Page":
    from screening_app.gui.views.journal import journal_page  # noqa: PLC0415 (when first shown)

    return journal_page(shell.session, screening, shell, jobs=shell.jobs)


def _take_home(shell: "Shell", screening: ScreeningId) -> "Page":
    from screening_app.gui.views.take_home import take_home_page  # noqa: PLC0415 (when first shown)

    return take_home_page(shell.session, screening, shell, jobs=shell.jobs)


def _amend(shell: "Shell", screening: ScreeningId) -> "Page":
    from screening_app.gui.views.amend import amend_page  # noqa: PLC0415 (when first shown)

    return amend_page(shell.session, screening, shell, jobs=shell.jobs)


def _move(shell: "Shell", screening: ScreeningId) -> "Page":
    from screening_app.gui.views.move import move_page  # noqa: PLC0415 (when first shown)

    return move_page(shell.session, screening, shell, jobs=shell.jobs)


def _duties(shell: "Shell", _place: Place) -> "Page":
    from screening_app.gui.views.duties import duties_page  # noqa: PLC0415 (when first shown)

    return duties_page(shell.session, shell)


def _emergency(shell: "Shell", place: Place) -> "Page":
    from screening_app.gui.views.emergency import emergency_page  # noqa: PLC0415 (when first shown)

    return emergency_page(
        shell.session, place.screening, shell, forms=shell.session.forms, by_itself=place.by_itself
    )


_OF_DOCUMENTS = frozenset({"compose", "take-home"})

_OF_SCREENING: Mapping[str, Callable[["Shell", ScreeningId], "Page"]] = {
    "conversation": _conversation,
    "compose": _compose,
    "journal": _journal,
    "take-home": _take_home,
    "amend": _amend,
    "move": _move,
}

_OF_PERSON: Mapping[str, Callable[["Shell", PersonId], "Page"]] = {
    "person": _person,
    "contact": _contact,
}

_PLACES: Mapping[str, Callable[["Shell", Place], "Page"]] = {
    "people": _people,
    "start": _start,
    "appearance": _appearance,
    "emergency": _emergency,
    "duties": _duties,
    **dict.fromkeys(UPKEEP, _upkeep),
    **dict.fromkeys(ROUTINE, _routine),
}
