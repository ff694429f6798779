"""What the vault's commands tell, in words and as JSON."""

import json
from pathlib import Path

import pytest

from screening_app.cli.main import run_command
from screening_app.storage.store import SqlStore
from screening_app.vault.cipher import connect
from screening_app.vault.clock import SystemClock
from screening_app.vault.keys import database_key
from screening_app.vault.opening import open_vault
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def run(desk: Desk, *words: str) -> int:
    options = ["--vault", str(desk.vault), "--user", LOGIN, "--passphrase-file", str(desk.key)]
    return run_command([*words, *options])


def drop_a_trigger(desk: Desk) -> str:
    """Take one of the rules away that protect records, as somebody with the key could."""
    vault = open_vault(desk.vault, LOGIN, PASSPHRASE, mode="write", store=SqlStore(), clock=SystemClock())
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    vault.close()
    database = connect(desk.vault / vault.header.database, key, mode="write")
    row = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' LIMIT 1").fetchone()
    name = str(row[0] if row else "")
    database.execute(f'DROP TRIGGER "{name}"')
    database.close()
    return name


def test_the_description_is_json_for_scripts(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk, "vault", "info", "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert told["slots"] == {"user": 1}
    assert told["sizes"]["records-1.db"] > 4096


@pytest.mark.parametrize(
    ("language", "words"), [("en", "File of records: records-1.db"), ("sv", "records-1.db")]
)
def test_the_description_is_sentences_for_people(
    desk: Desk, language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "vault", "info", "--lang", language) == 0

    told = capsys.readouterr().out
    assert words in told
    assert "Counter" not in told
    assert "{" not in told


def test_a_fault_is_a_sentence_and_what_to_do(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    name = drop_a_trigger(desk)

    assert run(desk, "vault", "verify", "--lang", "en") == 3

    what, to_do = capsys.readouterr().err.splitlines()
    assert what == f"The rule {name}, which protects records, is missing, changed or unknown."
    assert "restore a backup" in to_do
    assert run(desk, "vault", "verify", "--json") == 3
    assert json.loads(capsys.readouterr().out)["faults"] == [f"trigger {name}"]


def test_one_event_is_one_event(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk, "audit", "verify", "--lang", "en") == 0
    assert "sound: 1 event, ends" in capsys.readouterr().out


@pytest.mark.parametrize("head", ["", " ", "1", "0 · 0123456789abcdef"])
def test_what_is_no_control_line_proves_nothing(
    desk: Desk, head: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "audit", "verify", "--head", head, "--lang", "en") == 1

    told = capsys.readouterr()
    assert told.out == ""
    assert "not a control line" in told.err
    assert run(desk, "audit", "verify", f"--head={head}", "--lang", "en") == 1


def test_a_control_line_of_another_chain_is_a_sentence(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "audit", "verify", "--head", "1 · 0123456789abcdef", "--lang", "en") == 3
    assert "Event 1 is not the one on the paper." in capsys.readouterr().out


SOUND = {
    "authority": "Region Exempel",
    "unit": "Mottagningen",
    "phone": "010-555 01 00",
    "country": "se",
    "name": "Anna Exempelsson",
}


def create(folder: Path, **changed: str) -> int:
    (folder / "key").write_text(PASSPHRASE, encoding="utf-8")
    options = [word for name, text in (SOUND | changed).items() for word in (f"--{name}", text)]
    opening = ["--vault", str(folder / "vault"), "--user", LOGIN, "--passphrase-file", str(folder / "key")]
    return run_command(["vault", "create", *options, "--regime", "HSL_PUBLIC", *opening, "--lang", "en"])


@pytest.mark.parametrize("option", ["authority", "unit", "phone", "name"])
@pytest.mark.parametrize("text", ["", " \t"])
def test_a_unit_that_documents_could_not_show_is_refused(
    tmp_path: Path, option: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(tmp_path, **{option: text}) == 1

    assert "must all be filled in" in capsys.readouterr().err
    assert not (tmp_path / "vault").exists()


@pytest.mark.parametrize("country", ["no", "SE", "..", ""])
def test_a_country_that_nothing_ships_for_is_answered_with_those_that_do(
    tmp_path: Path, country: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert create(tmp_path, country=country) == 1

    told = capsys.readouterr().err
    assert told == "There is no content for that country. These are there: gb, se.\n"
    assert not (tmp_path / "vault").exists()
