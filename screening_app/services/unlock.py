"""What an unlock writes down: that it happened, and what happened at the door before (DESIGN 5)."""

from collections import Counter
from collections.abc import Callable

from screening_app.domain.audit import AuditAction, DoorReport
from screening_app.domain.keys import KeysHeld
from screening_app.services.audit import record
from screening_app.services.keys_on_record import find_unrecorded
from screening_app.services.session import Session

_MARK = "door-mark"

Door = Callable[["str | None"], DoorReport]
"""Gives what came after a mark; ``None`` stands for the beginning."""


def record_unlock(session: Session, door: Door, keys: KeysHeld) -> DoorReport:
    """Take the door's events into the chain and record the unlock, in one transaction.

    Args:
        keys: As the header has them; what differs from what is on record is written down.
    """
    with session.records.write() as uow:
        find_unrecorded(uow, session, keys)
        report = door(uow.office.setting(_MARK))
        if report.events or report.altered:
            kinds = Counter(event.kind for event in report.events)
            record(
                uow,
                session,
                AuditAction.DOOR,
                session.unit.id,
                kinds=[f"{kind}: {count}" for kind, count in sorted(kinds.items())],
                slots=sorted({event.slot for event in report.events if event.slot}),
                altered=report.altered,
                mark=report.mark,
            )
            uow.office.store_setting(_MARK, report.mark)
        record(uow, session, AuditAction.UNLOCKED, session.user.id, purpose=str(session.purpose))
        uow.commit()
    return report
