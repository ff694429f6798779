"""Text for the journal in two parts: an open one that tells nothing, a protected one (W-12).

What is written in a journal can be read at home, by whoever looks over a shoulder or knows the code. So
the open part is one fixed sentence, the same for every person and every outcome, and has no word of a
hidden part. The protected part is for the heading that the organisation has closed; it is composed from
the signed answers by the rules of the country's pack, class by class, and carries no name of a record.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.document import Line, Row, Section
from screening_app.domain.ids import LinkId, ScreeningId, StepId
from screening_app.i18n import text_in
from screening_app.questionnaire.model import Item
from screening_app.questionnaire.pack_documents import OPEN_PART
from screening_app.services.audit import record
from screening_app.services.conversation_state import Conversation
from screening_app.services.held_words import day_held_in_words
from screening_app.services.leaving import refuse_in_practice
from screening_app.services.paper_words import PaperWords
from screening_app.services.ports import SignatureCheck
from screening_app.services.referral_content import Content
from screening_app.services.referral_order import open_source
from screening_app.services.referral_secrets import Secret, agreed_elsewhere
from screening_app.services.referral_signs import Signs
from screening_app.services.session import Session

KIND = "journal-protected"
Part = Literal["open", "protected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalText:
    """What may be copied into the journal after a conversation.

    Attributes:
        case_number: Of the person, so that it is pasted where it belongs.
        language: Of both parts: that of the country's records, whatever the window speaks (L-52).
        open_part: The same sentence for everybody.
        protected: Paragraphs parted by an empty line.
        classes: Classes of content that the protected part carries.
        withheld: Questions whose answers repeat a way of contact or a place and were left out for it.
        seen_by: The question whether others can read it, and the answer; ``None`` if there is none.
    """

    screening: ScreeningId
    case_number: str
    language: str
    open_part: str
    protected: str
    classes: tuple[str, ...]
    withheld: tuple[Item, ...]
    seen_by: tuple[Item, Answer] | None


def journal_text(session: Session, screening: ScreeningId, *, check: SignatureCheck) -> JournalText:
    """Return both parts for a closed conversation; opening the person is on record, copying is not yet.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        ConversationNotClosed, BrokenResponse: If there is nothing sound to write from.
        PackEntryNotFound: If the country's pack has no text for the journal.
    """
    conversation, person = open_source(session, screening, check)
    packs = session.forms.packs(session.unit.country)
    words = PaperWords(packs, packs.documents.record_language)
    content = _content(conversation, words, agreed_elsewhere(session, conversation.screening))
    return JournalText(
        screening=screening,
        case_number=person.case_number,
        language=words.language,
        # Nothing is ever put into it: an answer that could change it would betray itself.
        open_part=text_in(packs.documents.journal_text.sentence(OPEN_PART), words.language),
        protected="\n\n".join(_paragraphs(words, content.sections())),
        classes=tuple(str(content_class) for content_class in content.classes()),
        withheld=tuple(content.item(address) for address in sorted(content.withheld)),
        seen_by=_seen_by(conversation, packs.documents.journal_text.seen_by),
    )


def record_copy(session: Session, text: JournalText, part: Part) -> str:
    """Return a part, once it is on record that it leaves: which and of what classes, not what it says.

    Raises:
        NothingLeaves: In practice.
    """
    refuse_in_practice(session)
    with session.records.write() as uow:
        record(
            uow,
            session,
            AuditAction.TEXT_COPIED,
            text.screening,
            part=part,
            language=text.language,
            classes=text.classes if part == "protected" else (),
        )
        uow.commit()
    return text.protected if part == "protected" else text.open_part


def _content(conversation: Conversation, words: PaperWords, elsewhere: tuple[Secret, ...]) -> Content:
    """Return the conversation by the rules of the pack, without answers that repeat what stays here."""
    kind = words.packs.documents.document(KIND)
    bare = Content(conversation, kind, words, frozenset(), {}, elsewhere=elsewhere)
    withheld = frozenset(bare.repeating())
    facts = {
        "record:asked-on": (Line(text=day_held_in_words(conversation.screening, words)),),
        "record:outcome": tuple(_outcome(conversation, words)),
        "record:signs": Signs(conversation, kind, words, frozenset(), withheld).lines(),
    }
    return replace(bare, record=facts, withheld=withheld)


def _outcome(conversation: Conversation, words: PaperWords) -> Iterator[Line]:
    """Yield what it came to, in the words of its pathway, with the reason where nothing was asked."""
    screening = conversation.screening
    rule = next((one for one in conversation.pathway.pathway.outcome if one.id == screening.outcome), None)
    if rule is None:
        return
    outcome = text_in(rule.text, words.language)
    item = _item_at(conversation, rule.reason or "")
    if item is not None and screening.reason is not None:
        outcome = f"{outcome}. {words.value(item, screening.reason)}"
    yield Line(text=outcome)


def _item_at(conversation: Conversation, address: str) -> Item | None:
    step, _slash, link_id = address.partition("/")
    found = conversation.records.get(StepId(step))
    return found.evaluation.form.items.get(LinkId(link_id)) if found is not None else None


def _seen_by(conversation: Conversation, address: str) -> tuple[Item, Answer] | None:
    item = _item_at(conversation, address)
    if item is None:
        return None
    step, _slash, link_id = address.partition("/")
    answer = conversation.records[StepId(step)].evaluation.effective.get(AnswerKey(LinkId(link_id)))
    return (item, answer) if answer is not None else None


def _paragraphs(words: PaperWords, sections: Sequence[Section]) -> Iterator[str]:
    journal = words.packs.documents.journal_text
    yield words.fixed("check-before-copy", of=journal)
    for section in sections:
        yield "\n".join([section.heading, *(text for row in section.rows for text in _row(words, row))])


def _row(words: PaperWords, row: Row) -> Iterator[str]:
    lines = [words.quoted(line.text) if line.quote else line.text for line in row.lines]
    if len(lines) == 1:
        yield f"{row.label}: {lines[0]}"
        return
    yield f"{row.label}:"
    yield from (f"– {line}" for line in lines)
