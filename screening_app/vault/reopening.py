"""Opening records with the key of a vault that is open: a copy put back, or the same after a rotation.

Nobody types a passphrase for it: whoever asks holds the key already.
"""

from pathlib import Path

from screening_app.services.ports import Clock
from screening_app.vault.errors import KeyOfAnotherDay
from screening_app.vault.header import read_header
from screening_app.vault.keys import SEED_SIZE, Unwrapped, key_check
from screening_app.vault.opened import OpenVault
from screening_app.vault.opening import Place, UnlockedSlot, check_database, opened_vault


def opened_again(vault: OpenVault, folder: Path, *, clock: Clock) -> OpenVault:
    """Return the vault of a folder, opened for writing with the key and the signature of an open one.

    It takes no lock: the folder is a scratch copy, or the lock is held already.

    Raises:
        KeyOfAnotherDay: If that vault has another key, or no slot of this user.
        VaultMissing, HeaderDamaged, DatabaseMissing, DatabaseDamaged, VaultTooNew: If it cannot be read.
    """
    header = read_header(folder)
    slot = next((slot for slot in header.slots if slot.id == vault.user.id), None)
    if slot is None or key_check(vault.vault_key, header.id) != header.key_check:
        raise KeyOfAnotherDay
    place = Place(folder=folder, store=vault.store, clock=clock)
    # The seed is not at hand and not needed: the signer of the open vault takes its place.
    unlocked = UnlockedSlot(header, slot, Unwrapped(vault.vault_key, bytes(SEED_SIZE)))
    check_database(place, unlocked, "write")
    opened = opened_vault(place, unlocked, mode="write", lock=None)
    opened.signer = vault.signer
    return opened
