"""Who may give somebody new a key to the vault, and that it is written down."""

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied
from screening_app.domain.records import User
from screening_app.services.audit import record
from screening_app.services.session import Session


def check_may_add(session: Session) -> None:
    """Let an administrator go on, and anybody as long as the vault has no administrator.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    with session.records.read() as uow:
        users = uow.office.users()
    administrators = {user.id for user in users if user.active and user.role is Role.ADMINISTRATOR}
    if administrators and session.user.id not in administrators:
        raise AccessDenied


def record_added(session: Session, added: User) -> None:
    """Write down that somebody has a key of their own now."""
    with session.records.write() as uow:
        record(uow, session, AuditAction.USER_ADDED, added.id, role=str(added.role))
        uow.commit()
