"""A condition ready to run: what it says of a frame, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.engine.scope import Frame


class Reason(NamedTuple):
    """A place that a condition read, and that made it hold or fail.

    Attributes:
        step: Of a pathway; empty within a form.
        answer: What stood there; ``None`` if nothing did.
        enabled: Whether the place is open.
        negated: Whether it stands under a ``not``.
    """

    step: str
    key: AnswerKey
    answer: Answer | None
    enabled: bool
    negated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A compiled predicate.

    Attributes:
        holds: Whether it holds now; an unknown is false.
        because: The places that make it hold, or that make it fail (FORMS 3.12).
        outlook: Whether it holds however absent answers turn out; ``None``: that depends (FORMS 3.6).
    """

    holds: Callable[[Frame], bool]
    because: Callable[[Frame], tuple[Reason, ...]]
    outlook: Callable[[Frame], bool | None]
