"""A preview of a move in words: the sentences of ``forms diff``, and what becomes of the answers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import StepId
from screening_app.engine.form import CompiledForm
from screening_app.i18n import gettext, language, text_in
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import MoveRefused
from screening_app.services.forms_versions import Comparison
from screening_app.services.move import FormMove, Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs in one form, or in the pathway.

    Attributes:
        title: Of the form or pathway.
        sentences: What differs, one sentence each.
        set_aside: Questions whose answers would not go along, as they were asked.
        asks: Questions that would have to be answered, and did not before.
    """

    title: str
    sentences: tuple[str, ...]
    set_aside: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be told of it."""
        return not (self.sentences or self.set_aside or self.asks)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveInWords:
    """What a move would change, and what it means.

    Attributes:
        changes: The pathway first, then its forms; only where something is to be told.
        kept: What stays as it was: the draft, and the answers that fit.
        scores: Whether results of the two versions are comparable.
        refusal: Why the draft has to stay, or empty.
    """

    changes: tuple[Changes, ...]
    kept: str
    scores: str
    refusal: str


def move_in_words(preview: Preview) -> MoveInWords:
    """Return a preview in the language in use; no answer is in it."""
    before, after = preview.before, preview.after
    pathway = after.pathway.pathway
    route = Changes(
        title=text_in(pathway.title, language()),
        sentences=tuple(one.sentence for one in preview.differences),
    )
    changes = (route, *(_of_form(before, after, step) for step in preview.steps))
    whole = Comparison(
        old=before.pathway.pathway.canonical,
        new=pathway.canonical,
        differences=(
            *preview.differences,
            *(one for step in preview.steps for one in step.differences),
        ),
    )
    return MoveInWords(
        changes=tuple(one for one in changes if not one.is_empty),
        kept=_kept(preview),
        scores=whole.for_scores,
        refusal=MoveRefused(lost=" ".join(preview.lost)).describe() if preview.lost else "",
    )


def _kept(preview: Preview) -> str:
    if preview.set_aside:
        return gettext(
            "Answers that do not fit stay in the conversation as it is now, which is closed and kept. "
            "All others go along, each with the time at which it was given."
        )
    return gettext(
        "Every answer goes along, with the time at which it was given. "
        "The conversation as it is now is closed and kept."
    )


def _of_form(before: Conversation, after: Conversation, step: FormMove) -> Changes:
    old, new = _form(before, step.step), _form(after, step.step)
    form = new or old
    return Changes(
        title=text_in(form.questionnaire.title, language()) if form else step.step,
        sentences=tuple(one.sentence for one in step.differences),
        set_aside=tuple(_questions(old, step.set_aside)),
        asks=tuple(_questions(new, step.asks)),
    )


def _form(conversation: Conversation, step_id: StepId) -> CompiledForm | None:
    record = conversation.records.get(step_id)
    return record.evaluation.form if record else None


def _questions(form: CompiledForm | None, keys: Iterable[AnswerKey]) -> Iterator[str]:
    """Yield questions as they are asked; one of a repeated group once."""
    if form is not None:
        for link_id in dict.fromkeys(key.link_id for key in keys):
            yield text_in(form.items[link_id].text or {}, language()) or link_id
