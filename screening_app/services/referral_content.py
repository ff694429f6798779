"""What of a conversation may stand on a paper: by class of content, item by item (DESIGN 8).

Leaving out is the default. An answer stands there only if the class of its item is allowed for the
document; one of an opened class only if the user opened that very item; one that belongs on a page
of its own only on that page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.document import Line, Mark, Row, Section
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.result import FlagLevel, Score
from screening_app.engine.evaluation import Evaluation, Place
from screening_app.engine.explanation import points
from screening_app.i18n import text_in
from screening_app.questionnaire.model import ContentClass, Item, ItemType
from screening_app.questionnaire.pack_documents import (
    RECORD,
    DocumentField,
    DocumentSection,
    DocumentType,
)
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import ProtectedWordInText
from screening_app.services.paper_words import PaperWords

_TOLD = (FlagLevel.IMMEDIATE, FlagLevel.SAME_DAY)
"""Levels that a referral tells of; ``attention`` is a hint for those who asked."""

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

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses of answers that the document knows of and that there are."""
        known = (address for _, field in self.document.fields() for address in _answers_of(field))
        return tuple(address for address in dict.fromkeys(known) if any(self._said(address)))

    def left_out(self) -> tuple[str, ...]:
        """Return the addresses of answers that the document knows of and that its rules leave out."""
        return tuple(
            address
            for address in self.addresses()
            if any(not self._may_stand(said, own_page=True) for said in self._said(address))
        )

    def location_items(self) -> tuple[str, ...]:
        """Return the addresses of location answers that could be opened one by one."""
        return tuple(
            address
            for address in self.addresses()
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
        addresses = _answers_of(field)
        said = [one for address in addresses for one in self._said(address)]
        said = [one for one in said if self._may_stand(one, own_page=own_page)]
        outside = [one for one in said if not one.place.key.instance]
        lines += [self.words.line(one.place.item, one.answer, labelled=len(addresses) > 1) for one in outside]
        for path in sorted({one.place.key.instance for one in said} - {()}):
            lines.append(self._instance([one for one in said if one.place.key.instance == path]))
        return tuple(lines)

    def _instance(self, said: Sequence[Said]) -> Line:
        """Return all that is told of one instance, such as one child, as one line."""
        name, naming = self._named(said[0])
        parts = [self.words.stated(one.place.item, one.answer) for one in said if one.place.key != naming]
        answered = any(one.answer is not None and one.answer.absent is None for one in said)
        text = " ".join(_sentence(part) for part in (name, *parts))
        return Line(text=text, mark=Mark.REPORTED if answered else Mark.UNANSWERED)

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

    def _named(self, said: Said) -> tuple[str, AnswerKey | None]:
        """Return what an instance is called, and the question that says so."""
        evaluation = self.conversation.records[said.step].evaluation
        return name_of_instance(evaluation, said.place.key.instance, self.words)

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
        """Return grave flags first, then scores; leaves out what rests on content not allowed here.

        Flags of several forms that name the same sign are one line with all the answers behind it.
        """
        flags = [
            (evaluation, flag)
            for evaluation in self._evaluations()
            for flag in evaluation.flags
            if flag.level in _TOLD
            and self._may_tell(evaluation, [evidence.key for evidence in flag.evidence])
        ]
        flags.sort(key=lambda pair: _TOLD.index(pair[1].level))
        signs: dict[str, list[str]] = {}
        for evaluation, flag in flags:
            pairs = [(evidence.key, evidence.answer) for evidence in flag.evidence]
            told = signs.setdefault(_first_sentence(text_in(flag.text, self.words.language)), [])
            told += self._items(evaluation, pairs)
        lines = [
            Line(text=self.words.fixed("sign", flag=sign, items=_listed(items)), mark=Mark.REPORTED)
            for sign, items in signs.items()
        ]
        for evaluation in self._evaluations():
            for score in evaluation.scores:
                if self._may_tell(evaluation, [counted.key for counted in score.counted]):
                    lines.append(self._score(evaluation, score))
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

    def _items(self, evaluation: Evaluation, pairs: Sequence[tuple[AnswerKey, Answer | None]]) -> list[str]:
        """Return answers in words, those of an instance with its name before them."""
        told = []
        for key, answer in pairs:
            stated = self.words.stated(evaluation.form.items[key.link_id], answer)
            if key.instance:
                stated = f"{name_of_instance(evaluation, key.instance, self.words)[0]}, {stated}"
            told.append(stated)
        return told

    def _score(self, evaluation: Evaluation, score: Score) -> Line:
        form, words = evaluation.form.questionnaire, self.words
        lowest, highest = points(score.lowest), points(score.highest)
        counted = [(part.key, part.answer) for part in score.counted if part.answer and part.highest > 0]
        rule = words.fixed("own-rule")
        if form.provenance.scoring != "own" and score.cutoff and score.source:
            rule = words.fixed("cutoff", variant=score.cutoff, source=score.source).rstrip(".")
        sentences = [
            words.fixed(
                "score",
                title=text_in(form.title, words.language),
                total=lowest if score.is_certain else f"{lowest}–{highest}",
                maximum=points(score.maximum),
                band=_sentence(text_in(score.band_text or {}, words.language)),
            ).strip(),
            "" if score.is_certain else words.fixed("incomplete", lowest=lowest, highest=highest),
            words.fixed("result-rule", items=_listed(self._items(evaluation, counted)), rule=rule),
            words.fixed("adapted-wording") if form.provenance.wording == "adapted" else "",
        ]
        return Line(text=" ".join(filter(None, sentences)), mark=Mark.REPORTED)


def name_of_instance(
    evaluation: Evaluation, instance: tuple[int, ...], words: PaperWords
) -> tuple[str, AnswerKey | None]:
    """Return what an instance is called, such as the child's name, and the question that says so.

    Without an answer of class identity it is called by its group and number.
    """
    inside = [place for place in evaluation.places if place.key.instance == instance]
    for place in inside:
        answer = evaluation.effective.get(place.key)
        if place.item.content_class is ContentClass.IDENTITY and answer is not None and answer.values:
            return str(answer.values[0]), place.key
    group = next((place.item for place in inside if place.item.is_repeating_group), None)
    number = ".".join(str(part) for part in instance)
    return words.fixed("instance", group=words.label_of(group) if group else "", number=number), None


def _answers_of(field: DocumentField) -> tuple[str, ...]:
    return tuple(name for name in field.from_ if not name.startswith(RECORD))


def _listed(items: Sequence[str]) -> str:
    return "; ".join(item.rstrip(".") for item in dict.fromkeys(items)) or "–"


def _first_sentence(text: str) -> str:
    """Return the sign itself; what follows in a flag's text tells staff what to do now."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


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
