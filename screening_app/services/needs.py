"""What a conversation has told that the person may need, and whom to turn to for it (W-10)."""

from dataclasses import dataclass

from screening_app.domain.answers import Answer
from screening_app.domain.ids import LinkId, StepId
from screening_app.questionnaire.model import Item
from screening_app.questionnaire.pack import NeedKind
from screening_app.services.conversation_state import Conversation
from screening_app.services.known_contacts import KnownContact, contacts_of
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need with its contacts.

    Attributes:
        is_raised: Whether an answer of the conversation tells of it.
        offered: The question on what was offered for it, and its answer; ``None`` while there is none.
        contacts: Nearest first; also those that the unit has not filled in.
    """

    kind: NeedKind
    is_raised: bool
    offered: tuple[Item, Answer] | None
    contacts: tuple[KnownContact, ...]


def needs_of(session: Session, conversation: Conversation) -> tuple[Need, ...]:
    """Return every need of the country's pack in its order, held against the conversation.

    Raises:
        BrokenSetting: If the unit's routine cannot be read.
    """
    contacts = contacts_of(session)
    pack = session.forms.packs(session.unit.country).contacts
    return tuple(_need(conversation, kind, contacts) for kind in pack.need)


def _need(conversation: Conversation, kind: NeedKind, contacts: tuple[KnownContact, ...]) -> Need:
    raised = any(
        set(one.in_)
        & {str(value) for _item, answer in _answers(conversation, one.answer) for value in answer.values}
        for one in kind.raised
    )
    offered = next(iter(_answers(conversation, kind.offer)), None) if kind.offer else None
    own = [one for one in contacts if kind.id in one.needs]
    own.sort(key=lambda one: not (one.is_local and one.number))
    return Need(kind=kind, is_raised=raised, offered=offered, contacts=tuple(own))


def _codes(conversation: Conversation, address: str) -> set[str]:
    return {str(value) for _item, answer in _answers(conversation, address) for value in answer.values}


def _answers(conversation: Conversation, address: str) -> list[tuple[Item, Answer]]:
    """Return the answers that count at ``step/linkId``, one for each entry of a repeating group."""
    step, _slash, link_id = address.partition("/")
    record = conversation.records.get(StepId(step))
    if record is None or not conversation.step(StepId(step)).enabled:
        return []
    item = record.evaluation.form.items.get(LinkId(link_id))
    if item is None:
        return []
    return [(item, answer) for key, answer in record.evaluation.effective.items() if key.link_id == link_id]
