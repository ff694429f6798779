"""Points are said exactly, and equal points are said alike."""

from decimal import Decimal

import pytest

from screening_app.engine.explanation import points


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0", 0),
        ("3", 3),
        ("-2", -2),
        ("10", 10),
        ("1E+1", 10),
        ("2.0", 2),
        ("0.5", "0.5"),
        ("10.25", "10.25"),
    ],
)
def test_points_are_whole_numbers_or_exact_text(value: str, said: int | str) -> None:
    assert points(Decimal(value)) == said


def test_equal_points_are_said_alike_whichever_came_first() -> None:
    assert points(Decimal("7.50")) == points(Decimal("7.5")) == "7.5"
    assert points(Decimal("8.5")) == points(Decimal("8.50")) == "8.5"
