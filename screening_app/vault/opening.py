"""Creating and opening a vault: place, header, lock, passphrase, database, in this order.

A refused opening changes nothing but ``door.log`` and the note in ``vault.lock``.
"""

import errno
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from screening_app.domain.access import Role
from screening_app.domain.ids import UserId
from screening_app.domain.records import Unit, User
from screening_app.services.ports import Clock, Entropy
from screening_app.vault.cipher import Mode, check_files, check_sample, connect
from screening_app.vault.door import OPENED, REFUSED, UNKNOWN_USER, WRONG_PASSPHRASE, DoorLog
from screening_app.vault.errors import (
    DatabaseDamaged,
    HeaderDamaged,
    VaultBusy,
    VaultExists,
    VaultNeedsUpgrade,
    VaultTooNew,
    WrongPassphrase,
)
from screening_app.vault.files import (
    disk_faults,
    fsync_file,
    fsync_folder,
    open_shared,
    place_faults,
)
from screening_app.vault.header import (
    USER_SLOT,
    Cipher,
    Header,
    Slot,
    database_name,
    read_header,
    repair_header,
    write_header,
)
from screening_app.vault.keys import (
    KEY_SIZE,
    SEED_SIZE,
    Ed25519Signer,
    KdfCost,
    Unwrapped,
    calibrate,
    database_key,
    derive_key,
    key_check,
    name_tag,
    new_kdf,
    unwrap_user_slot,
    wrap_user_slot,
)
from screening_app.vault.lock import VaultLock
from screening_app.vault.opened import OpenVault
from screening_app.vault.passphrase import check_passphrase
from screening_app.vault.place import check_place, check_writable
from screening_app.vault.store import OpenRecords, Schema, Store
from screening_app.vault.unmaking import folder_for_vault, unmade_on_failure
from screening_app.vault.wal import check_log

_UNFINISHED = ".new"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """Somebody who gets the first slot."""

    login: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What both ways into a vault carry along."""

    folder: Path
    store: Store
    clock: Clock

    @property
    def door(self) -> DoorLog:
        return DoorLog(self.folder, self.clock)


@dataclass(frozen=True, slots=True)
class _Unlocked:
    """A slot that opened."""

    header: Header
    slot: Slot
    secret: Unwrapped

    @property
    def database_key(self) -> bytes:
        return database_key(self.secret.vault_key, self.header.id, self.header.cipher)


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
    check_passphrase(passphrase, login=user.login)
    check_free(folder)
    place = _Place(folder=folder, store=store, clock=clock)
    with folder_for_vault(folder):
        return _created(place, unit, user, passphrase, entropy=entropy, kdf=kdf)


def _created(
    place: _Place, unit: Unit, user: NewUser, passphrase: str, *, entropy: Entropy, kdf: KdfCost | None
) -> OpenVault:
    folder = place.folder
    lock = VaultLock.take(folder, place.clock)
    try:
        check_free(folder)  # somebody may have been faster
        with unmade_on_failure(folder):
            unlocked = _make(place, unit, user, passphrase, entropy=entropy, kdf=kdf or calibrate())
            write_header(folder, unlocked.header)
            return _opened(place, unlocked, mode="write", lock=lock)
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


def open_vault(
    folder: Path,
    login: str,
    passphrase: str,
    *,
    mode: Mode,
    store: Store,
    clock: Clock,
    wait: Callable[[float], None] = time.sleep,
    lock: VaultLock | None = None,
) -> OpenVault:
    """Open a vault.

    Args:
        mode: ``write`` holds the vault alone among writers; ``read`` works beside a writer.
        wait: Sleeps for that many seconds after failures.
        lock: A lock that this process holds already; a refused opening leaves it with the process.

    Raises:
        UnsafeFolder: If the folder is on a network or synchronised.
        UnusableFolder: If no folder can be there.
        VaultMissing: If there is no vault.
        HeaderDamaged: If neither the header nor its copy can be used.
        DatabaseMissing: If the file of records is gone.
        DatabaseDamaged: If it is not what was written.
        VaultTooNew: If a newer version wrote it.
        VaultNeedsUpgrade: If an older version wrote it and it is opened for reading.
        ReadOnlyVault: If the folder or a file cannot be written.
        VaultOpenElsewhere: If another process writes.
        WrongPassphrase: If login or passphrase is wrong.
    """
    with place_faults(folder):
        check_place(folder)
    header = read_header(folder)
    check_files(folder / header.database)
    place = _Place(folder=folder, store=store, clock=clock)
    held = lock
    if mode == "write":
        check_writable(folder, [path.name for path in folder.iterdir()])
        lock = held or _take_lock(place)
    try:
        unlocked = _unlock(place.door, header, login, passphrase, wait=wait)
        if mode == "write":
            check_log(folder / header.database)
        _check_database(place, unlocked, mode)
        vault = _opened(place, unlocked, mode=mode, lock=lock)
    except BaseException:
        if lock is not None and lock is not held:
            lock.release()
        raise
    if mode == "write":
        repair_header(folder, header)
    return vault


def confirm_passphrase(folder: Path, login: str, passphrase: str, *, clock: Clock) -> None:
    """Check the passphrase of somebody who has the vault open; a wrong one counts at the door.

    Raises:
        WrongPassphrase: If login or passphrase is wrong.
        HeaderDamaged, VaultMissing, KeyDerivationFailed: If it cannot be checked.
    """
    _unlock(DoorLog(folder, clock), read_header(folder), login, passphrase, wait=time.sleep)


def _take_lock(place: _Place) -> VaultLock:
    try:
        return VaultLock.take(place.folder, place.clock)
    except VaultBusy:
        place.door.append(REFUSED, None)
        raise


def _unlock(
    door: DoorLog, header: Header, login: str, passphrase: str, *, wait: Callable[[float], None]
) -> _Unlocked:
    delay = door.delay()
    if delay:
        wait(delay.total_seconds())
    slots = [slot for slot in header.slots if slot.kind == USER_SLOT]
    tag = name_tag(login, header.name_key)
    slot = next((slot for slot in slots if slot.name_tag == tag), None)
    # An unknown login costs what some known one costs, always the same for the same login.
    costs = (slot or slots[int(tag, 16) % len(slots)]).kdf
    if costs is None:
        raise HeaderDamaged
    key = derive_key(passphrase, costs)
    if slot is None:
        door.append(UNKNOWN_USER, None)
        raise WrongPassphrase
    try:
        secret = unwrap_user_slot(slot, key, header.id)
    except WrongPassphrase:
        door.append(WRONG_PASSPHRASE, slot.id)
        raise
    if key_check(secret.vault_key, header.id) != header.key_check:
        raise HeaderDamaged
    return _Unlocked(header, slot, secret)


def _check_database(place: _Place, unlocked: _Unlocked, mode: Mode) -> None:
    path = place.folder / unlocked.header.database
    connection = connect(path, unlocked.database_key, mode=mode)
    try:
        schema = Schema(place.store.schema(connection))
        if schema is Schema.NEWER:
            raise VaultTooNew
        check_sample(connection)
    finally:
        connection.close()
    if schema is Schema.CURRENT:
        return
    if mode == "read":
        raise VaultNeedsUpgrade
    connection = connect(path, unlocked.database_key, mode="write")
    try:
        place.store.upgrade(connection)
    finally:
        connection.close()


def _opened(place: _Place, unlocked: _Unlocked, *, mode: Mode, lock: VaultLock | None) -> OpenVault:
    path = place.folder / unlocked.header.database
    reader = partial(connect, path, unlocked.database_key, mode="read")
    writer = partial(connect, path, unlocked.database_key, mode="write")
    records = place.store.records(reader=reader, writer=writer if mode == "write" else None)
    try:
        unit, user = _who(place, unlocked, records)
        if mode == "write" and place.door.has_failures():
            place.door.append(OPENED, unlocked.slot.id)
    except BaseException:
        records.close()
        raise
    return OpenVault(
        folder=place.folder,
        header=unlocked.header,
        unit=unit,
        user=user,
        records=records,
        signer=Ed25519Signer(user.id, unlocked.secret.seed),
        door=place.door,
        reader=reader,
        store=place.store,
        lock=lock,
        vault_key=unlocked.secret.vault_key,
    )


def _who(place: _Place, unlocked: _Unlocked, records: OpenRecords) -> tuple[Unit, User]:
    with records.read() as uow:
        unit, users = uow.office.unit(), uow.office.users()
    user = next((user for user in users if user.id == unlocked.slot.id), None)
    if user is None:
        raise DatabaseDamaged(file=unlocked.header.database)
    if not user.active:
        place.door.append(REFUSED, unlocked.slot.id)
        raise WrongPassphrase
    return unit, user


def _make(
    place: _Place, unit: Unit, user: NewUser, passphrase: str, *, entropy: Entropy, kdf: KdfCost
) -> _Unlocked:
    vault_id, name_key, user_id = entropy.new_id(), secrets.token_hex(32), UserId(entropy.new_id())
    secret = Unwrapped(secrets.token_bytes(KEY_SIZE), secrets.token_bytes(SEED_SIZE))
    costs = new_kdf(kdf)
    key = derive_key(passphrase, costs)
    slot = wrap_user_slot(
        user_id, user.login, secret, vault_id=vault_id, name_key=name_key, key=key, kdf=costs
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
    unlocked = _Unlocked(header, slot, secret)
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


def _make_database(place: _Place, unlocked: _Unlocked, unit: Unit, user: User) -> None:
    path = place.folder / unlocked.header.database
    unfinished = path.with_name(path.name + _UNFINISHED)
    with disk_faults():
        for left_over in place.folder.glob(f"{unfinished.name}*"):
            left_over.unlink()
        # SQLite gives the files beside it the rights of this one.
        os.close(open_shared(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL))
    connection = connect(unfinished, unlocked.database_key, mode="write", create=True)
    try:
        place.store.create(connection, unit, user, secrets.token_bytes(KEY_SIZE))
    finally:
        connection.close()
    fsync_file(unfinished)
    with disk_faults():
        unfinished.replace(path)
        fsync_folder(place.folder)
