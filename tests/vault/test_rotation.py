"""A rotated vault key: the same records under another key, and one instant in which that becomes so."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.ids import UserId
from screening_app.domain.records import User
from screening_app.vault.cipher import GuardedConnection, connect
from screening_app.vault.copying import check_copy, copy_records
from screening_app.vault.errors import (
    CopyDiffers,
    DatabaseDamaged,
    HeaderDamaged,
    ReadOnlyVault,
    WrongPassphrase,
)
from screening_app.vault.generations import fresh_database
from screening_app.vault.header import Header, encode_header, read_header
from screening_app.vault.keys import database_key, exchange_key, exchange_private_key
from screening_app.vault.rotation import rotate
from screening_app.vault.sealing import seal, unseal
from screening_app.vault.slots import remove_slot
from tests.vault.enumerating import STORED, stored_in
from tests.vault.making import CHEAP, ENTROPY, OTHER_PASSPHRASE, reopen, stored_numbers
from tests.vault.spoiling import DATABASE, flip, refused

KEPT = list(range(1, STORED + 1))


def rotated(folder: Path) -> None:
    """Rotate the key and close the vault."""
    vault = reopen(folder)
    rotate(vault)
    vault.close()


def with_berit(folder: Path) -> User:
    """Give a second user a slot."""
    vault = reopen(folder)
    other = replace(vault.user, id=UserId(ENTROPY.new_id()), login="berit", name="Berit")
    known = vault.add_user(other, OTHER_PASSPHRASE, seed=os.urandom(32), kdf=CHEAP)
    vault.close()
    return known


def slots_waiting(folder: Path) -> list[bool]:
    """Tell of each slot whether a newer key waits in it."""
    return [slot.sealed is not None for slot in read_header(folder).slots]


def test_everybody_opens_the_rotated_vault_with_the_passphrase_they_had(master: Path) -> None:
    with_berit(master)

    rotated(master)

    assert slots_waiting(master) == [True, True]
    assert stored_in(master) == KEPT
    assert slots_waiting(master) == [False, True]
    reopen(master, login="berit", passphrase=OTHER_PASSPHRASE).close()
    assert slots_waiting(master) == [False, False]


def test_who_did_not_open_between_two_rotations_opens_after_the_second(master: Path) -> None:
    with_berit(master)

    rotated(master)
    rotated(master)

    reopen(master, login="berit", passphrase=OTHER_PASSPHRASE).close()


def test_a_reader_opens_with_the_key_that_waits_and_changes_nothing(master: Path) -> None:
    rotated(master)
    before = (master / "vault.json").read_bytes()

    vault = reopen(master, mode="read")

    assert stored_numbers(vault) == KEPT
    vault.close()
    assert (master / "vault.json").read_bytes() == before


def test_nothing_of_the_old_generation_is_left_and_the_old_key_opens_nothing(master: Path) -> None:
    vault = reopen(master)
    old = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    rotate(vault)
    vault.close()

    assert sorted(path.name for path in master.glob("records-*")) == ["records-2.db"]
    with pytest.raises(DatabaseDamaged):
        connect(master / "records-2.db", old, mode="read")


def test_a_removed_user_opens_nothing_with_the_old_header_either(master: Path) -> None:
    berit = with_berit(master)
    kept_aside = read_header(master)
    vault = reopen(master)
    remove_slot(vault, berit.id)
    rotate(vault)
    vault.close()

    refused(master, WrongPassphrase, login="berit", passphrase=OTHER_PASSPHRASE)
    mixed = read_header(master).model_copy(update={"slots": kept_aside.slots})
    put_header(master, mixed)
    refused(master, HeaderDamaged, login="berit", passphrase=OTHER_PASSPHRASE)


def put_header(folder: Path, header: Header) -> None:
    """Write a header as somebody with the folder, and without a key, could."""
    for name in ("vault.json", "vault.json.copy"):
        (folder / name).write_bytes(encode_header(header))


def test_a_key_sealed_to_another_slot_is_of_no_use(master: Path) -> None:
    berit = with_berit(master)
    rotated(master)
    header = read_header(master)
    anna = next(slot for slot in header.slots if slot.id != berit.id)
    hers = next(slot for slot in header.slots if slot.id == berit.id)
    put_header(master, header.with_slot(hers.model_copy(update={"sealed": anna.sealed})))

    refused(master, HeaderDamaged, login="berit", passphrase=OTHER_PASSPHRASE)


def test_a_key_is_never_sealed_to_a_point_that_keeps_no_secret() -> None:
    with pytest.raises(HeaderDamaged):
        seal(bytes(32), "00" * 32, "vault")


def test_progress_may_stop_it_and_then_everything_is_as_it_was(master: Path) -> None:
    before = (master / "vault.json").read_bytes()
    vault = reopen(master)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(vault, stop)
    vault.close()

    assert (master / "vault.json").read_bytes() == before
    assert not list(master.glob("records-2*"))
    assert stored_in(master) == KEPT


def test_a_damaged_page_stops_it_and_the_old_vault_stays(master: Path) -> None:
    flip(master / DATABASE, 5 * 4096 + 100)
    before = read_header(master)
    vault = reopen(master)

    with pytest.raises(DatabaseDamaged):
        rotate(vault)
    vault.close()

    assert read_header(master) == before
    assert not list(master.glob("records-2*"))


def test_a_header_that_cannot_be_written_leaves_no_copy_of_the_records(master: Path) -> None:
    before = read_header(master)
    vault = reopen(master)
    (master / "vault.json.new").mkdir()

    with pytest.raises(ReadOnlyVault):
        rotate(vault)
    vault.close()

    (master / "vault.json.new").rmdir()
    assert read_header(master) == before
    assert not list(master.glob("records-2*"))
    assert stored_in(master) == KEPT


def delete_last(copy: GuardedConnection) -> None:
    """Leave one row out."""
    copy.execute("DELETE FROM setting WHERE rowid = (SELECT max(rowid) FROM setting)")


def drop_trigger(copy: GuardedConnection) -> None:
    """Leave a trigger out."""
    row = copy.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' LIMIT 1").fetchone()
    assert row is not None
    copy.execute(f'DROP TRIGGER "{row[0]}"')


def change_value(copy: GuardedConnection) -> None:
    """Change one value."""
    copy.execute("UPDATE unit SET phone = '000-00 00 01'")


def move_row(copy: GuardedConnection) -> None:
    """Give one row another row id: the order of answers hangs on them."""
    copy.execute("UPDATE unit SET rowid = rowid + 7")


@pytest.mark.parametrize("spoil", [delete_last, drop_trigger, change_value, move_row])
def test_a_copy_that_differs_in_anything_is_found_out(
    master: Path, tmp_path: Path, spoil: Callable[[GuardedConnection], None]
) -> None:
    vault = reopen(master)
    source, key = vault.reader(), os.urandom(48)
    with fresh_database(tmp_path / "records-9.db", key) as copy:
        copy_records(vault.reader, copy, None)
        rows = check_copy(source, copy)
    assert rows["answer_event"] == STORED
    copy = connect(tmp_path / "records-9.db", key, mode="write")
    triggers = copy.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    if spoil is not drop_trigger:
        for (name,) in triggers:
            copy.execute(f'DROP TRIGGER "{name}"')
    spoil(copy)

    with pytest.raises(CopyDiffers):
        check_copy(source, copy)

    copy.close()
    source.close()
    vault.close()


def test_files_that_never_got_whole_go_and_later_ones_stay(master: Path) -> None:
    rotated(master)
    for name in ("records-1.db", "records-1.db-wal", "records-3.db.new", "records-7.db"):
        (master / name).write_bytes(b"left over")

    reopen(master).close()

    assert sorted(path.name for path in master.glob("records-*")) == ["records-2.db", "records-7.db"]
    rotated(master)
    assert read_header(master).database == "records-8.db"


def test_what_was_sealed_is_what_comes_out() -> None:
    secret, key = os.urandom(32), os.urandom(32)

    assert unseal(seal(key, exchange_key(secret, "v"), "v"), exchange_private_key(secret, "v"), "v") == key
