"""A camera that takes every page of the tour in every look, and notes what has no room."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QApplication

from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.gui.tour.stage import HEIGHT, WIDTH, Stage, Steps, settled
from screening_app.i18n import PSEUDO_VARIABLE
from screening_app.services.preferences import Preferences, ThemeChoice
from tests.helpers.overflow import overflows

SPOKEN: Final = "sv"
_STRETCH = "1.4"
_COLOURS = 256
_COLUMNS, _TILE, _GAP, _CAPTION = 3, 640, 16, 28


@dataclass(frozen=True, slots=True)
class Look:
    """A window and how it is set.

    Attributes:
        name: Of its folder and its sheet.
        pseudo: Whether every sentence is longer than it is.
    """

    name: str
    width: int = WIDTH
    height: int = HEIGHT
    theme: ThemeChoice = ThemeChoice.LIGHT
    percent: int = 100
    pseudo: bool = False


USUAL = Look("usual")
OTHERS = (
    Look("dark", theme=ThemeChoice.DARK),
    Look("high-contrast", theme=ThemeChoice.HC_DARK),
    Look("640-high", height=640),
    Look("1920", 1920, 1080),
    Look("text200", percent=200),
    Look("long-words", pseudo=True),
)


@dataclass
class LooksCamera:
    """Takes what is shown in every look, the usual one last.

    Attributes:
        stage: The window.
        app: What the looks are put on.
        folder: Where the pictures go, a folder for each look.
        looks: In which looks.
        faults: Of each picture, the texts that have no room.
    """

    stage: Stage
    app: QApplication
    folder: Path
    looks: tuple[Look, ...] = (*OTHERS, USUAL)
    faults: dict[str, list[str]] = field(default_factory=dict)

    def take(self, name: str, again: Callable[[], Steps]) -> Steps:
        """Take a page in every look."""
        for look in self.looks:
            self._wear(look)
            yield from settled()
            yield from again()
            yield from settled()
            self._keep(name, look)

    def _wear(self, look: Look) -> None:
        os.environ.pop(PSEUDO_VARIABLE, None)
        if look.pseudo:
            os.environ[PSEUDO_VARIABLE] = _STRETCH
        self.stage.fit(look.width, look.height)
        shown = self.stage.shown
        if isinstance(shown, Shell):
            for language in ("en", SPOKEN):  # another language makes every page anew
                shown.use_preferences(Preferences(theme=look.theme, percent=look.percent, language=language))
        else:
            apply_appearance(self.app, Appearance(theme=look.theme.value, factor=look.percent / 100))
            self.stage.application.speak(SPOKEN)

    def _keep(self, name: str, look: Look) -> None:
        if found := overflows(self.stage.frame):
            self.faults[f"{look.name}/{name}"] = found
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self.stage.frame.grab().save(buffer, "PNG")
        image = Image.open(BytesIO(buffer.data().data())).convert("RGB")
        folder = self.folder / look.name
        folder.mkdir(parents=True, exist_ok=True)
        # Numbered in the order of the walk, which is the order on the sheet.
        number = len(list(folder.glob("*.png"))) + 1
        _save(image, folder / f"{number:02d}-{name}.png")


def sheet_of(pictures: Path, target: Path) -> None:
    """Put all pictures of a folder on one, each smaller and under its name."""
    tiles = [
        (path.stem.split("-", 1)[1], Image.open(path).convert("RGB"))
        for path in sorted(pictures.glob("*.png"))
    ]
    width, height = tiles[0][1].size
    tile = (_TILE, round(height * _TILE / width))
    across, down = _TILE + _GAP, tile[1] + _CAPTION + _GAP
    rows = -(-len(tiles) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * across + _GAP, rows * down + _GAP), "#dddddd")
    pen, type_ = ImageDraw.Draw(sheet), ImageFont.load_default(_CAPTION // 2)
    for at, (name, picture) in enumerate(tiles):
        left, top = _GAP + at % _COLUMNS * across, _GAP + at // _COLUMNS * down
        pen.text((left, top + _CAPTION // 5), name, fill="#111111", font=type_)
        sheet.paste(picture.resize(tile, Image.Resampling.LANCZOS), (left, top + _CAPTION))
    _save(sheet, target)


def keep_plain(picture: Path, folder: Path) -> None:
    """Keep a picture of the usual look under the name of its page."""
    (folder / f"{picture.stem.split('-', 1)[1]}.png").write_bytes(picture.read_bytes())


def _save(image: Image.Image, path: Path) -> None:
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
