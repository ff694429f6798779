"""Answer options and contained value sets as our options, each a code with its system (FORMS 3.4)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from screening_app.interop.fhir.ground import Unclear
from screening_app.interop.fhir.resource import (
    Coding,
    Concept,
    Contained,
    Element,
    Item,
    Number,
    Option,
    element_of,
    number,
)
from screening_app.interop.fhir.texts import Texts, language_of
from screening_app.interop.fhir.urls import EXCLUSIVE, WEIGHTS
from screening_app.questionnaire.model import AnswerOption

_APART = "|"


def own_system(url: str) -> str:
    """Return the code system of the codes of a form of ours, which state none."""
    return f"{url}/code"


class Options:
    """Reads the options of one form.

    Args:
        own: Code system whose codes stand without it here; ``None`` for the forms of others.
    """

    def __init__(self, contained: list[Contained], texts: Texts, own: str | None) -> None:
        self._sets: Mapping[str, Contained] = {one.id: one for one in contained if one.id}
        self._texts = texts
        self._own = own

    def of(self, item: Item) -> tuple[AnswerOption, ...]:
        """Return the options of an item.

        Raises:
            Unclear: If they are not in the file, or are no codes or texts.
        """
        if item.answer_value_set is None:
            return _distinct(tuple(self._option(option) for option in item.answer_option))
        if item.answer_option:
            raise Unclear("two-lists")
        if not item.answer_value_set.startswith("#"):
            raise Unclear("options-not-in-file")
        return self.named(item.answer_value_set[1:])

    def named(self, value_set: str) -> tuple[AnswerOption, ...]:
        """Return the options of a contained value set; errors as ``of``."""
        found = self._sets.get(value_set)
        if found is None:
            raise Unclear("options-not-in-file")
        return _distinct(tuple(self._concept(system, concept) for system, concept in _concepts(found)))

    def _option(self, option: Option) -> AnswerOption:
        stated = option.valued("value")
        if len(stated) != 1:
            raise Unclear("option-not-a-code")
        kind, value = stated[0]
        if kind == "String" and isinstance(value, str) and _APART not in value:
            return _made(value, self._texts.sentence(value, _beside(option)), [option])
        coding = element_of(Coding, value)
        if kind != "Coding" or coding is None:
            raise Unclear("option-not-a-code")
        display = coding.display or coding.code or ""
        return _made(self.code(coding), self._texts.sentence(display, coding.display_more), [option, coding])

    def _concept(self, system: str | None, concept: Concept) -> AnswerOption:
        coding = concept.model_copy(update={"system": concept.system or system})
        sentence = dict(self._texts.sentence(concept.display or concept.code or "", concept.display_more))
        for designation in concept.designation:
            language = language_of(designation.language)
            if language is not None:
                sentence.setdefault(language, designation.value)
        return _made(self.code(coding), sentence, [concept])

    def code(self, coding: Coding) -> str:
        """Return how the code stands in our forms: after its system, if it has one.

        Raises:
            Unclear: If there is no code, or one that cannot be told from its system.
        """
        if not coding.code or _APART in coding.code or _APART in (coding.system or ""):
            raise Unclear("option-not-a-code")
        bare = coding.system is None or coding.system == self._own
        return coding.code if bare else f"{coding.system}{_APART}{coding.code}"


def _beside(option: Option) -> Element | None:
    return element_of(Element, (option.model_extra or {}).get("_valueString"))


def _made(code: str, display: dict[str, str], elements: list[Element]) -> AnswerOption:
    weights = [weight for element in elements for weight in _weights(element)]
    exclusive = any(
        extension.value == ("Boolean", True)
        for element in elements
        for extension in element.extensions(EXCLUSIVE)
    )
    if len(set(weights)) > 1:
        raise Unclear("two-weights")
    return AnswerOption.model_validate(
        {
            "code": code,
            "display": display,
            "itemWeight": plain_number(weights[0]) if weights else None,
            "exclusive": exclusive,
        }
    )


def _weights(element: Element) -> Iterator[Number]:
    for extension in element.extensions(*WEIGHTS):
        value = number(extension.value[1]) if extension.value else None
        if value is None:
            raise Unclear("two-weights")
        yield value


def plain_number(value: Number) -> Number:
    """Return a whole number as one, whatever digits stood after its point."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def _distinct(options: tuple[AnswerOption, ...]) -> tuple[AnswerOption, ...]:
    if not options:
        raise Unclear("options-not-in-file")
    if len({option.code for option in options}) != len(options):
        raise Unclear("option-twice")
    return options


def _concepts(value_set: Contained) -> Iterator[tuple[str | None, Concept]]:
    """Yield the codes that a value set lists; one that has to be looked up is not known here."""
    compose = value_set.compose
    listed = compose is not None and compose.include and not compose.exclude
    if (
        compose is not None
        and listed
        and all(_is_list(one.model_extra, one.concept) for one in compose.include)
    ):
        for include in compose.include:
            yield from ((include.system, concept) for concept in include.concept)
        return
    if value_set.expansion is None:
        raise Unclear("options-not-in-file")
    yield from _expanded(value_set.expansion.contains)


def _is_list(more: dict[str, object] | None, concepts: list[Concept]) -> bool:
    return bool(concepts) and not {"filter", "valueSet"} & set(more or {})


def _expanded(concepts: list[Concept]) -> Iterator[tuple[str | None, Concept]]:
    for concept in concepts:
        if not concept.abstract and not concept.inactive:
            yield concept.system, concept
        yield from _expanded(concept.contains)
