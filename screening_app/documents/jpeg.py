"""What a JPEG of our own making says of its size; its pixels are never decoded here."""

from dataclasses import dataclass

from screening_app.domain.errors import DamagedData
from screening_app.i18n import N_

_START = b"\xff\xd8"
_FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
"""Markers that begin a frame (ITU-T T.81, table B.1)."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without a length."""
_HEAD = 9


class PictureDamaged(DamagedData):
    """A picture that was kept is no JPEG any more."""

    code = "document/picture-damaged"
    user_message = N_("A picture is damaged. Make the document without it, and have the vault checked.")


@dataclass(frozen=True, slots=True)
class JpegSize:
    """Width and height in pixels, and how many numbers a pixel has."""

    width: int
    height: int
    components: int


def jpeg_size(jpeg: bytes) -> JpegSize:
    """Return the size that the frame of a JPEG states.

    Raises:
        PictureDamaged: If there is no frame, or one without an extent.
    """
    at = len(_START)
    while jpeg.startswith(_START) and at + _HEAD < len(jpeg) and jpeg[at] == 0xFF:  # noqa: PLR2004 (a marker)
        marker = jpeg[at + 1]
        if marker in _FRAMES:
            height, width = (int.from_bytes(jpeg[at + 5 + k : at + 7 + k]) for k in (0, 2))
            if width and height and jpeg[at + 9] in {1, 3}:
                return JpegSize(width, height, jpeg[at + 9])
            break
        at += 2 if marker in _ALONE else 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    raise PictureDamaged
