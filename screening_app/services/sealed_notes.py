"""Notes made ready to be stored: canonical text, salted and hashed, so that one can be erased (DESIGN 5)."""

import hashlib
import json
from collections.abc import Mapping

import rfc8785

from screening_app.domain.ids import PersonId, ResponseId
from screening_app.domain.records import CaseNote
from screening_app.services.errors import BrokenNote
from screening_app.services.session import Session

Body = Mapping[str, str | bool | None]
"""What a note says; its key ``kind`` tells what it is about."""


def sealed_note(
    session: Session,
    person: PersonId,
    body: Body,
    *,
    kind: str = "note",
    response: ResponseId | None = None,
) -> CaseNote:
    """Return a note that the user writes now.

    Args:
        kind: ``note``, ``objection`` or ``judgement``.
        response: What it stands beside, if one.
    """
    text = rfc8785.dumps(dict(body))
    salt = session.entropy.salt()
    return CaseNote(
        id=session.entropy.new_id(),
        person=person,
        response=response,
        kind=kind,
        body=text.decode(),
        salt=salt,
        hash=hashlib.sha256(salt + text).digest(),
        recorded_at=session.clock.now(),
        recorded_by=session.user.id,
    )


def body_of(note: CaseNote) -> object:
    """Return what a note says, as JSON values; ``None`` once erased.

    Raises:
        BrokenNote: If it is not what was written.
    """
    try:
        found: object = json.loads(note.body or "null")
    except ValueError:
        # Without what it was: the error of the decoder carries the text.
        raise BrokenNote from None
    return found
