"""What stands in a record beside the conversations: papers, deeds, objections, corrections."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from screening_app.domain.contact import Attempt
from screening_app.domain.follow_up import FollowUp
from screening_app.domain.ids import PersonId, ScreeningId
from screening_app.domain.records import DocumentRecord
from screening_app.i18n import Text
from screening_app.questionnaire.errors import FormNotFound
from screening_app.services.amendments import Amendment, amendments_in
from screening_app.services.contact_notes import entries
from screening_app.services.emergency import Tick, danger_panel, standing, ticks_in
from screening_app.services.follow_ups import notes_on
from screening_app.services.objections import Objection, objections_in
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What was done in an emergency, and stands as done.

    Attributes:
        steps: Each with its time, in the order they were done.
    """

    screening: ScreeningId
    steps: tuple[tuple[dt.datetime, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that was decided.

    Attributes:
        title: What that kind is called; ``None`` if the country's pack knows it no more.
    """

    document: DocumentRecord
    title: Text | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An attempt to get in touch that was noted by hand; a conversation tells of its own."""

    attempt: Attempt
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An objection, with who wrote it down and what it is about.

    Attributes:
        question: The words of the question; ``None`` for the conversation as a whole.
    """

    objection: Objection
    question: Text | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp:
    """Something that was to be done, and what came of it."""

    follow_up: FollowUp
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """Everything beside the conversations, each kind in the order it is stored in."""

    acted: tuple[Acted, ...] = ()
    papers: tuple[Paper, ...] = ()
    objections: tuple[Noted, ...] = ()
    followed_up: tuple[FollowedUp, ...] = ()
    tried: tuple[Tried, ...] = ()
    amended: tuple[Amendment, ...] = ()


def happenings_of(session: Session, person: PersonId) -> Happenings:
    """Return what stands beside the conversations of a person whose file is open.

    Raises:
        DamagedRecord, BrokenNote: If something stored cannot be read.
    """
    access = session.access
    with session.records.read() as uow:
        notes = uow.notes.of_person(person, access=access)
        documents = uow.documents.of_person(person, access=access)
        follow_ups = uow.follow_ups.of_person(person, access=access)
        names = {user.id: user.name for user in uow.office.users()}
        noted = tuple(
            Noted(
                objection=one,
                question=_question(session, uow, one),
                by=names.get(one.note.recorded_by, ""),
            )
            for one in objections_in(notes)
        )
        amended = amendments_in(session, uow, person, notes)
    said, pack = notes_on(notes), session.forms.packs(session.unit.country).documents
    titles = {one.kind: one.title for one in pack.document_type}
    return Happenings(
        acted=tuple(_acted(session, run, ticks) for run, ticks in ticks_in(notes).items() if standing(ticks)),
        papers=tuple(
            Paper(document=one, title=titles.get(one.kind), by=names.get(one.decided_by, ""))
            for one in documents
        ),
        objections=noted,
        followed_up=tuple(
            FollowedUp(follow_up=one, note=said.get(one.id, "")) for one in follow_ups if not one.is_open
        ),
        tried=tuple(
            Tried(attempt=one, by=names.get(one.by, "")) for one in entries(notes) if isinstance(one, Attempt)
        ),
        amended=amended,
    )


def _acted(session: Session, screening: ScreeningId, ticks: Sequence[Tick]) -> Acted:
    items = {item.link_id: item for item, _around in danger_panel(session.forms).walk()}
    done = sorted(standing(ticks).items(), key=lambda pair: pair[1])
    return Acted(
        screening=screening,
        steps=tuple((at, items[step].text or {} if step in items else {}) for step, at in done),
    )


def _question(session: Session, uow: UnitOfWork, objection: Objection) -> Text | None:
    """Return the words of the question that an objection is about; ``None`` for the whole conversation."""
    if objection.about is None:
        return None
    step, key = objection.about
    heads = uow.screenings.responses(objection.screening, access=session.access)
    form = next((head.form for head in heads if head.step == step), None)
    try:
        found = session.forms.questionnaire(form) if form is not None else None
    except FormNotFound:
        found = None
    item = next((item for item, _ in found.walk() if item.link_id == key.link_id), None) if found else None
    # A form that is no longer there leaves the link id: better a code than nothing.
    return (item.short_text or item.text if item else None) or {"en": str(key), "sv": str(key)}
