"""Changing who holds a key, and with which passphrase; the records stay as they are (DESIGN 5)."""

from screening_app.domain.ids import UserId
from screening_app.vault.door import WRONG_PASSPHRASE
from screening_app.vault.errors import HeaderDamaged, LastKey, SamePassphrase, WrongPassphrase
from screening_app.vault.header import USER_SLOT, Slot, write_header
from screening_app.vault.keys import KdfCost, derive_key, new_kdf, rewrap_user_slot, unwrap_user_slot
from screening_app.vault.opened import OpenVault
from screening_app.vault.passphrase import check_passphrase, normalise_passphrase


def change_passphrase(vault: OpenVault, old: str, new: str, *, kdf: KdfCost) -> None:
    """Wrap the key of the user who has the vault open under another passphrase.

    Raises:
        WeakPassphrase: If the new one is too easy to guess.
        SamePassphrase: If it is the old one.
        WrongPassphrase: If the old one is wrong; counted at the door.
    """
    check_passphrase(new, login=vault.user.login)
    if normalise_passphrase(old) == normalise_passphrase(new):
        raise SamePassphrase
    slot = _slot_of(vault, vault.user.id)
    if slot.kdf is None:
        raise HeaderDamaged
    try:
        secret = unwrap_user_slot(slot, derive_key(old, slot.kdf), vault.header.id)
    except WrongPassphrase:
        vault.door.append(WRONG_PASSPHRASE, slot.id)
        raise
    costs = new_kdf(kdf)
    bound = slot.model_copy(update={"kdf": costs})
    fresh = rewrap_user_slot(bound, secret, derive_key(new, costs), vault.header.id)
    vault.header = vault.header.with_slot(fresh)
    write_header(vault.folder, vault.header)


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


def _slot_of(vault: OpenVault, user: UserId) -> Slot:
    slot = next((slot for slot in vault.header.slots if slot.id == user), None)
    if slot is None:
        raise HeaderDamaged
    return slot
