"""What the record of one person shows only when its conversations stand together (DESIGN 6).

Read for whoever has opened the person, from conversations closed and not and from attempts to get in
touch; nothing is stored.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import AnswerEvent
from screening_app.domain.ids import Canonical, ResponseId, ScreeningId
from screening_app.domain.notice import Notice, Unread
from screening_app.domain.records import Screening
from screening_app.engine.history import DatedResponse, PastConversation
from screening_app.engine.over_time import look_over_time, months_before
from screening_app.engine.signs import CompiledRules
from screening_app.i18n import Text
from screening_app.questionnaire.model import Questionnaire
from screening_app.services.contact_signs import noted_attempts
from screening_app.services.conversation import circumstances_of
from screening_app.services.conversation_state import Conversation, as_it_stands
from screening_app.services.forms_in_use import stored_pathway
from screening_app.services.person_file import PersonFile
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Notices of a person, with the words that tell them.

    Attributes:
        unread: Versions of forms that a rule could not be asked of.
        unreadable: Conversations that could not be read at all; the rules know nothing of them.
        forms: Each form that a notice rests on, in the version that was answered.
        outcomes: What each conversation came to, in the words of its pathway.
        unverified: What is told beside a notice whose rule is a proposal.
    """

    notices: tuple[Notice, ...]
    unread: tuple[Unread, ...]
    unreadable: tuple[ScreeningId, ...]
    forms: Mapping[Canonical, Questionnaire]
    outcomes: Mapping[ScreeningId, Text]
    unverified: Text


def patterns_of(session: Session, file: PersonFile) -> Patterns:
    """Return the notices of a person whose file is open; that it was opened is on record already.

    Conversations with a person about their own use of violence are left out: they are no record of
    what was done to them.
    """
    read: list[Conversation] = []
    unreadable: list[ScreeningId] = []
    days: dict[ResponseId, dt.date] = {}
    rules = CompiledRules(session.forms.over_time())
    today = _day(session.clock.now())
    oldest = months_before(today, max(rule.period.months for rule in rules.rules.rule))
    with session.records.read() as uow:
        for screening in uow.screenings.of_person(file.person.id, access=session.access):
            if screening.closed_at is not None and _day(screening.closed_at) < oldest:
                continue  # nothing in it lies within the period of any rule
            try:
                conversation, history = _read(session, uow, screening)
            except ScreeningAppError:
                unreadable.append(screening.id)
                continue
            if not conversation.pathway.pathway.unlinked:
                read.append(conversation)
                days |= _days(history)
        runs = [conversation.screening.id for conversation in read]
        attempts = noted_attempts(session, uow, file.person.id, runs)
    past = [_past(one, days, attempts.get(one.screening.id, ())) for one in read]
    found = look_over_time(rules, past, today)
    return Patterns(
        notices=found.notices,
        unread=found.unread,
        unreadable=tuple(unreadable),
        forms=_forms(read, attempts),
        outcomes=dict(_outcomes(read)),
        unverified=rules.rules.unverified,
    )


def _read(
    session: Session, uow: UnitOfWork, screening: Screening
) -> tuple[Conversation, Sequence[AnswerEvent]]:
    responses = uow.screenings.responses(screening.id, access=session.access)
    history = uow.screenings.history(screening.id, access=session.access)
    pathway, unavailable = stored_pathway(uow, session, screening, responses)
    conversation = as_it_stands(
        screening,
        pathway,
        circumstances_of(session, screening),
        unavailable=unavailable,
        responses=responses,
        history=history,
    )
    return conversation, history


def _days(history: Sequence[AnswerEvent]) -> dict[ResponseId, dt.date]:
    """Return the day on which each response was begun: when it was said, if entered afterwards."""
    days: dict[ResponseId, dt.date] = {}
    for event in history:
        days.setdefault(event.response_id, _day(event.said_at))
    return days


def _day(moment: dt.datetime) -> dt.date:
    """Return the day here, as the timeline of the person's page tells it."""
    return moment.astimezone().date()


def _past(
    conversation: Conversation, days: Mapping[ResponseId, dt.date], attempts: Sequence[DatedResponse]
) -> PastConversation:
    screening = conversation.screening
    responses = tuple(_responses(conversation, days))
    outcome, reason = screening.outcome, screening.reason
    if not conversation.is_closed and conversation.state.outcome is not None:
        outcome, reason = conversation.state.outcome.id, conversation.state.outcome.reason
    return PastConversation(
        screening=screening.id,
        on=min((one.on for one in responses), default=_day(screening.held_at)),
        outcome=outcome,
        reason=reason,
        responses=(*responses, *attempts),
    )


def _responses(conversation: Conversation, days: Mapping[ResponseId, dt.date]) -> Iterator[DatedResponse]:
    for state in conversation.state.steps:
        record = conversation.records.get(state.step.id)
        # The answers of a step that is no part of the conversation do not count (FORMS 3.1).
        if record is not None and record.first is not None and state.enabled:
            # A correction says when it was written, not when it was told.
            day = days.get(record.first.id)
            if day is not None:
                yield DatedResponse(step=state.step.id, on=day, evaluation=record.evaluation)


def _forms(
    read: Sequence[Conversation], attempts: Mapping[ScreeningId, Sequence[DatedResponse]]
) -> dict[Canonical, Questionnaire]:
    noted = (one.evaluation.form for responses in attempts.values() for one in responses)
    asked = (form for conversation in read for form in conversation.pathway.forms_by_step.values())
    return {form.canonical: form.questionnaire for form in (*noted, *asked)}


def _outcomes(read: Sequence[Conversation]) -> Iterator[tuple[ScreeningId, Text]]:
    for conversation in read:
        wanted = conversation.screening.outcome
        if not conversation.is_closed and conversation.state.outcome is not None:
            wanted = conversation.state.outcome.id
        for rule in conversation.pathway.pathway.outcome:
            if rule.id == wanted:
                yield conversation.screening.id, rule.text
