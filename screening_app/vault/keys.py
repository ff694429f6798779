"""Passphrase → key → vault key and signing key; signatures (DESIGN 5).

The vault key is never used itself: the key of the database and the key check are derived from it,
each with a purpose of its own, so that none tells about another.
"""

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import rfc8785
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from screening_app.domain.ids import UserId
from screening_app.vault.errors import HeaderDamaged, KeyDerivationFailed, WrongPassphrase
from screening_app.vault.header import RECOVERY_SLOT, Cipher, Header, Kdf, Slot
from screening_app.vault.key_file import SECRET_SIZE, Secret, credential
from screening_app.vault.passphrase import normalise_login, normalise_passphrase
from screening_app.vault.sealing import unseal

KEY_SIZE = 32
SEED_SIZE = 32
_NONCE_SIZE = 12
_TAG_SIZE = 16

LEAST_MEMORY = 19 << 10
LEAST_TIME = 2
"""OWASP's minimum for Argon2id: 19 MiB, two passes, one lane."""

_MOST_MEMORY = 256 << 10
_MOST_TIME = 32
_LANES = 4
_AIM_SECONDS = 0.75
_TWO_FACTORS = b"samtalsstod/1/passphrase-and-key-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """What one try at a passphrase costs.

    Attributes:
        memory: In KiB.
        time: Passes over the memory.
    """

    memory: int
    time: int
    parallelism: int


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What a user slot holds; ``repr`` shows nothing of it."""

    vault_key: bytes
    seed: bytes

    def __repr__(self) -> str:
        return "Unwrapped(…)"


class Ed25519Signer:
    """Port ``Signer``: signs with the key of the slot that was opened."""

    def __init__(self, user: UserId, seed: bytes) -> None:
        self._user = user
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def user(self) -> UserId:
        """Whose key it is."""
        return self._user

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that check its signatures."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature."""
        return self._key.sign(message)


def check_signature(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the signature is that key's over that message (port ``SignatureCheck``)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def calibrate(clock: Callable[[], float] = time.perf_counter) -> KdfCost:
    """Return the cost that makes one try last between half a second and a second on this computer.

    Memory is halved until one pass fits, then passes are added; never less than OWASP's minimum.
    """
    lanes = min(_LANES, os.cpu_count() or 1)
    memory = _MOST_MEMORY
    while (once := _seconds(KdfCost(memory=memory, time=1, parallelism=lanes), clock)) > _AIM_SECONDS / 2:
        if memory // 2 < LEAST_MEMORY:
            return KdfCost(memory=LEAST_MEMORY, time=LEAST_TIME, parallelism=1)
        memory //= 2
    passes = max(LEAST_TIME, min(_MOST_TIME, round(_AIM_SECONDS / max(once, 1e-3))))
    return KdfCost(memory=memory, time=passes, parallelism=lanes)


def _seconds(cost: KdfCost, clock: Callable[[], float]) -> float:
    begun = clock()
    _argon2(b"calibration only", bytes(16), cost)
    return clock() - begun


def new_kdf(cost: KdfCost) -> Kdf:
    """Return these costs with a fresh salt."""
    return Kdf(memory=cost.memory, time=cost.time, parallelism=cost.parallelism, salt=secrets.token_hex(16))


def derive_key(passphrase: str, kdf: Kdf) -> bytes:
    """Return 32 bytes that cost what ``kdf`` says.

    Raises:
        KeyDerivationFailed: If there is not enough memory.
    """
    cost = KdfCost(memory=kdf.memory, time=kdf.time, parallelism=kdf.parallelism)
    return _argon2(normalise_passphrase(passphrase), bytes.fromhex(kdf.salt), cost)


def slot_key(secret: Secret, kdf: Kdf, *, key_file: bool) -> bytes:
    """Return the 32-byte key that wraps a slot: of the passphrase, or of passphrase and key file.

    With a key file: HKDF-SHA256 (RFC 5869) over Argon2id's output followed by what the file holds, both
    of fixed length, as NIST SP 800-56C Rev. 2, section 2, lets a second secret follow the first. Whoever
    lacks one of the two has a uniformly random key, and a try at the passphrase costs the same.

    Args:
        key_file: Whether the slot needs one; where it does not, one that is given is not looked at.
    """
    given = credential(secret)
    derived = derive_key(given.passphrase, kdf)
    if not key_file:
        return derived
    both = derived + (given.key_file or bytes(SECRET_SIZE))
    mixing = HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=bytes.fromhex(kdf.salt), info=_TWO_FACTORS)
    return mixing.derive(both)


def _argon2(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    try:
        return hash_secret_raw(
            secret, salt, cost.time, cost.memory, cost.parallelism, hash_len=KEY_SIZE, type=Type.ID
        )
    except (HashingError, MemoryError):
        raise KeyDerivationFailed from None


def name_tag(login: str, name_key: str) -> str:
    """Return the keyed hash under which a login finds its slot."""
    return hmac.new(bytes.fromhex(name_key), normalise_login(login).encode(), hashlib.sha256).hexdigest()


def database_key(vault_key: bytes, vault_id: str, cipher: Cipher) -> bytes:
    """Return SQLCipher's 32-byte raw key followed by its 16-byte salt."""
    return _derive(vault_key, vault_id, "database") + bytes.fromhex(cipher.salt)


def key_check(vault_key: bytes, vault_id: str) -> str:
    """Return the value that tells a right vault key from a wrong one; it says nothing about the key."""
    return _derive(vault_key, vault_id, "key-check").hex()


def exchange_private_key(secret: bytes, vault_id: str) -> X25519PrivateKey:
    """Return the X25519 key that belongs to a slot, derived from the secret that only it holds."""
    return X25519PrivateKey.from_private_bytes(_derive(secret, vault_id, "exchange"))


def exchange_key(secret: bytes, vault_id: str) -> str:
    """Return the public half of ``exchange_private_key``, as hex digits."""
    return exchange_private_key(secret, vault_id).public_key().public_bytes_raw().hex()


def new_user_slot(
    user: UserId,
    login: str,
    secret: Unwrapped,
    *,
    vault_id: str,
    name_key: str,
    given: Secret,
    cost: KdfCost,
    temporary: bool = False,
) -> Slot:
    """Return a slot that opens with what is given; with its key file too, if there is one in it.

    Args:
        temporary: Whether the user has to choose another passphrase before anything else.
    """
    kdf, key_file = new_kdf(cost), credential(given).key_file is not None
    slot = Slot(
        id=user,
        kind="user",
        name_tag=name_tag(login, name_key),
        exchange_key=exchange_key(secret.seed, vault_id),
        kdf=kdf,
        nonce="00" * _NONCE_SIZE,
        wrapped="00" * (KEY_SIZE + SEED_SIZE + _TAG_SIZE),
        key_file=key_file,
        temporary=temporary,
    )
    return rewrap_user_slot(slot, secret, slot_key(given, kdf, key_file=key_file), vault_id)


def rewrap_user_slot(slot: Slot, secret: Unwrapped, key: bytes, vault_id: str) -> Slot:
    """Return the slot with this secret wrapped in it, and nothing waiting in it any more."""
    nonce = secrets.token_bytes(_NONCE_SIZE)
    wrapped = AESGCM(key).encrypt(nonce, secret.vault_key + secret.seed, _bound(slot, vault_id))
    return slot.model_copy(update={"nonce": nonce.hex(), "wrapped": wrapped.hex(), "sealed": None})


def unwrap_user_slot(slot: Slot, key: bytes, vault_id: str) -> Unwrapped:
    """Return what the slot holds, with the newer vault key if one waits in it.

    Raises:
        WrongPassphrase: If the key is another.
        HeaderDamaged: If the key fits and the content does not.
    """
    try:
        nonce, sealed = bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped)
        plain = AESGCM(key).decrypt(nonce, sealed, _bound(slot, vault_id))
    except InvalidTag:
        raise WrongPassphrase from None
    if len(plain) != KEY_SIZE + SEED_SIZE:
        raise HeaderDamaged
    vault_key, seed = plain[:KEY_SIZE], plain[KEY_SIZE:]
    if slot.sealed is not None:
        vault_key = unseal(slot.sealed, exchange_private_key(seed, vault_id), vault_id)
    return Unwrapped(vault_key, seed)


def wrap_recovery_slot(slot_id: str, vault_key: bytes, key: bytes, vault_id: str) -> Slot:
    """Return the slot that a recovery key opens.

    Args:
        key: 32 random bytes; what wraps and what receives a newer key are derived from it.
    """
    nonce = secrets.token_bytes(_NONCE_SIZE)
    slot = Slot(
        id=slot_id,
        kind=RECOVERY_SLOT,
        name_tag=None,
        exchange_key=exchange_key(key, vault_id),
        kdf=None,
        nonce=nonce.hex(),
        wrapped="00" * (KEY_SIZE + _TAG_SIZE),
    )
    wrapping = AESGCM(_derive(key, vault_id, "recovery"))
    return slot.model_copy(
        update={"wrapped": wrapping.encrypt(nonce, vault_key, _bound(slot, vault_id)).hex()}
    )


def unwrap_recovery_slot(slot: Slot, key: bytes, header: Header) -> bytes:
    """Return the vault key that the slot holds, or the newer one that waits in it.

    Raises:
        WrongPassphrase: If the recovery key is another.
        HeaderDamaged: If the key fits and the content does not.
    """
    wrapping = AESGCM(_derive(key, header.id, "recovery"))
    try:
        vault_key = wrapping.decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _bound(slot, header.id)
        )
    except InvalidTag:
        raise WrongPassphrase from None
    if slot.sealed is not None:
        vault_key = unseal(slot.sealed, exchange_private_key(key, header.id), header.id)
    if key_check(vault_key, header.id) != header.key_check:
        raise HeaderDamaged
    return vault_key


def _bound(slot: Slot, vault_id: str) -> bytes:
    """Return what is authenticated with the secret, so that no part of a slot can be exchanged."""
    return rfc8785.dumps({"slot": slot.bound(), "vault": vault_id})  # type: ignore[dict-item]


def _derive(secret: bytes, vault_id: str, purpose: str) -> bytes:
    label = f"samtalsstod/1/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=vault_id.encode(), info=label).derive(secret)
