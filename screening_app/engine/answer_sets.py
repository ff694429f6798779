"""Sets of answers as files hold them, read into the changes that record them (FORMS 5, vignettes)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from screening_app.domain.answers import AnswerKey
from screening_app.domain.events import Change, EventKind
from screening_app.domain.ids import LinkId
from screening_app.engine.errors import AnswerRefused
from screening_app.engine.form import CompiledForm
from screening_app.engine.validation import read_answer


def read_changes(
    form: CompiledForm, answers: Mapping[str, object], *, today: dt.date | None = None
) -> tuple[Change, ...]:
    """Return the changes that record a set of answers in a new response, in the form's order.

    Groups that do not repeat are left out of such a set: every question stands directly in the form
    or in an answer set of its repeating group. Whether an item is enabled is not asked here.

    Args:
        answers: By link id: what ``read_answer`` takes, or a list of answer sets of a repeating group.
        today: The day on which they are given; without one, ``today`` limits no date.

    Raises:
        AnswerRefused: If a link id is unknown here, or the item does not take its answer.
    """
    return tuple(_changes(form, answers, None, (), today))


def _changes(
    form: CompiledForm,
    answers: Mapping[str, object],
    group: LinkId | None,
    path: tuple[int, ...],
    today: dt.date | None,
) -> Iterator[Change]:
    here = {node.link_id: node.item for node in form.layout[group]}
    for name in answers:
        if name not in here:
            allowed = ", ".join(here)
            raise AnswerRefused(link_id=name, issue="answer/unknown-link-id", allowed=allowed)
    for link_id, item in here.items():
        if link_id not in answers:
            continue
        raw = answers[link_id]
        if not item.is_repeating_group:
            key = AnswerKey(link_id, path)
            yield Change(kind=EventKind.ANSWERED, key=key, answer=read_answer(item, raw, today=today))
            continue
        for number, instance in enumerate(_instances(link_id, raw), start=1):
            inner = (*path, number)
            yield Change(kind=EventKind.INSTANCE_ADDED, key=AnswerKey(link_id, inner))
            yield from _changes(form, instance, link_id, inner, today)


def _instances(link_id: LinkId, raw: object) -> Sequence[Mapping[str, object]]:
    if isinstance(raw, list | tuple) and all(isinstance(part, dict) for part in raw):
        return raw
    raise AnswerRefused(link_id=link_id, issue="answer/wrong-type", allowed="[{linkId: …}, …]")
