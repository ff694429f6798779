"""Whether a change is legal now, and reading typed answers from JSON or YAML."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from screening_app.domain.answers import AbsentReason, Answer, AnswerKey, Answers, PartialDate, Value
from screening_app.domain.events import Change, EventKind
from screening_app.engine.circumstances import Circumstances
from screening_app.engine.constraints import TEXTUAL, answer_breaches
from screening_app.engine.errors import AnswerRefused
from screening_app.engine.evaluation import evaluate
from screening_app.engine.form import CompiledForm
from screening_app.engine.issue import Issue
from screening_app.engine.marks import is_other_side
from screening_app.engine.navigation import find_place
from screening_app.questionnaire.model import Item, ItemType
from screening_app.questionnaire.vignette import StatedAbsence

_DATES = "YYYY, YYYY-MM, YYYY-MM-DD"
_LONGEST_NUMBER = 64


def check_change(
    form: CompiledForm, answers: Answers, change: Change, circumstances: Circumstances
) -> tuple[Issue, ...]:
    """Return what makes the change impossible now; nothing if it may be made.

    Codes: ``answer/unknown-link-id`` ``unknown-instance`` ``not-enabled`` ``not-answerable``
    ``read-only`` ``nothing-to-clear`` ``not-repeating`` ``wrong-instance-number`` and those of
    ``constraints.answer_breaches``. Required items never block editing (FORMS 3.5).
    """
    if change.key.link_id not in form.items:
        return (Issue(change.key, "answer/unknown-link-id"),)
    if change.kind in {EventKind.ANSWERED, EventKind.CLEARED}:
        return tuple(_check_answer(form, answers, change, circumstances))
    return tuple(_check_instance(form, answers, change, circumstances))


def _check_answer(
    form: CompiledForm, answers: Answers, change: Change, circumstances: Circumstances
) -> Iterator[Issue]:
    key, item = change.key, form.items[change.key.link_id]
    place = find_place(evaluate(form, answers, circumstances), key)
    if not item.is_answerable:
        yield Issue(key, "answer/not-answerable")
    elif place is None:
        yield Issue(key, "answer/unknown-instance")
    elif not place.enabled:
        yield Issue(key, "answer/not-enabled")
    elif item.read_only:
        yield Issue(key, "answer/read-only")
    elif change.answer is not None:
        pattern = form.patterns.get(key.link_id)
        breaches = answer_breaches(item, change.answer, pattern, today=circumstances.today)
        yield from (Issue(key, code, params) for code, params in breaches)
        if is_other_side(form, answers, change):
            yield Issue(key, "answer/other-side")
    elif key not in answers.given:
        yield Issue(key, "answer/nothing-to-clear")


def _check_instance(
    form: CompiledForm, answers: Answers, change: Change, circumstances: Circumstances
) -> Iterator[Issue]:
    key = change.key
    if not form.items[key.link_id].is_repeating_group:
        yield Issue(key, "answer/not-repeating")
        return
    group = AnswerKey(key.link_id, key.instance[:-1])
    place = find_place(evaluate(form, answers, circumstances), group) if key.instance else None
    if place is None:
        yield Issue(key, "answer/unknown-instance")
    elif not place.enabled:
        yield Issue(key, "answer/not-enabled")
    elif change.kind is EventKind.INSTANCE_ADDED:
        # Numbers are never used again, so that an event of long ago still names the same child.
        number = answers.last_instance.get(group, 0) + 1
        if key.instance[-1] != number:
            yield Issue(key, "answer/wrong-instance-number", {"number": str(number)})
    elif key.instance[-1] not in answers.instances.get(group, ()):
        yield Issue(key, "answer/unknown-instance")


def read_answer(item: Item, raw: object, *, today: dt.date | None = None) -> Answer:
    """Return the answer that a raw JSON or YAML value stands for.

    A value is a code, a text, a number, a boolean, a date as text, a list of them where the item
    repeats, or ``{absent: reason}``.

    Args:
        today: The day on which it is answered; without one, ``today`` limits nothing.

    Raises:
        AnswerRefused: If the item does not take it; names link id and what is allowed.
    """
    try:
        answer = _read(item, raw)
    except ValueError as error:
        code = str(error)
    else:
        pattern = re.compile(item.regex) if item.regex else None
        first = next(answer_breaches(item, answer, pattern, today=today), None)
        if first is None:
            return answer
        code = first[0]
    raise AnswerRefused(link_id=item.link_id, issue=code, allowed=allowed_answers(item)) from None


def allowed_answers(item: Item) -> str:
    """Return, in words of the form, what may stand at the item."""
    words = [option.code for option in item.answer_option] or [_expected(item)]
    words += [f"absent: {reason.value}" for reason in item.absent]
    return ", ".join(words)


def _expected(item: Item) -> str:
    word = _DATES if item.type is ItemType.DATE else item.type.value
    limits = [
        f"{name} {limit}"
        for name, limit in (
            ("minValue", item.min_value),
            ("maxValue", item.max_value),
            ("maxLength", item.max_length),
            ("regex", item.regex),
        )
        if limit is not None
    ]
    return f"{word} ({'; '.join(limits)})" if limits else word


def _read(item: Item, raw: object) -> Answer:
    if not item.is_answerable:
        raise ValueError("answer/not-answerable")
    match raw:
        case {"absent": str(reason), **rest} if not rest and reason in set(AbsentReason):
            return Answer(absent=AbsentReason(reason))
        case {"absent": _}:
            raise ValueError("answer/reason-not-allowed")
        case StatedAbsence():
            return Answer(absent=raw.absent)
        case [] | ():
            raise ValueError("answer/empty")
        case list() | tuple() if item.repeats:
            return Answer(values=tuple(_value(item, part) for part in raw))
        case list() | tuple():
            raise ValueError("answer/too-many-values")
    return Answer(values=(_value(item, raw),))


def _value(item: Item, raw: object) -> Value:
    match item.type, raw:
        case ItemType.BOOLEAN, bool():
            return raw
        case ItemType.INTEGER, int() if not isinstance(raw, bool):
            return raw
        case ((ItemType.DECIMAL | ItemType.QUANTITY), (int() | float() | Decimal() | str())):
            return _number(raw)
        case ItemType.DATE, (str() | int() | dt.date()):
            return _date(raw)
        case kind, str() if kind in TEXTUAL:
            return raw
    raise ValueError("answer/wrong-type")


def _number(raw: float | Decimal | str) -> Decimal:
    """Return a number as it was typed: a float of JSON by its shortest text, never its binary value."""
    if isinstance(raw, bool) or len(str(raw)) > _LONGEST_NUMBER:
        raise ValueError("answer/wrong-type")
    try:
        return Decimal(str(raw))
    except InvalidOperation:
        raise ValueError("answer/wrong-type") from None


def _date(raw: str | int | dt.date) -> PartialDate:
    # YAML and people write a year alone as a number, and a full date without quotes as a date.
    if isinstance(raw, bool | dt.datetime):
        raise ValueError("answer/wrong-type")  # noqa: TRY004 (read_answer tells one mistake from none)
    try:
        return PartialDate.parse(str(raw))
    except ValueError:
        raise ValueError("answer/wrong-type") from None
