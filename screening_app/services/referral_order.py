"""What the user orders in the compose step, and the rules that may refuse it (DESIGN 8, L-31, L-32)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from screening_app.domain.document import Line, OwnPage
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.domain.person import CaseKind, Person, ProtectionLevel
from screening_app.domain.records import Consent
from screening_app.i18n import LANGUAGES, N_, text_in
from screening_app.questionnaire.errors import PackEntryNotFound
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.questionnaire.pack_legal import BasisCode
from screening_app.services.appendix import purpose_of, receivers, refuse_elsewhere
from screening_app.services.contact_guard import refuse_letter_to_person
from screening_app.services.contact_on_paper import contact_items, give_contact
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import (
    BasisNotAllowed,
    BrokenResponse,
    ConditionsOpen,
    ConsentContradicted,
    ConsentMissing,
    ConversationNotClosed,
    LocationNotOffered,
    RecipientMissing,
    UnknownDocument,
)
from screening_app.services.held import day_held
from screening_app.services.integrity import is_intact
from screening_app.services.objections import objections_at
from screening_app.services.paper_words import PaperWords
from screening_app.services.people import open_person
from screening_app.services.picture_pages import picture_items, picture_pages
from screening_app.services.ports import SignatureCheck
from screening_app.services.referral_content import Content
from screening_app.services.referral_secrets import agreed_elsewhere
from screening_app.services.referral_signs import Signs
from screening_app.services.referral_subject import chosen_subject
from screening_app.services.referral_written import OWN_WORDS, check_written
from screening_app.services.session import Session

INJURIES = "injury-record"
CHILD_REPORT = "child-concern-report"
APPENDIX = "child-concern-appendix"
KINDS = ("referral-social-services", INJURIES, CHILD_REPORT, APPENDIX)
CONSENT = "CONSENT"
IDENTITY = "record:identity"


class NothingExamined(ScreeningAppError):
    """Nobody was examined in the conversation, so there is no record of injuries to make."""

    code = "document/nothing-examined"
    user_message = N_("Nothing was examined in this conversation. Make another document of it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user chose in the compose step.

    Attributes:
        basis: Code of the legal basis.
        assessed: The user has ticked every condition of the basis (L-31); consent needs no tick, its
            record is the proof.
        language: Of the paper; the record's own if ``None``.
        opened: Addresses (``step/linkId``, in an instance ``step/linkId@1``) of location answers
            opened one by one, and ``record:identity`` to name a person with protected data.
        child: Number of the child that a paper about one child is about; may be left out where
            there is one only.
        left_out: Addresses of text answers that do not stand on this paper.
        own_words: What staff wrote for this paper, by field of the document.
    """

    screening: ScreeningId
    recipient: str
    basis: str
    kind: str = KINDS[0]
    assessed: bool = False
    language: str | None = None
    registration_number: str = ""
    opened: tuple[str, ...] = ()
    child: int | None = None
    left_out: tuple[str, ...] = ()
    own_words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A conversation seen through an order: all that the paper may say, and on what ground.

    Attributes:
        consent: What the paper rests on, where the basis is consent.
        pictures: Photographs that follow, each on a page of its own.
    """

    person: Person
    kind: DocumentType
    basis: BasisCode
    consent: Consent | None
    words: PaperWords
    content: Content
    pictures: tuple[OwnPage, ...] = ()

    @property
    def purpose(self) -> str:
        """Which document of the pack it is, and of which child: copies are counted by that."""
        return purpose_of(self.kind, self.content.subject)


def open_source(
    session: Session, screening: ScreeningId, check: SignatureCheck
) -> tuple[Conversation, Person]:
    """Return a closed, sound conversation and whom it was with; opening the person is recorded.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        ConversationNotClosed, BrokenResponse: If there is nothing sound to refer from.
    """
    conversation = resume_conversation(session, screening)
    person = open_person(session, conversation.screening.person)
    if not conversation.is_closed:
        raise ConversationNotClosed
    _check_signatures(session, conversation, check)
    return conversation, person


def draft_of(session: Session, order: Order, check: SignatureCheck) -> Draft:
    """Return what the order would put on paper.

    On record are the opening of the person, and each way of contact that was chosen for the paper.

    Raises:
        As ``make_referral``, but for ``ProtectedWordInText``.
        NothingExamined: If a record of injuries would have nothing to tell.
        NoChildTold, ChildNotChosen: If a paper about one child has none to be about.
        AppendixElsewhere: If an appendix would not go where its document went.
        NotLeftOut, NoPlaceForWords: If staff left out or wrote what has no place there.
        PhotographMissing: If a picture was chosen that is not there any more.
        ContactToConfirm: If a way of contact was chosen that the person is to be asked about again.
    """
    conversation, person = open_source(session, order.screening, check)
    packs = session.forms.packs(session.unit.country)
    kind = kind_of(packs, order.kind)
    subject = chosen_subject(conversation, kind, order.child)
    if not order.recipient.strip():
        raise RecipientMissing
    refuse_letter_to_person(session, person, kind, order.recipient)
    known = receivers(session, packs.documents, conversation, kind, subject)
    refuse_elsewhere(kind, order.recipient, known)
    basis = _basis(session, packs, kind, order)
    consent = _consent(session, person, conversation, order) if order.basis == CONSENT else None
    language = order.language if order.language in LANGUAGES else packs.documents.record_language
    words = PaperWords(packs, language)
    offered = contact_items(session, person.id, kind)
    content = replace(
        _content(session, order, conversation, kind, words),
        record={**_record_facts(person, consent, words, order), **_reporter(session)},
        subject=subject,
    )
    check_written(content, order.own_words, order.left_out)
    pictures = picture_items(session, conversation, kind)
    _check_opened(order, content, (*(one.address for one in offered), *pictures))
    given = give_contact(session, person.id, kind, order.opened, words)
    signs = Signs(conversation, kind, words, content.opened, content.withheld)
    facts = {**content.record, **given.facts, "record:signs": signs.lines()}
    content = replace(content, record=facts, given=given.values)
    if kind.kind == INJURIES and not content.has_findings():
        raise NothingExamined
    return Draft(
        person=person,
        kind=kind,
        basis=basis,
        consent=consent,
        words=words,
        content=content,
        pictures=picture_pages(session, conversation, kind, words, order.opened),
    )


def _content(
    session: Session, order: Order, conversation: Conversation, kind: DocumentType, words: PaperWords
) -> Content:
    """Return the conversation through the rules of the document, with what the order opens and leaves out."""
    written = {name: text.strip() for name, text in order.own_words.items() if text.strip()}
    return Content(
        conversation,
        kind,
        words,
        frozenset(order.opened),
        {},
        withheld=frozenset(order.left_out),
        objections=objections_at(session, conversation.screening),
        own_words=written,
        elsewhere=agreed_elsewhere(session, conversation.screening),
    )


def _check_opened(order: Order, content: Content, contact: tuple[str, ...]) -> None:
    places = (*content.location_items(), *contact)
    offered = {*places, *([IDENTITY] if names_person(content.document) else [])}
    for address in order.opened:
        if address not in offered:
            raise LocationNotOffered(item=address, items=", ".join(places) or "–")


def _check_signatures(session: Session, conversation: Conversation, check: SignatureCheck) -> None:
    with session.records.read() as uow:
        keys = {user.id: user.public_keys for user in uow.office.users()}
        for response in uow.screenings.responses(conversation.screening.id, access=session.access):
            events = uow.screenings.events(response.id, access=session.access)
            if not is_intact(response, events, keys.get(response.author, ()), check):
                raise BrokenResponse


def kind_of(packs: Packs, kind: str) -> DocumentType:
    """Return the kind of document.

    Raises:
        UnknownDocument: If there is none that can be made from a conversation.
    """
    try:
        if kind in KINDS:
            return packs.documents.document(kind)
    except PackEntryNotFound:
        pass
    raise UnknownDocument(kind=kind, kinds=", ".join(KINDS))


def bases_for(session: Session, packs: Packs, kind: DocumentType) -> tuple[BasisCode, ...]:
    """Return the legal bases that carry this kind of document in this unit today (L-31)."""
    in_force = packs.legal.bases_in(session.unit.regime, session.today())
    return tuple(basis for basis in in_force if basis.code in kind.legal_basis)


def _basis(session: Session, packs: Packs, kind: DocumentType, order: Order) -> BasisCode:
    allowed = bases_for(session, packs, kind)
    basis = next((basis for basis in allowed if basis.code == order.basis), None)
    if basis is None:
        raise BasisNotAllowed(basis=order.basis, allowed=", ".join(one.code for one in allowed) or "–")
    if basis.code != CONSENT and not order.assessed:
        conditions = "; ".join(text_in(one, packs.documents.record_language) for one in basis.condition)
        raise ConditionsOpen(basis=basis.code, conditions=conditions)
    return basis


def _consent(session: Session, person: Person, conversation: Conversation, order: Order) -> Consent:
    with session.records.read() as uow:
        consents = uow.documents.consents(person.id, access=session.access)
    valid = [one for one in consents if one.covers(order.recipient, session.today())]
    if not valid:
        raise ConsentMissing(recipient=order.recipient)
    said_on = day_held(session, conversation.screening)
    if conversation.state.consents is False and valid[0].given_on <= said_on:
        raise ConsentContradicted
    return valid[0]


def _record_facts(
    person: Person, consent: Consent | None, words: PaperWords, order: Order
) -> Mapping[str, tuple[Line, ...]]:
    facts: dict[str, tuple[Line, ...]] = {IDENTITY: (Line(text=_identity(person, words, order)),)}
    if person.protection is not ProtectionLevel.NONE:
        level = words.packs.identity.protection_of(person.protection)
        facts["record:protection"] = (Line(text=text_in(level.label, words.language)),)
    if consent is not None:
        facts["record:consent-scope"] = (Line(text=consent.scope, quote=True),)
        facts["record:consent-date"] = (Line(text=words.day(consent.given_on)),)
        facts["record:consent-how"] = (Line(text=words.fixed(consent.how)),)
        if consent.valid_until is not None:
            facts["record:consent-until"] = (Line(text=words.day(consent.valid_until)),)
    return facts


def _reporter(session: Session) -> Mapping[str, tuple[Line, ...]]:
    """Who makes the paper, and where they work: staff do not report a concern without a name (D-1)."""
    unit = session.unit
    told = {
        "record:reporter": session.user.name,
        "record:reporter-workplace": ", ".join(filter(None, (unit.name, unit.authority))),
        "record:reporter-phone": unit.phone,
    }
    return {name: (Line(text=text),) for name, text in told.items() if text}


def names_person(kind: DocumentType) -> bool:
    """Tell whether a kind of document says who the person is that the conversation was with."""
    return any(IDENTITY in field.from_ for _, field in kind.fields())


def _identity(person: Person, words: PaperWords, order: Order) -> str:
    """Name and number; the case number for nameless and, unless opened, protected people (L-61)."""
    case = f"{words.label('case-id')} {person.case_number}"
    hidden = person.protection is not ProtectionLevel.NONE and IDENTITY not in order.opened
    if person.kind is not CaseKind.IDENTIFIED or hidden:
        return case
    born = f"{words.label('born')} {words.partial(person.birth_date)}" if person.birth_date else None
    return ", ".join(part for part in (person.name, person.identity_number, born, case) if part)


def written_for(order: Order, consent: Consent | None) -> Mapping[str, str]:
    """Return what the user wrote for this paper, by where it was written."""
    written = {"recipient": order.recipient, "registration-number": order.registration_number}
    written |= {f"{OWN_WORDS}{name}": text for name, text in order.own_words.items()}
    return written | ({"consent": consent.scope} if consent else {})
