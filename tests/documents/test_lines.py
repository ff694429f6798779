"""Lines fit, and together they are the text."""

from hypothesis import given
from hypothesis import strategies as st

from screening_app.documents.lines import wrap
from screening_app.documents.type import load_typeface, printable
from tests.documents.reading import FONTS

FACE = load_typeface(FONTS).regular
SIZE = 11


def lines(text: str, width: float) -> list[str]:
    """Return the lines of a text in the test's size."""
    return wrap(text, FACE, SIZE, width)


def as_wide_as(text: str) -> float:
    """Return a width in which this text just fits."""
    return FACE.width(text, SIZE) + 0.001


@given(text=st.text(max_size=300), width=st.floats(min_value=8, max_value=500))
def test_lines_joined_are_the_text(text: str, width: float) -> None:
    shown = printable(text, FACE)

    assert "".join(lines(shown, width)) == shown


@given(text=st.text(max_size=300), width=st.floats(min_value=15, max_value=500))
def test_every_line_fits(text: str, width: float) -> None:
    for line in lines(printable(text, FACE), width):
        assert FACE.width(line.rstrip(" "), SIZE) <= width or len(line.rstrip(" ")) == 1


def test_a_line_ends_between_words() -> None:
    assert lines("en två tre", as_wide_as("en två")) == ["en två ", "tre"]


def test_a_compound_may_end_a_line_at_its_hyphen() -> None:
    assert lines("Norrland-Linden", as_wide_as("Norrland-")) == ["Norrland-", "Linden"]


def test_numbers_and_provisions_stay_together() -> None:
    for bound in ("0980-319 200", "25 kap. 1 §", "2026-11-26", "12 %"):
        assert lines(f"ord {bound}", as_wide_as("ord " + bound[:-1])) == ["ord ", bound]


def test_a_registration_number_stays_in_one_piece() -> None:
    assert lines("Dnr SN-IFO-2026", as_wide_as("SN-IFO-2026")) == ["Dnr ", "SN-IFO-2026"]


def test_an_address_too_long_for_a_line_is_cut_after_a_sign() -> None:
    assert lines("exempel.example/plats", as_wide_as("exempel.example/pla")) == ["exempel.example/", "plats"]


def test_an_accent_stays_with_its_letter() -> None:
    assert lines("xxq\u0301xx", as_wide_as("xxq")) == ["xxq\u0301", "xx"]


def test_a_very_long_word_costs_no_more_than_its_lines() -> None:
    assert "".join(lines("x" * 100_000, 400)) == "x" * 100_000
