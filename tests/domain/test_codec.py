"""An answer comes back from JSON exactly as it was, and damage is noticed."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening_app.domain.answers import AbsentReason, Answer, PartialDate, Value
from screening_app.domain.codec import AnswerUnreadable, answer_from_json, answer_to_json

DAYS = st.dates(dt.date(1, 1, 1))
DATES = st.one_of(
    DAYS.map(lambda day: PartialDate(day.year)),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year, day.month, day.day)),
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.text(), st.booleans(), st.integers(), st.decimals(allow_nan=False), DATES
)
ANSWERS = st.one_of(
    st.lists(VALUES, min_size=1, max_size=4).map(lambda values: Answer(values=tuple(values))),
    st.sampled_from(AbsentReason).map(lambda reason: Answer(absent=reason)),
)


@given(answer=ANSWERS)
def test_every_answer_comes_back_with_the_same_values_and_types(answer: Answer) -> None:
    again = answer_from_json(answer_to_json(answer))

    assert again == answer
    assert list(map(type, again.values)) == list(map(type, answer.values))
    assert list(map(str, again.values)) == list(map(str, answer.values))


@given(answer=ANSWERS)
def test_the_same_answer_always_gives_the_same_text(answer: Answer) -> None:
    assert answer_to_json(answer_from_json(answer_to_json(answer))) == answer_to_json(answer)


def test_the_text_is_short_and_says_the_type() -> None:
    answer = Answer(("ja", True, 3, Decimal("1.50"), PartialDate(2026, 3)))

    assert answer_to_json(answer) == (
        '{"values":[{"string":"ja"},{"boolean":true},{"integer":3},{"decimal":"1.50"},{"date":"2026-03"}]}'
    )
    assert answer_to_json(Answer(absent=AbsentReason.NOT_ASKED)) == '{"absent":"not-asked"}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        '{"values":[]}',
        '{"values":["x"]}',
        '{"values":[{}]}',
        '{"values":[{"string":"x","integer":1}]}',
        '{"values":[{"string":1}]}',
        '{"values":[{"integer":true}]}',
        '{"values":[{"integer":1.5}]}',
        '{"values":[{"boolean":1}]}',
        '{"values":[{"decimal":"one"}]}',
        '{"values":[{"decimal":1}]}',
        '{"values":[{"date":"2026-13"}]}',
        '{"values":[{"colour":"red"}]}',
        '{"values":[{"string":"x"}],"absent":"declined"}',
        '{"absent":"tired"}',
        '{"absent":"declined","more":1}',
        '{"values":' + "[" * 100_000,
    ],
)
def test_damage_is_noticed_and_says_nothing_of_the_text(text: str) -> None:
    with pytest.raises(AnswerUnreadable) as damage:
        answer_from_json(text)

    assert damage.value.exit_status == 3
    assert damage.value.__suppress_context__
    assert damage.value.params == {}
