"""Keys by commands alone: given, taken away, changed, rotated, and got back with sheets."""

import json
import shutil
from pathlib import Path

import pytest

from screening_app.cli.main import run_command
from screening_app.domain.access import Role
from screening_app.vault.header import read_header
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk, make_desk

NEW = "nio blå elefanter dricker saft"
NEWER = "elva gula giraffer sjunger opera"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk")


def run(desk: Desk, *words: str, user: str = LOGIN, passphrase: str = PASSPHRASE) -> int:
    """Run a command of the vault family for a user."""
    key = desk.folder / f"key-{user}"
    key.write_text(passphrase, encoding="utf-8")
    options = ["--vault", str(desk.vault), "--user", user, "--passphrase-file", str(key), "--lang", "en"]
    return run_command(["vault", *words, *options])


def new_key(desk: Desk, passphrase: str = NEW) -> tuple[str, str]:
    """Return the option that hands over a new passphrase."""
    file = desk.folder / "new"
    file.write_text(passphrase + "\n", encoding="utf-8")
    return ("--new-passphrase-file", str(file))


def give(desk: Desk, login: str, role: Role) -> None:
    """Give somebody a key."""
    words = ("add-user", "--login", login, "--name", f"{login} Ek", "--role", str(role), *new_key(desk))
    assert run(desk, *words, "--chosen-by-them") == 0


def chain_is_sound(desk: Desk, user: str = LOGIN, passphrase: str = PASSPHRASE) -> bool:
    """Tell whether everything in the vault fits, signatures included."""
    return run(desk, "verify", user=user, passphrase=passphrase) == 0


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one sentence that was said on standard error."""
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert "Traceback" not in said
    return said


def test_an_administrator_is_given_a_key_then_takes_one_away_and_the_vault_gets_a_new_key(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    give(desk, "carin", Role.ADMINISTRATOR)
    capsys.readouterr()

    assert run(desk, "add-user", "--login", "berit", "--name", "B", *new_key(desk)) == 1
    one_sentence(capsys)
    words = ("add-user", "--login", "berit", "--name", "Berit", "--chosen-by-them", *new_key(desk, NEWER))
    assert run(desk, *words, user="carin", passphrase=NEW) == 0
    assert run(desk, "remove-user", "--login", "BERIT", user="carin", passphrase=NEW) == 0

    assert read_header(desk.vault).generation == 2
    assert len(read_header(desk.vault).slots) == 2
    assert run(desk, "verify", user="berit", passphrase=NEWER) == 4
    assert chain_is_sound(desk)
    assert chain_is_sound(desk, "carin", NEW)


def test_nobody_takes_their_own_key_or_one_that_is_not_there(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    for login in (LOGIN, "nobody"):
        assert run(desk, "remove-user", "--login", login) == 1
        one_sentence(capsys)

    assert chain_is_sound(desk)


def test_a_passphrase_is_changed_by_its_owner(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(desk, "change-passphrase", *new_key(desk)) == 0

    assert run(desk, "info") == 0
    assert run(desk, "verify") == 4
    assert "do not open the records" in one_sentence(capsys)
    assert chain_is_sound(desk, passphrase=NEW)


@pytest.mark.parametrize("new", ["short", PASSPHRASE])
def test_a_passphrase_that_will_not_do_changes_nothing(
    desk: Desk, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_header(desk.vault)

    assert run(desk, "change-passphrase", *new_key(desk, new)) == 1

    one_sentence(capsys)
    assert read_header(desk.vault) == before


def test_rotation_keeps_chain_signatures_and_passphrases(desk: Desk) -> None:
    for generation in (2, 3):
        assert run(desk, "rotate") == 0
        assert read_header(desk.vault).generation == generation
        assert chain_is_sound(desk)


def sheets_of(desk: Desk, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Make recovery sheets."""
    capsys.readouterr()
    assert run(desk, "sheets", "--json") == 0
    sheets = json.loads(capsys.readouterr().out)["sheets"]
    assert isinstance(sheets, list)
    return sheets


def on_paper(desk: Desk, *sheets: str) -> tuple[str, str]:
    """Return the option that hands over what was typed from paper."""
    file = desk.folder / "sheets.txt"
    file.write_text("\n\n".join(sheets) + "\n", encoding="utf-8")
    return ("--sheets-file", str(file))


def test_backup_and_two_sheets_are_enough_on_another_machine(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = sheets_of(desk, capsys)
    assert run(desk, "rotate") == 0
    file = tmp_path / "copy.samtalsstod"
    assert run(desk, "backup", str(file)) == 0
    shutil.rmtree(desk.vault)

    assert run(desk, "restore", str(file)) == 0
    assert run(desk, "recover", "--check", *on_paper(desk, sheets[2], sheets[0])) == 0
    who = ("--login", "carin", "--name", "Carin Ek")
    assert run(desk, "recover", *who, *on_paper(desk, sheets[0], sheets[2]), *new_key(desk)) == 0

    assert chain_is_sound(desk, "carin", NEW)
    assert run(desk, "remove-user", "--login", LOGIN, user="carin", passphrase=NEW) == 0
    assert chain_is_sound(desk, "carin", NEW)


def test_new_sheets_take_over_when_they_were_tried_and_until_then_every_command_says_so(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    old = sheets_of(desk, capsys)
    assert run(desk, "info") == 0
    assert not capsys.readouterr().err
    new = sheets_of(desk, capsys)

    for command in ("info", "rotate"):
        assert run(desk, command) == 0
        assert "vault sheets --finish" in one_sentence(capsys)
    assert run(desk, "recover", "--check", *on_paper(desk, *old[:2])) == 0
    assert "vault recover --check" in one_sentence(capsys)
    assert run(desk, "recover", "--check", *on_paper(desk, *new[:2])) == 0
    assert not capsys.readouterr().err
    assert run(desk, "rotate") == 0

    assert run(desk, "recover", "--check", *on_paper(desk, *old[:2])) == 1
    assert run(desk, "recover", "--check", *on_paper(desk, *new[1:])) == 0
    assert chain_is_sound(desk)


def test_earlier_sheets_are_ended_by_command(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    old = sheets_of(desk, capsys)
    new = sheets_of(desk, capsys)

    assert run(desk, "sheets", "--finish") == 0
    assert "before" in capsys.readouterr().out
    assert run(desk, "sheets", "--finish") == 0
    assert "nothing to finish" in capsys.readouterr().out

    assert run(desk, "recover", "--check", *on_paper(desk, *old[:2])) == 1
    assert run(desk, "recover", "--check", *on_paper(desk, *new[:2])) == 0


def test_what_is_not_enough_to_recover_is_said_in_one_sentence(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = sheets_of(desk, capsys)
    who = ("--login", "carin", "--name", "Carin Ek", *new_key(desk))
    said = set[str]()
    for typed in ((sheets[0],), (sheets[0], "no such words"), ()):
        assert run(desk, "recover", *who, *on_paper(desk, *typed)) == 1
        said.add(one_sentence(capsys))
    assert run(desk, "recover", *who, "--sheets-file", str(tmp_path / "nowhere")) == 1
    said.add(one_sentence(capsys))

    assert len(said) == 3
    three = " ".join(sheets[0].split()[:3])
    assert not any(three in sentence for sentence in said)
