"""The report of a concern for a child on a real vault, by the command."""

import json
from pathlib import Path

from tests.documents.reading import plain_text
from tests.e2e.desk import Desk

BOARD = "Socialnämnden i Exempelkommun"


def report(screening: str, out: Path, *more: str) -> tuple[str, ...]:
    """Return the words of the command."""
    return (
        *("document", screening, "--kind", "child-concern-report", "--to", BOARD),
        *("--basis", "CHILD_REPORT", "--assessed", "--out", str(out), *more),
    )


def test_a_report_on_one_child_leaves_as_a_file_with_a_neutral_name(
    told: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, screening = told
    out = tmp_path / "out"

    said = desk.run(*report(screening, out, "--child", "2", "--json"))

    assert said.status == 0, said.err
    assert "Barn" not in said.out
    file = Path(json.loads(said.out)["file"])
    assert file.name.startswith("handling-")
    text = " ".join(plain_text(file.read_bytes()))
    assert "Barn B" in text
    for secret in ("Barn A", "070-555 01 23", "tulpan", "kanel", "Han höll mig mot väggen"):
        assert secret not in text


def test_without_the_number_of_the_child_nothing_is_made(told: tuple[Desk, str], tmp_path: Path) -> None:
    desk, screening = told
    out = tmp_path / "out"

    said = desk.run(*report(screening, out))

    assert said.is_one_sentence
    assert "from 1 to 2" in said.err
    assert list(out.glob("*.pdf")) == []


def test_the_appendix_leaves_as_a_file_of_its_own_with_what_was_chosen(
    told: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, screening = told
    out, words = tmp_path / "out", tmp_path / "words.yaml"
    words.write_text('guardian-block: "Pappan läser allt."\n', encoding="utf-8")
    appendix = ("--kind", "child-concern-appendix", "--child", "1", "--open", "record:contact@1")

    said = desk.run(*report(screening, out), *appendix, "--words", str(words), "--json")

    assert said.status == 0, said.err
    file = Path(json.loads(said.out)["file"])
    assert file.name.startswith("bilaga-")
    text = " ".join(plain_text(file.read_bytes()))
    assert "070-555 01 23" in text
    assert "Pappan läser allt." in text
    assert "tulpan" not in text


def test_words_that_are_no_texts_are_refused_without_repeating_them(
    told: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, screening = told
    words = tmp_path / "words.yaml"
    words.write_text("guardian-block: [hemligt]\n", encoding="utf-8")

    said = desk.run(*report(screening, tmp_path / "out"), "--child", "1", "--words", str(words))

    assert said.is_one_sentence
    assert "words.yaml" in said.err
    assert "hemligt" not in said.err
