"""Getting in touch: the rules first, the number on demand and on record, what was tried (W-11, W-13)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.domain.audit import AuditAction
from screening_app.domain.contact import LONGEST, Attempt, Confirmed, Ended, OpenedAnyway, Reached, Sending
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId, UserId
from screening_app.domain.person import Person
from screening_app.i18n import N_
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.audit import record
from screening_app.services.contact_card import (
    FOLLOW_UP,
    SAFE_CONTACT,
    ContactCard,
    Line,
    address_in,
    card_of,
    code_words_in,
    contact_history,
)
from screening_app.services.contact_guard import ContactNotAgreed, refuse_sending
from screening_app.services.contact_notes import Entry, note_of
from screening_app.services.people import open_person
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session


class ReasonForContactMissing(ScreeningAppError):
    """What lies outside the agreement is opened for a reason or not at all."""

    code = "contact/reason-missing"
    user_message = N_("Write why you get in touch although it lies outside what was agreed.")


class UntilOutOfRange(ScreeningAppError):
    """An agreement is asked about again at the latest after 90 days."""

    code = "contact/until-out-of-range"
    user_message = N_("Choose a day from today on, at most {days} days ahead. Nothing was stored.")


class AttemptNotYet(ScreeningAppError):
    """What was tried was tried before now."""

    code = "contact/attempt-not-yet"
    user_message = N_("The time lies ahead. Write when you tried. Nothing was stored.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What the page on contact shows; no number, no address.

    Attributes:
        attempts: Newest first.
        opened: Each number that was shown outside the agreement, with the reason; newest first.
        names: Who did it, by id.
    """

    person: Person
    card: ContactCard
    attempts: tuple[Attempt, ...]
    opened: tuple[OpenedAnyway, ...]
    names: dict[UserId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown for a short time, on record.

    Attributes:
        address: The number or address.
        code_words: What is said so that each knows who it is, and whether it is possible to talk.
    """

    address: str
    code_words: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttempt:
    """What a user says of an attempt.

    Attributes:
        way: Code of the kind of way.
        at: When; ``None`` for now.
        left_message: A neutral message was left; only where the card allows one.
    """

    way: str
    reached: Reached
    at: dt.datetime | None = None
    left_message: bool = False
    note: str = ""


def open_contact(session: Session, person_id: PersonId) -> Contact:
    """Return how a person may be contacted; opening the person is on record, no number is read.

    Raises:
        PersonNotFound: If there is none within reach.
        BrokenNote: If what was written down cannot be read.
    """
    open_person(session, person_id)
    return contact_now(session, person_id)


def contact_now(session: Session, person_id: PersonId) -> Contact:
    """Return the same once more for whoever has opened it already, such as after a change. Raises alike."""
    with session.records.read() as uow:
        person = uow.persons.get(person_id, access=session.access)
        history = contact_history(session, uow, person_id)
        names = {user.id: user.name for user in uow.office.users()}
    opened = [entry for entry in history.entries if isinstance(entry, OpenedAnyway)]
    return Contact(
        person=person,
        card=card_of(history, session.today()),
        attempts=history.attempts(),
        opened=tuple(reversed(opened)),
        names=names,
    )


def form_on_contact(session: Session) -> Questionnaire:
    """Return the form whose kinds of way an attempt is told in.

    Raises:
        FormNotFound: If the installation lacks it.
    """
    return session.forms.find_questionnaire(SAFE_CONTACT)


def form_on_follow_up(session: Session) -> Questionnaire:
    """Return the form whose words an outcome of an attempt is told in.

    Raises:
        FormNotFound: If the installation lacks it.
    """
    return session.forms.find_questionnaire(FOLLOW_UP)


def attempts_of(session: Session, person_id: PersonId) -> Sequence[Attempt]:
    """Return every attempt to get in touch with a person, newest first; for whoever has opened the person.

    Raises:
        PersonNotFound: If there is none within reach.
    """
    with session.records.read() as uow:
        # Agreements tell of no attempt: most conversations need not be read for it.
        return contact_history(session, uow, person_id, forms=frozenset({FOLLOW_UP})).attempts()


def show_address(
    session: Session, person_id: PersonId, number: int, *, within_hours: bool, reason: str = ""
) -> Shown:
    """Return the number or address of a way, with the code words, once it is on record that it is shown.

    The chain says which kind of way, and whether it was within the agreement; the reason is a note.

    Args:
        number: Of the way, as the card has it.
        within_hours: The user has said that it is now within the agreed days and times.
        reason: Why, where it is not, or where the agreement is to be asked about again.

    Raises:
        PersonNotFound: If the person is out of reach.
        ContactNotAgreed: If the card in force at this moment does not allow contact in that way.
        ReasonForContactMissing: If there is no reason where one is needed.
    """
    with session.records.write() as uow:
        history = contact_history(session, uow, person_id)
        card = card_of(history, session.today())
        way = card.way(number)
        address = address_in(history, number)
        if not card.may_contact or way is None or address is None:
            raise ContactNotAgreed
        anyway = not within_hours or card.stale is not None
        if anyway and not reason.strip():
            raise ReasonForContactMissing
        if anyway:
            entry = OpenedAnyway(
                at=session.clock.now(), by=session.user.id, way=way.kind, reason=reason.strip()
            )
            uow.notes.add(note_of(session, person_id, entry), access=session.access)
        record(
            uow,
            session,
            AuditAction.CONTACT_SHOWN,
            person_id,
            way=way.kind,
            hours="within" if within_hours else "outside",
            stale=str(card.stale) if card.stale else None,
        )
        uow.commit()
    return Shown(address=address, code_words=code_words_in(history))


def confirm_contact(session: Session, person_id: PersonId, until: dt.date) -> None:
    """Record that the person was asked again today and that the agreement still holds.

    Args:
        until: The last day that it holds.

    Raises:
        PersonNotFound: If the person is out of reach.
        ContactNotAgreed: If no agreement is in force: a new one is made in a conversation.
        UntilOutOfRange: If it is no day within the next 90.
    """
    today = session.today()
    if not today <= until <= today + LONGEST:
        raise UntilOutOfRange(days=LONGEST.days)
    with session.records.write() as uow:
        if not card_of(contact_history(session, uow, person_id), today).may_contact:
            raise ContactNotAgreed
        word = Confirmed(at=session.clock.now(), by=session.user.id, until=until)
        _write(session, uow, person_id, word, AuditAction.CONTACT_CONFIRMED)
        uow.commit()


def end_contact(session: Session, person_id: PersonId) -> None:
    """Record that the agreement holds no longer: from now on no contact and no message.

    Raises:
        PersonNotFound: If the person is out of reach.
    """
    with session.records.write() as uow:
        word = Ended(at=session.clock.now(), by=session.user.id)
        _write(session, uow, person_id, word, AuditAction.CONTACT_ENDED)
        uow.commit()


def record_attempt(session: Session, person_id: PersonId, new: NewAttempt) -> Attempt:
    """Record an attempt to get in touch; whatever the card says, what happened is written down.

    Raises:
        PersonNotFound: If the person is out of reach.
        AttemptNotYet: If the time lies ahead.
        ContactNotAgreed: If a message is to be noted as left, and the card allows none.
    """
    now = session.clock.now()
    if new.at is not None and new.at > now:
        raise AttemptNotYet
    with session.records.write() as uow:
        card = card_of(contact_history(session, uow, person_id), session.today())
        if new.left_message:
            refuse_sending(card, Sending.LEFT_MESSAGE)
        attempt = Attempt(
            at=new.at or now,
            by=session.user.id,
            reached=new.reached,
            way=new.way,
            left_message=new.left_message,
            note=new.note.strip(),
            screening=card.screening,
        )
        _write(session, uow, person_id, attempt, AuditAction.CONTACT_TRIED)
        uow.commit()
    return attempt


def _write(session: Session, uow: UnitOfWork, person_id: PersonId, entry: Entry, action: AuditAction) -> None:
    note = note_of(session, person_id, entry)
    uow.notes.add(note, access=session.access)
    record(uow, session, action, note.id)
