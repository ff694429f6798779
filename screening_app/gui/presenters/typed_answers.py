"""From what is typed or picked to an answer, or to the sentence that says why it is none."""

import datetime as dt
import re

from screening_app.domain.answers import Answer, PartialDate
from screening_app.domain.errors import ScreeningAppError
from screening_app.engine.errors import AnswerRefused
from screening_app.engine.validation import read_answer
from screening_app.questionnaire.model import Item, ItemType
from screening_app.services.issues import describe_issue

_DAYS_AGO = {
    "today": 0,
    "i dag": 0,
    "idag": 0,
    "yesterday": 1,
    "i går": 1,
    "igår": 1,
    "the day before yesterday": 2,
    "i förrgår": 2,
    "tomorrow": -1,
    "i morgon": -1,
    "imorgon": -1,
}
_DAY_MONTH = re.compile(r"(\d{1,2})[/. ](\d{1,2})\.?(?:[/. ]?(\d{4}))?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})", re.ASCII)

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
"""A year outside is a slip of the fingers: nobody remembers it, and no follow-up waits for it."""


class NotAnAnswer(Exception):
    """What was typed cannot stand; ``sentence`` says why and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("not-an-answer")
        self.sentence = sentence


def typed_answer(item: Item, untrusted_text: str, *, today: dt.date) -> Answer | None:
    """Return the answer that was typed; ``None`` where nothing was.

    Raises:
        NotAnAnswer: If the item does not take it.
    """
    text = untrusted_text.strip()
    if not text:
        return None
    try:
        return read_answer(item, _raw(item, text, today))
    except AnswerRefused as error:
        code = str(error.params["issue"])
    except ScreeningAppError:
        code = "answer/refused"
    raise NotAnAnswer(describe_issue(code, item, today))


def _raw(item: Item, text: str, today: dt.date) -> object:
    match item.type:
        case ItemType.INTEGER:
            return int(text) if re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else text
        case ItemType.DECIMAL | ItemType.QUANTITY:
            return text.replace(",", ".")
        case ItemType.DATE:
            return read_date(text, today=today) or text
    return text


def read_date(text: str, *, today: dt.date) -> str | None:
    """Return a date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` from the ways people write it.

    Takes ``2026-11-26``, ``26/11``, ``26.11.2026``, ``20261126``, ``2026-11``, ``2026``, "yesterday".
    """
    words = " ".join(text.casefold().split())
    if words in _DAYS_AGO:
        return str(today - dt.timedelta(days=_DAYS_AGO[words]))
    if re.fullmatch(r"\d{4}", words, re.ASCII):
        return _date(int(words))
    if found := _COMPACT.fullmatch(words):
        return _date(*map(int, found.groups()))
    if found := _YEAR_MONTH.fullmatch(words):
        year, month, day = (int(part) if part else None for part in found.groups())
        return _date(year or 0, month, day)
    if found := _DAY_MONTH.fullmatch(words):
        return _date(int(found[3] or today.year), int(found[2]), int(found[1]))
    return None


def read_moment(text: str, *, today: dt.date) -> dt.datetime | None:
    """Return day and time as the clock on the wall has them, in the ways of ``read_date``.

    Takes ``2026-11-22 14:30``, ``22/11 14.30``, "yesterday 9.05"; a day alone is no moment.
    """
    day, _space, time = text.strip().rpartition(" ")
    found = _TIME.fullmatch(time)
    date = PartialDate.parse(read_date(day, today=today) or "0001")
    if not found or date.month is None or date.day is None:
        return None
    try:
        here = dt.datetime.combine(
            dt.date(date.year, date.month, date.day), dt.time(int(found[1]), int(found[2]))
        )
    except ValueError:
        return None
    return here.astimezone(dt.UTC)


def _date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return str(PartialDate(year, month, day))
    except ValueError:
        return None


def picked(item: Item, now: Answer | None, code: str) -> Answer | None:
    """Return the answer after an option was picked; ``None`` when none is left.

    In a multiple choice a second pick takes the option away; an exclusive option stands alone.
    """
    if not item.repeats:
        return Answer(values=(code,))
    chosen = [str(value) for value in now.values] if now is not None else []
    if code in chosen:
        chosen.remove(code)
    else:
        chosen = [] if _is_exclusive(item, code) else [one for one in chosen if not _is_exclusive(item, one)]
        chosen.append(code)
    ordered = [option.code for option in item.answer_option if option.code in chosen]
    return Answer(values=tuple(ordered)) if ordered else None


def _is_exclusive(item: Item, code: str) -> bool:
    option = item.option(code)
    return option is not None and option.exclusive
