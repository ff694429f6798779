"""The paper before it is decided: what would stand there, with a mark where the control line will be.

The control line holds a point of the audit chain that does not exist yet: its number, time and salt are
made by the decision itself. So a preview never shows one, and can never be taken for the document
(decision 21). All else is what the decided paper prints.
"""

from dataclasses import dataclass, replace

from screening_app.domain.audit import AuditAction
from screening_app.domain.document import Referral
from screening_app.domain.ids import DocumentId
from screening_app.domain.records import DocumentRecord
from screening_app.services.audit import record
from screening_app.services.ports import ReferralRenderer, SignatureCheck
from screening_app.services.referral_order import Draft, Order, draft_of, written_for
from screening_app.services.referral_sheet import set_sheet
from screening_app.services.session import Session

_MARK = "preview-head"
_NOT_YET = DocumentId("preview")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A paper that is not decided yet.

    Attributes:
        left_out: Addresses of answers that the document's rules left out.
    """

    referral: Referral
    pdf: bytes
    left_out: tuple[str, ...]


def preview_referral(
    session: Session, order: Order, *, render: ReferralRenderer, check: SignatureCheck
) -> Preview:
    """Return what the order would print, and record that it was looked at; nothing is decided.

    The conditions of the basis need not be assessed yet: nothing leaves.

    Raises:
        As ``make_referral``, but for ``ConditionsOpen``.
    """
    draft = draft_of(session, replace(order, assessed=True), check)
    draft.content.check_protected_words(written_for(order, draft.consent))
    document = _as_if_decided(session, order, draft)
    referral = set_sheet(session, order, draft, document)
    with session.records.write() as uow:
        record(
            uow,
            session,
            AuditAction.DOCUMENT_PREVIEWED,
            order.screening,
            kind=document.kind,
            basis=document.basis,
            classes=document.classes,
            opened=document.opened,
            left_out=order.left_out,
        )
        uow.commit()
    return Preview(referral=referral, pdf=render(referral), left_out=draft.content.left_out())


def _as_if_decided(session: Session, order: Order, draft: Draft) -> DocumentRecord:
    recipient = order.recipient.strip()
    with session.records.read() as uow:
        number = uow.documents.next_number()
        copy = uow.documents.copies(order.screening, draft.purpose, recipient, access=session.access) + 1
    return DocumentRecord(
        id=_NOT_YET,
        screening=order.screening,
        kind=draft.kind.kind,
        number=number,
        copy=copy,
        recipient=recipient,
        basis=draft.basis.code,
        purpose=draft.purpose,
        classes=tuple(str(content_class) for content_class in draft.content.classes()),
        opened=order.opened,
        decided_at=session.clock.now(),
        decided_by=session.user.id,
        head=draft.words.fixed(_MARK),
    )
