"""Whatever is wrong, a command says one sentence, exits with its status and changes nothing."""

import fcntl
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from screening_app.vault.header import encode_header, read_header
from tests.e2e.desk import DEMO, RECIPIENT, Desk
from tests.helpers.surroundings import CHECKOUT

NO = str(DEMO / "no.answers.yaml")
APART = {"door.log", "vault.lock"}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a vault but the note of who holds it and the log of the door."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in APART}


def run_no(desk: Desk) -> tuple[int, str]:
    """Try to hold a conversation; return status and sentence, after checking that it is one."""
    said = desk.run("run", "pathway-health", "--answers", NO)
    assert said.is_one_sentence, said
    return said.status, said.err


def test_a_wrong_passphrase(desk: Desk) -> None:
    with_another_passphrase(desk)
    before = contents(desk.vault)

    status, sentence = run_no(desk)

    assert status == 4
    assert "passphrase" in sentence
    assert contents(desk.vault) == before


def test_a_missing_vault(desk: Desk) -> None:
    shutil.rmtree(desk.vault)

    status, sentence = run_no(desk)

    assert status == 1
    assert "vault" in sentence
    assert not desk.vault.exists()


def test_a_damaged_database(desk: Desk) -> None:
    database = next(desk.vault.glob("records-*.db"))
    raw = bytearray(database.read_bytes())
    raw[4096 : 4096 * 20] = os.urandom(4096 * 19)
    database.write_bytes(raw)
    before = contents(desk.vault)

    status, _ = run_no(desk)

    assert status == 3
    assert contents(desk.vault) == before


def test_a_missing_database(desk: Desk) -> None:
    without_database(desk)

    assert run_no(desk)[0] == 5


def test_a_damaged_header(desk: Desk) -> None:
    with_damaged_headers(desk)
    before = contents(desk.vault)

    assert run_no(desk)[0] == 3
    assert contents(desk.vault) == before


def test_a_vault_of_a_newer_version(desk: Desk) -> None:
    of_a_newer_version(desk)
    before = contents(desk.vault)

    status, sentence = run_no(desk)

    assert status == 6
    assert "newer" in sentence
    assert contents(desk.vault) == before


def with_another_passphrase(desk: Desk) -> None:
    desk.key.write_text("not this one at all", encoding="utf-8")


def with_damaged_headers(desk: Desk) -> None:
    for name in ("vault.json", "vault.json.copy"):
        (desk.vault / name).write_text("{", encoding="utf-8")


def without_database(desk: Desk) -> None:
    next(desk.vault.glob("records-*.db")).unlink()


def of_a_newer_version(desk: Desk) -> None:
    newer = encode_header(read_header(desk.vault).model_copy(update={"version": 99}))
    for name in ("vault.json", "vault.json.copy"):
        (desk.vault / name).write_bytes(newer)


def test_five_reasons_not_to_open_have_five_sentences_and_five_exit_statuses(
    desk: Desk, tmp_path: Path
) -> None:
    told = dict[str, tuple[int, str]]()
    for spoil in (with_another_passphrase, with_damaged_headers, without_database, of_a_newer_version):
        copy = Desk(tmp_path / spoil.__name__)
        shutil.copytree(desk.folder, copy.folder)
        spoil(copy)
        told[spoil.__name__] = run_no(copy)
    with (desk.vault / "vault.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told["open elsewhere"] = run_no(desk)

    assert [status for status, _ in told.values()] == [4, 3, 5, 6, 7]
    assert len({sentence for _, sentence in told.values()}) == len(told)


@pytest.mark.parametrize("name", ["OneDrive - Region", "Dropbox", "Nextcloud"])
def test_a_synchronised_folder(desk: Desk, tmp_path: Path, name: str) -> None:
    moved = Desk(tmp_path / name)
    shutil.move(desk.folder, moved.folder)
    before = contents(moved.vault)

    status, sentence = run_no(moved)

    assert status == 1
    assert "synchron" in sentence
    assert contents(moved.vault) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_read_only_folder(desk: Desk) -> None:
    subprocess.run(["mount", "--bind", str(desk.vault), str(desk.vault)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(desk.vault)], check=True)
        before = contents(desk.vault)

        status, sentence = run_no(desk)

        assert status == 1
        assert "written" in sentence
        assert contents(desk.vault) == before
    finally:
        subprocess.run(["umount", str(desk.vault)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk(desk: Desk, tmp_path: Path) -> None:
    small = Desk(tmp_path / "small")
    small.folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small.folder)], check=True)
    try:
        shutil.copytree(desk.folder, small.folder, dirs_exist_ok=True)
        (small.folder / "filler").write_bytes(bytes(free(small.folder)))

        status, sentence = run_no(small)

        assert status == 1
        assert "full" in sentence
        (small.folder / "filler").unlink()
        assert small.run("run", "pathway-health", "--answers", NO).status == 0
        assert small.run("vault", "verify").status == 0
    finally:
        subprocess.run(["umount", str(small.folder)], check=True)


def free(folder: Path) -> int:
    """Return how many bytes a file system still takes."""
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize


def test_a_second_writer(desk: Desk) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.holding", str(desk.vault)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"

        status, sentence = run_no(desk)
        readers = desk.run("audit", "verify").status, desk.run("vault", "verify").status
        holder.stdin.close()

    assert status == 7
    assert "since" in sentence
    assert readers == (0, 0)
    assert desk.run("run", "pathway-health", "--answers", NO).status == 0


def test_an_answers_file_with_a_mistake_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mistake.yaml"
    file.write_text(
        'person: {kind: "pseudonym"}\nconversation: [{step: "w1-prepare", answers: {resaon: "routine"}}]\n',
        encoding="utf-8",
    )
    counted = json.loads(desk.run("vault", "verify", "--json").out)["rows"]

    said = desk.run("run", "pathway-health", "--answers", str(file))

    assert said.is_one_sentence
    assert "w1-prepare/resaon" in said.err
    after = json.loads(desk.run("vault", "verify", "--json").out)["rows"]
    changed = {table for table in after if after[table] != counted[table]}
    assert changed <= {"audit_event"}  # that the vault was unlocked


def test_a_form_with_a_mistake_says_file_line_link_id_and_what_to_do(desk: Desk, tmp_path: Path) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(CHECKOUT / "forms", forms)
    path = forms / "instruments" / "hark.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if "contentClass" in line)
    path.write_text("".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")

    said = desk.run("forms", "check", str(path))

    assert said.status == 1
    assert "hark.yaml:" in said.err
    assert "humiliat" in said.err


def test_an_unknown_conversation_looks_like_one_out_of_reach(told: tuple[Desk, str], tmp_path: Path) -> None:
    desk, _ = told

    said = desk.run("document", "NOSUCH", "--to", RECIPIENT, "--basis", "CONSENT", "--out", str(tmp_path))

    assert said.is_one_sentence
    assert said.status == 1


def test_a_folder_that_cannot_be_written_leaves_no_half_file(told: tuple[Desk, str], tmp_path: Path) -> None:
    desk, screening = told
    (tmp_path / "file").write_text("", encoding="utf-8")

    said = desk.run(
        "document", screening, "--to", RECIPIENT, "--basis", "CONSENT", "--out", str(tmp_path / "file")
    )

    assert said.is_one_sentence
    assert said.status == 1


@pytest.mark.parametrize("place", ["/proc/x", "file", "full"])
def test_a_document_is_not_decided_for_a_folder_that_takes_no_file(
    told: tuple[Desk, str], tmp_path: Path, place: str
) -> None:
    desk, screening = told
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "full").symlink_to("/dev/full")
    before = json.loads(desk.run("vault", "verify", "--json").out)["rows"]
    order = ("document", screening, "--to", RECIPIENT, "--basis", "CONSENT")

    said = desk.run(*order, "--out", str(tmp_path / place))

    assert said.is_one_sentence
    assert said.status == 1
    after = json.loads(desk.run("vault", "verify", "--json").out)["rows"]
    assert {table for table in after if after[table] != before[table]} <= {"audit_event"}


def test_no_passphrase_no_user_and_wrong_usage(desk: Desk) -> None:
    desk.key.unlink()

    assert run_no(desk)[0] == 1
    assert desk.run("run").status == 2
    assert desk.run("nonsense").status == 2


def test_the_vault_is_only_for_its_users(desk: Desk) -> None:
    for path in desk.vault.iterdir():
        assert path.stat().st_mode & stat.S_IRWXO == 0, path


def test_nothing_a_person_said_is_readable_in_the_files(told: tuple[Desk, str]) -> None:
    desk, _ = told
    with (desk.vault / "vault.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    raw = b"".join(path.read_bytes() for path in desk.vault.iterdir())

    for word in ("Testperson", "väggen", "tulpan", "anna", "Exempel", "pathway"):
        assert word.encode() not in raw
        assert word.encode("utf-16-le") not in raw
