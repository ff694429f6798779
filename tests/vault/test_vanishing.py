"""A vault whose files go away while it is open never promises what nobody will find."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from screening_app.domain.errors import ScreeningAppError
from screening_app.vault.errors import VaultGone
from screening_app.vault.opened import OpenVault
from screening_app.vault.recovery import make_sheets
from screening_app.vault.rotation import rotate
from screening_app.vault.slots import change_passphrase
from tests.vault.enumerating import STORED, fresh, stored_in
from tests.vault.making import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, answered, find_begun, reopen, save
from tests.vault.spoiling import DATABASE

Vanish = Callable[[Path], object]


def move(folder: Path) -> Path:
    """Give the folder another name."""
    return folder.rename(folder.with_name("moved"))


def replace_database(folder: Path) -> None:
    """Put another file in the database's place, as a synchronising program does."""
    shutil.copyfile(folder / DATABASE, folder / "other")
    (folder / "other").replace(folder / DATABASE)


def remove_log(folder: Path) -> None:
    """Take away what looks like a temporary file."""
    (folder / f"{DATABASE}-wal").unlink()


def answer_one_more(vault: OpenVault) -> None:
    """Save the next answer."""
    with vault.records.read() as uow:
        begun = find_begun(uow, vault)
        number = len(uow.screenings.events(begun.response.id, access=begun.access)) + 1
    save(vault, answered(begun, number), access=begun.access)


@pytest.mark.parametrize("vanish", [shutil.rmtree, move, replace_database, remove_log])
def test_no_answer_is_acknowledged_once_the_files_are_gone(master: Path, vanish: Vanish) -> None:
    folder = fresh(master)
    vault = reopen(folder)
    answer_one_more(vault)
    vanish(folder)

    with pytest.raises(VaultGone) as caught:
        answer_one_more(vault)

    assert caught.value.__cause__ is None
    vault.close()


def test_a_folder_that_comes_back_opens_with_all_that_was_acknowledged(master: Path) -> None:
    folder = fresh(master)
    vault = reopen(folder)
    answer_one_more(vault)
    elsewhere = move(folder)
    with pytest.raises(VaultGone):
        answer_one_more(vault)
    vault.close()

    elsewhere.rename(folder)

    assert len(stored_in(folder)) in {STORED + 1, STORED + 2}


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_disk_that_is_taken_out_is_said(master: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(stick)], check=True)
    shutil.copytree(master, stick / "vault")
    vault = reopen(stick / "vault")
    subprocess.run(["umount", "--lazy", str(stick)], check=True)

    with pytest.raises(VaultGone):
        answer_one_more(vault)

    vault.close()


def change(vault: OpenVault) -> None:
    """Change the passphrase."""
    change_passphrase(vault, PASSPHRASE, OTHER_PASSPHRASE, kdf=CHEAP)


@pytest.mark.parametrize("deed", [change, rotate, make_sheets, lambda vault: vault.door.append("kind", None)])
@pytest.mark.parametrize("vanish", [shutil.rmtree, move])
def test_every_deed_says_so(master: Path, deed: Callable[[OpenVault], object], vanish: Vanish) -> None:
    folder = fresh(master)
    vault = reopen(folder)
    vanish(folder)

    with pytest.raises(ScreeningAppError) as caught:
        deed(vault)

    assert caught.value.__cause__ is None
    assert not folder.exists()
    vault.close()
