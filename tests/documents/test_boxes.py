"""Pages end where it harms least, and no box is lost or moved."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from screening_app.documents.boxes import Box, Break, height_of, paginate, paragraph_breaks

BREAKS = st.sampled_from(Break)
BOXES = st.lists(st.builds(Box, height=st.floats(1, 40), above=st.floats(0, 30), after=BREAKS), max_size=60)


def column(breaks: str) -> list[Box]:
    """Return boxes 10 high; a letter each says what break follows: Free, in Row, Tight."""
    meaning = {"F": Break.FREE, "R": Break.IN_ROW, "T": Break.TIGHT}
    return [Box(height=10, after=meaning[letter]) for letter in breaks]


def shares(breaks: str, *, height: float, foot: float = 0) -> list[int]:
    """Return how many boxes each page got."""
    return [len(page) for page in paginate(column(breaks), height=height, foot=foot)]


@given(boxes=BOXES, height=st.floats(40, 300), foot=st.floats(0, 40))
def test_every_box_comes_once_in_order_and_fits(boxes: list[Box], height: float, foot: float) -> None:
    pages = paginate(boxes, height=height, foot=foot)

    assert [id(box) for page in pages for box in page] == [id(box) for box in boxes]
    assert all(height_of(page) <= height for page in pages)
    assert height_of(pages[-1]) + foot <= height
    assert all(pages[:-1])


def test_a_page_ends_as_late_as_it_may() -> None:
    assert shares("FFFFF", height=30) == [3, 2]


def test_a_heading_goes_with_its_first_line() -> None:
    assert shares("FFTFF", height=30) == [2, 3]


def test_a_row_that_fits_a_page_is_not_split() -> None:
    assert shares("FFRRF", height=40) == [2, 3]


def test_a_heading_and_a_row_that_only_together_are_too_high_split_the_row() -> None:
    assert shares("TTRRTF", height=50) == [4, 2]


def test_what_must_split_splits_all_the_same() -> None:
    assert shares("TTTTT", height=20) == [2, 2, 1]


def test_the_foot_takes_company_to_its_page() -> None:
    assert shares("FFF", height=40, foot=20) == [2, 1]


def test_the_foot_takes_a_whole_row() -> None:
    assert shares("FFRF", height=40, foot=20) == [2, 2]


def test_a_foot_that_nothing_fits_beside_stands_alone() -> None:
    assert shares("FF", height=20, foot=15) == [2, 0]


def test_nothing_but_a_foot_is_one_page() -> None:
    assert shares("", height=20, foot=15) == [0]


def test_at_least_two_lines_of_a_paragraph_stay_together() -> None:
    def breaks(count: int) -> Sequence[Break]:
        return paragraph_breaks(count, Break.FREE)

    tight, free = Break.TIGHT, Break.FREE
    assert breaks(1) == [free]
    assert breaks(2) == [tight, free]
    assert breaks(3) == [tight, tight, free]
    assert breaks(5) == [tight, free, free, tight, free]
