"""The chart of results over time says the same in black and white, and no more than is known."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from screening_app.gui.theme.current import theme
from screening_app.gui.widgets.trend_chart import Dot, TrendChart

WIDTH, HEIGHT = 400, 200


def drawn(qtbot: QtBot, *dots: Dot) -> QImage:
    """Return the chart of totals from 0 to 10."""
    chart = TrendChart(dots, 10, "spoken")
    qtbot.addWidget(chart)
    chart.resize(WIDTH, HEIGHT)
    return chart.grab().toImage()


def inked(image: QImage) -> list[tuple[int, int]]:
    """Return every point in the colour of the series."""
    ink = QColor(theme().color("c1")).rgb()
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return [(x, y) for x, y in places if image.pixel(x, y) == ink]


def height_of(points: list[tuple[int, int]]) -> int:
    """Return how far down the points go."""
    rows = [y for _x, y in points]
    return max(rows) - min(rows)


def test_a_total_that_is_not_certain_is_a_bar_over_all_it_may_be(qtbot: QtBot) -> None:
    certain = inked(drawn(qtbot, Dot(0.5, 6, 6, "x")))
    between = inked(drawn(qtbot, Dot(0.5, 2, 8, "x")))

    assert height_of(certain) < HEIGHT / 10
    assert height_of(between) > HEIGHT * 0.4


def test_only_certain_totals_are_joined(qtbot: QtBot) -> None:
    def columns(second: Dot) -> int:
        points = inked(drawn(qtbot, Dot(0, 5, 5, "a"), second))
        return len({x for x, _y in points})

    assert columns(Dot(1, 5, 5, "b")) > WIDTH * 0.7
    assert columns(Dot(1, 4, 6, "b")) < WIDTH * 0.2


def test_a_higher_total_stands_higher_and_a_later_day_further_right(qtbot: QtBot) -> None:
    (low, high) = (inked(drawn(qtbot, Dot(place, total, total, "x"))) for place, total in ((0, 2), (1, 9)))

    assert min(y for _x, y in low) > max(y for _x, y in high)
    assert max(x for x, _y in low) < min(x for x, _y in high)


@pytest.mark.parametrize("maximum", [1, 2, 3, 4, 5, 10, 14, 20, 37, 100])
def test_the_axis_begins_at_nought_and_has_five_numbers_at_most(qtbot: QtBot, maximum: int) -> None:
    chart = TrendChart((Dot(0, 1, 1, "x"),), maximum, "spoken")
    qtbot.addWidget(chart)

    ticks = chart.ticks()

    assert (ticks[0], ticks[-1]) == (0, maximum)
    assert 2 <= len(ticks) <= 5
    assert ticks == sorted(set(ticks))
