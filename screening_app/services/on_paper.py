"""A paper of the unit that is about nobody: decided, rendered, and on record before its bytes leave."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from screening_app.domain.audit import AuditAction
from screening_app.domain.document import Referral
from screening_app.domain.ids import DocumentId
from screening_app.i18n import text_in
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.audit import record
from screening_app.services.chain import head_of
from screening_app.services.leaving import refuse_in_practice
from screening_app.services.paper_words import PaperWords
from screening_app.services.ports import ReferralRenderer
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as a file.

    Attributes:
        sheet: What stands on it.
        file_name: Neutral.
    """

    sheet: Referral
    pdf: bytes
    file_name: str


def leave(
    session: Session,
    kind: DocumentType,
    words: PaperWords,
    *,
    version: str,
    sheet: Callable[[str, str], Referral],
    render: ReferralRenderer,
) -> Paper:
    """Record the decision, set the sheet with its head, record the bytes, and hand them over.

    Args:
        version: Of what stands on it; in the file's name, too.
        sheet: Given the head and the neutral title, returns what stands on it.

    Raises:
        NothingLeaves: In practice.
    """
    refuse_in_practice(session)
    name = text_in(kind.neutral_name, words.language).format(number=version)
    document = DocumentId(session.entropy.new_id())
    with session.records.write() as uow:
        event = record(
            uow,
            session,
            AuditAction.DOCUMENT_DECIDED,
            document,
            kind=kind.kind,
            classes=tuple(str(one) for one in kind.allowed_class),
            language=words.language,
            recipient=words.fixed("for", of=kind),
            version=version,
        )
        uow.commit()
    whole = sheet(str(head_of(event)), name)
    pdf = render(whole)
    with session.records.write() as uow:
        digest = hashlib.sha256(pdf).hexdigest()
        record(uow, session, AuditAction.DOCUMENT_RENDERED, document, sha256=digest, bytes=len(pdf))
        uow.commit()
    return Paper(sheet=whole, pdf=pdf, file_name=f"{name}.pdf")
