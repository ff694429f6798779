"""What may be sent to a person: the one place that says so (W-11, story 7)."""

from screening_app.domain.contact import Sending
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.person import Person
from screening_app.i18n import N_
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.contact_card import ContactCard, card_of, contact_history
from screening_app.services.session import Session


class ContactNotAgreed(ScreeningAppError):
    """It would reach the person in a way that was not agreed on."""

    code = "contact/not-agreed"
    user_message = N_(
        "The agreement on contact does not allow this. "
        "Nothing may be sent to the person or left for them; ask when you meet."
    )


class LetterNotAgreed(ContactNotAgreed):
    """A document would be a letter to the person it is about."""

    code = "contact/letter-not-agreed"
    user_message = N_(
        "The recipient reads like the person, and letters are not agreed on. "
        "Name the recipient in another way if it is somebody else; else hand it over when you meet."
    )


def may_send(card: ContactCard, what: Sending) -> bool:
    """Tell whether the card allows it; nothing that was not agreed on in so many words is allowed."""
    if not card.may_contact:
        return False
    match what:
        case Sending.REMINDER:
            return card.reminders in {"neutral", "yes"}
        case Sending.LEFT_MESSAGE:
            return any(way.may_leave_message for way in card.ways)
    return any(way.kind == what for way in card.ways)


def refuse_sending(card: ContactCard, what: Sending) -> None:
    """Refuse what the card does not allow.

    Raises:
        ContactNotAgreed: If so.
    """
    if not may_send(card, what):
        raise ContactNotAgreed


def refuse_letter_to_person(session: Session, person: Person, kind: DocumentType, recipient: str) -> None:
    """Refuse a document that would be a letter to the person, unless letters are agreed on.

    It is one if its kind is for the person, or if the recipient that was typed is the person.

    Raises:
        LetterNotAgreed: If letters are not agreed on.
    """
    if kind.audience != "subject" and not is_the_person(person, recipient):
        return
    with session.records.read() as uow:
        history = contact_history(session, uow, person.id)
    if not may_send(card_of(history, session.today()), Sending.LETTER):
        raise LetterNotAgreed


def is_the_person(person: Person, recipient: str) -> bool:
    """Tell whether a recipient as it was typed names the person: by whole name in any order, or by number."""
    written, name = _words(recipient), _words(person.name or "")
    if name and (written == name or (len(name) > 1 and name <= written)):
        return True
    bare = _bare(recipient)
    return any(_bare(number) in bare for number in (person.identity_number, person.case_number) if number)


def _words(text: str) -> set[str]:
    return set("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())


def _bare(text: str) -> str:
    """Return letters and digits alone, so that layout hides nothing."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
