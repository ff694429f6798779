"""From an answers file to a lawful, accessible referral and the proof of it, by commands alone."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.desk import DEMO, RECIPIENT, Desk, Said
from tests.helpers.verapdf import validate

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is missing")


def text_of(path: str) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def refer(desk: Desk, screening: str, out: Path, *more: str) -> Said:
    return desk.run(
        "document", screening, "--to", RECIPIENT, "--basis", "CONSENT", "--out", str(out), "--json", *more
    )


@needs_pdftotext
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            [
                "Samtycke. OSL 10 kap. 1 §",
                "Bygger på:",
                "Det gäller oavsett vad som saknas; summan är 4 till 5.",
                "SEKRETESS",
            ],
        ),
        (
            "en",
            [
                "Consent. OSL 10 kap. 1 §",
                "Rests on:",
                "That holds whatever is missing; the total is 4 to 5.",
                "SECRECY",
            ],
        ),
    ],
)
def test_two_commands_give_a_lawful_accessible_referral(
    told: tuple[Desk, str], tmp_path: Path, language: str, words: list[str]
) -> None:
    desk, screening = told

    said = refer(desk, screening, tmp_path / "out", "--language", language)

    assert said.status == 0, said.err
    made = json.loads(said.out)
    text = " ".join(text_of(made["file"]).split())
    for word in [*words, RECIPIENT, made["head"]]:
        assert word in text
    assert validate(Path(made["file"]), ("ua1",)) == {"ua1": []}
    verified = desk.run("audit", "verify", "--head", made["head"])
    assert verified.status == 0, verified.err


def test_the_file_has_a_neutral_name_and_only_the_user_may_read_it(
    told: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, screening = told

    made = json.loads(refer(desk, screening, tmp_path / "out").out)

    path = Path(made["file"])
    assert path.name == "handling-1.pdf"
    assert path.stat().st_mode & 0o077 == 0
    raw = path.read_bytes()
    for secret in (b"Testperson", b"lning till social", b"Socialtj"):
        assert secret not in raw


def test_a_second_paper_never_overwrites_the_first(told: tuple[Desk, str], tmp_path: Path) -> None:
    desk, screening = told
    first = json.loads(refer(desk, screening, tmp_path / "out").out)
    before = Path(first["file"]).read_bytes()

    second = json.loads(refer(desk, screening, tmp_path / "out").out)

    assert second["file"] != first["file"]
    assert Path(first["file"]).read_bytes() == before


def test_a_head_that_was_never_printed_is_refused(told: tuple[Desk, str]) -> None:
    desk, _ = told

    said = desk.run("audit", "verify", "--head", "3 · 0123456789abcdef")

    assert said.status == 3
    assert desk.run("audit", "verify", "--head", "nonsense").is_one_sentence


def test_the_demo_shows_the_whole_way(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "demo"

    said = desk.run("demo", "--out", str(out), "--json")

    assert said.status == 0, said.err
    facts = json.loads(said.out)
    assert facts["outcomes"] == ["asked-yes", "asked-no", "not-asked"]
    assert [Path(name).suffix for name in facts["files"]] == [".pdf", ".pdf"]


def test_the_demo_leaves_a_folder_that_it_did_not_make_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")

    said = desk.run("demo", "--out", str(tmp_path / "mine"))

    assert said.is_one_sentence
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_a_no_and_a_not_asked_are_stored_too(desk: Desk) -> None:
    for name, outcome in (("no", "asked-no"), ("not-asked", "not-asked")):
        said = desk.run("run", "pathway-health", "--answers", str(DEMO / f"{name}.answers.yaml"), "--json")

        assert said.status == 0, said.err
        assert json.loads(said.out)["outcome"] == outcome


def test_forms_are_listed_checked_and_scored_without_a_vault(desk: Desk, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"hurt": "5", "insult": "1", "threaten": "1", "scream": "1"}', encoding="utf-8")

    assert "pathway-health" in desk.run("forms", "list").out
    assert desk.run("forms", "check", "forms").status == 0
    scored = desk.run("forms", "score", "forms/instruments/hark.yaml", str(answers))
    assert scored.is_one_sentence  # those are the questions of another form
