"""When somebody was last asked, held against the time that the unit lets pass (L-25, W-1)."""

import datetime as dt
from dataclasses import dataclass, field

from screening_app.domain.records import Screening
from screening_app.domain.unit_routine import UnitRoutine, months_later
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from screening_app.services.unit_routine import routine_in

ASKED = frozenset({"asked-yes", "asked-no", "declined"})
"""Outcomes after which the question was put; not after one that remains a suspicion, or was not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBefore:
    """The unit's routine, and when this person was last asked along the same pathway.

    Attributes:
        on: The day; ``None`` if never here.
        again_from: From when on the routine lets the question be put again; ``None`` if it does not say.
    """

    routine: UnitRoutine = field(default_factory=UnitRoutine)
    on: dt.date | None = None
    again_from: dt.date | None = None

    def is_early(self, today: dt.date) -> bool:
        """Tell whether today is sooner than the routine says."""
        return self.again_from is not None and today < self.again_from


def asked_before(session: Session, conversation: Conversation) -> AskedBefore:
    """Return what staff should know before they ask again.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        BrokenSetting: If the unit's routine cannot be read.
    """
    run = conversation.screening
    with session.records.read() as uow:
        routine = routine_in(uow)
        runs = uow.screenings.of_person(run.person, access=session.access)
    days = [one.held_at.astimezone().date() for one in runs if _counts(one, run)]
    # One that is entered afterwards may be older than others that stand here already.
    on = max((day for day in days if day <= conversation.circumstances.today), default=None)
    again = months_later(on, routine.months) if on is not None and routine.months is not None else None
    return AskedBefore(routine=routine, on=on, again_from=again)


def _counts(earlier: Screening, run: Screening) -> bool:
    same = earlier.pathway.partition("|")[0] == run.pathway.partition("|")[0]
    return same and earlier.id != run.id and earlier.closed_at is not None and earlier.outcome in ASKED
