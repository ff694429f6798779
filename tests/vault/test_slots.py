"""Passphrases are changed and keys taken away in one write of the header; the records stay as they are."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.domain.ids import UserId
from screening_app.domain.records import User
from screening_app.vault.errors import LastKey, SamePassphrase, WeakPassphrase, WrongPassphrase
from screening_app.vault.header import read_header
from screening_app.vault.slots import change_passphrase, remove_slot
from tests.vault.making import CHEAP, ENTROPY, OTHER_PASSPHRASE, PASSPHRASE, reopen, stored_numbers
from tests.vault.spoiling import refused


def changed(folder: Path, old: str = PASSPHRASE, new: str = OTHER_PASSPHRASE) -> None:
    """Change the passphrase and close the vault."""
    vault = reopen(folder)
    try:
        change_passphrase(vault, old, new, kdf=CHEAP)
    finally:
        vault.close()


def test_the_new_passphrase_opens_and_the_old_one_does_not(folder: Path) -> None:
    records = (folder / "records-1.db").read_bytes()

    changed(folder)

    assert (folder / "records-1.db").read_bytes() == records
    refused(folder, WrongPassphrase, passphrase=PASSPHRASE)
    vault = reopen(folder, passphrase=OTHER_PASSPHRASE)
    assert stored_numbers(vault) == [1]
    assert vault.signer.public_key == vault.user.public_key
    vault.close()


def test_the_copy_of_the_header_knows_the_old_passphrase_no_longer(folder: Path) -> None:
    changed(folder)

    assert (folder / "vault.json").read_bytes() == (folder / "vault.json.copy").read_bytes()


def test_a_passphrase_is_changed_only_by_who_knows_the_old_one_and_a_try_counts(folder: Path) -> None:
    header = read_header(folder)

    with pytest.raises(WrongPassphrase):
        changed(folder, old="sju gröna krokodiler äter glass")

    assert read_header(folder) == header
    assert b"wrong-passphrase" in (folder / "door.log").read_bytes()


@pytest.mark.parametrize(
    ("new", "kind"), [("short", WeakPassphrase), (PASSPHRASE, SamePassphrase)], ids=["weak", "same"]
)
def test_a_weak_or_unchanged_passphrase_is_refused(folder: Path, new: str, kind: type[Exception]) -> None:
    header = read_header(folder)

    with pytest.raises(kind):
        changed(folder, new=new)

    assert read_header(folder) == header


def test_a_slot_taken_away_opens_nothing(folder: Path) -> None:
    vault = reopen(folder)
    other = replace(vault.user, id=UserId(ENTROPY.new_id()), login="berit", name="Berit")
    vault.add_user(other, OTHER_PASSPHRASE, seed=os.urandom(32), kdf=CHEAP)
    remove_slot(vault, other.id)
    vault.close()

    refused(folder, WrongPassphrase, login="berit", passphrase=OTHER_PASSPHRASE)
    reopen(folder).close()


def test_the_last_key_stays(folder: Path) -> None:
    vault = reopen(folder)

    with pytest.raises(LastKey):
        remove_slot(vault, vault.user.id)

    vault.close()
    reopen(folder).close()


def known_without_a_key(folder: Path) -> User:
    """Leave what an addition leaves that was cut off between the record and the header."""
    vault = reopen(folder)
    other = replace(vault.user, id=UserId(ENTROPY.new_id()), login="berit", name="Berit")
    vault.store.add_user(vault.records, other)
    vault.close()
    return other


def test_whom_a_cut_off_addition_left_without_a_key_can_be_added_again(folder: Path) -> None:
    left = known_without_a_key(folder)

    vault = reopen(folder)
    added = vault.add_user(
        replace(left, id=UserId(ENTROPY.new_id())), OTHER_PASSPHRASE, seed=os.urandom(32), kdf=CHEAP
    )
    with vault.records.read() as uow:
        users = [user.id for user in uow.office.users()]
    vault.close()

    assert set(users) == {vault.user.id, added.id}
    reopen(folder, login="berit", passphrase=OTHER_PASSPHRASE).close()


def test_who_lost_a_key_but_did_something_stays_known(folder: Path) -> None:
    vault = reopen(folder)
    other = replace(vault.user, id=UserId(ENTROPY.new_id()), login="berit", name="Berit")
    vault.add_user(other, OTHER_PASSPHRASE, seed=os.urandom(32), kdf=CHEAP)
    vault.close()
    with open_session(folder, "berit", OTHER_PASSPHRASE):
        pass
    vault = reopen(folder)
    remove_slot(vault, other.id)
    vault.close()

    vault = reopen(folder)
    with vault.records.read() as uow:
        assert other.id in {user.id for user in uow.office.users()}
    vault.close()
