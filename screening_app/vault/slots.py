"""Changing who holds a key, and with what; the records stay as they are (DESIGN 5)."""

import secrets
from dataclasses import replace

from screening_app.domain.ids import UserId
from screening_app.domain.records import User
from screening_app.services.key_file_rule import check_key_file_rule
from screening_app.vault.door import WRONG_PASSPHRASE
from screening_app.vault.errors import HeaderDamaged, LastKey, NoKey, SamePassphrase, WrongPassphrase
from screening_app.vault.header import USER_SLOT, Slot, write_header
from screening_app.vault.key_file import Credential, Secret, credential
from screening_app.vault.keys import (
    SEED_SIZE,
    Ed25519Signer,
    KdfCost,
    Unwrapped,
    exchange_key,
    new_kdf,
    rewrap_user_slot,
    slot_key,
    unwrap_user_slot,
)
from screening_app.vault.opened import OpenVault
from screening_app.vault.passphrase import normalise_passphrase


def change_passphrase(vault: OpenVault, old: Secret, new: Secret, *, kdf: KdfCost) -> None:
    """Wrap the key of the user who has the vault open under another passphrase.

    A temporary passphrase gives way to the user's own, and then the user gets a signing key of their
    own too: whoever gave the passphrase could have kept the one that came with it.

    Args:
        old: What opened the vault; the key file's content need not be given again.
        new: With what a key file holds, the slot needs that from now on; without, the one it needs now.

    Raises:
        WeakPassphrase: If the new one is too easy to guess.
        SamePassphrase: If it is the old one.
        KeyFileRequired: If the vault asks for a key file and there is none.
        WrongPassphrase: If the old one is wrong; counted at the door.
    """
    wanted = credential(new)
    vault.check_passphrase(wanted, vault.user)
    if _normalised(old) == _normalised(new):
        raise SamePassphrase
    kept = vault.key_file if wanted.key_file is None else wanted.key_file
    _rewrap(vault, old, Credential(wanted.passphrase, kept), kdf)


def change_key_file(vault: OpenVault, given: Secret, key_file: bytes | None, *, kdf: KdfCost) -> None:
    """Let the slot of the user who has the vault open need another key file, or none.

    Args:
        given: What opens the slot now.
        key_file: What the new one holds.

    Raises:
        KeyFileRequired: If the vault asks for a key file and there would be none.
        WrongPassphrase: If what is given is wrong; counted at the door.
    """
    _rewrap(vault, given, Credential(credential(given).passphrase, key_file), kdf)


def remove_slot(vault: OpenVault, user: UserId) -> None:
    """Take a user's key away; until the vault key is rotated, an old copy of the header still opens.

    Raises:
        LastKey: If nobody else would be left.
    """
    others = [slot for slot in vault.header.slots if slot.kind == USER_SLOT and slot.id != user]
    if not others:
        raise LastKey
    vault.header = vault.header.without_slot(user)
    write_header(vault.folder, vault.header)


def replace_slot(vault: OpenVault, user: User, given: Secret, *, kdf: KdfCost) -> None:
    """Give a user who cannot get in, or has no slot, a new one with a temporary passphrase.

    The signing key is a new one, since nobody else can open the old; what was signed with that stays good.

    Raises:
        WeakPassphrase: If the passphrase is too easy to guess.
        KeyFileRequired: If the vault asks for a key file and there is none.
    """
    vault.check_passphrase(given, user)
    check_key_file_rule(vault.records, has_one=credential(given).key_file is not None)
    seed = secrets.token_bytes(SEED_SIZE)
    old = next((slot for slot in vault.header.slots if slot.id == user.id), None)
    slot = vault.slot_for(user, given, seed=seed, kdf=kdf, temporary=True)
    _store_key(vault, user.id, seed, keep=old is None or not old.temporary)
    vault.header = vault.header.with_slot(slot)
    write_header(vault.folder, vault.header)


def check_has_slot(vault: OpenVault, user: UserId) -> None:
    """Refuse a user whose key was taken away.

    Raises:
        NoKey: If so.
    """
    if all(slot.id != user for slot in vault.header.slots):
        raise NoKey


def _rewrap(vault: OpenVault, old: Secret, new: Credential, kdf: KdfCost) -> None:
    slot = _slot_of(vault, vault.user.id)
    check_key_file_rule(vault.records, has_one=new.key_file is not None)
    secret = _opened_again(vault, slot, old)
    costs, key_file = new_kdf(kdf), new.key_file is not None
    key = slot_key(new, costs, key_file=key_file)
    changed = {"kdf": costs, "key_file": key_file, "temporary": False}
    if slot.temporary:
        secret = Unwrapped(secret.vault_key, secrets.token_bytes(SEED_SIZE))
        changed["exchange_key"] = exchange_key(secret.seed, vault.header.id)
        # Nothing was ever signed with the one that came with the passphrase.
        _store_key(vault, vault.user.id, secret.seed, keep=False)
    fresh = rewrap_user_slot(slot.model_copy(update=changed), secret, key, vault.header.id)
    vault.header = vault.header.with_slot(fresh)
    write_header(vault.folder, vault.header)
    vault.signer = Ed25519Signer(vault.user.id, secret.seed)
    vault.user = replace(vault.user, public_key=vault.signer.public_key)
    vault.key_file = new.key_file


def _store_key(vault: OpenVault, user: UserId, seed: bytes, *, keep: bool) -> None:
    """Store the key first: until the header is written, the slot that it belongs to opens nothing."""
    public_key = Ed25519Signer(user, seed).public_key
    vault.store.change_public_key(vault.records, user, public_key, keep=keep)


def _opened_again(vault: OpenVault, slot: Slot, given: Secret) -> Unwrapped:
    if slot.kdf is None:
        raise HeaderDamaged
    known = credential(given)
    whole = Credential(known.passphrase, vault.key_file if known.key_file is None else known.key_file)
    try:
        key = slot_key(whole, slot.kdf, key_file=slot.key_file)
        return unwrap_user_slot(slot, key, vault.header.id)
    except WrongPassphrase:
        vault.door.count(WRONG_PASSPHRASE, slot.id)
        raise


def _slot_of(vault: OpenVault, user: UserId) -> Slot:
    slot = next((slot for slot in vault.header.slots if slot.id == user), None)
    if slot is None:
        raise HeaderDamaged
    return slot


def _normalised(secret: Secret) -> bytes:
    return normalise_passphrase(credential(secret).passphrase)
