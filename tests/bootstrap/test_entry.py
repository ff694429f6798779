"""Users choose a passphrase of their own first, get in again when they lost it, and can be shut out."""

from pathlib import Path

import pytest

from screening_app.bootstrap import (
    Credential,
    credential_with,
    open_session,
    open_vault_for,
    unlock,
)
from screening_app.bootstrap.backups import salvage_vault
from screening_app.bootstrap.entry import (
    choose_passphrase,
    disable_user,
    enable_user,
    give_passphrase,
    list_key_holders,
    new_key_file,
)
from screening_app.bootstrap.inspection import check_vault
from screening_app.bootstrap.keys import (
    remove_user,
)
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied
from screening_app.services.colleagues import UserUnknown
from screening_app.vault.errors import (
    KeyFileNeeded,
    LoginTaken,
    NoKey,
    PassphraseIsTemporary,
    SamePassphrase,
    UserDisabled,
    WeakPassphrase,
    WrongPassphrase,
)
from screening_app.vault.header import read_header, write_header
from screening_app.vault.keys import check_signature
from tests.bootstrap.giving import GIVEN, NEWEST, OWN, actions, add, failures
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE


def test_a_given_passphrase_opens_nothing_but_the_way_to_ones_own(vault: Path, tmp_path: Path) -> None:
    add(vault, temporary=True)

    for write in (True, False):
        with pytest.raises(PassphraseIsTemporary), open_session(vault, "bo", GIVEN, write=write):
            pass
    with pytest.raises(PassphraseIsTemporary):
        unlock(vault, "bo", GIVEN)
    with pytest.raises(PassphraseIsTemporary):
        salvage_vault(vault, "bo", GIVEN, tmp_path / "saved")

    choose_passphrase(vault, "bo", GIVEN, OWN, kdf=CHEAP).close()
    with pytest.raises(WrongPassphrase):
        unlock(vault, "bo", GIVEN)
    assert not check_vault(vault, "bo", OWN).faults
    assert AuditAction.PASSPHRASE_CHANGED in actions(vault)


@pytest.mark.parametrize(("own", "kind"), [("kort", WeakPassphrase), (GIVEN, SamePassphrase)])
def test_the_way_stays_shut_until_the_new_one_will_do(vault: Path, own: str, kind: type[Exception]) -> None:
    add(vault, temporary=True)

    with pytest.raises(kind):
        choose_passphrase(vault, "bo", GIVEN, own, kdf=CHEAP)

    with pytest.raises(PassphraseIsTemporary):
        unlock(vault, "bo", GIVEN)


def test_the_mark_cannot_be_taken_off_in_the_file(vault: Path) -> None:
    add(vault, temporary=True)
    header = read_header(vault)
    (slot,) = (slot for slot in header.slots if slot.temporary)

    write_header(vault, header.with_slot(slot.model_copy(update={"temporary": False})))

    with pytest.raises(WrongPassphrase):
        unlock(vault, "bo", GIVEN)


def test_whoever_gave_the_passphrase_cannot_sign_as_the_user_afterwards(vault: Path) -> None:
    add(vault, temporary=True)
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=False) as opened, opened.records.read() as uow:
        (before,) = (user.public_keys for user in uow.office.users() if user.login == "bo")

    unlocked = choose_passphrase(vault, "bo", GIVEN, OWN, kdf=CHEAP)
    with unlocked.session.records.read() as uow:
        (after,) = (user.public_keys for user in uow.office.users() if user.login == "bo")
        own = [event for event in uow.audit.events() if event.user == unlocked.session.user.id]
    unlocked.close()

    assert len(before) == len(after) == 1
    assert set(before).isdisjoint(after)
    assert [event.action for event in own] == [AuditAction.UNLOCKED, AuditAction.PASSPHRASE_CHANGED]
    assert all(check_signature(after[0], event.mac, event.signature) for event in own)


def test_somebody_who_cannot_get_in_is_given_another_passphrase_and_keeps_what_they_signed(
    vault: Path, file: Path
) -> None:
    add(vault)
    with open_session(vault, "bo", GIVEN) as session:
        bo = session.user.id
    for passphrase in (OWN, NEWEST):
        give_passphrase(
            vault,
            LOGIN,
            PASSPHRASE,
            colleague="bo",
            passphrase=passphrase,
            place=file.with_name(passphrase),
            kdf=CHEAP,
        )

    with pytest.raises(KeyFileNeeded):
        unlock(vault, "bo", GIVEN)
    given = credential_with(NEWEST, file.with_name(NEWEST))
    with pytest.raises(PassphraseIsTemporary):
        unlock(vault, "bo", given)
    unlocked = choose_passphrase(vault, "bo", given, Credential(GIVEN, given.key_file), kdf=CHEAP)
    assert unlocked.session.user.id == bo
    # The key of the days before, and the one in use: none that came with a passphrase somebody gave.
    assert len(unlocked.session.user.public_keys) == 2
    unlocked.close()

    assert not check_vault(vault, LOGIN, PASSPHRASE).faults
    assert actions(vault).count(AuditAction.PASSPHRASE_GIVEN) == 2


def test_nobody_gives_themselves_a_passphrase_nor_somebody_who_is_not_there(vault: Path) -> None:
    with pytest.raises(AccessDenied):
        give_passphrase(vault, LOGIN, PASSPHRASE, colleague=LOGIN, passphrase=OWN, kdf=CHEAP)
    with pytest.raises(UserUnknown):
        give_passphrase(vault, LOGIN, PASSPHRASE, colleague="bo", passphrase=OWN, kdf=CHEAP)


def test_whoever_is_shut_out_gets_in_no_way_until_let_in_again(vault: Path) -> None:
    add(vault)
    disable_user(vault, LOGIN, PASSPHRASE, colleague="bo")

    for write in (True, False):
        with pytest.raises(UserDisabled), open_session(vault, "bo", GIVEN, write=write):
            pass
    with pytest.raises(UserDisabled):
        choose_passphrase(vault, "bo", GIVEN, OWN, kdf=CHEAP)
    assert failures(vault) == 0
    with pytest.raises(WrongPassphrase):
        unlock(vault, "bo", OWN)

    enable_user(vault, LOGIN, PASSPHRASE, colleague="bo")
    with open_session(vault, "bo", GIVEN) as session:
        assert session.user.active
    done = actions(vault)
    assert done.index(AuditAction.USER_DISABLED) < done.index(AuditAction.USER_ENABLED)


def test_nobody_shuts_themselves_out(vault: Path) -> None:
    with pytest.raises(AccessDenied):
        disable_user(vault, LOGIN, PASSPHRASE, colleague=LOGIN)

    unlock(vault, LOGIN, PASSPHRASE).close()


def test_only_who_was_shut_out_and_has_a_key_is_let_in_again(vault: Path) -> None:
    add(vault)
    with pytest.raises(UserUnknown):
        enable_user(vault, LOGIN, PASSPHRASE, colleague="bo")
    remove_user(vault, LOGIN, PASSPHRASE, leaving="bo")

    with pytest.raises(NoKey):
        enable_user(vault, LOGIN, PASSPHRASE, colleague="bo")
    with pytest.raises(NoKey):
        remove_user(vault, LOGIN, PASSPHRASE, leaving="bo")


def test_whose_key_was_taken_away_is_given_one_again_and_is_the_same_user(vault: Path) -> None:
    add(vault)
    with open_session(vault, "bo", GIVEN) as session:
        bo = session.user.id
    remove_user(vault, LOGIN, PASSPHRASE, leaving="bo")

    give_passphrase(vault, LOGIN, PASSPHRASE, colleague="bo", passphrase=OWN, kdf=CHEAP)

    unlocked = choose_passphrase(vault, "bo", OWN, NEWEST, kdf=CHEAP)
    assert unlocked.session.user.id == bo
    unlocked.close()
    assert not check_vault(vault, LOGIN, PASSPHRASE).faults


def test_a_passphrase_lets_nobody_in_who_is_shut_out(vault: Path) -> None:
    add(vault)
    disable_user(vault, LOGIN, PASSPHRASE, colleague="bo")

    with pytest.raises(UserUnknown):
        give_passphrase(vault, LOGIN, PASSPHRASE, colleague="bo", passphrase=OWN, kdf=CHEAP)


def test_whoever_is_shut_out_can_be_removed_for_good(vault: Path) -> None:
    add(vault)
    disable_user(vault, LOGIN, PASSPHRASE, colleague="bo")
    remove_user(vault, LOGIN, PASSPHRASE, leaving="bo")

    with pytest.raises(WrongPassphrase):
        unlock(vault, "bo", GIVEN)


def test_the_login_of_somebody_removed_is_not_given_again(vault: Path) -> None:
    add(vault)
    remove_user(vault, LOGIN, PASSPHRASE, leaving="bo")

    with pytest.raises(LoginTaken):
        add(vault)


def test_every_user_and_what_their_key_is_can_be_listed(vault: Path, file: Path) -> None:
    with new_key_file(vault, file) as held:
        add(vault, temporary=True, key=held, role=Role.SUPERVISOR)

    anna, bo = list_key_holders(vault, LOGIN, PASSPHRASE)

    assert (anna.login, anna.has_key, anna.needs_key_file, anna.must_choose) == (LOGIN, True, False, False)
    assert (bo.role, bo.is_active, bo.has_key, bo.needs_key_file, bo.must_choose) == (
        Role.SUPERVISOR,
        True,
        True,
        True,
        True,
    )
