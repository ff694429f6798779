"""What the process does for set-up: checks places and passphrases, makes the vault, settles its place."""

from collections.abc import Sequence
from pathlib import Path

from screening_app import bootstrap, settings
from screening_app.bootstrap import keys
from screening_app.bootstrap.sheets import TypedWords, printed_sheets, sheet_files
from screening_app.domain.access import Regime, Role
from screening_app.domain.ids import Canonical
from screening_app.gui.presenters.set_up import SetUpPlan
from screening_app.gui.presenters.sheet_entry import SheetWords
from screening_app.services.sheets_on_paper import SheetFile


class ProcessSetUpDesk:
    """Port ``SetUpDesk`` of the presenter, on this computer.

    Args:
        data_dir: Folder of the settings, where the vault's place is kept.
    """

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    def check_place(self, folder: Path) -> None:
        """Refuse a place where no vault may stand."""
        bootstrap.check_new_place(folder)

    def check_passphrase(self, passphrase: str, *, login: str) -> None:
        """Refuse a passphrase that is too easy to guess."""
        bootstrap.check_passphrase(passphrase, login=login)

    def has_guide(self, regime: Regime) -> bool:
        """Tell whether a conversation guide ships for this kind of unit."""
        library = bootstrap.forms_library()
        return any(self._serves(canonical, regime) for canonical in library.pathways())

    def make(self, plan: SetUpPlan) -> tuple[str, ...]:
        """Make the vault with both keys, settle its place, and return the words of its sheets."""
        first, second = plan.first, plan.second
        bootstrap.set_up_vault(
            plan.folder,
            bootstrap.NewVault(
                country=plan.country,
                authority=plan.authority,
                unit=plan.unit,
                phone=plan.phone,
                regime=plan.regime,
                login=first.login,
                name=first.name,
                role=first.role,
            ),
            first.passphrase,
            second=bootstrap.NewColleague(login=second.login, name=second.name, role=second.role),
            second_passphrase=second.passphrase,
        )
        settings.keep_vault_folder(self._data_dir, plan.folder)
        settings.keep_country(self._data_dir, plan.country)
        # Where there is an administrator, sheets are theirs to make.
        holder = second if second.role is Role.ADMINISTRATOR else first
        return keys.make_recovery_sheets(plan.folder, holder.login, holder.passphrase)

    def rehearse(self, folder: Path, sheets: Sequence[str]) -> None:
        """Perform a recovery from these sheets, changing nothing."""
        keys.rehearse_recovery(folder, sheets)

    def sheet_words(self) -> SheetWords:
        """Return what can be told of words while they are typed."""
        return TypedWords()

    def printed_sheets(self, sheets: Sequence[str]) -> bytes:
        """Return the sheets as one PDF."""
        return printed_sheets(sheets)

    def sheet_files(self, sheets: Sequence[str]) -> tuple[SheetFile, ...]:
        """Return each sheet as a file of its own."""
        return sheet_files(sheets)

    def _serves(self, canonical: Canonical, regime: Regime) -> bool:
        pathway = bootstrap.forms_library().pathway(canonical)
        at_home = pathway.country in {None, settings.FIRST_COUNTRY} and not pathway.unlinked
        return at_home and pathway.status == "active" and regime in pathway.regime
