"""Archive copies, made and signed; what it takes is loaded when the first is made."""

import datetime as dt
from pathlib import Path

from screening_app.services.archive import Holder


class ArchivePdf:
    """Makes and signs archive copies (``services.archive.ArchivePress``)."""

    def __init__(self, profile: Path) -> None:
        """Remember where the bundled colour profile is."""
        self._profile = profile

    def archival(self, pdf: bytes) -> bytes:
        """Return a document as PDF/A-3a; the same bytes give the same bytes.

        Raises:
            ColourProfileMissing: If the profile is missing or damaged.
        """
        from screening_app.documents.archive import archival  # noqa: PLC0415 (pikepdf, 75 ms)

        return archival(pdf, self._profile)

    def new_certificate(self, holder: Holder, *, secret: bytes, at: dt.datetime) -> str:
        """Return a new certificate with its private key sealed under the secret, as text for the vault."""
        from screening_app.documents.certificate import new_certificate  # noqa: PLC0415 (cryptography)

        return new_certificate(holder, secret=secret, at=at)

    def sign(self, pdf: bytes, certificate: str, *, secret: bytes, at: dt.datetime, head: str) -> bytes:
        """Return the file signed with a kept certificate.

        Raises:
            CertificateDamaged: If the certificate cannot be used.
        """
        from screening_app.documents.certificate import open_certificate  # noqa: PLC0415
        from screening_app.documents.signature import sign  # noqa: PLC0415 (pyHanko, 400 ms)

        return sign(pdf, open_certificate(certificate, secret=secret), at=at, head=head)
