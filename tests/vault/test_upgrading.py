"""Before tables are brought up to date, a backup of the vault as it was is put aside and compared."""

from pathlib import Path

import pytest

from screening_app.bootstrap.backups import restore_backup
from screening_app.domain.errors import ScreeningAppError
from screening_app.vault.errors import VaultNeedsUpgrade, VaultTooNew
from screening_app.vault.foot import read_foot
from screening_app.vault.header import read_header
from screening_app.vault.opening import open_vault
from screening_app.vault.rotation import rotate
from screening_app.vault.upgrading import copy_before_upgrade
from tests.e2e.desk import LOGIN, PASSPHRASE
from tests.vault.keeping import BACK, VAULT, keeps_all, rows, told
from tests.vault.later import LaterStore, opens_with_later_tables, write_revisions
from tests.vault.making import CLOCK, files


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a vault, and the revisions of a later version."""
    told(tmp_path)
    write_revisions(tmp_path)
    return tmp_path


def aside(place: Path) -> Path:
    """Return where the copy stands."""
    return copy_before_upgrade(place / VAULT, read_header(place / VAULT))


def test_the_later_version_has_every_row_and_this_one_refuses_and_touches_nothing(place: Path) -> None:
    before = rows(place / VAULT)

    after = opens_with_later_tables(place)

    assert after == before
    kept = files(place / VAULT)
    with pytest.raises(VaultTooNew):
        rows(place / VAULT)
    assert files(place / VAULT) == kept


def test_what_was_put_aside_is_a_backup_that_this_version_opens(place: Path) -> None:
    opens_with_later_tables(place)

    assert read_foot(aside(place))[0] == read_header(place / VAULT)
    restore_backup(aside(place), place / BACK)
    keeps_all(place, BACK)


def test_without_a_copy_nothing_is_upgraded(place: Path) -> None:
    aside(place).mkdir()

    with pytest.raises(ScreeningAppError):
        opens_with_later_tables(place)

    aside(place).rmdir()
    keeps_all(place)


def test_what_an_earlier_upgrade_put_aside_is_replaced(place: Path) -> None:
    aside(place).write_bytes(b"from before")

    opens_with_later_tables(place)

    assert read_foot(aside(place))[0].generation == 1


def test_a_reader_upgrades_nothing(place: Path) -> None:
    store = LaterStore(place / "migrations")

    with pytest.raises(VaultNeedsUpgrade):
        open_vault(place / VAULT, LOGIN, PASSPHRASE, mode="read", store=store, clock=CLOCK)

    assert not aside(place).exists()


def test_a_rotated_key_takes_the_copy_under_the_old_one_away(place: Path) -> None:
    opens_with_later_tables(place)
    old = aside(place)
    store = LaterStore(place / "migrations")
    vault = open_vault(place / VAULT, LOGIN, PASSPHRASE, mode="write", store=store, clock=CLOCK)
    rotate(vault)
    vault.close()

    assert not old.exists()


def test_the_copy_has_the_rights_of_the_vault(place: Path) -> None:
    opens_with_later_tables(place)

    assert aside(place).stat().st_mode & 0o007 == 0
