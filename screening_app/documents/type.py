"""The type that paper is set in: three bundled cuts of Inter, and what they can show.

No system font decides a layout, so the same text breaks at the same place on every machine.
What the type cannot show is shown by its code point: a character may look strange on paper,
but it is never dropped without a trace.
"""

import re
import struct
import threading
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from screening_app.documents.errors import TypefaceMissing

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(" {2,}")
_LOADING = threading.Lock()  # a cut registered twice would be two fonts in one file
_BINDING = "\u00a0\u202f"  # no-break spaces: kept as they are


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of the typeface.

    Attributes:
        name: What reportlab knows it by.
        advances: Width of each character it has, in thousandths of the size, by code point.
    """

    name: str
    advances: Mapping[int, float]

    def width(self, text: str, size: float) -> float:
        """Return how wide the text is, in the unit of ``size``."""
        advances = self.advances
        return sum(advances[ord(character)] for character in text) * size / 1000

    def has(self, character: str) -> bool:
        """Tell whether the cut can show the character."""
        return ord(character) in self.advances


@dataclass(frozen=True, slots=True)
class Typeface:
    """The three cuts; each has the same characters."""

    regular: Face
    semibold: Face
    bold: Face


def load_typeface(folder: Path) -> Typeface:
    """Return the typeface from a folder that holds ``Inter-<cut>.ttf``.

    Raises:
        TypefaceMissing: If a cut is missing or damaged.
    """
    with _LOADING:
        return _load_once(folder)


@lru_cache(maxsize=4)
def _load_once(folder: Path) -> Typeface:
    return Typeface(*(_load(folder / f"Inter-{cut}.ttf") for cut in ("Regular", "SemiBold", "Bold")))


def _load(path: Path) -> Face:
    # The whole path is the name: two folders in one process cannot mix their type.
    try:
        # asciiReadable would embed all of ASCII, used or not.
        font = TTFont(str(path), str(path), validate=1, asciiReadable=0)
    except (TTFError, OSError, LookupError, struct.error):
        raise TypefaceMissing from None
    pdfmetrics.registerFont(font)
    return Face(str(path), font.face.charWidths)


def printable_lines(text: str, face: Face) -> list[str]:
    """Return the non-empty lines of a text, in characters the face has.

    Runs of spaces become one. Characters without a shape of their own (joiners, direction
    marks, variation selectors) go; any other that the face lacks becomes ``[U+1F600]``.
    """
    shown = (_shown(line, face) for line in _LINE_ENDS.split(text))
    return [line for line in shown if line]


def printable(text: str, face: Face) -> str:
    """Return the text on one line, in characters the face has."""
    return " ".join(printable_lines(text, face))


def _shown(line: str, face: Face) -> str:
    characters = unicodedata.normalize("NFC", line)
    return _SPACES.sub(" ", "".join(_shape(character, face) for character in characters)).strip()


def _shape(character: str, face: Face) -> str:
    category = unicodedata.category(character)
    if character == "\t" or (category == "Zs" and character not in _BINDING):
        return " "
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    if face.has(character) and category != "Cc":
        return character
    return f"[U+{ord(character):04X}]"
