"""An appendix goes where its document went, apart from it, and to nobody else (D-1S)."""

from screening_app.domain.answers import AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import LinkId
from screening_app.i18n import N_
from screening_app.questionnaire.pack_documents import DocumentsPack, DocumentType
from screening_app.services.conversation_state import Conversation
from screening_app.services.referral_subject import Subject
from screening_app.services.session import Session


class AppendixElsewhere(ScreeningAppError):
    """An appendix was to go to somebody who has not got the document that it belongs to."""

    code = "document/appendix-elsewhere"
    user_message = N_(
        "The appendix goes to the office that has the report on this child, and to nobody else. "
        "Name that office, or make the report for this recipient first."
    )


def purpose_of(kind: DocumentType, subject: Subject | None) -> str:
    """Return which document of the pack it is, and of which child: copies are counted by that."""
    return f"{kind.id}@{subject.number}" if subject else kind.id


def told_recipient(conversation: Conversation, kind: DocumentType, subject: Subject | None) -> str:
    """Return whom the conversation names as the one that received the report; empty if it does not."""
    link_id = LinkId(kind.addressee.partition("/")[2])
    if not link_id or subject is None:
        return ""
    told = conversation.records[subject.step].evaluation.effective.get(AnswerKey(link_id, subject.instance))
    return str(told.values[0]).strip() if told and told.values else ""


def receivers(
    session: Session,
    packs: DocumentsPack,
    conversation: Conversation,
    kind: DocumentType,
    subject: Subject | None,
) -> tuple[str, ...]:
    """Return who has the document that an appendix belongs to; for what is no appendix, whom it is told of.

    Whom the conversation names comes first, then the newest that was made.
    """
    told = told_recipient(conversation, kind, subject)
    named = (told,) if told else ()
    if kind.appendix_to is None:
        return named
    purpose, screening = purpose_of(packs.document(kind.appendix_to), subject), conversation.screening
    with session.records.read() as uow:
        made = uow.documents.of_person(screening.person, access=session.access)
    return (
        *named,
        *(one.recipient for one in made if (one.screening, one.purpose) == (screening.id, purpose)),
    )


def refuse_elsewhere(kind: DocumentType, recipient: str, allowed: tuple[str, ...]) -> None:
    """Do nothing if an appendix goes to one of those who have its document.

    Raises:
        AppendixElsewhere: If it is an appendix, and does not.
    """
    if kind.appendix_to is not None and _same(recipient) not in {_same(one) for one in allowed}:
        raise AppendixElsewhere


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
