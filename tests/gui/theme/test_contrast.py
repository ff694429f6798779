"""Every pair of colours that meets on screen can be told apart (VISUAL 2.2, computed anew)."""

import pytest

from screening_app.gui.theme.tokens import COLOURS, THEMES, Tokens

LEAST = {
    7.0: (
        "text on bg",
        "text on surface",
        "text on sunken",
        "text on script",
        "text on primary_soft",
        "text on warn_soft",
        "text on danger_soft",
        "text on hover",
    ),
    4.5: (
        "muted on bg",
        "muted on surface",
        "muted on sunken",
        "muted on primary_soft",
        "faint on bg",
        "faint on surface",
        "on_primary on primary",
        "on_primary on primary_hover",
        "primary on bg",
        "primary on surface",
        "primary on primary_soft",
        "primary on script",
        "note_text on note",
        "warn on warn_soft",
        "warn on surface",
        "danger on bg",
        "danger on surface",
        "danger on danger_soft",
        "on_danger on danger_fill",
    ),
    3.0: (
        "border_strong on surface",
        "border_strong on bg",
        "primary_line on surface",
        "danger_line on surface",
        "warn_line on surface",
        "focus on surface",
        "focus on bg",
        "c1 on surface",
        "c2 on surface",
        "c3 on surface",
        "c4 on surface",
    ),
}
PAIRS = [(pair, least) for least, pairs in LEAST.items() for pair in pairs]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("pair", "least"), PAIRS)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_pair_can_be_told_apart(theme: Tokens, pair: str, least: float) -> None:
    ink, ground = pair.split(" on ")

    assert contrast(theme.colour(ink), theme.colour(ground)) >= least


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_colour_is_a_colour(theme: Tokens) -> None:
    assert all(len(theme.colour(name)) == 7 and int(theme.colour(name)[1:], 16) >= 0 for name in COLOURS)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_no_colour_is_green(theme: Tokens) -> None:
    """Green says safe, and the product never says that (VISUAL 1)."""
    for name in COLOURS:
        red, green, blue = (int(theme.colour(name)[start : start + 2], 16) for start in (1, 3, 5))
        assert green - max(red, blue) < 24, name
