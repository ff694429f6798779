"""A pathway on paper, blank: words to say, questions, tick boxes and stops, and nothing of any person.

For the day when the computer cannot be used. Decided and rendered as every document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from screening_app.domain.document import (
    Footer,
    Letterhead,
    Line,
    Mark,
    Referral,
    Row,
    Section,
    SignatureBlock,
    Stamp,
)
from screening_app.domain.ids import Canonical
from screening_app.i18n import Text, text_in
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.questionnaire.pathway import Pathway, Step
from screening_app.services.on_paper import Paper, leave
from screening_app.services.paper_words import PaperWords
from screening_app.services.ports import ReferralRenderer
from screening_app.services.session import Session

KIND = "blank-guide"
_WIDTH, _APART = 78, 7
"""Letters in a line of the paper, and what a box between two texts takes of them."""
_BETWEEN = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE} □\N{NO-BREAK SPACE}"


def make_blank_guide(session: Session, pathway: Canonical, *, render: ReferralRenderer) -> Paper:
    """Decide, render and record a blank guide, and hand over its bytes.

    Raises:
        FormNotFound: If there is no such pathway.
        PackEntryNotFound: If the country's pack has no such document.
    """
    packs = session.forms.packs(session.unit.country)
    kind = packs.documents.document(KIND)
    words = PaperWords(packs, packs.documents.record_language)
    guide = _Guide(session, words, kind, session.forms.pathway(pathway))
    return leave(session, kind, words, version=guide.pathway.version, sheet=guide.whole, render=render)


@dataclass(frozen=True, slots=True)
class _Guide:
    session: Session
    words: PaperWords
    kind: DocumentType
    pathway: Pathway

    def whole(self, head: str, neutral_title: str) -> Referral:
        """Return everything that stands on it."""
        words, unit = self.words, self.session.unit
        emergency = next((one.number for one in words.packs.contacts.contact if one.number), "")
        return Referral(
            language=words.language,
            title=self._text(self.kind.title).format(guide=self._text(self.pathway.title)),
            neutral_title=neutral_title,
            letterhead=Letterhead(
                authority=unit.authority,
                unit=unit.name,
                phone=unit.phone,
                stamp=Stamp(word="", provision="", date="", authority=""),
                registration_label=words.label("version"),
                registration_number=self.pathway.version,
                recipient_label=words.label("recipient"),
                recipient=self._fixed("for"),
            ),
            legal_basis=self._fixed("use"),
            purpose=self._fixed("numbers", number=emergency),
            readers="",
            sections=tuple(self._sections()),
            signature=SignatureBlock(
                prepared_by=self._fixed("line"), role="", date="", label=words.label("signature")
            ),
            own_pages=(),
            footer=Footer(
                copy=self._fixed("blank", version=self.pathway.version),
                warning=self._fixed("filled"),
                audit=words.label("audit-head").format(head=head),
                page=words.label("page"),
            ),
            made_at=self.session.clock.now(),
        )

    def _fixed(self, name: str, **values: object) -> str:
        return self.words.fixed(name, of=self.kind, **values)

    def _text(self, text: Text | None) -> str:
        return text_in(text, self.words.language) if text else ""

    def _line(self) -> tuple[Line, ...]:
        return (Line(text=self._fixed("line")),)

    def _sections(self) -> Iterator[Section]:
        for part in self.kind.section:
            rows = tuple(Row(label=self._text(field.label), lines=self._line()) for field in part.field)
            yield Section(heading=self._text(part.heading), rows=rows)
        for step in self.pathway.step:
            if step.questionnaire is not None:
                yield self._step(step, step.questionnaire)
        boxes = tuple(_boxes([self._text(outcome.text)]) for outcome in self.pathway.outcome)
        yield Section(heading=self._fixed("outcome"), rows=(Row(label="", lines=boxes),))

    def _step(self, step: Step, form: Canonical) -> Section:
        said = [self._fixed("gate")] if step.gate is not None else []
        said += [self._fixed("only-if")] if step.when is not None else []
        said += [self._fixed("optional")] if step.optional else []
        rows = [Row(label="", lines=(Line(text=text),)) for text in said]
        rows += self._rows(self.session.forms.questionnaire(form).item)
        return Section(heading=self._text(step.title), rows=tuple(rows))

    def _rows(self, items: Sequence[Item]) -> Iterator[Row]:
        for item in items:
            if item.type in {ItemType.DISPLAY, ItemType.GROUP}:
                texts = [self._asked(item)] + ([self._fixed("several")] if item.repeats else [])
                yield from (Row(label="", lines=(Line(text=text),)) for text in texts if text)
                yield from self._rows(item.item)
            elif not item.read_only:
                yield Row(label="", lines=(Line(text=self._asked(item)), *self._answers(item)))

    def _asked(self, item: Item) -> str:
        """Return what is said or asked, with a word that it is not always."""
        only = f"({self._fixed('only-if')})" if item.enable_when is not None else ""
        return " ".join(filter(None, (only, self._text(item.text))))

    def _answers(self, item: Item) -> Iterator[Line]:
        boxes = [self._text(option.display) for option in item.answer_option]
        if item.type is ItemType.BOOLEAN:
            boxes = [self.words.fixed(name) for name in ("yes", "no")]
        if not boxes:
            yield from self._line()
        yield from map(_boxes, _side_by_side([*boxes, *(self.words.absent(one) for one in item.absent)]))


def _side_by_side(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield what fits beside each other in a line of the paper."""
    line = list[str]()
    for text in texts:
        if line and sum(map(len, line)) + len(text) + _APART * len(line) > _WIDTH:
            yield line
            line = []
        line.append(text)
    if line:
        yield line


def _boxes(texts: Sequence[str]) -> Line:
    """Return a line with a box before each text."""
    return Line(text=_BETWEEN.join(texts), mark=Mark.UNANSWERED)
