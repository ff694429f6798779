"""``forms wording import``: a licensed file in, a form of the unit's own out, or one sentence."""

import json
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.cli.main import run_command
from screening_app.domain.ids import Canonical
from screening_app.questionnaire.loader import load_questionnaire
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk
from tests.helpers.surroundings import CHECKOUT

HITS = CHECKOUT / "forms" / "instruments" / "hits.yaml"
CANONICAL = Canonical("https://samtalsstod.example/instruments/hits|1.0.0")


def licensed(folder: Path, *, without: str = "") -> Path:
    """Write a licensed file for HITS."""
    rows = ["linkId,code,sv,en", ",,HITS,HITS"]
    for item, _ in load_questionnaire(HITS).walk():
        if item.is_answerable and item.audience == "person" and item.link_id != without:
            rows.append(f"{item.link_id},,Officiell {item.link_id},Official {item.link_id}")
            rows += [f"{item.link_id},{one.code},{one.code},{one.code}" for one in item.answer_option]
    path = folder / "hits.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def wording(*words: str | Path) -> int:
    rights = ["--owner", "K. Owner", "--licence", "Agreement 7"]
    return run_command(["forms", "wording", "import", *map(str, words), *rights, "--lang", "en"])


def test_a_units_own_wording_is_asked_from_the_next_unlock_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = make_desk(tmp_path).vault

    assert wording(HITS, licensed(tmp_path), "--vault", vault) == 0

    assert "24 texts are now the owner's." in capsys.readouterr().out
    with open_session(vault, LOGIN, PASSPHRASE) as session:
        form = session.forms.questionnaire(CANONICAL)
    assert form.provenance.wording == "official"
    assert form.title == {"sv": "HITS", "en": "HITS"}


def test_the_written_form_is_sound_with_its_vignettes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "own" / "hits.yaml"

    assert wording(HITS, licensed(tmp_path), "--out", out, "--date", "2026-03-02") == 0
    assert run_command(["forms", "check", str(out.parent), "--lang", "en"]) == 0

    assert "18 vignettes" in capsys.readouterr().out
    assert 'date: "2026-03-02"' in out.read_text(encoding="utf-8")


def test_a_file_that_does_not_match_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "own.yaml"

    assert wording(HITS, licensed(tmp_path, without="insults"), "--out", out) == 1

    assert "insults: the file has no text for it." in capsys.readouterr().err
    assert not out.exists()


def test_an_earlier_file_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "own.yaml"
    out.write_text("mine", encoding="utf-8")

    assert wording(HITS, licensed(tmp_path), "--out", out) == 1

    assert "exists already" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "mine"


def test_scripts_get_what_was_done_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "own.yaml"

    assert wording(HITS, licensed(tmp_path), "--out", out, "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "canonical": CANONICAL,
        "replaced": 24,
        "written": str(out),
        "leftOut": [],
        "lost": [],
    }
