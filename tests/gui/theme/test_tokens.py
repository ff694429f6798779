"""Sizes grow as the visual language says."""

import pytest

from screening_app.gui.theme.tokens import LIGHT


def test_type_grows_with_the_factor() -> None:
    assert LIGHT.scaled(2.0).type(15) == 30


def test_space_grows_less_than_type() -> None:
    assert LIGHT.scaled(2.0).space(16) == round(16 * 1.35)


def test_scaling_keeps_the_colours() -> None:
    assert LIGHT.scaled(1.5).primary == LIGHT.primary


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(KeyError):
        LIGHT.colour("factor")
