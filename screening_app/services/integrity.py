"""Salted hashes and signatures that freeze a response item by item (DESIGN 5).

Every answer event carries SHA-256(salt ‖ RFC 8785 JSON of the event). A completed response is signed
over the list of those hashes, so one item can be erased by decision (value and salt go, the hash
stays) without breaking the signature of the rest.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

import rfc8785

from screening_app.domain.codec import answer_to_json
from screening_app.domain.events import AnswerEvent, Change, Source
from screening_app.domain.ids import ResponseId, UserId
from screening_app.domain.records import Response, Screening
from screening_app.services.ports import SignatureCheck


def seal(
    change: Change,
    *,
    response_id: ResponseId,
    number: int,
    at: dt.datetime,
    author: UserId,
    salt: bytes,
    entered_at: dt.datetime | None = None,
    source: Source | None = None,
) -> AnswerEvent:
    """Return the event with its salted hash."""
    event = AnswerEvent(
        response_id=response_id,
        number=number,
        at=at,
        author=author,
        change=change,
        salt=salt,
        hash=b"",
        entered_at=entered_at,
        source=source,
    )
    return replace(event, hash=event_hash(event))


def event_hash(event: AnswerEvent) -> bytes:
    """Return the salted hash that the event must carry.

    Raises:
        ValueError: If the event has been erased: nothing is left to hash.
    """
    if event.change is None or event.salt is None:
        msg = "an erased event cannot be hashed"
        raise ValueError(msg)
    change = event.change
    # Left out where staff wrote it down, as in every event that is older than the mark.
    source = {"source": str(event.source)} if event.source is not None else {}
    content = rfc8785.dumps(
        {
            **source,
            "answer": answer_to_json(change.answer) if change.answer is not None else None,
            "at": _stamp(event.at),
            "author": str(event.author),
            "enteredAt": _stamp(event.entered_at) if event.entered_at else None,
            "key": str(change.key),
            "kind": str(change.kind),
            "number": event.number,
            "response": str(event.response_id),
        }
    )
    return hashlib.sha256(event.salt + content).digest()


def head_of_events(events: Iterable[AnswerEvent]) -> str:
    """Return one digest over all event hashes in order, 64 hex digits."""
    digest = hashlib.sha256()
    for event in events:
        digest.update(event.hash)
    return digest.hexdigest()


def signed_body(
    response: Response,
    screening: Screening,
    events: Sequence[AnswerEvent],
    *,
    kept: Sequence[AnswerEvent],
    dropped: Sequence[AnswerEvent],
    completed_at: dt.datetime,
    reason: bytes = b"",
) -> str:
    """Return the RFC 8785 JSON that the author signs at completion.

    Args:
        events: All events of the response, in order; of this version alone.
        kept: The event that gives each effective item its answer.
        dropped: Events of items that ended up hidden; their values go, their hashes stay here.
        reason: Hash of the note that says why a version before is replaced; empty for the first.
    """
    version = {"reason": reason.hex(), "replaces": str(response.replaces)} if response.replaces else {}
    asked = {"asked": _stamp(screening.asked_at)} if screening.asked_at else {}
    return rfc8785.dumps(
        {
            **version,
            **asked,
            "author": str(response.author),
            "authored": _stamp(response.authored),
            "completed": _stamp(completed_at),
            "dropped": [event.hash.hex() for event in dropped],
            "events": head_of_events(events),
            "form": str(response.form),
            "formSha256": response.form_sha256,
            "item": [_signed_item(event, response) for event in kept],
            "pathway": str(screening.pathway),
            "response": str(response.id),
            "screening": str(screening.id),
            "step": str(response.step),
        }
    ).decode()


def _signed_item(event: AnswerEvent, response: Response) -> dict[str, str | int]:
    item: dict[str, str | int] = {"hash": event.hash.hex(), "number": event.number}
    # What was answered in a version before is named by it.
    return item if event.response_id == response.id else item | {"response": str(event.response_id)}


def is_intact(
    response: Response,
    events: Sequence[AnswerEvent],
    public_keys: Sequence[bytes],
    check: SignatureCheck,
) -> bool:
    """Tell whether a completed response is what its author signed; erased items do not break it.

    Args:
        public_keys: Of the author: the key in use, and those before it.
    """
    if response.signed_body is None or response.signature is None:
        return False
    body, signature = response.signed_body.encode(), response.signature
    if not any(check(key, body, signature) for key in public_keys):
        return False
    if any(event.change is not None and event_hash(event) != event.hash for event in events):
        return False
    signed = json.loads(response.signed_body)
    return bool(signed["events"] == head_of_events(events) and signed.get("replaces") == response.replaces)


def _stamp(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="microseconds")
