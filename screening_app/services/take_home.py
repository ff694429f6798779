"""D-5, the plan: only spoken, on a card, on paper, or kept by somebody trusted (W-9, story 12).

Nothing leaves by itself and nothing is sent: the person takes it in the room, after being asked, each
time, whether it is safe. What leaves is on record as an own document, without what stands on it.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from screening_app.domain.answers import AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.document import OwnPaper, Section
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import DocumentId, LinkId, ScreeningId, StepId
from screening_app.domain.records import DocumentRecord
from screening_app.i18n import LANGUAGES, N_, Text, gettext, text_in
from screening_app.questionnaire.pack import Packs
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.audit import record
from screening_app.services.chain import head_of
from screening_app.services.conversation_state import Conversation
from screening_app.services.leaving import record_leaving, refuse_in_practice
from screening_app.services.paper_words import PaperWords
from screening_app.services.ports import OwnPaperRenderer, SignatureCheck
from screening_app.services.referral_content import Content
from screening_app.services.referral_order import open_source
from screening_app.services.sealed_notes import sealed_note
from screening_app.services.session import Session

KIND = "plan"
_CONTEXT = "take-home"
PLAN_STEP = StepId("w9-plan")
_OWN = "own-document"
_PLACE = re.compile(r"://|www\.|@|\b[\w-]{2,}\.(?:se|com|org|net|nu|eu|info|uk|io|app)\b", re.IGNORECASE)
_LEAST_DIGITS = 5
"""Fewer digits name no help line of the pack; 112 is on every phone."""


class TakeHome(StrEnum):
    """How the person wants to have the plan."""

    SPOKEN = "oral"
    CARD = "card"
    PAPER = "paper"
    TRUSTED = "trusted"


PRINTED = frozenset({TakeHome.CARD, TakeHome.PAPER})


class NotSafeToTake(ScreeningAppError):
    """One of the three questions was not answered with yes."""

    code = "take-home/not-safe"
    user_message = N_(
        "Nothing is printed until it is safe to take home, you have talked about where it is kept, "
        "and the person wants it."
    )


class HeadingMissing(ScreeningAppError):
    """The person chooses the heading."""

    code = "take-home/heading-missing"
    user_message = N_("Write the heading that the person chose.")


class NothingToTake(ScreeningAppError):
    """There is nothing to stand on it."""

    code = "take-home/nothing"
    user_message = N_("Nothing would stand on it. Write a line, or include a part of the plan.")


class TellingWord(ScreeningAppError):
    """It would tell whoever finds it what it is about."""

    code = "take-home/telling-word"
    user_message = N_(
        "“{word}” in “{where}” tells whoever finds the paper what it is about. "
        "Take it away, or say it in another way."
    )


class AddressOfTheNet(ScreeningAppError):
    """An address of the net leads whoever finds it to what it is about."""

    code = "take-home/address"
    user_message = N_("“{where}” holds an address of the net. Take it away.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart:
    """A part of the plan that could stand on paper.

    Attributes:
        id: Of the section in the country's pack.
    """

    id: str
    section: Section


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoices:
    """What was said in the conversation; it is asked again before anything leaves.

    Attributes:
        what: How the person wanted the plan, if she said so.
        questions: The three that are asked each time.
        parts: What a sheet could hold.
    """

    case_number: str
    language: str
    what: TakeHome | None
    heading: str
    trusted: str
    questions: tuple[Text, Text, Text]
    parts: tuple[PlanPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOrder:
    """What the user chose for a card or a sheet.

    Attributes:
        safe, talked, wanted: The three questions, each answered with yes.
        lines: What the person wants on the card.
        parts: Ids of the parts that the sheet holds.
    """

    screening: ScreeningId
    what: TakeHome
    safe: bool = False
    talked: bool = False
    wanted: bool = False
    heading: str = ""
    lines: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMade:
    """A card or a sheet, decided and on record."""

    document: DocumentRecord
    pdf: bytes
    file_name: str


def plan_choices(session: Session, screening: ScreeningId, *, check: SignatureCheck) -> PlanChoices:
    """Return what can be taken home from a closed conversation; opening the person is on record.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        ConversationNotClosed, BrokenResponse: If there is nothing sound to make it from.
        PackEntryNotFound: If the country's pack has no such paper.
    """
    conversation, person = open_source(session, screening, check)
    kind, words = _words(session)
    said = _answer(conversation, "plan-form")
    return PlanChoices(
        case_number=person.case_number,
        language=words.language,
        what=TakeHome(said) if said in set(TakeHome) else None,
        heading=_answer(conversation, "card-heading"),
        trusted=_answer(conversation, "trusted-name"),
        # For staff to read: in every language, unlike what stands on the paper.
        questions=(kind.sentence("ask-safe"), kind.sentence("ask-each-time"), kind.sentence("ask-wants")),
        parts=_parts(conversation, kind, words),
    )


def keep_choice(session: Session, screening: ScreeningId, what: TakeHome, *, trusted: str = "") -> None:
    """Record how the person has the plan; nothing is printed by it.

    Args:
        trusted: Who keeps it, if somebody does.

    Raises:
        PersonNotFound: If the conversation is out of reach.
    """
    body = {
        "kind": "take-home",
        "screening": str(screening),
        "what": str(what),
        "with": trusted.strip() if what is TakeHome.TRUSTED else None,
    }
    with session.records.write() as uow:
        person = uow.screenings.get(screening, access=session.access).person
        note = sealed_note(session, person, body)
        uow.notes.add(note, access=session.access)
        record(uow, session, AuditAction.PLAN_KEPT, note.id, what=str(what))
        uow.commit()


def show_own_paper(
    session: Session, order: OwnOrder, *, render: OwnPaperRenderer, check: SignatureCheck
) -> bytes:
    """Return how it will print; looking at it asks no question and records no decision.

    Raises:
        As ``make_own_paper``, but for ``NotSafeToTake``.
    """
    return render(_paper(session, order, check))


def make_own_paper(
    session: Session, order: OwnOrder, *, render: OwnPaperRenderer, check: SignatureCheck
) -> OwnMade:
    """Decide, render and record a card or a sheet, and hand over its bytes.

    Raises:
        NothingLeaves: In practice.
        NotSafeToTake: If one of the three questions is not answered with yes.
        HeadingMissing, NothingToTake, TellingWord, AddressOfTheNet: If it may not look like that;
            nothing is recorded.
        CardFull: If it does not fit.
        As ``plan_choices``.
    """
    refuse_in_practice(session)
    if order.what not in PRINTED:
        raise NothingToTake
    if not (order.safe and order.talked and order.wanted):
        raise NotSafeToTake
    paper = _paper(session, order, check)
    # Rendered first: what does not fit is not decided on.
    pdf = render(paper)
    document = _decide(session, order, pdf)
    keep_choice(session, order.screening, order.what)
    record_leaving(session, document, pdf, way="print")
    return OwnMade(document=document, pdf=pdf, file_name=f"{paper.neutral_title}.pdf")


def _paper(session: Session, order: OwnOrder, check: SignatureCheck) -> OwnPaper:
    conversation, _person = open_source(session, order.screening, check)
    kind, words = _words(session)
    heading = " ".join(order.heading.split())
    if not heading:
        raise HeadingMissing
    card = order.what is TakeHome.CARD
    paper = OwnPaper(
        language=words.language,
        neutral_title=text_in(kind.neutral_name, words.language),
        made_at=session.clock.now(),
        heading=heading,
        card=card,
        lines=tuple(line for one in order.lines if (line := " ".join(one.split()))) if card else (),
        sections=() if card else _included(_parts(conversation, kind, words), order.parts),
    )
    if not (paper.lines or paper.sections):
        raise NothingToTake
    _refuse_telling(paper, words.packs)
    return paper


def _words(session: Session) -> tuple[DocumentType, PaperWords]:
    packs = session.forms.packs(session.unit.country)
    return packs.documents.document(KIND), PaperWords(packs, packs.documents.record_language)


def _answer(conversation: Conversation, link_id: str) -> str:
    found = conversation.records.get(PLAN_STEP)
    if found is None or not conversation.step(PLAN_STEP).enabled:
        return ""
    answer = found.evaluation.effective.get(AnswerKey(LinkId(link_id)))
    return str(answer.values[0]) if answer is not None and answer.values else ""


def _parts(conversation: Conversation, kind: DocumentType, words: PaperWords) -> tuple[PlanPart, ...]:
    """Return the parts of the plan that hold an answer; one that was left open is no line on paper."""
    made: list[PlanPart] = []
    for section in kind.section:
        if section.variant != "paper":
            continue
        alone = kind.model_copy(update={"section": (section,)})
        content = Content(conversation, alone, words, frozenset(), {})
        empty = frozenset(
            address for address in content.addresses() if not _is_answered(conversation, address)
        )
        made += [PlanPart(id=section.id, section=one) for one in replace(content, withheld=empty).sections()]
    return tuple(made)


def _is_answered(conversation: Conversation, address: str) -> bool:
    step, _slash, key = address.partition("/")
    answer = conversation.records[StepId(step)].evaluation.effective.get(AnswerKey.parse(key))
    return answer is not None and bool(answer.values)


def _included(parts: Sequence[PlanPart], wanted: Sequence[str]) -> tuple[Section, ...]:
    return tuple(part.section for part in parts if part.id in wanted)


def _refuse_telling(paper: OwnPaper, packs: Packs) -> None:
    """Refuse words that tell what it is about, in any language, addresses of the net, and help lines."""
    numbers = {_digits(contact.number) for contact in packs.contacts.contact if contact.number}
    for where, text in _texts(paper):
        found = [term for code in LANGUAGES for term in packs.forbidden.found_in(text, code, _CONTEXT)]
        digits = _digits(text)
        found += [one for one in sorted(numbers) if len(one) >= _LEAST_DIGITS and one in digits]
        if found:
            # Terms and numbers of the country's pack: nothing that a person wrote.
            raise TellingWord(word=found[0], where=where)
        if _PLACE.search(text):
            raise AddressOfTheNet(where=where)


def _texts(paper: OwnPaper) -> Iterator[tuple[str, str]]:
    """Yield every text of the paper, after what its place is called."""
    # Translators: of a small card; sv "Rubrik".
    yield gettext("Heading"), paper.heading
    for number, line in enumerate(paper.lines, start=1):
        # Translators: of a small card; sv "Rad {number}".
        yield gettext("Line {number}").format(number=number), line
    for section in paper.sections:
        yield section.heading, section.heading
        for row in section.rows:
            for text in (row.label, *(line.text for line in row.lines)):
                yield section.heading, text


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _decide(session: Session, order: OwnOrder, pdf: bytes) -> DocumentRecord:
    """Put on record that an own document was made: its size, not what stands on it."""
    digest = hashlib.sha256(pdf).hexdigest()
    with session.records.write() as uow:
        access = session.access
        number = uow.documents.next_number()
        copy = uow.documents.copies(order.screening, KIND, _OWN, access=access) + 1
        document_id = DocumentId(session.entropy.new_id())
        event = record(
            uow,
            session,
            AuditAction.DOCUMENT_DECIDED,
            document_id,
            kind=KIND,
            log_as=_OWN,
            what=str(order.what),
            screening=order.screening,
            copy=copy,
        )
        document = DocumentRecord(
            id=document_id,
            screening=order.screening,
            kind=KIND,
            number=number,
            copy=copy,
            recipient=_OWN,
            basis=_OWN,
            purpose=KIND,
            classes=(),
            opened=(),
            decided_at=session.clock.now(),
            decided_by=session.user.id,
            head=str(head_of(event)),
            sha256=digest,
        )
        uow.documents.decide(document, access=access)
        record(uow, session, AuditAction.DOCUMENT_RENDERED, document_id, sha256=digest, bytes=len(pdf))
        uow.commit()
    return document
