"""Sets the words of a referral: an order and what it was decided as, in the paper's language."""

from screening_app.domain.document import Footer, Letterhead, OwnPage, Referral, SignatureBlock, Stamp
from screening_app.domain.records import DocumentRecord
from screening_app.i18n import text_in
from screening_app.questionnaire.model import ContentClass
from screening_app.services.held_words import entered_in_words
from screening_app.services.referral_order import Draft, Order
from screening_app.services.session import Session


def set_sheet(session: Session, order: Order, draft: Draft, document: DocumentRecord) -> Referral:
    """Return the paper as it is to be rendered; its control line is the document's head."""
    words, day = draft.words, document.decided_at.date()
    items = [draft.content.item(address) for address in order.opened if address in draft.content.addresses()]
    where = [words.label_of(item) for item in items if item.content_class is ContentClass.LOCATION]
    readers = words.fixed(
        "who-can-read", readers=words.fixed("readers", of=draft.kind, recipient=document.recipient)
    )
    location = words.fixed("location-included", items="; ".join(where)) if where else _no_location(draft)
    own_pages = _own_pages(draft)
    if own_pages:
        location = f"{location} {words.fixed('location-contact')}"
    return Referral(
        language=words.language,
        title=text_in(draft.kind.title, words.language),
        neutral_title=neutral_name(draft, document.number),
        letterhead=_letterhead(session, order, draft, document),
        legal_basis=_legal_basis(draft, document),
        purpose=text_in(words.packs.documents.common.purpose, words.language),
        readers=f"{readers} {location}".rstrip(),
        sections=draft.content.sections(),
        signature=SignatureBlock(
            prepared_by=f"{words.label('prepared-by')}: {session.user.name}",
            role=f"{words.label('role')}: {words.fixed(f'role-{session.user.role}')}",
            date=f"{words.label('date')}: {words.day(day)}",
            label=words.label("signature"),
        ),
        own_pages=(*own_pages, *draft.pictures),
        footer=Footer(
            copy=words.label("copy").format(number=document.copy),
            warning=f"{words.fixed('one-recipient')} {words.fixed('astray', phone=session.unit.phone)}",
            audit=words.label("audit-head").format(head=document.head),
            page=words.label("page"),
        ),
        made_at=document.decided_at,
    )


def _no_location(draft: Draft) -> str:
    """Return the sentence that no place stands there; nothing where one may be written by hand."""
    fields = [field for _, field in draft.kind.fields()]
    if any(field.by_hand and field.content_class is ContentClass.LOCATION for field in fields):
        return ""
    return draft.words.fixed("location-none")


def _letterhead(session: Session, order: Order, draft: Draft, document: DocumentRecord) -> Letterhead:
    words, day = draft.words, document.decided_at.date()
    provisions = words.packs.legal.stamp(session.unit.regime, day)
    registered = bool(order.registration_number)
    return Letterhead(
        authority=session.unit.authority,
        unit=session.unit.name,
        phone=session.unit.phone,
        stamp=Stamp(
            word=words.fixed("stamp-word"),
            provision=", ".join(provision.reference for provision in provisions),
            date=words.day(day),
            authority=session.unit.authority,
        ),
        registration_label=words.label("registration-number" if registered else "case-id"),
        registration_number=order.registration_number or draft.person.case_number,
        recipient_label=words.label("recipient"),
        recipient=document.recipient,
    )


def _legal_basis(draft: Draft, document: DocumentRecord) -> str:
    words, day = draft.words, document.decided_at.date()
    provisions = words.packs.legal.provisions_on(draft.basis.provision, day)
    sentences = [
        words.fixed(
            "legal-basis",
            basis=text_in(draft.basis.text, words.language),
            provisions=", ".join(provision.reference for provision in provisions),
        ),
        words.fixed("legal-basis-dates", date=words.day(day)),
        words.fixed("consent-basis" if draft.consent else "no-consent", of=draft.kind),
        *entered_in_words(draft.content.conversation.screening, draft.basis, words, day),
    ]
    if not words.packs.legal.is_reviewed:
        sentences.append(words.fixed("not-reviewed"))
    return " ".join(sentences)


def _own_pages(draft: Draft) -> tuple[OwnPage, ...]:
    parts = draft.content.own_page_sections()
    intro = draft.words.fixed("contact-page", of=draft.kind) if parts else ""
    return tuple(OwnPage(title=part.heading, intro=part.note or intro, rows=part.rows) for part in parts)


def neutral_name(draft: Draft, number: int) -> str:
    """Return what the document is called in file names, print jobs and metadata: never what it is about."""
    return text_in(draft.kind.neutral_name, draft.words.language).format(number=number)
