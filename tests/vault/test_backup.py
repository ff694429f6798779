"""A backup is one encrypted file, made while people work; what was cut or changed is found out."""

import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from screening_app.domain.errors import ScreeningAppError
from screening_app.storage.store import SqlStore
from screening_app.vault.backup import back_up, restore
from screening_app.vault.door import DOOR_FILE
from screening_app.vault.errors import (
    BackupDamaged,
    BackupExists,
    DatabaseDamaged,
    DiskFull,
    NoBackup,
    UnusableFolder,
    VaultExists,
    VaultOpenElsewhere,
    WrongPassphrase,
)
from screening_app.vault.foot import read_foot
from screening_app.vault.lock import VaultLock
from screening_app.vault.recovery import make_sheets, rehearse
from screening_app.vault.rotation import rotate
from screening_app.vault.slots import change_passphrase
from tests.vault.enumerating import STORED, stored_in
from tests.vault.making import (
    CHEAP,
    CLOCK,
    OTHER_PASSPHRASE,
    answered,
    files,
    find_begun,
    reopen,
    save,
    stored_numbers,
)
from tests.vault.spoiling import DATABASE, flip, refused

KEPT = list(range(1, STORED + 1))


def backed_up(folder: Path, file: Path) -> Path:
    """Make a backup beside the vault."""
    vault = reopen(folder, mode="read")
    back_up(vault, file)
    vault.close()
    return file


@pytest.fixture
def backup(master: Path, tmp_path: Path) -> Path:
    """Return a backup of a vault with two answers."""
    return backed_up(master, tmp_path / "copy.samtalsstod")


def test_a_backup_put_back_elsewhere_opens_with_everything(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "back", clock=CLOCK)

    assert stored_in(tmp_path / "back") == KEPT
    assert b"restored" in (tmp_path / "back" / DOOR_FILE).read_bytes()


def test_it_holds_what_was_saved_before_it_began_while_somebody_works(master: Path, tmp_path: Path) -> None:
    vault = reopen(master)
    with vault.records.read() as uow:
        begun = find_begun(uow, vault)
    seen = list[int]()

    def work_on(done: int, of: int) -> None:
        if not seen:
            seen.append(done)
            save(vault, answered(begun, STORED + 1), access=begun.access)

    back_up(vault, tmp_path / "copy", work_on)

    save(vault, answered(begun, STORED + 2), access=begun.access)
    vault.close()
    restore(tmp_path / "copy", tmp_path / "back", clock=CLOCK)
    stored = stored_in(tmp_path / "back")
    assert seen
    assert stored in (KEPT, [*KEPT, STORED + 1])


def test_it_is_one_file_for_the_unit_alone_that_names_nobody(backup: Path) -> None:
    assert [path.name for path in backup.parent.glob("copy*")] == [backup.name]
    if hasattr(os, "geteuid"):
        assert stat.S_IMODE(backup.stat().st_mode) == 0o660
    raw = backup.read_bytes()
    assert b"Anna" not in raw
    assert b"SQLite" not in raw
    assert b"answer" not in raw


def test_a_backup_never_replaces_a_file(master: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"mine")

    with pytest.raises(BackupExists):
        backed_up(master, tmp_path / "there")

    assert (tmp_path / "there").read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_said(master: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableFolder):
        backed_up(master, tmp_path / "nowhere" / "copy")


def test_stopping_leaves_nothing(master: Path, tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    vault = reopen(master)
    with pytest.raises(KeyboardInterrupt):
        back_up(vault, tmp_path / "copy", stop)
    vault.close()

    assert not list(tmp_path.glob("copy*"))


@pytest.mark.parametrize("page", [5, 20, 60])
def test_a_damaged_vault_gives_no_backup(master: Path, tmp_path: Path, page: int) -> None:
    vault = reopen(master)
    flip(master / DATABASE, page * 4096 + 100)

    with pytest.raises(DatabaseDamaged):
        back_up(vault, tmp_path / "copy")

    vault.close()
    assert not list(tmp_path.glob("copy*"))


def test_a_restore_is_never_over_a_vault(master: Path, backup: Path) -> None:
    before = files(master)

    with pytest.raises(VaultExists):
        restore(backup, master, clock=CLOCK)

    assert files(master) == before


def test_a_restore_that_was_cut_off_may_be_tried_again(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / f"{DATABASE}.new").write_bytes(b"half of it")

    restore(backup, tmp_path / "back", clock=CLOCK)

    assert stored_in(tmp_path / "back") == KEPT
    assert not list((tmp_path / "back").glob("*.new"))


def test_a_restore_takes_nothing_away_that_somebody_else_is_making(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "back"
    folder.mkdir()
    theirs = VaultLock.take(folder, CLOCK)
    (folder / f"{DATABASE}.new").write_bytes(b"theirs")

    with pytest.raises(VaultOpenElsewhere):
        restore(backup, folder, clock=CLOCK)

    assert (folder / f"{DATABASE}.new").read_bytes() == b"theirs"
    theirs.release()


def test_a_folder_that_goes_away_half_way_is_a_sentence_and_the_vault_stays(
    master: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()

    def pull_out(_done: int, _of: int) -> None:
        shutil.rmtree(tmp_path / "stick")

    vault = reopen(master)
    with pytest.raises(UnusableFolder):
        back_up(vault, tmp_path / "stick" / "copy", pull_out)
    vault.close()

    assert stored_in(master) == KEPT


@pytest.mark.parametrize("keep", [0, 10, 28, 4096, 5000])
def test_a_backup_that_was_cut_off_is_refused_and_leaves_nothing(
    backup: Path, tmp_path: Path, keep: int
) -> None:
    backup.write_bytes(backup.read_bytes()[:keep])

    with pytest.raises(NoBackup):
        restore(backup, tmp_path / "back", clock=CLOCK)

    assert not (tmp_path / "back").exists()


def test_pages_missing_from_the_middle_are_found_out(backup: Path, tmp_path: Path) -> None:
    raw = backup.read_bytes()
    backup.write_bytes(raw[: 3 * 4096] + raw[4 * 4096 + 100 :])

    with pytest.raises(BackupDamaged):
        restore(backup, tmp_path / "back", clock=CLOCK)

    assert not (tmp_path / "back").exists()


def test_a_changed_header_is_found_out(backup: Path, tmp_path: Path) -> None:
    _, size = read_foot(backup)
    flip(backup, size + 60)

    with pytest.raises(BackupDamaged):
        restore(backup, tmp_path / "back", clock=CLOCK)


def test_a_changed_page_is_found_out_when_it_is_opened(backup: Path, tmp_path: Path) -> None:
    _, size = read_foot(backup)
    for page in range(2, size // 4096):
        flip(backup, page * 4096 + 77)
    restore(backup, tmp_path / "back", clock=CLOCK)

    refused(tmp_path / "back", DatabaseDamaged)


@pytest.mark.parametrize("what", ["folder", "picture", "nothing"])
def test_something_else_is_no_backup(tmp_path: Path, what: str) -> None:
    file = tmp_path / "what"
    if what == "folder":
        file.mkdir()
    elif what == "picture":
        file.write_bytes(os.urandom(9000))

    with pytest.raises(NoBackup) as caught:
        restore(file, tmp_path / "back", clock=CLOCK)

    assert isinstance(caught.value, ScreeningAppError)
    assert caught.value.__cause__ is None


def test_it_opens_with_the_passphrase_of_its_day(master: Path, backup: Path, tmp_path: Path) -> None:
    vault = reopen(master)
    change_passphrase(vault, "sju gröna krokodiler äter pizza", OTHER_PASSPHRASE, kdf=CHEAP)
    vault.close()
    restore(backup, tmp_path / "back", clock=CLOCK)

    assert stored_in(tmp_path / "back") == KEPT
    refused(tmp_path / "back", WrongPassphrase, passphrase=OTHER_PASSPHRASE)


def test_sheets_open_a_backup_on_another_machine(master: Path, tmp_path: Path) -> None:
    vault = reopen(master)
    sheets = make_sheets(vault)
    rotate(vault)
    vault.close()
    file = backed_up(master, tmp_path / "copy")
    shutil.rmtree(master)

    restore(file, tmp_path / "back", clock=CLOCK)

    rehearse(tmp_path / "back", sheets[1:], store=SqlStore(), clock=CLOCK)
    vault = reopen(tmp_path / "back")
    assert stored_numbers(vault) == KEPT
    vault.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_backup_whose_end_finds_no_room_is_no_success(backup: Path, master: Path, tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 (POSIX only)

    _, records = read_foot(backup)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (records + 10, before[1]))
    try:
        with pytest.raises(DiskFull):
            backed_up(master, tmp_path / "second")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert not list(tmp_path.glob("second*"))
