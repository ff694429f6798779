"""Signs archive copies with an invisible PAdES field (ETSI EN 319 142-1, baseline B).

pyHanko writes the field and the signature; it is loaded only here and where a file is checked. What
it would write about itself and the time of day is left out: the only times are the document's and
that of the signature, both from our clock.
"""

import datetime as dt
import io

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from screening_app.documents.certificate import Certificate

FIELD = "Signature1"
RESERVED = 8192
"""Hex digits kept for the signature; with a certificate of ours it takes a third of them."""


class _Update(IncrementalPdfFileWriter):
    """An update that leaves version, title, program and times of the file as they are."""

    output_version = (1, 7)

    def _update_meta(self) -> None:
        """Change nothing: the library would name itself and read the system's clock."""


class _TimedSigner(PdfSigner):
    """Signs at a stated time."""

    def __init__(self, about: PdfSignatureMetadata, signer: SimpleSigner, at: dt.datetime) -> None:
        super().__init__(about, signer, new_field_spec=SigFieldSpec(FIELD))
        self._at = at

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """Begin, with the stated time in place of the system's."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def sign(pdf: bytes, certificate: Certificate, *, at: dt.datetime, head: str) -> bytes:
    """Return the file signed; two signings of one file differ in bytes.

    Args:
        at: When it is signed, aware UTC.
        head: The document's control line; the signature repeats it, so that it can be checked
            without reading pages.
    """
    about = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=head
    )
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public),
        signing_key=keys.PrivateKeyInfo.load(certificate.private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    out = io.BytesIO()
    _TimedSigner(about, signer, at.astimezone(dt.UTC)).sign_pdf(
        _Update(io.BytesIO(pdf)), bytes_reserved=RESERVED, output=out
    )
    return out.getvalue()
