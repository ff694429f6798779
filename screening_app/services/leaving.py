"""Writing down that a document leaves, before it does (DESIGN 5: events prints, exports)."""

import hashlib
from typing import Literal

from screening_app.domain.audit import AuditAction
from screening_app.domain.records import DocumentRecord
from screening_app.services.audit import record
from screening_app.services.session import Session

Way = Literal["print", "archive"]


def record_leaving(session: Session, document: DocumentRecord, content: bytes, *, way: Way) -> str:
    """Record that these bytes of a decided document leave, and how; return their SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    with session.records.write() as uow:
        record(uow, session, AuditAction.EXPORTED, document.id, way=way, sha256=digest, bytes=len(content))
        uow.commit()
    return digest
