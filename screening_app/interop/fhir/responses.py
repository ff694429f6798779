"""A response as a FHIR R4 QuestionnaireResponse: what is asked and answered, and why not (FORMS 3.1, 6)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey
from screening_app.domain.ids import LinkId
from screening_app.domain.records import ResponseStatus
from screening_app.engine.evaluation import Evaluation
from screening_app.interop.exporting import export_questionnaire, writer_of
from screening_app.interop.fhir.json_text import Json, Resource
from screening_app.interop.fhir.labels import META
from screening_app.interop.fhir.logic import REASONS
from screening_app.interop.fhir.urls import ABSENT_REASON
from screening_app.interop.fhir.writing import Writer, score_link_ids
from screening_app.questionnaire.model import Item, ItemType

_CODES = {reason: code for code, reason in REASONS.items()}
MASKED = "masked"
"""An attachment stays in the vault: its answer says only that there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseHead:
    """What a response says of itself.

    Attributes:
        id: Of the response; a reference to it begins with ``QuestionnaireResponse/``.
        authored: Aware time at which it was last changed.
        subject: Reference to whom it is about, never a name; left out where nobody may know.
    """

    id: str
    status: ResponseStatus
    authored: dt.datetime
    subject: str | None = None


def response_resource(evaluation: Evaluation, head: ResponseHead) -> Resource:
    """Return a response: the effective answers, in the structure of the form that was exported.

    A score stands at its hidden item where no absent answer can move it; else only its Observation
    tells the interval.

    Raises:
        NotSayable, ImportRefused: If the form itself cannot be exported.
    """
    form = evaluation.form.questionnaire
    items = _Answered(evaluation, writer_of(form)).level(export_questionnaire(form), ())
    whole: Resource = {
        "resourceType": "QuestionnaireResponse",
        "id": head.id,
        "meta": META,
        "language": form.languages[0],
        "questionnaire": form.canonical,
        "status": head.status.value,
        "subject": {"reference": head.subject} if head.subject else None,
        "authored": head.authored.isoformat(timespec="seconds"),
        "item": items or None,
    }
    return {key: value for key, value in whole.items() if value is not None}


class _Answered:
    """Walks the exported form and puts the answers in their places."""

    def __init__(self, evaluation: Evaluation, writer: Writer) -> None:
        self._evaluation = evaluation
        self._writer = writer
        self._enabled = {place.key for place in evaluation.places if place.enabled}
        totals = score_link_ids(evaluation.form.questionnaire)
        self._scores = {
            totals[score.id]: score.lowest
            for score in evaluation.scores
            if score.is_certain and score.id in totals
        }

    def level(self, node: Resource, path: tuple[int, ...]) -> list[Json]:
        """Return the items below a place of the form."""
        children = node.get("item")
        found = [one for one in children if isinstance(one, dict)] if isinstance(children, list) else []
        return [item for child in found for item in self._one(child, path)]

    def _one(self, child: Resource, path: tuple[int, ...]) -> Iterator[Json]:
        link_id = str(child["linkId"])
        head: Resource = {"linkId": link_id}
        if isinstance(child.get("text"), str):
            head["text"] = child["text"]
        item = self._evaluation.form.items.get(LinkId(link_id))
        if link_id in self._scores:
            number = self._scores[link_id]
            value: Json = (
                {"valueInteger": int(number)} if child["type"] == "integer" else {"valueDecimal": number}
            )
            yield {**head, "answer": [value]}
        elif item is not None and item.type is ItemType.GROUP:
            yield from self._group(item, child, head, path)
        elif item is not None and item.is_answerable:
            yield from self._question(item, child, head, path)

    def _group(self, item: Item, child: Resource, head: Resource, path: tuple[int, ...]) -> Iterator[Json]:
        if not item.repeats:
            inner = self.level(child, path)
            if inner:
                yield {**head, "item": inner}
            return
        for number in self._evaluation.answers.instances.get(AnswerKey(item.link_id, path), ()):
            here = (*path, number)
            if AnswerKey(item.link_id, here) in self._enabled:
                inner = self.level(child, here)
                yield {**head, "item": inner} if inner else head

    def _question(self, item: Item, child: Resource, head: Resource, path: tuple[int, ...]) -> Iterator[Json]:
        answer = self._evaluation.effective.get(AnswerKey(item.link_id, path))
        below = self.level(child, path)
        if answer is None:
            if below:
                yield {**head, "item": below}
            return
        values = self._values(item, answer)
        # Items below a question stand below its answer; with several there are none (they are not asked).
        if below:
            values[0] = {**values[0], "item": below}
        yield {**head, "answer": list[Json](values)}

    def _values(self, item: Item, answer: Answer) -> list[Resource]:
        if answer.absent is not None:
            return [_absent(_CODES[AbsentReason(answer.absent)])]
        if item.type is ItemType.ATTACHMENT:
            return [_absent(MASKED)]
        found = (self._writer.valued(item, value) for value in answer.values)
        return [{f"value{kind}": _plain(value)} for kind, value in found]


def _absent(code: str) -> Resource:
    return {"extension": [{"url": ABSENT_REASON, "valueCode": code}]}


def _plain(value: Json) -> Json:
    """Return a coding without its translations: they stand in the form."""
    return (
        {key: inner for key, inner in value.items() if key != "_display"}
        if isinstance(value, dict)
        else value
    )
