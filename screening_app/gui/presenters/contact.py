"""Contact with one person: rules first, a number on demand and for a short time, what was tried (W-11)."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from screening_app.domain.contact import Reached
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId
from screening_app.gui.presenters.beside import Beside
from screening_app.gui.presenters.contact_words import (
    ContactForms,
    ContactModel,
    RuleRow,
    contact_model,
    rule_row,
)
from screening_app.gui.presenters.navigation import Navigation
from screening_app.gui.presenters.typed_answers import read_moment
from screening_app.i18n import gettext as _
from screening_app.services.contact import (
    AttemptNotYet,
    Contact,
    NewAttempt,
    ReasonForContactMissing,
    UntilOutOfRange,
    confirm_contact,
    contact_now,
    end_contact,
    form_on_contact,
    form_on_follow_up,
    open_contact,
    record_attempt,
    show_address,
)
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAttempt:
    """An attempt as it was typed.

    Attributes:
        when: Day and time; empty for now.
    """

    way: str
    reached: str
    when: str
    note: str
    left_message: bool


class ContactView(Protocol):
    """What the presenter asks of the page."""

    def show_model(self, model: ContactModel) -> None:
        """Show the card anew; a number that is shown is hidden by it."""

    def ask_within(self, way: int) -> None:
        """Ask at a way whether it is now within the agreed time."""

    def ask_reason(self, way: int, error: str = "") -> None:
        """Ask at a way why it is opened although it lies outside what was agreed."""

    def show_address(self, way: int, address: str, code_words: tuple[RuleRow, ...]) -> None:
        """Show a number with the code words for a short time."""

    def show_problem(self, text: str) -> None:
        """Show why something was not done."""

    def show_done(self, text: str) -> None:
        """Say what was put on record."""

    def show_field_problem(self, field: str, text: str) -> None:
        """Say at a field, ``until``, ``when`` or ``reached``, what is wrong."""


class ContactPresenter:
    """Shows the card and does what is asked of it, each on record."""

    def __init__(
        self,
        view: ContactView,
        session: Session,
        person_id: PersonId,
        navigation: Navigation,
        *,
        beside: Beside,
    ) -> None:
        self._view, self._session, self._person_id = view, session, person_id
        self._navigation, self._beside = navigation, beside
        self._contact: Contact | None = None
        self._within = True

    def show(self) -> None:
        """Open the card; every conversation may tell of contact, and the page does not wait for them."""
        self._beside(lambda: open_contact(self._session, self._person_id), self._found, self._not_found)

    # The number

    def ask_for(self, way: int) -> None:
        """Begin to show a number: first whether it is the agreed time."""
        if self._may_show(way):
            self._view.ask_within(way)

    def answer_within(self, way: int, *, within: bool) -> None:
        """Show the number if it is the agreed time and the agreement is fresh; else ask why."""
        self._within = within
        if self._contact is None:
            return
        if within and self._contact.card.stale is None:
            self._show_address(way, "")
        else:
            self._view.ask_reason(way)

    def give_reason(self, way: int, reason: str) -> None:
        """Show the number for a reason."""
        self._show_address(way, reason)

    def _may_show(self, way: int) -> bool:
        found = self._contact.card.way(way) if self._contact else None
        return found is not None and found.has_address

    def _show_address(self, way: int, reason: str) -> None:
        try:
            shown = show_address(
                self._session, self._person_id, way, within_hours=self._within, reason=reason
            )
        except ReasonForContactMissing as error:
            self._view.ask_reason(way, error.describe())
        except ScreeningAppError as error:
            self._anew()
            self._view.show_problem(error.describe())
        else:
            if reason.strip():
                self._anew()
            self._view.show_address(way, shown.address, tuple(map(rule_row, shown.code_words)))

    # The agreement

    def confirm(self, until: str) -> None:
        """Record that the person was asked again and that it holds."""
        try:
            confirm_contact(self._session, self._person_id, self._day(until))
        except UntilOutOfRange as error:
            self._view.show_field_problem("until", error.describe())
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
        else:
            self._anew()
            # Translators: sv "Antecknat: tillfrågad i dag, överenskommelsen gäller."
            self._view.show_done(_("On record: asked again today, the agreement holds."))

    def end(self) -> None:
        """Record that it holds no longer."""
        try:
            end_contact(self._session, self._person_id)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
        else:
            self._anew()
            # Translators: sv "Antecknat: överenskommelsen gäller inte längre. Ingen kontakt."
            self._view.show_done(_("On record: the agreement holds no longer. No contact."))

    def finish(self) -> None:
        """Go on with the conversation in which an agreement was begun."""
        if self._contact is not None and self._contact.card.screening is not None:
            self._navigation.conversation(self._contact.card.screening)

    # What was tried

    def note(self, typed: TypedAttempt) -> bool:
        """Record an attempt; tell whether it is on record."""
        if not typed.reached:
            # Translators: under a field; sv "Välj vad det blev av försöket."
            self._view.show_field_problem("reached", _("Choose what came of the attempt."))
            return False
        try:
            at = self._moment(typed.when)
            record_attempt(
                self._session,
                self._person_id,
                NewAttempt(
                    way=typed.way,
                    reached=Reached(typed.reached),
                    at=at,
                    left_message=typed.left_message,
                    note=typed.note,
                ),
            )
        except (ValueError, AttemptNotYet) as error:
            # Translators: under a field for day and time.
            shown = _("Write day and time such as 2026-11-22 14:30, or nothing for now.")
            self._view.show_field_problem(
                "when", error.describe() if isinstance(error, AttemptNotYet) else shown
            )
            return False
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
            return False
        self._anew()
        # Translators: sv "Försöket är antecknat."
        self._view.show_done(_("The attempt is on record."))
        return True

    # Inside

    def _anew(self) -> None:
        try:
            contact = contact_now(self._session, self._person_id)
        except ScreeningAppError as error:
            self._view.show_problem(error.describe())
        else:
            self._found(contact)

    def _found(self, contact: Contact) -> None:
        self._contact = contact
        forms = ContactForms(
            agreement=form_on_contact(self._session), follow_up=form_on_follow_up(self._session)
        )
        self._view.show_model(contact_model(contact, forms, self._session.today()))

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, ScreeningAppError):
            raise error
        self._view.show_problem(error.describe())

    def _day(self, text: str) -> dt.date:
        try:
            return dt.date.fromisoformat(text.strip())
        except ValueError:
            # Whatever it was meant to be, it is no day that can be chosen.
            return dt.date.min

    def _moment(self, text: str) -> dt.datetime | None:
        """Return the time typed, as the clock on the wall has it.

        Raises:
            ValueError: If it is none.
        """
        if not text.strip():
            return None
        moment = read_moment(text, today=self._session.today())
        if moment is None:
            raise ValueError
        return moment
