"""Writing down that a document leaves, before it does (DESIGN 5: events prints, exports)."""

import hashlib
from typing import Literal

from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.records import DocumentRecord
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.session import Session

Way = Literal["print", "archive"]


class NothingLeaves(ScreeningAppError):
    """What is made up never becomes a document, or a text in somebody's journal."""

    code = "practice/nothing-leaves"
    user_message = N_(
        "This is practice. No document is made and no text is copied, so that nothing made up is taken for "
        "real."
    )


def refuse_in_practice(session: Session) -> None:
    """Do nothing with records of real people.

    Raises:
        NothingLeaves: If nothing is kept here.
    """
    if session.is_rehearsal:
        raise NothingLeaves


def record_leaving(session: Session, document: DocumentRecord, content: bytes, *, way: Way) -> str:
    """Record that these bytes of a decided document leave, and how; return their SHA-256.

    Raises:
        NothingLeaves: In practice.
    """
    refuse_in_practice(session)
    digest = hashlib.sha256(content).hexdigest()
    with session.records.write() as uow:
        record(uow, session, AuditAction.EXPORTED, document.id, way=way, sha256=digest, bytes=len(content))
        uow.commit()
    return digest
