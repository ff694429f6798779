"""Damage is told apart from everything else, repaired where a copy stands, and never made worse."""

import os
import shutil
from pathlib import Path

import pytest

from screening_app.domain.answers import Answer
from screening_app.domain.errors import DamagedData
from screening_app.vault.cipher import Mode
from screening_app.vault.errors import (
    DatabaseDamaged,
    DatabaseMissing,
    HeaderDamaged,
    VaultTooNew,
)
from screening_app.vault.header import COPY_FILE, HEADER_FILE, encode_header, read_header
from screening_app.vault.inspection import verify
from tests.vault.making import (
    answered,
    begin,
    files,
    make_vault,
    reopen,
    save,
    stored_numbers,
)
from tests.vault.spoiling import DATABASE, flip, raw, refused


def test_a_missing_database_says_which_file(folder: Path) -> None:
    (folder / DATABASE).unlink()

    error = refused(folder, DatabaseMissing)

    assert DATABASE in error.describe()
    assert error.exit_status == 5


@pytest.mark.parametrize("mode", ["write", "read"])
def test_an_empty_database_is_damage_and_stays_empty(folder: Path, mode: Mode) -> None:
    (folder / DATABASE).write_bytes(b"")

    with pytest.raises(DatabaseDamaged) as caught:
        reopen(folder, mode=mode)

    assert caught.value.exit_status == 3
    assert (folder / DATABASE).read_bytes() == b""


def test_a_database_that_is_no_file_is_damage(folder: Path) -> None:
    (folder / DATABASE).unlink()
    (folder / DATABASE).mkdir()

    with pytest.raises(DatabaseDamaged):
        reopen(folder)


@pytest.mark.parametrize("mode", ["write", "read"])
@pytest.mark.parametrize("target", ["/dev/null", "/dev/zero", "/nowhere"])
@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_log_that_leads_elsewhere_is_damage(folder: Path, ending: str, mode: Mode, target: str) -> None:
    beside = folder / (DATABASE + ending)
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)

    with pytest.raises(DatabaseDamaged):
        reopen(folder, mode=mode)

    assert beside.is_symlink()


def test_a_missing_header_beside_records_is_damage_and_no_missing_vault(folder: Path) -> None:
    (folder / HEADER_FILE).unlink()
    (folder / COPY_FILE).unlink()

    refused(folder, HeaderDamaged)


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"checksum": 1}', b"[" * 100_000]
)
def test_a_damaged_header_is_read_from_its_copy_and_repaired(folder: Path, damage: bytes) -> None:
    sound = (folder / HEADER_FILE).read_bytes()
    (folder / HEADER_FILE).write_bytes(damage)

    reopen(folder).close()

    assert (folder / HEADER_FILE).read_bytes() == sound == (folder / COPY_FILE).read_bytes()


def test_a_damaged_copy_is_repaired_from_the_header(folder: Path) -> None:
    flip(folder / COPY_FILE, 100)

    reopen(folder).close()

    assert (folder / HEADER_FILE).read_bytes() == (folder / COPY_FILE).read_bytes()


def test_opening_for_reading_repairs_nothing(folder: Path) -> None:
    flip(folder / COPY_FILE, 100)
    before = files(folder)

    reopen(folder, mode="read").close()

    assert {name: files(folder)[name] for name in before} == before


def test_two_damaged_headers_are_damage(folder: Path) -> None:
    flip(folder / HEADER_FILE, 200)
    flip(folder / COPY_FILE, 300)

    assert isinstance(refused(folder, HeaderDamaged), DamagedData)


def test_every_single_damaged_byte_of_the_header_is_noticed(folder: Path) -> None:
    sound = read_header(folder)
    (folder / COPY_FILE).unlink()
    content = (folder / HEADER_FILE).read_bytes()
    for at, byte in enumerate(content):
        (folder / HEADER_FILE).write_bytes(content[:at] + bytes([byte ^ 1]) + content[at + 1 :])
        try:
            assert read_header(folder) == sound
        except HeaderDamaged:
            continue
        # White space between the parts says nothing.
        assert content[at : at + 1].isspace()


def test_a_newer_header_is_left_untouched(folder: Path) -> None:
    newer = read_header(folder).model_copy(update={"version": 2, "extra": "from the future"})
    for name in (HEADER_FILE, COPY_FILE):
        (folder / name).write_bytes(encode_header(newer))

    refused(folder, VaultTooNew)


def test_newer_tables_are_left_untouched(folder: Path) -> None:
    connection = raw(folder)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    refused(folder, VaultTooNew)


@pytest.mark.parametrize("at", range(16))
def test_one_damaged_byte_of_the_salt_leaves_everything_readable(folder: Path, at: int) -> None:
    flip(folder / DATABASE, at)

    vault = reopen(folder)

    assert stored_numbers(vault) == [1]
    assert verify(vault).is_sound
    vault.close()


@pytest.mark.parametrize("at", [16, 100, 4000, 4095])
def test_one_damaged_byte_of_the_first_page_is_damage_and_no_wrong_passphrase(folder: Path, at: int) -> None:
    flip(folder / DATABASE, at)

    error = refused(folder, DatabaseDamaged)

    assert error.exit_status == 3


def test_a_database_cut_in_the_middle_is_damage(folder: Path) -> None:
    with (folder / DATABASE).open("r+b") as file:
        file.truncate(10 * 4096 + 100)

    refused(folder, DatabaseDamaged)


def test_a_database_of_zeros_is_damage(folder: Path) -> None:
    (folder / DATABASE).write_bytes(bytes((folder / DATABASE).stat().st_size))

    refused(folder, DatabaseDamaged)


def test_the_full_check_names_every_damaged_page_not_only_the_first(folder: Path) -> None:
    connection = raw(folder)
    query = "SELECT rootpage FROM sqlite_master WHERE name IN ('answer_event', 'review')"
    pages = [int(str(page)) for (page,) in connection.execute(query).fetchall()]
    connection.close()
    vault = reopen(folder)
    for page in pages:
        flip(folder / DATABASE, (page - 1) * 4096 + 50)

    found = verify(vault)

    assert len(found.cipher_faults) == 2
    assert found.unreadable == ("answer_event", "review")
    assert found.rows["person"] == 1
    assert not found.is_sound
    vault.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER answer_event_kept",
        "CREATE TRIGGER another AFTER INSERT ON review BEGIN SELECT 1; END",
    ],
)
def test_the_full_check_notices_triggers_that_are_not_ours(folder: Path, statement: str) -> None:
    connection = raw(folder)
    connection.execute(statement)
    connection.close()

    vault = reopen(folder)

    assert len(verify(vault).trigger_faults) == 1
    vault.close()


def test_garbage_in_place_of_the_log_is_damage_and_not_forgotten(folder: Path) -> None:
    (folder / f"{DATABASE}-wal").write_bytes(os.urandom(3 * 4120 + 32))

    refused(folder, DatabaseDamaged)


def test_a_damaged_page_never_changes_what_somebody_told_without_a_word(tmp_path: Path) -> None:
    told = "answer 1" + " and she said" * 700
    vault = make_vault(tmp_path / "whole")
    begun = begin(vault)
    save(vault, answered(begun, 1, told), access=begun.access)
    vault.close()
    said = silent = 0
    for page in range(2, (tmp_path / "whole" / DATABASE).stat().st_size // 4096):
        folder = tmp_path / f"page-{page}"
        shutil.copytree(tmp_path / "whole", folder)
        flip(folder / DATABASE, page * 4096 + 500)
        try:
            vault = reopen(folder, mode="read")
            with vault.records.read() as uow:
                events = uow.screenings.events(begun.response.id, access=begun.access)
        except DamagedData:
            said += 1
            continue
        change = events[0].change
        assert change is not None
        assert change.answer == Answer(values=(told,))
        silent += 1
    assert (said > 3, silent > 3) == (True, True)


class Stopped(Exception):
    """Whoever watches the check has had enough."""


def test_a_check_is_stopped_by_who_is_told_of_it_and_the_vault_goes_on(folder: Path) -> None:
    vault = reopen(folder)
    told = list[tuple[int, int]]()

    def stop(done: int, count: int) -> None:
        told.append((done, count))
        raise Stopped

    with pytest.raises(Stopped):
        verify(vault, stop)

    assert len(told) == 1
    assert told[0][1] > len(verify(vault).rows)
    assert verify(vault).is_sound
    vault.close()
