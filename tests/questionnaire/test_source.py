"""Form files are read strictly: types, lines, and what costs too much (FORMS 1, STYLE 4.9)."""

import hashlib
import time
from decimal import Decimal
from pathlib import Path

import pytest

from screening_app.questionnaire.errors import FormError, FormFileUnreadable
from screening_app.questionnaire.source import Row, Source, Table, read_source, source_of


def source(text: str) -> Source:
    """Return a source of this text."""
    return source_of(text.encode(), "a.yaml")


def refused(text: str) -> str:
    """Return the code of the error that a text is refused with."""
    with pytest.raises(FormError) as caught:
        source(text)
    return caught.value.finding.code


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("0", 0),
        ("-12", -12),
        ("0.5", Decimal("0.5")),
        ("-10.25", Decimal("-10.25")),
        ('"yes"', "yes"),
        ("'1.0'", "1.0"),
        ('"null"', "null"),
        ("choice", "choice"),
        ("2026-plan", "2026-plan"),
    ],
)
def test_a_scalar_is_typed_only_where_no_program_disagrees(written: str, meant: object) -> None:
    read = source(f"a: {written}")

    assert read.root["a"] == meant
    assert type(read.root["a"]) is type(meant)
    assert read.findings == []


@pytest.mark.parametrize(
    "written",
    [
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "Yes",
        "NO",
        "On",
        "True",
        "FALSE",
        "Null",
        "NULL",
        "~",
        "1.0",
        "2.10",
        "1.",
        ".5",
        "+1",
        "010",
        "0x1f",
        "0o7",
        "1_000",
        "1e3",
        "1:30",
        "2026-01-01",
        ".inf",
        "-.NaN",
        "<<",
        "=",
    ],
)
def test_a_scalar_that_programs_read_differently_is_a_finding(written: str) -> None:
    (finding,) = source(f"b: 1\na: {written}\n").findings

    assert finding.code == "ambiguous-scalar"
    assert finding.line == 2


def test_nothing_after_a_colon_is_a_finding() -> None:
    assert [finding.code for finding in source("a:\nb: 1\n").findings] == ["ambiguous-scalar"]


def test_a_key_that_programs_read_differently_is_a_finding() -> None:
    assert [finding.code for finding in source("no: 1\n").findings] == ["ambiguous-scalar"]
    assert source('"no": 1\n').findings == []


def test_every_value_knows_its_line() -> None:
    root = source("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n").root
    row = root["b"]
    assert isinstance(row, Row)
    table = row[1]
    assert isinstance(table, Table)

    assert root.lines == {"a": 1, "b": 2}
    assert row.lines == [3, 4]
    assert table.lines == {"c": 4, "d": 5}


def test_the_digest_is_that_of_the_bytes() -> None:
    read = source_of(b'a: "\xc3\xa5"\r\n', "a.yaml")

    assert read.text == 'a: "å"\r\n'
    assert read.sha256 == hashlib.sha256(b'a: "\xc3\xa5"\r\n').hexdigest()


def test_what_does_not_exist_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(FormFileUnreadable) as caught:
        read_source(tmp_path / "absent.yaml")

    assert "absent.yaml" in caught.value.describe()
    assert caught.value.exit_status == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x [1]\nb: [*x, *x]", "alias"),
        ("a: *x", "alias"),
        ("a: !!python/object/apply:os.system [ls]", "tag"),
        ("a: 1\n...\n---\nb: 1", "many-documents"),
        ("", "empty-file"),
        ("just words", "wrong-root"),
        ("a: [1", "not-yaml"),
        ("a: \x07", "not-yaml"),
        ("{a: " * 60, "too-deep"),
        ("- " * 60, "wrong-root"),
    ],
)
def test_what_forms_do_not_use_is_refused(text: str, code: str) -> None:
    assert refused(text) == code


def test_the_place_of_a_syntax_mistake_is_named() -> None:
    with pytest.raises(FormError) as caught:
        source('a: 1\nb: "x\nc: 2\n')

    assert caught.value.finding.line >= 2
    assert caught.value.describe().startswith("a.yaml:")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9)
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb", BOMB.encode()),
        ("deep in brackets", b"a: " + b"[" * 900_000),
        ("deep in braces", b"a: " + b"{" * 900_000),
        ("deep in dashes", b"a:\n" + b"- " * 900_000),
        ("deep by indent", b"".join(b" " * i + b"a:\n" for i in range(1_900))),
        ("wide", b"a: [" + b"1," * 900_000 + b"]"),
        ("one long word", b"a: " + b"x" * 1_900_000),
        ("fifty megabytes", b"#" * 50_000_000),
        ("question marks", b"? " * 900_000),
    ],
)
def test_what_would_cost_much_ends_soon(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    begun = time.process_time()
    code = ""
    try:
        read_source(path)
    except FormError as error:
        code = error.finding.code

    assert time.process_time() - begun < 2
    assert (code == "") is (name == "one long word")
