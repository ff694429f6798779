"""How a person may be contacted, folded from what was answered and what was said since (W-11).

Nothing is stored twice: the agreement is the newest response to the form on safe contact, of whatever
conversation; notes and the form on follow-up say whether it still holds. Whatever is not certainly
agreed is not allowed: without an agreement, with one that is unfinished, ended or unreadable, the
default card is in force, which is "no contact" and "never leave a message".
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from screening_app.domain.answers import Answer, AnswerKey, PartialDate
from screening_app.domain.contact import LONGEST, Attempt, Confirmed, Ended, Reached, Stale, Standing
from screening_app.domain.errors import ScreeningAppError
from screening_app.domain.events import AnswerEvent
from screening_app.domain.ids import LinkId, PersonId, ScreeningId, StepId, UserId
from screening_app.domain.records import Response, ResponseStatus, Screening
from screening_app.engine.evaluation import Evaluation
from screening_app.questionnaire.model import Item
from screening_app.services.contact_notes import Entry, entries
from screening_app.services.conversation import circumstances_of
from screening_app.services.conversation_state import Conversation, as_it_stands
from screening_app.services.forms_in_use import stored_pathway
from screening_app.services.ports import UnitOfWork
from screening_app.services.session import Session

SAFE_CONTACT: Final = "https://samtalsstod.example/core/safe-contact"
"""The form in which contact is agreed on."""

FOLLOW_UP: Final = "https://samtalsstod.example/core/follow-up"
"""The form that asks whether the agreement still holds, and whether the person was reached."""

_BOTH: Final = frozenset({SAFE_CONTACT, FOLLOW_UP})

MAY: Final = LinkId("may-contact")
KIND: Final = LinkId("channel-kind")
ADDRESS: Final = LinkId("channel-value")
HOURS: Final = LinkId("channel-hours")
MESSAGE: Final = LinkId("channel-message")
UNTIL: Final = LinkId("valid-until")
REMINDERS: Final = LinkId("reminders")
NEVER: Final = LinkId("never")
CODE_WORDS: Final = frozenset({LinkId("code-word-you"), LinkId("code-word-us")})
"""As telling as the number: whoever knows one can pass for the person, or for us."""
REACHED: Final = LinkId("reached")
STILL: Final = LinkId("contact-still")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question of the agreement with what was answered."""

    item: Item
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way that was agreed on, without its number or address: that is read when it is shown.

    Attributes:
        number: Of the instance in its response.
        kind: Code, such as ``phone``.
        hours: Days and times as they were written.
        may_leave_message: A neutral message may be left.
        has_address: There is a number or address to show.
        lines: All that was agreed of it.
    """

    number: int
    kind: str
    hours: str
    may_leave_message: bool
    has_address: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """How a person may be contacted now.

    Attributes:
        may_contact: An agreement is in force, and it is a yes.
        reminders: Code of whether letters and reminders may be sent.
        lines: What is agreed beside the ways, without code words; of an agreement not in force only
            what must never be done.
        screening: The conversation it was agreed in, or in which it is unfinished.
        confirmed_at: When the person last said so.
        confirmed_by: Who heard it.
        valid_until: The last day it holds.
        stale: Why it is to be asked about at every use, if it is.
    """

    person: PersonId
    standing: Standing
    may_contact: bool = False
    reminders: str = "no"
    lines: tuple[Line, ...] = ()
    ways: tuple[Way, ...] = ()
    screening: ScreeningId | None = None
    confirmed_at: dt.datetime | None = None
    confirmed_by: UserId | None = None
    valid_until: dt.date | None = None
    stale: Stale | None = None

    def way(self, number: int) -> Way | None:
        """Return a way that was agreed on."""
        return next((way for way in self.ways if way.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was answered in one response, with when it was said."""

    at: dt.datetime
    stored_at: dt.datetime
    by: UserId
    screening: ScreeningId
    evaluation: Evaluation
    whole: bool

    def answer(self, link_id: LinkId, instance: tuple[int, ...] = ()) -> Answer | None:
        """Return an answer that counts."""
        return self.evaluation.effective.get(AnswerKey(link_id, instance))

    def code(self, link_id: LinkId, instance: tuple[int, ...] = ()) -> str | None:
        """Return the value of an answer, as text."""
        answer = self.answer(link_id, instance)
        return str(answer.values[0]) if answer is not None and answer.values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHistory:
    """Everything on record about contact with one person, oldest first.

    Attributes:
        agreements: Responses to the form on safe contact.
        follow_ups: Responses to the form on follow-up.
        entries: What was written down besides.
        readable: Whether every conversation could be read: else a newer agreement may be among the rest.
    """

    person: PersonId
    agreements: tuple[Said, ...]
    follow_ups: tuple[Said, ...]
    entries: tuple[Entry, ...]
    readable: bool

    def attempts(self) -> tuple[Attempt, ...]:
        """Return every attempt, newest first, those told in conversations among them."""
        tried = [entry for entry in self.entries if isinstance(entry, Attempt)]
        # A draft moved to newer forms tells of the same attempt in both of its runs.
        told = {attempt.at: attempt for said in self.follow_ups if (attempt := _told(said)) is not None}
        return tuple(sorted([*tried, *told.values()], key=lambda attempt: attempt.at, reverse=True))

    @property
    def agreement(self) -> Said | None:
        """The newest agreement, whole or not: only that one counts."""
        return self.agreements[-1] if self.agreements else None


def contact_history(
    session: Session, uow: UnitOfWork, person: PersonId, *, forms: frozenset[str] = _BOTH
) -> ContactHistory:
    """Return what is on record about contact with a person.

    Args:
        forms: Urls of the forms that are looked for; without the one on safe contact there is no card.

    Raises:
        PersonNotFound: If there is none within reach.
        BrokenNote: If what was written down cannot be read.
    """
    uow.persons.get(person, access=session.access)
    said, readable = _all_said(session, uow, person, forms)
    return ContactHistory(
        person=person,
        agreements=tuple(said[SAFE_CONTACT]),
        follow_ups=tuple(said[FOLLOW_UP]),
        entries=entries(uow.notes.of_person(person, access=session.access)),
        readable=readable,
    )


def agreements_of(session: Session, uow: UnitOfWork, person: PersonId) -> tuple[Said, ...]:
    """Return every agreement on record that can be read, in force or not, oldest first."""
    return tuple(_all_said(session, uow, person, frozenset({SAFE_CONTACT}))[0][SAFE_CONTACT])


def _all_said(
    session: Session, uow: UnitOfWork, person: PersonId, forms: frozenset[str]
) -> tuple[dict[str, list[Said]], bool]:
    """Return what conversations say of contact, oldest first, and whether every one could be read."""
    said: dict[str, list[Said]] = {SAFE_CONTACT: [], FOLLOW_UP: []}
    readable = True
    for screening in uow.screenings.of_person(person, access=session.access):
        try:
            for url, one in _said(session, uow, screening, forms):
                said[url].append(one)
        except ScreeningAppError:
            readable = False
    for responses in said.values():
        responses.sort(key=lambda one: (one.at, one.stored_at))
    return said, readable


def _said(
    session: Session, uow: UnitOfWork, screening: Screening, forms: frozenset[str]
) -> Iterator[tuple[str, Said]]:
    """Yield what a conversation says of contact; one that says nothing of it is not even evaluated."""
    responses = uow.screenings.responses(screening.id, access=session.access)
    wanted = {
        response.step: response
        for response in responses
        if _url(response) in forms
        and response.replaces is None
        and response.status is not ResponseStatus.ENTERED_IN_ERROR
    }
    if not wanted:
        return
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
    for response in wanted.values():
        # Of the conversation itself: a correction is not the person's word once more (W-11).
        own = [event for event in history if event.response_id == response.id]
        if own:
            yield _url(response), _one(conversation, response, own)


def _url(response: Response) -> str:
    return response.form.partition("|")[0]


def _one(conversation: Conversation, response: Response, own: Sequence[AnswerEvent]) -> Said:
    evaluation = conversation.records[response.step].evaluation
    return Said(
        at=max(event.said_at for event in own),
        stored_at=own[-1].at,
        by=own[-1].author,
        screening=conversation.screening.id,
        evaluation=evaluation,
        # What was answered in a step that is no part of the conversation any more is no agreement.
        whole=evaluation.is_complete and _counts(conversation, response.step),
    )


def _counts(conversation: Conversation, step: StepId) -> bool:
    return conversation.step(step).enabled


def _told(said: Said) -> Attempt | None:
    """Return the attempt that a follow-up tells of."""
    code = said.code(REACHED)
    if code not in set(Reached):
        return None
    return Attempt(at=said.at, by=said.by, reached=Reached(code), screening=said.screening)


def card_of(history: ContactHistory, today: dt.date) -> ContactCard:
    """Return the card in force on a day."""
    agreement = history.agreement
    if not history.readable:
        return ContactCard(person=history.person, standing=Standing.UNREADABLE)
    if agreement is None:
        return ContactCard(person=history.person, standing=Standing.NEVER_AGREED)
    since = [word for word in _words(history) if word.at > agreement.at]
    ended = any(isinstance(word, Ended) for word in since)
    if not agreement.whole or ended:
        return ContactCard(
            person=history.person,
            standing=Standing.ENDED if agreement.whole else Standing.UNFINISHED,
            lines=tuple(line for line in _lines(agreement) if line.item.link_id == NEVER),
            screening=agreement.screening,
        )
    confirmed = [word for word in since if isinstance(word, Confirmed)]
    return _in_force(history.person, agreement, confirmed[-1] if confirmed else None, today)


def _words(history: ContactHistory) -> Sequence[Confirmed | Ended]:
    """Return what was said of the agreement since, in notes and in follow-ups, oldest first."""
    words: list[Confirmed | Ended] = [one for one in history.entries if isinstance(one, Confirmed | Ended)]
    for said in history.follow_ups:
        match said.code(STILL):
            case "yes":
                words.append(Confirmed(at=said.at, by=said.by))
            case "changed":
                words.append(Ended(at=said.at, by=said.by))
    return sorted(words, key=lambda word: word.at)


def _in_force(person: PersonId, agreement: Said, confirmed: Confirmed | None, today: dt.date) -> ContactCard:
    word = confirmed or agreement
    may = agreement.code(MAY) == "yes"
    until = _until(agreement, confirmed) if may else None
    return ContactCard(
        person=person,
        standing=Standing.AGREED,
        may_contact=may,
        reminders=agreement.code(REMINDERS) or "no",
        lines=tuple(line for line in _lines(agreement) if line.item.link_id not in CODE_WORDS),
        ways=tuple(_ways(agreement)) if may else (),
        screening=agreement.screening,
        confirmed_at=word.at,
        confirmed_by=word.by,
        valid_until=until,
        stale=_stale(_day(word.at), until, today) if may else None,
    )


def _until(agreement: Said, confirmed: Confirmed | None) -> dt.date | None:
    """Return the last day: as agreed, as said when it was asked again, or 90 days from then."""
    if confirmed is not None and confirmed.until is not None:
        return confirmed.until
    answer = agreement.answer(UNTIL)
    date = answer.values[0] if answer is not None and answer.values else None
    agreed = dt.date(date.year, date.month or 1, date.day or 1) if isinstance(date, PartialDate) else None
    if confirmed is None or (agreed is not None and agreed >= _day(confirmed.at)):
        return agreed
    return _day(confirmed.at) + LONGEST


def _stale(confirmed_on: dt.date, until: dt.date | None, today: dt.date) -> Stale | None:
    if until is not None and until < today:
        return Stale.EXPIRED
    return Stale.OLD if today - confirmed_on > LONGEST else None


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone().date()


def _lines(agreement: Said) -> Iterator[Line]:
    """Yield what was answered outside the ways, in the order of the form."""
    for place in agreement.evaluation.places:
        answer = agreement.evaluation.effective.get(place.key)
        if answer is not None and not place.key.instance and place.enabled:
            yield Line(item=place.item, answer=answer)


def _ways(agreement: Said) -> Iterator[Way]:
    by_number: dict[tuple[int, ...], list[Line]] = {}
    for place in agreement.evaluation.places:
        answer = agreement.evaluation.effective.get(place.key)
        if answer is not None and place.key.instance and place.item.link_id != ADDRESS:
            by_number.setdefault(place.key.instance, []).append(Line(item=place.item, answer=answer))
    for instance, lines in by_number.items():
        yield Way(
            number=instance[-1],
            kind=agreement.code(KIND, instance) or "",
            hours=agreement.code(HOURS, instance) or "",
            may_leave_message=agreement.code(MESSAGE, instance) == "neutral",
            has_address=agreement.code(ADDRESS, instance) is not None,
            lines=tuple(lines),
        )


def code_words_in(history: ContactHistory) -> tuple[Line, ...]:
    """Return the code words of the newest agreement."""
    if history.agreement is None:
        return ()
    return tuple(line for line in _lines(history.agreement) if line.item.link_id in CODE_WORDS)


def address_in(history: ContactHistory, number: int) -> str | None:
    """Return the number or address of a way of the newest agreement."""
    return history.agreement.code(ADDRESS, (number,)) if history.agreement is not None else None
