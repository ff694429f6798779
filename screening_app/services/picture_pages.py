"""Photographs on paper: each that was chosen on a page of its own after the text, as it is kept (W-8)."""

from collections.abc import Collection, Iterator

from screening_app.domain.answers import AnswerKey
from screening_app.domain.document import Line, OwnPage, Picture, Row
from screening_app.domain.ids import StepId
from screening_app.domain.records import Attachment
from screening_app.engine.evaluation import Place
from screening_app.questionnaire.pack_documents import DocumentType
from screening_app.services.conversation_state import Conversation
from screening_app.services.entry_names import number_of
from screening_app.services.paper_words import PaperWords
from screening_app.services.photographs import picture_of
from screening_app.services.session import Session

_DIGITS = 16
"""Of the digest on paper: enough to find the picture, and to tell it from every other."""


def picture_items(session: Session, conversation: Conversation, kind: DocumentType) -> tuple[str, ...]:
    """Return the addresses of pictures that could follow a document: those that are still kept."""
    with session.records.read() as uow:
        held = uow.attachments.of_screening(conversation.screening.id, access=session.access)
    kept = {one.sha256 for one in held if one.size}
    return tuple(address for address, _, digest in _pictures(conversation, kind) if digest in kept)


def picture_pages(
    session: Session,
    conversation: Conversation,
    kind: DocumentType,
    words: PaperWords,
    opened: Collection[str],
) -> tuple[OwnPage, ...]:
    """Return a page for each picture that was chosen, in the order of the marks.

    Raises:
        PhotographMissing: If one is not there any more, or is not the one that its answer names.
    """
    chosen = [one for one in _pictures(conversation, kind) if one[0] in opened]
    if not chosen:
        return ()
    with session.records.read() as uow:
        held = uow.attachments.of_screening(conversation.screening.id, access=session.access)
        names = {user.id: user.name for user in uow.office.users()}
    by_digest = {one.sha256: one for one in held if one.size}
    return tuple(
        _page(
            conversation,
            kind,
            words,
            place,
            _kept(words, kind, by_digest[digest], names.get(by_digest[digest].recorded_by, "–")),
            picture_of(session, conversation, digest),
        )
        for _, place, digest in chosen
    )


def _pictures(conversation: Conversation, kind: DocumentType) -> Iterator[tuple[str, Place, str]]:
    """Yield address, place and digest of every picture that an answer names."""
    if kind.annex is None:
        return
    step, _, link_id = kind.annex.file.partition("/")
    record = conversation.records.get(StepId(step))
    if record is None or not record.is_begun or not conversation.step(StepId(step)).enabled:
        return
    for place in record.evaluation.places:
        answer = record.evaluation.effective.get(place.key)
        if place.key.link_id == link_id and place.enabled and answer is not None and answer.values:
            yield f"{step}/{place.key}", place, str(answer.values[0])


def _page(
    conversation: Conversation,
    kind: DocumentType,
    words: PaperWords,
    place: Place,
    kept: tuple[Row, ...],
    jpeg: bytes,
) -> OwnPage:
    step = StepId(kind.annex.file.partition("/")[0]) if kind.annex else StepId("")
    evaluation = conversation.records[step].evaluation
    told = [
        row
        for name in (kind.annex.tells if kind.annex else ())
        for row in _told(conversation, words, name, place)
    ]
    title = words.fixed("picture", of=kind, number=number_of(evaluation, place.key))
    alt = " ".join((f"{title}.", *(f"{row.label}: {row.lines[0].text}." for row in told)))
    return OwnPage(title=title, intro="", rows=(*told, *kept), picture=Picture(jpeg=jpeg, alt=alt))


def _told(conversation: Conversation, words: PaperWords, name: str, of: Place) -> Iterator[Row]:
    """Yield what is told of a picture at an address: by itself, or by the mark that it shows."""
    step, _, link_id = name.partition("/")
    evaluation = conversation.records[StepId(step)].evaluation
    for place in evaluation.places:
        own = place.key.instance
        if place.key.link_id == link_id and place.enabled and own == of.key.instance[: len(own)]:
            answer = evaluation.effective.get(AnswerKey(place.key.link_id, own))
            line = Line(text=words.answer(place.item, answer).rstrip("."))
            yield Row(label=words.label_of(place.item), lines=(line,))


def _kept(words: PaperWords, kind: DocumentType, kept: Attachment, by: str) -> tuple[Row, ...]:
    moment = kept.recorded_at.astimezone()
    when = f"{words.day(moment.date())} {moment:%H.%M}"
    return (
        Row(label=words.fixed("picture-kept", of=kind), lines=(Line(text=f"{when}, {by}"),)),
        Row(label=words.fixed("picture-digest", of=kind), lines=(Line(text=kept.sha256[:_DIGITS]),)),
    )
