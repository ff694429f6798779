"""Made-up people look like people, are the same for the same seed, and have nobody's number."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from screening_app.bootstrap import open_session
from screening_app.domain.person import Person
from screening_app.services.made_up import made_up_people, nobodys_number
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk


@given(born=st.dates(dt.date(1900, 1, 1), dt.date(2025, 12, 31)), serial=st.integers(0, 999))
def test_no_number_can_be_a_real_persons(born: dt.date, serial: int) -> None:
    number = nobodys_number(born, serial)

    assert number.startswith(f"{born:%Y%m%d}{serial:03}")
    products = [int(digit) * (2 - place % 2) for place, digit in enumerate(number[2:])]
    assert sum(sum(divmod(product, 10)) for product in products) % 10 != 0


def told(people: Iterable[Person]) -> list[tuple[str | None, str | None]]:
    """Return what does not depend on ids and the time."""
    return [(each.name, each.identity_number) for each in people]


def test_the_same_seed_makes_up_the_same_people_under_other_ids(tmp_path: Path) -> None:
    with open_session(make_desk(tmp_path).vault, LOGIN, PASSPHRASE) as session:
        first, again, other = (list(made_up_people(session, 50, seed=seed)) for seed in (1, 1, 2))

    assert told(first) == told(again) != told(other)
    assert len({each.id for each in first + again}) == 100
    assert len({each.case_number for each in first}) == 50
    assert len({each.name for each in first}) > 30
