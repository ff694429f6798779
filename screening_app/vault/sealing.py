"""Giving a new vault key to a slot whose passphrase is not known (DESIGN 5: rotation).

Every slot shows an X25519 public key. Whoever rotates the vault key seals the new one to it: an
ephemeral key pair, HKDF over the shared secret and both public keys, AES-256-GCM. Only who opens the
slot has the private key.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from screening_app.vault.errors import HeaderDamaged

_POINT = 32
_NONCE = 12


def seal(vault_key: bytes, exchange_key: str, vault_id: str) -> str:
    """Return the vault key sealed to a slot's public key, as hex digits.

    Raises:
        HeaderDamaged: If that is no public key.
    """
    ephemeral = X25519PrivateKey.generate()
    point, nonce = ephemeral.public_key().public_bytes_raw(), secrets.token_bytes(_NONCE)
    recipient = bytes.fromhex(exchange_key)
    try:
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    except ValueError:  # a point of small order: nothing would be secret
        raise HeaderDamaged from None
    sealed = AESGCM(_key(shared, point, recipient, vault_id)).encrypt(nonce, vault_key, None)
    return (point + nonce + sealed).hex()


def unseal(sealed: str, private: X25519PrivateKey, vault_id: str) -> bytes:
    """Return the vault key that was sealed to this key.

    Raises:
        HeaderDamaged: If it was sealed to another, or is not what was written.
    """
    content = bytes.fromhex(sealed)
    point, nonce, rest = content[:_POINT], content[_POINT : _POINT + _NONCE], content[_POINT + _NONCE :]
    recipient = private.public_key().public_bytes_raw()
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(point))
        return AESGCM(_key(shared, point, recipient, vault_id)).decrypt(nonce, rest, None)
    except (InvalidTag, ValueError):
        raise HeaderDamaged from None


def _key(shared: bytes, point: bytes, recipient: bytes, vault_id: str) -> bytes:
    info = b"samtalsstod/1/sealed-vault-key" + point + recipient
    return HKDF(algorithm=SHA256(), length=32, salt=vault_id.encode(), info=info).derive(shared)
