"""Backups of the vault: made beside people who work, proven, put back where nothing is."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap import open_vault_for, shipped_store
from screening_app.bootstrap.inspection import report_of
from screening_app.services.faults import VaultFault
from screening_app.vault.clock import SystemClock
from screening_app.vault.door import BACKED_UP, BACKUP_PROVEN, DoorLog

if TYPE_CHECKING:
    from screening_app.vault.salvage import Salvaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What putting a backup back into a scratch folder and reading all of it showed.

    Attributes:
        faults: Nothing when it is sound.
        rows: Rows per table.
    """

    faults: tuple[VaultFault, ...]
    rows: Mapping[str, int]

    @property
    def is_sound(self) -> bool:
        """Tell whether everything came back."""
        return not self.faults


def back_up_vault(
    folder: Path,
    login: str,
    passphrase: str,
    file: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write a backup of the vault into a file that does not exist yet; others may work meanwhile.

    Args:
        progress: Told of the pages copied; raises to stop, and nothing is left.

    Raises:
        BackupExists, DiskFull, ReadOnlyVault: If it cannot be written.
        As ``vault.opening.open_vault``.
    """
    from screening_app.vault.backup import back_up  # noqa: PLC0415 (database)

    with open_vault_for(folder, login, passphrase, write=False) as vault:
        back_up(vault, file, progress)
        vault.door.append(BACKED_UP, vault.user.id)


def prove_backup(folder: Path, file: Path, login: str, passphrase: str, *, scratch: Path) -> Proof:
    """Put a backup back into a scratch folder, read every page and row, check the chain, and throw it away.

    Args:
        folder: Of the vault; its ``door.log`` remembers the proof if the backup is of this vault.
        login: Of a user of the day when the backup was made, with that day's passphrase.
        scratch: Where there is room for a second vault on a disk of this computer.

    Raises:
        NoBackup, BackupDamaged: If there is nothing to prove.
        As ``vault.opening.open_vault``.
    """
    from screening_app.vault.backup import read_foot, restore  # noqa: PLC0415 (database)

    header, _ = read_foot(file)
    clock = SystemClock()
    scratch.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="proof-", dir=scratch))
    try:
        restore(file, place / "vault", clock=clock)
        with open_vault_for(place / "vault", login, passphrase, write=True) as vault:
            report = report_of(vault)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    proof = Proof(faults=tuple(report.faults), rows=report.rows)
    if proof.is_sound and _is_of(folder, header.id):
        DoorLog(folder, clock).append(BACKUP_PROVEN, None)
    return proof


def restore_backup(file: Path, folder: Path) -> None:
    """Put a backup back into a folder that holds no vault.

    Raises:
        NoBackup, BackupDamaged: If there is nothing to put back.
        VaultExists, UnsafeFolder, UnusableFolder: If no vault can stand there; nothing was changed.
        DiskFull, ReadOnlyVault: If it cannot be written; nothing is left.
    """
    from screening_app.vault.backup import restore  # noqa: PLC0415 (database)

    restore(file, folder, clock=SystemClock())


def salvage_vault(folder: Path, login: str, passphrase: str, target: Path) -> "Salvaged":
    """Make a new vault, with the same keys, of what can be read of a damaged one.

    Raises:
        As ``vault.salvage.salvage``.
    """
    from screening_app.vault.salvage import salvage  # noqa: PLC0415 (database)

    return salvage(folder, login, passphrase, target, store=shipped_store(), clock=SystemClock())


def last_proven(folder: Path) -> dt.datetime | None:
    """Return when a restore of a backup of this vault was last proven; needs no key."""
    return DoorLog(folder, SystemClock()).latest(BACKUP_PROVEN)


def _is_of(folder: Path, vault_id: str) -> bool:
    from screening_app.domain.errors import ScreeningAppError  # noqa: PLC0415
    from screening_app.vault.header import read_header  # noqa: PLC0415 (pydantic)

    try:
        return read_header(folder).id == vault_id
    except ScreeningAppError:
        return False
