"""The pack of duties: at most four questions to what must be done, may be done, and is done next."""

from typing import Literal

from pydantic import Field

from screening_app.domain.access import Regime
from screening_app.questionnaire.model import Sentence
from screening_app.questionnaire.pack_legal import Reviewed
from screening_app.questionnaire.predicate import Node
from screening_app.questionnaire.values import Day, Truth

MOST_QUESTIONS = 4
"""From the first question to an answer (requirements, section 5)."""


class DutyTree(Node):
    """Where units of some regimes begin."""

    id: str
    label: Sentence
    regime: tuple[Regime, ...] = Field(min_length=1)
    first: str


class DutyQuestion(Node):
    """A question with two answers; each names another question, or what is to be done."""

    id: str
    text: Sentence
    if_yes: str
    if_no: str


class Duty(Node):
    """What is to be done.

    Attributes:
        kind: Whether it must be done, may be done, or nothing has to be.
        text: The duty in a sentence.
        next: What to do, in order.
        provision: Ids in the country's legal pack; those that hold on the day and for the regime are shown.
        verified: It was read in the source named.
    """

    id: str
    kind: Literal["must", "may", "none"]
    text: Sentence
    next: tuple[Sentence, ...] = Field(min_length=1)
    provision: tuple[str, ...]
    verified: Truth
    source: str


class DutiesPack(Reviewed):
    """``duties.yaml`` of a country."""

    pack: str
    compiled_on: Day
    tree: tuple[DutyTree, ...] = Field(min_length=1)
    question: tuple[DutyQuestion, ...] = Field(min_length=1)
    answer: tuple[Duty, ...] = Field(min_length=1)

    def tree_of(self, regime: Regime) -> DutyTree | None:
        """Return where a unit of that regime begins; ``None`` if the pack does not say."""
        return next((tree for tree in self.tree if regime in tree.regime), None)

    def at(self, name: str) -> DutyQuestion | Duty | None:
        """Return a question or an answer by its id."""
        steps: tuple[DutyQuestion | Duty, ...] = (*self.question, *self.answer)
        return next((one for one in steps if one.id == name), None)
