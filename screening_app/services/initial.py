"""Initial values: applied once, when a response or an instance is created (FORMS 3.10)."""

from collections.abc import Iterator

from screening_app.domain.answers import AnswerKey
from screening_app.domain.events import Change, EventKind
from screening_app.engine.form import CompiledForm
from screening_app.engine.validation import read_answer
from screening_app.questionnaire.model import Item


def initial_changes(
    form: CompiledForm, *, inside: AnswerKey | None = None, but_not: AnswerKey | None = None
) -> list[Change]:
    """Return the changes that write the form's initial values.

    Args:
        inside: Key of a new instance: only its own items; otherwise those outside repeating groups.
        but_not: A place that is being answered anyway.
    """
    items = form.questionnaire.item if inside is None else form.items[inside.link_id].item
    instance = inside.instance if inside else ()
    places = [(AnswerKey(item.link_id, instance), item) for item in _with_initial(items)]
    return [_initial(key, item) for key, item in places if key != but_not]


def _with_initial(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if item.initial is not None:
            yield item
        if not item.is_repeating_group:
            yield from _with_initial(item.item)


def _initial(key: AnswerKey, item: Item) -> Change:
    return Change(kind=EventKind.ANSWERED, key=key, answer=read_answer(item, item.initial))
