"""A place on the body map: which view, which region, where in it, and whose left and right (W-8).

Left and right are always those of the person who is examined. The drawing itself is a resource; what is
stored does not depend on it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

THOUSAND = 1000
"""A place is told in thousandths of the view's frame, so that one place has one spelling."""

_MIDDLE = THOUSAND // 2
_NEAR_THE_MIDDLE = 15
_SPOT = re.compile(r"([a-z-]{1,40}):([a-z-]{1,40}):(\d{1,4}),(\d{1,4})", re.ASCII)


class Side(StrEnum):
    """A side of the body: the person's own, whoever looks."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


class BodyView(StrEnum):
    """How the body is seen."""

    FRONT = "front"
    BACK = "back"
    HEAD_RIGHT = "head-right"
    HEAD_LEFT = "head-left"
    HAND_RIGHT_BACK = "hand-right-back"
    HAND_LEFT_BACK = "hand-left-back"
    HAND_RIGHT_PALM = "hand-right-palm"
    HAND_LEFT_PALM = "hand-left-palm"


WHOLE = (BodyView.FRONT, BodyView.BACK)
"""The views that show both sides of the body; all others show one."""

_FRONT = (
    "shoulder-front chest abdomen-upper abdomen-lower upper-arm-front elbow-front forearm-front wrist-front "
    "hand-front thigh-front knee-front shin ankle-front foot-top"
)
_BACK = (
    "shoulder-back upper-back lower-back buttock upper-arm-back elbow-back forearm-back wrist-back "
    "hand-back thigh-back knee-back calf ankle-back heel"
)
_HEAD = "forehead scalp neck temple cheek jaw ear eye nose mouth"
_HAND = "thumb index middle ring little metacarpus"

RESTRICTED = frozenset({"groin"})
"""Regions that only roles named by the unit may mark (W-8)."""


def _both(names: str) -> Iterator[str]:
    return (f"{name}-{side}" for name in names.split() for side in (Side.LEFT, Side.RIGHT))


def _one_side(names: str, side: Side, after: str = "") -> Iterator[str]:
    return (f"{name}-{side}{after}" for name in names.split())


def _hand(side: Side, face: str) -> tuple[str, ...]:
    wrist = "wrist-back" if face == "back" else "wrist-front"
    return (f"{wrist}-{side}", *_one_side(_HAND, side, f"-{face}"))


REGIONS: Mapping[BodyView, tuple[str, ...]] = MappingProxyType(
    {
        BodyView.FRONT: ("head-front", "neck-front", "groin", *_both(_FRONT)),
        BodyView.BACK: ("head-back", "neck-back", *_both(_BACK)),
        BodyView.HEAD_RIGHT: tuple(_one_side(_HEAD, Side.RIGHT)),
        BodyView.HEAD_LEFT: tuple(_one_side(_HEAD, Side.LEFT)),
        BodyView.HAND_RIGHT_BACK: _hand(Side.RIGHT, "back"),
        BodyView.HAND_LEFT_BACK: _hand(Side.LEFT, "back"),
        BodyView.HAND_RIGHT_PALM: _hand(Side.RIGHT, "palm"),
        BodyView.HAND_LEFT_PALM: _hand(Side.LEFT, "palm"),
    }
)
"""Codes of the regions of each view; those of the wrist stand in the whole figure and in a hand."""

_SCALP, _FACE, _NECK = ("scalp",), ("face",), ("neck",)
_ARM, _FOREARM, _HAND_PART = ("upper-arm",), ("forearm", "hand"), ("hand",)
_LEG, _FOOT = ("lower-leg", "foot"), ("foot",)

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "head-front": ("face", "scalp", "eye", "ear", "mouth"),
        "head-back": _SCALP,
        "neck-front": _NECK,
        "neck-back": _NECK,
        "groin": ("genital",),
        "shoulder-front": ("upper-arm", "chest"),
        "shoulder-back": ("back", "upper-arm"),
        "chest": ("chest", "breast"),
        "abdomen-upper": ("abdomen",),
        "abdomen-lower": ("abdomen",),
        "upper-back": ("back",),
        "lower-back": ("back",),
        "buttock": ("buttock",),
        "upper-arm-front": _ARM,
        "upper-arm-back": _ARM,
        "elbow-front": ("forearm", "upper-arm"),
        "elbow-back": ("forearm", "upper-arm"),
        "forearm-front": ("forearm",),
        "forearm-back": ("forearm",),
        "wrist-front": _FOREARM,
        "wrist-back": _FOREARM,
        "hand-front": _HAND_PART,
        "hand-back": _HAND_PART,
        "thigh-front": ("thigh",),
        "thigh-back": ("thigh",),
        "knee-front": ("lower-leg", "thigh"),
        "knee-back": ("lower-leg", "thigh"),
        "shin": ("lower-leg",),
        "calf": ("lower-leg",),
        "ankle-front": _LEG,
        "ankle-back": _LEG,
        "foot-top": _FOOT,
        "heel": _FOOT,
        "scalp": _SCALP,
        "neck": _NECK,
        "ear": ("ear",),
        "eye": ("eye",),
        "mouth": ("mouth",),
        **dict.fromkeys(("forehead", "temple", "cheek", "jaw", "nose"), _FACE),
        **dict.fromkeys(
            (f"{finger}-{face}" for finger in _HAND.split() for face in ("back", "palm")), ("hand",)
        ),
    }
)
"""What each region, whatever its side, may be called as a part of the body; the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySpot:
    """A place on the body map, and its one spelling: the answer to a ``body-map`` item (FORMS 2).

    ``front:chest-left:610,300``: view, region, and thousandths of the view's frame from its viewer's left
    and from its top.

    Raises:
        ValueError: If the view has no such region, or the place is outside the frame.
    """

    view: BodyView
    region: str
    x: int
    y: int

    def __post_init__(self) -> None:
        if self.region not in REGIONS[self.view]:
            raise ValueError("no such region in the view")
        if not (0 <= self.x <= THOUSAND and 0 <= self.y <= THOUSAND):
            raise ValueError("outside the frame")

    @classmethod
    def parse(cls, text: str) -> "BodySpot":
        """Read what ``str`` writes.

        Raises:
            ValueError: If it is anything else, another spelling of the same place included.
        """
        found = _SPOT.fullmatch(text)
        if found is None:
            raise ValueError("not a place on the body")
        spot = cls(view=BodyView(found[1]), region=found[2], x=int(found[3]), y=int(found[4]))
        if str(spot) != text:
            raise ValueError("another spelling")
        return spot

    def __str__(self) -> str:
        return f"{self.view}:{self.region}:{self.x},{self.y}"

    @property
    def side(self) -> Side:
        """The person's side: the region's own, else by where it is beside the middle of the figure.

        In the view from the front the person's left is on the viewer's right, from the back it is not.
        """
        own = side_of(self.region)
        if own is not None or self.view not in WHOLE:
            return own or Side.MIDDLE
        off = self.x - _MIDDLE if self.view is BodyView.FRONT else _MIDDLE - self.x
        if abs(off) <= _NEAR_THE_MIDDLE:
            return Side.MIDDLE
        return Side.LEFT if off > 0 else Side.RIGHT

    def contradicts(self, side: str) -> bool:
        """Tell whether a side named in words is the other side of the body."""
        return {self.side.value, side} == {Side.LEFT.value, Side.RIGHT.value}


def side_of(region: str) -> Side | None:
    """Return the side that a region's code names, if it lies on one."""
    words = region.split("-")
    return next((side for side in (Side.LEFT, Side.RIGHT) if side in words), None)


def region_name(region: str) -> str:
    """Return the code of a region without its side, such as ``upper-arm-front``."""
    return "-".join(word for word in region.split("-") if word not in {Side.LEFT, Side.RIGHT})


def parts_of(region: str) -> tuple[str, ...]:
    """Return what a region may be called as a part of the body, the likeliest first."""
    return PARTS[region_name(region)]
