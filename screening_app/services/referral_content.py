"""What of a conversation may stand on a paper: by class of content, item by item (DESIGN 8).

Leaving out is the default. An answer stands there only if the class of its item is allowed for the
document; one of an opened class only if the user opened that very item; one that belongs on a page
of its own only on that page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.body import BodySpot
from screening_app.domain.document import Line, Mark, Row, Section
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.result import INCOMPLETE, Flag, FlagLevel, Score
from screening_app.engine.evaluation import Evaluation, Place
from screening_app.engine.explanation import points
from screening_app.engine.marks import spot_of
from screening_app.i18n import text_in
from screening_app.questionnaire.model import ContentClass, Item, ItemType
from screening_app.questionnaire.pack_documents import (
    RECORD,
    DocumentField,
    DocumentSection,
    DocumentType,
)
from screening_app.services.body_figure import body_figure
from screening_app.services.conversation_state import Conversation
from screening_app.services.entry_names import name_of_instance, number_of
from screening_app.services.errors import ProtectedWordInText
from screening_app.services.paper_words import PaperWords
from screening_app.services.recurring import recurs

_TOLD = (FlagLevel.IMMEDIATE, FlagLevel.SAME_DAY)
"""Levels that a referral tells of; ``attention`` is a hint for those who asked."""

_FREE_TEXT = frozenset({ItemType.STRING, ItemType.TEXT})
_PROTECTED = frozenset({ContentClass.SAFE_CONTACT, ContentClass.LOCATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer that may stand on paper, with where it comes from.

    Attributes:
        address: ``step/linkId``, in an instance ``step/linkId@1``: one answer, nobody else's.
    """

    address: str
    step: StepId
    place: Place
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Content:
    """A closed conversation seen through the rules of one document.

    Attributes:
        objections: What the person considers not right, by the address of the answer (L-19).
    """

    conversation: Conversation
    document: DocumentType
    words: PaperWords
    opened: frozenset[str]
    record: Mapping[str, tuple[Line, ...]]
    withheld: frozenset[str] = frozenset()
    objections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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

    def has_findings(self) -> bool:
        """Tell whether there is anything to draw or to list in the sections with a figure."""
        drawn = [section for section in self.document.section if section.figure]
        return any(self._section(section).rows for section in drawn)

    def classes(self) -> tuple[ContentClass, ...]:
        """Return the classes of content that the paper carries, in the order of the vocabulary."""
        used = {said.place.item.content_class for _, said in self._everything()}
        return tuple(content_class for content_class in ContentClass if content_class in used)

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses of answers that the document knows of and that there are."""
        return tuple(said.address for said in self._known())

    def left_out(self) -> tuple[str, ...]:
        """Return the addresses of answers that the document knows of and that its rules leave out."""
        return tuple(said.address for said in self._known() if not self._may_stand(said, own_page=True))

    def location_items(self) -> tuple[str, ...]:
        """Return the addresses of location answers that could be opened, each by itself (L-61)."""
        opened = self.document.opened_class
        return tuple(said.address for said in self._known() if said.place.item.content_class in opened)

    def item(self, address: str) -> Item:
        """Return the item at an address that the document knows."""
        step, _, key = address.partition("/")
        link_id = AnswerKey.parse(key).link_id
        return self.conversation.records[StepId(step)].evaluation.form.items[link_id]

    def check_protected_words(self, written: Mapping[str, str]) -> None:
        """Do nothing if no free text repeats a way of contact or a place that it may not carry.

        Args:
            written: What the user wrote for this paper, by where: consent, registration number.

        Raises:
            ProtectedWordInText: With the place of the first text that does.
        """
        secrets = list(self._secrets())
        for where, text in written.items():
            if any(recurs(secret, text) for _, _, secret in secrets):
                raise ProtectedWordInText(where=where)
        for where in self.repeating():
            raise ProtectedWordInText(where=where)

    def repeating(self) -> Iterator[str]:
        """Yield the addresses of answers whose text repeats a way of contact or a place."""
        secrets = list(self._secrets())
        for own_page, said in self._everything():
            if own_page or said.answer is None:
                continue
            texts = [value for value in said.answer.values if isinstance(value, str)]
            texts += self.objections.get(said.address, ())
            others = [secret for address, _, secret in secrets if address != said.address]
            if any(recurs(secret, text) for secret in others for text in texts):
                yield said.address

    def _section(self, section: DocumentSection) -> Section:
        rows = [row for field in section.field for row in self._rows(field, own_page=section.own_page)]
        return Section(
            heading=text_in(section.heading, self.words.language),
            rows=tuple(rows),
            note=text_in(section.note, self.words.language) if section.note else None,
            figure=body_figure(self._marks(section), self.document, self.words) if section.figure else None,
        )

    def _marks(self, section: DocumentSection) -> list[tuple[str, BodySpot]]:
        """Return number and place of each mark that may stand in the section."""
        said = [one for field in section.field for name in _answers_of(field) for one in self._said(name)]
        return [
            (number_of(self.conversation.records[one.step].evaluation, one.place.key), spot)
            for one in said
            if one.place.item.type is ItemType.BODY_MAP and self._may_stand(one, own_page=section.own_page)
            if (spot := spot_of(one.answer)) is not None
        ]

    def _rows(self, field: DocumentField, *, own_page: bool) -> Iterator[Row]:
        if not field.each:
            if lines := self._lines(field, own_page=own_page):
                yield Row(label=text_in(field.label, self.words.language), lines=lines)
            return
        said = [one for name in _answers_of(field) for one in self._said(name)]
        said = [one for one in said if self._may_stand(one, own_page=own_page)]
        for path in sorted({one.place.key.instance for one in said}):
            own = [one for one in said if one.place.key.instance == path]
            name, _naming = self._named(own[0])
            told = " ".join(_sentence(self.words.stated(one.place.item, one.answer)) for one in own)
            yield Row(label=name, lines=(Line(text=told),))

    def _lines(self, field: DocumentField, *, own_page: bool) -> tuple[Line, ...]:
        lines: list[Line] = []
        for name in field.from_:
            if name.startswith(RECORD):
                lines += self.record.get(name, ())
        addresses = _answers_of(field)
        said = [one for address in addresses for one in self._said(address)]
        said = [one for one in said if self._may_stand(one, own_page=own_page)]
        outside = [one for one in said if not one.place.key.instance]
        for one in outside:
            lines.append(self.words.line(one.place.item, one.answer, labelled=len(addresses) > 1))
            lines += self._objected(one)
        for path in sorted({one.place.key.instance for one in said} - {()}):
            inside = [one for one in said if one.place.key.instance == path]
            lines.append(self._instance(inside))
            lines += [line for one in inside for line in self._objected(one)]
        return tuple(lines)

    def _objected(self, said: Said) -> list[Line]:
        """Return what the person considers not right in an answer; it goes wherever the answer goes."""
        texts = self.objections.get(said.address, ())
        return [Line(text=self.words.fixed("objection", text=text), mark=Mark.REPORTED) for text in texts]

    def _instance(self, said: Sequence[Said]) -> Line:
        """Return all that is told of one instance, such as one child, as one line."""
        name, naming = self._named(said[0])
        parts = [self.words.stated(one.place.item, one.answer) for one in said if one.place.key != naming]
        answered = any(one.answer is not None and one.answer.absent is None for one in said)
        text = " ".join(_sentence(part) for part in (name, *parts))
        return Line(text=text, mark=Mark.REPORTED if answered else Mark.UNANSWERED)

    def _everything(self) -> Iterator[tuple[bool, Said]]:
        for section, part in self.document.fields():
            for address in _answers_of(part):
                for said in self._said(address):
                    if self._may_stand(said, own_page=section.own_page):
                        yield section.own_page, said

    def _known(self) -> Iterator[Said]:
        """Yield every answer that the document knows of, each once."""
        names = (name for _, field in self.document.fields() for name in _answers_of(field))
        for name in dict.fromkeys(names):
            yield from self._said(name)

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
                    where = f"{step_id}/{place.key}"
                    yield Said(address=where, step=step_id, place=place, answer=answer)

    def _may_stand(self, said: Said, *, own_page: bool) -> bool:
        content_class = said.place.item.content_class
        if said.address in self.withheld:
            return False
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
        named = _names_people(self.document)
        return name_of_instance(evaluation, said.place.key.instance, self.words, named=named)

    def _secrets(self) -> Iterator[tuple[str, ContentClass, str]]:
        """Yield address, class and text of what must not recur; an opened place is no secret here."""
        for step_id, record in self.conversation.records.items():
            if not self.conversation.step(step_id).enabled:
                continue
            for place in record.evaluation.places:
                content_class = place.item.content_class
                if content_class not in _PROTECTED or place.item.type not in _FREE_TEXT:
                    continue
                answer, where = record.evaluation.effective.get(place.key), f"{step_id}/{place.key}"
                if answer is not None and content_class is not None and where not in self.opened:
                    yield from ((where, content_class, v) for v in answer.values if isinstance(v, str))


@dataclass(frozen=True, slots=True)
class Signs:
    """Flags and scores of a conversation as lines, each with the answers and the rule behind it."""

    conversation: Conversation
    document: DocumentType
    words: PaperWords
    opened: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()

    def lines(self) -> tuple[Line, ...]:
        """Return grave flags first, then scores; leaves out what rests on content not allowed here.

        Flags of several forms that name the same sign are one line with all the answers behind it.
        """
        flags = [
            (step_id, evaluation, flag)
            for step_id, evaluation in self._evaluations()
            for flag in evaluation.flags
            if flag.level in _TOLD and self._may_be_named(evaluation, step_id, flag)
        ]
        flags.sort(key=lambda told: _TOLD.index(told[2].level))
        signs: dict[str, list[str]] = {}
        for step_id, evaluation, flag in flags:
            pairs = [
                (evidence.key, evidence.answer)
                for evidence in flag.evidence
                if self._may_tell(evaluation, step_id, [evidence.key])
            ]
            told = signs.setdefault(_first_sentence(text_in(flag.text, self.words.language)), [])
            told += self._items(evaluation, pairs)
        lines = [Line(text=self._sign(sign, items), mark=Mark.REPORTED) for sign, items in signs.items()]
        for step_id, evaluation in self._evaluations():
            for score in evaluation.scores:
                if self._may_tell(evaluation, step_id, [counted.key for counted in score.counted]):
                    lines.append(self._score(evaluation, score))
        return tuple(lines)

    def _evaluations(self) -> Iterator[tuple[StepId, Evaluation]]:
        for step in self.conversation.state.steps:
            record = self.conversation.records.get(step.step.id)
            if record is not None and record.is_begun and step.enabled:
                yield step.step.id, record.evaluation

    def _may_tell(self, evaluation: Evaluation, step_id: StepId, keys: list[AnswerKey]) -> bool:
        """Tell whether these answers may be given as reasons; an opened place may."""
        if any(f"{step_id}/{key}" in self.withheld for key in keys):
            return False
        kept = [key for key in keys if f"{step_id}/{key}" not in self.opened]
        barred = {*self.document.forbidden_class, *self.document.own_page, *self.document.opened_class}
        classes = {evaluation.form.items[key.link_id].content_class for key in kept}
        return not classes & barred and classes <= set(self.document.allowed_class)

    def _may_be_named(self, evaluation: Evaluation, step_id: StepId, flag: Flag) -> bool:
        """Tell whether a sign may be named; a grave one is, even where its reasons stay here.

        That a child is alone with the one who uses violence must reach whoever can act, though where
        the child is stays closed. What is dangerous if disclosed, or a way of contact, is never hinted at.
        """
        keys = [evidence.key for evidence in flag.evidence]
        if self._may_tell(evaluation, step_id, keys):
            return True
        hidden = {*self.document.forbidden_class, *self.document.own_page}
        classes = {evaluation.form.items[key.link_id].content_class for key in keys}
        return flag.level is FlagLevel.IMMEDIATE and not classes & hidden

    def _sign(self, sign: str, items: Sequence[str]) -> str:
        if not items:
            return self.words.fixed("sign-only", flag=sign)
        return self.words.fixed("sign", flag=sign, items=_listed(items))

    def _items(self, evaluation: Evaluation, pairs: Sequence[tuple[AnswerKey, Answer | None]]) -> list[str]:
        """Return answers in words, those of an instance with its name before them."""
        told = []
        for key, answer in pairs:
            stated = self.words.stated(evaluation.form.items[key.link_id], answer)
            if key.instance:
                named = _names_people(self.document)
                name, _naming = name_of_instance(evaluation, key.instance, self.words, named=named)
                stated = f"{name}, {stated}"
            told.append(stated)
        return told

    def _score(self, evaluation: Evaluation, score: Score) -> Line:
        form, words = evaluation.form.questionnaire, self.words
        lowest, highest = points(score.lowest), points(score.highest)
        counted = [(part.key, part.answer) for part in score.counted if part.answer and part.highest > 0]
        rule = words.fixed("own-rule")
        if form.provenance.scoring != "own" and score.cutoff_text and score.source:
            variant = text_in(score.cutoff_text, words.language)
            rule = words.fixed("cutoff", variant=variant, source=score.source).rstrip(".")
        # A limit that is reached stands, whatever the answers that are missing would add (FORMS 3.6).
        open_ = "incomplete" if score.band in {None, INCOMPLETE} else "certain-though-incomplete"
        sentences = [
            words.fixed(
                "score",
                title=text_in(form.title, words.language),
                total=lowest if score.is_certain else f"{lowest}–{highest}",
                maximum=points(score.maximum),
                band=_sentence(text_in(score.band_text or {}, words.language)),
            ).strip(),
            "" if score.is_certain else words.fixed(open_, lowest=lowest, highest=highest),
            words.fixed("result-rule", items=_listed(self._items(evaluation, counted)), rule=rule),
            words.fixed("adapted-wording") if form.provenance.wording == "adapted" else "",
        ]
        return Line(text=" ".join(filter(None, sentences)), mark=Mark.REPORTED)


def _names_people(document: DocumentType) -> bool:
    return ContentClass.IDENTITY in document.allowed_class


def _answers_of(field: DocumentField) -> tuple[str, ...]:
    return tuple(name for name in field.from_ if not name.startswith(RECORD))


def _listed(items: Sequence[str]) -> str:
    return "; ".join(item.rstrip(".") for item in dict.fromkeys(items)) or "–"


def _first_sentence(text: str) -> str:
    """Return the sign itself; what follows in a flag's text tells staff what to do now."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
