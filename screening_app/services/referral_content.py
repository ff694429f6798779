"""What of a conversation may stand on a paper: by class of content, item by item (DESIGN 8).

Leaving out is the default. An answer stands there only if the class of its item is allowed for the
document; one of an opened class only if the user opened that very item; one that belongs on a page
of its own only on that page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.body import BodySpot
from screening_app.domain.document import Line, Mark, Row, Section
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.evaluation import Place
from screening_app.engine.marks import spot_of
from screening_app.i18n import text_in
from screening_app.questionnaire.model import ContentClass, Item, ItemType
from screening_app.questionnaire.pack_documents import (
    RECORD,
    RECORD_CLASSES,
    DocumentField,
    DocumentSection,
    DocumentType,
)
from screening_app.services.body_figure import body_figure
from screening_app.services.conversation_state import Conversation, StepRecord
from screening_app.services.entry_names import name_of_instance, number_of
from screening_app.services.errors import ProtectedWordInText
from screening_app.services.paper_words import PaperWords
from screening_app.services.referral_secrets import Secret, Secrets
from screening_app.services.referral_signs import as_sentence, names_people
from screening_app.services.referral_subject import Subject, entry_of


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
        subject: The one child it is about; what belongs to others does not stand there.
        own_words: What staff wrote for this paper, by field.
        elsewhere: Ways of contact agreed on in the person's other conversations.
        given: What was chosen for this paper from the card on contact, in so many words.
    """

    conversation: Conversation
    document: DocumentType
    words: PaperWords
    opened: frozenset[str]
    record: Mapping[str, tuple[Line, ...]]
    withheld: frozenset[str] = frozenset()
    objections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    subject: Subject | None = None
    own_words: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[Secret, ...] = ()
    given: frozenset[str] = frozenset()

    def sections(self) -> tuple[Section, ...]:
        """Return the numbered parts; a part without content is left out."""
        parts = [section for section in self.document.section if not section.own_page]
        made = [
            self._section(section, number) for section in parts for number in range(1, section.repeats + 1)
        ]
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
        for _, part in self.document.fields():
            used |= {RECORD_CLASSES[name] for name in part.from_ if self.record.get(name)}
            used |= {part.content_class} if self.own_words.get(part.id) else set()
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
            if any(secret.stands_in(text) for secret in secrets):
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
            others = [secret for secret in secrets if secret.address != said.address]
            if any(secret.stands_in(text) for secret in others for text in texts):
                yield said.address

    def _secrets(self) -> Secrets:
        return Secrets(
            self.conversation, self.document, self.opened, self.subject, self.elsewhere, self.given
        )

    def _section(self, section: DocumentSection, number: int = 1) -> Section:
        rows = [row for field in section.field for row in self._rows(field, own_page=section.own_page)]
        heading = text_in(section.heading, self.words.language)
        return Section(
            heading=self.words.fixed("instance", group=heading, number=number)
            if section.repeats > 1
            else heading,
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
            lines = self._lines(field, own_page=own_page)
            if lines or field.by_hand:
                label = text_in(field.label, self.words.language)
                yield Row(label=label, lines=lines, by_hand=field.by_hand)
            return
        said = [one for name in _answers_of(field) for one in self._said(name)]
        said = [one for one in said if self._may_stand(one, own_page=own_page)]
        for path in sorted({one.place.key.instance for one in said}):
            own = [one for one in said if one.place.key.instance == path]
            name, _naming = self._named(own[0])
            told = " ".join(as_sentence(self.words.stated(one.place.item, one.answer)) for one in own)
            yield Row(label=name, lines=(Line(text=told),))

    def _lines(self, field: DocumentField, *, own_page: bool) -> tuple[Line, ...]:
        lines: list[Line] = []
        for name in field.from_:
            if name.startswith(RECORD):
                lines += self.record.get(name, ())
        addresses = _answers_of(field)
        said = [one for address in addresses for one in self._said(address)]
        said = [one for one in said if self._may_stand(one, own_page=own_page)]
        # On the paper of one child, its own answers need not say whose they are.
        outside = [one for one in said if self.subject is not None or not one.place.key.instance]
        for one in outside:
            lines.append(self.words.line(one.place.item, one.answer, labelled=len(addresses) > 1))
            lines += self._objected(one)
        told = {one.address for one in outside}
        for path in sorted({one.place.key.instance for one in said if one.address not in told}):
            inside = [one for one in said if one.place.key.instance == path]
            lines.append(self._instance(inside))
            lines += [line for one in inside for line in self._objected(one)]
        if text := self.own_words.get(field.id):
            lines.append(Line(text=self.words.fixed("staff-words", text=text)))
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
        text = " ".join(as_sentence(part) for part in (name, *parts))
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
            if place.key.link_id == LinkId(link_id) and place.enabled and self._is_of_subject(record, place):
                answer = record.evaluation.effective.get(place.key)
                if answer is not None or place.required:
                    where = f"{step_id}/{place.key}"
                    yield Said(address=where, step=step_id, place=place, answer=answer)

    def _is_of_subject(self, record: StepRecord, place: Place) -> bool:
        """Tell whether an answer may stand on a paper about one child: of another child never."""
        group = self.document.one_per
        if group is None:
            return True
        entry = entry_of(record.evaluation.form, place.key, group)
        if entry is None:
            return place.item.content_class not in self.document.only_about
        return self.subject is not None and entry == self.subject.instance

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
        instance, named = said.place.key.instance, names_people(self.document)
        name, naming = name_of_instance(evaluation, instance, self.words, named=named)
        if f"{said.step}/{naming}" in self.withheld:
            return name_of_instance(evaluation, instance, self.words, named=False)
        return name, naming


def _answers_of(field: DocumentField) -> tuple[str, ...]:
    return tuple(name for name in field.from_ if not name.startswith(RECORD))
