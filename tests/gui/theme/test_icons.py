"""Every icon paints something, in the colour asked for."""

import pytest
from PySide6.QtGui import QColor, QImage

from screening_app.gui.theme.current import theme
from screening_app.gui.theme.icon_paths import MIRRORED, PATHS
from screening_app.gui.theme.icons import icon, pixmap


def inks(picture: QImage) -> set[str]:
    """Return the colours of the pixels that are wholly painted."""
    colours = (
        QColor(picture.pixelColor(x, y)) for x in range(picture.width()) for y in range(picture.height())
    )
    return {colour.name() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize("name", PATHS)
def test_icon_is_painted_in_its_colour_only(name: str) -> None:
    painted = inks(pixmap(name, tone="danger", size=32, ratio=2).toImage())

    assert painted == {theme().color("danger").name()}


@pytest.mark.parametrize("name", PATHS)
def test_only_three_icons_turn_round(name: str) -> None:
    same = pixmap(name).toImage() == pixmap(name, mirrored=True).toImage()

    assert same != (name in MIRRORED)


def test_icon_has_a_picture_for_dense_screens() -> None:
    assert {size.width() for size in icon("lock", size=20).availableSizes()} == {20, 40}


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError):
        pixmap("shield")
