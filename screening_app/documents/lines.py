"""Breaks a text into lines of a given width."""

import re

from screening_app.documents.type import Face

# A line may end after a space or after a hyphen or slash between letters; not inside "0980-319 200",
# "25 kap. 1 §" or "12 %", which are read as one.
_MAY_END = re.compile(
    r"(?<= )(?!(?<=\d )(?:\d|§|%|kap\.))(?!(?<=kap\. )\d)"
    r"|(?<=[a-zà-öø-ÿ][-–—/])(?=[^\W\d_])"
)
_BETTER_ENDS = "/.-_@?&=,;:]"  # where a word too long for a line is best cut: addresses, links


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """Return the text's lines; put together again they are the text, spaces included."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _MAY_END.split(text):
        if line and used + face.width(piece.rstrip(" "), size) > width:
            lines.append(line)
            line, used = "", 0.0
        *full, rest = _cut(piece, face, size, width)
        lines += full
        line += rest
        used += face.width(rest, size)
    return [*lines, line] if line else lines


def _cut(piece: str, face: Face, size: float, width: float) -> list[str]:
    """Return the piece whole, or in parts that each fill a line if it is wider than one."""
    parts: list[str] = []
    while (most := _fitting(piece, face, size, width)) < len(piece.rstrip(" ")):
        end = _better_end(piece, most)
        parts.append(piece[:end])
        piece = piece[end:]
    return [*parts, piece]


def _fitting(piece: str, face: Face, size: float, width: float) -> int:
    """Return how many characters fit, one at least."""
    used = 0.0
    for index, character in enumerate(piece):
        used += face.width(character, size)
        if used > width:
            return max(index, 1)
    return len(piece)


def _better_end(piece: str, most: int) -> int:
    """Return where to cut: after a sign in the last third if there is one."""
    return next((end for end in range(most, most * 2 // 3, -1) if piece[end - 1] in _BETTER_ENDS), most)
