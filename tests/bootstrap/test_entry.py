"""Users get in with what they must have, choose their own passphrase first, and can be shut out."""

from pathlib import Path

import pytest

from screening_app.bootstrap import (
    Credential,
    NewColleague,
    add_user,
    credential_with,
    open_session,
    open_vault_for,
    unlock,
)
from screening_app.bootstrap.backups import salvage_vault
from screening_app.bootstrap.entry import (
    change_key_file,
    check_key_file_named,
    choose_passphrase,
    disable_user,
    enable_user,
    give_passphrase,
    key_file_rule,
    list_key_holders,
    needs_key_file,
    new_key_file,
    set_key_file_rule,
)
from screening_app.bootstrap.inspection import check_vault
from screening_app.bootstrap.keys import (
    change_own_passphrase,
    make_recovery_sheets,
    recover_vault,
    remove_user,
    rotate_vault,
)
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied
from screening_app.services.colleagues import UserUnknown
from screening_app.services.key_file_rule import KeyFileRequired
from screening_app.vault.door import WRONG_PASSPHRASE, DoorLog
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
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk
from tests.helpers.fakes import FakeClock

GIVEN = "åtta lila noshörningar dricker saft"
OWN = "elva gula giraffer sjunger opera"
NEWEST = "tolv randiga sebror spelar schack"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a vault with one user, an administrator."""
    return make_desk(tmp_path / "desk", role=Role.ADMINISTRATOR).vault


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a key file."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "a.key"


def add(
    vault: Path,
    *,
    temporary: bool = False,
    key: bytes | None = None,
    role: Role = Role.STAFF,
    login: str = "bo",
) -> None:
    """Give somebody a key."""
    new = NewColleague(login=login, name="Bo Exempelsson", role=role)
    given = Credential(GIVEN, key)
    add_user(vault, LOGIN, PASSPHRASE, new=new, new_passphrase=given, temporary=temporary, kdf=CHEAP)


def add_with_key_file(vault: Path, file: Path, login: str = "bo") -> Credential:
    """Give somebody a key that needs a key file, and return what opens it."""
    with new_key_file(vault, file) as held:
        add(vault, key=held, login=login)
    return credential_with(GIVEN, file)


def actions(vault: Path, passphrase: str | Credential = PASSPHRASE, login: str = LOGIN) -> list[AuditAction]:
    """Return what is on record, in order."""
    with open_session(vault, login, passphrase, write=False) as session, session.records.read() as uow:
        return [event.action for event in uow.audit.events()]


def failures(vault: Path) -> int:
    """Return how many wrong tries were counted."""
    events = DoorLog(vault, FakeClock()).events()
    return sum(event.kind == WRONG_PASSPHRASE for event in events)


# Key files


def test_a_slot_with_a_key_file_opens_with_both_and_with_nothing_less(vault: Path, file: Path) -> None:
    both = add_with_key_file(vault, file)
    with new_key_file(vault, file.with_name("other.key")) as other:
        pass

    with open_session(vault, "bo", both) as session:
        assert session.user.login == "bo"
    said = set[str]()
    wrong = (
        Credential(GIVEN, other),
        credential_with(GIVEN, file.with_name("missing.key")),
        Credential(OWN, both.key_file),
    )
    for given in wrong:
        with pytest.raises(WrongPassphrase) as caught:
            unlock(vault, "bo", given)
        said.add(caught.value.describe())
    assert len(said) == 1
    assert failures(vault) == len(wrong)


def test_whoever_names_no_key_file_is_told_so_and_nothing_is_counted(vault: Path, file: Path) -> None:
    add_with_key_file(vault, file)

    with pytest.raises(KeyFileNeeded):
        unlock(vault, "bo", GIVEN)
    with pytest.raises(KeyFileNeeded):
        check_key_file_named(vault, "bo", None)
    check_key_file_named(vault, "bo", file)
    check_key_file_named(vault, LOGIN, None)
    check_key_file_named(vault / "nothing", "bo", None)

    assert failures(vault) == 0
    assert needs_key_file(vault, " BO ")
    assert not needs_key_file(vault, LOGIN)


def test_an_unknown_login_does_not_show_by_needing_none(vault: Path, file: Path) -> None:
    with new_key_file(vault, file) as held:
        pass
    given = Credential(PASSPHRASE, held)
    change_key_file(vault, LOGIN, PASSPHRASE, file.with_name("own.key"), kdf=CHEAP)

    assert needs_key_file(vault, "nobody")
    with pytest.raises(KeyFileNeeded):
        unlock(vault, "nobody", PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        unlock(vault, "nobody", given)


def test_a_key_file_is_made_exchanged_and_done_without(vault: Path, file: Path) -> None:
    second = file.with_name("second.key")
    change_key_file(vault, LOGIN, PASSPHRASE, file, kdf=CHEAP)
    with pytest.raises(KeyFileNeeded):
        unlock(vault, LOGIN, PASSPHRASE)
    change_key_file(vault, LOGIN, credential_with(PASSPHRASE, file), second, kdf=CHEAP)
    with pytest.raises(WrongPassphrase):
        unlock(vault, LOGIN, credential_with(PASSPHRASE, file))
    change_key_file(vault, LOGIN, credential_with(PASSPHRASE, second), None, kdf=CHEAP)

    assert actions(vault).count(AuditAction.KEY_FILE_CHANGED) == 3
    assert not check_vault(vault, LOGIN, PASSPHRASE).faults


def test_the_key_file_stays_when_the_passphrase_changes_and_when_the_vault_key_does(
    vault: Path, file: Path
) -> None:
    both = add_with_key_file(vault, file)
    change_own_passphrase(vault, "bo", both, OWN, kdf=CHEAP)
    rotate_vault(vault, LOGIN, PASSPHRASE)

    with pytest.raises(KeyFileNeeded):
        unlock(vault, "bo", OWN)
    assert not check_vault(vault, "bo", Credential(OWN, both.key_file)).faults


def test_the_passphrase_of_who_is_at_the_desk_is_confirmed_without_the_medium(
    vault: Path, file: Path
) -> None:
    both = add_with_key_file(vault, file)
    unlocked = unlock(vault, "bo", both)
    file.unlink()

    unlocked.confirm(GIVEN)
    with pytest.raises(WrongPassphrase):
        unlocked.confirm(OWN)
    unlocked.close()


def test_where_everybody_needs_one_nobody_gets_a_slot_without(vault: Path, file: Path) -> None:
    add(vault)
    sheets = make_recovery_sheets(vault, LOGIN, PASSPHRASE)
    set_key_file_rule(vault, LOGIN, PASSPHRASE, required=True)
    header = read_header(vault)

    with pytest.raises(KeyFileRequired):
        change_own_passphrase(vault, "bo", GIVEN, OWN, kdf=CHEAP)
    with pytest.raises(KeyFileRequired):
        give_passphrase(vault, LOGIN, PASSPHRASE, colleague="bo", passphrase=OWN, kdf=CHEAP)
    with pytest.raises(KeyFileRequired):
        change_key_file(vault, "bo", GIVEN, None, kdf=CHEAP)
    with pytest.raises(KeyFileRequired):
        recover_vault(vault, sheets[:2], login="cia", name="Cia", passphrase=OWN, kdf=CHEAP)
    new = NewColleague(login="dag", name="Dag", role=Role.STAFF)
    with pytest.raises(KeyFileRequired):
        add_user(vault, LOGIN, PASSPHRASE, new=new, new_passphrase=OWN, kdf=CHEAP)

    assert read_header(vault).slots == header.slots
    assert key_file_rule(vault, LOGIN, PASSPHRASE)
    with new_key_file(vault, file) as held:
        recover_vault(vault, sheets[:2], login="cia", name="Cia", passphrase=Credential(OWN, held), kdf=CHEAP)
    set_key_file_rule(vault, "cia", Credential(OWN, held), required=False)
    change_key_file(vault, "cia", Credential(OWN, held), None, kdf=CHEAP)
    assert not check_vault(vault, "cia", OWN).faults


def test_a_key_file_whose_slot_did_not_come_about_is_taken_away(vault: Path, file: Path) -> None:
    with pytest.raises(LoginTaken):
        add_with_key_file(vault, file, login=LOGIN)

    assert not file.exists()


def test_a_damaged_vault_is_salvaged_with_the_key_file(vault: Path, file: Path, tmp_path: Path) -> None:
    both = add_with_key_file(vault, file)

    salvage_vault(vault, "bo", both, tmp_path / "saved")

    assert not check_vault(tmp_path / "saved", "bo", both).faults


# Passphrases that somebody else gave


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


# Shutting out


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
