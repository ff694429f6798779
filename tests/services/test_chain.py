"""The audit chain finds every kind of tampering that it promises to find (DESIGN 5)."""

from dataclasses import replace

import pytest

from screening_app.domain.audit import AuditAction, AuditEvent, ChainHead, ChainPoint
from screening_app.domain.ids import UserId
from screening_app.services.chain import (
    START,
    ChainFault,
    ChainReport,
    check_chain,
    head_of,
    next_event,
)
from tests.helpers.fakes import FakeSigner, check_signature

KEY = b"k" * 32
PUBLIC = {"anna": (FakeSigner("anna").public_key,)}


def chain_of(count: int, key: bytes = KEY, signer: FakeSigner | None = None) -> list[AuditEvent]:
    events: list[AuditEvent] = []
    point = START
    for number in range(count):
        event = next_event(
            point,
            key=key,
            signer=signer or FakeSigner(),
            at=f"2026-11-22T10:00:{number:02}.000000+00:00",
            action=AuditAction.PERSON_OPENED,
            about=f"person-{number}",
            body={"purpose": "care", "count": number},
            salt=bytes([number]) * 16,
        )
        events.append(event)
        point = ChainPoint(seq=event.seq, mac=event.mac)
    return events


def report(events: list[AuditEvent], printed: ChainHead | None = None) -> ChainReport:
    return check_chain(events, key=KEY, public_keys=PUBLIC, check=check_signature, printed=printed)


def test_an_untouched_chain_is_sound_and_ends_at_its_head() -> None:
    events = chain_of(5)

    found = report(events, printed=head_of(events[2]))

    assert found.faults == ()
    assert found.head == head_of(events[-1])
    assert found.count == 5


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize(
    "part", ["at", "user", "object", "body", "salt", "body_hash", "previous", "mac", "signature"]
)
def test_one_changed_byte_anywhere_is_found(at: int, part: str) -> None:
    events = chain_of(5)
    value = getattr(events[at], part)
    changed = value[:-1] + ("~" if isinstance(value, str) else bytes([value[-1] ^ 1]))
    events[at] = replace(events[at], **{part: changed})

    assert report(events).faults[0].seq == events[at].seq


def test_a_changed_action_is_found() -> None:
    events = chain_of(3)
    events[1] = replace(events[1], action=AuditAction.SEARCHED)

    assert report(events).faults[0].kind is ChainFault.EDITED


@pytest.mark.parametrize("at", range(4))
def test_a_removed_event_is_found(at: int) -> None:
    events = chain_of(5)
    del events[at]

    assert report(events).faults[0].kind is ChainFault.REMOVED


def test_a_removed_event_with_renumbered_followers_is_found() -> None:
    events = chain_of(5)
    del events[1]
    events = [replace(event, seq=number) for number, event in enumerate(events, start=1)]

    assert report(events).faults[0].seq == 2


@pytest.mark.parametrize("at", range(4))
def test_two_swapped_events_are_found(at: int) -> None:
    events = chain_of(5)
    events[at], events[at + 1] = events[at + 1], events[at]

    assert report(events).faults


def test_a_cut_tail_is_found_against_a_head_on_paper_and_only_so() -> None:
    events = chain_of(5)
    printed = head_of(events[-1])

    assert report(events[:3]).faults == ()
    assert report(events[:3], printed=printed).faults[0].kind is ChainFault.HEAD_MISSING


def test_a_head_from_another_chain_is_refused() -> None:
    other = chain_of(5, key=b"x" * 32)

    found = report(chain_of(5), printed=head_of(other[2]))

    assert found.faults[0].kind is ChainFault.HEAD_DIFFERS


def test_a_chain_rebuilt_with_another_key_is_found() -> None:
    assert report(chain_of(3, key=b"x" * 32)).faults[0].kind is ChainFault.EDITED


def test_a_chain_rebuilt_by_someone_who_holds_the_key_but_not_the_signers_is_found() -> None:
    signer = FakeSigner("mallory")
    signer.user = UserId("anna")
    forged = chain_of(3, signer=signer)

    assert report(forged).faults[0].kind is ChainFault.NOT_SIGNED


def test_erasing_a_body_leaves_the_chain_sound() -> None:
    events = chain_of(5)
    events[2] = replace(events[2], body=None, salt=None)

    found = report(events, printed=head_of(events[4]))

    assert found.faults == ()
    assert found.erased == 1


@pytest.mark.parametrize("text", ["12 · 0123456789abcdef", "12 0123 4567 89ab cdef", " 12:0123456789ABCDEF "])
def test_a_head_is_read_as_people_type_it(text: str) -> None:
    assert ChainHead.parse(text) == ChainHead(seq=12, digits="0123456789abcdef")


@pytest.mark.parametrize("text", ["", "12", "x · 0123456789abcdef", "12 · 0123", "0 · 0123456789abcdef"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        ChainHead.parse(text)
