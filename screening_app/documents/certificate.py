"""The certificate that signs a user's archive copies: made at first use, P-256, signed by itself.

The vault keeps it as text. Its private key is sealed once more under a secret that only the user's
own slot gives, so that a colleague who opens the same vault cannot sign in the user's name.
"""

import datetime as dt
import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import NameOID

from screening_app.documents.errors import CertificateDamaged
from screening_app.services.archive import Holder

_PURPOSE = b"samtalsstod archive signature v1"
_NONCE = 12
_LONGEST_NAME = 64  # of a part of the name (RFC 5280, appendix A.1), in bytes to be sure
_YEARS = 10
_EARLIER = dt.timedelta(minutes=5)  # for a receiver whose clock is behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate with its private key, both DER; never stored like this."""

    public: bytes
    private: bytes


def new_certificate(holder: Holder, *, secret: bytes, at: dt.datetime) -> str:
    """Return a new certificate as text for the vault.

    Args:
        secret: What the private key is sealed under.
        at: When it becomes valid; it stays so for ten years.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    parts = (
        (NameOID.COMMON_NAME, holder.name),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, holder.unit),
        (NameOID.ORGANIZATION_NAME, holder.authority),
    )
    name = x509.Name([x509.NameAttribute(part, _cut(text)) for part, text in parts if text])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _EARLIER)
        .not_valid_after(at + dt.timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    public = certificate.public_bytes(Encoding.DER)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    nonce = os.urandom(_NONCE)
    sealed = nonce + AESGCM(_sealing_key(secret)).encrypt(nonce, private, public)
    return json.dumps({"certificate": b64encode(public).decode(), "key": b64encode(sealed).decode()})


def open_certificate(stored: str, *, secret: bytes) -> Certificate:
    """Return certificate and private key from what the vault kept.

    Raises:
        CertificateDamaged: If that is damaged, or another user's.
    """
    try:
        parts = json.loads(stored)
        public, sealed = (b64decode(parts[name], validate=True) for name in ("certificate", "key"))
        private = AESGCM(_sealing_key(secret)).decrypt(sealed[:_NONCE], sealed[_NONCE:], public)
        load_der_private_key(private, password=None)
    except (ValueError, KeyError, TypeError, InvalidTag):
        raise CertificateDamaged from None
    return Certificate(public=public, private=private)


def _sealing_key(secret: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret)


def _cut(text: str) -> str:
    return text.encode()[:_LONGEST_NAME].decode(errors="ignore")
