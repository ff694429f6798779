"""Key files, given passphrases and being shut out, by commands alone."""

import json
from pathlib import Path

import pytest

from screening_app.cli.main import run_command
from screening_app.domain.access import Role
from tests.cli.test_vault_keys import NEW, NEWER, chain_is_sound, desk, give, new_key, one_sentence, run
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk

__all__ = ["desk"]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return the folder of a medium."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_a_key_file_is_made_needed_and_done_without(
    desk: Desk, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "key-file", "--to", str(stick)) == 0
    (file,) = stick.iterdir()
    assert "same disk" in capsys.readouterr().out

    assert run(desk, "verify") == 4
    assert "needs the key file" in one_sentence(capsys)
    assert run(desk, "verify", "--key-file", str(file)) == 0
    assert run(desk, "verify", "--key-file", str(file.with_name("other"))) == 4
    one_sentence(capsys)
    assert run(desk, "key-file", "--none", "--key-file", str(file)) == 0
    assert chain_is_sound(desk)


def test_nothing_is_typed_before_a_missing_key_file_is_said(
    desk: Desk, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(desk, "key-file", "--to", str(stick / "a.key"))
    capsys.readouterr()
    (desk.folder / f"key-{LOGIN}").unlink()
    missing = desk.folder / "missing"
    options = ["--vault", str(desk.vault), "--user", LOGIN, "--lang", "en", "--passphrase-file", str(missing)]

    assert run_command(["vault", "verify", *options]) == 4
    assert "needs the key file" in one_sentence(capsys)


def test_a_new_colleague_chooses_a_passphrase_before_anything_else(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "add-user", "--login", "bo", "--name", "Bo", *new_key(desk)) == 0
    assert "chooses another passphrase" in capsys.readouterr().out

    for words in (("verify",), ("rotate",), ("users",)):
        assert run(desk, *words, user="bo", passphrase=NEW) == 8
        assert "of your own" in one_sentence(capsys)
    assert run(desk, "change-passphrase", *new_key(desk, NEWER), user="bo", passphrase=NEW) == 0
    assert chain_is_sound(desk, "bo", NEWER)


def test_a_colleague_with_a_key_file_who_lost_both_gets_in_again(
    desk: Desk, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--login", "bo", "--name", "Bo", "--chosen-by-them", "--new-key-file", str(stick / "a.key"))
    assert run(desk, "add-user", *words, *new_key(desk)) == 0
    (stick / "a.key").unlink()

    another = ("give-passphrase", "--login", "BO", "--new-key-file", str(stick / "b.key"))
    assert run(desk, *another, *new_key(desk, NEWER)) == 0
    both = ("--key-file", str(stick / "b.key"))
    assert run(desk, "verify", *both, user="bo", passphrase=NEWER) == 8
    assert run(desk, "change-passphrase", *both, *new_key(desk, NEW), user="bo", passphrase=NEWER) == 0
    capsys.readouterr()
    assert run(desk, "verify", *both, user="bo", passphrase=NEW) == 0


def test_somebody_is_shut_out_and_let_in_again(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    give(desk, "bo", Role.STAFF)
    capsys.readouterr()

    assert run(desk, "disable-user", "--login", "bo") == 0
    assert "remove-user" in capsys.readouterr().out
    assert run(desk, "verify", user="bo", passphrase=NEW) == 9
    one_sentence(capsys)
    assert run(desk, "users") == 0
    assert "bo · bo Ek · staff · shut out" in capsys.readouterr().out
    assert run(desk, "enable-user", "--login", "bo") == 0
    assert chain_is_sound(desk, "bo", NEW)


def test_the_rule_that_everybody_needs_a_key_file(
    desk: Desk, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "key-file", "--rule", "required") == 0
    assert run(desk, "key-file", "--show-rule") == 0
    capsys.readouterr()

    assert run(desk, "change-passphrase", *new_key(desk)) == 1
    assert "Everybody needs a key file" in one_sentence(capsys)
    place = ("--new-key-file", str(stick / "a.key"))
    assert run(desk, "change-passphrase", *place, *new_key(desk)) == 0
    file = ("--key-file", str(stick / "a.key"))
    assert run(desk, "key-file", "--none", *file, passphrase=NEW) == 1
    one_sentence(capsys)
    assert run(desk, "key-file", "--rule", "optional", *file, passphrase=NEW) == 0
    assert run(desk, "key-file", "--none", *file, passphrase=NEW) == 0


def test_a_place_that_will_not_do_changes_nothing(
    desk: Desk, stick: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (stick / "letter").write_text("a letter", encoding="utf-8")
    for place in (desk.vault / "a.key", stick / "letter", stick / "missing" / "a.key"):
        assert run(desk, "key-file", "--to", str(place)) == 1
        one_sentence(capsys)

    assert (stick / "letter").read_text(encoding="utf-8") == "a letter"
    assert chain_is_sound(desk)


def test_users_are_listed_for_scripts_too(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    run(desk, "users", "--json")

    (anna,) = json.loads(capsys.readouterr().out)
    assert (anna["login"], anna["role"], anna["has_key"]) == (LOGIN, "staff", True)
    assert PASSPHRASE not in json.dumps(anna)
