"""A paper writes its dates in its own language, whatever the interface speaks."""

import datetime as dt

import pytest

from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.paper_words import PaperWords
from screening_app.settings import shipped_folder


@pytest.mark.parametrize(("language", "day"), [("en", "22 November 2026"), ("sv", "22 november 2026")])
def test_the_day_stands_before_the_month(language: str, day: str) -> None:
    words = PaperWords(FileFormLibrary(shipped_folder("forms")).packs("se"), language)

    assert words.day(dt.date(2026, 11, 22)) == day
