"""What can be chosen in the compose step: bases, consents, locations, and what stays out (DESIGN 8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.person import ProtectionLevel
from screening_app.domain.records import Consent
from screening_app.engine.evaluation import Evaluation, Place
from screening_app.i18n import LANGUAGES, Text
from screening_app.questionnaire.model import ContentClass
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.questionnaire.pack_legal import BasisCode
from screening_app.services.appendix import receivers
from screening_app.services.contact_on_paper import CONTACT, contact_items
from screening_app.services.conversation_state import Conversation
from screening_app.services.entry_names import name_of_instance
from screening_app.services.errors import UnknownDocument
from screening_app.services.paper_words import PaperWords
from screening_app.services.picture_pages import picture_items
from screening_app.services.ports import SignatureCheck
from screening_app.services.referral_content import Content
from screening_app.services.referral_order import (
    CONSENT,
    IDENTITY,
    INJURIES,
    KINDS,
    bases_for,
    kind_of,
    names_person,
    open_source,
)
from screening_app.services.referral_subject import Subject, subjects_of
from screening_app.services.session import Session

_NEVER_UNSAID = frozenset(
    {ContentClass.LOCATION, ContentClass.SAFE_CONTACT, ContentClass.DANGER_IF_DISCLOSED}
)
"""Where such an answer has no switch, the page says that it stays out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer by what it is about, not by what was said.

    Attributes:
        address: ``step/linkId``; ``record:identity`` for name and number.
        step: What the step is called, in the form's languages.
        label: Short text of the question; empty for name and number.
    """

    address: str
    step: Text
    label: Text
    content_class: ContentClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child that a document could be about.

    Attributes:
        number: Its place among the children told of, from 1.
        name: Name or label, in the form's languages.
        recipient: Who received the report, as the conversation has it; empty if nothing says.
    """

    number: int
    name: Text
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Everything the user may choose from.

    Attributes:
        case_number: What the person is called where nobody else should read a name.
        bases: Legal bases that this unit may use for this document today (L-31).
        default_basis: Code of the basis that may be chosen beforehand, if one may and holds.
        consents: Those that lift secrecy today, newest first.
        locations: What may be opened, one by one.
        left_out: Answers of a guarded class that were given and that no switch can include.
        places: Every answer that was given.
        language: Of the record.
        kinds: Documents that the conversation has something for, this one among them.
        children: Whom a document about one child could be about; empty for any other.
        child: Number of the one chosen, or of the only one.
    """

    person: PersonId
    case_number: str
    kind: DocumentType
    bases: tuple[BasisCode, ...]
    default_basis: str | None
    consents: tuple[Consent, ...]
    locations: tuple[Answered, ...]
    left_out: tuple[Answered, ...]
    places: tuple[Answered, ...]
    language: str
    kinds: tuple[DocumentType, ...]
    children: tuple[Child, ...] = ()
    child: int | None = None

    def place(self, address: str) -> Answered | None:
        """Return the answer at an address, if it was given."""
        return next((one for one in self.places if one.address == address), None)


def compose_choices(
    session: Session,
    screening: ScreeningId,
    *,
    check: SignatureCheck,
    kind: str = "",
    child: int | None = None,
) -> Choices:
    """Return what can be chosen for a document of a closed conversation.

    Args:
        kind: Of the document; the first that could be made if not stated.
        child: Number of the child it is about, where it is about one.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        ConversationNotClosed, BrokenResponse, UnknownDocument: If nothing can be made from it.
    """
    conversation, person = open_source(session, screening, check)
    packs = session.forms.packs(session.unit.country)
    words = PaperWords(packs, packs.documents.record_language)
    kinds = tuple(_possible(conversation, packs, words))
    document = kind_of(packs, kind or next((one.kind for one in kinds), KINDS[0]))
    subjects = subjects_of(conversation, document)
    subject = next((one for one in subjects if one.number == child or len(subjects) == 1), None)
    content = Content(conversation, document, words, frozenset(), {}, subject=subject)
    consents = _consents(session, person.id)
    bases = bases_for(session, packs, document)
    places = {one.address: one for one in _given(conversation, packs)}
    locations = tuple(_offered(session, content, places, person.id))
    shown = {*content.addresses()} - {*content.left_out()} | {one.address for one in locations}
    guarded = _guarded(document)
    left_out = tuple(
        one for one in places.values() if one.content_class in guarded and one.address not in shown
    )
    if person.protection is not ProtectionLevel.NONE and names_person(document):
        identity = Answered(address=IDENTITY, step={}, label={}, content_class=ContentClass.IDENTITY)
        locations = (identity, *locations)
    return Choices(
        person=person.id,
        case_number=person.case_number,
        kind=document,
        bases=bases,
        # An appendix has a basis of its own: none follows from that of its document.
        default_basis=None if document.appendix_to else _default(bases, consents),
        consents=consents,
        locations=locations,
        left_out=left_out,
        places=tuple(places.values()),
        language=words.language,
        kinds=kinds,
        children=tuple(
            _child(conversation, packs, one, receivers(session, packs.documents, conversation, document, one))
            for one in subjects
        ),
        child=subject.number if subject else None,
    )


def _consents(session: Session, person: PersonId) -> tuple[Consent, ...]:
    with session.records.read() as uow:
        recorded = uow.documents.consents(person, access=session.access)
    return tuple(one for one in recorded if one.covers(one.recipient, session.today()))


def _possible(conversation: Conversation, packs: Packs, words: PaperWords) -> Iterator[DocumentType]:
    """Yield the kinds of document of the country that would have something to tell."""
    for kind in KINDS:
        try:
            document = kind_of(packs, kind)
        except UnknownDocument:
            continue
        if document.one_per is not None and not subjects_of(conversation, document):
            continue
        content = Content(conversation, document, words, frozenset(), {})
        if kind != INJURIES or content.has_findings():
            yield document


def _given(conversation: Conversation, packs: Packs) -> Iterator[Answered]:
    """Yield every answer that holds a value, in the order of the pathway."""
    for step in conversation.state.steps:
        record = conversation.records.get(step.step.id)
        if record is None or not step.enabled:
            continue
        for place in record.evaluation.places:
            answer = record.evaluation.effective.get(place.key)
            if answer is None or not answer.values or not place.enabled:
                continue
            label = place.item.short_text or place.item.text or {}
            yield Answered(
                address=f"{step.step.id}/{place.key}",
                step=step.step.title,
                label=_in_instance(packs, record.evaluation, place, label),
                content_class=place.item.content_class or ContentClass.ORDINARY,
            )


def _in_instance(packs: Packs, evaluation: Evaluation, place: Place, label: Text) -> Text:
    """Return a label with the instance it belongs to before it, such as the child's name."""
    if not place.key.instance:
        return label
    words = {language: PaperWords(packs, language) for language in label}
    names = {
        language: name_of_instance(evaluation, place.key.instance, one)[0] for language, one in words.items()
    }
    return {language: f"{names[language]}, {text}" for language, text in label.items()}


def _offered(
    session: Session, content: Content, places: Mapping[str, Answered], person: PersonId
) -> Iterator[Answered]:
    """Yield what stands on the paper only if it is chosen: answers, parts of the contact card, pictures."""
    pictures = picture_items(session, content.conversation, content.document)
    yield from (places[address] for address in content.location_items() if address in places)
    yield from _contact(session, person, content.document)
    yield from (places[address] for address in pictures)


def _contact(session: Session, person: PersonId, document: DocumentType) -> Iterator[Answered]:
    """Yield what of the card on contact has a switch, without what it says."""
    for item in contact_items(session, person, document):
        yield Answered(
            address=item.address,
            step=item.form,
            label=item.label,
            content_class=ContentClass.SAFE_CONTACT,
        )


def _guarded(document: DocumentType) -> set[ContentClass]:
    """Return the classes of which it is said what stays out; of contact the card speaks, where it does."""
    opened = {*document.opened_class} & _NEVER_UNSAID
    guarded = {*document.forbidden_class, *document.own_page} | opened
    return guarded - {ContentClass.SAFE_CONTACT} if document.carries(CONTACT) else guarded


def _child(conversation: Conversation, packs: Packs, subject: Subject, received: tuple[str, ...]) -> Child:
    evaluation = conversation.records[subject.step].evaluation
    names = {
        language: name_of_instance(evaluation, subject.instance, PaperWords(packs, language))[0]
        for language in LANGUAGES
    }
    return Child(number=subject.number, name=names, recipient=received[0] if received else "")


def _default(bases: tuple[BasisCode, ...], consents: tuple[Consent, ...]) -> str | None:
    """Return the one basis that may be chosen beforehand; never one that needs weighing (L-31)."""
    first = next((basis.code for basis in bases if basis.may_be_default), None)
    return first if first != CONSENT or consents else None
