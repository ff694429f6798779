"""A pattern that an answer could keep busy for ever is no pattern."""

import re
import time

import pytest

from screening_app.questionnaire.patterns import is_pattern


@pytest.mark.parametrize(
    "text",
    [
        r"[A-Z]{3}[0-9]{2}[A-Z0-9]",
        r"\d{6,8}[-+]?\d{4}",
        r"(\+46|0)[ \d-]{6,14}",
        r"[^@\s]+@[^@\s]+\.[a-z]{2,}",
        r"(ja|nej)",
        r"(\d{3} ?){2,4}",
        r"(?=.*\d).{4,}",
        "",
    ],
)
def test_ordinary_patterns_are_accepted_and_end_soon(text: str) -> None:
    begun = time.perf_counter()

    assert is_pattern(text)
    re.fullmatch(text, "a" * 60 + "!")

    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "text",
    [
        "(a+)+$",
        "(a*)*",
        "((a+)b?)+",
        "(a|aa)+$",
        "(a|a?)*b",
        r"(\w+\s?)*$",
        "(?:(?:x{1,50})y?){1,50}",
        "(?=(a+)+$)",
    ],
)
def test_a_repeat_or_a_choice_inside_a_repeat_is_not(text: str) -> None:
    assert not is_pattern(text)


@pytest.mark.parametrize("text", ["(", "[", "a{2,1}", "(?P<x>", "*"])
def test_what_cannot_be_read_is_not(text: str) -> None:
    assert not is_pattern(text)
