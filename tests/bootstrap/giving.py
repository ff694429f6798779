"""Giving keys in tests, and looking at what is on record."""

from pathlib import Path

from screening_app.bootstrap import (
    Credential,
    NewColleague,
    add_user,
    credential_with,
    open_session,
)
from screening_app.bootstrap.entry import (
    new_key_file,
)
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.vault.door import WRONG_PASSPHRASE, DoorLog
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE
from tests.helpers.fakes import FakeClock

GIVEN = "åtta lila noshörningar dricker saft"
OWN = "elva gula giraffer sjunger opera"
NEWEST = "tolv randiga sebror spelar schack"


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
