"""Who may do what with keys, rule and backups, as a table; refusals change nothing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screening_app.bootstrap import NewColleague, add_user, open_session
from screening_app.bootstrap.backups import back_up_vault
from screening_app.bootstrap.entry import (
    disable_user,
    enable_user,
    give_passphrase,
    list_key_holders,
    set_key_file_rule,
)
from screening_app.bootstrap.inspection import check_vault
from screening_app.bootstrap.keys import (
    change_own_passphrase,
    make_recovery_sheets,
    remove_user,
    retire_sheets,
    rotate_vault,
)
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction, Deed
from screening_app.domain.errors import AccessDenied
from screening_app.services.audit import all_events
from screening_app.vault.header import read_header
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk

GIVEN = "åtta lila noshörningar dricker saft"
OWN = "elva gula giraffer sjunger opera"

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
EVERYBODY = frozenset(Role)

Doing = Callable[[Path, str, str], object]
"""Does something to a vault, as the user of a login with a passphrase."""

MAY: dict[str, tuple[Doing, frozenset[Role]]] = {
    "add a user": (
        lambda vault, login, key: add_user(
            vault,
            login,
            key,
            new=NewColleague(login="eva", name="Eva", role=Role.STAFF),
            new_passphrase=OWN,
            kdf=CHEAP,
        ),
        ADMINISTRATOR,
    ),
    "remove a user": (lambda vault, login, key: remove_user(vault, login, key, leaving="cia"), ADMINISTRATOR),
    "shut a user out": (
        lambda vault, login, key: disable_user(vault, login, key, colleague="cia"),
        ADMINISTRATOR,
    ),
    "let a user in again": (
        lambda vault, login, key: enable_user(vault, login, key, colleague="dag"),
        ADMINISTRATOR,
    ),
    "give a passphrase": (
        lambda vault, login, key: give_passphrase(
            vault, login, key, colleague="cia", passphrase=OWN, kdf=CHEAP
        ),
        ADMINISTRATOR,
    ),
    "list the key holders": (list_key_holders, ADMINISTRATOR),
    "say who needs a key file": (
        lambda vault, login, key: set_key_file_rule(vault, login, key, required=True),
        ADMINISTRATOR,
    ),
    "rotate the vault key": (rotate_vault, ADMINISTRATOR),
    "make recovery sheets": (make_recovery_sheets, ADMINISTRATOR),
    "end earlier recovery sheets": (retire_sheets, ADMINISTRATOR),
    "back up": (
        lambda vault, login, key: back_up_vault(vault, login, key, vault.parent / "backup"),
        ADMINISTRATOR,
    ),
    "verify": (check_vault, EVERYBODY),
    "change one's own passphrase": (
        lambda vault, login, key: change_own_passphrase(vault, login, key, OWN, kdf=CHEAP),
        EVERYBODY,
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with one user of each role, one more, and one who is shut out."""
    vault = make_desk(tmp_path_factory.mktemp("desk"), role=Role.ADMINISTRATOR).vault
    others = {str(role): role for role in Role} | {"cia": Role.STAFF, "dag": Role.STAFF}
    for login, role in others.items():
        new = NewColleague(login=login, name=login, role=role)
        add_user(vault, LOGIN, PASSPHRASE, new=new, new_passphrase=GIVEN, kdf=CHEAP)
    disable_user(vault, LOGIN, PASSPHRASE, colleague="dag")
    return vault


@pytest.fixture
def vault(desk: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return copied(desk, tmp_path / "copy")


def copied(desk: Path, folder: Path) -> Path:
    """Copy a closed vault."""
    folder.mkdir()
    for file in desk.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@contextmanager
def nothing_changes(vault: Path) -> Iterator[None]:
    """Hold that keys and users stay as they are."""
    before, users = read_header(vault), names(vault)
    yield
    assert (read_header(vault), names(vault)) == (before, users)


def names(vault: Path) -> list[tuple[str, bool]]:
    """Return who is there, and who is let in."""
    with open_session(vault, LOGIN, PASSPHRASE, write=False) as session, session.records.read() as uow:
        return [(user.login, user.active) for user in uow.office.users()]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("doing", MAY)
def test_who_may_do_what(vault: Path, doing: str, role: Role) -> None:
    do, may = MAY[doing]

    if role in may:
        do(vault, str(role), GIVEN)
        return
    with nothing_changes(vault), pytest.raises(AccessDenied):
        do(vault, str(role), GIVEN)
    assert not (vault.parent / "backup").exists()
    assert refusals(vault, str(role)) == 1


def refusals(vault: Path, login: str) -> int:
    """Open the vault as the next unlock would, and count what is on record as refused to a user."""
    with open_session(vault, LOGIN, PASSPHRASE) as session, session.records.read() as uow:
        who = next(user.id for user in uow.office.users() if user.login == login)
        events = tuple(all_events(uow))
    in_the_chain = [event for event in events if (event.action, event.object) == (AuditAction.REFUSED, who)]
    bodies = [json.loads(event.body or "{}") for event in events if event.action is AuditAction.DOOR]
    at_the_door = [body for body in bodies if "denied: 1" in body["kinds"] and who in body["slots"]]
    assert all(
        event.user == who and json.loads(event.body or "")["deed"] in set(Deed) for event in in_the_chain
    )
    return len(in_the_chain) + len(at_the_door)


@pytest.mark.parametrize("doing", ["remove a user", "shut a user out", "give a passphrase"])
def test_what_nobody_may_do_to_themselves_is_on_record_as_refused(vault: Path, doing: str) -> None:
    to_themselves: dict[str, Doing] = {
        "remove a user": lambda vault, login, key: remove_user(vault, login, key, leaving=login),
        "shut a user out": lambda vault, login, key: disable_user(vault, login, key, colleague=login),
        "give a passphrase": lambda vault, login, key: give_passphrase(
            vault, login, key, colleague=login, passphrase=OWN, kdf=CHEAP
        ),
    }
    with nothing_changes(vault), pytest.raises(AccessDenied):
        to_themselves[doing](vault, LOGIN, PASSPHRASE)

    assert refusals(vault, LOGIN) == 1


ALONE = [
    "list the key holders",
    "say who needs a key file",
    "rotate the vault key",
    "make recovery sheets",
    "back up",
]


@pytest.mark.parametrize("doing", ALONE)
def test_in_a_unit_without_an_administrator_any_key_holder_looks_after_the_keys(
    tmp_path: Path, doing: str
) -> None:
    vault = make_desk(tmp_path / "desk", role=Role.STAFF).vault

    MAY[doing][0](vault, LOGIN, PASSPHRASE)
