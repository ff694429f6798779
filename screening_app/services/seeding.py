"""Filling a new vault with made-up people and conversations, for load tests and courses (DESIGN 10).

Some conversations are really held, from scripts; the others are copies of them with other people,
times, salts, hashes and signatures, so that every check holds for them too.
"""

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from screening_app.domain.answers import Answer
from screening_app.domain.audit import AuditAction
from screening_app.domain.events import AnswerEvent
from screening_app.domain.follow_up import FollowUp, FollowUpOutcome
from screening_app.domain.ids import LinkId, PersonId, ResponseId, ScreeningId
from screening_app.domain.person import CaseKind, Person
from screening_app.domain.records import Response, ResponseStatus, Screening, StoredResult
from screening_app.services.audit import record
from screening_app.services.integrity import seal, signed_body
from screening_app.services.made_up import drawn, made_up_people
from screening_app.services.ports import UnitOfWork
from screening_app.services.script import Script, run_script
from screening_app.services.session import Session

_T = TypeVar("_T")

_SETTING = "made-up"
_BEGUN = ResponseStatus.IN_PROGRESS
_CASE_KIND = LinkId("case-kind")
_PEOPLE_AT_ONCE = 2000
_CONVERSATIONS_AT_ONCE = 250
_DAYS = 3 * 365
_OVERDUE_AT_MOST = dt.timedelta(days=30)

Progress = Callable[[int, int], None]
"""Told how much is stored, and of how much; raises to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedPlan:
    """What to make up.

    Attributes:
        seed: The same seed gives the same names and the same order of conversations.
    """

    people: int
    conversations: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A conversation that was really held, to be copied."""

    screening: Screening
    responses: Sequence[Response]
    events: Mapping[ResponseId, Sequence[AnswerEvent]]
    results: Mapping[ResponseId, Sequence[StoredResult]]
    follow_ups: Sequence[FollowUp]


def mark_made_up(session: Session, plan: SeedPlan) -> None:
    """Write down, before anything is made up, that this vault holds nothing real."""
    with session.records.write() as uow:
        uow.office.store_setting(_SETTING, "true")
        record(
            uow,
            session,
            AuditAction.MADE_UP,
            session.unit.id,
            people=plan.people,
            conversations=plan.conversations,
            seed=plan.seed,
        )
        uow.commit()


def is_made_up(session: Session) -> bool:
    """Tell whether everything in the vault was made up."""
    with session.records.read() as uow:
        return uow.office.setting(_SETTING) == "true"


def store_people(session: Session, people: Sequence[Person], progress: Progress | None = None) -> None:
    """Store people, many in one transaction, each within reach of the user."""
    for done, batch in _batches(people, _PEOPLE_AT_ONCE):
        with session.records.write() as uow:
            for person in batch:
                uow.persons.add(person, access=session.access)
            uow.commit()
        if progress is not None:
            progress(done, len(people))


def seed_vault(
    session: Session,
    plan: SeedPlan,
    scripts: Mapping[str, tuple[Script, int]],
    *,
    pathway: str,
    progress: Progress | None = None,
) -> None:
    """Fill a vault that was marked by ``mark_made_up``.

    Args:
        scripts: By name, with how often of each hundred conversations it is copied.
        progress: Told of people and conversations together.

    Raises:
        ValueError: If the vault is not marked, or there are conversations and nobody to have them.
        As ``run_script``.
    """
    if not is_made_up(session) or (plan.conversations and not plan.people):
        raise ValueError("not a vault to fill")
    people = list(made_up_people(session, plan.people, seed=plan.seed))
    everything = plan.people + plan.conversations

    def tell(done: int, _of: int) -> None:
        if progress is not None:
            progress(done, everything)

    store_people(session, people, tell)
    if not plan.conversations:
        return
    held = [_hold(session, pathway, name, script) for name, (script, _) in scripts.items()]
    weights = [often for _, often in scripts.values()]
    chance = drawn(plan.seed)
    wanted = [chance.choices(held, weights)[0] for _ in range(plan.conversations)]
    for done, batch in _batches(wanted, _CONVERSATIONS_AT_ONCE):
        with session.records.write() as uow:
            for original in batch:
                _store_copy(uow, session, original, chance.choice(people), chance)
            uow.commit()
        tell(plan.people + done, everything)


def _hold(session: Session, pathway: str, name: str, script: Script) -> _Held:
    done = run_script(session, pathway, script, source=name)
    screening, access = done.conversation.screening, session.access
    screening_id = screening.id
    with session.records.read() as uow:
        planned = uow.follow_ups.of_person(screening.person, access=access)
        responses = uow.screenings.responses(screening_id, access=access)
        return _Held(
            screening=uow.screenings.get(screening_id, access=access),
            responses=responses,
            events={each.id: uow.screenings.events(each.id, access=access) for each in responses},
            results={each.id: uow.screenings.results(each.id, access=access) for each in responses},
            follow_ups=[one for one in planned if one.screening == screening_id],
        )


def _store_copy(
    uow: UnitOfWork, session: Session, held: _Held, person: Person, chance: random.Random
) -> None:
    later = -dt.timedelta(days=chance.randrange(1, _DAYS), minutes=chance.randrange(24 * 60))
    access, old = session.access, held.screening
    begun = replace(
        old,
        id=ScreeningId(session.entropy.new_id()),
        person=PersonId(person.id),
        started_at=old.started_at + later,
        asked_at=None if old.asked_at is None else old.asked_at + later,
        status=_BEGUN,
        closed_at=None,
        outcome=None,
        reason=None,
        age=_age(person, old.held_at + later),
    )
    uow.screenings.add(begun, access=access)
    for response in held.responses:
        _store_response(uow, session, held, response, begun, later)
    closed_at = None if old.closed_at is None else old.closed_at + later
    done = replace(begun, status=old.status, closed_at=closed_at, outcome=old.outcome, reason=old.reason)
    uow.screenings.close(done, access=access)
    for follow_up in held.follow_ups:
        uow.follow_ups.add(_later(session, follow_up, done, later), access=access)


def _later(session: Session, old: FollowUp, run: Screening, later: dt.timedelta) -> FollowUp:
    """Return a copy for another conversation; what was due long ago was done on its day."""
    due_on, today = old.due_on + dt.timedelta(days=later.days), session.clock.now()
    is_done = due_on < today.date() - _OVERDUE_AT_MOST
    return replace(
        old,
        id=session.entropy.new_id(),
        person=run.person,
        screening=run.id,
        due_on=due_on,
        created_at=old.created_at + later,
        done_at=old.created_at + later if is_done else None,
        outcome=FollowUpOutcome.DONE if is_done else None,
    )


def _store_response(
    uow: UnitOfWork, session: Session, held: _Held, old: Response, screening: Screening, later: dt.timedelta
) -> None:
    access = session.access
    begun = replace(
        old,
        id=ResponseId(session.entropy.new_id()),
        screening=screening.id,
        status=_BEGUN,
        authored=old.authored + later,
        completed_at=None,
        signed_body=None,
        signature=None,
    )
    uow.screenings.add_response(begun, access=access)
    said = [event for event in held.events[old.id] if event.change is not None]
    events = [_resealed(session, event, begun, number, later) for number, event in enumerate(said, start=1)]
    for event in events:
        uow.screenings.add_event(event, access=access)
    for result in held.results[old.id]:
        uow.screenings.add_result(replace(result, response=begun.id), access=access)
    if old.completed_at is None or old.signed_body is None:
        return
    numbers = {item["number"] for item in json.loads(old.signed_body)["item"]}
    kept = [event for event, before in zip(events, said, strict=True) if before.number in numbers]
    at = old.completed_at + later
    body = signed_body(begun, screening, events, kept=kept, dropped=(), completed_at=at)
    signature = session.signer.sign(body.encode())
    done = replace(begun, status=old.status, completed_at=at, signed_body=body, signature=signature)
    uow.screenings.complete_response(done, access=access)


def _resealed(
    session: Session, event: AnswerEvent, response: Response, number: int, later: dt.timedelta
) -> AnswerEvent:
    change = event.change
    if change is None:
        raise ValueError("an erased event cannot be copied")
    if change.key.link_id == _CASE_KIND and change.answer is not None:
        change = replace(change, answer=Answer(values=(str(CaseKind.IDENTIFIED),)))
    return seal(
        change,
        response_id=response.id,
        number=number,
        at=event.at + later,
        author=event.author,
        salt=session.entropy.salt(),
        entered_at=None if event.entered_at is None else event.entered_at + later,
        source=event.source,
    )


def _age(person: Person, on: dt.datetime) -> int | None:
    return None if person.birth_date is None else max(0, on.year - person.birth_date.year)


def _batches(everything: Sequence[_T], size: int) -> Iterator[tuple[int, Sequence[_T]]]:
    ahead, done = iter(everything), 0
    while batch := list(islice(ahead, size)):
        done += len(batch)
        yield done, batch
