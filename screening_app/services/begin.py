"""Beginning with somebody new: how the case is kept, who it is if that may be said, and the first step."""

from dataclasses import dataclass

from screening_app.domain.access import READS_PERSONS
from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.errors import AccessDenied
from screening_app.domain.ids import Canonical, LinkId, PersonId, StepId
from screening_app.i18n import Text
from screening_app.services.conversation import give_answer, start_conversation
from screening_app.services.conversation_state import Conversation
from screening_app.services.forms_in_use import pathway_in_use
from screening_app.services.people import NewPerson, open_person, register_person
from screening_app.services.session import Session

_CASE_KIND = LinkId("case-kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class PathwayChoice:
    """A pathway that the unit's regime allows."""

    canonical: Canonical
    title: Text


def pathways_allowed(session: Session) -> tuple[PathwayChoice, ...]:
    """Return the active pathways of the unit's regime, the newest version of each."""
    newest = dict[str, PathwayChoice]()
    for canonical in session.forms.pathways():
        pathway = session.forms.find_pathway(canonical.partition("|")[0])
        if pathway.status == "active" and session.unit.regime in pathway.regime:
            newest[pathway.url] = PathwayChoice(canonical=pathway.canonical, title=pathway.title)
    return tuple(newest.values())


def begin_with_new(
    session: Session,
    new: NewPerson,
    pathway: Canonical,
    *,
    age: int | None = None,
    check_digit_reason: str | None = None,
) -> Conversation:
    """Register somebody and begin a conversation; a pathway that is not allowed registers nobody.

    How the case is kept is answered already, so that nobody is asked twice.

    Args:
        age: Completed years, if known.
        check_digit_reason: Why a number is kept although its check digit differs (L-74).

    Raises:
        AccessDenied: If the role opens no persons.
        FormNotInUse, WrongRegime: If the unit may not use the pathway.
    """
    pathway_in_use(session, pathway)
    person = register_person(session, new, check_digit_reason=check_digit_reason)
    conversation = start_conversation(session, person.id, pathway, age=age)
    return _with_case_kind(session, conversation, str(new.kind))


def begin_again(
    session: Session, person_id: PersonId, pathway: Canonical, *, age: int | None = None
) -> Conversation:
    """Begin a new conversation with somebody who has a record; the look at it is on record too.

    Raises:
        AccessDenied: If the role opens no persons.
        PersonNotFound: If there is none within reach.
        FormNotInUse, WrongRegime: If the unit may not use the pathway.
    """
    if session.user.role not in READS_PERSONS:
        raise AccessDenied
    person = open_person(session, person_id)
    conversation = start_conversation(session, person.id, pathway, age=age)
    return _with_case_kind(session, conversation, str(person.kind))


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
