"""Who holds a key to the vault: passphrases, colleagues, rotation, recovery sheets."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap import Secret, open_vault_for, session_of, session_on_record, shipped_store
from screening_app.bootstrap.earlier_sheets import finish_sheets
from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.ids import UserId
from screening_app.services.colleagues import check_may_administer, disable_user, find_user
from screening_app.services.keys_on_record import record_keys
from screening_app.services.new_unit import check_unit
from screening_app.services.session import Session
from screening_app.vault.clock import SystemClock
from screening_app.vault.entropy import SystemEntropy
from screening_app.vault.keys import KdfCost, calibrate
from screening_app.vault.lock import VaultLock

if TYPE_CHECKING:
    from screening_app.vault.opened import OpenVault


def change_own_passphrase(
    folder: Path, login: str, passphrase: Secret, new: Secret, *, kdf: KdfCost | None = None
) -> None:
    """Change the passphrase of a user who knows the old one; a temporary one gives way to their own.

    Args:
        kdf: For tests only: what a passphrase costs.

    Raises:
        WeakPassphrase, SamePassphrase: If the new one will not do.
        As ``vault.opening.open_vault``.
    """
    from screening_app.bootstrap.entry import choose_passphrase  # noqa: PLC0415 (database)

    choose_passphrase(folder, login, passphrase, new, kdf=kdf).close()


def change_key(
    vault: "OpenVault", session: Session, old: Secret, new: Secret, *, kdf: KdfCost | None = None
) -> None:
    """Change the passphrase of the user who has the vault open.

    Raises:
        WrongPassphrase: If the old one is wrong.
        WeakPassphrase, SamePassphrase, KeyFileRequired: As ``change_own_passphrase``.
    """
    from screening_app.vault.slots import change_passphrase  # noqa: PLC0415 (database)

    change_passphrase(vault, old, new, kdf=kdf or calibrate())
    record_keys(session, AuditAction.PASSPHRASE_CHANGED, session.user.id, vault.header.keys_held)


def remove_user(folder: Path, login: str, passphrase: Secret, *, leaving: str) -> UserId:
    """Take a colleague's key away, then give the vault a new key; their records and signatures stay.

    Args:
        leaving: Login of the colleague.

    Raises:
        AccessDenied: If it is not an administrator, or the administrator alone.
        UserUnknown: If nobody has that login.
        NoKey: If they have no key any more.
        LastKey: If nobody else would be left.
        As ``rotate_vault``.
    """
    with open_vault_for(folder, login, passphrase, write=True) as vault:
        session = session_on_record(vault)
        removed = take_key(vault, session, leaving)
    rotate_vault(folder, login, passphrase)
    return removed


def take_key(vault: "OpenVault", session: Session, leaving: str) -> UserId:
    """Take a colleague's key away; until the vault has a new one, an old copy of its header still opens.

    Raises:
        AccessDenied, UserUnknown, NoKey, LastKey: As ``remove_user``.
    """
    from screening_app.vault.slots import check_has_slot, remove_slot  # noqa: PLC0415 (database)

    user = find_user(session, leaving, active=None)
    check_has_slot(vault, user.id)
    disable_user(session, user)
    remove_slot(vault, user.id)
    record_keys(session, AuditAction.KEY_TAKEN, user.id, vault.header.keys_held)
    return user.id


def rotate_vault(
    folder: Path, login: str, passphrase: Secret, *, progress: Callable[[int, int], None] | None = None
) -> None:
    """Give the vault a new key; everybody's passphrase and the recovery sheets stay as they are.

    Args:
        progress: Told of the pages copied; raises to stop, and nothing has changed.

    Raises:
        AccessDenied: If it is not an administrator.
        DiskFull, DatabaseDamaged, CopyDiffers: If there can be no sound copy; nothing has changed.
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, passphrase, write=True) as vault:
        session = session_on_record(vault)
        rotate_open(vault, session, progress=progress)


def rotate_open(
    vault: "OpenVault", session: Session, *, progress: Callable[[int, int], None] | None = None
) -> None:
    """Give a vault that is open a new key; its records are closed afterwards, also when it was stopped.

    Raises:
        As ``rotate_vault``, but for the opening.
    """
    from screening_app.vault.reopening import opened_again  # noqa: PLC0415 (database)
    from screening_app.vault.rotation import rotate  # noqa: PLC0415 (database)

    check_may_administer(session, Deed.ROTATE)
    rotate(vault, progress)
    fresh = opened_again(vault, vault.folder, clock=SystemClock())
    try:
        keys = fresh.header.keys_held
        record_keys(session_of(fresh), AuditAction.KEY_ROTATED, fresh.header.id, keys)
    finally:
        fresh.close()


def make_recovery_sheets(folder: Path, login: str, passphrase: Secret) -> tuple[str, ...]:
    """Return the words of new recovery sheets; sheets made before open the vault until these were tried.

    Tried: ``rehearse_recovery`` and the next opening by somebody who may. Or ``retire_sheets`` ends it.

    Raises:
        AccessDenied: If it is neither an administrator nor somebody of a vault that is being set up.
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, passphrase, write=True) as vault:
        session = session_on_record(vault)
        return renew_sheets(vault, session)


def renew_sheets(vault: "OpenVault", session: Session) -> tuple[str, ...]:
    """Return the words of new sheets of a vault that is open, as ``make_recovery_sheets``.

    Raises:
        AccessDenied: As ``make_recovery_sheets``.
    """
    from screening_app.vault.recovery import make_sheets  # noqa: PLC0415 (database)

    check_may_administer(session, Deed.SHEETS)
    sheets = make_sheets(vault)
    record_keys(session, AuditAction.SHEETS_MADE, vault.header.id, vault.header.keys_held)
    return sheets


def retire_sheets(folder: Path, login: str, passphrase: Secret) -> bool:
    """Let sheets before the newest open nothing any more, though nobody has tried the newest.

    Returns:
        Whether there were earlier ones.

    Raises:
        AccessDenied: As ``make_recovery_sheets``.
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, passphrase, write=True) as vault:
        session = session_on_record(vault)
        return finish_sheets(vault, session)


def rehearse_recovery(folder: Path, sheets: Sequence[str]) -> None:
    """Try whether these sheets would open the vault; nothing changes.

    Raises:
        SheetUnreadable, TooFewSheets, SheetsDoNotBelong, NoRecovery: If they would not.
    """
    from screening_app.vault.recovery import rehearse  # noqa: PLC0415 (database)

    rehearse(folder, sheets, store=shipped_store(), clock=SystemClock())


def recover_vault(
    folder: Path,
    sheets: Sequence[str],
    *,
    login: str,
    name: str,
    passphrase: Secret,
    kdf: KdfCost | None = None,
    lock: VaultLock | None = None,
) -> None:
    """Give a new administrator a key with the recovery sheets.

    Args:
        kdf: For tests only: what a passphrase costs.
        lock: The right to write, if this process holds it already; it keeps it.

    Raises:
        UnitIncomplete: If name or login is blank.
        As ``vault.recovery.recover``.
    """
    from screening_app.domain.access import Role  # noqa: PLC0415
    from screening_app.vault.creating import NewUser  # noqa: PLC0415 (database)
    from screening_app.vault.recovery import recover  # noqa: PLC0415 (database)

    check_unit(name, login)
    clock = SystemClock()
    vault = recover(
        folder,
        sheets,
        NewUser(login=login, name=name, role=Role.ADMINISTRATOR),
        passphrase,
        store=shipped_store(),
        clock=clock,
        entropy=SystemEntropy(clock),
        kdf=kdf,
        lock=lock,
    )
    try:
        found = vault.header.without_slot(vault.user.id).keys_held
        session = session_on_record(vault, found=found)
        record_keys(session, AuditAction.RECOVERED, session.user.id, vault.header.keys_held)
    finally:
        vault.close(keep_lock=lock is not None)
