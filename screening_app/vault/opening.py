"""Opening a vault: place, header, lock, passphrase, database, in this order.

A refused opening changes nothing but ``door.log`` and the note in ``vault.lock``.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from screening_app.domain.records import Unit, User
from screening_app.services.ports import Clock
from screening_app.vault.cipher import Mode, check_files, check_sample, connect
from screening_app.vault.door import OPENED, REFUSED, UNKNOWN_USER, WRONG_PASSPHRASE, DoorLog
from screening_app.vault.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    HeaderDamaged,
    KeyFileNeeded,
    PassphraseIsTemporary,
    ReadOnlyVault,
    UserDisabled,
    VaultBusy,
    VaultNeedsUpgrade,
    VaultTooNew,
    WrongPassphrase,
)
from screening_app.vault.files import place_faults
from screening_app.vault.generations import remove_older
from screening_app.vault.header import USER_SLOT, Header, Slot, read_header, repair_header, write_header
from screening_app.vault.key_file import Secret, credential
from screening_app.vault.keys import (
    Ed25519Signer,
    Unwrapped,
    database_key,
    key_check,
    name_tag,
    rewrap_user_slot,
    slot_key,
    unwrap_user_slot,
)
from screening_app.vault.lock import VaultLock
from screening_app.vault.opened import OpenVault
from screening_app.vault.place import check_place, check_writable
from screening_app.vault.store import OpenRecords, Schema, Store
from screening_app.vault.upgrading import upgrade_records
from screening_app.vault.wal import check_log

Done = TypeVar("Done")

_SWAPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What both ways into a vault carry along."""

    folder: Path
    store: Store
    clock: Clock

    @property
    def door(self) -> DoorLog:
        """What happened while nobody held a key."""
        return DoorLog(self.folder, self.clock)


@dataclass(frozen=True, slots=True)
class UnlockedSlot:
    """A slot that opened.

    Attributes:
        header: As read, but with this slot wrapped anew if a new vault key was waiting in it.
    """

    header: Header
    slot: Slot
    secret: Unwrapped

    @property
    def database_key(self) -> bytes:
        """SQLCipher's key and salt."""
        return database_key(self.secret.vault_key, self.header.id, self.header.cipher)


def open_vault(
    folder: Path,
    login: str,
    given: Secret,
    *,
    mode: Mode,
    store: Store,
    clock: Clock,
    wait: Callable[[float], None] = time.sleep,
    lock: VaultLock | None = None,
) -> OpenVault:
    """Open a vault.

    Args:
        given: Passphrase, with what the key file holds where the slot needs one.
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
        WrongPassphrase: If login, passphrase or key file is wrong.
        KeyFileNeeded: If the slot needs a key file and none is given; nothing was tried.
        PassphraseIsTemporary: If another passphrase has to be chosen first.
        UserDisabled: If an administrator has shut the user out.
    """
    place = Place(folder=folder, store=store, clock=clock)
    return _opened(place, login, given, mode=mode, wait=wait, lock=lock, choosing=False)


def open_to_choose(
    folder: Path,
    login: str,
    given: Secret,
    *,
    store: Store,
    clock: Clock,
    lock: VaultLock | None = None,
) -> OpenVault:
    """Open a vault for writing only to choose another passphrase; a temporary one does for that.

    Raises:
        As ``open_vault``, but for ``PassphraseIsTemporary``.
    """
    place = Place(folder=folder, store=store, clock=clock)
    return _opened(place, login, given, mode="write", wait=time.sleep, lock=lock, choosing=True)


def _opened(
    place: Place,
    login: str,
    given: Secret,
    *,
    mode: Mode,
    wait: Callable[[float], None],
    lock: VaultLock | None,
    choosing: bool,
) -> OpenVault:
    folder = place.folder
    with place_faults(folder):
        check_place(folder)

    def opened_with(header: Header, lock: VaultLock | None = None) -> OpenVault:
        check_files(folder / header.database)
        unlocked = _unlock(place.door, header, login, given, wait=wait)
        _check_own_passphrase(unlocked.slot, choosing=choosing)
        # Beside a writer the log changes while one looks at it, and the writer has checked it.
        if mode == "write" or not VaultLock.is_held(folder):
            check_log(folder / header.database)
        check_database(place, unlocked, mode)
        vault = opened_vault(place, unlocked, mode=mode, lock=lock)
        vault.key_file = credential(given).key_file if unlocked.slot.key_file else None
        return vault

    if mode == "read":
        return with_current_header(folder, opened_with)
    with_current_header(folder, lambda header: check_files(folder / header.database))
    check_writable(folder, [path.name for path in folder.iterdir()])
    held, lock = lock, lock or _take_lock(place)
    try:
        # Anew: whoever held the lock before may have written another since.
        header = read_header(folder)
        with closed_on_failure(opened_with(header, lock)) as vault:
            _tidy(folder, header, vault.header)
            forget_unfinished(vault.records, vault.header, place.store)
            return vault
    except BaseException:
        if lock is not held:
            lock.release()
        raise


@contextmanager
def closed_on_failure(vault: OpenVault) -> Iterator[OpenVault]:
    """Give an open vault; if what follows fails, its connections are closed, and the lock stays."""
    try:
        yield vault
    except BaseException:
        vault.close(keep_lock=True)
        raise


def with_current_header(folder: Path, do: Callable[[Header], Done]) -> Done:
    """Do something with the records that the header names; again if a rotation swapped them meanwhile.

    Raises:
        As ``read_header`` and ``do``.
    """
    for _swap in range(_SWAPS):
        header = read_header(folder)
        try:
            return do(header)
        except (DatabaseMissing, DatabaseDamaged, ReadOnlyVault):
            if read_header(folder).database == header.database:
                raise
    return do(read_header(folder))


def _tidy(folder: Path, found: Header, header: Header) -> None:
    if header == found:
        repair_header(folder, header)
    else:
        write_header(folder, header)
    remove_older(folder, header)


def forget_unfinished(records: OpenRecords, header: Header, store: Store) -> None:
    """Take away whom a cut-off addition left known but without a key, so that they can be added again."""
    holders = {slot.id for slot in header.slots}
    with records.read() as uow:
        keyless = [user.id for user in uow.office.users() if user.active and user.id not in holders]
    for user in keyless:
        store.forget_user(records, user)


def confirm_passphrase(folder: Path, login: str, given: Secret, *, clock: Clock) -> None:
    """Check the passphrase of somebody who has the vault open; a wrong one counts at the door.

    Raises:
        WrongPassphrase: If login or passphrase is wrong.
        HeaderDamaged, VaultMissing, KeyDerivationFailed: If it cannot be checked.
    """
    _unlock(DoorLog(folder, clock), read_header(folder), login, given, wait=time.sleep)


def unlock_slot(
    place: Place, login: str, given: Secret, *, wait: Callable[[float], None] = time.sleep
) -> UnlockedSlot:
    """Return the keys of a vault whose records need not be sound.

    Raises:
        WrongPassphrase, HeaderDamaged, VaultMissing, DatabaseMissing: If there are none to be had.
        KeyFileNeeded, PassphraseIsTemporary: As ``open_vault``.
    """
    header = read_header(place.folder)
    check_files(place.folder / header.database)
    unlocked = _unlock(place.door, header, login, given, wait=wait)
    _check_own_passphrase(unlocked.slot)
    return unlocked


def needs_key_file(folder: Path, login: str) -> bool:
    """Tell whether whoever opens with that login names a key file; needs no key, and counts nothing.

    Raises:
        HeaderDamaged, VaultMissing, VaultTooNew: If it cannot be told.
    """
    return _tried_slot(read_header(folder), login)[0].key_file


def _take_lock(place: Place) -> VaultLock:
    try:
        return VaultLock.take(place.folder, place.clock)
    except VaultBusy:
        place.door.append(REFUSED, None)
        raise


def _check_own_passphrase(slot: Slot, *, choosing: bool = False) -> None:
    if slot.temporary and not choosing:
        raise PassphraseIsTemporary


def _tried_slot(header: Header, login: str) -> tuple[Slot, bool]:
    """Return the slot of a login and whether it is; an unknown login is given some known one's.

    So it costs what some known one costs and needs what that needs, always the same for the same login.
    """
    slots = [slot for slot in header.slots if slot.kind == USER_SLOT]
    if not slots:
        raise HeaderDamaged
    tag = name_tag(login, header.name_key)
    own = next((slot for slot in slots if slot.name_tag == tag), None)
    return (own or slots[int(tag, 16) % len(slots)]), own is not None


def _unlock(
    door: DoorLog, header: Header, login: str, given: Secret, *, wait: Callable[[float], None]
) -> UnlockedSlot:
    slot, is_known = _tried_slot(header, login)
    if slot.key_file and credential(given).key_file is None:
        raise KeyFileNeeded
    delay = door.delay()
    if delay:
        wait(delay.total_seconds())
    if slot.kdf is None:
        raise HeaderDamaged
    key = slot_key(given, slot.kdf, key_file=slot.key_file)
    if not is_known:
        door.count(UNKNOWN_USER, None)
        raise WrongPassphrase
    try:
        secret = unwrap_user_slot(slot, key, header.id)
    except WrongPassphrase:
        door.count(WRONG_PASSPHRASE, slot.id)
        raise
    if key_check(secret.vault_key, header.id) != header.key_check:
        raise HeaderDamaged
    if slot.sealed is None:
        return UnlockedSlot(header, slot, secret)
    fresh = rewrap_user_slot(slot, secret, key, header.id)
    return UnlockedSlot(header.with_slot(fresh), fresh, secret)


def check_database(place: Place, unlocked: UnlockedSlot, mode: Mode) -> None:
    """Open the records with the key, look at some, and bring older tables up to date when writing.

    Before an upgrade a verified backup is put aside.

    Raises:
        VaultTooNew, VaultNeedsUpgrade, DatabaseDamaged: If the file cannot be used so.
    """
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
    upgrade_records(place.folder, unlocked.header, unlocked.database_key, place.store.upgrade)


def opened_vault(place: Place, unlocked: UnlockedSlot, *, mode: Mode, lock: VaultLock | None) -> OpenVault:
    """Return the vault that this slot opens; its key is known to be right."""
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
        writes=mode == "write",
        lock=lock,
        vault_key=unlocked.secret.vault_key,
    )


def _who(place: Place, unlocked: UnlockedSlot, records: OpenRecords) -> tuple[Unit, User]:
    with records.read() as uow:
        unit, users = uow.office.unit(), uow.office.users()
    user = next((user for user in users if user.id == unlocked.slot.id), None)
    if user is None:
        raise DatabaseDamaged(file=unlocked.header.database)
    if not user.active:
        place.door.append(REFUSED, unlocked.slot.id)
        raise UserDisabled
    return unit, user
