"""How a person may be contacted, on a paper that goes to somebody else: by the card, item by item (W-11).

The card in force decides, of whatever conversation it is. Nothing of it stands on the paper unless it was
chosen for this paper; without that the paper says that there is to be no contact. That a number was taken
is on record before it is read.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from screening_app.domain.audit import AuditAction
from screening_app.domain.document import Line, Mark
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import LinkId, PersonId
from screening_app.i18n import N_, Text
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.audit import record
from screening_app.services.contact_card import (
    ADDRESS,
    KIND,
    NEVER,
    ContactCard,
    ContactHistory,
    Way,
    card_of,
    code_words_in,
    contact_history,
)
from screening_app.services.contact_card import Line as Agreed
from screening_app.services.paper_words import PaperWords
from screening_app.services.session import Session

CONTACT = "record:contact"
CONTACT_NEVER = "record:contact-never"
_AT = f"{CONTACT}@"
_WITH_A_WAY = (LinkId("if-other-answers"), LinkId("interpreter"), LinkId("reminders"))
"""What whoever uses a way has to know; it goes with the first that is chosen."""


class ContactToConfirm(ScreeningAppError):
    """The agreement is past its last day, or nobody has asked about it for too long."""

    code = "document/contact-to-confirm"
    user_message = N_(
        "The agreement on contact is to be confirmed with the person first. "
        "Confirm it on the page on contact, or leave the way of contact out."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactItem:
    """Something of the card that may be chosen for a paper, without what it says.

    Attributes:
        address: Such as ``record:contact@1`` for a way, ``record:contact@never``.
        label: Which way it is, or the question it answers, in the form's languages.
        form: What the form on contact is called.
    """

    address: str
    label: Text
    form: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenContact:
    """What of the card stands on a paper.

    Attributes:
        facts: Lines, by the part of the record.
        values: What was told in so many words; on this paper that is no secret.
    """

    facts: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    values: frozenset[str] = frozenset()


def contact_items(session: Session, person: PersonId, kind: DocumentType) -> tuple[ContactItem, ...]:
    """Return what of the card may be chosen for a kind of document; nothing where it has no place.

    Raises:
        PersonNotFound: If the person is out of reach.
        BrokenNote: If what was written down on contact cannot be read.
    """
    if not kind.carries(CONTACT):
        return ()
    with session.records.read() as uow:
        history = contact_history(session, uow, person)
    return tuple(_items(card_of(history, session.today()), history))


def give_contact(
    session: Session, person: PersonId, kind: DocumentType, opened: Collection[str], words: PaperWords
) -> GivenContact:
    """Return what was chosen of the card, once it is on record that it is shown.

    Raises:
        PersonNotFound, BrokenNote: As ``contact_items``.
        ContactToConfirm: If a way was chosen, and the agreement is to be asked about again.
    """
    if not kind.carries(CONTACT):
        return GivenContact()
    with session.records.write() as uow:
        history = contact_history(session, uow, person)
        card = card_of(history, session.today())
        ways = _chosen(card, opened)
        if ways and card.stale is not None:
            raise ContactToConfirm
        spoken = [line.item.link_id for line in _beside(card, history) if _address(line) in opened]
        for way in (*(way.kind for way in ways), *(name for name in spoken if name != NEVER)):
            record(uow, session, AuditAction.CONTACT_SHOWN, person, way=way, on="paper", kind=kind.kind)
        uow.commit()
    return _given(card, history, opened, kind, words)


def _chosen(card: ContactCard, opened: Collection[str]) -> list[Way]:
    return [way for way in card.ways if f"{_AT}{way.number}" in opened]


def _items(card: ContactCard, history: ContactHistory) -> Iterator[ContactItem]:
    if history.agreement is None:
        return
    form = history.agreement.evaluation.form.questionnaire.title
    kinds = [way.kind for way in card.ways]
    for way in card.ways:
        told = next(line for line in way.lines if line.item.link_id == KIND)
        option = told.item.option(way.kind)
        label: Text = option.display if option else {}
        if kinds.count(way.kind) > 1:
            label = {language: f"{text} {way.number}" for language, text in label.items()}
        yield ContactItem(address=f"{_AT}{way.number}", label=label, form=form)
    for line in _beside(card, history):
        label = line.item.short_text or line.item.text or {}
        yield ContactItem(address=_address(line), label=label, form=form)


def _beside(card: ContactCard, history: ContactHistory) -> Iterator[Agreed]:
    """Yield what has a switch of its own beside the ways: what must never be done, and the code words."""
    yield from (line for line in card.lines if line.item.link_id == NEVER and line.answer.values)
    if card.may_contact:
        yield from (line for line in code_words_in(history) if line.answer.values)


def _address(line: Agreed) -> str:
    return f"{_AT}{line.item.link_id}"


def _given(
    card: ContactCard, history: ContactHistory, opened: Collection[str], kind: DocumentType, words: PaperWords
) -> GivenContact:
    ways = _chosen(card, opened)
    beside = list(_beside(card, history))
    terms = [line for line in card.lines if ways and line.item.link_id in _WITH_A_WAY and line.answer.values]
    spoken = [line for line in beside if line.item.link_id != NEVER and _address(line) in opened]
    never = [line for line in beside if line.item.link_id == NEVER and (ways or _address(line) in opened)]
    lines = [Line(text=_way(way, history, words), mark=Mark.REPORTED) for way in ways]
    lines += [words.line(line.item, line.answer, labelled=True) for line in (*terms, *spoken)]
    if not card.may_contact:
        lines = [Line(text=words.fixed("no-contact", of=kind))]
    elif not ways:
        lines.insert(0, Line(text=words.fixed("contact-not-given", of=kind)))
    elif card.valid_until is not None:
        lines.append(Line(text=words.fixed("contact-until", of=kind, date=words.day(card.valid_until))))
    told = [line.answer for line in (*terms, *spoken, *never)]
    told += [line.answer for way in ways for line in _of_way(way, history)]
    return GivenContact(
        facts={
            CONTACT: tuple(lines),
            CONTACT_NEVER: tuple(words.line(line.item, line.answer, labelled=False) for line in never),
        },
        values=frozenset(str(value) for answer in told for value in answer.values),
    )


def _of_way(way: Way, history: ContactHistory) -> Iterator[Agreed]:
    """Yield what was agreed of a way, its number or address right after which kind it is."""
    for line in way.lines:
        yield line
        if line.item.link_id == KIND and way.has_address and history.agreement is not None:
            number = history.agreement.answer(ADDRESS, (way.number,))
            item = history.agreement.evaluation.form.items[ADDRESS]
            if number is not None:
                yield Agreed(item=item, answer=number)


def _way(way: Way, history: ContactHistory, words: PaperWords) -> str:
    kind, *others = _of_way(way, history)
    parts = [words.answer(kind.item, kind.answer), *(words.stated(one.item, one.answer) for one in others)]
    return " ".join(f"{part.rstrip('.')}." for part in parts)
