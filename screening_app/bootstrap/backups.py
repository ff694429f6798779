"""Backups of the vault: made beside people who work, proven, put back where nothing is."""

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap import Secret, open_vault_for, session_of, shipped_store
from screening_app.bootstrap.inspection import report_of
from screening_app.domain.audit import Deed
from screening_app.domain.errors import ScreeningAppError
from screening_app.services.backup_plan import beyond, changed_plan
from screening_app.services.colleagues import check_may_administer
from screening_app.services.faults import VaultFault, VaultFaultKind
from screening_app.vault.clock import SystemClock
from screening_app.vault.door import BACKED_UP, BACKUP_PROVEN, DoorLog
from screening_app.vault.errors import DatabaseDamaged
from screening_app.vault.files import folder_faults, place_faults
from screening_app.vault.lock import VaultLock

if TYPE_CHECKING:
    from screening_app.vault.opened import OpenVault
    from screening_app.vault.salvage import Salvaged

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; raises to stop."""

_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"backup-(\d{8}-\d{6})(?:-(\d{1,2}))?\.samtalsstod")
_PROOF = "proof-"
_UNFINISHED_S = 60 * 60
_WHOLE = 1000


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBackup:
    """A backup of this vault in the folder for backups.

    Attributes:
        made_at: As its name says, aware UTC.
        size: In bytes.
        proven_at: When a restore of it was last proven.
    """

    file: Path
    made_at: dt.datetime
    size: int
    proven_at: dt.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A backup that was made, what its proof showed, and how many older ones went for it."""

    file: Path
    proof: Proof
    removed: int


def back_up_vault(
    folder: Path,
    login: str,
    passphrase: Secret,
    file: Path,
    *,
    progress: Progress | None = None,
) -> None:
    """Write a backup of the vault into a file that does not exist yet; others may work meanwhile.

    Args:
        progress: Told of the pages copied; raises to stop, and nothing is left.

    Raises:
        AccessDenied: If it is somebody else's to look after.
        BackupExists, DiskFull, ReadOnlyVault: If it cannot be written.
        As ``vault.opening.open_vault``.
    """
    from screening_app.vault.backup import back_up  # noqa: PLC0415 (database)

    with open_vault_for(folder, login, passphrase, write=False) as vault:
        check_may_administer(session_of(vault), Deed.BACK_UP)
        back_up(vault, file, progress)
        vault.door.append(BACKED_UP, vault.user.id)


def make_backup(vault: "OpenVault", folder: Path, progress: Progress | None = None) -> Path:
    """Write a backup into a folder, under a name that says when and nothing else.

    Raises:
        UnusableFolder, DiskFull, ReadOnlyVault: If it cannot be written; nothing is left.
    """
    from screening_app.vault.backup import back_up  # noqa: PLC0415 (database)

    _remove_unfinished(folder)
    file = _free_name(folder)
    back_up(vault, file, progress)
    vault.door.append(BACKED_UP, vault.user.id)
    return file


def back_up_and_prove(
    vault: "OpenVault", folder: Path, *, keep: int, scratch: Path, progress: Progress | None = None
) -> BackedUp:
    """Make a backup, prove it, and only then let go of those beyond the newest ``keep``.

    Raises:
        As ``make_backup`` and ``prove_with``.
    """
    file = make_backup(vault, folder, _part(progress, 0, 3))
    proof = prove_with(vault, file, scratch=scratch, progress=_part(progress, 1, 3, parts=2))
    removed = remove_beyond(vault, folder, keep=keep, proven=file) if proof.is_sound else 0
    return BackedUp(file=file, proof=proof, removed=removed)


def back_up_by_hand(
    folder: Path, login: str, passphrase: Secret, target: Path | None, *, keep: int | None, scratch: Path
) -> BackedUp:
    """Do by command what the window does; others may work meanwhile.

    Args:
        target: Folder for backups; left out, the plan's.
        keep: How many stay; left out, as many as the plan says.

    Raises:
        AccessDenied: If it is somebody else's to look after.
        PlanImpossible: If there is no folder, or none can be kept.
        As ``back_up_and_prove`` and ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, passphrase, write=False) as vault:
        session = session_of(vault)
        check_may_administer(session, Deed.BACK_UP)
        plan = changed_plan(session, {"folder": target and str(target), "keep": keep})
        return back_up_and_prove(vault, Path(plan.folder), keep=plan.keep, scratch=scratch)


def prove_with(vault: "OpenVault", file: Path, *, scratch: Path, progress: Progress | None = None) -> Proof:
    """Prove a backup with the key of the vault that is open: nobody types a passphrase.

    Raises:
        KeyOfAnotherDay: If it was made under another key.
        As ``prove_backup``.
    """
    from screening_app.vault.reopening import opened_again  # noqa: PLC0415 (database)

    @contextmanager
    def opened(place: Path) -> Iterator["OpenVault"]:
        copy = opened_again(vault, place, clock=SystemClock())
        try:
            yield copy
        finally:
            copy.close()

    return _prove(vault.folder, file, opened, scratch=scratch, progress=progress)


def prove_backup(folder: Path, file: Path, login: str, passphrase: Secret, *, scratch: Path) -> Proof:
    """Put a backup back into a scratch folder, read every page and row, check the chain, and throw it away.

    Args:
        folder: Of the vault; its ``door.log`` remembers the proof if the backup is of this vault.
        login: Of a user of the day when the backup was made, with that day's passphrase.
        scratch: Where there is room for a second vault on a disk of this computer.

    Raises:
        NoBackup, BackupDamaged: If there is nothing to prove.
        As ``vault.opening.open_vault``.
    """

    def opened(place: Path) -> AbstractContextManager["OpenVault"]:
        return open_vault_for(place, login, passphrase, write=True)

    return _prove(folder, file, opened, scratch=scratch, progress=None)


def _prove(
    folder: Path,
    file: Path,
    opened: Callable[[Path], AbstractContextManager["OpenVault"]],
    *,
    scratch: Path,
    progress: Progress | None,
) -> Proof:
    from screening_app.vault.backup import restore  # noqa: PLC0415 (database)
    from screening_app.vault.foot import mark_of, read_foot  # noqa: PLC0415 (pydantic)

    header, _ = read_foot(file)
    clock = SystemClock()
    place, lock = _scratch_place(scratch, clock)
    try:
        restore(file, place / "vault", clock=clock, progress=_part(progress, 0, 2))
        with opened(place / "vault") as vault:
            report = report_of(vault, _part(progress, 1, 2))
        proof = Proof(faults=tuple(report.faults), rows=report.rows)
    except DatabaseDamaged as error:  # so damaged that it does not even open
        proof = Proof(faults=(VaultFault(VaultFaultKind.PAGE, str(error.params["file"])),), rows={})
    finally:
        shutil.rmtree(place, ignore_errors=True)
        lock.release()
    if proof.is_sound and _is_of(folder, header.id):
        DoorLog(folder, clock).append(BACKUP_PROVEN, mark_of(file))
    return proof


def kept_backups(folder: Path, target: Path) -> tuple[KeptBackup, ...]:
    """Return this vault's backups in a folder, newest first; what is no backup of it is passed over.

    Raises:
        UnusableFolder: If the folder is not there.
    """

    from screening_app.vault.foot import mark_of, read_foot  # noqa: PLC0415 (pydantic)

    proven = DoorLog(folder, SystemClock()).latest_by_slot(BACKUP_PROVEN)
    with place_faults(target):
        named = [(path, _NAME.fullmatch(path.name)) for path in target.iterdir()]
    found = list[KeptBackup]()
    for path, name in named:
        made_at = _stamped(name) if name else None
        if made_at is None:
            continue
        try:
            if _is_of(folder, read_foot(path)[0].id):
                size = path.stat().st_size
                at = proven.get(mark_of(path))
                found.append(KeptBackup(file=path, made_at=made_at, size=size, proven_at=at))
        except (ScreeningAppError, OSError):
            continue
    return tuple(sorted(found, key=lambda one: one.made_at, reverse=True))


def remove_beyond(vault: "OpenVault", target: Path, *, keep: int, proven: Path) -> int:
    """Remove this vault's backups beyond the newest ``keep`` that are older than the one just proven.

    Returns:
        How many went; what cannot be removed now stays until the next time.
    """
    kept = kept_backups(vault.folder, target)
    anchor = next((one for one in kept if one.file == proven and one.proven_at is not None), None)
    gone = 0
    for old in beyond(kept, keep=keep, proven=anchor) if anchor is not None else ():
        with suppress(OSError):
            old.file.unlink()
            gone += 1
    return gone


def restore_backup(file: Path, folder: Path, *, progress: Progress | None = None) -> None:
    """Put a backup back into a folder that holds no vault.

    Args:
        progress: Told of the pages copied; raises to stop, and nothing is left.

    Raises:
        NoBackup, BackupDamaged: If there is nothing to put back.
        VaultExists, UnsafeFolder, UnusableFolder: If no vault can stand there; nothing was changed.
        DiskFull, ReadOnlyVault: If it cannot be written; nothing is left.
    """
    from screening_app.vault.backup import restore  # noqa: PLC0415 (database)

    restore(file, folder, clock=SystemClock(), progress=progress)


def salvage_vault(folder: Path, login: str, passphrase: Secret, target: Path) -> "Salvaged":
    """Make a new vault, with the same keys, of what can be read of a damaged one.

    Raises:
        As ``vault.salvage.salvage``.
    """
    from screening_app.vault.salvage import salvage  # noqa: PLC0415 (database)

    return salvage(folder, login, passphrase, target, store=shipped_store(), clock=SystemClock())


def last_proven(folder: Path) -> dt.datetime | None:
    """Return when a restore of a backup of this vault was last proven; needs no key."""
    return DoorLog(folder, SystemClock()).latest(BACKUP_PROVEN)


def _scratch_place(scratch: Path, clock: SystemClock) -> tuple[Path, VaultLock]:
    """Return an empty folder and the lock on it; what proofs that were cut off have left goes."""
    with folder_faults(scratch):
        scratch.mkdir(parents=True, exist_ok=True)
        _remove_left_over(scratch)
        place = Path(tempfile.mkdtemp(prefix=_PROOF, dir=scratch))
        try:
            return place, VaultLock.take(place, clock, is_handed_over=False)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise


def _is_of(folder: Path, vault_id: str) -> bool:
    from screening_app.vault.header import read_header  # noqa: PLC0415 (pydantic)

    try:
        return read_header(folder).id == vault_id
    except ScreeningAppError:
        return False


def _stamped(name: re.Match[str]) -> dt.datetime | None:
    """Return when a backup was made; several of one second follow each other by their numbers."""
    try:
        second = dt.datetime.strptime(name[1], _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return second + dt.timedelta(microseconds=int(name[2] or 1))


def _free_name(folder: Path) -> Path:
    """Return a name that says when; of several in one second each has a number above those before."""
    stamp = SystemClock().now().strftime(_STAMP)
    with suppress(OSError):
        named = [_NAME.fullmatch(path.name) for path in folder.glob(f"backup-{stamp}*")]
        taken = [int(name[2] or 1) for name in named if name is not None]
        if taken:
            return folder / f"backup-{stamp}-{max(taken) + 1}.samtalsstod"
    return folder / f"backup-{stamp}.samtalsstod"


def _remove_unfinished(folder: Path) -> None:
    """Take away what a lock in the middle of a backup left: a file that never got whole."""
    with suppress(OSError):
        for path in folder.glob("backup-*.samtalsstod.new*"):
            if _now_s() - path.stat().st_mtime > _UNFINISHED_S:
                path.unlink()


def _remove_left_over(scratch: Path) -> None:
    """Take away what a lock or a power cut in the middle of a proof left: nobody holds it any more."""
    for place in scratch.glob(f"{_PROOF}*"):
        if not VaultLock.is_held(place):
            shutil.rmtree(place, ignore_errors=True)


def _now_s() -> float:
    return SystemClock().now().timestamp()


def _part(progress: Progress | None, at: int, of: int, *, parts: int = 1) -> Progress | None:
    """Return what tells of one part of a longer work, in thousandths of the whole."""
    if progress is None:
        return None
    tell = progress

    def told(done: int, total: int) -> None:
        share = done / total if total else 1.0
        tell(round(_WHOLE * (at + parts * share) / of), _WHOLE)

    return told
