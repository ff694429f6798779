"""Which conversation the user was in, as an id inside the vault, so that a lock costs no place (DESIGN 4)."""

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import ScreeningId
from screening_app.domain.records import ResponseStatus
from screening_app.services.session import Session


def keep_last_place(session: Session, screening_id: ScreeningId | None) -> None:
    """Keep where the user is now; ``None`` outside any conversation. Writes only what changed."""
    value = screening_id or ""
    with session.records.read() as uow:
        if (uow.office.setting(_name(session)) or "") == value:
            return
    with session.records.write() as uow:
        uow.office.store_setting(_name(session), value)
        uow.commit()


def last_place(session: Session) -> ScreeningId | None:
    """Return the unfinished conversation that the user was in, if it is still within reach."""
    with session.records.read() as uow:
        stored = uow.office.setting(_name(session))
        if not stored:
            return None
        try:
            run = uow.screenings.get(ScreeningId(stored), access=session.access)
        except ScreeningAppError:
            return None
    return run.id if run.status is ResponseStatus.IN_PROGRESS else None


def _name(session: Session) -> str:
    return f"last-place:{session.user.id}"
