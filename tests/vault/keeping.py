"""What every deed's vault starts from, and how it is held that nothing of it is lost."""

import json
from collections.abc import Callable
from pathlib import Path

from screening_app.bootstrap import open_session, open_vault_for
from screening_app.bootstrap.inspection import report_of
from screening_app.domain.audit import AuditAction, AuditEvent
from screening_app.services.audit import all_events
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.vault.errors import UserDisabled, WrongPassphrase
from screening_app.vault.header import read_header
from tests.e2e.desk import DEMO, LOGIN, PASSPHRASE, make_desk

VAULT, BACKUP, PAPER, BACK = "vault", "copy.samtalsstod", "paper", "back"

SAYS = {
    "added": {AuditAction.USER_ADDED, AuditAction.RECOVERED, AuditAction.SHEETS_MADE},
    "removed": {AuditAction.KEY_TAKEN, AuditAction.SHEETS_RETIRED},
    "changed": {AuditAction.PASSPHRASE_CHANGED},
    "rotated": {AuditAction.KEY_ROTATED},
}
"""What is on record after each way that a header can change."""

Say = Callable[[], None]
"""Called each time that something is promised."""


def told(place: Path, *, close: bool = True) -> None:
    """Make a vault with one whole conversation in it."""
    desk = make_desk(place)
    script = read_script(DEMO / "yes.answers.yaml").model_copy(update={"close": close})
    with open_session(desk.vault, LOGIN, PASSPHRASE) as session:
        run = run_script(session, "pathway-health", script, source="yes")
    (place / "screening").write_text(run.conversation.screening.id)
    (place / "rows").write_text(json.dumps(rows(place / VAULT)))
    remember_keys(place)


def remember_keys(place: Path) -> None:
    """Note which keys there are, and how far the chain goes, before the deed."""
    keys, count = read_header(place / VAULT).keys_held, len(on_record(place / VAULT, PASSPHRASE))
    noted = {"key": keys.key, "slots": dict(keys.slots), "count": count}
    (place / "keys").write_text(json.dumps(noted))


def on_record(vault: Path, passphrase: str) -> tuple[AuditEvent, ...]:
    """Open a vault as the next unlock would, and return what is on record then."""
    with open_session(vault, LOGIN, passphrase) as session, session.records.read() as uow:
        return tuple(all_events(uow))


def keys_are_on_record(place: Path, passphrase: str = PASSPHRASE) -> None:
    """Open the vault once, and hold that its chain tells of every change of keys since they were noted.

    What the deed itself wrote down counts, and what this opening found.
    """
    before = json.loads((place / "keys").read_text())
    events = on_record(place / VAULT, passphrase)[before["count"] :]
    now = read_header(place / VAULT).keys_held
    was, slots = before["slots"], now.slots
    changes = {
        "added": sum(slot not in was for slot in slots),
        "removed": sum(slot not in slots for slot in was),
        "changed": sum(was[slot] != slots[slot] for slot in slots if slot in was),
        "rotated": int(now.key != before["key"]),
    }
    found = [json.loads(event.body or "{}") for event in events if event.action is AuditAction.KEYS_FOUND]
    for kind, count in changes.items():
        told = sum(event.action in SAYS[kind] for event in events)
        told += sum(len(body[kind]) if kind != "rotated" else body[kind] for body in found)
        if told < count:
            raise AssertionError(kind, count, [str(event.action) for event in events])


def rows(vault: Path, login: str = LOGIN, passphrase: str = PASSPHRASE) -> dict[str, int]:
    """Open a vault as the next unlock would, hold that all of it is sound, and count its rows."""
    with open_vault_for(vault, login, passphrase, write=True) as opened:
        report = report_of(opened)
    if report.faults:
        raise AssertionError(report.faults)
    return dict(report.rows)


def keeps_all(place: Path, vault: str = VAULT, *, login: str = LOGIN, passphrase: str = PASSPHRASE) -> None:
    """Hold that a vault opens, is sound, and lacks no row; twice, for what the first opening tidies."""
    before = json.loads((place / "rows").read_text())
    for _time in range(2):
        now = rows(place / vault, login, passphrase)
        lost = {table: count for table, count in before.items() if now.get(table, 0) < count}
        if lost:
            raise AssertionError(lost)


def opens(vault: Path, login: str, passphrase: str) -> bool:
    """Tell whether that passphrase opens a vault; it does not for a user who is shut out."""
    try:
        rows(vault, login, passphrase)
    except (WrongPassphrase, UserDisabled):
        return False
    return True
