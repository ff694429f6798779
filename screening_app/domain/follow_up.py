"""What is to be done later about a person, by a day, and what came of it (W-13)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from screening_app.domain.ids import PersonId, ScreeningId, UserId


class FollowUpKind(StrEnum):
    """What is to be done; the tasks of W-13, a review of the plan (W-9), what a correction raised."""

    CONTACT = "contact"
    ASK_AGAIN = "ask-again"
    REFERRAL = "referral"
    CHILD_FEEDBACK = "child-feedback"
    NEW_PICTURES = "new-pictures"
    CONSENT = "consent"
    CONTACT_CARD = "contact-card"
    PLAN = "plan"
    CHILD = "child"
    AMENDED = "amended"


class FollowUpOutcome(StrEnum):
    """What came of it; nothing comes of it by itself."""

    DONE = "done"
    NO_CONTACT = "no-contact"
    DECLINED = "declined"
    WAITING = "waiting"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something to do about a person by a day.

    Attributes:
        screening: The conversation whose answers made it; ``None``: added by hand.
        assigned_to: Whose it is; ``None``: everybody's who may open the person.
        done_at: When somebody wrote down what came of it.

    Raises:
        ValueError: If it is done without an outcome, or has an outcome and is not done.
    """

    id: str
    person: PersonId
    kind: FollowUpKind
    due_on: dt.date
    created_at: dt.datetime
    created_by: UserId
    screening: ScreeningId | None = None
    assigned_to: UserId | None = None
    done_at: dt.datetime | None = None
    outcome: FollowUpOutcome | None = None

    def __post_init__(self) -> None:
        if (self.done_at is None) != (self.outcome is None):
            raise ValueError("done and outcome go together")

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.done_at is None
