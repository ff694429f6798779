"""A file is replaced whole or stays as it was, also on a disk that is full."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from screening_app.vault.errors import DiskFull, ReadOnlyVault, SaveUnconfirmed
from screening_app.vault.files import disk_faults, write_durably
from screening_app.vault.header import write_header
from screening_app.vault.lock import LOCK_FILE, VaultLock
from screening_app.vault.opened import OpenVault
from tests.helpers.surroundings import CHECKOUT
from tests.vault.making import CLOCK, files, make_vault, reopen

# No file may grow beyond so many bytes: for the process the disk is full, for real.
FULL = """
import resource, signal, sys
from pathlib import Path
from screening_app.domain.errors import ScreeningAppError
from tests.vault.making import make_vault, reopen
from tests.vault.test_files import add_somebody

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, what = Path(sys.argv[1]), sys.argv[2]
vault = reopen(folder) if what == "add" else None
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    add_somebody(vault) if vault else make_vault(folder)
except ScreeningAppError as error:
    print(error.code)
"""


def add_somebody(vault: OpenVault) -> None:
    """Write a header with one more slot, as adding a user does."""
    slots = (*vault.header.slots, vault.header.slots[0].model_copy(update={"id": "OTHER"}))
    write_header(vault.folder, vault.header.model_copy(update={"slots": slots}))


def full_disk(folder: Path, what: str, most: int) -> str:
    """Do it where no file may grow beyond so many bytes, and return what the process says."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), what, str(most)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("most", [0, 100, 1500])
def test_a_header_that_does_not_fit_leaves_the_one_before(tmp_path: Path, most: int) -> None:
    make_vault(tmp_path / "vault").close()
    before = files(tmp_path / "vault")

    assert full_disk(tmp_path / "vault", "add", most) == "vault/disk-full"

    assert files(tmp_path / "vault")["vault.json"] == before["vault.json"]
    reopen(tmp_path / "vault").close()
    assert files(tmp_path / "vault") == before


@pytest.mark.parametrize("most", [0, 4096, 20_000, 200_000])
def test_a_vault_that_does_not_fit_is_not_made_and_may_be_made_later(tmp_path: Path, most: int) -> None:
    assert full_disk(tmp_path / "vault", "make", most) in {"vault/disk-full", "vault/save-unconfirmed"}

    assert not (tmp_path / "vault" / "vault.json").exists()
    make_vault(tmp_path / "vault").close()
    reopen(tmp_path / "vault").close()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnlyVault),
        (errno.EACCES, ReadOnlyVault),
        (errno.EIO, SaveUnconfirmed),
        (errno.ENOTDIR, NotADirectoryError),
    ],
)
def test_each_fault_of_the_disk_has_its_error(number: int, kind: type[Exception]) -> None:
    with pytest.raises(kind), disk_faults():
        raise OSError(number, "said by the system")


def test_a_file_is_replaced_whole_and_nothing_is_left_over(tmp_path: Path) -> None:
    write_durably(tmp_path / "file", b"first")
    write_durably(tmp_path / "file", b"second")

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"second"}


def test_a_lock_is_handed_over_by_its_descriptor_and_to_nobody_else(tmp_path: Path) -> None:
    lock = VaultLock.take(tmp_path, CLOCK)
    other = (tmp_path / "other").open("w")

    assert VaultLock.inherit(tmp_path, lock.fileno()) is not None
    assert VaultLock.inherit(tmp_path, other.fileno()) is None
    assert VaultLock.inherit(tmp_path, 9999) is None
    other.close()
    lock.release()
    lock.release()
    assert (tmp_path / LOCK_FILE).exists()


def test_a_lock_outlives_re_execution(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from screening_app.vault.errors import VaultBusy\n"
        "from screening_app.vault.lock import VaultLock\n"
        "from tests.vault.making import CLOCK\n"
        "folder = Path(sys.argv[1])\n"
        "if len(sys.argv) == 2:\n"
        "    lock = VaultLock.take(folder, CLOCK)\n"
        "    os.execv(sys.executable, [*sys.orig_argv, str(lock.fileno())])\n"
        "try:\n"
        "    VaultLock.take(folder, CLOCK)\n"
        "except VaultBusy as error:\n"
        "    print(error.code, VaultLock.inherit(folder, int(sys.argv[2])) is not None)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "vault/open-elsewhere True\n"
