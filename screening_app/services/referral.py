"""D-2, the referral: one recipient, one legal basis, decided before a byte leaves (DESIGN 8).

Two events: *decided* (recipient, basis, classes), whose head is printed on the page, then *rendered*
(SHA-256 of the bytes); only then are the bytes handed over.
"""

import hashlib
from dataclasses import dataclass, replace

from screening_app.domain.audit import AuditAction
from screening_app.domain.document import Referral
from screening_app.domain.ids import DocumentId
from screening_app.domain.records import DocumentRecord
from screening_app.services.audit import record
from screening_app.services.chain import head_of
from screening_app.services.leaving import refuse_in_practice
from screening_app.services.ports import ReferralRenderer, SignatureCheck
from screening_app.services.referral_order import (
    CONSENT,
    IDENTITY,
    KINDS,
    Draft,
    Order,
    draft_of,
    written_for,
)
from screening_app.services.referral_sheet import neutral_name, set_sheet
from screening_app.services.session import Session

__all__ = ["CONSENT", "IDENTITY", "KINDS", "Made", "Order", "make_referral"]


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


def make_referral(session: Session, order: Order, *, render: ReferralRenderer, check: SignatureCheck) -> Made:
    """Decide, render and record a referral, and hand over its bytes.

    Raises:
        NothingLeaves: In practice.
        PersonNotFound: If the conversation is out of reach.
        ConversationNotClosed, BrokenResponse: If there is nothing sound to refer from.
        UnknownDocument, RecipientMissing, BasisNotAllowed, ConditionsOpen, ConsentMissing,
        NothingExamined, NoChildTold, ChildNotChosen, AppendixElsewhere, NotLeftOut, NoPlaceForWords,
        ContactToConfirm,
        LocationNotOffered, ProtectedWordInText: If a compose rule refuses; nothing is recorded.
    """
    refuse_in_practice(session)
    draft = draft_of(session, order, check)
    draft.content.check_protected_words(written_for(order, draft.consent))
    document = _decide(session, order, draft)
    referral = set_sheet(session, order, draft, document)
    pdf = render(referral)
    document = _rendered(session, document, pdf)
    return Made(
        document=document,
        referral=referral,
        pdf=pdf,
        file_name=f"{neutral_name(draft, document.number)}.pdf",
        left_out=draft.content.left_out(),
    )


def _decide(session: Session, order: Order, draft: Draft) -> DocumentRecord:
    """Record the decision; its head is what the page prints."""
    content = draft.content
    classes = tuple(str(content_class) for content_class in content.classes())
    recipient = order.recipient.strip()
    with session.records.write() as uow:
        access = session.access
        copy = uow.documents.copies(order.screening, draft.purpose, recipient, access=access) + 1
        document_id = DocumentId(session.entropy.new_id())
        event = record(
            uow,
            session,
            AuditAction.DOCUMENT_DECIDED,
            document_id,
            kind=draft.kind.kind,
            classes=classes,
            recipient=recipient,
            copy=copy,
            **_chosen(order, draft),
        )
        document = DocumentRecord(
            id=document_id,
            screening=order.screening,
            kind=draft.kind.kind,
            number=uow.documents.next_number(),
            copy=copy,
            recipient=recipient,
            basis=draft.basis.code,
            purpose=draft.purpose,
            classes=classes,
            opened=order.opened,
            decided_at=session.clock.now(),
            decided_by=session.user.id,
            head=str(head_of(event)),
        )
        uow.documents.decide(document, access=access)
        uow.commit()
    return document


def _chosen(order: Order, draft: Draft) -> dict[str, object]:
    """Return what the user chose for the paper, as codes and addresses: never a word that stands there."""
    return {
        "basis": draft.basis.code,
        "opened": order.opened,
        "left_out": order.left_out,
        "own_words": sorted(draft.content.own_words),
        "screening": order.screening,
        "purpose": draft.purpose,
        "language": draft.words.language,
    }


def _rendered(session: Session, document: DocumentRecord, pdf: bytes) -> DocumentRecord:
    digest = hashlib.sha256(pdf).hexdigest()
    with session.records.write() as uow:
        uow.documents.rendered(document.id, digest, access=session.access)
        record(uow, session, AuditAction.DOCUMENT_RENDERED, document.id, sha256=digest, bytes=len(pdf))
        uow.commit()
    return replace(document, sha256=digest)
