"""What the person considers not right in a record: a note beside it, never a change of it (L-19)."""

from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.domain.answers import AnswerKey
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import PersonId, ScreeningId, StepId
from screening_app.domain.records import CaseNote, Screening
from screening_app.i18n import N_
from screening_app.services.audit import record
from screening_app.services.sealed_notes import body_of, sealed_note
from screening_app.services.session import Session

_KIND = "objection"

Place = tuple[StepId, AnswerKey]
"""Where an answer stands."""


class ObjectionWithoutText(ScreeningAppError):
    """An objection says what is not right."""

    code = "objection/no-text"
    user_message = N_("Write what the person considers not right, in their words. Nothing was stored.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What the person considers not right.

    Attributes:
        about: The answer it stands beside; ``None``: the conversation as a whole.
        note: How it was stored: by whom and when.
    """

    screening: ScreeningId
    about: Place | None
    text: str
    note: CaseNote


def note_objection(
    session: Session, screening_id: ScreeningId, text: str, *, about: Place | None = None
) -> Objection:
    """Store what the person considers not right; that it was is on record, without the words.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        ObjectionWithoutText: If it says nothing.
    """
    if not text.strip():
        raise ObjectionWithoutText
    access = session.access
    with session.records.write() as uow:
        run = uow.screenings.get(screening_id, access=access)
        heads = {head.step: head.id for head in uow.screenings.responses(run.id, access=access)}
        body = {"kind": _KIND, "screening": str(run.id), "text": text.strip()}
        if about is not None:
            body |= {"step": str(about[0]), "key": str(about[1])}
        response = heads.get(about[0]) if about is not None else None
        note = sealed_note(session, run.person, body, kind=_KIND, response=response)
        uow.notes.add(note, access=access)
        record(uow, session, AuditAction.OBJECTION_NOTED, note.id, person=run.person, screening=run.id)
        uow.commit()
    return Objection(screening=run.id, about=about, text=text.strip(), note=note)


def objections_in(notes: Sequence[CaseNote]) -> tuple[Objection, ...]:
    """Return the objections among notes, in their order; an erased one is none."""
    return tuple(found for note in notes if (found := _objection(note)) is not None)


def objections_of(session: Session, person: PersonId) -> tuple[Objection, ...]:
    """Return everything the person considers not right, oldest first."""
    with session.records.read() as uow:
        return objections_in(uow.notes.of_person(person, access=session.access))


def objections_at(session: Session, screening: Screening) -> dict[str, tuple[str, ...]]:
    """Return what the person considers not right in a conversation, by ``step/linkId`` of the answer."""
    found: dict[str, tuple[str, ...]] = {}
    for one in objections_of(session, screening.person):
        if one.screening == screening.id and one.about is not None:
            address = f"{one.about[0]}/{one.about[1]}"
            found[address] = (*found.get(address, ()), one.text)
    return found


def _objection(note: CaseNote) -> Objection | None:
    if note.kind != _KIND:
        return None
    match body_of(note):
        case {"screening": str(run), "text": str(text), "step": str(step), "key": str(key)}:
            about = (StepId(step), AnswerKey.parse(key))
            return Objection(screening=ScreeningId(run), about=about, text=text, note=note)
        case {"screening": str(run), "text": str(text)}:
            return Objection(screening=ScreeningId(run), about=None, text=text, note=note)
    return None
