"""Places on the body: one spelling, and the person's own left and right in every view."""

import pytest

from screening_app.domain.body import (
    PARTS,
    REGIONS,
    BodySpot,
    BodyView,
    Side,
    parts_of,
    region_name,
    side_of,
)


def spot(text: str) -> BodySpot:
    """Return a place."""
    return BodySpot.parse(text)


@pytest.mark.parametrize("view", BodyView)
def test_a_place_reads_back_as_it_was_written(view: BodyView) -> None:
    for region in REGIONS[view]:
        made = BodySpot(view=view, region=region, x=0, y=1000)
        assert BodySpot.parse(str(made)) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "front",
        "front:chest-left",
        "front:chest-left:1,",
        "front:chest-left:01,2",
        "front:chest-left:1,2 ",
        "front:chest-left:1001,2",
        "front:chest-left:-1,2",
        "front:chest-left:1.5,2",
        "front:upper-back-left:1,2",
        "side:chest-left:1,2",
        "Front:chest-left:1,2",
        "front:chest-left:1٣,2",
    ],
)
def test_anything_else_is_no_place(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        BodySpot.parse(text)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("front:head-front:700,80", Side.LEFT),
        ("front:head-front:300,80", Side.RIGHT),
        ("back:head-back:700,80", Side.RIGHT),
        ("back:head-back:300,80", Side.LEFT),
        ("front:neck-front:500,150", Side.MIDDLE),
        ("back:neck-back:510,150", Side.MIDDLE),
        ("front:chest-left:300,300", Side.LEFT),
        ("back:upper-back-left:700,300", Side.LEFT),
        ("head-right:nose-right:900,500", Side.RIGHT),
        ("hand-left-palm:middle-left-palm:500,100", Side.LEFT),
    ],
)
def test_the_side_is_the_persons_own_in_the_view_from_the_front_and_from_the_back(
    text: str, side: Side
) -> None:
    assert spot(text).side is side


def test_only_the_opposite_side_contradicts_a_place() -> None:
    chest = spot("front:chest-left:600,300")
    assert [chest.contradicts(side) for side in ("left", "right", "middle", "both")] == [
        False,
        True,
        False,
        False,
    ]
    assert not any(spot("front:neck-front:500,150").contradicts(side) for side in ("left", "right", "middle"))


def test_every_region_is_some_part_of_the_body() -> None:
    names = {region_name(code) for codes in REGIONS.values() for code in codes}
    assert names == set(PARTS)
    assert parts_of("thumb-right-back") == ("hand",)


def test_the_middle_finger_is_no_middle_of_the_body() -> None:
    assert side_of("middle-right-back") is Side.RIGHT
    assert region_name("middle-right-back") == "middle-back"
