"""A pathway as its file states it: steps, gates, outcomes, closing duties (FORMS 5)."""

from typing import Literal, Self

from pydantic import Field, model_validator

from screening_app.domain.access import Regime
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import Canonical, StepId
from screening_app.questionnaire.model import Provenance, Sentence
from screening_app.questionnaire.predicate import Node, Predicate
from screening_app.questionnaire.values import Truth, Whole

Rail = Literal[
    "prepare",
    "before-you-ask",
    "tell-first",
    "ask",
    "right-now",
    "marks",
    "children",
    "plan",
    "contact",
    "close",
]
Panel = Literal[
    "inform", "danger", "children", "injuries", "plan", "refer", "safe-contact", "document", "follow-up"
]


class Gate(Node):
    """Cannot pass unless ``must`` holds; ``else`` names the outcome it leads to."""

    must: Predicate
    else_: str = Field(alias="else")


class Step(Node):
    """One step: a questionnaire or a built-in panel.

    Attributes:
        optional: May be left out in this conversation.
        switchable: The unit may turn it off.

    Raises:
        ValueError: Unless exactly one of ``questionnaire`` and ``panel`` stands.
    """

    id: StepId
    title: Sentence
    rail: Rail
    questionnaire: Canonical | None = None
    panel: Panel | None = None
    when: Predicate | None = None
    gate: Gate | None = None
    optional: Truth
    switchable: Truth = False

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        if (self.questionnaire is None) == (self.panel is None):
            msg = "a step is a questionnaire or a panel"
            raise ValueError(msg)
        return self


class OutcomeRule(Node):
    """An outcome and when it holds; the first that holds counts."""

    id: str
    when: Predicate
    reason: str | None = None
    text: Sentence


class ClosingRule(Node):
    """What must hold before a run with one of these outcomes closes.

    Attributes:
        names: Question whose value names the instances for which ``every`` does not hold.
        text: What is missing; ``{names}`` is filled in.
    """

    id: str
    outcome: tuple[str, ...] = Field(min_length=1)
    must: Predicate
    names: str | None = None
    text: Sentence


class FollowUpRule(Node):
    """What closing leaves to be done later, and by when (W-13).

    Attributes:
        each: A repeating group: ``when`` and ``from`` are read in each of its instances.
        from_: Question whose date it is due on; without one, the day of closing.
        days: Days after that date.
        latest: Days after closing on which it is due at the latest.

    Raises:
        ValueError: If neither ``from`` nor ``days`` stands, so that it would be due at once.
    """

    id: str
    kind: FollowUpKind
    when: Predicate
    each: str | None = None
    from_: str | None = Field(None, alias="from")
    days: Whole = Field(0, ge=0)
    latest: Whole | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _some_day(self) -> Self:
        if self.from_ is None and not self.days:
            msg = "a follow-up is due on a date or after some days"
            raise ValueError(msg)
        return self


class Interruption(Node):
    """What "somebody walks in" writes, so that the gate closes again (FORMS 5)."""

    question: str
    code: str


class Carry(Node):
    """An answer that a later question asks for again: shown there as chosen, so that it is not given twice.

    Attributes:
        from_: ``step/linkId`` that was answered earlier.
        has: Code that is among its answers.
        to: ``step/linkId`` of the question that asks for it again.
        code: Its answer there, until staff say otherwise.
    """

    from_: str = Field(alias="from")
    has: str
    to: str
    code: str


class Pathway(Node):
    """A pathway file, whole; ``sha256`` and ``source_text`` as for a questionnaire.

    Attributes:
        made_of: Digests of the files it was put together from, if a unit's routine adds to it.
        country: Code of the only country whose units may use it; ``None``: any.
        unlinked: Its record may not be linked from or to another person's; its forms are its own.
        carry: What was told once and is not asked for again.
        consents: Holds when the person agreed, in the conversation, that something is passed on.
        follow_up: What closing leaves to be done later.
    """

    url: str
    version: str
    status: Literal["draft", "active", "retired"]
    title: Sentence
    languages: tuple[str, ...] = Field(min_length=1)
    provenance: Provenance
    regime: tuple[Regime, ...] = Field(min_length=1)
    country: str | None = Field(None, pattern="^[a-z]{2}$")
    unlinked: Truth = False
    define: dict[str, Predicate] = Field(default_factory=dict)
    step: tuple[Step, ...] = Field(min_length=1)
    outcome: tuple[OutcomeRule, ...] = Field(min_length=1)
    closing: tuple[ClosingRule, ...] = ()
    follow_up: tuple[FollowUpRule, ...] = Field((), alias="follow-up")
    carry: tuple[Carry, ...] = ()
    interruption: Interruption | None = None
    consents: Predicate | None = None
    sha256: str = ""
    source_text: str = Field("", repr=False)
    made_of: tuple[str, ...] = ()

    @property
    def canonical(self) -> Canonical:
        """Return ``url|version``."""
        return Canonical(f"{self.url}|{self.version}")
