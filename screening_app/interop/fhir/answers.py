"""A QuestionnaireResponse of others as answers to a form of ours: every answer is taken, or none is."""

from collections.abc import Iterator
from decimal import Decimal

from screening_app.domain.ids import LinkId
from screening_app.engine.errors import AnswerRefused
from screening_app.engine.form import CompiledForm
from screening_app.engine.validation import read_answer
from screening_app.interop.errors import OtherForm, UnfitAnswer
from screening_app.interop.exporting import writer_of
from screening_app.interop.fhir.json_text import read_json
from screening_app.interop.fhir.logic import REASONS
from screening_app.interop.fhir.reading import resource_of
from screening_app.interop.fhir.resource import (
    Coding,
    ResponseAnswer,
    ResponseItem,
    element_of,
    number,
    response_of,
)
from screening_app.interop.fhir.urls import ABSENT_REASON
from screening_app.interop.fhir.writing import score_link_ids
from screening_app.questionnaire.errors import short
from screening_app.questionnaire.model import Item, ItemType

KIND = "QuestionnaireResponse"
Stated = dict[str, object]
"""Answers as files hold them: what ``engine.answer_sets.read_changes`` takes."""

_PLAIN = {
    ItemType.BOOLEAN: "Boolean",
    ItemType.INTEGER: "Integer",
    ItemType.DECIMAL: "Decimal",
    ItemType.DATE: "Date",
    ItemType.STRING: "String",
    ItemType.TEXT: "String",
    ItemType.BODY_MAP: "String",
}


def read_response(untrusted: bytes, form: CompiledForm, name: str) -> Stated:
    """Return the answers of a response.

    Totals are left out: they are reckoned anew. Whether an item is enabled is not asked here.

    Raises:
        ImportRefused: One of its kinds: not a response, to another form, or with an answer that does
            not fit; then none was taken.
    """
    resource = resource_of(read_json(untrusted, name), KIND, name)
    response = response_of(resource, name)
    if response.questionnaire != form.canonical:
        raise OtherForm(file=name, form=form.canonical)
    return _Reader(form, name).level(response.item)


class _Reader:
    """Reads the items of one response."""

    def __init__(self, form: CompiledForm, name: str) -> None:
        self._form = form
        self._name = name
        self._system = writer_of(form.questionnaire).system
        self._totals = set(score_link_ids(form.questionnaire).values())

    def level(self, items: list[ResponseItem]) -> Stated:
        """Return the answers of one level; groups that do not repeat are no level of their own."""
        found: Stated = {}
        for item in items:
            if item.link_id not in self._totals:
                for link_id, answer in self._one(item):
                    self._put(found, link_id, answer)
        return found

    def _put(self, found: Stated, link_id: str, answer: object) -> None:
        held = found.get(link_id)
        if isinstance(held, list) and self._form.items[LinkId(link_id)].is_repeating_group:
            held.append(answer)
        elif link_id in found:
            raise self._unfit(link_id)
        else:
            repeats = self._form.items[LinkId(link_id)].is_repeating_group
            found[link_id] = [answer] if repeats else answer

    def _one(self, item: ResponseItem) -> Iterator[tuple[str, object]]:
        known = self._form.items.get(LinkId(item.link_id))
        if known is None or (item.answer and not known.is_answerable) or (item.answer and item.item):
            raise self._unfit(item.link_id)
        if known.is_repeating_group:
            yield item.link_id, self.level(item.item)
            return
        if item.answer:
            yield item.link_id, self._answer(known, item.answer)
        yield from self.level([*item.item, *(below for one in item.answer for below in one.item)]).items()

    def _answer(self, item: Item, answers: list[ResponseAnswer]) -> object:
        reasons = [one for answer in answers for one in answer.extensions(ABSENT_REASON)]
        if reasons:
            stated = reasons[0].value[1] if len(answers) == 1 and reasons[0].value else None
            raw: object = {"absent": REASONS.get(stated, "") if isinstance(stated, str) else ""}
        else:
            values = [self._value(item, answer) for answer in answers]
            raw = values if item.repeats else values[0] if len(values) == 1 else None
        try:
            read_answer(item, raw)
        except AnswerRefused:
            raise self._unfit(item.link_id) from None
        return raw

    def _value(self, item: Item, answer: ResponseAnswer) -> object:
        stated = answer.valued("value")
        if len(stated) != 1:
            raise self._unfit(item.link_id)
        kind, raw = stated[0]
        if item.type is ItemType.CHOICE:
            return raw if kind == "String" else self._code(item, kind, raw)
        if item.type is ItemType.QUANTITY and kind == "Quantity" and isinstance(raw, dict):
            if raw.get("unit", item.unit) == item.unit:
                return number(raw.get("value"))
        elif _PLAIN.get(item.type) == kind:
            return int(raw) if isinstance(raw, Decimal) and item.type is ItemType.INTEGER else raw
        raise self._unfit(item.link_id)

    def _code(self, item: Item, kind: str, raw: object) -> str:
        coding = element_of(Coding, raw) if kind == "Coding" else None
        if coding is None or not coding.code:
            raise self._unfit(item.link_id)
        bare = coding.system is None or coding.system == self._system
        return coding.code if bare else f"{coding.system}|{coding.code}"

    def _unfit(self, link_id: str) -> UnfitAnswer:
        return UnfitAnswer(file=self._name, link_id=short(link_id))
