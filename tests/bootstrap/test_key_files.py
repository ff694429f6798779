"""A slot that needs a key file opens with both and nothing less; the rule is kept wherever slots are made."""

from pathlib import Path

import pytest

from screening_app.bootstrap import (
    Credential,
    NewColleague,
    add_user,
    credential_with,
    open_session,
    unlock,
)
from screening_app.bootstrap.backups import salvage_vault
from screening_app.bootstrap.entry import (
    change_key_file,
    check_key_file_named,
    give_passphrase,
    key_file_rule,
    needs_key_file,
    new_key_file,
    set_key_file_rule,
)
from screening_app.bootstrap.inspection import check_vault
from screening_app.bootstrap.keys import (
    change_own_passphrase,
    make_recovery_sheets,
    recover_vault,
    rotate_vault,
)
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.services.key_file_rule import KeyFileRequired
from screening_app.vault.errors import (
    KeyFileNeeded,
    LoginTaken,
    WrongPassphrase,
)
from screening_app.vault.header import read_header
from tests.bootstrap.giving import GIVEN, OWN, actions, add, add_with_key_file, failures
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE


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
