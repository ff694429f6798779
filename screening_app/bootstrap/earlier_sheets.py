"""Recovery sheets that newer ones replace: they open the vault until somebody holds the newer ones."""

from typing import TYPE_CHECKING

from screening_app.domain.audit import AuditAction, Deed
from screening_app.services.colleagues import check_may_administer, may_administer
from screening_app.services.keys_on_record import record_keys
from screening_app.services.session import Session

if TYPE_CHECKING:
    from screening_app.vault.opened import OpenVault


def finish_sheets(vault: "OpenVault", session: Session) -> bool:
    """Let earlier sheets open nothing any more, whether the newer ones were tried or not.

    Returns:
        Whether there were earlier ones.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    check_may_administer(session, Deed.SHEETS)
    return _retire(vault, session)


def finish_tried_sheets(vault: "OpenVault", session: Session) -> bool:
    """Let earlier sheets open nothing any more if the newer ones were tried, and it is the user's to do.

    Returns:
        Whether they were.
    """
    from screening_app.vault.recovery import is_rehearsed  # noqa: PLC0415 (database)

    if not (vault.header.has_earlier_sheets and is_rehearsed(vault) and may_administer(session)):
        return False
    return _retire(vault, session)


def _retire(vault: "OpenVault", session: Session) -> bool:
    from screening_app.vault.recovery import retire_earlier_sheets  # noqa: PLC0415 (database)

    if not retire_earlier_sheets(vault):
        return False
    record_keys(session, AuditAction.SHEETS_RETIRED, vault.header.id, vault.header.keys_held)
    return True
