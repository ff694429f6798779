"""Only bundled type is shown, each weight as it was drawn."""

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF

from screening_app.gui.theme.current import theme
from screening_app.gui.theme.fonts import CUTS, ROLES, font, role_font
from screening_app.gui.theme.tokens import LIGHT


@pytest.mark.parametrize("weight", CUTS)
def test_weight_is_a_cut_of_its_own(weight: int) -> None:
    shown = QFontInfo(font(15, weight))

    assert (shown.family(), shown.weight()) == (f"Inter {CUTS[weight]}", weight)


@pytest.mark.parametrize("role", ROLES)
def test_role_is_set_in_bundled_type_of_at_least_12_pixels(role: str) -> None:
    made = role_font(role)

    assert QFontInfo(made).family().startswith("Inter ")
    assert made.pixelSize() >= 12


def test_tabular_figures_are_of_one_width() -> None:
    wide = QFontMetricsF(font(15, tabular=True))

    assert wide.horizontalAdvance("1111") == pytest.approx(wide.horizontalAdvance("0000"), abs=0.1)


def test_other_figures_are_not() -> None:
    metrics = QFontMetricsF(font(15))

    assert metrics.horizontalAdvance("0000") - metrics.horizontalAdvance("1111") > 4


def test_pairs_of_letters_are_kerned() -> None:
    metrics = QFontMetricsF(font(40))

    assert (
        metrics.horizontalAdvance("AV") < metrics.horizontalAdvance("A") + metrics.horizontalAdvance("V") - 1
    )


def test_large_type_is_spaced_closer() -> None:
    assert font(27).letterSpacing() == pytest.approx(-0.012 * 27, abs=0.02)
    assert font(17).letterSpacing() == 0


def test_type_follows_the_text_size() -> None:
    theme().tokens = LIGHT.scaled(1.5)

    assert font(20).pixelSize() == 30
