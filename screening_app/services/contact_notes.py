"""What is written down about contact with a person, as notes beside the conversations (W-11)."""

import datetime as dt
from collections.abc import Iterable, Mapping

from screening_app.domain.contact import Attempt, Confirmed, Ended, OpenedAnyway, Reached
from screening_app.domain.ids import PersonId, ScreeningId, UserId
from screening_app.domain.records import CaseNote
from screening_app.services.errors import BrokenNote
from screening_app.services.sealed_notes import Body, body_of, sealed_note
from screening_app.services.session import Session

Entry = Attempt | Confirmed | Ended | OpenedAnyway

_KINDS: Mapping[type[Entry], str] = {
    Attempt: "contact-attempt",
    Confirmed: "contact-confirmed",
    Ended: "contact-ended",
    OpenedAnyway: "contact-opened",
}


def note_of(session: Session, person: PersonId, entry: Entry) -> CaseNote:
    """Return the note that says it."""
    body = {"kind": _KINDS[type(entry)], "at": entry.at.isoformat(timespec="microseconds"), **_facts(entry)}
    return sealed_note(session, person, body)


def entries(notes: Iterable[CaseNote]) -> tuple[Entry, ...]:
    """Return what notes say of contact, in the order it happened; other notes are passed over.

    Raises:
        BrokenNote: If one of them says it in no way of ours.
    """
    read = [entry for note in notes if (entry := _entry(note)) is not None]
    return tuple(sorted(read, key=lambda entry: entry.at))


def _facts(entry: Entry) -> Body:
    match entry:
        case Attempt():
            return {
                "way": entry.way,
                "reached": str(entry.reached),
                "left-message": entry.left_message,
                "note": entry.note,
                "screening": entry.screening,
            }
        case Confirmed():
            return {"until": entry.until.isoformat() if entry.until else None}
        case OpenedAnyway():
            return {"way": entry.way, "reason": entry.reason}
        case Ended():
            return {}


def _entry(note: CaseNote) -> Entry | None:
    body = body_of(note)
    if not isinstance(body, dict) or body.get("kind") not in _KINDS.values():
        return None
    try:
        return _read(body, note.recorded_by)
    except (KeyError, ValueError, TypeError):
        raise BrokenNote from None


def _read(body: Mapping[str, object], by: UserId) -> Entry:
    at = dt.datetime.fromisoformat(str(body["at"]))
    match body:
        case {"kind": "contact-attempt", "reached": reached, "left-message": bool(left), "note": str(text)}:
            way, screening = body["way"], body["screening"]
            return Attempt(
                at=at,
                by=by,
                reached=Reached(str(reached)),
                way=None if way is None else str(way),
                left_message=left,
                note=text,
                screening=None if screening is None else ScreeningId(str(screening)),
            )
        case {"kind": "contact-confirmed", "until": until}:
            return Confirmed(at=at, by=by, until=None if until is None else dt.date.fromisoformat(str(until)))
        case {"kind": "contact-ended"}:
            return Ended(at=at, by=by)
        case {"kind": "contact-opened", "way": str(way), "reason": str(reason)}:
            return OpenedAnyway(at=at, by=by, way=way, reason=reason)
    raise ValueError
