"""Answers as files state them, such as vignettes and ``forms score`` files: link id to code, value,
list, ``{absent: reason}`` or, for a repeating group, a list of answer sets.
"""

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from screening_app.domain.answers import AnswerKey, Answers
from screening_app.domain.events import Change, EventKind, fold
from screening_app.engine.form import CompiledForm
from screening_app.engine.validation import read_answer
from screening_app.services.errors import UnknownQuestion


def stated_answers(form: CompiledForm, stated: Mapping[str, object]) -> Answers:
    """Return the answers that a file states.

    Raises:
        UnknownQuestion: If the form has no question of a name.
        AnswerRefused: If a question does not take its answer.
    """
    return fold(_changes(form, stated, ()))


def _changes(form: CompiledForm, stated: Mapping[str, object], instance: tuple[int, ...]) -> Iterator[Change]:
    items = {str(link_id): item for link_id, item in form.items.items()}
    for name, raw in stated.items():
        item = items.get(name)
        if item is None:
            raise UnknownQuestion(where=name)
        if item.is_repeating_group:
            yield from _instances(form, AnswerKey(item.link_id, instance), raw)
        else:
            answer = read_answer(item, _plain(raw))
            yield Change(kind=EventKind.ANSWERED, key=AnswerKey(item.link_id, instance), answer=answer)


def _instances(form: CompiledForm, group: AnswerKey, raw: object) -> Iterator[Change]:
    if not isinstance(raw, list | tuple):
        raise UnknownQuestion(where=str(group))
    for number, answers in enumerate(raw, start=1):
        if not isinstance(answers, Mapping):
            raise UnknownQuestion(where=str(group))
        key = AnswerKey(group.link_id, (*group.instance, number))
        yield Change(kind=EventKind.INSTANCE_ADDED, key=key)
        yield from _changes(form, answers, key.instance)


def _plain(raw: object) -> object:
    if isinstance(raw, BaseModel):
        return raw.model_dump(mode="json")
    return list(raw) if isinstance(raw, tuple) else raw
