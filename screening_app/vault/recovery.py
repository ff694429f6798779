"""The recovery slot: whoever has enough sheets opens the vault when every passphrase is lost (DESIGN 5).

Its key is random and stands nowhere but on the sheets. A rotation seals the new vault key to the slot
like to any other, so the sheets stay valid. New sheets get a slot beside it, and the earlier one goes
when somebody is known to hold them: at no time is there a vault whose sheets are nobody's.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path

from screening_app.domain.access import Role
from screening_app.domain.ids import UserId
from screening_app.domain.records import User
from screening_app.services.key_file_rule import check_key_file_rule
from screening_app.services.ports import Clock, Entropy
from screening_app.vault.cipher import check_files, connect
from screening_app.vault.creating import NewUser
from screening_app.vault.door import REHEARSED, WRONG_SHEETS
from screening_app.vault.errors import NoRecovery, SheetsDoNotBelong, WrongPassphrase
from screening_app.vault.files import place_faults
from screening_app.vault.header import RECOVERY_SLOT, Header, Slot, read_header, write_header
from screening_app.vault.key_file import Secret, credential
from screening_app.vault.keys import (
    KEY_SIZE,
    SEED_SIZE,
    Ed25519Signer,
    KdfCost,
    Unwrapped,
    calibrate,
    new_user_slot,
    unwrap_recovery_slot,
    wrap_recovery_slot,
)
from screening_app.vault.lock import VaultLock
from screening_app.vault.opened import OpenVault, check_login_free
from screening_app.vault.opening import (
    Place,
    UnlockedSlot,
    check_database,
    forget_unfinished,
    opened_vault,
    with_current_header,
)
from screening_app.vault.passphrase import check_passphrase
from screening_app.vault.place import check_place, check_writable
from screening_app.vault.sheets import combine, split
from screening_app.vault.store import Store
from screening_app.vault.wal import check_log


def make_sheets(vault: OpenVault) -> tuple[str, ...]:
    """Give the vault a new recovery key and return the words of its sheets.

    The sheets that people hold open it as well until ``retire_earlier_sheets``: these are nobody's yet.
    Of sheets that were never tried before they were replaced again nobody knows that they are held.

    Args:
        vault: Opened for writing.
    """
    key = secrets.token_bytes(KEY_SIZE)
    slot = wrap_recovery_slot(secrets.token_hex(8), vault.vault_key, key, vault.header.id)
    _keep_recovery(vault, _held(vault), slot)
    return split(key)


def retire_earlier_sheets(vault: OpenVault) -> bool:
    """Let only the newest sheets open the vault, and tell whether there were earlier ones.

    Args:
        vault: Opened for writing.
    """
    if not vault.header.has_earlier_sheets:
        return False
    _keep_recovery(vault, vault.header.recovery_slots[-1:])
    return True


def _held(vault: OpenVault) -> tuple[Slot, ...]:
    """Return the slot of the sheets that somebody holds: the newest if they were tried, else the earliest."""
    slots = vault.header.recovery_slots
    return slots[-1:] if is_rehearsed(vault) else slots[:1]


def _keep_recovery(vault: OpenVault, kept: Sequence[Slot], *new: Slot) -> None:
    others = tuple(known for known in vault.header.slots if known.kind != RECOVERY_SLOT)
    header = vault.header.model_copy(update={"slots": (*others, *kept, *new)})
    write_header(vault.folder, header)
    vault.header = header


def rehearse(folder: Path, sheets: Sequence[str], *, store: Store, clock: Clock) -> None:
    """Do what a recovery does up to reading the records, and change nothing; ``door.log`` remembers it.

    Raises:
        SheetUnreadable, TooFewSheets, SheetsDoNotBelong: If the sheets do not open this vault.
        NoRecovery: If it has no recovery slot.
        As ``vault.opening.open_vault``, but for the passphrase.
    """
    place = Place(folder=folder, store=store, clock=clock)

    def try_with(header: Header) -> str:
        slot, vault_key = _unwrapped(place, header, sheets)
        check_database(place, UnlockedSlot(header, slot, Unwrapped(vault_key, b"")), "read")
        return slot.id

    with place_faults(folder):
        tried = with_current_header(folder, try_with)
    place.door.append(REHEARSED, tried)


def is_rehearsed(vault: OpenVault) -> bool:
    """Tell whether sheets of the newest set were tried once."""
    newest = vault.header.recovery_slots[-1:]
    return any(vault.door.was_tried(slot.id) for slot in newest)


def recover(  # noqa: PLR0913 (ports, and what a recovery is made of)
    folder: Path,
    sheets: Sequence[str],
    new: NewUser,
    passphrase: Secret,
    *,
    store: Store,
    clock: Clock,
    entropy: Entropy,
    kdf: KdfCost | None = None,
    lock: VaultLock | None = None,
) -> OpenVault:
    """Give a new administrator a key with nothing but the sheets; return the vault opened by them.

    Users that were there keep their keys: an administrator takes away what is not wanted.

    Args:
        new: The new user; the role is always administrator.
        passphrase: With a key file in it, the new user needs that too.
        kdf: For tests only, as in ``create_vault``.
        lock: A lock that this process holds already; a refused recovery leaves it with the process.

    Raises:
        WeakPassphrase: If the new passphrase is too easy to guess.
        LoginTaken: If somebody has that login already.
        KeyFileRequired: If the vault asks for a key file and there is none.
        As ``rehearse``.
    """
    check_passphrase(credential(passphrase).passphrase, login=new.login)
    place = Place(folder=folder, store=store, clock=clock)
    with place_faults(folder):
        with_current_header(folder, lambda header: _unwrapped(place, header, sheets))
        check_place(folder)
    check_writable(folder, [path.name for path in folder.iterdir()])
    held = lock
    lock = held or VaultLock.take(folder, clock)
    try:
        # Anew: whoever held the lock before may have written another since.
        header = read_header(folder)
        slot, vault_key = _unwrapped(place, header, sheets)
        check_log(folder / header.database)
        found = UnlockedSlot(header, slot, Unwrapped(vault_key, b""))
        check_database(place, found, "write")
        unlocked = _with_administrator(place, found, new, passphrase, entropy, kdf or calibrate())
        return opened_vault(place, unlocked, mode="write", lock=lock)
    except BaseException:
        if lock is not held:
            lock.release()
        raise


def _with_administrator(
    place: Place, found: UnlockedSlot, new: NewUser, passphrase: Secret, entropy: Entropy, kdf: KdfCost
) -> UnlockedSlot:
    header, secret = found.header, Unwrapped(found.secret.vault_key, secrets.token_bytes(SEED_SIZE))
    user_id = UserId(entropy.new_id())
    slot = new_user_slot(
        user_id,
        new.login,
        secret,
        vault_id=header.id,
        name_key=header.name_key,
        given=passphrase,
        cost=kdf,
    )
    path, key = place.folder / header.database, found.database_key
    records = place.store.records(
        reader=lambda: connect(path, key, mode="read"), writer=lambda: connect(path, key, mode="write")
    )
    try:
        forget_unfinished(records, header, place.store)
        with records.read() as uow:
            unit = uow.office.unit()
        names = (new.name, unit.name, unit.authority)
        check_passphrase(credential(passphrase).passphrase, login=new.login, names=names)
        check_login_free(records, header, new.login)
        check_key_file_rule(records, has_one=slot.key_file)
        public = Ed25519Signer(user_id, secret.seed).public_key
        user = User(
            id=user_id,
            unit=unit.id,
            login=new.login,
            name=new.name,
            role=Role.ADMINISTRATOR,
            public_key=public,
        )
        place.store.add_user(records, user)
    finally:
        records.close()
    fresh = header.with_slot(slot)
    write_header(place.folder, fresh)
    return UnlockedSlot(fresh, slot, secret)


def _unwrapped(place: Place, header: Header, sheets: Sequence[str]) -> tuple[Slot, bytes]:
    check_files(place.folder / header.database)
    if not header.has_recovery:
        raise NoRecovery
    key = combine(sheets)
    for slot in header.recovery_slots:
        try:
            return slot, unwrap_recovery_slot(slot, key, header)
        except WrongPassphrase:
            continue
    place.door.append(WRONG_SHEETS, None)
    raise SheetsDoNotBelong
