"""The document pack: sections, fields, fixed sentences, and which class may stand where (DESIGN 8)."""

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from screening_app.questionnaire.errors import PackEntryNotFound
from screening_app.questionnaire.model import ContentClass, Sentence
from screening_app.questionnaire.pack_legal import Reviewed
from screening_app.questionnaire.predicate import Node
from screening_app.questionnaire.values import Truth, Whole

OPEN_PART = "neutral-part"
"""The sentence for the open part of a journal; the same whatever was said."""

RECORD = "record:"
"""What ``from`` begins with where the record itself, not an answer, fills a field."""

RECORD_CLASSES: Mapping[str, ContentClass] = {
    "record:identity": ContentClass.IDENTITY,
    "record:protection": ContentClass.IDENTITY,
    "record:consent-scope": ContentClass.ORDINARY,
    "record:consent-date": ContentClass.ORDINARY,
    "record:consent-how": ContentClass.ORDINARY,
    "record:consent-until": ContentClass.ORDINARY,
    "record:reporter": ContentClass.ORDINARY,
    "record:reporter-workplace": ContentClass.ORDINARY,
    "record:reporter-phone": ContentClass.CONTACT,
    "record:contact": ContentClass.SAFE_CONTACT,
    "record:contact-never": ContentClass.SAFE_CONTACT,
    "record:signs": ContentClass.FINDING,
    "record:asked-on": ContentClass.FINDING,
    "record:outcome": ContentClass.FINDING,
}
"""Parts of the record that may fill a field: the person's head, the consent, the user, how the person
may be contacted, flags, the outcome."""

STRICTNESS: tuple[ContentClass, ...] = (
    ContentClass.ORDINARY,
    ContentClass.FINDING,
    ContentClass.STATEMENT,
    ContentClass.IDENTITY,
    ContentClass.THIRD_PERSON,
    ContentClass.CONTACT,
    ContentClass.SAFE_CONTACT,
    ContentClass.LOCATION,
    ContentClass.DANGER_IF_DISCLOSED,
)
"""From the mildest to the strictest; a field that several answers fill has the strictest class."""


def strictest(classes: "tuple[ContentClass, ...]") -> ContentClass:
    """Return the strictest of at least one class."""
    return max(classes, key=STRICTNESS.index)


class FixedSentence(Node):
    """A sentence that stands on paper as it is, placeholders filled in."""

    id: str
    text: Sentence


class DocumentField(Node):
    """A labelled place on paper.

    Attributes:
        from_: What fills it: ``step/linkId`` of the pathway, or a key of ``RECORD_CLASSES``;
            empty where nothing composes the document yet.
        each: Each entry of a repeating group has a row of its own.
        by_hand: Empty lines to write on, where nothing fills it.
        own_words: Whether staff may write there in their own words before the paper is made.
    """

    id: str
    label: Sentence
    content_class: ContentClass = Field(alias="class")
    from_: tuple[str, ...] = Field((), alias="from")
    each: Truth = False
    by_hand: Whole = Field(0, ge=0)
    own_words: Truth = False


class DocumentSection(Node):
    """A part of a document.

    Attributes:
        note: Sentence under the heading.
        own_page: Begins on a page of its own and is followed by nothing.
        repeats: How many times the part is printed, each with its number.
        variant: Of a document with several sizes, the one that has it.
        figure: Draws the marks that its fields hold on the body map.
    """

    id: str
    heading: Sentence
    note: Sentence | None = None
    own_page: Truth = False
    repeats: Whole = Field(1, ge=1)
    variant: Literal["card", "paper"] | None = None
    figure: Truth = False
    field: tuple[DocumentField, ...] = Field(min_length=1)


class FixedSentences(Node):
    """Something with fixed sentences of its own; ``sentence`` in the file."""

    fixed: tuple[FixedSentence, ...] = Field((), alias="sentence")

    def sentence(self, name: str) -> Sentence:
        """Return the sentence of this id.

        Raises:
            PackEntryNotFound: If there is none.
        """
        for one in self.fixed:
            if one.id == name:
                return one.text
        raise PackEntryNotFound(name=name)


class Annex(Node):
    """Pictures that may follow a document, each on a page of its own and only if it is chosen.

    Attributes:
        file: Address of the answers that name them.
        tells: Addresses of what is said of each: of the picture itself, and of what it is inside.
    """

    file: str
    tells: tuple[str, ...] = ()


class DocumentType(FixedSentences):
    """One kind of document.

    Attributes:
        neutral_name: File name, print job and metadata; never the title.
        allowed_class: Classes that it may carry; everything else is left out.
        opened_class: Classes of which single answers may be opened, one by one, by the user (L-61).
        forbidden_class: Classes that never stand there, whoever asks.
        own_page: Classes that may stand only in a section with ``own_page``.
        legal_basis: Codes of the legal pack that it may rest on.
        one_per: Repeating group of which it is about one entry, and about no other.
        only_about: By class, the only ones whom it may be about.
        addressee: Address of the answer that names whom it goes to; no secret to them.
        annex: Pictures that may follow the text.
        appendix_to: Kind of the document that it goes with: to the same recipient, and apart from it.
    """

    id: str
    kind: str
    title: Sentence
    neutral_name: Sentence
    audience: Literal["professional", "take-home", "subject", "internal", "public"]
    allowed_class: tuple[ContentClass, ...]
    opened_class: tuple[ContentClass, ...] = ()
    forbidden_class: tuple[ContentClass, ...] = ()
    own_page: tuple[ContentClass, ...] = ()
    legal_basis: tuple[str, ...] = ()
    one_per: Literal["child"] | None = None
    only_about: Mapping[ContentClass, Literal["child"]] = Field(default_factory=dict)
    addressee: str = ""
    appendix_to: str | None = None
    annex: Annex | None = None
    check: str | None = None
    default: Literal["on", "off"] = "on"
    second_person: Truth = False
    header: Truth = True
    stamp: Truth = True
    logo: Truth = True
    qr: Truth = True
    log_as: str | None = None
    contexts: tuple[str, ...] = ()
    title_never: tuple[str, ...] = ()
    max_pages: Whole | None = None
    review: str | None = None
    section: tuple[DocumentSection, ...] = Field(min_length=1)

    def fields(self) -> Iterator[tuple[DocumentSection, DocumentField]]:
        """Yield every field with its section, in the order of the paper."""
        for section in self.section:
            for field in section.field:
                yield section, field

    def carries(self, name: str) -> bool:
        """Tell whether a part of the record, or an answer, has a place in it."""
        return any(name in field.from_ for _, field in self.fields())

    @property
    def is_composed(self) -> bool:
        """Tell whether the data say what fills it."""
        return any(field.from_ for _, field in self.fields())


class CommonTexts(FixedSentences):
    """What every document shares: purpose, labels of header and foot, fixed sentences."""

    purpose: Sentence
    field: tuple[DocumentField, ...]

    def label(self, name: str) -> Sentence:
        """Return the label of a shared field such as ``recipient`` or ``page``.

        Raises:
            PackEntryNotFound: If there is none.
        """
        for field in self.field:
            if field.id == name:
                return field.label
        raise PackEntryNotFound(name=name)


class JournalTexts(FixedSentences):
    """Blocks of text for the journal (W-12).

    Attributes:
        seen_by: Address of the question whether others can read the journal; empty if nobody asks.
    """

    seen_by: str = ""


class ElsewhereDocument(Node):
    """A kind of document that another country's pack holds."""

    id: str
    kind: str
    pack: str


class DocumentsPack(Reviewed):
    """``documents.yaml`` of a country."""

    pack: str
    record_language: str
    common: CommonTexts
    journal_text: JournalTexts
    document_type: tuple[DocumentType, ...] = Field(alias="document")
    elsewhere: tuple[ElsewhereDocument, ...] = ()

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        kinds = [document.kind for document in self.document_type]
        if len(kinds) != len(set(kinds)):
            msg = "a kind of document stands twice"
            raise ValueError(msg)
        return self

    def document(self, kind: str) -> DocumentType:
        """Return the document of this kind, such as ``referral-social-services``.

        Raises:
            PackEntryNotFound: If the pack has none.
        """
        for document in self.document_type:
            if document.kind == kind:
                return document
        raise PackEntryNotFound(name=kind)
