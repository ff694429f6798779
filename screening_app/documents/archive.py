"""Makes the archive copy of a document: PDF/A-3a beside PDF/UA-1 (ISO 19005-3, DESIGN 8).

Nothing on the pages changes. What a reader in fifty years needs is added: which colours are meant
(an output intent with its own profile), and that the file claims to be archival.
"""

import io
from functools import lru_cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from screening_app.documents.errors import ColourProfileMissing

_SRGB = "sRGB IEC61966-2.1"


def archival(pdf: bytes, profile: Path) -> bytes:
    """Return the archive copy of a finished document, not yet signed; the same bytes give the same bytes.

    Args:
        profile: File of the bundled sRGB profile.

    Raises:
        ColourProfileMissing: If the profile is missing or damaged.
    """
    colours = _colours(profile)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String(_SRGB),
            Info=String(_SRGB),
            DestOutputProfile=file.make_stream(colours, N=3),
        )
        file.Root.OutputIntents = Array([file.make_indirect(intent)])
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about["pdfaid:part"] = "3"
            about["pdfaid:conformance"] = "A"
        file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@lru_cache(maxsize=2)
def _colours(profile: Path) -> bytes:
    try:
        colours = profile.read_bytes()
    except OSError:
        raise ColourProfileMissing from None
    if colours[36:40] != b"acsp":  # the mark of every ICC profile (ICC.1, 7.2.9)
        raise ColourProfileMissing
    return colours
