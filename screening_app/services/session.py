"""An opened vault with somebody at the desk: what every use case works with."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from screening_app.domain.access import Access, Purpose
from screening_app.domain.records import Unit, User
from screening_app.services.ports import Clock, Entropy, FormLibrary, Records, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguards:
    """What there is against losing the vault, as it was when somebody last looked (DESIGN 2.9).

    Attributes:
        has_recovery: Whether recovery sheets open it when every passphrase is forgotten.
        is_rehearsed: Whether the newest sheets were tried once.
        has_earlier_sheets: Whether the sheets before them open it still: until the newest were tried.
        made_at: When a backup was last made.
        proven_at: When a backup was last put back and read whole.
        problem: Why the last backup that was due did not come about, a sentence; empty when it did.
        is_needed: Whether anything is kept here that could be lost.
    """

    has_recovery: bool = False
    is_rehearsed: bool = False
    has_earlier_sheets: bool = False
    made_at: dt.datetime | None = None
    proven_at: dt.datetime | None = None
    problem: str = ""
    is_needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Ports and the user, tied together from unlock to lock.

    Attributes:
        tell_door: Writes down at the door that something was refused; only where the chain cannot be written.
        is_rehearsal: Nobody is asked and nothing is kept: a form need not be fit for use, and no document or
            copied text leaves.
    """

    unit: Unit
    user: User
    records: Records
    signer: Signer
    clock: Clock
    entropy: Entropy
    forms: FormLibrary
    purpose: Purpose = Purpose.CARE
    safeguards: Safeguards = field(default_factory=Safeguards)
    tell_door: Callable[[], None] | None = None
    is_rehearsal: bool = False

    @property
    def access(self) -> Access:
        """Return the circumstances that repositories filter by."""
        return Access(
            user=self.user.id,
            role=self.user.role,
            unit=self.unit.id,
            regime=self.unit.regime,
            purpose=self.purpose,
        )

    def for_purpose(self, purpose: Purpose) -> "Session":
        """Return the same session with another purpose of opening records."""
        return replace(self, purpose=purpose)

    def today(self) -> dt.date:
        """Return the date now, as the calendar on the wall has it: people write days, not hours in UTC."""
        return self.clock.now().astimezone().date()
