"""Who may give somebody new a key to the vault, and that it is written down."""

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied
from screening_app.domain.records import User
from screening_app.services.audit import record
from screening_app.services.session import Session


def check_may_add(session: Session) -> None:
    """Let an administrator go on, and the only user of a vault that is being set up.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    with session.records.read() as uow:
        users = uow.office.users()
    if session.user.role is Role.ADMINISTRATOR or [user.id for user in users] == [session.user.id]:
        return
    raise AccessDenied


def record_added(session: Session, added: User) -> None:
    """Write down that somebody has a key of their own now."""
    with session.records.write() as uow:
        record(uow, session, AuditAction.USER_ADDED, added.id, role=str(added.role))
        uow.commit()
