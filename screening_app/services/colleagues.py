"""Who may give a key to the vault and take it away, and that it is written down."""

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied, ScreeningAppError
from screening_app.domain.records import User
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.session import Session


class UserUnknown(ScreeningAppError):
    """Nobody of the unit has that login."""

    code = "user/unknown"
    user_message = N_("Nobody here has that user name. Check it and try again.")


def check_may_administer(session: Session) -> None:
    """Let an administrator go on, and anybody of a unit that has none.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    with session.records.read() as uow:
        users = uow.office.users()
    if session.access.role is Role.ADMINISTRATOR:
        return
    if any(user.role is Role.ADMINISTRATOR and user.active for user in users):
        raise AccessDenied


def may_administer(session: Session) -> bool:
    """Tell whether users, sheets and backups are the user's to look after."""
    try:
        check_may_administer(session)
    except AccessDenied:
        return False
    return True


def find_user(session: Session, login: str, *, active: bool | None = True) -> User:
    """Return the colleague with that login.

    Args:
        active: Whether to look among those who may open the vault, or among the others; ``None``: all.

    Raises:
        UserUnknown: If there is none.
    """
    with session.records.read() as uow:
        users = uow.office.users()
    wanted = login.strip().casefold()
    meant = (user for user in users if user.login.strip().casefold() == wanted)
    found = next((user for user in meant if active is None or user.active is active), None)
    if found is None:
        raise UserUnknown
    return found


def disable_user(session: Session, user: User) -> None:
    """Let a colleague in no longer; what they did and signed stays.

    Raises:
        AccessDenied: If it is somebody else's to do, or oneself.
    """
    check_may_administer(session)
    if user.id == session.user.id:
        raise AccessDenied
    with session.records.write() as uow:
        uow.office.disable_user(user.id)
        record(uow, session, AuditAction.USER_REMOVED, user.id)
        uow.commit()


def shut_out(session: Session, login: str) -> User:
    """Let a colleague in no longer, until ``let_in``; their key stays, and with it what they could copy.

    Raises:
        AccessDenied: If it is somebody else's to do, or oneself.
        UserUnknown: If nobody who may open the vault has that login.
    """
    check_may_administer(session)
    user = find_user(session, login)
    if user.id == session.user.id:
        raise AccessDenied
    with session.records.write() as uow:
        uow.office.disable_user(user.id)
        record(uow, session, AuditAction.USER_DISABLED, user.id)
        uow.commit()
    return user


def let_in(session: Session, user: User) -> None:
    """Let a colleague in again who was shut out.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    check_may_administer(session)
    with session.records.write() as uow:
        uow.office.enable_user(user.id)
        record(uow, session, AuditAction.USER_ENABLED, user.id)
        uow.commit()


def check_may_add(session: Session) -> None:
    """Let an administrator go on, and the only user of a vault that is being set up.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    with session.records.read() as uow:
        users = uow.office.users()
    if session.access.role is Role.ADMINISTRATOR or [user.id for user in users] == [session.user.id]:
        return
    raise AccessDenied
