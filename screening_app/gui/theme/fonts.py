"""The bundled type: no font of the system decides a layout (VISUAL 2.3)."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from screening_app import settings
from screening_app.gui.theme.current import theme

CUTS: Final = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
"""Style by weight; each stands in a file, and a family, of its own."""

SPACED_FROM: Final = 20
"""Size from which letters stand closer."""

LETTER_SPACING: Final = -0.012
"""How much closer, in em."""

TABULAR: Final = "tnum"

_KEPT: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStyle:
    """How a role of text is set.

    Attributes:
        size: Pixels at 100 %.
        weight: 400, 500, 600 or 700.
        line: Line height over size.
        tone: Colour it has where nothing else is said.
    """

    size: int
    weight: int
    line: float
    tone: str = "text"


ROLES: Final = {
    "micro": TypeStyle(size=12, weight=600, line=1.3, tone="muted"),
    "eyebrow": TypeStyle(size=13, weight=600, line=1.4, tone="muted"),
    "caption": TypeStyle(size=13, weight=500, line=1.45, tone="muted"),
    "error": TypeStyle(size=13, weight=600, line=1.4, tone="danger"),
    "label": TypeStyle(size=14, weight=600, line=1.4),
    "note": TypeStyle(size=14, weight=400, line=1.45, tone="note_text"),
    "second": TypeStyle(size=14, weight=400, line=1.45, tone="muted"),
    "body": TypeStyle(size=15, weight=400, line=1.5),
    "lead": TypeStyle(size=17, weight=400, line=1.4, tone="muted"),
    "strong": TypeStyle(size=15, weight=600, line=1.4),
    "option": TypeStyle(size=17, weight=500, line=1.35),
    "option-quiet": TypeStyle(size=15, weight=500, line=1.35),
    "card-title": TypeStyle(size=15, weight=700, line=1.4),
    "title": TypeStyle(size=20, weight=700, line=1.3),
    "heading": TypeStyle(size=25, weight=700, line=1.25),
    "question": TypeStyle(size=27, weight=500, line=1.38),
    "client": TypeStyle(size=38, weight=600, line=1.3),
    "client-option": TypeStyle(size=22, weight=500, line=1.3),
    "number": TypeStyle(size=30, weight=700, line=1.1),
    "emergency-number": TypeStyle(size=46, weight=700, line=1.1),
    "phone": TypeStyle(size=20, weight=600, line=1.3),
    "clock": TypeStyle(size=88, weight=600, line=1.0),
}
"""The roles of text, by name."""


@cache
def load_fonts() -> dict[int, str]:
    """Load the bundled cuts, once, and return the family of each weight.

    Raises:
        InstallationIncomplete: If the installation lacks its resources.
    """
    return {weight: _family(_folder() / f"Inter-{style}.ttf") for weight, style in CUTS.items()}


def _folder() -> Path:
    return settings.shipped_folder("resources") / "fonts"


def _family(cut: Path) -> str:
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(cut)))
    if not families:
        raise settings.InstallationIncomplete(folder=cut.name)
    return families[0]


def font(size: float, weight: int = 400, *, tabular: bool = False) -> QFont:
    """Return the type at a size (pixels at 100 %) and weight, in today's size.

    Args:
        size: Pixels at 100 %.
        weight: 400, 500, 600 or 700.
        tabular: Whether all figures are of one width, for tables and times.
    """
    return _made(size, weight, theme().tokens.type(size), tabular)


@lru_cache(maxsize=_KEPT)
def _made(size: float, weight: int, pixels: int, tabular: bool) -> QFont:
    made = QFont([load_fonts()[weight]])
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if size >= SPACED_FROM:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, LETTER_SPACING * made.pixelSize())
    if tabular:
        made.setFeature(QFont.Tag(TABULAR), 1)
    return made


def role_font(role: str, *, tabular: bool = False, weight: int | None = None) -> QFont:
    """Return the type of a role; ``weight`` overrides the role's.

    Raises:
        KeyError: If there is no such role.
    """
    style = ROLES[role]
    return font(style.size, weight or style.weight, tabular=tabular)
