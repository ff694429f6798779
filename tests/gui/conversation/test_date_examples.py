"""Every example at a date is one that this very field takes on that very day."""

import datetime as dt
import re

import pytest

from screening_app.engine.constraints import answer_breaches
from screening_app.gui.presenters.typed_answers import NotAnAnswer, typed_answer
from screening_app.questionnaire.model import Item
from screening_app.services.issues import date_examples

DAYS = [dt.date(2026, 11, 23), dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2028, 2, 29)]
LIMITS: list[dict[str, object]] = [{"maxValue": "today"}, {"minValue": "today"}, {}]


def question(limits: dict[str, object]) -> Item:
    """Return a question for a date."""
    return Item.model_validate({"linkId": "q", "type": "date", **limits})


def examples(item: Item, today: dt.date) -> list[str]:
    """Return the examples one by one."""
    return re.split(r", | or ", date_examples(item, today))


@pytest.mark.parametrize("today", DAYS, ids=str)
@pytest.mark.parametrize("limits", LIMITS, ids=str)
def test_the_field_takes_each_example(limits: dict[str, object], today: dt.date) -> None:
    item = question(limits)

    assert len(examples(item, today)) > 1 + len(limits)
    for text in examples(item, today):
        answer = typed_answer(item, text, today=today)
        assert answer is not None
        assert list(answer_breaches(item, answer, today=today)) == [], text


def test_what_is_no_date_is_told_how_to_write_one() -> None:
    with pytest.raises(NotAnAnswer) as told:
        typed_answer(question({"maxValue": "today"}), "i våras", today=DAYS[0])

    assert told.value.sentence == "Write a date, such as 2026-11-23, 23/11, 2026-11, 2026 or yesterday."
