"""The one child that a paper is about, where it is about one and about no other (D-1, finding 7)."""

from collections.abc import Iterator
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import LinkId, StepId
from screening_app.engine.evaluation import Evaluation
from screening_app.engine.form import CompiledForm
from screening_app.i18n import N_
from screening_app.questionnaire.pack_documents import RECORD, DocumentType
from screening_app.services.conversation_state import Conversation


class NoChildTold(ScreeningAppError):
    """The conversation tells of no child, so there is none to report a concern for."""

    code = "document/no-child"
    user_message = N_("This conversation tells of no child. Make another document of it.")


class ChildNotChosen(ScreeningAppError):
    """A paper about one child was ordered without saying which, or with a number that no child has."""

    code = "document/child-not-chosen"
    user_message = N_(
        "The document is about one child, and this conversation tells of {count}. "
        "Say which, by number from 1 to {count}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One entry of the group that a document is about.

    Attributes:
        number: Its place among those that are left, from 1, as screen and paper number it.
    """

    number: int
    step: StepId
    instance: tuple[int, ...]


def subjects_of(conversation: Conversation, document: DocumentType) -> tuple[Subject, ...]:
    """Return all whom a document could be about; none where it is about nobody in particular."""
    if document.one_per is None:
        return ()
    group = LinkId(document.one_per)
    found = [
        (step, path)
        for step in _steps_of(document)
        if (evaluation := _evaluation(conversation, step)) is not None
        for path in _entries(evaluation, group)
    ]
    return tuple(
        Subject(number=number, step=step, instance=path) for number, (step, path) in enumerate(found, start=1)
    )


def chosen_subject(conversation: Conversation, document: DocumentType, number: int | None) -> Subject | None:
    """Return whom the document is about: the one of that number, or the only one there is.

    Raises:
        NoChildTold: If there is nobody whom it could be about.
        ChildNotChosen: If there are several and none of them has that number.
    """
    if document.one_per is None:
        return None
    subjects = subjects_of(conversation, document)
    if not subjects:
        raise NoChildTold
    if number is None and len(subjects) == 1:
        return subjects[0]
    for subject in subjects:
        if subject.number == number:
            return subject
    raise ChildNotChosen(count=len(subjects))


def entry_of(form: CompiledForm, key: AnswerKey, group: str) -> tuple[int, ...] | None:
    """Return the entry of a group that an answer belongs to; None if it stands outside the group."""
    around = form.groups_around[key.link_id]
    if group not in around:
        return None
    return key.instance[: around.index(LinkId(group)) + 1]


def _steps_of(document: DocumentType) -> tuple[StepId, ...]:
    names = (name for _, field in document.fields() for name in field.from_ if not name.startswith(RECORD))
    return tuple(dict.fromkeys(StepId(name.partition("/")[0]) for name in names))


def _evaluation(conversation: Conversation, step: StepId) -> Evaluation | None:
    record = conversation.records.get(step)
    if record is None or not record.is_begun or not conversation.step(step).enabled:
        return None
    return record.evaluation


def _entries(evaluation: Evaluation, group: LinkId) -> Iterator[tuple[int, ...]]:
    paths = {
        entry
        for place in evaluation.places
        if place.enabled and (entry := entry_of(evaluation.form, place.key, group)) is not None
    }
    yield from sorted(paths)
