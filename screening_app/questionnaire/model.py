"""A questionnaire as its file states it: frozen, in FHIR R4 words, without any state (FORMS 2)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from screening_app.domain.answers import AbsentReason
from screening_app.domain.ids import Canonical, LinkId
from screening_app.domain.result import FlagLevel
from screening_app.questionnaire.imported import Imported
from screening_app.questionnaire.predicate import Node, Predicate, Scalar
from screening_app.questionnaire.values import Day, Number, Truth, Whole

Sentence = dict[Annotated[str, StringConstraints(pattern="^[a-z]{2}$")], str]
"""Text per language."""


class ItemType(StrEnum):
    """``Questionnaire.item.type``, with two of our own at the end."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    STRING = "string"
    TEXT = "text"
    QUANTITY = "quantity"
    BODY_MAP = "body-map"
    ATTACHMENT = "attachment"


TODAY = "today"
"""As a limit of a date: the day on which it is answered."""

UNANSWERABLE = frozenset({ItemType.GROUP, ItemType.DISPLAY})


class ContentClass(StrEnum):
    """Decides on which paper an answer may appear (DESIGN 8)."""

    IDENTITY = "identity"
    CONTACT = "contact"
    LOCATION = "location"
    SAFE_CONTACT = "safe-contact"
    STATEMENT = "statement"
    FINDING = "finding"
    THIRD_PERSON = "third-person"
    DANGER_IF_DISCLOSED = "danger-if-disclosed"
    ORDINARY = "ordinary"


class Audience(StrEnum):
    """For whom texts are written."""

    PERSON = "person"
    STAFF = "staff"


class AnswerOption(Node):
    """``answerOption``: a code, what it is called, and what it weighs in points."""

    code: str
    display: Sentence
    item_weight: Number | None = Field(None, alias="itemWeight")
    exclusive: Truth = False


class ValueSet(Node):
    """Options used more than once in a file; ``contained`` in FHIR."""

    id: str
    option: tuple[AnswerOption, ...] = Field(min_length=1)


class Item(Node):
    """One question, group or display text.

    Attributes:
        answer_option: Filled in by the loader when ``answerValueSet`` names a contained list.
        content_class: Filled in by the loader from the nearest group; never absent on an answerable item.
        absent: Reasons that may stand instead of an answer.
        short_text: A label of a few words for paper and lists, where the question is not asked
            (SDC ``questionnaire-shortText``).
    """

    link_id: LinkId = Field(alias="linkId")
    type: ItemType
    text: Sentence | None = None
    help: Sentence | None = None
    short_text: Sentence | None = Field(None, alias="shortText")
    required: Truth = False
    repeats: Truth = False
    read_only: Truth = Field(False, alias="readOnly")
    enable_when: Predicate | None = Field(None, alias="enableWhen")
    answer_option: tuple[AnswerOption, ...] = Field((), alias="answerOption")
    answer_value_set: str | None = Field(None, alias="answerValueSet")
    absent: tuple[AbsentReason, ...] = ()
    content_class: ContentClass | None = Field(None, alias="contentClass")
    audience: Audience | None = None
    min_value: Scalar | None = Field(None, alias="minValue")
    max_value: Scalar | None = Field(None, alias="maxValue")
    max_length: Whole | None = Field(None, alias="maxLength", gt=0)
    regex: str | None = None
    unit: str | None = None
    initial: Scalar | None = None
    item: tuple["Item", ...] = ()

    @property
    def is_answerable(self) -> bool:
        """Tell whether an answer may stand here."""
        return self.type not in UNANSWERABLE

    @property
    def is_repeating_group(self) -> bool:
        """Tell whether it is a group with instances of its own."""
        return self.type is ItemType.GROUP and self.repeats

    def option(self, code: str) -> AnswerOption | None:
        """Return the option with this code."""
        return next((option for option in self.answer_option if option.code == code), None)


class Provenance(Node):
    """Whose words and whose rule these are.

    Attributes:
        date: When the owner's wording was taken in.
    """

    wording: Literal["own", "adapted", "official"]
    scoring: Literal["none", "own", "published", "secondary", "sum-only", "record-only"]
    basis: str
    owner: str | None
    licence: str
    permission: Literal["not-needed", "needed"]
    citation: str | None
    date: Day | None = None


class Band(Node):
    """A stretch of a score's range, ends included, in points."""

    id: str
    from_: Number = Field(alias="from")
    to: Number
    text: Sentence


class Cutoff(Node):
    """Which rule the bands follow.

    Attributes:
        variant: A short name, such as ``original``.
        source: Where it was published, or who set it.
        text: What people read of it: the limit, and for whom it holds.
    """

    variant: str
    source: str
    text: Sentence


class ScoreRule(Node):
    """How points are added (FORMS 3.6, 3.7).

    Attributes:
        sum: Link ids whose options carry the weights; ``None`` where a person sets the level.
        missing: What an absent answer does; native forms say ``interval``.
        when: Condition under which the score is computed at all.
    """

    id: str
    sum: tuple[LinkId, ...] | None = None
    judgement: Truth = False
    missing: Literal["interval", "require-all", "zero-once-started"] = "interval"
    range: tuple[Number, Number]
    cutoff: Cutoff | None = None
    band: tuple[Band, ...] = ()
    when: Predicate | None = None
    title: Sentence | None = None


class FlagRule(Node):
    """A rule about single answers that overrides every sum."""

    id: str
    when: Predicate
    level: FlagLevel
    text: Sentence
    action: tuple[str, ...]


class Questionnaire(Node):
    """A form file, whole.

    Attributes:
        imported: Where it came from, if it was not written here.
        reworded: Items whose words are new and mean what they meant in earlier versions; somebody who
            compared them says so.
        sha256: Of the file's bytes, 64 hex digits; set by the loader.
        source_text: The file's text; stored with the first response so that it opens for ever.
    """

    url: str
    version: str
    status: Literal["draft", "active", "retired"]
    title: Sentence
    languages: tuple[str, ...] = Field(min_length=1)
    provenance: Provenance
    audience: Audience
    date: Day | None = None
    contained: tuple[ValueSet, ...] = ()
    item: tuple[Item, ...]
    score: tuple[ScoreRule, ...] = ()
    flag: tuple[FlagRule, ...] = ()
    imported: Imported | None = None
    reworded: tuple[LinkId, ...] = ()
    sha256: str = ""
    source_text: str = Field("", repr=False)

    @property
    def canonical(self) -> Canonical:
        """Return ``url|version``."""
        return Canonical(f"{self.url}|{self.version}")

    def walk(self) -> Iterator[tuple[Item, tuple[Item, ...]]]:
        """Yield every item in reading order with the items around it, outermost first."""
        yield from _walk(self.item, ())


def _walk(items: tuple[Item, ...], around: tuple[Item, ...]) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    for item in items:
        yield item, around
        yield from _walk(item.item, (*around, item))
