"""What stands on the referral: everything of the model, in reading order, on every page what must."""

from dataclasses import replace

import pytest

from screening_app.documents.errors import TypefaceMissing
from screening_app.documents.referral import ReferralPdf
from screening_app.domain.document import Line, Mark, OwnPage, Referral, Row, Section
from screening_app.services.ports import ReferralRenderer
from tests.documents.examples import ENGLISH, LONG, SWEDISH, row
from tests.documents.reading import FONTS, Node, pages_of, plain_text, squeezed, structure_of

render: ReferralRenderer = ReferralPdf(FONTS)


def texts_of(referral: Referral) -> list[str]:
    """Return every text of the model, in the order a reader expects."""
    head, stamp, signature = referral.letterhead, referral.letterhead.stamp, referral.signature
    texts = [head.authority, head.unit, head.phone, stamp.word, stamp.provision, stamp.date, stamp.authority]
    texts += [head.registration_label, head.registration_number, head.recipient_label, head.recipient]
    texts += [referral.title, referral.legal_basis, referral.purpose, referral.readers]
    for number, section in enumerate(referral.sections, 1):
        texts += [str(number), section.heading, *_texts_of_rows(section.rows), section.note or ""]
    texts += [signature.label, signature.prepared_by, signature.role, signature.date]
    for page in referral.own_pages:
        texts += [page.title, page.intro, *_texts_of_rows(page.rows)]
    return [*texts, referral.footer.copy, referral.footer.warning, referral.footer.audit]


def _texts_of_rows(rows: tuple[Row, ...]) -> list[str]:
    return [text for each in rows for text in (each.label, *(line.text for line in each.lines))]


def with_rows(*rows: Row) -> Referral:
    """Return a referral of one section with these rows."""
    return replace(ENGLISH, sections=(Section(heading="Only", rows=rows),))


def section_of(referral: Referral) -> Node:
    """Return the structure of a referral's first section."""
    return structure_of(render(referral)).all("Sect")[1]


@pytest.mark.parametrize("referral", [SWEDISH, ENGLISH, LONG], ids=["sv", "en", "long"])
def test_everything_of_the_model_comes_in_reading_order(referral: Referral) -> None:
    said = squeezed(structure_of(render(referral)).words())

    place = 0
    for text in texts_of(referral):
        found = said.find(squeezed(text), place)
        assert found >= 0, f"missing or out of order: {text!r}"
        place = found + len(squeezed(text))


@pytest.mark.parametrize("referral", [SWEDISH, ENGLISH], ids=["sv", "en"])
def test_another_reader_finds_the_same_words(referral: Referral) -> None:
    said = squeezed("".join(plain_text(render(referral))))

    assert [text for text in texts_of(referral) if squeezed(text) not in said] == []


def test_label_and_value_are_each_written_whole_though_they_share_lines() -> None:
    referral = with_rows(row("A label of so many words that it needs three lines", "A value " * 30 + "ends."))

    said = " ".join(plain_text(render(referral))[0].split())

    assert "needs three lines A value" in said
    assert "value A value ends." in said


def test_every_page_carries_letterhead_recipient_and_foot() -> None:
    head, foot = LONG.letterhead, LONG.footer
    always = [head.authority, head.unit, head.phone, head.stamp.word, head.stamp.provision, head.stamp.date]
    always += [head.registration_number, f"{head.recipient_label}: {head.recipient}"]
    always += [foot.copy, foot.warning, foot.audit]

    for page in plain_text(render(LONG)):
        assert [text for text in always if text not in page] == []


def test_pages_are_numbered() -> None:
    pages = plain_text(render(LONG))

    assert len(pages) == 10
    for number, page in enumerate(pages, 1):
        assert f"Sida {number} av 10" in page


def test_letterhead_and_foot_are_said_once() -> None:
    said = structure_of(render(LONG)).words()

    assert said.count(LONG.letterhead.recipient) == 1
    assert said.count(LONG.footer.audit) == 1


def test_nothing_stands_on_a_page_without_saying_what_it_is() -> None:
    assert [page.unmarked for page in pages_of(render(LONG)) if page.unmarked] == []


def test_a_part_of_its_own_begins_a_page_that_holds_nothing_else() -> None:
    *others, card = plain_text(render(SWEDISH))

    assert "070-174 06 00" in card
    assert "Underskrift" not in card
    assert not [page for page in others if "070-174" in page or "Säkert sätt" in page]


def test_each_of_several_own_pages_begins_a_page() -> None:
    second = OwnPage(title="Bilaga", intro="", rows=(row("Rum", "12"),))

    pages = plain_text(render(replace(SWEDISH, own_pages=(*SWEDISH.own_pages, second))))

    assert ["Bilaga" in page for page in pages] == [False, False, False, True]


def test_the_signature_block_stands_whole_on_the_last_page_of_its_part() -> None:
    pages = plain_text(render(LONG))

    assert ["Underskrift\n" in page and "Anna Lindqvist, barnmorska" in page for page in pages] == [
        *[False] * 8,
        True,
        False,
    ]


def test_headings_are_numbered_and_one_level_apart() -> None:
    document = structure_of(render(SWEDISH))
    headings = [(node.tag, node.text.strip()) for node in document.walk() if node.tag[0] == "H"]

    assert headings[:3] == [("H1", SWEDISH.title), ("H2", "1 Personen"), ("H2", "2 Samtycke")]
    assert headings[-1] == ("H2", "Kontaktkort")


def test_a_labelled_row_is_a_table_row_with_its_header() -> None:
    (table,) = section_of(with_rows(row("Name", "M. Example"), row("Number", "1"))).all("Table")

    assert [(kid.tag, kid.words()) for line in table.kids for kid in line.kids] == [
        ("TH", "Name"),
        ("TD", "M. Example"),
        ("TH", "Number"),
        ("TD", "1"),
    ]


def test_a_row_without_a_label_is_a_paragraph_over_the_whole_column() -> None:
    section = section_of(with_rows(row("", "A sentence.")))

    assert section.all("Table") == []
    assert [node.text for node in section.all("P")] == ["A sentence."]


def test_squares_say_reported_and_not_answered() -> None:
    lines = (Line(text="Reported so.", mark=Mark.REPORTED), Line(text="Not answered.", mark=Mark.UNANSWERED))

    items = section_of(with_rows(Row(label="Danger", lines=lines))).all("LI")

    assert [[kid.words() for kid in item.kids] for item in items] == [
        ["■", "Reported so."],
        ["□", "Not answered."],
    ]


@pytest.mark.parametrize(("language", "quoted"), [("sv", "”Jag är rädd.”"), ("en", "“Jag är rädd.”")])
def test_own_words_are_a_quotation_in_marks(language: str, quoted: str) -> None:
    words = Row(label="Egna ord", lines=(Line(text="Jag är rädd.", quote=True), Line(text="Fynd.")))

    section = section_of(replace(with_rows(words), language=language))

    assert [node.words() for node in section.all("BlockQuote")] == [quoted]
    assert "Fynd." in section.words()


def test_marks_that_were_typed_are_not_doubled() -> None:
    words = Row(label="Egna ord", lines=(Line(text='"Att han skulle ta livet av mig."', quote=True),))

    section = section_of(with_rows(words))

    assert [node.words() for node in section.all("BlockQuote")] == ["“Att han skulle ta livet av mig.”"]


def test_a_paragraph_over_a_page_break_stays_one_paragraph() -> None:
    story = "Ord om det som hände. " * 400

    section = section_of(with_rows(row("", story)))

    assert [squeezed(node.text) for node in section.all("P")] == [squeezed(story)]


def test_words_at_line_ends_do_not_run_together() -> None:
    story = "Ord om det som hände. " * 40

    assert story.strip() in section_of(with_rows(row("", story))).words()


def test_a_row_that_goes_on_says_its_label_again_for_the_eye() -> None:
    referral = with_rows(row("Account", "Words about what happened. " * 300))
    first, second, *_ = pages_of(render(referral))

    assert "Account …" in second.artifacts
    assert "Account …" not in first.artifacts
    assert structure_of(render(referral)).words().count("Account") == 1


def test_a_row_is_not_split_while_it_fits_a_page() -> None:
    filler = tuple(row(f"Row {number}", "One line.") for number in range(24))
    kept = row("Kept", *(f"Line {number} of eight." for number in range(8)))

    pages = plain_text(render(with_rows(*filler, kept)))

    assert [page.count("of eight.") for page in pages] == [0, 8]


def test_markup_in_data_is_only_text() -> None:
    text = "<b>fet</b> &amp; <a href='x'>länk</a> {page} %s \\n (parentes) ]]>"

    assert text in section_of(with_rows(row("<i>Label</i>", text))).words()


def test_a_character_the_type_lacks_is_shown_by_its_code_point() -> None:
    assert "hej [U+1F600][U+4E2D]" in section_of(with_rows(row("Text", "hej 😀中"))).words()


def test_right_to_left_text_is_neither_a_crash_nor_lost() -> None:
    said = section_of(with_rows(row("Text", "سلام"))).words()

    assert "[U+0633][U+0644][U+0627][U+0645]" in said


def test_a_field_too_long_for_the_letterhead_stands_whole_in_the_body() -> None:
    recipient = "Socialtjänsten i en kommun med ett mycket långt namn " * 40
    letterhead = replace(ENGLISH.letterhead, recipient=recipient)

    pdf = render(replace(ENGLISH, letterhead=letterhead))

    said = structure_of(pdf).words()
    assert squeezed(recipient) in squeezed(said)
    assert "…" in said
    assert all("Recipient: Socialtjänsten i en kommun" in page for page in plain_text(pdf))


def test_a_missing_typeface_is_said_so() -> None:
    with pytest.raises(TypefaceMissing):
        ReferralPdf(FONTS / "nowhere")(SWEDISH)


def test_a_row_left_to_write_on_has_its_lines_and_a_filled_one_has_none() -> None:
    def strokes(by_hand: int, *texts: str) -> int:
        lines = tuple(Line(text=text) for text in texts)
        pdf = render(with_rows(Row(label="Vad har hänt?", lines=lines, by_hand=by_hand)))
        return sum(1 for page in pages_of(pdf) for name, _given in page.operators if name == "S")

    assert strokes(5) - strokes(0) == 5
    assert strokes(5, "Något") == strokes(0, "Något")
