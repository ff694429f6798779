"""Whatever becomes of keys is in the chain: by the deed itself, or found when the vault is opened next."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from screening_app.bootstrap import NewColleague, add_user, open_session, open_vault_for, session_on_record
from screening_app.bootstrap.entry import change_key_file, choose_passphrase, give_passphrase
from screening_app.bootstrap.inspection import check_vault
from screening_app.bootstrap.keys import (
    change_own_passphrase,
    make_recovery_sheets,
    recover_vault,
    remove_user,
    retire_sheets,
    rotate_vault,
    take_key,
)
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction, AuditEvent
from screening_app.services.audit import all_events
from screening_app.vault.header import read_header, write_header
from screening_app.vault.opened import OpenVault
from screening_app.vault.recovery import make_sheets
from screening_app.vault.rotation import rotate
from screening_app.vault.slots import change_passphrase, remove_slot, replace_slot
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk

OWN = "elva gula giraffer sjunger opera"
GIVEN = "åtta lila noshörningar dricker saft"
BO = NewColleague(login="bo", name="Bo Ek", role=Role.STAFF)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a vault with an administrator and a colleague."""
    folder = make_desk(tmp_path / "desk", role=Role.ADMINISTRATOR).vault
    add_user(folder, LOGIN, PASSPHRASE, new=BO, new_passphrase=GIVEN, kdf=CHEAP)
    return folder


def events(vault: Path, passphrase: str = PASSPHRASE) -> list[AuditEvent]:
    """Open the vault as at the next unlock, and return what is on record then."""
    with open_session(vault, LOGIN, passphrase) as session, session.records.read() as uow:
        return list(all_events(uow))


def found(vault: Path, passphrase: str = PASSPHRASE) -> list[dict[str, object]]:
    """Return what openings found changed without being on record."""
    said = [event.body for event in events(vault, passphrase) if event.action is AuditAction.KEYS_FOUND]
    return [json.loads(body or "") for body in said]


def bo_of(vault: OpenVault) -> str:
    """Return the colleague's id."""
    return next(slot.id for slot in vault.header.slots if slot.id != vault.user.id)


def replaced(vault: OpenVault) -> None:
    """Give the colleague another passphrase."""
    with vault.records.read() as uow:
        bo = next(user for user in uow.office.users() if user.id != vault.user.id)
    replace_slot(vault, bo, OWN, kdf=CHEAP)


def give_and_choose(vault: Path) -> None:
    """Give the colleague another passphrase, and let them choose one of their own."""
    give_passphrase(vault, LOGIN, PASSPHRASE, colleague="bo", passphrase=OWN, kdf=CHEAP)
    choose_passphrase(vault, "bo", OWN, f"{OWN} igen", kdf=CHEAP).close()


def recover(vault: Path) -> None:
    """Get in with sheets."""
    sheets = make_recovery_sheets(vault, LOGIN, PASSPHRASE)
    recover_vault(vault, sheets[:2], login="eva", name="Eva Ek", passphrase=OWN, kdf=CHEAP)


def renew_sheets(vault: Path) -> None:
    """Make sheets twice, and end those of before."""
    for _time in range(2):
        make_recovery_sheets(vault, LOGIN, PASSPHRASE)
    retire_sheets(vault, LOGIN, PASSPHRASE)


DEEDS: dict[str, tuple[Callable[[Path], object], AuditAction]] = {
    "removed": (lambda vault: remove_user(vault, LOGIN, PASSPHRASE, leaving="bo"), AuditAction.KEY_TAKEN),
    "rotated": (lambda vault: rotate_vault(vault, LOGIN, PASSPHRASE), AuditAction.KEY_ROTATED),
    "changed": (
        lambda vault: change_own_passphrase(vault, "bo", GIVEN, OWN, kdf=CHEAP),
        AuditAction.PASSPHRASE_CHANGED,
    ),
    "given": (
        lambda vault: give_passphrase(vault, LOGIN, PASSPHRASE, colleague="bo", passphrase=OWN, kdf=CHEAP),
        AuditAction.PASSPHRASE_GIVEN,
    ),
    "chosen": (give_and_choose, AuditAction.PASSPHRASE_CHANGED),
    "key file": (
        lambda vault: change_key_file(vault, "bo", GIVEN, vault.parent / "medium.bin", kdf=CHEAP),
        AuditAction.KEY_FILE_CHANGED,
    ),
    "sheets": (renew_sheets, AuditAction.SHEETS_RETIRED),
    "recovered": (recover, AuditAction.RECOVERED),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_that_went_through_is_on_record_and_nothing_is_found_afterwards(
    vault: Path, deed: str
) -> None:
    do, action = DEEDS[deed]

    do(vault)

    assert found(vault) == []
    assert action in {event.action for event in events(vault)}
    assert not check_vault(vault, LOGIN, PASSPHRASE).faults


CUT_OFF: dict[str, tuple[Callable[[OpenVault], object], str]] = {
    "a key taken": (lambda vault: remove_slot(vault, bo_of(vault)), "removed"),  # type: ignore[arg-type]
    "a key given": (replaced, "changed"),
    "sheets made": (make_sheets, "added"),
    "a vault key rotated": (rotate, "rotated"),
}


@pytest.mark.parametrize("deed", CUT_OFF)
def test_a_change_that_was_never_written_down_is_found_once_at_the_next_opening(
    vault: Path, deed: str
) -> None:
    do, kind = CUT_OFF[deed]
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=True) as opened:
        do(opened)

    (body,) = found(vault)

    assert {name for name in ("added", "removed", "changed", "rotated") if body[name]} == {kind}
    assert len(found(vault)) == 1
    assert not check_vault(vault, LOGIN, PASSPHRASE).faults


def test_a_passphrase_changed_and_never_written_down_is_found(vault: Path) -> None:
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=True) as opened:
        change_passphrase(opened, PASSPHRASE, OWN, kdf=CHEAP)
        own = opened.user.id

    (body,) = found(vault, OWN)

    assert body["changed"] == [own]


def test_a_header_put_back_by_hand_is_found_with_the_key_that_it_revives(vault: Path) -> None:
    before = read_header(vault)
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=True) as opened:
        bo = bo_of(opened)
        take_key(opened, session_on_record(opened), "bo")
    write_header(vault, before)

    (body,) = found(vault)

    assert body["added"] == [bo]


@pytest.mark.parametrize("stored", ["", "{", "[]", '{"key": 1}', '{"key": "a", "slots": 3}'])
def test_a_vault_that_remembers_no_keys_has_all_of_them_found(vault: Path, stored: str) -> None:
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=True) as opened, opened.records.write() as uow:
        uow.office.store_setting("keys-on-record", stored)
        uow.commit()

    (body,) = found(vault)

    assert body["added"] == sorted(slot.id for slot in read_header(vault).slots)
