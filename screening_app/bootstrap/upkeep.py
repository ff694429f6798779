"""What keeps a vault safe, for the window that has it open: users, sheets, backups.

The same use cases as by command, on the vault that is open already: nobody types a passphrase for them
but the one that is being changed, or that a key file is to go with.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap import NewColleague, Unlocked, check_passphrase, give_key, safeguards_of
from screening_app.bootstrap.backups import (
    BackedUp,
    KeptBackup,
    Proof,
    back_up_and_prove,
    kept_backups,
    prove_with,
)
from screening_app.bootstrap.earlier_sheets import finish_sheets, finish_tried_sheets
from screening_app.bootstrap.entry import (
    KeyHolder,
    enable,
    give_another,
    key_holders,
    new_key_file,
    renew_key_file,
)
from screening_app.bootstrap.keys import change_key, rehearse_recovery, renew_sheets, rotate_open, take_key
from screening_app.services.backup_plan import BackupPlan, backup_plan, is_due, keep_backup_plan
from screening_app.services.colleagues import may_administer, shut_out
from screening_app.services.key_file_rule import key_files_required, require_key_files
from screening_app.services.session import Safeguards, Session
from screening_app.vault.key_file import Credential, place_of, shares_disk

if TYPE_CHECKING:
    from screening_app.vault.opened import OpenVault

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeKeyFile:
    """A key file that was made a moment ago.

    Attributes:
        is_beside: Whether it is on the vault's own disk, where one theft takes both.
    """

    file: Path
    is_beside: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Upkeep:
    """Work on a vault that is open; each method may take long and may run beside the window.

    Attributes:
        session: Of who has it open.
        scratch: Where there is room for a second vault.
    """

    session: Session
    scratch: Path
    _vault: "OpenVault"

    @classmethod
    def of(cls, unlocked: Unlocked, data_dir: Path) -> "Upkeep":
        """Return the upkeep of what a window has open."""
        return cls(session=unlocked.session, scratch=data_dir / "scratch", _vault=unlocked.vault)

    def safeguards(self) -> Safeguards:
        """Return what there is now against losing the vault."""
        return safeguards_of(self._vault)

    def may_administer(self) -> bool:
        """Tell whether users, sheets and backups are the user's to look after."""
        return may_administer(self.session)

    # Users

    def key_holders(self) -> tuple[KeyHolder, ...]:
        """Return every user there ever was, and what their key is; raises as ``entry.key_holders``."""
        return key_holders(self._vault, self.session)

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        """Refuse a passphrase that is too easy to guess."""
        check_passphrase(passphrase, login=login)

    def add_user(self, new: NewColleague, passphrase: str, place: Path | None = None) -> MadeKeyFile | None:
        """Give a colleague a key, with a passphrase that gives way to their own before anything else.

        Args:
            place: Where a key file for them goes; ``None`` for none.

        Raises:
            As ``bootstrap.give_key`` and ``entry.new_key_file``.
        """
        file = _file_at(place)
        with new_key_file(self._vault.folder, file) as held:
            give_key(self._vault, self.session, new, Credential(passphrase, held), temporary=True)
        return self._made(file)

    def disable_user(self, login: str) -> None:
        """Let a colleague in no longer, until ``enable_user``; raises as ``services.colleagues.shut_out``."""
        shut_out(self.session, login)

    def enable_user(self, login: str) -> None:
        """Let a colleague in again who was shut out; raises as ``entry.enable``."""
        enable(self._vault, self.session, login)

    def give_passphrase(self, login: str, passphrase: str, place: Path | None = None) -> MadeKeyFile | None:
        """Give a colleague who cannot get in a passphrase that gives way to their own.

        Args:
            place: Where a new key file for them goes; ``None`` for none.

        Raises:
            As ``entry.give_another``.
        """
        file = _file_at(place)
        give_another(self._vault, self.session, login, passphrase, place=file)
        return self._made(file)

    def change_passphrase(self, old: str, new: str, place: Path | None = None) -> MadeKeyFile | None:
        """Change the user's own passphrase; a key file stays as it is, unless there is to be a new one.

        Args:
            place: Where a new key file goes; ``None`` for none.

        Raises:
            As ``bootstrap.keys.change_key`` and ``entry.new_key_file``.
        """
        file, given = _file_at(place), Credential(old, self._vault.key_file)
        with new_key_file(self._vault.folder, file) as held:
            change_key(self._vault, self.session, given, Credential(new, held or self._vault.key_file))
        return self._made(file)

    # Key files

    @property
    def needs_key_file(self) -> bool:
        """Whether the user at the desk needs a key file to unlock."""
        return self._vault.key_file is not None

    def key_files_required(self) -> bool:
        """Tell whether everybody needs a key file."""
        return key_files_required(self.session.records)

    def require_key_files(self, required: bool) -> None:
        """Change that rule; raises as ``services.key_file_rule.require_key_files``."""
        require_key_files(self.session, required)

    def renew_key_file(self, passphrase: str, place: Path | None) -> MadeKeyFile | None:
        """Let the user at the desk need a new key file from now on, or none.

        Args:
            place: Where the new file goes; ``None`` for none.

        Raises:
            As ``entry.renew_key_file``.
        """
        file = _file_at(place)
        renew_key_file(self._vault, self.session, passphrase, file)
        return self._made(file)

    def _made(self, file: Path | None) -> MadeKeyFile | None:
        if file is None:
            return None
        return MadeKeyFile(file=file, is_beside=shares_disk(file, self._vault.folder))

    def remove_user(self, login: str, progress: Progress | None = None) -> None:
        """Take a colleague's key away and give the vault a new one; its records are closed afterwards.

        Raises:
            As ``bootstrap.keys.take_key`` and ``rotate_open``.
        """
        take_key(self._vault, self.session, login)
        self.rotate(progress)

    def rotate(self, progress: Progress | None = None) -> None:
        """Give the vault a new key; its records are closed afterwards."""
        rotate_open(self._vault, self.session, progress=progress)

    # Sheets

    def make_sheets(self) -> tuple[str, ...]:
        """Return the words of new recovery sheets; older ones open the vault until these were tried."""
        return renew_sheets(self._vault, self.session)

    def rehearse(self, sheets: Sequence[str]) -> None:
        """Try whether these sheets would open the vault; of two sets the earlier one opens nothing any more.

        Raises:
            As ``bootstrap.keys.rehearse_recovery``.
        """
        rehearse_recovery(self._vault.folder, sheets)
        finish_tried_sheets(self._vault, self.session)

    def retire_earlier_sheets(self) -> bool:
        """Let sheets before the newest open nothing any more, and tell whether there were any.

        Raises:
            AccessDenied: If it is somebody else's to do.
        """
        return finish_sheets(self._vault, self.session)

    # Backups

    def plan(self) -> BackupPlan:
        """Return the unit's plan for backups."""
        return backup_plan(self.session)

    def keep_plan(self, plan: BackupPlan) -> None:
        """Store another plan; raises as ``services.backup_plan.keep_backup_plan``."""
        keep_backup_plan(self.session, plan)

    def is_due(self) -> bool:
        """Tell whether the plan asks for a backup now."""
        return is_due(self.plan(), last=self.safeguards().made_at, now=self.session.clock.now())

    def backups(self) -> tuple[KeptBackup, ...]:
        """Return the vault's backups in the folder of the plan, newest first; none without a plan.

        Raises:
            UnusableFolder: If the folder is not there.
        """
        folder = self.plan().folder
        return kept_backups(self._vault.folder, Path(folder)) if folder else ()

    def back_up(self, progress: Progress | None = None) -> BackedUp:
        """Make a backup as planned, prove it, and let go of those beyond what is kept.

        Raises:
            As ``bootstrap.backups.back_up_and_prove``.
        """
        plan = self.plan()
        return back_up_and_prove(
            self._vault, Path(plan.folder), keep=plan.keep, scratch=self.scratch, progress=progress
        )

    def prove(self, file: Path, progress: Progress | None = None) -> Proof:
        """Put a backup back into a scratch folder and read all of it; raises as ``prove_with``."""
        return prove_with(self._vault, file, scratch=self.scratch, progress=progress)


def _file_at(place: Path | None) -> Path | None:
    """Return where a new key file will stand, under the name it will have."""
    return None if place is None else place_of(place)
