"""What of a conversation may stand on a paper: by class of content, item by item (DESIGN 8).

Leaving out is the default. An answer stands there only if the class of its item is allowed for the
document; one of an opened class only if the user opened that very item; one that belongs on a page
of its own only on that page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.document import Line, Mark, Row, Section
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.result import Flag, FlagLevel, Score
from screening_app.engine.evaluation import Evaluation, Place
from screening_app.i18n import text_in
from screening_app.questionnaire.model import ContentClass, Item, ItemType
from screening_app.questionnaire.pack_documents import (
    RECORD,
    DocumentField,
    DocumentSection,
    DocumentType,
    FixedSentences,
)
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import ProtectedWordInText
from screening_app.services.paper_words import PaperWords, points

_LEVELS = (FlagLevel.IMMEDIATE, FlagLevel.SAME_DAY, FlagLevel.ATTENTION)
_FREE_TEXT = frozenset({ItemType.STRING, ItemType.TEXT})
_PROTECTED = frozenset({ContentClass.SAFE_CONTACT, ContentClass.LOCATION})
_SHORTEST = 4
_SHORTEST_NUMBER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer that may stand on paper, with where it comes from."""

    address: str
    step: StepId
    place: Place
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Content:
    """A closed conversation seen through the rules of one document."""

    conversation: Conversation
    document: DocumentType
    words: PaperWords
    opened: frozenset[str]
    record: Mapping[str, tuple[Line, ...]]

    def sections(self) -> tuple[Section, ...]:
        """Return the numbered parts; a part without content is left out."""
        parts = [section for section in self.document.section if not section.own_page]
        made = [self._section(section) for section in parts]
        return tuple(section for section in made if section.rows)

    def own_page_sections(self) -> tuple[Section, ...]:
        """Return the parts that begin on a page of their own."""
        parts = [section for section in self.document.section if section.own_page]
        made = [self._section(section) for section in parts]
        return tuple(section for section in made if section.rows)

    def classes(self) -> tuple[ContentClass, ...]:
        """Return the classes of content that the paper carries, in the order of the vocabulary."""
        used = {said.place.item.content_class for _, said in self._everything()}
        return tuple(content_class for content_class in ContentClass if content_class in used)

    def left_out(self) -> tuple[str, ...]:
        """Return the addresses of answers that the document knows of and that its rules leave out."""
        addresses = [address for _, field in self.document.fields() for address in _answers_of(field)]
        return tuple(
            address
            for address in dict.fromkeys(addresses)
            if any(not self._may_stand(said, own_page=True) for said in self._said(address))
        )

    def location_items(self) -> tuple[str, ...]:
        """Return the addresses of location answers that could be opened one by one."""
        addresses = [address for _, field in self.document.fields() for address in _answers_of(field)]
        return tuple(
            address
            for address in dict.fromkeys(addresses)
            if any(
                said.place.item.content_class in self.document.opened_class for said in self._said(address)
            )
        )

    def item(self, address: str) -> Item:
        """Return the item at an address that the document knows."""
        step, _, link_id = address.partition("/")
        return self.conversation.records[StepId(step)].evaluation.form.items[LinkId(link_id)]

    def check_protected_words(self) -> None:
        """Do nothing if no free text repeats a way of contact or a place that it may not carry.

        Raises:
            ProtectedWordInText: With the place of the first answer that does.
        """
        protected = list(self._protected_values())
        for own_page, said in self._everything():
            if own_page or said.place.item.content_class in _PROTECTED or said.answer is None:
                continue
            for value in said.answer.values:
                if isinstance(value, str) and any(_recurs(secret, value) for secret in protected):
                    raise ProtectedWordInText(where=said.address)

    def _section(self, section: DocumentSection) -> Section:
        rows = [
            Row(label=text_in(field.label, self.words.language), lines=lines)
            for field in section.field
            if (lines := self._lines(field, own_page=section.own_page))
        ]
        note = text_in(section.note, self.words.language) if section.note else None
        return Section(heading=text_in(section.heading, self.words.language), rows=tuple(rows), note=note)

    def _lines(self, field: DocumentField, *, own_page: bool) -> tuple[Line, ...]:
        lines: list[Line] = []
        for name in field.from_:
            if name.startswith(RECORD):
                lines += self.record.get(name, ())
        several = len(_answers_of(field)) > 1
        said = [one for address in _answers_of(field) for one in self._said(address)]
        for one in sorted(said, key=lambda one: one.place.key.instance[:1]):
            if self._may_stand(one, own_page=own_page):
                prefix = self._instance_name(one)
                lines.append(
                    self.words.line(one.place.item, one.answer, with_question=several, prefix=prefix)
                )
        return tuple(lines)

    def _everything(self) -> Iterator[tuple[bool, Said]]:
        for section, field in self.document.fields():
            for address in _answers_of(field):
                for said in self._said(address):
                    if self._may_stand(said, own_page=section.own_page):
                        yield section.own_page, said

    def _said(self, address: str) -> Iterator[Said]:
        step, _, link_id = address.partition("/")
        step_id = StepId(step)
        record = self.conversation.records.get(step_id)
        if record is None or not record.is_begun or not self.conversation.step(step_id).enabled:
            return
        for place in record.evaluation.places:
            if place.key.link_id == LinkId(link_id) and place.enabled:
                answer = record.evaluation.effective.get(place.key)
                if answer is not None or place.required:
                    yield Said(address=address, step=step_id, place=place, answer=answer)

    def _may_stand(self, said: Said, *, own_page: bool) -> bool:
        content_class = said.place.item.content_class
        if content_class is None or content_class in self.document.forbidden_class:
            return False
        if content_class in self.document.own_page and not own_page:
            return False
        if content_class in self.document.opened_class:
            return said.address in self.opened
        return content_class in self.document.allowed_class

    def _instance_name(self, said: Said) -> str:
        key = said.place.key
        if not key.instance:
            return ""
        evaluation = self.conversation.records[said.step].evaluation
        group = _group_around(evaluation, key)
        inside = [place for place in evaluation.places if place.key.instance == key.instance]
        for place in inside:
            answer = evaluation.effective.get(place.key)
            if place.item.content_class is ContentClass.IDENTITY and answer is not None and answer.values:
                return str(answer.values[0])
        number = ".".join(str(part) for part in key.instance)
        return self.words.fixed("instance", group=self.words.question(group) if group else "", number=number)

    def _protected_values(self) -> Iterator[str]:
        for step_id, record in self.conversation.records.items():
            if not self.conversation.step(step_id).enabled:
                continue
            for place in record.evaluation.places:
                if place.item.content_class not in _PROTECTED or place.item.type not in _FREE_TEXT:
                    continue
                answer = record.evaluation.effective.get(place.key)
                if answer is not None and f"{step_id}/{place.key.link_id}" not in self.opened:
                    yield from (value for value in answer.values if isinstance(value, str))


@dataclass(frozen=True, slots=True)
class Signs:
    """Flags and scores of a conversation as lines, each with the answers and the rule behind it."""

    conversation: Conversation
    document: DocumentType
    words: PaperWords

    def lines(self) -> tuple[Line, ...]:
        """Return grave flags first, then scores; leaves out what rests on content not allowed here."""
        flags = [
            (evaluation, flag)
            for evaluation in self._evaluations()
            for flag in evaluation.flags
            if self._may_tell(evaluation, [evidence.key for evidence in flag.evidence])
        ]
        flags.sort(key=lambda pair: _LEVELS.index(pair[1].level))
        lines = [self._flag(evaluation, flag) for evaluation, flag in flags]
        for evaluation in self._evaluations():
            for score in evaluation.scores:
                if self._may_tell(evaluation, [counted.key for counted in score.counted]):
                    lines += self._score(evaluation, score)
        return tuple(lines)

    def _evaluations(self) -> Iterator[Evaluation]:
        for step in self.conversation.state.steps:
            record = self.conversation.records.get(step.step.id)
            if record is not None and record.is_begun and step.enabled:
                yield record.evaluation

    def _may_tell(self, evaluation: Evaluation, keys: list[AnswerKey]) -> bool:
        barred = {*self.document.forbidden_class, *self.document.own_page, *self.document.opened_class}
        classes = {evaluation.form.items[key.link_id].content_class for key in keys}
        return not classes & barred and classes <= set(self.document.allowed_class)

    def _flag(self, evaluation: Evaluation, flag: Flag) -> Line:
        items = "; ".join(
            self._item(evaluation.form.items[evidence.key.link_id], evidence.answer)
            for evidence in flag.evidence
        )
        text = text_in(flag.text, self.words.language)
        return Line(text=self.words.fixed("sign", flag=text, items=items), mark=Mark.REPORTED)

    def _item(self, item: Item, answer: Answer | None) -> str:
        said = self.words.answer(item, answer).rstrip(".")
        return self.words.fixed("answer", question=self.words.question(item), answer=said)

    def _score(self, evaluation: Evaluation, score: Score) -> list[Line]:
        form = evaluation.form.questionnaire
        common: FixedSentences = self.words.packs.documents.common
        total = (
            points(score.lowest) if score.is_certain else f"{points(score.lowest)}–{points(score.highest)}"
        )
        sentences = [
            self.words.fixed(
                "score",
                of=common,
                title=text_in(form.title, self.words.language),
                total=total,
                maximum=points(score.maximum),
                band=_sentence(text_in(score.band_text or {}, self.words.language)),
            ).strip()
        ]
        if not score.is_certain:
            sentences.append(
                self.words.fixed("incomplete", lowest=points(score.lowest), highest=points(score.highest))
            )
        counted = [c for c in score.counted if c.answer is not None and c.highest > 0]
        items = [self._item(evaluation.form.items[c.key.link_id], c.answer) for c in counted]
        rule = f"{score.cutoff}, {score.source}" if score.cutoff and score.source else form.provenance.basis
        sentences.append(self.words.fixed("result-rule", items="; ".join(items) or "–", rule=rule))
        if form.provenance.wording == "adapted":
            sentences.append(self.words.fixed("adapted-wording"))
        return [Line(text=" ".join(sentences), mark=Mark.REPORTED)]


def _answers_of(field: DocumentField) -> tuple[str, ...]:
    return tuple(name for name in field.from_ if not name.startswith(RECORD))


def _group_around(evaluation: Evaluation, key: AnswerKey) -> Item | None:
    for place in evaluation.places:
        if place.item.is_repeating_group and place.key.instance == key.instance:
            return place.item
    return None


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _recurs(secret: str, text: str) -> bool:
    """Tell whether a protected value stands word for word in a text, whatever case or spacing."""
    digits = re.sub(r"\D", "", secret)
    if len(digits) >= _SHORTEST_NUMBER and digits in re.sub(r"(?<=\d)[\s\-–./]+(?=\d)", "", text):
        return True
    folded = " ".join(secret.casefold().split()).strip(".,;:!? ")
    if len(folded) < _SHORTEST:
        return False
    return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", " ".join(text.casefold().split())) is not None
