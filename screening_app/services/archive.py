"""The archive copy: the document as it was made, archival and signed by whoever takes it out."""

import datetime as dt
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import UserId
from screening_app.services.audit import record
from screening_app.services.leaving import record_leaving
from screening_app.services.referral import Made
from screening_app.services.session import Session

_SECRET = b"samtalsstod: secret of the archive certificate, version 1"
_ENDING = "-pdfa.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a certificate names: what the documents themselves print."""

    name: str
    unit: str
    authority: str


class ArchivePress(Protocol):
    """Makes archive copies and signs them."""

    def archival(self, pdf: bytes) -> bytes:
        """Return a document as PDF/A-3a; the same bytes give the same bytes."""

    def new_certificate(self, holder: Holder, *, secret: bytes, at: dt.datetime) -> str:
        """Return a new certificate with its private key sealed under the secret, as text for the vault."""

    def sign(self, pdf: bytes, certificate: str, *, secret: bytes, at: dt.datetime, head: str) -> bytes:
        """Return the file signed with a kept certificate.

        Raises:
            CertificateDamaged: If the certificate cannot be used.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveCopy:
    """An archive copy, recorded and ready to be written out; ``sha256`` is of its bytes."""

    file_name: str
    pdf: bytes
    sha256: str


def archive_copy(session: Session, made: Made, *, press: ArchivePress) -> ArchiveCopy:
    """Make the archive copy of a document and record that it leaves; the first makes the certificate.

    Raises:
        CertificateDamaged: If the stored certificate cannot be used; nothing is recorded.
    """
    document = made.document
    # The same signature every time, given by nobody but the user's slot: a secret that is stored nowhere.
    secret = session.signer.sign(_SECRET)
    signed = press.sign(
        press.archival(made.pdf),
        _certificate(session, press, secret),
        secret=secret,
        at=session.clock.now(),
        head=document.head,
    )
    digest = record_leaving(session, document, signed, way="archive")
    return ArchiveCopy(file_name=PurePath(made.file_name).stem + _ENDING, pdf=signed, sha256=digest)


def certificate_setting(user: UserId) -> str:
    """Return the name of the setting that keeps a user's certificate."""
    return f"archive-certificate:{user}"


def _certificate(session: Session, press: ArchivePress, secret: bytes) -> str:
    """Return the user's certificate, made now if there is none yet."""
    name = certificate_setting(session.user.id)
    with session.records.read() as uow:
        kept = uow.office.setting(name)
    if kept is not None:
        return kept
    holder = Holder(name=session.user.name, unit=session.unit.name, authority=session.unit.authority)
    made = press.new_certificate(holder, secret=secret, at=session.clock.now())
    with session.records.write() as uow:
        uow.office.store_setting(name, made)
        record(uow, session, AuditAction.SETTING_CHANGED, session.user.id, setting="archive-certificate")
        uow.commit()
    return made
