"""A date may be limited by the day on which it is answered (FORMS 2, 3.9)."""

import datetime as dt

import pytest

from screening_app.domain.answers import Answer, PartialDate
from screening_app.engine.constraints import answer_breaches
from screening_app.engine.errors import AnswerRefused, FormCannotRun
from screening_app.engine.form import compile_form
from screening_app.engine.validation import read_answer
from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.questionnaire.model import Item
from tests.questionnaire.examples import FORM, broken

TODAY = dt.date(2026, 11, 22)
PHONE = 'linkId: "phone"\n    type: "string"'


def item(**limits: str) -> Item:
    """Return a date with limits."""
    return Item.model_validate({"linkId": "when", "type": "date", "contentClass": "finding", **limits})


def codes(asked: Item, stated: str, today: dt.date | None = TODAY) -> list[str]:
    """Return what keeps a date from standing there."""
    answer = Answer(values=(PartialDate.parse(stated),))
    return [code for code, _ in answer_breaches(asked, answer, today=today)]


@pytest.mark.parametrize(
    ("stated", "is_future"),
    [
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("2026-12", True),
        ("2027", True),
        ("2026-11", False),
        ("2026", False),
        ("2025-12-31", False),
    ],
)
def test_a_day_that_has_certainly_not_been_yet_is_refused(stated: str, is_future: bool) -> None:
    assert codes(item(maxValue="today"), stated) == (["answer/after-today"] if is_future else [])


@pytest.mark.parametrize(
    ("stated", "is_past"), [("2026-11-22", False), ("2026-11-21", True), ("2026", False)]
)
def test_a_day_that_has_been_is_refused_where_one_to_come_is_meant(stated: str, is_past: bool) -> None:
    assert codes(item(minValue="today"), stated) == (["answer/before-today"] if is_past else [])


def test_without_a_day_there_is_nothing_to_compare_with() -> None:
    assert codes(item(maxValue="today"), "2999", today=None) == []


def test_a_fixed_limit_stands_beside_it() -> None:
    asked = item(minValue="2020", maxValue="today")

    assert codes(asked, "2019") == ["answer/below-minimum"]
    assert codes(asked, "2027") == ["answer/after-today"]


def test_an_answer_of_a_file_is_refused_in_the_words_of_the_form() -> None:
    with pytest.raises(AnswerRefused) as refused:
        read_answer(item(maxValue="today"), "2026-11-23", today=TODAY)

    assert "maxValue today" in refused.value.describe()


def test_a_form_may_say_so_of_a_date_and_of_nothing_else() -> None:
    date = broken(FORM, PHONE, 'linkId: "phone"\n    type: "date"\n    maxValue: "today"')
    number = broken(FORM, 'type: "integer"', 'type: "integer"\n    maxValue: "today"')

    assert compile_form(parse_questionnaire(date, "small.yaml"))
    with pytest.raises(FormError) as refused:
        parse_questionnaire(number, "small.yaml")
    assert refused.value.finding.code == "wrong-limit"


def test_the_engine_takes_it_for_a_date_alone() -> None:
    form = parse_questionnaire(FORM, "small.yaml")
    wrong = Item.model_validate(
        {"linkId": "x", "type": "string", "maxValue": "today", "contentClass": "finding"}
    )

    with pytest.raises(FormCannotRun):
        compile_form(form.model_copy(update={"item": (*form.item, wrong)}))
