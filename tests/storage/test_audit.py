"""The stored chain gives back what was chained, and every tampering past the application shows."""

from collections.abc import Callable

import pytest

from screening_app.domain.audit import AuditAction, ChainHead, ChainPoint
from screening_app.services.audit import record, verify_audit
from screening_app.services.chain import ChainFault, ChainReport
from screening_app.services.session import Session
from screening_app.storage.sqlite_only import TRIGGERS
from screening_app.vault.cipher import GuardedConnection, connect
from screening_app.vault.keys import check_signature, database_key
from screening_app.vault.opened import OpenVault
from tests.storage.test_unit_of_work import session_of
from tests.vault.making import reopen

LINKS = 5


@pytest.fixture
def session(vault: OpenVault) -> Session:
    """Return a session whose chain has five links."""
    session = session_of(vault)
    with session.records.write() as uow:
        assert uow.audit.head() == ChainPoint(seq=0, mac=bytes(32))
        for _ in range(LINKS):
            record(uow, session, AuditAction.SEARCHED, session.unit.id, search="name")
        uow.commit()
    return session


def tampered(
    vault: OpenVault, tamper: Callable[[GuardedConnection], object]
) -> tuple[ChainReport, ChainHead]:
    """Change the chain with the key but past the application; return the check and the head before."""
    with vault.records.read() as uow:
        point = uow.audit.head()
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    vault.close()
    connection = connect(vault.folder / vault.header.database, key, mode="write")
    for name in TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")
    tamper(connection)
    connection.close()
    opened = reopen(vault.folder)
    head = ChainHead(seq=point.seq, digits=point.mac.hex()[:16])
    report = verify_audit(session_of(opened), check_signature, head)
    opened.close()
    return report, head


def test_an_untouched_chain_is_sound_and_holds_its_head(vault: OpenVault, session: Session) -> None:
    report, head = tampered(vault, lambda connection: connection.execute("SELECT 1"))

    assert report.faults == ()
    assert (report.count, report.head) == (LINKS, head)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit_event SET at = replace(at, '2', '3') WHERE seq = 3", ChainFault.EDITED),
        ("UPDATE audit_event SET body = replace(body, 'n', 'm') WHERE seq = 3", ChainFault.BODY_EDITED),
        ("UPDATE audit_event SET signature = zeroblob(64) WHERE seq = 3", ChainFault.NOT_SIGNED),
        ("DELETE FROM audit_event WHERE seq = 3", ChainFault.REMOVED),
        ("DELETE FROM audit_event WHERE seq = 5", ChainFault.HEAD_MISSING),
    ],
)
def test_tampering_shows(vault: OpenVault, session: Session, statement: str, fault: ChainFault) -> None:
    report, _ = tampered(vault, lambda connection: connection.execute(statement))

    assert [found.kind for found in report.faults][:1] == [fault]


def test_two_links_in_each_others_place_show(vault: OpenVault, session: Session) -> None:
    def swap(connection: GuardedConnection) -> None:
        for old, new in ((2, 20), (3, 2), (20, 3)):
            connection.execute("UPDATE audit_event SET seq = ? WHERE seq = ?", (new, old))

    report, _ = tampered(vault, swap)

    assert report.faults


def test_an_erased_body_leaves_the_chain_sound(vault: OpenVault, session: Session) -> None:
    report, _ = tampered(
        vault,
        lambda connection: connection.execute(
            "UPDATE audit_event SET body = NULL, salt = NULL WHERE seq = 2"
        ),
    )

    assert (report.faults, report.erased) == ((), 1)


def test_links_are_read_in_pages_and_one_by_one(vault: OpenVault, session: Session) -> None:
    with vault.records.read() as uow:
        assert [event.seq for event in uow.audit.events(after=1, limit=2)] == [2, 3]
        assert uow.audit.get(4) == uow.audit.events(after=3, limit=1)[0]
        assert uow.audit.get(6) is None
        assert len(uow.audit.key()) == 32
