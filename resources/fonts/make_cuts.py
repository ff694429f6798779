"""Cuts the static type that paper and screen are set in from the variable Inter.

Run once per release of Inter, with the development dependencies::

    python resources/fonts/make_cuts.py PATH/TO/Inter[opsz,wght].ttf

reportlab embeds static TrueType only, and a screen that has four cuts need not ask a variable
font for each weight. The cuts keep every European letter (Latin, Greek, Cyrillic), punctuation,
currency and the squares, the layout features that the screen uses (reportlab reads none), and
family, licence and copyright as they are.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

CUTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
TEXT_SIZE = 14  # of the optical size axis: drawn for text, open and sturdy in print
KEPT = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Extended-A and -B
    (0x02B0, 0x036F),  # modifiers, combining accents
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x1F00, 0x1FFF),  # Greek Extended
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x20CF),  # superscripts, subscripts, currency
    (0x2100, 0x218F),  # letterlike, number forms
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x25A0, 0x25FF),  # the squares, and their like
)
NAMES = {"family": 1, "style": 2, "id": 3, "full": 4, "postscript": 6}
FEATURES = ("ccmp", "kern", "locl", "mark", "mkmk", "tnum")  # accents, kerning, figures of one width
STAMP = 3_800_000_000  # seconds since 1904, the same for ever: same source, same bytes


def cut(source: Path, style: str, weight: int) -> TTFont:
    """Return one static cut of the variable font, with the kept characters only."""
    font = instancer.instantiateVariableFont(
        TTFont(source, recalcTimestamp=False), {"wght": weight, "opsz": TEXT_SIZE}, inplace=True
    )
    options = subset.Options(
        layout_features=list(FEATURES),
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
    )
    options.drop_tables += ["STAT", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)
    _name(font, style, weight)
    return font


def _name(font: TTFont, style: str, weight: int) -> None:
    table = font["name"]
    for name, text in {
        "family": f"Inter {style}",
        "style": "Regular",
        "id": f"Inter {style} cut",
        "full": f"Inter {style}",
        "postscript": f"Inter-{style}",
    }.items():
        table.setName(text, NAMES[name], 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["head"].modified = STAMP


def main(source: Path, folder: Path) -> None:
    """Write every cut of ``CUTS`` beside this script."""
    for style, weight in CUTS.items():
        cut(source, style, weight).save(folder / f"Inter-{style}.ttf", reorderTables=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent)
