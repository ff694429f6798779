"""Who may give a key to the vault and take it away, and that it is written down."""

from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.errors import AccessDenied, ScreeningAppError
from screening_app.domain.records import User
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.refusals import write_down_refusal
from screening_app.services.session import Session


class UserUnknown(ScreeningAppError):
    """Nobody of the unit has that login."""

    code = "user/unknown"
    user_message = N_("Nobody here has that user name. Check it and try again.")


def check_may_administer(session: Session, deed: Deed) -> None:
    """Let an administrator go on, and anybody of a unit that has none; a refusal is on record.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    if not may_administer(session):
        write_down_refusal(session, deed)
        raise AccessDenied


def may_administer(session: Session) -> bool:
    """Tell whether users, sheets and backups are the user's to look after."""
    if session.access.role is Role.ADMINISTRATOR:
        return True
    with session.records.read() as uow:
        users = uow.office.users()
    return not any(user.role is Role.ADMINISTRATOR and user.active for user in users)


def check_is_other(session: Session, user: User, deed: Deed) -> None:
    """Refuse a deed to who would do it to themselves; a refusal is on record.

    Raises:
        AccessDenied: If it is the same person.
    """
    if user.id == session.user.id:
        write_down_refusal(session, deed)
        raise AccessDenied


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
    check_may_administer(session, Deed.REMOVE_USER)
    check_is_other(session, user, Deed.REMOVE_USER)
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
    check_may_administer(session, Deed.DISABLE_USER)
    user = find_user(session, login)
    check_is_other(session, user, Deed.DISABLE_USER)
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
    check_may_administer(session, Deed.ENABLE_USER)
    with session.records.write() as uow:
        uow.office.enable_user(user.id)
        record(uow, session, AuditAction.USER_ENABLED, user.id)
        uow.commit()


def check_may_add(session: Session) -> None:
    """Let an administrator go on, and the only user of a vault being set up; a refusal is on record.

    Raises:
        AccessDenied: If it is somebody else's to do.
    """
    with session.records.read() as uow:
        users = uow.office.users()
    if session.access.role is Role.ADMINISTRATOR or [user.id for user in users] == [session.user.id]:
        return
    write_down_refusal(session, Deed.ADD_USER)
    raise AccessDenied
