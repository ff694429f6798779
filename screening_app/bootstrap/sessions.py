"""An opened vault as a session: what the use cases work with, and what every opening writes down."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap.earlier_sheets import finish_tried_sheets
from screening_app.domain.keys import KeysHeld
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.session import Safeguards, Session
from screening_app.services.unlock import record_unlock
from screening_app.settings import shipped_folder
from screening_app.vault.clock import SystemClock
from screening_app.vault.door import BACKED_UP, BACKUP_PROVEN, DENIED
from screening_app.vault.entropy import SystemEntropy
from screening_app.vault.key_file import Secret
from screening_app.vault.lock import VaultLock

if TYPE_CHECKING:
    from screening_app.vault.opened import OpenVault
    from screening_app.vault.store import Store


@cache
def forms_library(own: Path | None = None) -> FileFormLibrary:
    """Return the forms, pathways and packs that ship, and a unit's ``own`` forms before them."""
    return FileFormLibrary(shipped_folder("forms"), own)


def own_forms(vault: Path) -> Path:
    """Return the folder of a unit's own forms: it lies in the folder of its vault."""
    return vault / "forms"


def shipped_store() -> "Store":
    """Return the tables that vaults are made of."""
    from screening_app.storage.store import SqlStore  # noqa: PLC0415 (SQLAlchemy)

    return SqlStore()


@contextmanager
def open_vault_for(folder: Path, login: str, passphrase: Secret, *, write: bool) -> Iterator["OpenVault"]:
    """Open a vault for a user and close it at the end; raises as ``vault.opening.open_vault``."""
    vault = opened_vault_of(folder, login, passphrase, write=write)
    try:
        yield vault
    finally:
        vault.close()


def opened_vault_of(
    folder: Path, login: str, passphrase: Secret, *, write: bool, lock: VaultLock | None = None
) -> "OpenVault":
    """Open a vault for a user, who closes it; raises as ``vault.opening.open_vault``.

    Args:
        lock: The right to write, if this process holds it already.
    """
    from screening_app.vault.opening import open_vault  # noqa: PLC0415 (database)

    return open_vault(
        folder,
        login,
        passphrase,
        mode="write" if write else "read",
        store=shipped_store(),
        clock=SystemClock(),
        lock=lock,
    )


def session_of(vault: "OpenVault") -> Session:
    """Return the session of who opened the vault."""
    clock = SystemClock()
    return Session(
        unit=vault.unit,
        user=vault.user,
        records=vault.records,
        signer=vault.signer,
        clock=clock,
        entropy=SystemEntropy(clock),
        forms=forms_library(own_forms(vault.folder)),
        safeguards=safeguards_of(vault),
        tell_door=None if vault.writes else partial(vault.door.append, DENIED, vault.user.id),
    )


def session_on_record(vault: "OpenVault", *, found: KeysHeld | None = None) -> Session:
    """Return the session of who opened a vault for writing, after the opening was written down.

    With it goes what happened at the door before, and keys that changed without being on record. New
    recovery sheets that were tried meanwhile take the place of the earlier ones.

    Args:
        found: The keys as they were found, if the user has changed one since.
    """
    session = session_of(vault)
    record_unlock(session, vault.door.pending, found or vault.header.keys_held)
    if finish_tried_sheets(vault, session):
        return replace(session, safeguards=safeguards_of(vault))
    return session


def safeguards_of(vault: "OpenVault") -> Safeguards:
    """Return what there is now against losing an open vault."""
    from screening_app.vault.recovery import is_rehearsed  # noqa: PLC0415 (database)

    return Safeguards(
        has_recovery=vault.header.has_recovery,
        is_rehearsed=is_rehearsed(vault),
        has_earlier_sheets=vault.header.has_earlier_sheets,
        made_at=vault.door.latest(BACKED_UP),
        proven_at=vault.door.latest(BACKUP_PROVEN),
    )
