"""Dates and times are written as the country writes them: the day before the month, in both languages."""

import datetime as dt
from collections.abc import Iterator

import pytest

from screening_app.domain.answers import PartialDate
from screening_app.gui.presenters.wording import date_in_words, day_in_words, time_in_words
from screening_app.i18n import use_language
from screening_app.settings import catalogs_folder

DAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    """Leave English spoken, as the other tests expect."""
    yield
    use_language("en", catalogs_folder())


@pytest.mark.parametrize("spoken", [("en", "22 November 2026"), ("sv", "22 november 2026")])
def test_the_day_stands_before_the_month(spoken: tuple[str, str]) -> None:
    use_language(spoken[0], catalogs_folder())

    assert day_in_words(DAY) == spoken[1]
    assert date_in_words(PartialDate(2026, 11, 22)) == spoken[1]


def test_a_date_in_part_says_no_more_than_is_known() -> None:
    assert date_in_words(PartialDate(2026, 11, None)) == "November 2026"
    assert date_in_words(PartialDate(2026, None, None)) == "2026"


def test_the_time_of_day_has_24_hours() -> None:
    at = dt.datetime(2026, 11, 22, 14, 32).astimezone()

    assert time_in_words(at) == "14:32"
