"""The drawing of the body that ships: its regions, whose left is whose, places that stay in their region."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from screening_app.domain.body import (
    REGIONS,
    RESTRICTED,
    WHOLE,
    BodySpot,
    BodyView,
    Side,
    region_name,
    side_of,
)
from screening_app.questionnaire.body_badges import badge_places
from screening_app.questionnaire.body_drawing import FRAMES, Drawing, middle_of, read_drawing
from screening_app.questionnaire.errors import DrawingDamaged
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.settings import shipped_folder

FILE = shipped_folder("resources") / "body" / "body-map.svg"


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    """Return the drawing that ships."""
    return read_drawing(FILE)


def test_sides_and_restrictions_are_those_that_the_drawing_states() -> None:
    text = FILE.read_text(encoding="utf-8")
    stated = re.findall(r'class="region" data-region="([^"]+)" data-side="([^"]+)"( data-restricted)?', text)

    assert len(stated) == 109
    for region, side, restricted in stated:
        assert (side_of(region) or "none") == side
        assert bool(restricted) == (region in RESTRICTED)


def test_a_point_of_the_drawing_is_a_place_in_the_region_drawn_there(drawing: Drawing) -> None:
    for view, one in drawing.items():
        for region in REGIONS[view]:
            spot = one.free_spot(region)
            again = one.spot_at(*one.point_of(spot))
            assert again is not None
            assert (again.region, again.side) == (region, spot.side)


def test_the_persons_left_is_at_the_viewers_right_from_the_front_and_at_the_left_from_the_back(
    drawing: Drawing,
) -> None:
    for view in WHOLE:
        left, _, width, _ = FRAMES[view]
        for region, shape in drawing[view].regions.items():
            beyond = middle_of(shape)[0] > left + width / 2
            if side_of(region) is not None:
                assert beyond == ((side_of(region) is Side.LEFT) == (view is BodyView.FRONT)), region


def test_beside_the_body_there_is_no_place(drawing: Drawing) -> None:
    assert drawing[BodyView.FRONT].spot_at(30, 60) is None


def test_a_second_mark_in_a_region_stands_apart_from_the_first(drawing: Drawing) -> None:
    back = drawing[BodyView.BACK]
    first = back.free_spot("lower-back-left")
    second = back.free_spot("lower-back-left", [first])

    assert second.region == first.region
    assert abs(first.x - second.x) + abs(first.y - second.y) > 40


def test_an_ear_lies_upon_the_head(drawing: Drawing) -> None:
    side = drawing[BodyView.HEAD_LEFT]
    spot = side.spot_at(*middle_of(side.regions["ear-left"]))
    assert spot is not None
    assert spot.region == "ear-left"


def test_a_drawing_that_lacks_a_region_is_refused(tmp_path: Path) -> None:
    lacking = re.sub(r'<path id="heel-left".*?/>', "", FILE.read_text(encoding="utf-8"))
    (tmp_path / "body.svg").write_text(lacking, encoding="utf-8")

    for path in (tmp_path / "body.svg", tmp_path / "none.svg"):
        with pytest.raises(DrawingDamaged):
            read_drawing(path)


def test_every_side_view_and_region_has_words_in_both_languages() -> None:
    glossary = FileFormLibrary(shipped_folder("forms")).packs("se").glossary
    regions = {region_name(region) for codes in REGIONS.values() for region in codes}
    for code in (*Side, *BodyView, *regions):
        words = glossary.body_word(code)
        assert all(words[language].strip() for language in ("sv", "en")), code
    stated = [one.code for one in (*glossary.body.side, *glossary.body.view, *glossary.body.region)]
    assert len(stated) == len(set(stated))
    assert {one.code for one in glossary.body.region} == regions


def test_numbers_stand_outside_the_figure_and_apart() -> None:
    dots = [(40.0, 10.0), (42.0, 11.0), (60.0, 12.0), (41.0, 99.0), (43.0, 99.5)]
    places = badge_places(dots, (0, 0, 100, 100), size=20, away=15)

    assert [x for x, _ in places] == [-15, -15, 115, -15, -15]
    beside = sorted(y for x, y in places if x < 0)
    assert all(lower - upper >= 20 for upper, lower in pairwise(beside))
    assert min(beside) >= 10
    assert max(beside) <= 90


def test_a_spot_is_a_spelling_of_the_domain(drawing: Drawing) -> None:
    assert BodySpot.parse(str(drawing[BodyView.FRONT].free_spot("shin-left"))).region == "shin-left"
