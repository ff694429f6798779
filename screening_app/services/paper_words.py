"""Answers, flags and scores in the words of a paper's language.

A paper has a language of its own (L-52), so nothing here asks for the language of the interface:
every fixed sentence comes from the country's documents pack.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from babel.dates import format_date

from screening_app.domain.answers import AbsentReason, Answer, PartialDate, Value
from screening_app.domain.document import Line, Mark
from screening_app.domain.quotation import without_marks
from screening_app.i18n import locale_of, text_in
from screening_app.questionnaire.model import ContentClass, Item, ItemType
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pack_documents import FixedSentences
from screening_app.services.body_words import spot_in_words

_MEASURED = frozenset({ItemType.INTEGER, ItemType.DECIMAL, ItemType.QUANTITY})
_FREE_TEXT = frozenset({ItemType.STRING, ItemType.TEXT})
_ENDS = (".", "!", "?", "…", ":")


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of one country's papers in one language."""

    packs: Packs
    language: str

    def fixed(self, name: str, *, of: FixedSentences | None = None, **values: object) -> str:
        """Return a fixed sentence with its placeholders filled in.

        Args:
            of: Whose sentence; the common ones if not stated.
        """
        sentence = (of or self.packs.documents.common).sentence(name)
        return text_in(sentence, self.language).format(**values)

    def label(self, name: str) -> str:
        """Return a shared label, such as that of the recipient."""
        return text_in(self.packs.documents.common.label(name), self.language)

    def day(self, day: dt.date) -> str:
        """Return a date in full, as the country writes it."""
        return format_date(day, format="long", locale=locale_of(self.language))

    def label_of(self, item: Item) -> str:
        """Return the item's short text, or the question itself where it has none."""
        return text_in(item.short_text or item.text or {}, self.language)

    def value(self, item: Item, value: Value) -> str:
        """Return one answer value in words."""
        if item.type is ItemType.CHOICE:
            option = item.option(str(value))
            return text_in(option.display, self.language) if option else str(value)
        if item.type is ItemType.BODY_MAP:
            return spot_in_words(self.packs.glossary, str(value), self.language)
        if isinstance(value, bool):
            return self.fixed("yes" if value else "no")
        if isinstance(value, PartialDate):
            return self.partial(value)
        if isinstance(value, Decimal | int):
            return f"{value} {item.unit}" if item.unit else str(value)
        return str(value)

    def answer(self, item: Item, answer: Answer | None) -> str:
        """Return an answer in words; silence has words too, and they never say No."""
        if answer is None:
            return self.fixed("no-answer")
        if answer.absent is not None:
            unmeasured = item.type in _MEASURED and item.content_class is ContentClass.FINDING
            if unmeasured and answer.absent is AbsentReason.UNKNOWN:
                return self.fixed("not-measured")
            return self.absent(answer.absent)
        first, *others = [self.value(item, value) for value in answer.values]
        return ", ".join([first, *map(_inside_sentence, others)])

    def absent(self, reason: AbsentReason) -> str:
        """Return a reason for absence in words."""
        return self.fixed(f"absent-{reason}")

    def stated(self, item: Item, answer: Answer | None) -> str:
        """Return label and answer, such as ``Rädd för någon nära: Ja``."""
        said = self.answer(item, answer)
        if is_own_words(item, answer):
            said = self.quoted(said)
        elif answer is None or answer.absent is not None:
            said = said.rstrip(".")
        return self.fixed("answer", question=_ended(self.label_of(item)), answer=said)

    def quoted(self, said: str) -> str:
        """Return words of the person in the quotation marks of the language, whatever marks were typed."""
        said = without_marks(said)
        return f"“{said}”" if self.language == "en" else f"”{said}”"

    def line(self, item: Item, answer: Answer | None, *, labelled: bool) -> Line:
        """Return an answer as a line of a paper.

        Args:
            labelled: Put the item's label before it: where several answers share a field.
        """
        mark = Mark.REPORTED if answer is not None and answer.absent is None else Mark.UNANSWERED
        if labelled:
            return Line(text=self.stated(item, answer), mark=mark)
        return Line(text=self.answer(item, answer), mark=mark, quote=is_own_words(item, answer))

    def partial(self, date: PartialDate) -> str:
        """Return a date as far as it is known."""
        if date.month is None:
            return str(date.year)
        day = dt.date(date.year, date.month, date.day or 1)
        if date.day is None:
            return format_date(day, format="LLLL y", locale=locale_of(self.language))
        return self.day(day)


def _inside_sentence(text: str) -> str:
    """Return a display without its capital, unless that belongs to an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def is_own_words(item: Item, answer: Answer | None) -> bool:
    """Tell whether an answer repeats what the person said, and is to be quoted."""
    free = item.type in _FREE_TEXT and item.content_class is ContentClass.STATEMENT
    return free and answer is not None and answer.absent is None


def _ended(lead: str) -> str:
    return lead if lead.endswith(_ENDS) else f"{lead}:"
