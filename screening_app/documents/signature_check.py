"""Checks the signature of an archive copy, byte by byte.

A signature alone leaves holes: the bytes it does not cover are those that hold it, and much of what
stands there may change without making the mathematics wrong. So these are built again from what is
covered, and must be the same. Loaded only when a file is checked; nothing is fetched.
"""

import hashlib
import io
import logging

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from screening_app.documents.signature import RESERVED
from screening_app.services.verify_document import FileSignature, SignatureBroken

# A parser's complaints may repeat what the file holds; ours is one sentence.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)


def check_file(untrusted: bytes) -> FileSignature | None:
    """Return who signed the whole file and when; ``None`` if it carries no signature.

    Raises:
        SignatureBroken: If a single byte is not what was signed, or the file cannot be read.
    """
    try:
        signatures = PdfFileReader(io.BytesIO(untrusted)).embedded_signatures
        if not signatures:
            return None
        (signature,) = signatures
        _check(untrusted, signature)
        return _told(signature)
    except SignatureBroken:
        raise
    except Exception:  # noqa: BLE001 (a damaged file can break a parser at any place and in any way)
        raise SignatureBroken from None


def _check(untrusted: bytes, signature: EmbeddedPdfSignature) -> None:
    """Do nothing if every byte is what was signed.

    Raises:
        SignatureBroken: If one is not.
    """
    begin, first, second, rest = (int(part) for part in signature.byte_range)
    if begin != 0 or second - first != RESERVED + 2 or second + rest != len(untrusted):
        raise SignatureBroken
    if untrusted[first:second] != _written(signature):
        raise SignatureBroken
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest("sha256"),
    )
    if not (intact and valid):
        raise SignatureBroken


def _written(signature: EmbeddedPdfSignature) -> bytes:
    """Return how our own signing writes a signature with these attributes, certificate and number.

    The attributes are what the number signs, and they name the certificate by its hash: all else that
    a signature may say has one lawful form here.
    """
    signer, certificate = signature.signer_info, signature.signer_cert
    digest = {"algorithm": "sha256"}
    rebuilt = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                    )
                }
            ),
            "digest_algorithm": digest,
            "signed_attrs": signer["signed_attrs"].untag(),
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signer["signature"].native,
        }
    )
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "data"},
            "certificates": [certificate],
            "signer_infos": [rebuilt],
        }
    )
    whole = bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())
    return b"<" + whole.hex().upper().ljust(RESERVED, "0").encode() + b">"


def _told(signature: EmbeddedPdfSignature) -> FileSignature:
    signed_at = signature.self_reported_timestamp
    if signed_at is None:
        raise SignatureBroken
    certificate = signature.signer_cert
    return FileSignature(
        signer=str(certificate.subject.native.get("common_name", "")),
        certificate=hashlib.sha256(certificate.dump()).hexdigest(),
        signed_at=signed_at,
        head=str(signature.sig_object.get("/Reason", "")),
    )
