"""Where the numbers of marks stand: beside the body, never on the skin (VISUAL 13)."""

from collections.abc import Sequence

from screening_app.questionnaire.body_drawing import Point

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def badge_places(dots: Sequence[Point], box: Box, *, size: float, away: float) -> tuple[Point, ...]:
    """Return the middle of the number of each dot, at the nearer side of the box and apart from the others.

    Args:
        size: Least distance between two numbers.
        away: How far outside the box they stand.
    """
    left, top, width, height = box
    at_left = [x < left + width / 2 for x, _ in dots]
    places: dict[int, Point] = {}
    for side, x in ((True, left - away), (False, left + width + away)):
        own = sorted((at for at in range(len(dots)) if at_left[at] is side), key=lambda at: dots[at][1])
        heights = _apart([dots[at][1] for at in own], top + size / 2, top + height - size / 2, size)
        places.update({at: (x, y) for at, y in zip(own, heights, strict=True)})
    return tuple(places[at] for at in range(len(dots)))


def _apart(heights: Sequence[float], first: float, last: float, size: float) -> list[float]:
    """Return the heights, in order, pushed apart; from the last upwards where they would go beyond it."""
    found: list[float] = []
    for height in heights:
        found.append(max(height, first if not found else found[-1] + size))
    limit = last
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], limit)
        limit = found[at] - size
    return found
