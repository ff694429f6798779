"""Vignettes: answers and what must follow from them, beside a form or a pathway (FORMS 5)."""

from pydantic import Field
from typing_extensions import TypeAliasType

from screening_app.domain.answers import AbsentReason
from screening_app.domain.ids import Canonical, StepId
from screening_app.questionnaire.predicate import Node, Scalar
from screening_app.questionnaire.values import Number, Truth, Whole


class StatedAbsence(Node):
    """A reason instead of an answer: ``{absent: declined}``."""

    absent: AbsentReason


AnswerSet = TypeAliasType("AnswerSet", "dict[str, StatedAnswer]")
"""Answers by link id."""

StatedAnswer = TypeAliasType(
    "StatedAnswer", Scalar | StatedAbsence | tuple[Scalar, ...] | tuple[AnswerSet, ...]
)
"""A code or value, several of them, a reason, or the instances of a repeating group.

An empty list is no value of a question and no instance of a group.
"""


class ExpectedScore(Node):
    """What a score comes to; ``band`` may be ``incomplete``, and is ``None`` without bands."""

    lowest: Number
    highest: Number
    band: str | None = None


class FormExpectation(Node):
    """What a form says of the answers: exactly these flags, and the scores named."""

    score: dict[str, ExpectedScore] = Field(default_factory=dict)
    flag: tuple[str, ...] = ()


class FormVignette(Node):
    """One set of answers to a form."""

    id: str
    note: str | None = None
    answers: AnswerSet
    expect: FormExpectation


class FormVignettes(Node):
    """A vignette file beside a form."""

    questionnaire: Canonical
    vignette: tuple[FormVignette, ...] = Field(min_length=1)


class ExpectedNeed(Node):
    """A closing rule that is not kept, and the instances that it names."""

    id: str
    names: tuple[str, ...] = ()


class ExpectedClosing(Node):
    """What stands in the way of closing: unfinished steps and closing rules."""

    step: tuple[StepId, ...]
    need: tuple[ExpectedNeed, ...]


class PathwayExpectation(Node):
    """What a pathway says of the answers.

    Attributes:
        outcome: ``None``: none holds yet, so nothing can be closed.
        step: Steps that can be reached, in order.
        gate: Steps whose own gate refuses.
        flag: Where it stands, flags of the steps it names, as ``step/flag``.
    """

    outcome: str | None
    reason: str | None = None
    step: tuple[StepId, ...]
    gate: tuple[StepId, ...]
    score: dict[str, ExpectedScore] = Field(default_factory=dict)
    flag: tuple[str, ...] | None = None
    closing: ExpectedClosing
    close: Truth


class PathwayVignette(Node):
    """One conversation: answers by step, and the person's age if known."""

    id: str
    note: str | None = None
    age: Whole | None = None
    answers: dict[StepId, AnswerSet]
    expect: PathwayExpectation


class PathwayVignettes(Node):
    """A vignette file beside a pathway."""

    pathway: Canonical
    vignette: tuple[PathwayVignette, ...] = Field(min_length=1)
