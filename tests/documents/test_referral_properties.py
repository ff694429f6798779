"""No text crashes the renderer, and none is lost."""

import unicodedata
from dataclasses import replace

from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.documents.referral import ReferralPdf
from screening_app.domain.document import (
    Footer,
    Letterhead,
    Line,
    Mark,
    OwnPage,
    Referral,
    Row,
    Section,
    SignatureBlock,
    Stamp,
)
from screening_app.services.ports import ReferralRenderer
from tests.documents.examples import SWEDISH
from tests.documents.reading import FONTS, squeezed, structure_of
from tests.documents.test_referral import texts_of

render: ReferralRenderer = ReferralPdf(FONTS)
CHARACTERS = TTFont(FONTS / "Inter-Regular.ttf").getBestCmap()

# Half of all text is of any characters at all, surrogates and controls too, half of ordinary ones.
TEXT = st.text(st.characters(exclude_categories=[]), max_size=40) | st.text(
    st.sampled_from("aåäöÅÄÖłéØ x-–/.,()<>&%§ 0123456789\n\t\u00a0"), max_size=120
)
LINES = st.builds(Line, text=TEXT, mark=st.sampled_from([None, *Mark]), quote=st.booleans())
ROWS = st.lists(st.builds(Row, label=TEXT, lines=st.lists(LINES, max_size=3).map(tuple)), max_size=3).map(
    tuple
)
REFERRALS = st.builds(
    Referral,
    language=st.sampled_from(["sv", "en"]),
    title=TEXT,
    neutral_title=TEXT,
    letterhead=st.builds(
        Letterhead,
        stamp=st.builds(Stamp, word=TEXT, provision=TEXT, date=TEXT, authority=TEXT),
        **dict.fromkeys(("authority", "unit", "phone", "registration_label", "registration_number"), TEXT),
        **dict.fromkeys(("recipient_label", "recipient"), TEXT),
    ),
    legal_basis=TEXT,
    purpose=TEXT,
    readers=TEXT,
    sections=st.lists(st.builds(Section, heading=TEXT, rows=ROWS, note=st.none() | TEXT), max_size=3).map(
        tuple
    ),
    signature=st.builds(SignatureBlock, prepared_by=TEXT, role=TEXT, date=TEXT, label=TEXT),
    own_pages=st.lists(st.builds(OwnPage, title=TEXT, intro=TEXT, rows=ROWS), max_size=1).map(tuple),
    footer=st.builds(Footer, copy=TEXT, warning=TEXT, audit=TEXT, page=TEXT),
    made_at=st.just(SWEDISH.made_at),
)


def visible(text: str) -> str:
    """Return what must be found of a text, without white space."""
    found = ""
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category in ("Cf", "Zs", "Zl", "Zp") or character in "\t\n\r\v\f\x85":
            continue
        if 0xFE00 <= ord(character) <= 0xFE0F:
            continue
        known = ord(character) in CHARACTERS and category != "Cc"
        found += character if known else f"[U+{ord(character):04X}]"
    return found


@settings(max_examples=80)
@given(referral=REFERRALS)
def test_any_text_in_any_field_comes_back(referral: Referral) -> None:
    said = squeezed(structure_of(render(referral)).words())

    assert [text for text in texts_of(referral) if visible(text) not in said] == []


def test_a_quotation_of_control_characters_is_shown_and_not_lost() -> None:
    row = Row(label="", lines=(Line(text="\x1f", quote=True),))
    referral = replace(SWEDISH, sections=(Section(heading="", rows=(row,)),), own_pages=())

    assert visible("\x1f") in squeezed(structure_of(render(referral)).words())


@settings(max_examples=15)
@given(text=TEXT, times=st.integers(50, 400))
def test_a_very_long_text_in_any_field_comes_back(text: str, times: int) -> None:
    long = text * times
    row = Row(label=long, lines=(Line(text=long, quote=True), Line(text=long, mark=Mark.REPORTED)))
    referral = replace(
        SWEDISH,
        title=long,
        letterhead=replace(SWEDISH.letterhead, recipient=long, unit=long),
        sections=(Section(heading=long, rows=(row,), note=long),),
        signature=replace(SWEDISH.signature, role=long),
        footer=replace(SWEDISH.footer, warning=long, audit=long),
    )

    said = squeezed(structure_of(render(referral)).words())

    assert said.count(visible(long)) >= (9 if visible(long) else 0)
