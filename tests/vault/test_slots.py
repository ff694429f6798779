"""Passphrases are changed and keys taken away in one write of the header; the records stay as they are."""

import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.ids import UserId
from screening_app.vault.errors import LastKey, SamePassphrase, WeakPassphrase, WrongPassphrase
from screening_app.vault.header import read_header
from screening_app.vault.slots import change_passphrase, remove_slot
from tests.vault.enumerating import STORED, every_write, fresh
from tests.vault.making import CHEAP, ENTROPY, OTHER_PASSPHRASE, PASSPHRASE, reopen, stored_numbers
from tests.vault.spoiling import refused
from tests.vault.tracing import Answering

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


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


@needs_strace
@pytest.mark.parametrize("fault", ["signal=SIGKILL:when={nth}", "error=ENOSPC:when={nth}+"])
def test_at_any_write_exactly_one_of_the_two_passphrases_opens(
    master: Path, answering: Answering, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places = every_write(answering.run(fresh(master), do="change").calls)
    opened_by = Counter[str]()
    for name, nth in places:
        folder = fresh(master)

        run = answering.run(folder, do="change", fault=f"{name}:{fault.format(nth=nth)}")

        works = [word for word in (PASSPHRASE, OTHER_PASSPHRASE) if opens(folder, word)]
        assert len(works) == 1, (name, nth, run)
        assert not run.saved or works == [OTHER_PASSPHRASE], (name, nth, run)
        opened_by[works[0]] += 1
    with capsys.disabled():
        print(f"passphrase, {fault}: {len(places)} places, {opened_by[OTHER_PASSPHRASE]} with the new one")
    assert set(opened_by) == {PASSPHRASE, OTHER_PASSPHRASE}


def opens(folder: Path, passphrase: str) -> bool:
    """Tell whether that passphrase opens the vault with everything in it."""
    try:
        vault = reopen(folder, passphrase=passphrase)
    except WrongPassphrase:
        return False
    assert stored_numbers(vault) == list(range(1, STORED + 1))
    vault.close()
    return True
