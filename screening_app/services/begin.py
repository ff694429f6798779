"""Beginning with somebody new: how the case is kept, who it is if that may be said, and the first step."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from screening_app.domain.access import READS_PERSONS
from screening_app.domain.answers import Answer, AnswerKey, PartialDate
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.ids import Canonical, LinkId, PersonId, StepId
from screening_app.domain.person import Person, completed_years
from screening_app.i18n import Text
from screening_app.questionnaire.pathway import Pathway
from screening_app.services.conversation import give_answer, start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.errors import RoleDenied
from screening_app.services.forms_fit import refuse_unfit
from screening_app.services.forms_in_use import pathway_in_use
from screening_app.services.held import refuse_wrong_time
from screening_app.services.people import NewPerson, open_person, register_person, state_birth_date
from screening_app.services.session import Session

_CASE_KIND = LinkId("case-kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayChoice:
    """A pathway that is meant for the unit.

    Attributes:
        unlinked: It is about somebody whose record is linked to nobody's; never chosen beforehand.
        refusal: Why it cannot be used for a person now, as a sentence; empty if it can.
    """

    canonical: Canonical
    title: Text
    unlinked: bool = False
    refusal: str = ""


def pathways_allowed(session: Session) -> tuple[PathwayChoice, ...]:
    """Return the active pathways of the unit's country and regime, the newest version of each.

    Unlinked ones come last; one that cannot be used says why.
    """
    return tuple(
        PathwayChoice(
            canonical=pathway.canonical,
            title=pathway.title,
            unlinked=pathway.unlinked,
            refusal=_refusal(session, pathway),
        )
        for pathway in sorted(_meant(session), key=lambda pathway: pathway.unlinked)
    )


def check_ahead(session: Session) -> Iterator[None]:
    """Check, in parts, the unit's pathways and each of their forms, before anybody waits for it.

    What was checked is not checked again; what is found is told where it is used.
    """
    meant = _meant(session)
    for pathway in meant:
        _refusal(session, pathway)
        yield
    for form in dict.fromkeys(step.questionnaire for pathway in meant for step in pathway.step):
        if form:
            with suppress(ScreeningAppError):
                refuse_unfit(session, session.forms.questionnaire(form))
            yield


def _meant(session: Session) -> list[Pathway]:
    urls = dict.fromkeys(canonical.partition("|")[0] for canonical in session.forms.pathways())
    return [pathway for pathway in map(session.forms.find_pathway, urls) if _is_meant_for(session, pathway)]


def _is_meant_for(session: Session, pathway: Pathway) -> bool:
    at_home = pathway.country in {None, session.unit.country}
    return at_home and pathway.status == "active" and session.unit.regime in pathway.regime


def _refusal(session: Session, pathway: Pathway) -> str:
    try:
        pathway_in_use(session, pathway.canonical)
    except ScreeningAppError as error:
        return error.describe()
    return ""


def begin_with_new(
    session: Session,
    new: NewPerson,
    pathway: Canonical,
    *,
    age: int | None = None,
    asked_at: dt.datetime | None = None,
    check_digit_reason: str | None = None,
) -> Conversation:
    """Register somebody and begin a conversation; a pathway that is not allowed registers nobody.

    How the case is kept is answered already, so that nobody is asked twice.

    Args:
        age: Completed years when it was held, as stated; a birth date known to the day says better.
        asked_at: When it was held on paper, if it is entered afterwards.
        check_digit_reason: Why a number is kept although its check digit differs (L-74).

    Raises:
        RoleDenied: If the role opens no persons.
        HeldInTheFuture, HeldTooEarly: If it cannot have been held then; nobody is registered.
        As ``pathway_in_use``, if the unit may not use the pathway.
    """
    pathway_in_use(session, pathway)
    if asked_at is not None:
        refuse_wrong_time(asked_at, now=session.clock.now(), born=new.birth_date)
    person = register_person(session, new, check_digit_reason=check_digit_reason)
    age = _age_then(session, person, age, asked_at)
    conversation = start_conversation(session, person.id, pathway, age=age, asked_at=asked_at)
    return _with_case_kind(session, conversation, str(new.kind))


def begin_again(
    session: Session,
    person_id: PersonId,
    pathway: Canonical,
    *,
    age: int | None = None,
    born: PartialDate | None = None,
    asked_at: dt.datetime | None = None,
) -> Conversation:
    """Begin a new conversation with somebody who has a record; the look at it is on record too.

    Args:
        age, asked_at: As ``begin_with_new``.
        born: A birth date stated now; kept with the person, so that it is not asked again.

    Raises:
        RoleDenied: If the role opens no persons.
        PersonNotFound: If there is none within reach.
        HeldInTheFuture, HeldTooEarly: If it cannot have been held then.
        ValueError: If a birth date is stated without a name, or against the one that is known.
        As ``pathway_in_use``, if the unit may not use the pathway.
    """
    if session.user.role not in READS_PERSONS:
        raise RoleDenied(*sorted(READS_PERSONS))
    pathway_in_use(session, pathway)
    person = open_person(session, person_id)
    if asked_at is not None:
        refuse_wrong_time(asked_at, now=session.clock.now(), born=born or person.birth_date)
    if born is not None and born != person.birth_date:
        person = state_birth_date(session, person, born)
    age = _age_then(session, person, age, asked_at)
    conversation = start_conversation(session, person.id, pathway, age=age, asked_at=asked_at)
    return _with_case_kind(session, conversation, str(person.kind))


def _age_then(
    session: Session, person: Person, stated: int | None, asked_at: dt.datetime | None
) -> int | None:
    """Return the age on the day it was held: by the birth date, else as it was stated."""
    day = session.today() if asked_at is None else asked_at.astimezone().date()
    computed = completed_years(person.birth_date, day) if person.birth_date else None
    return stated if computed is None else computed


def _with_case_kind(session: Session, conversation: Conversation, kind: str) -> Conversation:
    step_id = _step_that_asks(conversation, kind)
    if step_id is None:
        return conversation
    return give_answer(session, conversation, step_id, AnswerKey(_CASE_KIND), Answer(values=(kind,)))


def _step_that_asks(conversation: Conversation, kind: str) -> StepId | None:
    """Return the first step, if its form asks how the case is kept and knows this kind."""
    first = conversation.state.steps[0].step.id
    record = conversation.records.get(first)
    item = record.evaluation.form.items.get(_CASE_KIND) if record else None
    return None if item is None or item.option(kind) is None else first
