"""Photographs of marks: kept inside the vault only, named by an answer that holds their digest (W-8)."""

import hashlib
from dataclasses import dataclass
from typing import Final

from screening_app.domain.answers import Answer, AnswerKey, PartialDate
from screening_app.domain.events import Change, EventKind
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.records import Attachment
from screening_app.engine.evaluation import Evaluation
from screening_app.questionnaire.model import ContentClass, Item, ItemType
from screening_app.services.changes import new_instance
from screening_app.services.conversation import make_changes
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import (
    PhotographHere,
    PhotographMissing,
    PhotographsDeclined,
    TooManyPhotographs,
)
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session

_AGAIN = AnswerKey(LinkId("again-date"))
MEDIA_TYPE: Final = "image/jpeg"
MOST_BYTES: Final = 100 * 1024 * 1024
"""Of all photographs of a conversation together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A photograph of a mark.

    Attributes:
        entry: Its entry in the form.
        number: Its number in the index of pictures: that of its mark, and its own there, such as ``1.2``.
        sha256: Digest of the picture, as the answer tells it; empty while it has none.
    """

    entry: AnswerKey
    number: str
    sha256: str


def photo_group(mark: Item) -> Item | None:
    """Return the group of photographs inside a group of marks, if it has one."""
    return next((one for one in mark.item if one.is_repeating_group and file_item(one) is not None), None)


def file_item(group: Item) -> Item | None:
    """Return the item of a group that holds a picture."""
    return next((one for one in group.item if one.type is ItemType.ATTACHMENT), None)


def photographs(evaluation: Evaluation, mark_group: Item) -> tuple[Photograph, ...]:
    """Return every photograph of the marks, in the order of the marks."""
    group = photo_group(mark_group)
    file = file_item(group) if group is not None else None
    if group is None or file is None:
        return ()
    instances = evaluation.answers.instances
    found: list[Photograph] = []
    for at, mark in enumerate(instances.get(AnswerKey(mark_group.link_id), ()), start=1):
        for own, photo in enumerate(instances.get(AnswerKey(group.link_id, (mark,)), ()), start=1):
            entry = AnswerKey(group.link_id, (mark, photo))
            digest = _digest(evaluation, AnswerKey(file.link_id, entry.instance))
            found.append(Photograph(entry=entry, number=f"{at}.{own}", sha256=digest))
    return tuple(found)


def _digest(evaluation: Evaluation, key: AnswerKey) -> str:
    answer = evaluation.effective.get(key)
    return str(answer.values[0]) if answer is not None and answer.values else ""


def may_photograph(evaluation: Evaluation, mark: AnswerKey) -> bool:
    """Tell whether a photograph of a mark may be added now: consent to pictures was given."""
    group = photo_group(evaluation.form.items[mark.link_id])
    return group is not None and any(
        place.key == AnswerKey(group.link_id, mark.instance) and place.enabled for place in evaluation.places
    )


def add_photograph(
    session: Session, conversation: Conversation, step_id: StepId, mark: AnswerKey, picture: bytes
) -> tuple[Conversation, AnswerKey]:
    """Keep a photograph of a mark: its bytes and the answer that names it, both or neither.

    Args:
        picture: As ``Pictures.take_in`` gave it, never the bytes of a file from outside.

    Raises:
        PhotographsDeclined: If there is no consent to pictures.
        PhotographHere: If the same picture is kept with the conversation already.
        TooManyPhotographs: If the pictures of the conversation would be larger than it may hold.
        As ``give_answer``.
    """
    evaluation = conversation.records[step_id].evaluation
    group = photo_group(evaluation.form.items[mark.link_id])
    file = file_item(group) if group is not None else None
    if group is None or file is None or not may_photograph(evaluation, mark):
        raise PhotographsDeclined
    kept = Attachment(
        id=session.entropy.new_id(),
        person=conversation.screening.person,
        screening=conversation.screening.id,
        media_type=MEDIA_TYPE,
        content_class=str(file.content_class or ContentClass.FINDING),
        sha256=hashlib.sha256(picture).hexdigest(),
        size=len(picture),
        recorded_at=session.clock.now(),
        recorded_by=session.user.id,
    )
    added = new_instance(conversation, step_id, AnswerKey(group.link_id, mark.instance))
    named = AnswerKey(file.link_id, added.key.instance)
    answered = Change(kind=EventKind.ANSWERED, key=named, answer=Answer(values=(kept.sha256,)))

    def keep(uow: UnitOfWork) -> None:
        held = uow.attachments.of_screening(kept.screening, access=session.access)
        if any(one.sha256 == kept.sha256 and one.size for one in held):
            raise PhotographHere
        if sum(one.size for one in held) + kept.size > MOST_BYTES:
            raise TooManyPhotographs(limit=MOST_BYTES // (1024 * 1024))
        uow.attachments.add(kept, picture, access=session.access)

    after = make_changes(session, conversation, step_id, [added, answered], also=keep)
    return after, added.key


def picture_of(session: Session, conversation: Conversation, sha256: str) -> bytes:
    """Return the picture that an answer names.

    Raises:
        PhotographMissing: If it is not there, or is not the one that the answer names.
    """
    with session.records.read() as uow:
        held = uow.attachments.of_screening(conversation.screening.id, access=session.access)
        found = next((one for one in held if one.sha256 == sha256 and one.size), None)
        content = uow.attachments.content(found.id, access=session.access) if found is not None else None
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        raise PhotographMissing
    return content


def take_photograph_away(
    session: Session, conversation: Conversation, step_id: StepId, entry: AnswerKey
) -> Conversation:
    """Take a photograph out of the conversation and its bytes out of the vault; that there was one stays.

    Raises:
        As ``give_answer``.
    """
    return _without(session, conversation, step_id, entry)


def take_mark_away(
    session: Session, conversation: Conversation, step_id: StepId, mark: AnswerKey
) -> Conversation:
    """Take a mark away, and the bytes of its photographs with it. Errors as ``give_answer``."""
    return _without(session, conversation, step_id, mark)


def _without(session: Session, conversation: Conversation, step_id: StepId, gone: AnswerKey) -> Conversation:
    record = conversation.records[step_id]
    depth, form = len(gone.instance), record.evaluation.form
    digests = {
        str(answer.values[0])
        for key, answer in record.answers.given.items()
        if form.items[key.link_id].type is ItemType.ATTACHMENT
        and gone.link_id in form.groups_around[key.link_id]
        and key.instance[:depth] == gone.instance
        and answer.values
    }

    def erase(uow: UnitOfWork) -> None:
        for one in uow.attachments.of_screening(conversation.screening.id, access=session.access):
            if one.sha256 in digests and one.size:
                uow.attachments.erase(one.id, access=session.access)

    change = Change(kind=EventKind.INSTANCE_REMOVED, key=gone)
    return make_changes(session, conversation, step_id, [change], also=erase)


def again_on(conversation: Conversation) -> PartialDate | None:
    """Return the day on which marks are examined and photographed again, if one was agreed on (W-8)."""
    for record in conversation.records.values():
        answer = record.evaluation.effective.get(_AGAIN)
        if answer is not None and answer.values and isinstance(answer.values[0], PartialDate):
            return answer.values[0]
    return None
