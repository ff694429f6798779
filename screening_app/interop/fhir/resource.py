"""The parts of FHIR R4 that are read, as small tolerant models: unknown elements pass, wrong types do not."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from screening_app.interop.errors import WrongElement
from screening_app.interop.fhir.json_text import Resource

Valued = tuple[str, object]
"""Type and value of a ``value[x]``, such as ``("Coding", {…})``."""


class Element(BaseModel):
    """Base of all FHIR elements.

    Attributes:
        extension: In the file's order.
    """

    model_config = ConfigDict(frozen=True, extra="allow", strict=True, hide_input_in_errors=True)

    extension: list["Extension"] = []
    modifier_extension: list["Extension"] = Field([], alias="modifierExtension")

    def extensions(self, *urls: str) -> "list[Extension]":
        """Return those with one of these addresses."""
        return [one for one in self.extension if one.url in urls]

    def valued(self, start: str) -> list[Valued]:
        """Return what stands at ``value[x]``, ``answer[x]`` …: type and value of each."""
        extra = self.model_extra or {}
        return [(key[len(start) :], extra[key]) for key in extra if key.startswith(start) and key != start]


_Element = TypeVar("_Element", bound=Element)


class Extension(Element):
    """An extension: one value, or extensions inside."""

    url: str

    @property
    def value(self) -> Valued | None:
        """Return type and value, if there is exactly one."""
        found = self.valued("value")
        return found[0] if len(found) == 1 else None

    def inner(self, url: str) -> object:
        """Return the value of the extension inside with this address."""
        found = next((one.value for one in self.extension if one.url == url), None)
        return None if found is None else found[1]


class Coding(Element):
    """A code of a system, and what it is called."""

    system: str | None = None
    code: str | None = None
    display: str | None = None
    display_more: Element | None = Field(None, alias="_display")


class EnableWhen(Element):
    """One condition; what it compares with is ``valued("answer")``."""

    question: str
    operator: str | None = None


class Option(Element):
    """One ``answerOption``; what it stands for is ``valued("value")``."""

    initial_selected: bool = Field(False, alias="initialSelected")


class Initial(Element):
    """One ``initial`` value."""


class Designation(Element):
    """What a concept is called in another language."""

    language: str | None = None
    value: str


class Concept(Coding):
    """A code of a value set."""

    designation: list[Designation] = []
    abstract: bool = False
    inactive: bool = False
    contains: list["Concept"] = []


class Include(Element):
    """Codes of one system; all of them, or a filter, if none is listed."""

    system: str | None = None
    concept: list[Concept] = []


class Compose(Element):
    """What a value set is made of."""

    include: list[Include] = []
    exclude: list[Include] = []


class Expansion(Element):
    """What a value set came to."""

    contains: list[Concept] = []


class Contained(Element):
    """A resource inside another; only value sets are looked into."""

    resource_type: str = Field(alias="resourceType")
    id: str | None = None
    compose: Compose | None = None
    expansion: Expansion | None = None


class Item(Element):
    """One item, its types as the file spells them."""

    link_id: str = Field(alias="linkId", min_length=1)
    type: str
    text: str | None = None
    text_more: Element | None = Field(None, alias="_text")
    required: bool = False
    repeats: bool = False
    read_only: bool = Field(False, alias="readOnly")
    max_length: int | None = Field(None, alias="maxLength", gt=0)
    enable_when: list[EnableWhen] = Field([], alias="enableWhen")
    enable_behavior: str | None = Field(None, alias="enableBehavior")
    answer_option: list[Option] = Field([], alias="answerOption")
    answer_value_set: str | None = Field(None, alias="answerValueSet")
    initial: list[Initial] = []
    item: list["Item"] = []


class Meta(Element):
    """What a resource says of itself; its labels are added to."""

    security: list[Coding] = []


class Questionnaire(Element):
    """A Questionnaire; ``status`` may be missing."""

    resource_type: str = Field(alias="resourceType", pattern="^Questionnaire$")
    id: str | None = None
    meta: Meta | None = None
    url: str | None = None
    version: str | None = None
    name: str | None = None
    title: str | None = None
    title_more: Element | None = Field(None, alias="_title")
    status: str | None = None
    date: str | None = None
    publisher: str | None = None
    copyright: str | None = None
    language: str | None = None
    contained: list[Contained] = []
    item: list[Item] = []

    @model_validator(mode="after")
    def _no_rules_of_its_own(self) -> Self:
        if "implicitRules" in (self.model_extra or {}):
            msg = "implicitRules"
            raise ValueError(msg)
        return self

    def walk(self) -> Iterator[tuple[Item, tuple[Item, ...]]]:
        """Yield every item in reading order with those around it, outermost first."""
        yield from _walk(self.item, ())


def _walk(items: list[Item], around: tuple[Item, ...]) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    for item in items:
        yield item, around
        yield from _walk(item.item, (*around, item))


class ResponseAnswer(Element):
    """One answer of a response; its value is ``valued("value")``."""

    item: "list[ResponseItem]" = []


class ResponseItem(Element):
    """One item of a response."""

    link_id: str = Field(alias="linkId")
    answer: list[ResponseAnswer] = []
    item: "list[ResponseItem]" = []


class QuestionnaireResponse(Element):
    """A response, as far as it is read."""

    questionnaire: str | None = None
    item: list[ResponseItem] = []


def questionnaire_of(resource: Resource, name: str) -> Questionnaire:
    """Return the model of a resource in R4 spellings.

    Raises:
        WrongElement: With the path of the first element of a wrong type.
    """
    return _model_of(Questionnaire, resource, name)


def response_of(resource: Resource, name: str) -> QuestionnaireResponse:
    """Return the model of a response; errors as ``questionnaire_of``."""
    return _model_of(QuestionnaireResponse, resource, name)


def _model_of(model: type[_Element], resource: Resource, name: str) -> _Element:
    try:
        return model.model_validate(resource)
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False, include_context=False)[0]
    raise WrongElement(file=name, element=path_of(detail["loc"]) or model.__name__)


def element_of(model: type[_Element], value: object) -> _Element | None:
    """Return the model of a value that stood in a ``value[x]``, or ``None`` if it is none."""
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


def path_of(parts: tuple[int | str, ...]) -> str:
    """Return a path as FHIR writes it, such as ``item[3].answerOption[0]``."""
    text = ""
    for part in parts[:_LONGEST_PATH]:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


_LONGEST_PATH = 30

Number = int | Decimal
"""What JSON numbers are read as; booleans are none."""


def number(value: object) -> Number | None:
    """Return a number, or ``None`` for anything else."""
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
