"""Backups by commands alone: made, proven, put back, and refused in sentences."""

import json
from pathlib import Path

import pytest

from screening_app.bootstrap.backups import last_proven
from screening_app.cli.main import run_command
from screening_app.vault.clock import SystemClock
from screening_app.vault.foot import read_foot
from screening_app.vault.lock import VaultLock
from tests.e2e.desk import LOGIN, Desk, make_desk
from tests.vault.spoiling import flip

DAMAGED = 3


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk")


def run(desk: Desk, *words: str) -> int:
    """Run a command of the vault family."""
    options = ["--vault", str(desk.vault), "--user", LOGIN, "--passphrase-file", str(desk.key)]
    scratch = ["--data-dir", str(desk.folder / "data"), "--lang", "en"]
    return run_command(["vault", *words, *options, *scratch])


def test_a_backup_is_proven_and_the_vault_remembers_when(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy"
    assert last_proven(desk.vault) is None

    assert run(desk, "backup", str(file)) == 0
    assert last_proven(desk.vault) is None
    capsys.readouterr()
    assert run(desk, "prove", str(file), "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert told["proven"] is True
    assert told["rows"]["audit_event"] >= 1
    assert last_proven(desk.vault) is not None
    assert not list((desk.folder / "data" / "scratch").iterdir())
    assert run(desk, "verify") == 0


def test_a_backup_of_another_vault_proves_nothing_for_this_one(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_desk(tmp_path / "other")
    assert run(other, "backup", str(tmp_path / "copy")) == 0

    assert run(desk, "prove", str(tmp_path / "copy")) == 0

    assert last_proven(desk.vault) is None
    assert last_proven(other.vault) is None


def test_a_spoiled_backup_is_not_proven(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy"
    assert run(desk, "backup", str(file)) == 0
    _, size = read_foot(file)
    flip(file, size - 100)

    assert run(desk, "prove", str(file)) == DAMAGED

    assert last_proven(desk.vault) is None
    assert "Traceback" not in capsys.readouterr().err
    assert not list((desk.folder / "data" / "scratch").iterdir())


def test_what_a_proof_left_that_was_cut_off_goes_with_the_next_one(desk: Desk, tmp_path: Path) -> None:
    file, scratch = tmp_path / "copy", desk.folder / "data" / "scratch"
    assert run(desk, "backup", str(file)) == 0
    (scratch / "proof-cut-off" / "vault").mkdir(parents=True)
    (scratch / "proof-at-work").mkdir()
    at_work = VaultLock.take(scratch / "proof-at-work", SystemClock())

    assert run(desk, "prove", str(file)) == 0

    assert [path.name for path in scratch.iterdir()] == ["proof-at-work"]
    at_work.release()


def test_refusals_are_sentences_and_change_nothing(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy"
    assert run(desk, "backup", str(file)) == 0
    content = file.read_bytes()
    capsys.readouterr()

    for words in (("backup", str(file)), ("restore", str(file)), ("prove", str(desk.key))):
        assert run(desk, *words) == 1
        said = capsys.readouterr().err.strip()
        assert len(said.splitlines()) == 1
        assert "Traceback" not in said

    assert file.read_bytes() == content


def test_a_damaged_vault_is_salvaged_and_what_is_missing_is_told(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "salvage", "--out", str(tmp_path / "whole")) == 0
    assert run(Desk(tmp_path / "nowhere"), "salvage", "--out", str(tmp_path / "x")) == 1
    database = desk.vault / "records-1.db"
    content = database.read_bytes()
    capsys.readouterr()
    statuses = dict[int, int]()
    for page in range(9, len(content) // 4096, 6):
        flip(database, page * 4096 + 300)
        statuses[page] = run(desk, "salvage", "--out", str(tmp_path / f"page-{page}"), "--json")
        database.write_bytes(content)

    assert set(statuses.values()) == {0, DAMAGED}
    assert "Traceback" not in capsys.readouterr().err


def test_a_plan_is_stored_by_command_and_followed_without_naming_a_file(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "backups"
    target.mkdir()
    assert run(desk, "backup") == 1
    assert "whole path" in capsys.readouterr().err

    assert run(desk, "schedule", "--to", str(target), "--keep", "2", "--when", "by-hand") == 0
    capsys.readouterr()
    told = list[dict[str, object]]()
    for _time in range(3):
        assert run(desk, "backup", "--json") == 0
        told.append(json.loads(capsys.readouterr().out))

    assert [one["removed"] for one in told] == [0, 0, 1]
    assert all(one["proven"] for one in told)
    assert len(list(target.iterdir())) == 2
    assert run(desk, "schedule", "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan == {"folder": str(target), "keep": 2, "when": "by-hand"}


def test_a_file_and_a_folder_to_tidy_up_are_one_too_many(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "backup", str(tmp_path / "copy"), "--keep", "3") == 1

    assert "not both" in capsys.readouterr().err
    assert not (tmp_path / "copy").exists()
