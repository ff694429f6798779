"""The unit's contacts: who is near, when each was confirmed, and writing them down (W-10)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.unit_routine import ConsentNeed, LocalContact, UnitRoutine
from screening_app.gui.presenters.known_contact_words import about_contact, confirmed_in_words
from screening_app.gui.presenters.routine_words import consent_in_words
from screening_app.gui.presenters.set_up_words import Choice, FieldKind, FieldWords
from screening_app.gui.presenters.users import Question
from screening_app.gui.presenters.wording import text_of
from screening_app.i18n import gettext as _
from screening_app.services.known_contacts import KnownContact, contacts_of
from screening_app.services.session import Session
from screening_app.services.unit_routine import (
    confirm_contact,
    may_edit_routine,
    remove_contact,
    routine_of,
    save_contact,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A contact in the list.

    Attributes:
        about: Number, hours, area, and who may turn to it.
        confirmed: When it was last confirmed, or that nobody has filled it in.
        is_open: Whether something is to be done about it: fill in, or confirm.
        may_confirm: Whether the user can say that it was checked today.
        may_change: Whether the user can change it.
    """

    id: str
    name: str
    about: str
    confirmed: str
    is_open: bool
    may_confirm: bool
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsModel:
    """What the page shows.

    Attributes:
        near: The unit's own, and the places that it has to fill in.
        shipped: Those of the whole country.
        may_edit: Whether the user may add one.
    """

    near: tuple[ContactRow, ...]
    shipped: tuple[ContactRow, ...]
    may_edit: bool


class ContactsView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: ContactsModel) -> None:
        """Show the list."""

    def show_form(
        self, title: str, fields: tuple[FieldWords, ...], values: Mapping[str, str], *, may_remove: bool
    ) -> None:
        """Let a contact be written."""

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields."""

    def show_problem(self, text: str) -> None:
        """Show why it was not done; empty takes it back."""

    def show_done(self, text: str) -> None:
        """Say what was done, and show the list."""

    def ask(self, question: Question, act: Callable[[], None]) -> None:
        """Say what happens, and let it be confirmed."""


class ContactsPresenter:
    """Shows the list, confirms with one key, and saves what is written."""

    def __init__(self, view: ContactsView, session: Session) -> None:
        self._view, self._session = view, session
        self._about: LocalContact | None = None

    def show(self) -> None:
        """Show the list as it stands."""
        try:
            contacts = contacts_of(self._session)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return
        may_edit = may_edit_routine(self._session)
        rows = [(one.is_local, self._row(one, may_edit=may_edit)) for one in contacts]
        self._view.show_model(
            ContactsModel(
                near=tuple(row for is_local, row in rows if is_local),
                shipped=tuple(row for is_local, row in rows if not is_local),
                may_edit=may_edit,
            )
        )

    def confirm(self, contact_id: str) -> None:
        """Write down that a contact was checked today."""
        found = next((one for one in contacts_of(self._session) if one.id == contact_id), None)
        if found is None or not found.number or not may_edit_routine(self._session):
            return
        # Translators: {name} is of a contact; sv "{name} är kontrollerad i dag."
        said = _("{name} is confirmed today.").format(name=text_of(found.name))
        self._do(lambda: confirm_contact(self._session, contact_id), said)

    def write(self, contact_id: str = "") -> None:
        """Let a contact be written; without an id a new one."""
        packs = self._session.forms.packs(self._session.unit.country).contacts
        place = next((one for one in packs.contact if one.id == contact_id and one.number is None), None)
        filled = routine_of(self._session).contact(contact_id)
        needs = [need for need in packs.need if contact_id in need.contact]
        first = needs[0] if needs else packs.need[0]
        self._about = filled or LocalContact(
            id=contact_id or f"own-{self._session.entropy.new_id()}",
            need=first.id,
            name=text_of(place.name) if place is not None else "",
            number="",
        )
        # Translators: heading of a form; sv "Ny kontakt".
        title = self._about.name or _("New contact")
        self._view.show_form(
            title,
            self.fields(fixed_need=place is not None),
            _values(self._about),
            may_remove=filled is not None,
        )

    def save(self, values: Mapping[str, str]) -> bool:
        """Save what is written; tell whether it is saved."""
        if self._about is None:
            return True
        contact = _contact(self._about, values)
        errors = {
            code: said
            for code, said in (
                # Translators: sv "Skriv vad kontakten heter.", "Skriv numret."
                ("name", _("Write what the contact is called.")),
                ("number", _("Write the number.")),
            )
            if not values.get(code, "").strip()
        }
        self._view.show_errors(errors)
        if errors:
            return False
        # Translators: sv "{name} är sparad."
        return self._do(
            lambda: save_contact(self._session, contact), _("{name} is saved.").format(name=contact.name)
        )

    def ask_removal(self) -> None:
        """Ask before a contact is taken away."""
        about = self._about
        if about is None:
            return
        self._view.ask(
            Question(
                # Translators: sv "Ta bort {name}?", "Ta bort".
                title=_("Take {name} away?").format(name=about.name),
                text=_("It is no longer shown anywhere. Earlier versions of the routine keep it."),
                yes=_("Take away"),
            ),
            lambda: self._remove(about),
        )

    def fields(self, *, fixed_need: bool) -> tuple[FieldWords, ...]:
        """Return what is asked about a contact.

        Args:
            fixed_need: Whether the country's pack says what it is for.
        """
        packs = self._session.forms.packs(self._session.unit.country).contacts
        needs = tuple(Choice(code=need.id, text=text_of(need.label)) for need in packs.need)
        consents = tuple(Choice(code=str(one), text=consent_in_words(one)) for one in ConsentNeed)
        # Translators: labels of fields; sv "Behov", "Namn", "Telefon", "Tider", "Område",
        # "Vem får vända sig dit", "Samtycke".
        need = FieldWords(code="need", label=_("Need"), kind=FieldKind.CHOICE, choices=needs)
        return (
            *(() if fixed_need else (need,)),
            FieldWords(code="name", label=_("Name")),
            FieldWords(code="number", label=_("Telephone")),
            FieldWords(code="hours", label=_("Hours"), optional=True),
            FieldWords(code="area", label=_("Area"), optional=True),
            FieldWords(code="who", label=_("Who may turn to it"), optional=True),
            FieldWords(code="consent", label=_("Consent"), kind=FieldKind.CHOICE, choices=consents),
        )

    def _remove(self, about: LocalContact) -> None:
        # Translators: sv "{name} är borttagen."
        said = _("{name} is taken away.").format(name=about.name)
        self._do(lambda: remove_contact(self._session, about.id), said)

    def _do(self, act: Callable[[], UnitRoutine], said: str) -> bool:
        try:
            act()
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return False
        self._about = None
        self.show()
        self._view.show_done(said)
        return True

    def _row(self, contact: KnownContact, *, may_edit: bool) -> ContactRow:
        return ContactRow(
            id=contact.id,
            name=text_of(contact.name),
            about=about_contact(contact),
            confirmed=confirmed_in_words(contact, self._session.today()),
            is_open=contact.is_stale,
            may_confirm=may_edit and bool(contact.number),
            may_change=may_edit and contact.is_local,
        )


def _values(contact: LocalContact) -> dict[str, str]:
    return {
        "need": contact.need,
        "name": contact.name,
        "number": contact.number,
        "hours": contact.hours,
        "area": contact.area,
        "who": contact.who_may_refer,
        "consent": str(contact.consent),
    }


def _contact(about: LocalContact, values: Mapping[str, str]) -> LocalContact:
    return LocalContact(
        id=about.id,
        need=values.get("need") or about.need,
        name=values.get("name", ""),
        number=values.get("number", ""),
        hours=values.get("hours", ""),
        area=values.get("area", ""),
        who_may_refer=values.get("who", ""),
        consent=ConsentNeed(values.get("consent") or about.consent),
    )
