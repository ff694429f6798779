"""Each way in which a vault cannot be opened has its own error, and changes nothing on the disk."""

import getpass
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.ids import UserId
from screening_app.vault.door import DOOR_FILE
from screening_app.vault.errors import (
    SynchronisedFolder,
    UserDisabled,
    VaultBusy,
    VaultExists,
    VaultMissing,
    VaultOpenElsewhere,
    WeakPassphrase,
    WrongPassphrase,
)
from screening_app.vault.header import COPY_FILE, HEADER_FILE
from tests.helpers.surroundings import CHECKOUT
from tests.vault.making import (
    CHEAP,
    CLOCK,
    ENTROPY,
    LOGIN,
    PASSPHRASE,
    files,
    make_vault,
    reopen,
    stored_numbers,
)
from tests.vault.spoiling import DATABASE, raw, refused


def test_a_vault_opens_again_with_what_was_stored(folder: Path) -> None:
    vault = reopen(folder)

    assert stored_numbers(vault) == [1]
    assert (vault.user.login, vault.unit.country) == (LOGIN, "se")
    vault.close()


def test_the_login_is_found_whatever_its_case_and_spaces(folder: Path) -> None:
    reopen(folder, login="  anna   ångSTRÖM ").close()


def test_a_wrong_passphrase_is_refused(folder: Path) -> None:
    refused(folder, WrongPassphrase, passphrase="sju gröna krokodiler äter glass")


def test_an_unknown_login_is_refused_with_the_same_words(folder: Path) -> None:
    unknown = refused(folder, WrongPassphrase, login="berit")
    wrong = refused(folder, WrongPassphrase, passphrase="sju gröna krokodiler äter glass")

    assert (unknown.code, unknown.describe()) == (wrong.code, wrong.describe())


def test_a_folder_without_a_vault_says_so(tmp_path: Path) -> None:
    assert str(tmp_path / "none") in refused(tmp_path / "none", VaultMissing).describe()


def test_a_second_writer_is_told_since_when_and_no_account_of_the_computer(folder: Path) -> None:
    first = reopen(folder)

    with pytest.raises(VaultOpenElsewhere) as caught:
        reopen(folder)

    assert getpass.getuser() not in caught.value.describe()
    assert f"{CLOCK.now().astimezone():%Y-%m-%d}" in caught.value.describe()
    assert isinstance(caught.value, VaultBusy)
    first.close()
    reopen(folder).close()


def test_a_reader_works_beside_a_writer_and_sees_what_was_committed(folder: Path) -> None:
    writer = reopen(folder)
    reader = reopen(folder, mode="read")
    with reader.records.read() as uow:
        uow.office.unit()

    assert stored_numbers(reader) == [1]
    reader.close()
    writer.close()


def test_what_was_opened_for_reading_cannot_write(folder: Path) -> None:
    vault = reopen(folder, mode="read")

    with pytest.raises(RuntimeError):
        vault.records.write()
    vault.close()


READ_ONLY = """
import sys
from dataclasses import replace
from pathlib import Path
from screening_app.vault.errors import ReadOnlyVault
from tests.vault.making import make_vault, reopen
try:
    make_vault(Path(sys.argv[1])) if sys.argv[2] == "make" else reopen(Path(sys.argv[1]))
except ReadOnlyVault:
    print("read-only")
"""


def without_privileges() -> list[str]:
    """Return what makes even root obey the rights of files."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root without setpriv may write everywhere")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]


@pytest.mark.parametrize("locked", ["folder", "database", "header", "log"])
def test_a_vault_that_cannot_be_written_says_so(folder: Path, locked: str) -> None:
    (folder / DOOR_FILE).touch()
    names = {"folder": folder, "database": folder / DATABASE, "header": folder / HEADER_FILE}
    place = names.get(locked, folder / DOOR_FILE)
    before, mode = files(folder), place.stat().st_mode
    place.chmod(0o555)

    done = subprocess.run(
        [*without_privileges(), sys.executable, "-c", READ_ONLY, str(folder), "open"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )

    place.chmod(mode)
    assert done.stdout == "read-only\n", done.stderr
    assert files(folder) == before


def test_no_vault_is_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    place = tmp_path / "closed"
    place.mkdir(mode=0o555)

    done = subprocess.run(
        [*without_privileges(), sys.executable, "-c", READ_ONLY, str(place / "vault"), "make"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == "read-only\n", done.stderr
    assert not list(place.iterdir())


def test_a_synchronised_folder_is_refused_even_if_the_vault_was_moved_there(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "Dropbox").mkdir()
    moved = folder.rename(tmp_path / "Dropbox" / "vault")

    assert "Dropbox" in refused(moved, SynchronisedFolder).describe()


def test_no_vault_is_made_over_another_or_over_its_remains(folder: Path, tmp_path: Path) -> None:
    before = files(folder)
    with pytest.raises(VaultExists):
        make_vault(folder)
    assert files(folder) == before

    remains = tmp_path / "remains"
    remains.mkdir()
    shutil.copy(folder / DATABASE, remains)
    with pytest.raises(VaultExists):
        make_vault(remains)


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        make_vault(tmp_path / "vault", passphrase="sommar2024!!")

    assert not (tmp_path / "vault").exists()


def test_what_an_interrupted_making_left_is_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / f"{DATABASE}.new").write_bytes(b"half a database")
    (folder / f"{DATABASE}.new-wal").write_bytes(b"half a log")

    make_vault(folder).close()

    reopen(folder).close()
    assert sorted(files(folder)) == [DATABASE, HEADER_FILE, COPY_FILE]


@pytest.mark.parametrize(
    "passphrase",
    [
        "citationstecken ' och \" och `",
        "'; DROP TABLE person; --",
        "x'00112233' -- semikolon;",
        "åäö ÅÄÖ på räksmörgås",
        "krokodil 🐊🐊 äter 🍕 idag",
        "noll\x00byte och %s {braces}",
        " mellanslag ytterst också ",
    ],
)
def test_passphrases_of_any_signs_open_what_they_closed(tmp_path: Path, passphrase: str) -> None:
    make_vault(tmp_path / "vault", passphrase=passphrase).close()

    reopen(tmp_path / "vault", passphrase=passphrase).close()
    with pytest.raises(WrongPassphrase):
        reopen(tmp_path / "vault", passphrase=passphrase + "x")


def test_a_passphrase_is_the_same_however_the_keyboard_composes_it(tmp_path: Path) -> None:
    composed, decomposed = "r\u00e4ksm\u00f6rg\u00e5s med dill", "ra\u0308ksmo\u0308rga\u030as med dill"
    make_vault(tmp_path / "vault", passphrase=decomposed).close()

    reopen(tmp_path / "vault", passphrase=composed).close()


@pytest.mark.parametrize(
    "name", ["it's", 'a "quoted" one', "på & ö;--", "50% ?mode=memory#x", "blank  mellan"]
)
def test_folders_of_any_name_hold_a_vault(tmp_path: Path, name: str) -> None:
    make_vault(tmp_path / name).close()

    reopen(tmp_path / name).close()
    assert sorted(files(tmp_path / name)) == [DATABASE, HEADER_FILE, COPY_FILE]


def test_a_second_user_opens_with_a_slot_of_their_own(folder: Path) -> None:
    vault = reopen(folder)
    other = replace(vault.user, id=UserId(ENTROPY.new_id()), login="Berit", name="Berit")
    known = vault.add_user(other, "fem blåa elefanter dricker te", seed=os.urandom(32), kdf=CHEAP)
    vault.close()

    second = reopen(folder, login="BERIT", passphrase="fem blåa elefanter dricker te")
    assert second.user == known
    assert second.signer.public_key == known.public_key
    second.close()
    reopen(folder, passphrase=PASSPHRASE).close()


def test_a_user_who_is_shut_out_is_told_so_with_the_right_passphrase_only(folder: Path) -> None:
    connection = raw(folder)
    connection.execute('UPDATE "user" SET active = 0')
    connection.close()

    refused(folder, UserDisabled)
    refused(folder, WrongPassphrase, passphrase="fem blåa elefanter dricker te")
