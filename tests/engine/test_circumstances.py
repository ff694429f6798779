"""Ages are calendar years, and a partial date that leaves doubt gives none (FORMS 3.9)."""

import datetime as dt

import pytest

from screening_app.domain.answers import PartialDate
from screening_app.engine.circumstances import age_on


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        ("1960-03-02", dt.date(2025, 3, 1), 64),
        ("1960-03-02", dt.date(2025, 3, 2), 65),
        ("2000-02-29", dt.date(2026, 2, 27), 25),
        ("2000-02-29", dt.date(2026, 2, 28), 26),
        ("2000-02-29", dt.date(2028, 2, 28), 27),
        ("2000-02-29", dt.date(2028, 2, 29), 28),
        ("1960-02", dt.date(2025, 3, 1), 65),
        ("1960-03", dt.date(2025, 3, 15), None),
        ("1960-04", dt.date(2025, 3, 15), 64),
        ("1960", dt.date(2025, 3, 15), None),
        ("1960", dt.date(2025, 12, 31), 65),
        ("2026-03-02", dt.date(2026, 3, 2), 0),
        ("2026-03-03", dt.date(2026, 3, 2), None),
    ],
)
def test_age_in_completed_years(birth: str, today: dt.date, age: int | None) -> None:
    assert age_on(PartialDate.parse(birth), today) == age
