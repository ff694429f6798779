"""A referral leaves with its archive copy, and both can be proven, by commands alone."""

import json
import shutil
from pathlib import Path

import pytest

from screening_app.cli.main import run_command
from tests.e2e.desk import RECIPIENT, Desk, Said, make_desk
from tests.helpers.verapdf import validate_all

Left = dict[str, str]


@pytest.fixture(scope="module")
def left_once(told_once: tuple[Desk, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Left]:
    """Return a desk from which a document and its archive copy have left."""
    made, screening = told_once
    desk = Desk(tmp_path_factory.mktemp("archive") / "desk")
    shutil.copytree(made.folder, desk.folder)
    said = desk.run(
        *("document", screening, "--to", RECIPIENT, "--basis", "CONSENT", "--archive", "--json"),
        *("--out", str(tmp_path_factory.mktemp("left"))),
    )
    assert said.status == 0, said.err
    return desk, json.loads(said.out)


def flipped(path: str, place: int, folder: Path) -> str:
    changed = bytearray(Path(path).read_bytes())
    changed[place] ^= 1
    other = folder / "changed.pdf"
    other.write_bytes(changed)
    return str(other)


def verified(path: str, capsys: pytest.CaptureFixture[str], *more: str) -> Said:
    """Verify with nothing but the file."""
    status = run_command(["document", "verify", path, "--lang", "en", *more])
    said = capsys.readouterr()
    return Said(status, said.out, said.err)


def test_the_archive_copy_is_lawful_and_has_a_neutral_name(left_once: tuple[Desk, Left]) -> None:
    _, left = left_once
    archive = Path(left["archive"])

    assert archive.name == "handling-1-pdfa.pdf"
    assert archive.stat().st_mode & 0o077 == 0
    assert validate_all([archive], ("3a", "ua1"))[archive] == {"3a": [], "ua1": []}


def test_the_archive_copy_proves_itself_without_a_vault(
    left_once: tuple[Desk, Left], capsys: pytest.CaptureFixture[str]
) -> None:
    _, left = left_once

    said = verified(left["archive"], capsys, "--json")

    assert said.status == 0, said.err
    told = json.loads(said.out)
    assert told["sha256"] == left["archive_sha256"]
    assert told["signature"]["signer"] == "Anna Exempelsson"
    assert told["signature"]["head"] == left["head"]


@pytest.mark.parametrize("name", ["file", "archive"])
def test_the_vault_knows_each_file_that_left(left_once: tuple[Desk, Left], name: str) -> None:
    desk, left = left_once

    said = desk.run("document", "verify", left[name])

    assert said.status == 0, said.err
    assert left["head"] in said.out


@pytest.mark.parametrize("place", [0, 40, 5_000, -400, -1])
def test_one_changed_byte_of_the_archive_copy_fails_with_one_sentence(
    left_once: tuple[Desk, Left], tmp_path: Path, capsys: pytest.CaptureFixture[str], place: int
) -> None:
    _, left = left_once

    said = verified(flipped(left["archive"], place, tmp_path), capsys)

    assert said.status == 3
    assert said.is_one_sentence


def test_one_changed_byte_of_the_printed_file_is_not_known_to_the_vault(
    left_once: tuple[Desk, Left], tmp_path: Path
) -> None:
    desk, left = left_once

    said = desk.run("document", "verify", flipped(left["file"], 9_000, tmp_path))

    assert said.status == 3
    assert said.is_one_sentence


def test_a_file_from_another_vault_is_not_known(left_once: tuple[Desk, Left], tmp_path: Path) -> None:
    _, left = left_once
    stranger = make_desk(tmp_path / "other")

    said = stranger.run("document", "verify", left["archive"])

    assert said.status == 3
    assert "this vault" in said.err


def test_a_printed_file_proves_nothing_without_a_vault(
    left_once: tuple[Desk, Left], capsys: pytest.CaptureFixture[str]
) -> None:
    _, left = left_once

    said = verified(left["file"], capsys)

    assert said.status == 3
    assert "--user" in said.err


def test_a_missing_file_is_a_user_s_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = verified(str(tmp_path / "absent.pdf"), capsys)

    assert said.status == 1
    assert said.is_one_sentence


@pytest.mark.parametrize("words", [["document", "verify"], ["document", "ID", "--to", "X"]])
def test_what_is_missing_is_named(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command([*words, "--lang", "en"]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_chain_stays_sound_and_holds_the_export(left_once: tuple[Desk, Left]) -> None:
    desk, left = left_once

    said = desk.run("audit", "verify", "--head", left["head"])

    assert said.status == 0, said.err
