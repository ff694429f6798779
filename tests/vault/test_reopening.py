"""Whoever has a vault open opens a copy of it, and itself after a rotation, without a passphrase."""

from pathlib import Path

import pytest

from screening_app.vault.backup import back_up, restore
from screening_app.vault.errors import KeyOfAnotherDay
from screening_app.vault.foot import mark_of
from screening_app.vault.reopening import opened_again
from screening_app.vault.rotation import rotate
from tests.vault.making import CLOCK, reopen


def test_a_copy_put_back_opens_with_the_key_that_is_open(master: Path, tmp_path: Path) -> None:
    vault = reopen(master)
    back_up(vault, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "back", clock=CLOCK)

    copy = opened_again(vault, tmp_path / "back", clock=CLOCK)

    assert copy.user == vault.user
    assert copy.signer.sign(b"x") == vault.signer.sign(b"x")
    copy.close()
    vault.close()


def test_the_same_vault_opens_again_after_a_rotation(master: Path) -> None:
    vault = reopen(master)
    rotate(vault)

    fresh = opened_again(vault, master, clock=CLOCK)

    with fresh.records.read() as uow:
        assert uow.office.unit() == vault.unit
    fresh.close()
    vault.close()


def test_a_copy_from_before_a_rotation_is_of_another_day(master: Path, tmp_path: Path) -> None:
    vault = reopen(master)
    back_up(vault, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "back", clock=CLOCK)
    rotate(vault)

    with pytest.raises(KeyOfAnotherDay):
        opened_again(vault, tmp_path / "back", clock=CLOCK)
    vault.close()


def test_the_mark_of_a_backup_is_its_own(master: Path, tmp_path: Path) -> None:
    vault = reopen(master)
    for name in ("one", "two"):
        back_up(vault, tmp_path / name)
    vault.close()
    (tmp_path / "one again").write_bytes((tmp_path / "one").read_bytes())

    assert mark_of(tmp_path / "one") == mark_of(tmp_path / "one again")
    assert mark_of(tmp_path / "one") != mark_of(tmp_path / "two")
    assert set(mark_of(tmp_path / "one")) <= set("0123456789abcdef")
