"""Notes beside a person's conversations: a body as canonical JSON, and its salted hash."""

import hashlib
import json
from collections.abc import Mapping

import rfc8785

from screening_app.domain.ids import PersonId
from screening_app.domain.records import CaseNote
from screening_app.services.errors import BrokenNote
from screening_app.services.session import Session

Body = Mapping[str, str | bool | None]


def written_note(session: Session, person: PersonId, body: Body) -> CaseNote:
    """Return a note ready to be stored; its hash stays when the body is erased."""
    text = rfc8785.dumps(dict(body))
    salt = session.entropy.salt()
    return CaseNote(
        id=session.entropy.new_id(),
        person=person,
        kind="note",
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
