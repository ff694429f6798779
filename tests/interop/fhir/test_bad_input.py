"""Whatever a file holds, importing it ends in a form or in one sentence, in bounded time (FORMS 6)."""

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_app.cli.main import run_command
from screening_app.interop.errors import (
    DuplicateKey,
    DuplicateLinkId,
    ImportRefused,
    ImportTooLarge,
    ModifierExtension,
    NothingToAsk,
    NotJson,
    NotUtf8,
    NumberTooLong,
    TooDeep,
    TooManyValues,
    UnknownFormat,
    WrongElement,
    WrongLanguage,
    WrongResource,
)
from screening_app.interop.exporting import export_questionnaire
from screening_app.interop.importing import import_form
from screening_app.questionnaire.errors import FormError
from screening_app.questionnaire.loader import parse_questionnaire
from screening_app.services.import_report import ImportedForm
from tests.interop.fhir.files import (
    ENABLE,
    Tree,
    beside,
    choice,
    extension,
    import_tree,
    item,
    public_files,
    resource,
)
from tests.interop.fhir.test_round_trip import plain

MODIFIER = [{"url": "https://example.org/means-the-opposite", "valueBoolean": True}]
SMALL = json.dumps(resource(item("a")))

REFUSED: list[tuple[bytes, type[ImportRefused]]] = [
    (b"", UnknownFormat),
    (b'{"resourceType": "Questionnaire", "item": [', NotJson),
    (b'{"a": NaN}', NotJson),
    (b'{"a": Infinity}', NotJson),
    (b'{"a": 1} {"b": 2}', NotJson),
    (b'{"a": "\xe5"}', NotUtf8),
    (b'{"a": 1, "a": 2}', DuplicateKey),
    (b'{"a": ' + b"1" * 5000 + b"}", NumberTooLong),
    (b'{"a": 1e999999999}', NumberTooLong),
    (b'{"a": 1e-999999999999999999}', NumberTooLong),
    (b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}", TooDeep),
    (b"[" * 1_900_000, TooDeep),
    (b'{"a":' * 300_000, TooDeep),
    (b"{" + b" " * 2_000_001, ImportTooLarge),
    (b"[" + b"0," * 60_000 + b"0]", TooManyValues),
    (json.dumps(resource(item("a"), meta="restricted")).encode(), WrongElement),
    (json.dumps(resource(item("a"), meta={"security": [{"code": 3}]})).encode(), WrongElement),
    (b"[]", WrongResource),
    (b"{}", WrongResource),
    (b'{"resourceType": 7}', WrongResource),
    (b'{"resourceType": "Patient"}', WrongResource),
    (b'{"resourceType": "Bundle", "entry": []}', WrongResource),
    (b'{"resourceType": "Questionnaire"}', NothingToAsk),
    (json.dumps(resource(item("a"), item("a"))).encode(), DuplicateLinkId),
    (json.dumps(resource(item("a", modifierExtension=MODIFIER))).encode(), ModifierExtension),
    (json.dumps(resource(item("a"), modifierExtension=MODIFIER)).encode(), ModifierExtension),
    (json.dumps(resource(item("a"), implicitRules="https://example.org/rules")).encode(), WrongElement),
    (json.dumps(resource(item("a", type=None))).encode(), WrongElement),
    (json.dumps(resource(item("a", linkId=""))).encode(), WrongElement),
    (json.dumps(resource(item("a", required="yes"))).encode(), WrongElement),
    (json.dumps(resource(item("a", text={"sv": "x"}))).encode(), WrongElement),
    (json.dumps(resource(item("a", item={"linkId": "b"}))).encode(), WrongElement),
    (json.dumps(resource(item("a", maxLength=-1))).encode(), WrongElement),
    (json.dumps(resource(item("a", "time"))).encode(), NothingToAsk),
]


@pytest.mark.parametrize(("untrusted", "kind"), REFUSED, ids=lambda value: str(value)[:50])
def test_what_is_no_form_is_refused_by_name(untrusted: bytes, kind: type[ImportRefused]) -> None:
    begun = time.monotonic()

    with pytest.raises(kind) as caught:
        import_form(untrusted, "form.json")

    assert time.monotonic() - begun < 5
    assert len(caught.value.describe()) < 400
    assert caught.value.__cause__ is None


def test_the_place_of_a_wrong_element_is_named() -> None:
    with pytest.raises(WrongElement) as caught:
        import_tree(resource(item("a"), item("b", "group", item=[item("c", repeats=3)])))

    assert "item[1].item[0].repeats" in caught.value.describe()


def test_a_language_of_more_than_two_letters_is_refused() -> None:
    with pytest.raises(WrongLanguage):
        import_form(SMALL.encode(), "form.json", language="english")


def test_a_mark_at_the_beginning_does_no_harm() -> None:
    assert import_form(b"\xef\xbb\xbf" + SMALL.encode(), "form.json").report.items == 1


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "a{1,9}{1,9}", "(?=a)b", r"(a)\1", "[", "a" * 10_000 + "("]
)
def test_a_pattern_that_may_run_without_end_is_not_taken(pattern: str) -> None:
    regex = {"url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": pattern}

    made = import_tree(resource(item("a", "string", extension=[regex])))

    assert made.form.item[0].regex is None
    assert [part.reason for part in made.report.not_evaluated] == ["pattern-not-taken"]


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 5000,
        "-" * 5000 + "1",
        "a.b" * 5000,
        "iif(" * 3000,
        "true and " * 2000 + "true",
        "'" + "\\" * 9999,
        "%" * 99,
    ],
)
def test_an_expression_without_end_is_left_out(expression: str) -> None:
    begun = time.monotonic()

    made = import_tree(resource(item("a"), item("b", extension=[extension(ENABLE, expression)])))

    assert time.monotonic() - begun < 5
    assert isinstance(made, ImportedForm)


def test_a_form_of_many_items_takes_bounded_time() -> None:
    when = [{"question": "q0", "operator": "=", "answerBoolean": True}]
    many = [item("q0"), *(item(f"q{number}", enableWhen=when) for number in range(1, 2500))]
    begun = time.monotonic()

    made = import_tree(resource(*many))

    assert made.report.conditions == len(many) - 1
    assert time.monotonic() - begun < 30


def come_to(untrusted: bytes) -> ImportedForm | ImportRefused:
    """Return the form of these bytes, or why there is none; anything else fails the test."""
    try:
        return import_form(untrusted, "form.json")
    except ImportRefused as refusal:
        return refusal


def mutated(tree: object, dice: random.Random) -> object:
    """Return a tree with one part taken out, doubled, or of another type."""
    if isinstance(tree, dict) and tree and dice.random() < 0.85:
        key = dice.choice(list(tree))
        if dice.random() < 0.1:
            return {name: value for name, value in tree.items() if name != key}
        return {**tree, key: mutated(tree[key], dice)}
    if isinstance(tree, list) and tree and dice.random() < 0.9:
        index = dice.randrange(len(tree))
        if dice.random() < 0.1:
            return [*tree, tree[index]]
        return [*tree[:index], mutated(tree[index], dice), *tree[index + 1 :]]
    return dice.choice(
        [
            None,
            True,
            False,
            0,
            -1,
            10**30,
            1.5,
            "",
            "x",
            "\ud800",
            "a|b",
            "#",
            {},
            [],
            [[]],
            {"url": 1},
            [None],
        ]
    )


STARTS: list[Tree] = [
    resource(
        choice("a", "no=0", "yes=1"),
        item("b", enableWhen=[{"question": "a", "operator": "exists", "answerBoolean": True}]),
    ),
    *(json.loads(path.read_bytes()) for path in public_files()),
]


@settings(max_examples=250, deadline=None)
@given(start=st.integers(0, len(STARTS) - 1), seed=st.integers(0, 2**32), times=st.integers(1, 6))
def test_a_mutated_file_ends_in_a_form_that_goes_out_the_same_or_in_a_refusal(
    start: int, seed: int, times: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 (drawn by hypothesis, not a secret)
    tree: object = STARTS[start]
    for _ in range(times):
        tree = mutated(tree, dice)

    made = come_to(json.dumps(tree).encode())

    if isinstance(made, ImportedForm):
        assert parse_questionnaire(made.text, "form.yaml").status == "draft"
        assert plain(export_questionnaire(made.form)) == plain(json.loads(json.dumps(tree)))
    else:
        assert made.describe()


@beside
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_file_cut_or_changed_by_a_byte_ends_in_a_form_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(public_files())).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(content), place]))

    made = come_to(bytes(content[:end]))

    assert isinstance(made, ImportedForm) or made.describe()


def forms(*words: str | Path) -> int:
    return run_command(["forms", *map(str, words), "--lang", "en"])


def test_the_command_says_one_sentence_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "patient.json").write_text('{"resourceType": "Patient"}', encoding="utf-8")

    assert forms("import", tmp_path / "patient.json", "--out", tmp_path / "form.yaml") == 1
    assert "holds no Questionnaire but: Patient" in capsys.readouterr().err
    assert not (tmp_path / "form.yaml").exists()


def test_the_command_writes_a_form_that_cannot_be_used_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = item("b", "time")
    (tmp_path / "form.json").write_text(json.dumps(resource(item("a"), later)), encoding="utf-8")

    assert forms("import", tmp_path / "form.json", "--out", tmp_path / "form.yaml") == 0
    told = capsys.readouterr().out
    text = (tmp_path / "form.yaml").read_text(encoding="utf-8")
    assert "b: item (time): a question of this type cannot be asked here" in told
    assert parse_questionnaire(text, "form.yaml").status == "draft"
    with pytest.raises(FormError, match="form/mistake"):
        parse_questionnaire(text.replace('status: "draft"', 'status: "active"'), "form.yaml")


def test_the_command_never_overwrites_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.json").write_text(SMALL, encoding="utf-8")
    (tmp_path / "form.yaml").write_text("mine", encoding="utf-8")

    assert forms("import", tmp_path / "form.json", "--out", tmp_path / "form.yaml") == 1
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "form.yaml").read_text(encoding="utf-8") == "mine"


def test_the_command_exports_what_it_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.json").write_text(SMALL, encoding="utf-8")
    forms("import", tmp_path / "form.json", "--out", tmp_path / "form.yaml", "--json")
    assert json.loads(capsys.readouterr().out)["items"] == 1

    assert forms("export", tmp_path / "form.yaml", "--to", "fhir") == 0
    exported = json.loads(capsys.readouterr().out)
    assert exported["item"] == json.loads(SMALL)["item"]
    assert forms("export", tmp_path / "form.yaml", "--to", "fhir", "--out", tmp_path / "out.json") == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == exported


def test_the_command_names_the_format_that_it_knows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert forms("export", tmp_path / "form.yaml", "--to", "paper") == 1
    assert "fhir" in capsys.readouterr().err
