"""Why an outcome was unsaid, as far as it is written; kept until the closing puts it on record."""

from screening_app.domain.ids import ScreeningId
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session


def keep_why(session: Session, screening_id: ScreeningId, text: str) -> None:
    """Keep what is written so far, in place of what was."""
    with session.records.write() as uow:
        uow.office.store_setting(_name(screening_id), text)
        uow.commit()


def kept_why(session: Session, screening_id: ScreeningId) -> str:
    """Return what was written so far; empty if nothing was."""
    with session.records.read() as uow:
        return uow.office.setting(_name(screening_id)) or ""


def forget_why(uow: UnitOfWork, screening_id: ScreeningId) -> None:
    """Take it away, within the caller's transaction: the conversation is over."""
    if uow.office.setting(_name(screening_id)):
        uow.office.store_setting(_name(screening_id), "")


def _name(screening_id: ScreeningId) -> str:
    return f"unsaid-why:{screening_id}"
