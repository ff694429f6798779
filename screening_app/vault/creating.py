"""Making a vault: a place, a key, the database, and the header last."""

import errno
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from screening_app.domain.access import Role
from screening_app.domain.ids import UserId
from screening_app.domain.records import Unit, User
from screening_app.services.ports import Clock, Entropy
from screening_app.vault.errors import VaultExists
from screening_app.vault.files import place_faults
from screening_app.vault.generations import fresh_database
from screening_app.vault.header import Cipher, Header, database_name, write_header
from screening_app.vault.keys import (
    KEY_SIZE,
    SEED_SIZE,
    Ed25519Signer,
    KdfCost,
    Unwrapped,
    calibrate,
    key_check,
    new_user_slot,
)
from screening_app.vault.lock import VaultLock
from screening_app.vault.opened import OpenVault
from screening_app.vault.opening import Place, UnlockedSlot, opened_vault
from screening_app.vault.passphrase import check_passphrase
from screening_app.vault.place import check_place, check_writable
from screening_app.vault.store import Store
from screening_app.vault.unmaking import folder_for_vault, unmade_on_failure


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """Somebody who gets the first slot."""

    login: str
    name: str
    role: Role


def create_vault(
    folder: Path,
    *,
    unit: Unit,
    user: NewUser,
    passphrase: str,
    store: Store,
    clock: Clock,
    entropy: Entropy,
    kdf: KdfCost | None = None,
) -> OpenVault:
    """Make a vault with one user and return it opened for writing.

    The header comes last: a folder without one holds no vault, whenever the making ends. When it
    fails, nothing is left.

    Args:
        kdf: For tests only: what a passphrase costs; left out, it is measured on this computer.

    Raises:
        UnsafeFolder: If the folder is on a network or synchronised.
        UnusableFolder: If no folder can be there.
        VaultExists: If there is a vault, or a part of one.
        WeakPassphrase: If the passphrase is too easy to guess.
        ReadOnlyVault: If the folder cannot be written.
        DiskFull: If there is no room.
    """
    check_passphrase(passphrase, login=user.login, names=(user.name, unit.name, unit.authority))
    check_free(folder)
    place = Place(folder=folder, store=store, clock=clock)
    with folder_for_vault(folder):
        return _created(place, unit, user, passphrase, entropy=entropy, kdf=kdf)


def _created(
    place: Place, unit: Unit, user: NewUser, passphrase: str, *, entropy: Entropy, kdf: KdfCost | None
) -> OpenVault:
    folder = place.folder
    lock = VaultLock.take(folder, place.clock)
    try:
        check_free(folder)  # somebody may have been faster
        with unmade_on_failure(folder):
            unlocked = _make(place, unit, user, passphrase, entropy=entropy, kdf=kdf or calibrate())
            place.door.begin()
            write_header(folder, unlocked.header)
            return opened_vault(place, unlocked, mode="write", lock=lock)
    except BaseException:
        lock.release()
        raise


def check_free(folder: Path) -> None:
    """Refuse a folder where no new vault can stand; nothing is made, not even the folder.

    Raises:
        UnsafeFolder: If it is on a network or synchronised.
        UnusableFolder: If no folder can be there.
        VaultExists: If there is a vault, or a part of one.
        ReadOnlyVault: If this account may not write there.
    """
    with place_faults(folder):
        check_place(folder)
        nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        if not nearest.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if any(folder.glob("vault.json*")) or any(folder.glob("records-*.db")):
            raise VaultExists(folder=str(folder))
        check_writable(nearest, ())


def _make(
    place: Place, unit: Unit, user: NewUser, passphrase: str, *, entropy: Entropy, kdf: KdfCost
) -> UnlockedSlot:
    vault_id, name_key, user_id = entropy.new_id(), secrets.token_hex(32), UserId(entropy.new_id())
    secret = Unwrapped(secrets.token_bytes(KEY_SIZE), secrets.token_bytes(SEED_SIZE))
    slot = new_user_slot(
        user_id, user.login, secret, vault_id=vault_id, name_key=name_key, given=passphrase, cost=kdf
    )
    header = Header(
        id=vault_id,
        generation=1,
        database=database_name(1),
        cipher=Cipher(salt=secrets.token_hex(16)),
        key_check=key_check(secret.vault_key, vault_id),
        name_key=name_key,
        slots=(slot,),
    )
    unlocked = UnlockedSlot(header, slot, secret)
    first = User(
        id=user_id,
        unit=unit.id,
        login=user.login,
        name=user.name,
        role=user.role,
        public_key=Ed25519Signer(user_id, secret.seed).public_key,
    )
    _make_database(place, unlocked, unit, first)
    return unlocked


def _make_database(place: Place, unlocked: UnlockedSlot, unit: Unit, user: User) -> None:
    with fresh_database(place.folder / unlocked.header.database, unlocked.database_key) as connection:
        place.store.create(connection, unit, user, secrets.token_bytes(KEY_SIZE))
