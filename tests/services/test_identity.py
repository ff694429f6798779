"""Identity numbers are read in every form, kept in one, and a wrong check digit stops nobody (L-70 to L-75).

Every number here is computed from a made-up date and serial; none is anybody's.
"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from screening_app.domain.person import IdentityKind
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.questionnaire.pack import NumberKind
from screening_app.services.errors import (
    CheckDigitDiffers,
    NumberMissing,
    NumberUnreadable,
    NumberWithoutDate,
)
from screening_app.services.identity import (
    CHECK_DIGIT_REASONS,
    OLDEST_YEARS,
    accepted_number,
    has_number,
    read_number,
    shown_number,
)
from screening_app.settings import shipped_folder

TODAY = dt.date(2026, 11, 22)
PACK = FileFormLibrary(shipped_folder("forms")).packs("se").identity


def kind(name: IdentityKind) -> NumberKind:
    return PACK.number_kind(name)


def made_up(born: dt.date, serial: int, *, offset: int = 0) -> str:
    """Return the twelve digits of a made-up number."""
    short = f"{born.year % 100:02}{born.month:02}{born.day + offset:02}{serial:03}"
    return f"{born.year // 100:02}{short}{luhn.calc_check_digit(short)}"


BORN = st.dates(dt.date(TODAY.year - OLDEST_YEARS, 1, 1), TODAY)
SERIAL = st.integers(0, 999)


@given(born=BORN, serial=SERIAL, dash=st.sampled_from(["", "-", "–", " - "]))
def test_twelve_digits_are_read_with_and_without_a_dash(born: dt.date, serial: int, dash: str) -> None:
    whole = made_up(born, serial)

    number = read_number(kind(IdentityKind.PNR), f" {whole[:8]}{dash}{whole[8:]} ", today=TODAY)

    assert (number.text, number.check_digit_fits) == (whole, True)


@given(born=BORN, serial=SERIAL)
def test_ten_digits_give_the_century_with_a_plus_from_the_year_of_the_hundredth_birthday(
    born: dt.date, serial: int
) -> None:
    whole = made_up(born, serial)
    sign = "+" if born.year <= TODAY.year - 100 else "-"

    number = read_number(kind(IdentityKind.PNR), f"{whole[2:8]}{sign}{whole[8:]}", today=TODAY)

    assert number.text == whole


@given(born=BORN, serial=SERIAL)
def test_a_coordination_number_has_sixty_added_to_its_day(born: dt.date, serial: int) -> None:
    whole = made_up(born, serial, offset=60)

    number = read_number(kind(IdentityKind.SAMNR), whole, today=TODAY)

    assert (number.text, number.check_digit_fits) == (whole, True)
    with pytest.raises(NumberWithoutDate):
        read_number(kind(IdentityKind.PNR), whole, today=TODAY)
    with pytest.raises(NumberWithoutDate):
        read_number(kind(IdentityKind.SAMNR), made_up(born, serial), today=TODAY)


@given(born=BORN, serial=SERIAL, off=st.integers(1, 9))
def test_a_wrong_check_digit_warns_and_a_reason_lets_it_through(born: dt.date, serial: int, off: int) -> None:
    whole = made_up(born, serial)
    wrong = whole[:-1] + str((int(whole[-1]) + off) % 10)
    pnr = kind(IdentityKind.PNR)

    assert not read_number(pnr, wrong, today=TODAY).check_digit_fits
    with pytest.raises(CheckDigitDiffers):
        accepted_number(pnr, wrong, today=TODAY)
    with pytest.raises(CheckDigitDiffers):
        accepted_number(pnr, wrong, today=TODAY, reason="because")
    assert accepted_number(pnr, wrong, today=TODAY, reason=CHECK_DIGIT_REASONS[0]).text == wrong


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_number_or_a_sentence(untrusted: str) -> None:
    sentences = (NumberMissing, NumberUnreadable, NumberWithoutDate)
    try:
        number = read_number(kind(IdentityKind.PNR), untrusted, today=TODAY)
    except sentences:
        return
    assert number.text.isascii()
    assert number.text.isdecimal()
    assert len(number.text) == 12


def test_a_date_still_ahead_this_year_without_its_plus_is_a_hundred_years_ago() -> None:
    born = dt.date(1926, 12, 31)
    whole = made_up(born, 5)

    assert read_number(kind(IdentityKind.PNR), f"{whole[2:8]}-{whole[8:]}", today=TODAY).text == whole


@pytest.mark.parametrize(
    "written", ["123", "8112189876123", "811218/9876", "19811218 98x6", "811218-98765", "8112-189876"]
)
def test_what_has_not_the_form_is_unreadable(written: str) -> None:
    with pytest.raises(NumberUnreadable):
        read_number(kind(IdentityKind.PNR), written, today=TODAY)


@pytest.mark.parametrize("written", ["198113189876", "198102309876", "202612019876", "179901019876"])
def test_a_date_that_nobody_has_is_told(written: str) -> None:
    with pytest.raises(NumberWithoutDate):
        read_number(kind(IdentityKind.PNR), written, today=TODAY)


def test_nothing_written_is_told() -> None:
    with pytest.raises(NumberMissing):
        read_number(kind(IdentityKind.PNR), "  ", today=TODAY)


def test_a_free_number_is_kept_as_written() -> None:
    number = read_number(kind(IdentityKind.FOREIGN), " NO  010203 12345 ", today=TODAY)

    assert (number.text, number.check_digit_fits) == ("NO 010203 12345", True)


def test_kinds_without_a_number_are_known() -> None:
    with_number = {name for name in IdentityKind if has_number(kind(name))}

    assert with_number == {
        IdentityKind.PNR,
        IdentityKind.SAMNR,
        IdentityKind.RESERVE,
        IdentityKind.FOREIGN,
    }


def test_a_stored_number_is_shown_grouped() -> None:
    whole = made_up(dt.date(1981, 12, 18), 42)

    assert shown_number(kind(IdentityKind.PNR), whole) == f"{whole[:8]}-{whole[8:]}"
    assert shown_number(kind(IdentityKind.FOREIGN), "NO 1") == "NO 1"
    assert shown_number(kind(IdentityKind.PNR), "damaged") == "damaged"
