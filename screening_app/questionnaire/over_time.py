"""Rules over the record of one person, as their file states them (DESIGN 6, early detection over time).

A *sign* is what may hold in one response, or an outcome that a conversation came to. A *rule* is a
pattern of signs over time. Everything here reads what is there, never what is missing.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from screening_app.domain.result import FlagLevel
from screening_app.questionnaire.model import Sentence
from screening_app.questionnaire.pack_legal import Reviewed
from screening_app.questionnaire.predicate import Node, Predicate
from screening_app.questionnaire.values import Day, Truth, Whole
from screening_app.questionnaire.vignette import AnswerSet

OutcomeId = Literal["asked-yes", "asked-no", "declined", "suspicion", "not-asked"]
"""What a conversation can come to (FORMS 5)."""


class Days(Node):
    """A number of days."""

    days: Whole = Field(gt=0)


class Months(Node):
    """A number of calendar months."""

    months: Whole = Field(gt=0)


class Sign(Node):
    """What one entry of the record may hold: answers of a form, or an outcome.

    Attributes:
        form: Url of the form, without version: the sign is looked for in every version of it.
        holds: Condition on the answers of one response to it.
        outcome: The conversation came to one of these.
        reason: And for one of these reasons; empty: for any.

    Raises:
        ValueError: Unless either a form with a condition or an outcome stands.
    """

    form: str | None = None
    holds: Predicate | None = None
    outcome: tuple[OutcomeId, ...] = ()
    reason: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _answers_or_outcome(self) -> Self:
        of_form = self.form is not None and self.holds is not None
        if (self.form is None) != (self.holds is None) or of_form == bool(self.outcome):
            msg = "a sign is `form` with `holds`, or `outcome`"
            raise ValueError(msg)
        if self.reason and not self.outcome:
            msg = "`reason` stands beside `outcome`"
            raise ValueError(msg)
        return self


class Count(Node):
    """A sign seen so many times.

    Attributes:
        apart: Least time between two that both count: the same injury looked at again is no other one.
        with_: And this sign too, at least once.
    """

    sign: str
    at_least: Whole = Field(alias="at-least", gt=0)
    apart: Days | None = None
    with_: str | None = Field(None, alias="with")


class FormScore(Node):
    """A score of a form."""

    form: str
    score: str


class FormFlags(Node):
    """Flags of a form."""

    form: str
    flag: tuple[str, ...] = Field(min_length=1)


class Differ(Node):
    """One question answered twice with nothing in common.

    Attributes:
        same: Question that both have an answer to in common, so that both are about the same thing.
        within: Most time between the two.
    """

    form: str
    question: str
    same: str | None = None
    within: Days


class After(Node):
    """Something, then something else, and since then not a third.

    Attributes:
        then: On a later day; left out: ``first`` alone is what ``without`` is counted from.
        without: What must not have come since.
        wait: Days that must have gone by since, before today.

    Raises:
        ValueError: Unless ``then`` or ``without`` stands.
    """

    first: str
    then: str | None = None
    without: str | None = None
    wait: Days | None = None

    @model_validator(mode="after")
    def _something_follows(self) -> Self:
        if self.then is None and self.without is None:
            msg = "`then` or `without` must stand beside `first`"
            raise ValueError(msg)
        return self


class Grounds(Node):
    """Why there is such a rule.

    Attributes:
        basis: What of the requirements it follows from.
        source: Where the link between its signs and violence was read; ``None``: it is our own.
        verified: The rule itself, with its numbers, was read in that source; else it is our proposal.

    Raises:
        ValueError: If a rule is called verified without a source.
    """

    basis: str = Field(min_length=1)
    source: str | None = Field(min_length=1)
    verified: Truth

    @model_validator(mode="after")
    def _read_somewhere(self) -> Self:
        if self.verified and self.source is None:
            msg = "a verified rule names the source it was read in"
            raise ValueError(msg)
        return self


class RuleOverTime(Node):
    """A rule: exactly one pattern, looked for within a period that ends today.

    Attributes:
        text: What is told; it names what is on record and never a level of risk.
        level: How soon it asks for action.
        rise: A score whose lowest total is above the highest of an earlier response to the same form.
        new_flag: A flag raised that certainly was not before, in an earlier response to the same form.

    Raises:
        ValueError: Unless exactly one pattern stands.
    """

    id: str
    text: Sentence
    level: FlagLevel
    evidence: Grounds
    period: Months
    count: Count | None = None
    rise: tuple[FormScore, ...] = ()
    new_flag: tuple[FormFlags, ...] = Field((), alias="new-flag")
    differ: Differ | None = None
    after: After | None = None

    @model_validator(mode="after")
    def _one_pattern(self) -> Self:
        stated = (self.count, self.rise, self.new_flag, self.differ, self.after)
        if sum(bool(pattern) for pattern in stated) != 1:
            msg = "exactly one of count, rise, new-flag, differ and after must stand"
            raise ValueError(msg)
        return self

    def signs(self) -> tuple[str, ...]:
        """Return the names of the signs that the pattern reads."""
        named: tuple[str | None, ...] = ()
        if self.count is not None:
            named = (self.count.sign, self.count.with_)
        elif self.after is not None:
            named = (self.after.first, self.after.then, self.after.without)
        return tuple(name for name in named if name is not None)


class RulesOverTime(Reviewed):
    """``over-time.yaml``: the rules, and the signs they read, each named once.

    Attributes:
        unverified: What is told beside a notice whose rule is a proposal.
        sign: Alternatives by name: one of them is enough.
    """

    unverified: Sentence
    sign: dict[str, tuple[Sign, ...]]
    rule: tuple[RuleOverTime, ...] = Field(min_length=1)


class StatedConversation(Node):
    """A conversation of a history.

    Attributes:
        answers: By canonical of the form.
    """

    id: str
    date: Day
    outcome: OutcomeId | None = None
    reason: str | None = None
    answers: dict[str, AnswerSet] = Field(default_factory=dict)


class ExpectedNotice(Node):
    """A rule that is raised, and the conversations that it names, in the order of time."""

    rule: str
    conversation: tuple[str, ...] = Field(min_length=1)


class OverTimeVignette(Node):
    """A history, and the notices that it must raise: these and no others.

    Attributes:
        below: Rules that this history stays just below.
    """

    id: str
    note: str | None = None
    today: Day
    history: tuple[StatedConversation, ...]
    notice: tuple[ExpectedNotice, ...]
    below: tuple[str, ...] = ()


class OverTimeVignettes(Node):
    """``over-time.vignettes.yaml``: histories beside the rules of one version."""

    over_time: str = Field(alias="over-time")
    vignette: tuple[OverTimeVignette, ...] = Field(min_length=1)
