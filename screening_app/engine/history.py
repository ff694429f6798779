"""The record of one person as rules over time read it: conversations with their responses, dated."""

import datetime as dt
from dataclasses import dataclass

from screening_app.domain.ids import ScreeningId, StepId
from screening_app.engine.evaluation import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedResponse:
    """A response that is part of its conversation, with the day it was begun."""

    step: StepId
    on: dt.date
    evaluation: Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class PastConversation:
    """A conversation, closed or not.

    Attributes:
        on: The day it began.
        outcome: Of a closed one; of another the outcome that holds so far.
        responses: Those that count: of steps that are part of the conversation (FORMS 3.1).
    """

    screening: ScreeningId
    on: dt.date
    outcome: str | None = None
    reason: str | None = None
    responses: tuple[DatedResponse, ...] = ()
