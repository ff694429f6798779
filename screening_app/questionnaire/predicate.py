"""The closed, typed language of conditions (FORMS 2): a tree of frozen nodes, never free text."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from screening_app.domain.answers import AbsentReason
from screening_app.questionnaire.values import Truth


class Node(BaseModel):
    """Base of all definitions: frozen, strict about unknown keys, silent about input in errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        validate_by_name=False,
        validate_by_alias=True,
    )


Scalar = bool | int | Decimal | str


class All(Node):
    """Holds when every part holds."""

    all: tuple["Predicate", ...] = Field(min_length=1)


class AnyOf(Node):
    """Holds when at least one part holds."""

    any: tuple["Predicate", ...] = Field(min_length=1)


class Not(Node):
    """Holds when its part does not."""

    not_: "Predicate" = Field(alias="not")


class Comparison(Node):
    """Exactly one comparison with a number, or with a date as text.

    Raises:
        ValueError: Unless exactly one operator stands.
    """

    at_least: Scalar | None = Field(None, alias="at-least")
    at_most: Scalar | None = Field(None, alias="at-most")
    more_than: Scalar | None = Field(None, alias="more-than")
    less_than: Scalar | None = Field(None, alias="less-than")

    @model_validator(mode="after")
    def _one_operator(self) -> Self:
        if len(self.operators()) != 1:
            msg = "exactly one operator must stand beside the address"
            raise ValueError(msg)
        return self

    def operators(self) -> tuple[str, ...]:
        """Return the names of the operators that stand, in snake_case."""
        own = [name for name in type(self).model_fields if name not in _ADDRESSES]
        return tuple(name for name in own if getattr(self, name) is not None)


_ADDRESSES = frozenset({"question", "score", "age", "prior", "band"})


class QuestionIs(Comparison):
    """A question compared with something; FORMS 3.3 says how sets of answers compare.

    Attributes:
        question: Link id, in a pathway ``step/linkId``.
        is_: Any answer equals. ``is_not``: none equals, so true when unanswered.
        in_: Any answer is one of these.
        includes: Every one of these is among the answers.
        answered: Has a value. ``recorded``: has a value or a reason. ``absent``: has such a reason.
    """

    question: str
    is_: Scalar | None = Field(None, alias="is")
    is_not: Scalar | None = Field(None, alias="is-not")
    in_: tuple[Scalar, ...] | None = Field(None, alias="in")
    includes: tuple[Scalar, ...] | None = None
    answered: Truth | None = None
    recorded: Truth | None = None
    absent: tuple[AbsentReason, ...] | None = None


class ScoreIs(Comparison):
    """A score compared; holds only when it is certain under the interval (FORMS 3.3)."""

    score: str


class BandIs(Node):
    """A score lies in this band with certainty; ``incomplete`` may be asked for too."""

    band: str
    is_: str = Field(alias="is")


class Every(Node):
    """Holds for every living instance of a repeating group, so also when there is none."""

    every: str
    holds: "Predicate"


class Some(Node):
    """Holds for at least one living instance of a repeating group."""

    some: str
    holds: "Predicate"


class Age(Comparison):
    """The person's age in completed years compared; unknown age is false."""

    age: Literal["person"]


class OutcomeIs(Node):
    """The pathway's outcome is this one."""

    outcome: Literal["this"] = "this"
    is_: str = Field(alias="is")


class Prior(Comparison):
    """The same person's last completed response to this form, compared like a question."""

    prior: str
    is_: Scalar | None = Field(None, alias="is")
    is_not: Scalar | None = Field(None, alias="is-not")
    in_: tuple[Scalar, ...] | None = Field(None, alias="in")
    answered: Truth | None = None


class Defined(Node):
    """A predicate that the pathway names once."""

    defined: str


_KINDS = (
    "all",
    "any",
    "not",
    "question",
    "score",
    "band",
    "every",
    "some",
    "age",
    "outcome",
    "prior",
    "defined",
)


def _kind(value: object) -> str | None:
    if isinstance(value, Mapping):
        return next((kind for kind in _KINDS if kind in value), None)
    for kind in _KINDS:
        if hasattr(value, "not_" if kind == "not" else kind):
            return kind
    return None


Predicate = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[QuestionIs, Tag("question")]
    | Annotated[ScoreIs, Tag("score")]
    | Annotated[BandIs, Tag("band")]
    | Annotated[Every, Tag("every")]
    | Annotated[Some, Tag("some")]
    | Annotated[Age, Tag("age")]
    | Annotated[OutcomeIs, Tag("outcome")]
    | Annotated[Prior, Tag("prior")]
    | Annotated[Defined, Tag("defined")],
    Discriminator(_kind),
]

for _model in (All, AnyOf, Not, Every, Some):
    _model.model_rebuild()
