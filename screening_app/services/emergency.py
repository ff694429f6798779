"""What is done in an emergency, each step with its time (W-5); works without a person too."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.domain.ids import Canonical, LinkId, PersonId, ScreeningId
from screening_app.domain.records import CaseNote
from screening_app.domain.unit_routine import UnitRoutine
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.known_contacts import KnownContact, contacts_of, known_contacts, urgent_first
from screening_app.services.ports import FormLibrary
from screening_app.services.sealed_notes import Body, body_of, sealed_note
from screening_app.services.session import Session

DANGER_PANEL = Canonical("https://samtalsstod.example/core/danger-panel|1.0.0")
"""The form that lists the steps."""

_KIND = "emergency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A step that was done, or taken back.

    Attributes:
        step: Link id in ``DANGER_PANEL``.
        done: ``False``: ticked by mistake and taken back.
    """

    step: LinkId
    at: dt.datetime
    done: bool = True


def danger_panel(forms: FormLibrary) -> Questionnaire:
    """Return the form whose choices are the steps.

    Raises:
        FormNotFound: If the installation lacks it.
    """
    return forms.questionnaire(DANGER_PANEL)


def numbers_to_call(forms: FormLibrary, country: str, session: Session | None) -> tuple[KnownContact, ...]:
    """Return the contacts that have a number, the emergency number first, then the unit's urgent ones.

    Args:
        forms: What ships.
        country: Whose numbers.
        session: Where the unit's own stand; ``None`` while nobody has unlocked: what ships, and no more.

    Raises:
        FormNotFound: If there is no such country.
    """
    pack = forms.packs(country).contacts
    if session is None:
        return urgent_first(pack, known_contacts(pack, UnitRoutine(), pack.compiled_on))
    return urgent_first(pack, contacts_of(session))


def record_ticks(session: Session, screening_id: ScreeningId, ticks: Sequence[Tick]) -> None:
    """Store ticks as notes of the conversation's person, each with the time it was made, or none of them.

    Raises:
        PersonNotFound: If the conversation is out of reach.
        DiskFull, VaultBusy: Nothing was stored.
    """
    with session.records.write() as uow:
        person = uow.screenings.get(screening_id, access=session.access).person
        for tick in ticks:
            uow.notes.add(_note(session, person, screening_id, tick), access=session.access)
        uow.commit()


def recorded_ticks(session: Session, screening_id: ScreeningId) -> tuple[Tick, ...]:
    """Return the ticks stored for a conversation, in the order they were made.

    Raises:
        PersonNotFound: If the conversation is out of reach.
    """
    with session.records.read() as uow:
        person = uow.screenings.get(screening_id, access=session.access).person
        notes = uow.notes.of_person(person, access=session.access)
    return ticks_in(notes).get(screening_id, ())


def ticks_in(notes: Sequence[CaseNote]) -> dict[ScreeningId, tuple[Tick, ...]]:
    """Return the ticks among a person's notes, by conversation, in the order they were made."""
    found: dict[ScreeningId, list[Tick]] = {}
    for note in notes:
        if (read := _tick(note)) is not None:
            found.setdefault(read[0], []).append(read[1])
    return {run: tuple(sorted(ticks, key=lambda tick: tick.at)) for run, ticks in found.items()}


def standing(ticks: Sequence[Tick]) -> dict[LinkId, dt.datetime]:
    """Return the steps that stand as done, with the time."""
    done: dict[LinkId, dt.datetime] = {}
    for tick in ticks:
        if tick.done:
            done[tick.step] = tick.at
        else:
            done.pop(tick.step, None)
    return done


def _note(session: Session, person: PersonId, screening_id: ScreeningId, tick: Tick) -> CaseNote:
    body: Body = {
        "at": tick.at.isoformat(timespec="microseconds"),
        "done": tick.done,
        "form": str(DANGER_PANEL),
        "kind": _KIND,
        "screening": str(screening_id),
        "step": str(tick.step),
    }
    return sealed_note(session, person, body)


def _tick(note: CaseNote) -> tuple[ScreeningId, Tick] | None:
    match body_of(note):
        case {"kind": kind, "screening": str(run), "step": str(step), "at": str(at), "done": bool(done)}:
            if kind == _KIND:
                tick = Tick(step=LinkId(step), at=dt.datetime.fromisoformat(at), done=done)
                return ScreeningId(run), tick
    return None
