"""How audit events are chained, and how a chain is checked (DESIGN 5).

``body_hash`` = SHA-256(salt ‖ body). ``mac`` = HMAC-SHA-256 under the vault's chain key over the
RFC 8785 JSON of everything but salt, body and signature. ``signature`` = Ed25519 of the acting user
over ``mac``. Erasing takes salt and body and leaves the chain valid. A cut tail shows only against
a head that left the building: that is why every document carries one.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import rfc8785

from screening_app.domain.audit import HEAD_DIGITS, AuditAction, AuditEvent, ChainHead, ChainPoint
from screening_app.services.ports import SignatureCheck, Signer

START = ChainPoint(seq=0, mac=bytes(32))

Body = Mapping[str, "str | int | bool | list[str] | None"]


class ChainFault(StrEnum):
    """What is wrong at a link."""

    EDITED = "edited"
    REMOVED = "removed"
    REORDERED = "reordered"
    BODY_EDITED = "body-edited"
    NOT_SIGNED = "not-signed"
    HEAD_MISSING = "head-missing"
    HEAD_DIFFERS = "head-differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first link at which a fault shows; ``seq`` counts from 1."""

    seq: int
    kind: ChainFault


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What a check of the whole chain found.

    Attributes:
        count: Links read.
        head: Where the chain ends; ``None`` when it is empty.
        erased: Links whose body was erased by decision.
        faults: Empty when the chain is sound.
    """

    count: int
    head: ChainHead | None
    erased: int
    faults: tuple[Fault, ...]


def next_event(
    point: ChainPoint,
    *,
    key: bytes,
    signer: Signer,
    at: str,
    action: AuditAction,
    about: str,
    body: Body,
    salt: bytes,
) -> AuditEvent:
    """Return the link that follows ``point``, chained and signed.

    Args:
        about: Id of the object; never a name.
        salt: 16 fresh random bytes.
    """
    text = rfc8785.dumps(dict(body)).decode()
    body_hash = hashlib.sha256(salt + text.encode()).digest()
    mac = _mac(key, point.seq + 1, at, signer.user, action, about, body_hash, point.mac)
    return AuditEvent(
        seq=point.seq + 1,
        at=at,
        user=signer.user,
        action=action,
        object=about,
        salt=salt,
        body=text,
        body_hash=body_hash,
        previous=point.mac,
        mac=mac,
        signature=signer.sign(mac),
    )


def head_of(event: AuditEvent) -> ChainHead:
    """Return the point of the chain as paper carries it."""
    return ChainHead(seq=event.seq, digits=event.mac.hex()[:HEAD_DIGITS])


def check_chain(
    events: Iterable[AuditEvent],
    *,
    key: bytes,
    public_keys: Mapping[str, Sequence[bytes]],
    check: SignatureCheck,
    printed: ChainHead | None = None,
) -> ChainReport:
    """Check every link; given a head from paper, prove that the chain still contains that point.

    Args:
        public_keys: Ed25519 keys per user id: the one in use, and those before it.
    """
    point, faults, erased, count, seen = START, list[Fault](), 0, 0, printed is None
    head: ChainHead | None = None
    for event in events:
        count += 1
        fault = _fault(event, point, key) or _signature_fault(event, public_keys, check)
        if fault is not None:
            faults.append(Fault(seq=event.seq, kind=fault))
        erased += event.body is None
        head = head_of(event)
        if printed is not None and printed.seq == event.seq:
            seen = True
            if printed != head:
                faults.append(Fault(seq=event.seq, kind=ChainFault.HEAD_DIFFERS))
        point = ChainPoint(seq=event.seq, mac=event.mac)
    if not seen and printed is not None:
        faults.append(Fault(seq=printed.seq, kind=ChainFault.HEAD_MISSING))
    return ChainReport(count=count, head=head, erased=erased, faults=tuple(faults))


def _fault(event: AuditEvent, point: ChainPoint, key: bytes) -> ChainFault | None:
    if event.seq <= point.seq:
        return ChainFault.REORDERED
    if event.seq != point.seq + 1:
        return ChainFault.REMOVED
    expected = _mac(
        key, event.seq, event.at, event.user, event.action, event.object, event.body_hash, event.previous
    )
    if not hmac.compare_digest(expected, event.mac):
        return ChainFault.EDITED
    if event.previous != point.mac:
        return ChainFault.REORDERED
    if event.body is not None:
        salted = (event.salt or b"") + event.body.encode()
        if hashlib.sha256(salted).digest() != event.body_hash:
            return ChainFault.BODY_EDITED
    return None


def _signature_fault(
    event: AuditEvent, public_keys: Mapping[str, Sequence[bytes]], check: SignatureCheck
) -> ChainFault | None:
    if any(check(key, event.mac, event.signature) for key in public_keys.get(event.user, ())):
        return None
    return ChainFault.NOT_SIGNED


def _mac(
    key: bytes, seq: int, at: str, user: str, action: str, about: str, body_hash: bytes, previous: bytes
) -> bytes:
    message = rfc8785.dumps(
        {
            "action": str(action),
            "at": at,
            "bodyHash": body_hash.hex(),
            "object": about,
            "previous": previous.hex(),
            "seq": seq,
            "user": str(user),
        }
    )
    return hmac.new(key, message, hashlib.sha256).digest()
