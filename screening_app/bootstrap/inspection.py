"""What a vault tells about itself: without a key what stands where, with one whether all is sound."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from screening_app.bootstrap import Secret, check_signature, open_vault_for, session_of
from screening_app.domain.errors import ScreeningAppError
from screening_app.services.audit import verify_audit
from screening_app.services.faults import VaultFault, VaultFaultKind, VaultReport, chain_fault
from screening_app.vault.clock import SystemClock
from screening_app.vault.door import DoorLog

if TYPE_CHECKING:
    from screening_app.vault.inspection import Description
    from screening_app.vault.opened import OpenVault


def describe_vault(folder: Path) -> "Description":
    """Return what can be told of a vault without a key.

    Raises:
        VaultMissing, VaultTooNew, HeaderDamaged: If there is nothing to tell.
    """
    from screening_app.vault.inspection import describe  # noqa: PLC0415 (pydantic)

    return describe(folder)


def awaits_trial(folder: Path) -> bool:
    """Tell whether new recovery sheets were made and nobody tried them; needs no key.

    Those from before open the vault then, too. Where it cannot be told, there are none.
    """
    from screening_app.vault.header import read_header  # noqa: PLC0415 (pydantic)

    try:
        header = read_header(folder)
        door = DoorLog(folder, SystemClock())
        return header.has_earlier_sheets and not door.was_tried(header.recovery_slots[-1].id)
    except ScreeningAppError:
        return False


def check_vault(folder: Path, login: str, passphrase: Secret) -> VaultReport:
    """Read every page and row, compare triggers, check references and the audit chain.

    Raises:
        As ``vault.opening.open_vault``.
    """
    with open_vault_for(folder, login, passphrase, write=False) as vault:
        return report_of(vault)


def report_of(vault: "OpenVault", progress: Callable[[int, int], None] | None = None) -> VaultReport:
    """Return what a full check of an open vault finds.

    Args:
        progress: Told how many checks are done, and of how many; raises to stop.
    """
    from screening_app.vault.inspection import verify  # noqa: PLC0415 (database)

    found = verify(vault, progress)
    chain = verify_audit(session_of(vault), check_signature)
    named = (
        (VaultFaultKind.PAGE, found.cipher_faults),
        (VaultFaultKind.STRUCTURE, found.structure_faults),
        (VaultFaultKind.REFERENCE, found.reference_faults),
        (VaultFaultKind.TRIGGER, found.trigger_faults),
        (VaultFaultKind.TABLE, found.unreadable),
    )
    faults = [VaultFault(kind, what) for kind, all_of_it in named for what in all_of_it]
    return VaultReport(faults=(*faults, *map(chain_fault, chain.faults)), rows=dict(found.rows))
