"""An identifier tells when it was made, if it is one of ours."""

import datetime as dt

import pytest

from screening_app.domain.ids import made_at
from screening_app.vault.entropy import SystemEntropy


class Clock:
    """Stands still."""

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 11, 22, 8, 30, 15, 123000, tzinfo=dt.UTC)


def test_it_tells_the_millisecond_it_was_made() -> None:
    assert made_at(SystemEntropy(Clock()).new_id()) == Clock().now()


@pytest.mark.parametrize("other", ["", "anna", "ID000000000000000000000007", "Z" * 26, "é" * 26])
def test_what_is_none_of_ours_tells_nothing(other: str) -> None:
    assert made_at(other) is None
