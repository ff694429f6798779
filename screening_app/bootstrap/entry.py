"""How users get in: key files, passphrases that somebody else gave, and being shut out for a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap import (
    Credential,
    Secret,
    Unlocked,
    open_vault_for,
    session_of,
    session_on_record,
    shipped_store,
)
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import UserId
from screening_app.services.colleagues import (
    UserUnknown,
    check_is_other,
    check_may_administer,
    find_user,
    let_in,
    shut_out,
)
from screening_app.services.key_file_rule import key_files_required, require_key_files
from screening_app.services.keys_on_record import record_keys
from screening_app.services.session import Session
from screening_app.vault.clock import SystemClock
from screening_app.vault.errors import KeyFileNeeded
from screening_app.vault.key_file import (
    find_key_files,
    make_key_file,
    place_of,
    remove_key_file,
    shares_disk,
)
from screening_app.vault.keys import KdfCost, calibrate
from screening_app.vault.lock import VaultLock
from screening_app.vault.media import removable_media

if TYPE_CHECKING:
    from screening_app.vault.opened import OpenVault


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHolder:
    """A user and what their key is.

    Attributes:
        is_active: Whether the application lets them in.
        has_key: Whether there is a slot of theirs.
        needs_key_file: Whether it opens with a key file only.
        must_choose: Whether they have to choose a passphrase of their own first.
    """

    id: UserId
    login: str
    name: str
    role: Role
    is_active: bool
    has_key: bool
    needs_key_file: bool
    must_choose: bool


def needs_key_file(folder: Path, login: str) -> bool:
    """Tell whether whoever opens with that login has to name a key file; needs no key.

    An unknown login needs one if some known one does, always the same for the same login.

    Raises:
        HeaderDamaged, VaultMissing, VaultTooNew: If it cannot be told.
    """
    from screening_app.vault.opening import needs_key_file as needed  # noqa: PLC0415 (database)

    return needed(folder, login)


def check_key_file_named(folder: Path, login: str, key_file: Path | None) -> None:
    """Say that a user needs a key file before anything is typed; whatever else is wrong shows later.

    Raises:
        KeyFileNeeded: If none is named.
    """
    if key_file is None and _needs_key_file(folder, login):
        raise KeyFileNeeded


def _needs_key_file(folder: Path, login: str) -> bool:
    try:
        return needs_key_file(folder, login)
    except ScreeningAppError:
        return False


def key_files_at_hand() -> tuple[Path, ...]:
    """Return the key files on removable media; looking may take as long as a slow medium does."""
    return find_key_files(removable_media())


@contextmanager
def new_key_file(folder: Path, place: Path | None) -> Iterator[bytes | None]:
    """Make a key file and give what it holds; if what follows fails, the file is taken away again.

    Args:
        folder: Of the vault.
        place: A file that is not there yet, or a folder, best of a removable medium; ``None`` makes none.

    Raises:
        KeyFileBesideVault, KeyFileExists, KeyFileNotWritten: If it cannot be made.
    """
    if place is None:
        yield None
        return
    file = place_of(place)
    held = make_key_file(file, vault=folder)
    try:
        yield held
    except BaseException:
        remove_key_file(file)
        raise


def is_on_disk_of(folder: Path, key_file: Path) -> bool:
    """Tell whether a key file is on the vault's own disk, where one theft takes both."""
    return shares_disk(key_file, folder)


def choose_passphrase(
    folder: Path,
    login: str,
    given: Secret,
    own: Secret,
    *,
    lock: VaultLock | None = None,
    kdf: KdfCost | None = None,
) -> Unlocked:
    """Let a user choose a passphrase, in the place of a temporary one too, and open the vault with it.

    Args:
        own: The passphrase that nobody else knows.
        lock: The right to write, if this process holds it already; it keeps it when refused.
        kdf: For tests only: what a passphrase costs.

    Raises:
        WeakPassphrase, SamePassphrase, KeyFileRequired: If it will not do; the given one stays.
        As ``vault.opening.open_to_choose``.
    """
    from screening_app.vault.opening import open_to_choose  # noqa: PLC0415 (database)
    from screening_app.vault.slots import change_passphrase  # noqa: PLC0415 (database)

    vault = open_to_choose(folder, login, given, store=shipped_store(), clock=SystemClock(), lock=lock)
    found = vault.header.keys_held
    try:
        change_passphrase(vault, given, own, kdf=kdf or calibrate())
        # Now, not before: what is on record about the user is signed with a key that is theirs alone.
        session = session_on_record(vault, found=found)
        record_keys(session, AuditAction.PASSPHRASE_CHANGED, session.user.id, vault.header.keys_held)
    except BaseException:
        vault.close(keep_lock=lock is not None)
        raise
    return Unlocked(session=session, vault=vault)


def change_key_file(
    folder: Path, login: str, given: Secret, place: Path | None, *, kdf: KdfCost | None = None
) -> None:
    """Let the user's slot need a new key file from now on, or none.

    Args:
        place: Where the new file goes; ``None`` for none.

    Raises:
        KeyFileRequired: If the vault asks for one.
        As ``new_key_file`` and ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, given, write=True) as vault:
        session = session_on_record(vault)
        renew_key_file(vault, session, given, place, kdf=kdf)


def renew_key_file(
    vault: "OpenVault", session: Session, given: Secret, place: Path | None, *, kdf: KdfCost | None = None
) -> None:
    """Do as ``change_key_file`` with a vault that is open."""
    from screening_app.vault.slots import change_key_file as change  # noqa: PLC0415 (database)

    with new_key_file(vault.folder, place) as held:
        change(vault, given, held, kdf=kdf or calibrate())
    keys, needs_one = vault.header.keys_held, held is not None
    record_keys(session, AuditAction.KEY_FILE_CHANGED, session.user.id, keys, key_file=needs_one)


def set_key_file_rule(folder: Path, login: str, given: Secret, *, required: bool) -> None:
    """Say whether everybody needs a key file; who has none gets one with the next change of passphrase.

    Raises:
        AccessDenied: If it is somebody else's to decide.
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, given, write=True) as vault:
        session = session_on_record(vault)
        require_key_files(session, required)


def key_file_rule(folder: Path, login: str, given: Secret) -> bool:
    """Tell whether everybody needs a key file; raises as ``vault.opening.open_vault``."""
    with open_vault_for(folder, login, given, write=False) as vault:
        return key_files_required(vault.records)


def disable_user(folder: Path, login: str, given: Secret, *, colleague: str) -> None:
    """Let a colleague in no longer, until ``enable_user``; the vault keeps its key.

    Raises:
        AccessDenied, UserUnknown: As ``services.colleagues.shut_out``.
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, given, write=True) as vault:
        session = session_on_record(vault)
        shut_out(session, colleague)


def enable_user(folder: Path, login: str, given: Secret, *, colleague: str) -> None:
    """Let a colleague in again who was shut out.

    Raises:
        AccessDenied, UserUnknown, NoKey: As ``enable``.
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, given, write=True) as vault:
        session = session_on_record(vault)
        enable(vault, session, colleague)


def enable(vault: "OpenVault", session: Session, colleague: str) -> None:
    """Let a colleague in again, with a vault that is open.

    Raises:
        AccessDenied: If it is somebody else's to do.
        UserUnknown: If nobody who was shut out has that login.
        NoKey: If their key was taken away meanwhile.
    """
    from screening_app.vault.slots import check_has_slot  # noqa: PLC0415 (database)

    check_may_administer(session, Deed.ENABLE_USER)
    user = find_user(session, colleague, active=False)
    check_has_slot(vault, user.id)
    let_in(session, user)


def give_passphrase(
    folder: Path,
    login: str,
    given: Secret,
    *,
    colleague: str,
    passphrase: str,
    place: Path | None = None,
    kdf: KdfCost | None = None,
) -> None:
    """Give a colleague who cannot get in a temporary passphrase, and a new key file if a place is named.

    Raises:
        As ``give_another`` and ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, given, write=True) as vault:
        session = session_on_record(vault)
        give_another(vault, session, colleague, passphrase, place=place, kdf=kdf)


def give_another(
    vault: "OpenVault",
    session: Session,
    colleague: str,
    passphrase: str,
    *,
    place: Path | None = None,
    kdf: KdfCost | None = None,
) -> None:
    """Do as ``give_passphrase`` with a vault that is open.

    The colleague must choose a passphrase of their own before anything else, and then signs with a new
    key; what they signed before stays good. Whose key was taken away gets one again so.

    Raises:
        AccessDenied: If it is somebody else's to do, or oneself.
        UserUnknown: If nobody has that login, or who has it is shut out.
        WeakPassphrase, KeyFileRequired: As ``vault.slots.replace_slot``.
        As ``new_key_file``.
    """
    from screening_app.vault.slots import replace_slot  # noqa: PLC0415 (database)

    check_may_administer(session, Deed.GIVE_PASSPHRASE)
    user = find_user(session, colleague, active=None)
    check_is_other(session, user, Deed.GIVE_PASSPHRASE)
    is_removed = all(slot.id != user.id for slot in vault.header.slots)
    if not (user.active or is_removed):
        raise UserUnknown
    with new_key_file(vault.folder, place) as held:
        replace_slot(vault, user, Credential(passphrase, held), kdf=kdf or calibrate())
    keys, needs_one = vault.header.keys_held, held is not None
    record_keys(session, AuditAction.PASSPHRASE_GIVEN, user.id, keys, key_file=needs_one)
    if not user.active:
        let_in(session, user)


def key_holders(vault: "OpenVault", session: Session) -> tuple[KeyHolder, ...]:
    """Return every user there ever was, and what their key is, by name.

    Raises:
        AccessDenied: If it is somebody else's to look after.
    """
    check_may_administer(session, Deed.SEE_USERS)
    slots = {slot.id: slot for slot in vault.header.slots}
    with session.records.read() as uow:
        users = sorted(uow.office.users(), key=lambda user: user.name.casefold())
    return tuple(
        KeyHolder(
            id=user.id,
            login=user.login,
            name=user.name,
            role=user.role,
            is_active=user.active,
            has_key=user.id in slots,
            needs_key_file=user.id in slots and slots[user.id].key_file,
            must_choose=user.id in slots and slots[user.id].temporary,
        )
        for user in users
    )


def list_key_holders(folder: Path, login: str, given: Secret) -> tuple[KeyHolder, ...]:
    """Return every user and what their key is; others may work meanwhile.

    Raises:
        AccessDenied: As ``key_holders``.
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, given, write=False) as vault:
        return key_holders(vault, session_of(vault))
