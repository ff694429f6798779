"""D-2, the referral: one recipient, one legal basis, decided before a byte leaves (DESIGN 8).

Two events: *decided* (recipient, basis, classes), whose head is printed on the page, then *rendered*
(SHA-256 of the bytes); only then are the bytes handed over.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from screening_app.domain.audit import AuditAction
from screening_app.domain.document import Footer, Letterhead, Line, OwnPage, Referral, SignatureBlock, Stamp
from screening_app.domain.ids import DocumentId, ScreeningId
from screening_app.domain.person import CaseKind, Person, ProtectionLevel
from screening_app.domain.records import Consent, DocumentRecord
from screening_app.i18n import LANGUAGES, text_in
from screening_app.questionnaire.errors import PackEntryNotFound
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.questionnaire.pack_legal import BasisCode
from screening_app.services.audit import record
from screening_app.services.chain import head_of
from screening_app.services.conversation import resume_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import (
    BasisNotAllowed,
    BrokenResponse,
    ConditionsOpen,
    ConsentMissing,
    ConversationNotClosed,
    LocationNotOffered,
    RecipientMissing,
    UnknownDocument,
)
from screening_app.services.integrity import is_intact
from screening_app.services.paper_words import PaperWords
from screening_app.services.people import open_person
from screening_app.services.ports import ReferralRenderer, SignatureCheck
from screening_app.services.referral_content import Content, Signs
from screening_app.services.session import Session

KINDS = ("referral-social-services",)
CONSENT = "CONSENT"
IDENTITY = "record:identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user chose in the compose step.

    Attributes:
        basis: Code of the legal basis.
        assessed: The user has ticked every condition of the basis (L-31); consent needs no tick, its
            record is the proof.
        language: Of the paper; the record's own if ``None``.
        opened: Addresses (``step/linkId``) of location answers opened one by one, and
            ``record:identity`` to name a person with protected data.
    """

    screening: ScreeningId
    recipient: str
    basis: str
    kind: str = KINDS[0]
    assessed: bool = False
    language: str | None = None
    registration_number: str = ""
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A rendered document.

    Attributes:
        left_out: Addresses of answers that the document's rules left out.
    """

    document: DocumentRecord
    referral: Referral
    pdf: bytes
    file_name: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    person: Person
    kind: DocumentType
    basis: BasisCode
    consent: Consent | None
    words: PaperWords
    content: Content


def make_referral(session: Session, order: Order, *, render: ReferralRenderer, check: SignatureCheck) -> Made:
    """Decide, render and record a referral, and hand over its bytes.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        ConversationNotClosed, BrokenResponse: If there is nothing sound to refer from.
        UnknownDocument, RecipientMissing, BasisNotAllowed, ConditionsOpen, ConsentMissing,
        LocationNotOffered, ProtectedWordInText: If a compose rule refuses; nothing is recorded.
    """
    draft = _draft(session, order, check)
    draft.content.check_protected_words()
    document = _decide(session, order, draft)
    referral = _set(session, order, draft, document)
    pdf = render(referral)
    document = _rendered(session, document, pdf)
    return Made(
        document=document,
        referral=referral,
        pdf=pdf,
        file_name=f"{_neutral_name(draft, document.number)}.pdf",
        left_out=draft.content.left_out(),
    )


def _draft(session: Session, order: Order, check: SignatureCheck) -> _Draft:
    conversation = resume_conversation(session, order.screening)
    person = open_person(session, conversation.screening.person)
    if not conversation.is_closed:
        raise ConversationNotClosed
    _check_signatures(session, conversation, check)
    packs = session.forms.packs(session.unit.country)
    kind = _kind(packs, order.kind)
    if not order.recipient.strip():
        raise RecipientMissing
    basis = _basis(session, packs, kind, order)
    consent = _consent(session, person, order) if order.basis == CONSENT else None
    language = order.language if order.language in LANGUAGES else packs.documents.record_language
    words = PaperWords(packs, language)
    signs = Signs(conversation, kind, words)
    facts = {**_record_facts(person, consent, words, order), "record:signs": signs.lines()}
    content = Content(conversation, kind, words, frozenset(order.opened), facts)
    offered = (*content.location_items(), IDENTITY)
    for address in order.opened:
        if address not in offered:
            raise LocationNotOffered(item=address, items=", ".join(content.location_items()) or "–")
    return _Draft(person=person, kind=kind, basis=basis, consent=consent, words=words, content=content)


def _check_signatures(session: Session, conversation: Conversation, check: SignatureCheck) -> None:
    with session.records.read() as uow:
        keys = {user.id: user.public_key for user in uow.office.users()}
        for step in conversation.records.values():
            response = step.response
            if response is None:
                continue
            events = uow.screenings.events(response.id, access=session.access)
            if not is_intact(response, events, keys.get(response.author, b""), check):
                raise BrokenResponse


def _kind(packs: Packs, kind: str) -> DocumentType:
    try:
        if kind in KINDS:
            return packs.documents.document(kind)
    except PackEntryNotFound:
        pass
    raise UnknownDocument(kind=kind, kinds=", ".join(KINDS))


def _basis(session: Session, packs: Packs, kind: DocumentType, order: Order) -> BasisCode:
    in_force = packs.legal.bases_in(session.unit.regime, session.today())
    allowed = [basis for basis in in_force if basis.code in kind.legal_basis]
    basis = next((basis for basis in allowed if basis.code == order.basis), None)
    if basis is None:
        raise BasisNotAllowed(basis=order.basis, allowed=", ".join(one.code for one in allowed) or "–")
    if basis.code != CONSENT and not order.assessed:
        conditions = "; ".join(text_in(one, packs.documents.record_language) for one in basis.condition)
        raise ConditionsOpen(basis=basis.code, conditions=conditions)
    return basis


def _consent(session: Session, person: Person, order: Order) -> Consent:
    with session.records.read() as uow:
        consents = uow.documents.consents(person.id, access=session.access)
    for consent in consents:
        if consent.covers(order.recipient, session.today()):
            return consent
    raise ConsentMissing(recipient=order.recipient)


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


def _identity(person: Person, words: PaperWords, order: Order) -> str:
    """Name and number; the case number for nameless and, unless opened, protected people (L-61)."""
    case = f"{words.label('case-id')} {person.case_number}"
    hidden = person.protection is not ProtectionLevel.NONE and IDENTITY not in order.opened
    if person.kind is not CaseKind.IDENTIFIED or hidden:
        return case
    return ", ".join(part for part in (person.name, person.identity_number, case) if part)


def _decide(session: Session, order: Order, draft: _Draft) -> DocumentRecord:
    """Record the decision; its head is what the page prints."""
    content = draft.content
    classes = tuple(str(content_class) for content_class in content.classes())
    recipient = order.recipient.strip()
    with session.records.write() as uow:
        access = session.access
        number = uow.documents.next_number()
        copy = uow.documents.copies(order.screening, draft.kind.kind, recipient, access=access) + 1
        document_id = DocumentId(session.entropy.new_id())
        event = record(
            uow,
            session,
            AuditAction.DOCUMENT_DECIDED,
            document_id,
            kind=draft.kind.kind,
            basis=draft.basis.code,
            classes=classes,
            opened=order.opened,
            recipient=recipient,
            screening=order.screening,
            language=draft.words.language,
            copy=copy,
        )
        document = DocumentRecord(
            id=document_id,
            screening=order.screening,
            kind=draft.kind.kind,
            number=number,
            copy=copy,
            recipient=recipient,
            basis=draft.basis.code,
            purpose=draft.kind.id,
            classes=classes,
            opened=order.opened,
            decided_at=session.clock.now(),
            decided_by=session.user.id,
            head=str(head_of(event)),
        )
        uow.documents.decide(document, access=access)
        uow.commit()
    return document


def _rendered(session: Session, document: DocumentRecord, pdf: bytes) -> DocumentRecord:
    digest = hashlib.sha256(pdf).hexdigest()
    with session.records.write() as uow:
        uow.documents.rendered(document.id, digest, access=session.access)
        record(uow, session, AuditAction.DOCUMENT_RENDERED, document.id, sha256=digest, bytes=len(pdf))
        uow.commit()
    return replace(document, sha256=digest)


def _set(session: Session, order: Order, draft: _Draft, document: DocumentRecord) -> Referral:
    words, day = draft.words, document.decided_at.date()
    opened = [item for item in order.opened if item != IDENTITY]
    where = [words.label_of(draft.content.item(address)) for address in opened]
    readers = words.fixed(
        "who-can-read", readers=words.fixed("readers", of=draft.kind, recipient=document.recipient)
    )
    location = (
        words.fixed("location-included", items="; ".join(where)) if where else words.fixed("location-none")
    )
    return Referral(
        language=words.language,
        title=text_in(draft.kind.title, words.language),
        neutral_title=_neutral_name(draft, document.number),
        letterhead=_letterhead(session, order, draft, document),
        legal_basis=_legal_basis(draft, document),
        purpose=text_in(words.packs.documents.common.purpose, words.language),
        readers=f"{readers} {location}",
        sections=draft.content.sections(),
        signature=SignatureBlock(
            prepared_by=f"{words.label('prepared-by')}: {session.user.name}",
            role=f"{words.label('role')}: {words.fixed(f'role-{session.user.role}')}",
            date=f"{words.label('date')}: {words.day(day)}",
            label=words.label("signature"),
        ),
        own_pages=_own_pages(draft),
        footer=Footer(
            copy=words.label("copy").format(number=document.copy),
            warning=f"{words.fixed('one-recipient')} {words.fixed('astray', phone=session.unit.phone)}",
            audit=words.label("audit-head").format(head=document.head),
            page=words.label("page"),
        ),
        made_at=document.decided_at,
    )


def _letterhead(session: Session, order: Order, draft: _Draft, document: DocumentRecord) -> Letterhead:
    words, day = draft.words, document.decided_at.date()
    provisions = words.packs.legal.stamp(session.unit.regime, day)
    registered = bool(order.registration_number)
    return Letterhead(
        authority=session.unit.authority,
        unit=session.unit.name,
        phone=session.unit.phone,
        stamp=Stamp(
            word=words.fixed("stamp-word"),
            provision=", ".join(provision.reference for provision in provisions),
            date=words.day(day),
            authority=session.unit.authority,
        ),
        registration_label=words.label("registration-number" if registered else "case-id"),
        registration_number=order.registration_number or draft.person.case_number,
        recipient_label=words.label("recipient"),
        recipient=document.recipient,
    )


def _legal_basis(draft: _Draft, document: DocumentRecord) -> str:
    words, day = draft.words, document.decided_at.date()
    provisions = words.packs.legal.provisions_on(draft.basis.provision, day)
    sentences = [
        words.fixed(
            "legal-basis",
            basis=text_in(draft.basis.text, words.language),
            provisions=", ".join(provision.reference for provision in provisions),
        ),
        words.fixed("legal-basis-dates", date=words.day(day)),
        words.fixed("consent-basis" if draft.consent else "no-consent", of=draft.kind),
    ]
    return " ".join(sentences)


def _own_pages(draft: _Draft) -> tuple[OwnPage, ...]:
    intro = draft.words.fixed("contact-page", of=draft.kind)
    return tuple(
        OwnPage(title=part.heading, intro=" ".join(filter(None, (part.note, intro))), rows=part.rows)
        for part in draft.content.own_page_sections()
    )


def _neutral_name(draft: _Draft, number: int) -> str:
    return text_in(draft.kind.neutral_name, draft.words.language).format(number=number)
