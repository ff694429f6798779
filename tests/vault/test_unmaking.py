"""A vault whose making fails leaves nothing behind, and never takes away what is another's."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.domain.errors import ScreeningAppError
from screening_app.vault.creating import check_free
from screening_app.vault.door import DoorLog
from screening_app.vault.errors import (
    DiskFull,
    ReadOnlyVault,
    UnusableFolder,
    VaultExists,
    VaultOpenElsewhere,
)
from screening_app.vault.lock import VaultLock
from screening_app.vault.unmaking import unmade_on_failure
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk
from tests.vault.making import CLOCK, make_vault, reopen
from tests.vault.test_files import full_disk


@pytest.mark.parametrize("most", [0, 4096, 20_000, 200_000])
def test_a_folder_that_was_there_is_as_it_was(tmp_path: Path, most: int) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "vault notes.txt").write_text("mine", encoding="utf-8")

    assert full_disk(tmp_path / "vault", "make", most)

    assert [path.name for path in (tmp_path / "vault").iterdir()] == ["vault notes.txt"]


@pytest.mark.parametrize("most", [0, 4096, 200_000])
def test_folders_made_on_the_way_are_gone(tmp_path: Path, most: int) -> None:
    assert full_disk(tmp_path / "a" / "b" / "vault", "make", most)

    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 2 MiB."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)], check=True)
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def fill(disk: Path, *, room: int) -> Path:
    """Fill a disk but for so many bytes, and return what fills it."""
    free = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(free.f_bavail * free.f_frsize - room))
    return filler


def opens(folder: Path) -> bool:
    """Tell whether the vault of the desk opens."""
    with open_session(folder / "vault", LOGIN, PASSPHRASE) as session:
        return session.user.login == LOGIN


@pytest.mark.parametrize("pages", [1, 2, 20, 90, 125, 150])
def test_a_full_disk_leaves_nothing_and_the_next_try_succeeds(small_disk: Path, pages: int) -> None:
    filler = fill(small_disk, room=pages * 4096)
    try:
        make_desk(small_disk)
    except DiskFull:
        assert not (small_disk / "vault").exists()
        filler.unlink()
        make_desk(small_disk)
    assert opens(small_disk)


def test_a_vault_of_somebody_faster_stays(tmp_path: Path) -> None:
    lock = VaultLock.take(tmp_path, CLOCK)
    with pytest.raises(VaultOpenElsewhere):
        make_vault(tmp_path)
    assert (tmp_path / "vault.lock").exists()
    lock.release()

    make_vault(tmp_path).close()
    with pytest.raises(VaultExists):
        make_vault(tmp_path)
    reopen(tmp_path).close()


def test_whatever_ends_the_making_takes_it_back(tmp_path: Path) -> None:
    make_vault(tmp_path).close()

    with pytest.raises(KeyboardInterrupt), unmade_on_failure(tmp_path):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_files_of_a_new_vault_are_never_readable_by_others(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        vault = make_vault(tmp_path / "vault")
        modes = {path.name: path.stat().st_mode & 0o007 for path in (tmp_path / "vault").iterdir()}
        vault.close()
    finally:
        os.umask(before)

    assert set(modes.values()) == {0}, modes


@pytest.mark.parametrize("name", ["n" * 300, "file", "file/below", "circle/below"])
def test_a_place_where_no_folder_can_be_is_said_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    before = sorted(tmp_path.iterdir())

    for attempt in (make_vault, check_free):
        with pytest.raises(UnusableFolder):
            attempt(tmp_path / name)

    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_file_system_that_takes_no_folders_is_said_so() -> None:
    with pytest.raises(UnusableFolder):
        make_vault(Path("/proc/vault"))


def test_a_vault_is_not_looked_for_where_no_folder_can_be(tmp_path: Path) -> None:
    with pytest.raises(ScreeningAppError):
        reopen(tmp_path / ("n" * 300))


@pytest.mark.parametrize("name", ["door.log", "vault.lock"])
def test_a_folder_in_the_place_of_a_file_is_said_so(tmp_path: Path, name: str) -> None:
    make_vault(tmp_path).close()
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).mkdir()

    with pytest.raises(ReadOnlyVault):
        reopen(tmp_path)


def test_a_door_log_that_is_a_folder_says_so_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "door.log").mkdir()

    with pytest.raises(ReadOnlyVault):
        DoorLog(tmp_path, CLOCK).delay()
