"""Set-up makes a vault for two, each with a key of their own; unfit places and logins are refused."""

from pathlib import Path

import pytest

from screening_app.bootstrap import NewColleague, add_user, check_new_place, open_session, public_contacts
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied
from screening_app.vault.errors import (
    LoginTaken,
    SynchronisedFolder,
    UnusableFolder,
    VaultExists,
    WeakPassphrase,
)
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk

OTHERS = "åtta lila noshörningar dricker saft"


def give_key(
    vault: Path, *, login: str = "bo", role: Role = Role.SUPERVISOR, passphrase: str = OTHERS
) -> str:
    new = NewColleague(login=login, name="Bo Exempelsson", role=role)
    return add_user(vault, LOGIN, PASSPHRASE, new=new, new_passphrase=passphrase, kdf=CHEAP)


def test_the_second_user_opens_with_a_passphrase_of_their_own(tmp_path: Path) -> None:
    vault = make_desk(tmp_path).vault
    added = give_key(vault)

    with open_session(vault, "bo", OTHERS) as session:
        assert (session.user.id, session.user.role) == (added, Role.SUPERVISOR)
        with session.records.read() as uow:
            actions = [event.action for event in uow.audit.events() if event.object == added]
    assert actions[0] is AuditAction.USER_ADDED
    with open_session(vault, LOGIN, PASSPHRASE) as session:
        assert session.user.login == LOGIN


@pytest.mark.parametrize("login", [LOGIN, " ANNA "])
def test_a_login_is_given_once(tmp_path: Path, login: str) -> None:
    vault = make_desk(tmp_path).vault

    with pytest.raises(LoginTaken):
        give_key(vault, login=login)


def test_a_weak_passphrase_gives_no_key(tmp_path: Path) -> None:
    vault = make_desk(tmp_path).vault

    with pytest.raises(WeakPassphrase):
        give_key(vault, passphrase="sommar2026")


def test_once_there_is_an_administrator_nobody_else_gives_keys(tmp_path: Path) -> None:
    vault = make_desk(tmp_path).vault
    give_key(vault, role=Role.ADMINISTRATOR)

    with pytest.raises(AccessDenied):
        give_key(vault, login="cia")


def test_a_place_is_checked_without_making_anything(tmp_path: Path) -> None:
    free = tmp_path / "new" / "vault"

    check_new_place(free)

    assert not free.parent.exists()


def test_a_place_with_a_vault_or_a_synchronised_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VaultExists):
        check_new_place(make_desk(tmp_path / "desk").vault)
    with pytest.raises(SynchronisedFolder):
        check_new_place(tmp_path / "Dropbox" / "vault")


def test_a_place_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(UnusableFolder):
        check_new_place(tmp_path / "file" / "vault")


@pytest.mark.parametrize(("settled", "number"), [(None, "112"), ("se", "112"), ("gb", "999")])
def test_the_lock_screen_shows_the_numbers_of_its_country_and_never_anothers_by_the_alphabet(
    tmp_path: Path, settled: str | None, number: str
) -> None:
    if settled is not None:
        (tmp_path / "settings.json").write_text(f'{{"country": "{settled}"}}', encoding="utf-8")

    assert public_contacts(tmp_path)[0].number == number
