"""The texts of a licensed file, whichever of the three formats it has; anything else is a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening_app.interop.errors import ImportRefused, ImportTooLarge
from screening_app.interop.wording_file import CsvRowTwice, CsvUnreadable, wording_of
from screening_app.questionnaire.source import MAX_BYTES
from tests.helpers.workbooks import workbook

TABLE = "linkId;code;sv;en\n;;Titel;Title\nq;;Fråga;Question\nq;yes;Ja;Yes\n"


@pytest.mark.parametrize("parting", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_table_gives_title_questions_and_options(parting: str, mark: bytes) -> None:
    wording = wording_of(mark + TABLE.replace(";", parting).encode(), "a.csv")

    assert wording.title == {"sv": "Titel", "en": "Title"}
    assert wording.questions == {"q": {"sv": "Fråga", "en": "Question"}}
    assert wording.options == {("q", "yes"): {"sv": "Ja", "en": "Yes"}}


def test_a_text_may_hold_commas_quotes_and_line_ends() -> None:
    wording = wording_of(b'linkId,code,en\nq,,"One, ""two""\nthree"\n', "a.csv")

    assert wording.questions == {"q": {"en": 'One, "two"\nthree'}}


@pytest.mark.parametrize(
    ("untrusted", "line"),
    [
        (b"", 1),
        (b"\n\n", 1),
        (b"question;text\n", 1),
        (b"linkId;code\n", 1),
        (b"linkId;code;Svenska\n", 1),
        (b"linkId;code;sv;sv\n", 1),
        ("linkId;code;sv\nq;;Fråga".encode("latin-1"), 2),
        (b"linkId;code;sv\nq;;a;b", 2),
        (b"linkId;code;sv\n;yes;a", 2),
        (b'linkId;code;sv\nq;;"open', 2),
        (b"linkId;code;sv\nq;;\x07bell", 2),
        (b"linkId;code;sv\n" + b"q;;a\n" * 6_000, 3),
    ],
)
def test_what_is_no_such_table_is_refused_with_its_line(untrusted: bytes, line: int) -> None:
    with pytest.raises((CsvUnreadable, CsvRowTwice)) as caught:
        wording_of(untrusted, "a.csv")

    assert caught.value.params["line"] == line


def test_a_row_without_end_is_refused() -> None:
    with pytest.raises(CsvUnreadable):
        wording_of(b'linkId;code;sv\nq;;"' + b"x" * 1_000_000 + b'"', "a.csv")


def test_more_than_a_form_needs_is_refused() -> None:
    with pytest.raises(ImportTooLarge):
        wording_of(b"x" * (MAX_BYTES + 1), "a.csv")


def test_a_workbook_gives_the_same_texts() -> None:
    content = workbook(
        survey="type|name|label::sv|label::en\nselect_one l|q|Fråga|Question",
        choices="list_name|name|label::sv|label::en\nl|yes|Ja|Yes",
        settings="form_title\nTitle",
    )

    wording = wording_of(content, "a.xlsx")

    assert wording.title == {"sv": "Title", "en": "Title"}
    assert wording.questions == {"q": {"sv": "Fråga", "en": "Question"}}
    assert wording.options == {("q", "yes"): {"sv": "Ja", "en": "Yes"}}


def test_a_fhir_questionnaire_gives_the_same_texts() -> None:
    item = {
        "linkId": "q",
        "type": "choice",
        "text": "Fråga",
        "answerOption": [{"valueCoding": {"system": "https://x.example", "code": "yes", "display": "Ja"}}],
    }
    resource = {
        "resourceType": "Questionnaire",
        "status": "active",
        "language": "sv",
        "title": "Titel",
        "item": [item],
    }

    wording = wording_of(json.dumps(resource).encode(), "a.json")

    assert wording.title == {"sv": "Titel"}
    assert wording.questions == {"q": {"sv": "Fråga"}}
    assert wording.options == {("q", "yes"): {"sv": "Ja"}}


def test_the_name_of_a_workbook_is_no_title() -> None:
    content = workbook(survey="type|name|label::sv\ntext|q|Fråga")

    assert wording_of(content, "a.xlsx").title == {}


_rows = st.text(max_size=300).map(lambda rows: f"linkId;code;sv\n{rows}".encode("utf-8", "replace"))


@given(untrusted=st.one_of(st.binary(max_size=300), _rows))
def test_whatever_the_bytes_hold_only_own_errors_leave(untrusted: bytes) -> None:
    try:
        found = bool(wording_of(untrusted, "a.csv"))
    except ImportRefused:
        found = True
    assert found
