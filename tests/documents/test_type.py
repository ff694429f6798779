"""The bundled type shows every European letter, and what it lacks is shown by its code point."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from screening_app.documents.errors import TypefaceMissing
from screening_app.documents.type import Face, load_typeface, printable, printable_lines
from tests.documents.reading import FONTS

CUTS = ("Regular", "SemiBold", "Bold")
SOUND = (FONTS / "Inter-Regular.ttf").read_bytes()
ANY_TEXT = st.text(st.characters(exclude_categories=[]))
LETTERS = (
    "åäöÅÄÖ æøÆØ ðþÐÞ áčđŋšŧž łŁąćęńóśźż ăâîșț ğışİ őű ñç ßẞ ĳ ŵŷ ġħ ľĺŕ ķļņ ģ ė į ų ū ž "
    "ΑΩαωάή АЯаяёђљњћџ ґєії ạảấầẩẫậ ■ □ § € – — … ” “ ’ « » ·"
)


@pytest.fixture(scope="module")
def face() -> Face:
    return load_typeface(FONTS).regular


@pytest.mark.parametrize("cut", CUTS)
def test_each_cut_has_the_letters_of_europe(cut: str) -> None:
    characters = TTFont(FONTS / f"Inter-{cut}.ttf").getBestCmap()

    assert [letter for letter in LETTERS if ord(letter) not in characters] == []


@pytest.mark.parametrize("cut", CUTS)
def test_each_cut_is_static_outlines_that_may_be_embedded(cut: str) -> None:
    font = TTFont(FONTS / f"Inter-{cut}.ttf")

    assert "glyf" in font
    assert "fvar" not in font
    assert font["OS/2"].fsType == 0


def test_the_licence_lies_beside_the_cuts() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text()


def test_all_cuts_have_the_same_characters() -> None:
    typeface = load_typeface(FONTS)

    assert set(typeface.regular.advances) == set(typeface.semibold.advances) == set(typeface.bold.advances)


def test_a_missing_cut_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(TypefaceMissing):
        load_typeface(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a font", b"\x00\x01\x00\x00" + bytes(40), SOUND[:90_000], SOUND[:500] + b"?" + SOUND[501:]],
    ids=["empty", "text", "no tables", "cut short", "one byte changed"],
)
def test_a_damaged_cut_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "Inter-Regular.ttf").write_bytes(content)

    with pytest.raises(TypefaceMissing):
        load_typeface(tmp_path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ring inte 😀", "ring inte [U+1F600]"),
        ("👨\u200d👩", "[U+1F468][U+1F469]"),
        ("bell\x07", "bell[U+0007]"),
        ("\ud800", "[U+D800]"),
        ("a\u030a", "å"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a \t  b\u3000c", "a b c"),
        ("0980-319\u00a0200", "0980-319\u00a0200"),
        ("   ", ""),
    ],
)
def test_what_the_type_lacks_is_shown_by_code_point(face: Face, text: str, shown: str) -> None:
    assert printable(text, face) == shown


def test_every_kind_of_line_end_ends_a_line(face: Face) -> None:
    text = "a\nb\r\nc\rd\u2028e\u2029f\x85g\vh\fi\n\n\nj"

    assert printable_lines(text, face) == list("abcdefghij")


@given(text=ANY_TEXT)
def test_whatever_is_shown_the_type_has(text: str) -> None:
    face = load_typeface(FONTS).regular

    assert all(face.has(character) for character in printable(text, face))


@given(text=st.text(st.sampled_from(LETTERS)))
def test_what_the_type_has_is_shown_as_it_is(text: str) -> None:
    shown = printable(text, load_typeface(FONTS).regular)

    assert shown.split() == unicodedata.normalize("NFC", text).split()
