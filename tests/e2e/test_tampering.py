"""Whoever holds the key can change the file; the chain tells (L-47, DESIGN 5)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from screening_app.domain.audit import AuditAction, ChainPoint
from screening_app.services.chain import START, next_event
from screening_app.storage.store import SqlStore
from screening_app.vault.cipher import GuardedConnection, connect
from screening_app.vault.clock import SystemClock
from screening_app.vault.keys import database_key
from screening_app.vault.opening import open_vault
from tests.e2e.desk import LOGIN, PASSPHRASE, RECIPIENT, Desk
from tests.helpers.fakes import FakeSigner

Spoil = Callable[[GuardedConnection], None]


def change_one_byte(database: GuardedConnection) -> None:
    """Change the last sign of one event's body."""
    database.execute("UPDATE audit_event SET body = replace(body, '}', ')') WHERE seq = 3")


def change_a_time(database: GuardedConnection) -> None:
    """Move one event by a year."""
    database.execute("UPDATE audit_event SET at = replace(at, '202', '201') WHERE seq = 4")


def remove_one(database: GuardedConnection) -> None:
    """Remove an event."""
    database.execute("DELETE FROM audit_event WHERE seq = 5")


def swap_two(database: GuardedConnection) -> None:
    """Let two neighbours change places."""
    database.execute("UPDATE audit_event SET seq = -1 WHERE seq = 6")
    database.execute("UPDATE audit_event SET seq = 6 WHERE seq = 7")
    database.execute("UPDATE audit_event SET seq = 7 WHERE seq = -1")


def cut_the_tail(database: GuardedConnection) -> None:
    """Remove what came after the paper and the paper's own event."""
    database.execute("DELETE FROM audit_event WHERE seq > 10")


def rebuild_with_another_key(database: GuardedConnection) -> None:
    """Compute every event anew, each fitting the one before, as somebody without the chain's key could."""
    rows = database.execute(
        "SELECT seq, at, user_id, action, object, salt, body, signature FROM audit_event ORDER BY seq"
    ).fetchall()
    point = START
    for seq, at, user, action, about, salt, body, signature in rows:
        signer = FakeSigner(str(user))
        event = next_event(
            point,
            key=bytes(32),
            signer=signer,
            at=str(at),
            action=AuditAction(str(action)),
            about=str(about),
            body=json.loads(str(body)),
            salt=salt if isinstance(salt, bytes) else b"",
        )
        point = ChainPoint(seq=event.seq, mac=event.mac)
        database.execute(
            "UPDATE audit_event SET body_hash = ?, previous = ?, mac = ?, signature = ? WHERE seq = ?",
            (event.body_hash, event.previous, event.mac, signature, seq),
        )


def erase_bodies(database: GuardedConnection) -> None:
    """Erase what events say, as a decision to erase does."""
    database.execute("UPDATE audit_event SET salt = NULL, body = NULL WHERE seq IN (2, 5, 9)")


def spoil(desk: Desk, how: Spoil) -> None:
    """Change the database as somebody with the key could: triggers dropped, then put back."""
    vault = open_vault(desk.vault, LOGIN, PASSPHRASE, mode="write", store=SqlStore(), clock=SystemClock())
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    path = desk.vault / vault.header.database
    vault.close()
    database = connect(path, key, mode="write")
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        database.execute(f'DROP TRIGGER "{name}"')
    how(database)
    for _, sql in triggers:
        database.execute(str(sql))
    database.close()


@pytest.fixture
def printed(told: tuple[Desk, str], tmp_path: Path) -> tuple[Desk, str]:
    """Return a desk and the control line of a paper that left it."""
    desk, screening = told
    out = str(tmp_path / "out")
    said = desk.run("document", screening, "--to", RECIPIENT, "--basis", "CONSENT", "--out", out, "--json")
    return desk, json.loads(said.out)["head"]


@pytest.mark.parametrize(
    "how", [change_one_byte, change_a_time, remove_one, swap_two, rebuild_with_another_key]
)
def test_a_change_in_the_chain_is_found_without_any_paper(printed: tuple[Desk, str], how: Spoil) -> None:
    desk, _ = printed
    assert desk.run("audit", "verify").status == 0

    spoil(desk, how)

    assert desk.run("audit", "verify").status == 3


def test_erasing_what_events_say_leaves_the_chain_and_the_paper_valid(printed: tuple[Desk, str]) -> None:
    desk, head = printed

    spoil(desk, erase_bodies)

    assert desk.run("audit", "verify", "--head", head).status == 0
    assert desk.run("vault", "verify").status == 0


def test_a_cut_tail_is_found_against_the_paper(printed: tuple[Desk, str]) -> None:
    desk, head = printed

    spoil(desk, cut_the_tail)

    assert desk.run("audit", "verify").status == 0
    found = desk.run("audit", "verify", "--head", head, "--json")
    assert found.status == 3
    assert json.loads(found.out)["faults"] == [{"seq": int(head.split()[0]), "kind": "head-missing"}]


def test_a_changed_answer_stops_the_paper(told: tuple[Desk, str], tmp_path: Path) -> None:
    desk, screening = told

    def change_an_answer(database: GuardedConnection) -> None:
        database.execute("""UPDATE answer_event SET answer = '{"values":["no"]}' WHERE link_id = 'afraid'""")

    spoil(desk, change_an_answer)

    said = desk.run("document", screening, "--to", RECIPIENT, "--basis", "CONSENT", "--out", str(tmp_path))
    assert said.status == 3
    assert said.is_one_sentence
    assert not list(tmp_path.glob("*.pdf"))
