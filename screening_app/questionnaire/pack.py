"""Country packs and the glossary as models: data that people review, not code (FORMS 7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from screening_app.domain.person import IdentityKind, ProtectionLevel
from screening_app.questionnaire.errors import PackEntryNotFound
from screening_app.questionnaire.model import ContentClass, Sentence
from screening_app.questionnaire.pack_documents import DocumentsPack
from screening_app.questionnaire.pack_duties import DutiesPack
from screening_app.questionnaire.pack_legal import LegalPack, Reviewed
from screening_app.questionnaire.pathway import Rail
from screening_app.questionnaire.predicate import Node
from screening_app.questionnaire.values import Day, Truth, Whole


class Contact(Node):
    """Somebody to call (W-10).

    Attributes:
        number: ``None`` until the administrator fills it in.
        verified: It was read in the source named, on its date.
        confirmed_on: When somebody last called or checked the number.
    """

    id: str
    need: Sentence
    name: Sentence
    number: str | None
    number_from_abroad: str | None = None
    number_other: str | None = None
    hours: Sentence | None
    area: Sentence
    who_may_call: Sentence
    verified: Truth
    source: str
    source_address: str | None
    source_date: str | None
    confirmed_on: Day | None
    requirement: str
    remark: Sentence | None = None


class Raised(Node):
    """An answer that tells of a need: one of these codes at ``step/linkId``."""

    answer: str
    in_: tuple[str, ...] = Field(alias="in", min_length=1)


class NeedKind(Node):
    """Something that a person may need, and whom to turn to (W-10).

    Attributes:
        raised: Answers of a conversation that tell of it, any of them.
        offer: Address of the answer that says what was offered and what the person wanted.
        contact: Ids of the contacts that answer it, the nearest first.
        urgent: Whether its contacts stand on the emergency panel.
    """

    id: str
    label: Sentence
    raised: tuple[Raised, ...] = ()
    offer: str | None = None
    contact: tuple[str, ...]
    urgent: Truth = False


class ContactsPack(Reviewed):
    """``contacts.yaml`` of a country."""

    pack: str
    stale_after_months: Whole
    compiled_on: Day
    need: tuple[NeedKind, ...] = ()
    contact: tuple[Contact, ...]

    def need_kind(self, code: str) -> NeedKind | None:
        """Return a need by its id; ``None`` if the pack has none such."""
        return next((one for one in self.need if one.id == code), None)


class NumberKind(Node):
    """A kind of identity number, how it is typed, kept, shown and checked (L-70 to L-74)."""

    id: IdentityKind
    label: Sentence
    accept: tuple[str, ...]
    store: str
    show: str
    check: Literal["luhn", "none"]
    check_over: str | None = None
    separator_plus: str | None = None
    day_offset: Whole = 0
    day_range: tuple[Whole, Whole] | None = None
    assurance: tuple[str, ...] = ()
    may_be_dormant: Truth = False
    verified: Truth
    source: str


class IdentityRule(Node):
    """A rule about identity, as a sentence for staff."""

    id: str
    text: Sentence
    verified: Truth


class Protection(Node):
    """A level of protected personal data (L-60)."""

    id: ProtectionLevel
    label: Sentence
    named_access: Truth
    banner: Truth


class IdentityPack(Reviewed):
    """``identity.yaml`` of a country."""

    pack: str
    kind: tuple[NumberKind, ...]
    assurance_label: dict[str, Sentence]
    rule: tuple[IdentityRule, ...]
    protection: tuple[Protection, ...]

    def number_kind(self, kind: IdentityKind) -> NumberKind:
        """Return what is known of a kind of number.

        Raises:
            PackEntryNotFound: If the pack lacks it.
        """
        for one in self.kind:
            if one.id is kind:
                return one
        raise PackEntryNotFound(name=kind.value)

    def protection_of(self, level: ProtectionLevel) -> Protection:
        """Return what is known of a level of protection.

        Raises:
            PackEntryNotFound: If the pack lacks it.
        """
        for one in self.protection:
            if one.id is level:
                return one
        raise PackEntryNotFound(name=level.value)


class ForbiddenTerm(Node):
    """A term that is barred in some contexts: as a word, as its beginning, or anywhere."""

    term: str = Field(min_length=1)
    match: Literal["word", "prefix", "substring"]
    context: tuple[str, ...] = Field(min_length=1)

    def stands_in(self, text: str) -> bool:
        """Tell whether the text holds it, whatever its case."""
        low, term = text.casefold(), self.term.casefold()
        start = low.find(term)
        while start >= 0:
            end = start + len(term)
            begins = start == 0 or not low[start - 1].isalnum()
            ends = end == len(low) or not low[end].isalnum()
            if self.match == "substring" or (begins and (self.match == "prefix" or ends)):
                return True
            start = low.find(term, start + 1)
        return False


class ForbiddenTerms(Reviewed):
    """``forbidden-terms.yaml`` of a country: what must not stand on paper, in names, or be said."""

    pack: str
    context: dict[str, Sentence]
    case: Literal["insensitive"]
    list_: dict[str, tuple[ForbiddenTerm, ...]] = Field(alias="list")
    always: Sentence

    def found_in(self, text: str, language: str, context: str) -> tuple[str, ...]:
        """Return the barred terms that a text holds in a context, such as ``take-home``."""
        terms = (term for term in self.list_.get(language, ()) if context in term.context)
        return tuple(term.term for term in terms if term.stands_in(text))


class ClassLabel(Node):
    """What a class of content is called."""

    code: ContentClass
    sv: str
    en: str


class RailLabel(Node):
    """What a place on the rail is called."""

    code: Rail
    sv: str
    en: str


class BodyLabel(Node):
    """What a side, a view or a region of the body is called."""

    code: str
    sv: str
    en: str


class BodyWords(Node):
    """The words of the body map (VISUAL 13); a region is named without its side, which is added."""

    side: tuple[BodyLabel, ...]
    view: tuple[BodyLabel, ...]
    region: tuple[BodyLabel, ...]

    @property
    def by_code(self) -> Mapping[str, BodyLabel]:
        """Return every word by its code; no code is used twice."""
        return {one.code: one for one in (*self.side, *self.view, *self.region)}


class Term(Node):
    """A word of the interface; ``number`` is that of the requirements' glossary."""

    code: str
    sv: str
    en: str
    number: Whole | None = None
    also_code: tuple[str, ...] = ()
    note: Sentence | None = None


class WordingRule(Node):
    """How something is put in words."""

    id: str
    text: Sentence


class Glossary(Reviewed):
    """``glossary.yaml``: labels of classes and rail, and terms of the interface."""

    content_class: tuple[ClassLabel, ...]
    rail: tuple[RailLabel, ...]
    body: BodyWords
    term: tuple[Term, ...]
    rule: tuple[WordingRule, ...]

    def body_word(self, code: str) -> Sentence:
        """Return what a side, a view or a region of the body is called.

        Raises:
            PackEntryNotFound: If the glossary lacks it.
        """
        label = self.body.by_code.get(code)
        if label is None:
            raise PackEntryNotFound(name=code)
        return {"sv": label.sv, "en": label.en}

    def class_label(self, content_class: ContentClass) -> Sentence:
        """Return what a class of content is called.

        Raises:
            PackEntryNotFound: If the glossary lacks it.
        """
        for label in self.content_class:
            if label.code is content_class:
                return {"sv": label.sv, "en": label.en}
        raise PackEntryNotFound(name=content_class.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """A country's packs, with the glossary that all countries share."""

    country: str
    legal: LegalPack
    contacts: ContactsPack
    documents: DocumentsPack
    identity: IdentityPack
    duties: DutiesPack
    forbidden: ForbiddenTerms
    glossary: Glossary

    @property
    def is_reviewed(self) -> bool:
        """Tell whether every pack of the country carries its reviewer and date."""
        packs = (
            self.legal,
            self.contacts,
            self.documents,
            self.identity,
            self.duties,
            self.forbidden,
        )
        return all(pack.is_reviewed for pack in packs)
