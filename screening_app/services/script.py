"""A whole conversation from a file, through the same use cases as the windows.

The file is rehearsed first, without storing anything; a mistake anywhere in it stores nothing.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from screening_app.domain.answers import AnswerKey, PartialDate
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import Change, EventKind
from screening_app.domain.ids import PersonId, ScreeningId, StepId
from screening_app.domain.person import CaseKind, IdentityKind, Person
from screening_app.domain.records import Consent, ResponseStatus, Screening
from screening_app.engine.circumstances import age_on
from screening_app.engine.validation import read_answer
from screening_app.i18n import gettext
from screening_app.questionnaire.model import Item
from screening_app.services.changes import (
    interruption,
    known_step,
    new_instance,
    not_asked,
    planned_changes,
    with_changes,
)
from screening_app.services.closing import Closed, close_conversation, what_is_missing, why_is_needed
from screening_app.services.consent import NewConsent, record_consent
from screening_app.services.conversation import circumstances_of, make_change, start_conversation
from screening_app.services.conversation_state import Conversation, assemble
from screening_app.services.errors import ConversationUnfinished, ScriptRefused, UnknownQuestion
from screening_app.services.forms_in_use import pathway_in_use
from screening_app.services.held import refuse_wrong_time
from screening_app.services.identity import accepted_number
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True)


class ScriptedNumber(_Part):
    """An identity number and its kind; ``reason``: why it is kept though its check digit differs."""

    kind: IdentityKind
    value: str = Field(max_length=100)
    reason: str | None = None


class ScriptedPerson(_Part):
    """Who the conversation is with."""

    kind: CaseKind
    name: str | None = Field(None, min_length=1, max_length=200, pattern=r"^\S(.*\S)?$")
    number: ScriptedNumber | None = None
    birth_date: str | None = Field(None, alias="birthDate", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")

    @model_validator(mode="after")
    def _nameless_has_no_name(self) -> Self:
        if self.kind is not CaseKind.IDENTIFIED and (self.name or self.number or self.birth_date):
            msg = "a nameless case carries no name, number or birth date"
            raise ValueError(msg)
        if self.kind is CaseKind.IDENTIFIED and not self.name:
            msg = "a case with identity carries a name"
            raise ValueError(msg)
        return self


class ScriptedConsent(_Part):
    """What the person agreed to."""

    recipient: str
    scope: str
    how: Literal["spoken", "written"]
    valid_until: dt.date | None = Field(None, alias="validUntil")


class Said(_Part):
    """Answers in one step: link id to a code, a value, a list, ``{absent: reason}`` or answer sets."""

    step: str
    answers: dict[str, object]


class Happens(_Part):
    """Something happens in the room."""

    happens: Literal["somebody-walks-in"]


class NotAsked(_Part):
    """Staff say that the question cannot be asked, and why."""

    not_asked: str = Field(alias="not-asked")


class Script(_Part):
    """An answers file, whole.

    Attributes:
        asked_at: When it was held on paper, if it is entered afterwards; here, unless it says where.
    """

    person: ScriptedPerson
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    asked_at: dt.datetime | None = Field(None, alias="asked")
    conversation: tuple[Said | Happens | NotAsked, ...] = Field(min_length=1)
    consent: ScriptedConsent | None = None
    close: bool = True
    taken_back: str = Field("", alias="takenBack", max_length=1000)

    @field_validator("asked_at")
    @classmethod
    def _somewhere(cls, asked_at: dt.datetime | None) -> dt.datetime | None:
        return asked_at.astimezone(dt.UTC) if asked_at is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptRun:
    """What a script made; ``closed`` is ``None`` for a run that the script leaves open."""

    person: Person
    conversation: Conversation
    closed: Closed | None
    consent: Consent | None


Apply = Callable[[Conversation, StepId, Change], Conversation]


def run_script(session: Session, pathway_name: str, script: Script, *, source: str) -> ScriptRun:
    """Hold the conversation that the script describes, or store nothing.

    Args:
        source: Name of the file, for the sentence if it is refused.

    Raises:
        ScriptRefused: With the place and what is wrong there.
        HeldInTheFuture, HeldTooEarly: If it cannot have been held when it says.
        As ``pathway_in_use``, if the pathway cannot be used here.
    """
    age = _age(session, script, source)
    new, reason = _new_person(session, script.person, source)
    if script.asked_at is not None:
        refuse_wrong_time(script.asked_at, now=session.clock.now(), born=new.birth_date)
    rehearsed = _rehearsed(script, _empty(session, pathway_name, age, script.asked_at), source=source)
    unsaid = rehearsed.taken_back is not None and not script.taken_back.strip()
    if script.close and (unsaid or not rehearsed.state.can_close):
        missing = what_is_missing(rehearsed)
        if rehearsed.taken_back is not None:
            missing = (*missing, why_is_needed(rehearsed.taken_back))
        raise ConversationUnfinished(missing=" ".join(missing))
    person = register_person(session, new, check_digit_reason=reason)
    conversation = start_conversation(session, person.id, pathway_name, age=age, asked_at=script.asked_at)
    for part in script.conversation:
        conversation = _play_part(part, conversation, partial(make_change, session))
    closed = None
    if script.close:
        closed = close_conversation(session, conversation, taken_back=script.taken_back)
    return ScriptRun(
        person=person,
        conversation=closed.conversation if closed else conversation,
        closed=closed,
        consent=_consent(session, person, script.consent),
    )


def _rehearse(conversation: Conversation, step_id: StepId, change: Change) -> Conversation:
    return with_changes(conversation, step_id, planned_changes(conversation, step_id, change))


def _empty(
    session: Session, pathway_name: str, age: int | None, asked_at: dt.datetime | None
) -> Conversation:
    pathway, unavailable = pathway_in_use(session, pathway_name)
    screening = Screening(
        id=ScreeningId("rehearsal"),
        person=PersonId("nobody"),
        unit=session.unit.id,
        pathway=pathway.pathway.canonical,
        pathway_sha256=pathway.pathway.sha256,
        status=ResponseStatus.IN_PROGRESS,
        author=session.user.id,
        started_at=session.clock.now(),
        age=age,
        asked_at=asked_at,
    )
    return assemble(screening, pathway, circumstances_of(session, screening), unavailable=unavailable)


def _rehearsed(script: Script, conversation: Conversation, *, source: str) -> Conversation:
    for number, part in enumerate(script.conversation, start=1):
        where = f"conversation {number}"
        try:
            conversation = _play_part(part, conversation, _rehearse)
        except ScreeningAppError as error:
            raise ScriptRefused(file=source, where=where, problem=error.describe()) from None
    return conversation


def _play_part(part: Said | Happens | NotAsked, conversation: Conversation, apply: Apply) -> Conversation:
    match part:
        case Happens():
            return apply(conversation, *interruption(conversation))
        case NotAsked():
            return apply(conversation, *not_asked(conversation, part.not_asked))
        case Said():
            step_id = StepId(part.step)
            known_step(conversation, step_id)
            items = conversation.records[step_id].evaluation.form.questionnaire.item
            return _say(conversation, step_id, items, part.answers, (), apply)


def _say(
    conversation: Conversation,
    step_id: StepId,
    items: tuple[Item, ...],
    answers: Mapping[str, object],
    instance: tuple[int, ...],
    apply: Apply,
) -> Conversation:
    known = {item.link_id: item for item in _flat(items)}
    for link_id in answers:
        if link_id not in known:
            shown = link_id if re.fullmatch(r"[a-z0-9-]{1,40}", link_id) else "…"
            raise UnknownQuestion(where=f"{step_id}/{shown}")
    for link_id, item in known.items():
        if link_id not in answers:
            continue
        key = AnswerKey(link_id, instance)
        if item.is_repeating_group:
            conversation = _say_sets(conversation, step_id, item, answers[link_id], key, apply)
        else:
            answer = read_answer(item, answers[link_id])
            conversation = apply(
                conversation, step_id, Change(kind=EventKind.ANSWERED, key=key, answer=answer)
            )
    return conversation


def _say_sets(
    conversation: Conversation, step_id: StepId, group: Item, raw: object, key: AnswerKey, apply: Apply
) -> Conversation:
    if not isinstance(raw, list) or not all(isinstance(answers, dict) for answers in raw):
        raise UnknownQuestion(where=f"{step_id}/{key}")
    for answers in raw:
        change = new_instance(conversation, step_id, key)
        conversation = apply(conversation, step_id, change)
        conversation = _say(conversation, step_id, group.item, answers, change.key.instance, apply)
    return conversation


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the items of one scope: groups are looked into, repeating ones are not."""
    for item in items:
        yield item
        if not item.is_repeating_group:
            yield from _flat(item.item)


def _age(session: Session, script: Script, source: str) -> int | None:
    born = _birth_date(script.person, session, source)
    day = script.asked_at.astimezone().date() if script.asked_at else session.today()
    age = age_on(born, day) if born else None
    if age is not None and script.age is not None and age != script.age:
        raise ScriptRefused(file=source, where="age", problem=gettext("It does not fit the birth date."))
    return script.age if age is None else age


def _birth_date(person: ScriptedPerson, session: Session, source: str) -> PartialDate | None:
    if person.birth_date is None:
        return None
    try:
        born = PartialDate.parse(person.birth_date)
        if dt.date(born.year, born.month or 1, born.day or 1) <= session.today():
            return born
    except ValueError:
        pass
    problem = gettext("There is no such day of birth.")
    raise ScriptRefused(file=source, where="person/birthDate", problem=problem) from None


def _new_person(session: Session, person: ScriptedPerson, source: str) -> tuple[NewPerson, str | None]:
    number, kept = person.number, None
    if number is not None:
        kind = session.forms.packs(session.unit.country).identity.number_kind(number.kind)
        try:
            kept = accepted_number(kind, number.value, today=session.today(), reason=number.reason).text
        except ScreeningAppError as error:
            raise ScriptRefused(file=source, where="person/number", problem=error.describe()) from None
    new = NewPerson(
        kind=person.kind,
        name=person.name,
        identity_kind=number.kind if number else IdentityKind.UNKNOWN,
        identity_number=kept,
        birth_date=_birth_date(person, session, source),
    )
    return new, number.reason if number else None


def _consent(session: Session, person: Person, consent: ScriptedConsent | None) -> Consent | None:
    if consent is None:
        return None
    new = NewConsent(
        recipient=consent.recipient, scope=consent.scope, how=consent.how, valid_until=consent.valid_until
    )
    return record_consent(session, person.id, new)
