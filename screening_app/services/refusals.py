"""What somebody wanted to do and may not: on record before it is refused (DESIGN 5)."""

from screening_app.domain.audit import AuditAction, Deed
from screening_app.services.audit import record
from screening_app.services.session import Session


def write_down_refusal(session: Session, deed: Deed) -> None:
    """Write down that the user is refused a deed.

    In the chain; or, beside somebody else's open window, at the door: the chain takes it from there at the
    next unlock.
    """
    if session.tell_door is not None:
        session.tell_door()
        return
    with session.records.write() as uow:
        record(uow, session, AuditAction.REFUSED, session.user.id, deed=str(deed))
        uow.commit()
