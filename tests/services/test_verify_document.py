"""The vault knows every file that left it, and only those."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from screening_app.domain.audit import AuditAction, AuditEvent
from screening_app.services.leaving import record_leaving
from screening_app.services.referral import Made, Order, make_referral
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.services.verify_document import (
    FileSignature,
    HeadNotInChain,
    NotFromThisVault,
    Proof,
    SignatureBroken,
    verify_file,
    verify_in_vault,
)
from tests.helpers import fakes
from tests.services.test_referral import DEMO, RECIPIENT, Press, tables

SIGNATURE = FileSignature(
    signer="Anna", certificate="0" * 64, signed_at=dt.datetime(2026, 11, 22, tzinfo=dt.UTC), head="1 · 0"
)


@pytest.fixture
def made(desk: Session) -> Made:
    told = run_script(desk, "pathway-health", read_script(DEMO), source="yes")
    order = Order(screening=told.conversation.screening.id, recipient=RECIPIENT, basis="CONSENT")
    return make_referral(desk, order, render=Press(), check=fakes.check_signature)


def proof(content: bytes, head: str | None = None) -> Proof:
    signature = replace(SIGNATURE, head=head) if head else None
    return Proof(sha256=hashlib.sha256(content).hexdigest(), signature=signature)


def change(desk: Session, action: AuditAction, **changes: str | None) -> None:
    """Spoil the last event of a kind."""
    events = tables(desk).audit
    at = max(place for place, event in enumerate(events) if event.action is action)
    event: AuditEvent = events[at]
    events[at] = replace(
        event, body=changes.get("body", event.body), object=changes.get("object") or event.object
    )


def test_a_file_is_known_by_its_digest_and_told_by_its_signature() -> None:
    told = verify_file(b"content", lambda _content: SIGNATURE)

    assert told == Proof(sha256=hashlib.sha256(b"content").hexdigest(), signature=SIGNATURE)


def test_a_broken_signature_is_told() -> None:
    def broken(untrusted: bytes) -> FileSignature | None:
        raise SignatureBroken

    with pytest.raises(SignatureBroken):
        verify_file(b"content", broken)


def test_a_document_that_left_is_found_with_its_control_line(desk: Session, made: Made) -> None:
    found = verify_in_vault(desk, proof(made.pdf), fakes.check_signature)

    assert str(found.head) == made.document.head
    assert found.events == len(tables(desk).audit)


def test_a_signed_copy_that_left_is_found_too(desk: Session, made: Made) -> None:
    record_leaving(desk, made.document, b"copy", way="archive")

    found = verify_in_vault(desk, proof(b"copy", made.document.head), fakes.check_signature)

    assert str(found.head) == made.document.head


def test_other_bytes_are_not_known(desk: Session, made: Made) -> None:
    with pytest.raises(NotFromThisVault):
        verify_in_vault(desk, proof(made.pdf + b" "), fakes.check_signature)


def test_a_signature_with_another_control_line_is_not_borne_out(desk: Session, made: Made) -> None:
    with pytest.raises(HeadNotInChain):
        verify_in_vault(desk, proof(made.pdf, "1 · 0123456789abcdef"), fakes.check_signature)


def test_a_chain_that_was_edited_bears_nothing_out(desk: Session, made: Made) -> None:
    change(desk, AuditAction.DOCUMENT_DECIDED, body="{}")

    with pytest.raises(HeadNotInChain):
        verify_in_vault(desk, proof(made.pdf), fakes.check_signature)


def test_a_document_without_a_decision_is_not_borne_out(desk: Session, made: Made) -> None:
    change(desk, AuditAction.DOCUMENT_DECIDED, object="another")

    with pytest.raises(HeadNotInChain):
        verify_in_vault(desk, proof(made.pdf), fakes.check_signature)


@pytest.mark.parametrize("body", [None, "no json", "[]", '{"sha256": 1}'])
def test_an_event_that_tells_no_digest_is_passed_over(desk: Session, made: Made, body: str | None) -> None:
    change(desk, AuditAction.DOCUMENT_RENDERED, body=body)

    with pytest.raises(NotFromThisVault):
        verify_in_vault(desk, proof(made.pdf), fakes.check_signature)
